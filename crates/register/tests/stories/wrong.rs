//! What goes wrong is told in words, under the same headers as everything else.

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use basics::{Code, Language};
use seloste::web::Problem;
use testkit::Stores;
use tower::ServiceExt;

use crate::house::{House, add_customers};

async fn panics() -> StatusCode {
    panic!("a fault of the program, on purpose")
}

async fn conflict() -> Problem {
    Problem::Coded(
        Code::new("access.party.changed"),
        StatusCode::CONFLICT,
        Language::Sv,
    )
}

/// A page as the browser with this cookie gets it.
async fn visited(router: &Router, path: &str, cookie: &str) -> (StatusCode, String) {
    let request = Request::builder()
        .uri(path)
        .header(header::COOKIE, cookie)
        .extension(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 1))))
        .body(Body::empty())
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
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

    async fn whoever_is_signed_in_keeps_the_menu_the_search_and_the_way_back_whatever_goes_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let routes = seloste::routes().route("/customers/{party}/meanwhile", get(conflict));
        let router = seloste::web::shell(house.app.clone(), routes);
        for (path, status, above) in [
            (format!("/customers/{maija}/trail"), 403, "/customers\">Asiakkaat"),
            ("/customers/0000000000001".to_owned(), 404, "/customers\">Asiakkaat"),
            (format!("/customers/{maija}/meanwhile"), 409, "/customers\">Asiakkaat"),
            ("/customers?before=x".to_owned(), 404, "/customers\">Asiakkaat"),
            ("/trail".to_owned(), 403, "/\">Tänään"),
            ("/nowhere".to_owned(), 404, "/\">Tänään"),
        ] {
            let (found, page) = visited(&router, &path, &clerk.cookie).await;
            assert_eq!(found.as_u16(), status, "{path}: {page}");
            let crumbs = format!("<ol class=\"crumbs\"><li><a href=\"{above}</a></li><li aria-current=\"page\">");
            assert!(page.contains(&crumbs), "{path}: {page}");
            assert!(page.contains("role=\"alert\""), "{path}: {page}");
            assert!(page.contains("id=\"menu\"") && page.contains("id=\"seek\""), "{path}: {page}");
            assert!(!page.contains("class=\"tabs\""), "it tells nothing of whoever was asked for: {page}");
        }
        let (found, page) = visited(&router, "/nowhere", "").await;
        assert_eq!(found, StatusCode::NOT_FOUND);
        assert!(!page.contains("id=\"menu\"") && page.contains("Etusivulle"), "{page}");
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
