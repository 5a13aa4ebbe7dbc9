//! `staff`: accounts and roles, of which one must always be left to manage them.

use crate::house::{FIRST, House, PASSWORD, email};
use crate::rows;

#[test]
fn accounts_are_made_listed_given_roles_and_closed() {
    let house = House::with(&["clerk"]);
    house
        .by(
            "administrator",
            &["staff", "give", &email("clerk"), "technician"],
        )
        .done();
    house
        .by(
            "administrator",
            &["staff", "give", &email("clerk"), "technician"],
        )
        .done();
    house
        .by(
            "administrator",
            &["staff", "take", &email("clerk"), "clerk"],
        )
        .done();
    let json = house
        .by("administrator", &["--json", "staff", "list"])
        .done()
        .json();
    let clerk = json
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["email"] == "clerk@example.com");
    assert_eq!(
        clerk.unwrap()["roles"],
        serde_json::json!(["technician"]),
        "{json}"
    );
    let list = house.by("administrator", &["staff", "list"]).done().text();
    assert_eq!(list.lines().count(), 2, "{list}");
    house
        .by("administrator", &["staff", "close", &email("clerk")])
        .done();
    house
        .by("clerk", &["find", "x"])
        .failed(3, &["salasana on väärä"]);
    let json = house
        .by("administrator", &["--json", "staff", "list"])
        .done()
        .json();
    assert_eq!(json[1]["closed"], true, "{json}");
    let list = house.by("administrator", &["staff", "list"]).done().text();
    assert!(
        list.contains("Suljettu"),
        "whoever reads the list sees it: {list}"
    );
}

#[test]
fn somebody_is_always_left_to_manage_accounts() {
    let house = House::made();
    let me = email("administrator");
    let sentence = ["Anna rooli ensin toiselle"];
    house
        .by("administrator", &["staff", "close", &me])
        .failed(1, &sentence);
    house
        .by("administrator", &["staff", "take", &me, "administrator"])
        .failed(1, &sentence);
    let sv = ["--lang", "sv", "staff", "close", &me];
    house.by("administrator", &sv).failed(1, &["rollen"]);
    house.by("administrator", &["staff", "list"]).done();
}

#[test]
fn an_account_that_cannot_be_made_is_told_why_and_nothing_of_it_remains() {
    let house = House::with(&["clerk"]);
    let long = "A".repeat(201);
    let orders: [(i32, &str, &str, &str, &str, &str); 7] = [
        (
            1,
            "clerk@example.com",
            "Toinen",
            "clerk",
            PASSWORD,
            "Käytä toista osoitetta",
        ),
        (
            1,
            "CLERK@example.com",
            "Toinen",
            "clerk",
            PASSWORD,
            "Käytä toista osoitetta",
        ),
        (1, "ei osoite", "Toinen", "clerk", PASSWORD, "@-merkki"),
        (
            1,
            "b@example.com",
            "Toinen",
            "johtaja",
            PASSWORD,
            "Valitse rooli",
        ),
        (
            1,
            "b@example.com",
            "Toinen",
            "clerk",
            "lyhyt",
            "vähintään 15 merkkiä",
        ),
        (1, "b@example.com", " ", "clerk", PASSWORD, "Kirjoita nimi"),
        (
            1,
            "b@example.com",
            &long,
            "clerk",
            PASSWORD,
            "enintään 200 merkkiä",
        ),
    ];
    for (code, address, name, role, password, sentence) in orders {
        let arguments = ["staff", "add", address, "--name", name, "--role", role];
        house
            .signed_in("administrator", &arguments, &[password])
            .failed(code, &[sentence]);
    }
    assert_eq!(house.register(|tx| tx.one(&rows::STAFF, ())), 2);
    let give = ["staff", "give", "clerk@example.com", "johtaja"];
    house
        .by("administrator", &give)
        .failed(1, &["Valitse rooli"]);
    let nobody = ["staff", "close", "x@example.com"];
    house
        .by("administrator", &nobody)
        .failed(1, &["Käyttäjätunnusta ei löydy"]);
}

#[test]
fn only_whoever_manages_accounts_sees_and_changes_them() {
    let house = House::with(&["clerk"]);
    let add = [
        "staff",
        "add",
        "b@example.com",
        "--name",
        "B",
        "--role",
        "administrator",
    ];
    house
        .signed_in("clerk", &add, &[PASSWORD])
        .failed(3, &["ylläpitäjältä"]);
    let me = email("clerk");
    house
        .by("clerk", &["staff", "give", &me, "administrator"])
        .failed(3, &[]);
    house
        .by("clerk", &["staff", "close", &email("administrator")])
        .failed(3, &[]);
    house.by("clerk", &["staff", "list"]).failed(3, &[]);
    assert_eq!(house.register(|tx| tx.one(&rows::STAFF, ())), 2);
}

#[test]
fn a_given_password_does_nothing_but_change_itself() {
    let house = House::made();
    let (clerk, admin) = (email("clerk"), email("administrator"));
    let add = ["staff", "add", &clerk, "--name", "B", "--role", "clerk"];
    house.signed_in("administrator", &add, &[FIRST]).done();
    let find = ["find", "x", "--as", &clerk, "--password-stdin"];
    house
        .told(&find, &[FIRST])
        .failed(3, &["seloste staff password"]);
    let change = ["staff", "password", "--as", &clerk, "--password-stdin"];
    house.told(&change, &[FIRST, FIRST]).failed(1, &["sama"]);
    house
        .told(&change, &[PASSWORD, FIRST])
        .failed(3, &["väärä"]);
    house.told(&change, &[FIRST, PASSWORD]).done();
    house.told(&find, &[PASSWORD]).done();
    let own = ["staff", "password", "--as", &admin, "--password-stdin"];
    house.told(&own, &[PASSWORD, FIRST]).done();
}

#[test]
fn a_token_is_made_listed_and_revoked_and_its_secret_is_printed_once() {
    let house = House::with(&["clerk"]);
    let add = [
        "--json",
        "token",
        "add",
        "--name",
        "verkkokauppa",
        "--role",
        "clerk",
        "--purpose",
        "care",
        "--category",
        "identity",
    ];
    let made = house.by("clerk", &add).done().json();
    let secret = made["secret"].as_str().unwrap();
    assert!(
        secret.starts_with("seloste_") && secret.len() == 51,
        "{}",
        secret.len()
    );
    let list = house
        .by("clerk", &["--json", "token", "list"])
        .done()
        .json();
    assert_eq!(list[0]["purposes"], serde_json::json!(["care"]), "{list}");
    assert_eq!(
        (&list[0]["holds"], &list[0]["changes"]),
        (&true.into(), &false.into())
    );
    assert!(!list.to_string().contains(secret));
    let token = made["token"].as_str().unwrap();
    house.by("clerk", &["token", "revoke", token]).done();
    house
        .by("clerk", &["token", "revoke", token])
        .failed(1, &["mitätöity"]);
    let beyond: Vec<&str> = add
        .into_iter()
        .map(|word| if word == "care" { "staff" } else { word })
        .filter(|word| *word != "--json")
        .collect();
    house.by("clerk", &beyond).failed(1, &["roolisi"]);
}
