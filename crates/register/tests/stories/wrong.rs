//! What goes wrong is told in words, under the same headers as everything else.

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use testkit::Stores;
use tower::ServiceExt;

use crate::house::House;

async fn panics() -> StatusCode {
    panic!("a fault of the program, on purpose")
}

/// A request as a browser that reads Swedish sends it, without a session.
async fn asked(router: &Router, method: &str, path: &str, site: &str) -> (StatusCode, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("Sec-Fetch-Site", site)
        .header(header::HOST, "localhost")
        .header(header::ACCEPT_LANGUAGE, "sv-FI")
        .extension(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 1))))
        .body(Body::empty())
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    assert!(
        headers.contains_key(header::CONTENT_SECURITY_POLICY),
        "{method} {path}"
    );
    assert_eq!(
        headers[header::CACHE_CONTROL],
        "no-store",
        "{method} {path}"
    );
    let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

testkit::both_engines! {
    async fn whatever_goes_wrong_is_said_in_the_visitors_language(stores: Stores) {
        let house = House::new(stores).await;
        let routes = seloste::routes().route("/panics", get(panics));
        let router = seloste::web::shell(house.app.clone(), routes);
        for (method, path, site, status, said) in [
            ("POST", "/sign-in", "cross-site", 403, "Formuläret"),
            ("GET", "/sign-in?lang=xx", "same-origin", 404, "finns inte"),
            ("POST", "/sign-in", "same-origin", 400, "kunde inte läsas"),
            ("PUT", "/sign-in", "same-origin", 405, "kan inte användas så"),
            ("GET", "/panics", "same-origin", 500, "fel i programmet"),
            ("GET", "/assets/none.css", "same-origin", 404, "finns inte"),
        ] {
            let (found, body) = asked(&router, method, path, site).await;
            assert_eq!(found.as_u16(), status, "{method} {path}");
            assert!(body.contains("<html lang=\"sv\">") && body.contains(said), "{method} {path}: {body}");
        }
        let mut last = StatusCode::OK;
        for _ in 0..5_000 {
            let (status, body) = asked(&router, "GET", "/assets/none.css", "same-origin").await;
            last = status;
            if status == StatusCode::TOO_MANY_REQUESTS {
                assert!(body.contains("Vänta en stund"), "{body}");
                break;
            }
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn a_signed_in_visitor_is_answered_in_her_own_language(stores: Stores) {
        let house = House::new(stores).await;
        let contact = house.browser("data_protection_contact").await;
        contact.post("/account/language", &[("language", "en")]).await;
        let answer = contact.send("PUT", "/trail", &[]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(answer.body.contains("cannot be used like this"), "{}", answer.body);
    }

    async fn a_form_sent_too_late_offers_the_way_back_to_its_page(stores: Stores) {
        let house = House::new(stores).await;
        let request = Request::builder()
            .method("POST")
            .uri("/customers")
            .header(header::REFERER, "http://localhost:7780/customers/new/person?x=1")
            .body(Body::empty())
            .unwrap();
        let answer = house.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        let body = String::from_utf8_lossy(&body);
        assert!(body.contains("href=\"/sign-in?to=/customers/new/person\""), "{body}");
        assert!(body.contains("Toiminto ei onnistunut"), "{body}");
    }
}
