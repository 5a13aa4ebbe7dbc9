//! Every page, in every language: it stands, says nothing in a missing text, keeps the policy.

use axum::http::{StatusCode, header};
use testkit::Stores;

use crate::house::{House, add_customers};

/// The pages of each role that a person would walk through.
fn walk(role: &str, ids: &[&str]) -> Vec<String> {
    let own = [
        "/",
        "/account",
        "/account/password",
        "/notice",
        "/notice/versions",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut paths = own;
    if role == "clerk" {
        for path in [
            "/customers",
            "/customers/search",
            "/customers/new/person",
            "/customers/new/organisation",
            "/import",
        ] {
            paths.push(path.to_owned());
        }
    }
    if role == "clerk" || role == "data_protection_contact" {
        for id in ids {
            paths.push(format!("/customers/{id}"));
            paths.push(format!("/customers/{id}/history"));
            paths.push(format!("/customers/{id}/sites"));
        }
    }
    if role == "data_protection_contact" {
        paths.extend(["/trail", "/staff", "/staff/access"].map(str::to_owned));
        paths.extend(ids.iter().map(|id| format!("/customers/{id}/trail")));
    }
    if role == "administrator" {
        for path in ["/staff", "/staff/new", "/staff/access", "/notice/publish"] {
            paths.push(path.to_owned());
        }
    }
    paths
}

testkit::both_engines! {
    async fn every_page_stands_in_every_language_and_keeps_the_content_policy(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let ids: Vec<&str> = ids.values().map(String::as_str).collect();
        for role in ["clerk", "data_protection_contact", "administrator"] {
            let browser = house.browser(role).await;
            for language in ["fi", "sv", "en"] {
                let set = browser.post("/account/language", &[("language", language)]).await;
                assert_eq!(set.status, StatusCode::SEE_OTHER);
                for path in walk(role, &ids) {
                    let answer = browser.get(&path).await;
                    assert_eq!(answer.status, StatusCode::OK, "{role} {path}: {}", answer.body);
                    assert!(!answer.body.contains('⟦'), "{language} {path} lacks a text: {}", missing(&answer.body));
                    let tag = format!("<html lang=\"{language}\">");
                    assert!(answer.body.contains(&tag), "{path} is in {language}");
                    for banned in ["<style", " style=", "onclick=", "javascript:"] {
                        assert!(!answer.body.contains(banned), "{path} holds {banned}");
                    }
                    assert_eq!(answer.body.matches("<h1").count(), 1, "{path} has one heading");
                    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
                    assert!(policy.starts_with("default-src 'none'"), "{policy}");
                    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
                }
            }
        }
    }

    async fn a_page_that_is_not_there_says_so_and_an_id_that_is_none_too(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        for path in ["/nowhere", "/customers/none", "/staff/x", "/import/0000000000zzz!", "/assets/none.css"] {
            assert_eq!(clerk.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

fn missing(body: &str) -> String {
    let (_, rest) = body.split_once('⟦').unwrap_or_default();
    rest.split('⟧').next().unwrap_or_default().to_owned()
}
