//! Every route and every role: what each may, and that a refusal tells nothing.

use std::net::Ipv4Addr;

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{House, ROLES, add_customers};

/// Whether each role may, in the order of [`ROLES`]: clerk, technician, billing, marketing, data
/// protection contact, owner, administrator. `y` yes, `n` refused, `h` hidden: as if not there.
const TABLE: [(&str, &str, &str); 54] = [
    ("GET", "/", "yyyyyyy"),
    ("GET", "/account", "yyyyyyy"),
    ("GET", "/account/tokens", "yyyyyyy"),
    ("POST", "/account/tokens", "yyyyyyy"),
    ("POST", "/account/tokens/0000000000001/revoked", "nnnnnnh"),
    ("GET", "/notice", "yyyyyyy"),
    ("GET", "/notice/versions", "yyyyyyy"),
    ("GET", "/customers", "yyyyynn"),
    ("POST", "/customers/columns", "yyyyynn"),
    ("GET", "/customers/views", "yyyyynn"),
    ("POST", "/customers/views", "yyyyynn"),
    ("POST", "/customers/views/0000000000001", "hhhhhnn"),
    ("POST", "/customers/bulk", "ynnnynn"),
    ("POST", "/customers/bulk/runs", "ynnnynn"),
    ("GET", "/customers/bulk/0000000000001", "hhhhhhh"),
    ("GET", "/customers/{maija}/tags", "yhyhynn"),
    ("GET", "/tags", "ynnnnnn"),
    ("POST", "/tags", "ynnnnnn"),
    ("GET", "/customers/search", "yyyyyyy"),
    ("POST", "/customers/search", "yyyyynn"),
    ("POST", "/customers/hits", "yyyyynn"),
    ("GET", "/customers/new/person", "ynnnnnn"),
    ("GET", "/customers/new/organisation", "ynnnnnn"),
    ("POST", "/customers", "ynnnnnn"),
    ("GET", "/customers/{maija}", "yhyhynn"),
    ("GET", "/customers/{oy}", "yhyyynn"),
    ("GET", "/customers/{maija}/history", "yhyhynn"),
    ("GET", "/customers/{maija}/notes", "yhyhynn"),
    ("POST", "/customers/{maija}/change", "ynnnynn"),
    ("POST", "/customers/{maija}/identity-code", "nhhhhnn"),
    ("GET", "/customers/{maija}/trail", "nnnnynn"),
    ("GET", "/trail", "nnnnynn"),
    ("GET", "/trail/1", "nnnnynn"),
    ("GET", "/import", "ynnnnnn"),
    ("POST", "/import/go", "hnnnnnn"),
    ("GET", "/import/0000000000001", "hnnnnnn"),
    ("GET", "/import/0000000000001/progress", "hnnnnnn"),
    ("GET", "/import/0000000000001/rejected", "hnnnnnn"),
    ("GET", "/import/0000000000001/rejected.xlsx", "hnnnnnn"),
    ("GET", "/import/checks/0000000000001/rejected", "hnnnnnn"),
    (
        "GET",
        "/import/checks/0000000000001/rejected.xlsx",
        "hnnnnnn",
    ),
    ("GET", "/export", "nnnnynn"),
    ("POST", "/export", "nnnnynn"),
    ("POST", "/export/file", "nnnnynn"),
    ("GET", "/staff", "nnnnyny"),
    ("GET", "/staff/new", "nnnnnny"),
    ("GET", "/staff/access", "nnnnyny"),
    ("GET", "/staff/0000000000001", "nnnnnnh"),
    ("POST", "/staff", "nnnnnny"),
    ("POST", "/staff/0000000000001/roles", "nnnnnnh"),
    ("POST", "/staff/0000000000001/closed", "nnnnnnh"),
    ("POST", "/staff/0000000000001/password", "nnnnnnh"),
    ("POST", "/staff/0000000000001/sessions", "nnnnnnh"),
    ("GET", "/notice/publish", "nnnnnny"),
];

/// What each form holds, so that a refusal is one of the role and not of the form.
fn fields(path: &str) -> Vec<(&'static str, &'static str)> {
    match path {
        "/customers/search" | "/customers/hits" => vec![("words", "mallikas")],
        "/customers" => vec![
            ("kind", "person"),
            ("first_names", "Uusi"),
            ("last_name", "Asiakas"),
            ("language", "fi"),
            ("connection", "customer"),
            ("source", "person"),
        ],
        path if path.ends_with("/change") => {
            vec![("what", "profile"), ("language", "fi"), ("version", "1")]
        }
        path if path.ends_with("/identity-code") => vec![("reason", "perintä")],
        "/import/go" => vec![
            ("file", "1"),
            ("name", "x"),
            ("connection", "customer"),
            ("source", "person"),
        ],
        "/customers/views" => vec![("name", "Kaikki"), ("narrowed", ""), ("shown", "number")],
        "/customers/views/0000000000001" => vec![("deed", "remove")],
        "/customers/bulk" | "/customers/bulk/runs" => vec![
            ("what", "task"),
            ("text", "Soita"),
            ("narrowed", ""),
            ("whole", "1"),
        ],
        "/tags" => vec![("name", "Sopimus")],
        "/export" | "/export/file" => vec![
            ("choice", "names"),
            ("format", "csv"),
            ("reason", "vuosikirje"),
        ],
        "/staff" => vec![
            ("name", "Uusi Käyttäjä"),
            ("email", "uusi@example.com"),
            ("language", "fi"),
            ("password", "kaksisataa lasta leikki"),
            ("role", "clerk"),
        ],
        path if path.ends_with("/roles") => vec![("role", "clerk"), ("deed", "give")],
        path if path.ends_with("/password") => vec![("password", "kaksisataa lasta leikki")],
        _ => vec![("deed", "close")],
    }
}

testkit::both_engines! {
    async fn every_route_answers_every_role_as_the_table_says(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let mut wrong = Vec::new();
        for (at, role) in ROLES.into_iter().enumerate() {
            let mut browser = house.browser(role).await;
            // On a machine of its own: together they ask more often than one may.
            browser.peer = Ipv4Addr::new(10, 0, 0, u8::try_from(at).unwrap());
            for (method, path, table) in TABLE {
                let wanted = table.as_bytes()[at];
                let filled = path.replace("{maija}", &ids["Maija"]).replace("{oy}", &ids["Oy"]);
                let answer = if method == "GET" {
                    browser.get(&filled).await
                } else {
                    browser.post(&filled, &fields(path)).await
                };
                let got = match answer.status {
                    StatusCode::FORBIDDEN => b'n',
                    StatusCode::NOT_FOUND => b'h',
                    status if status.is_server_error() => b'!',
                    _ => b'y',
                };
                if got != wanted {
                    let (wanted, got) = (char::from(wanted), char::from(got));
                    wrong.push(format!("{role} {method} {path}: {got} for {wanted}, {}", answer.status));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn nobody_reaches_a_page_without_signing_in(stores: Stores) {
        let house = House::new(stores).await;
        let stranger = house.stranger();
        for (method, path, _) in TABLE {
            let path = path.replace("{maija}", "0000000000001").replace("{oy}", "0000000000001");
            let answer = stranger.send(method, &path, &[]).await;
            let public = path.starts_with("/notice") && path != "/notice/publish";
            let wanted = match method {
                "GET" if public => StatusCode::OK,
                "GET" => StatusCode::SEE_OTHER,
                _ => StatusCode::UNAUTHORIZED,
            };
            assert_eq!(answer.status, wanted, "{method} {path}");
        }
    }

    async fn not_allowed_and_not_there_are_the_same_answer(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (technician, marketing) = (house.browser("technician").await, house.browser("marketing").await);
        for browser in [technician, marketing] {
            for (method, path) in [("GET", ""), ("GET", "/history"), ("GET", "/notes")] {
                let there = format!("/customers/{}{path}", ids["Pekka"]);
                let nobody = format!("/customers/0000000000001{path}");
                let hidden = browser.send(method, &there, &[]).await;
                let absent = browser.send(method, &nobody, &[]).await;
                assert_eq!(hidden.status, absent.status, "{path}");
                assert_eq!(hidden.body, absent.body, "{path}");
            }
        }
    }

    async fn a_search_leaves_out_whom_one_may_not_see_without_a_word(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        let technician = house.browser("technician").await;
        let there = technician.post("/customers/hits", &[("words", "mallikas")]).await;
        let absent = technician.post("/customers/hits", &[("words", "olematon")]).await;
        assert_eq!(there.body, absent.body);
        assert!(!there.body.contains("Mallikas"));
        assert!(!technician.get("/customers").await.body.contains("Mallikas"));
    }
}
