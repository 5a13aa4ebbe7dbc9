//! What no purpose of the notice uses any more goes in its time, although nobody asked and a connection goes
//! on: a birth date is for bills, and whoever is held on her consent to marketing alone gets none.

use axum::http::StatusCode;
use basics::{ConnectionId, PartyId};
use policy::Kept;
use seloste::retention;
use testkit::Stores;

use crate::house::{Browser, House, added, person};
use crate::retention::{by_itself, change, run, years};

/// Somebody with a birth date, held on a connection.
async fn born(clerk: &Browser, officer: &Browser, name: &str, connection: &str) -> String {
    let mut fields = person(name, "Syntynyt");
    fields.retain(|field| field.0 != "connection");
    fields.push(("connection", connection));
    let id = added(clerk, &fields).await;
    let born = [
        ("what", "birth-date"),
        ("birth_date", "13.10.1952"),
        ("source", "person"),
        ("reason", "pyyntö 7"),
    ];
    let answer = change(officer, &id, &born).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    id
}

/// She is held on another connection as well.
async fn connect(clerk: &Browser, id: &str, connection: &str) {
    let fields = [
        ("what", "connect"),
        ("connection", connection),
        ("from", "24.11.2026"),
        ("source", "person"),
    ];
    let answer = change(clerk, id, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

store::statements! {
    /// The connection of a kind that a party is held on.
    HELD_AS: (PartyId, String) -> ConnectionId =
        "select connection_id from connection where party_id = $1 and kind = $2";
}

/// She is a customer no more.
async fn no_customer(house: &House, clerk: &Browser, id: &str) {
    let asked = (id.parse().unwrap(), "customer".to_owned());
    let reading = move |tx: &mut store::Tx<'_>| Ok(tx.one(&HELD_AS, asked.clone())?);
    let row: ConnectionId = house.app.guard().read_state(reading).await.unwrap();
    let row = row.to_string();
    let fields = [
        ("what", "disconnect"),
        ("row", row.as_str()),
        ("until", "24.11.2026"),
    ];
    let answer = change(clerk, id, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

fn section<'a>(page: &'a str, category: &str) -> &'a str {
    let id = format!("id=\"{category}\"");
    let (_, rest) = page
        .split_once(&id)
        .unwrap_or_else(|| panic!("{category}: {page}"));
    rest.split("</section>").next().unwrap()
}

const UNUSED: &str = "mikään sen tarkoituksista ei enää koske tätä asiakasta";

testkit::both_engines! {
    async fn what_only_bills_needed_goes_when_no_bills_are_sent_any_more_though_a_connection_goes_on(stores: Stores) {
        let house = House::under(stores, &by_itself(&["identity", "contact", "birth_date"])).await;
        let (clerk, officer) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let irma = born(&clerk, &officer, "Irma", "customer").await;
        let stays = born(&clerk, &officer, "Pysyvä", "customer").await;
        for id in [&irma, &stays] {
            connect(&clerk, id, "consent").await;
        }
        no_customer(&house, &clerk, &irma).await;
        // A notice says so from its seventh day on.
        house.clock.advance_days(8);
        let officer = house.browser("data_protection_contact").await;
        let why = officer.get(&format!("/customers/{irma}/why")).await.body;
        let birth = section(&why, "birth_date");
        assert!(birth.contains(UNUSED) && birth.contains("24.11.2029 asti"), "{birth}");
        let name = section(&why, "identity");
        assert!(name.contains("Aika ei ole vielä alkanut") && !name.contains(UNUSED), "{name}");
        let other = officer.get(&format!("/customers/{stays}/why")).await.body;
        let other = section(&other, "birth_date");
        assert!(other.contains("Aika ei ole vielä alkanut") && !other.contains(UNUSED), "she is sent bills: {other}");
        // 24.11.2029 is the last day.
        house.clock.set(crate::house::NOW.plus_ms(3 * 365 * 24 * 60 * 60 * 1_000 + 24 * 60 * 60 * 1_000));
        assert!(retention::dry(&house.app).await.unwrap().is_empty());
        house.clock.advance_days(1);
        let dry = retention::dry(&house.app).await.unwrap();
        assert_eq!(dry.keys().collect::<Vec<_>>(), [&Kept::BirthDate], "{dry:?}");
        assert_eq!((dry[&Kept::BirthDate].due, dry[&Kept::BirthDate].gone), (1, 1));
        run(&house).await;
        let (clerk, officer) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let why = officer.get(&format!("/customers/{irma}/why")).await.body;
        assert!(!why.contains("id=\"birth_date\"") && why.contains("Irma"), "{why}");
        assert!(clerk.get(&format!("/customers/{irma}")).await.body.contains("Irma"));
        assert!(officer.get(&format!("/customers/{stays}/why")).await.body.contains("13.10.1952"));
    }

    async fn what_never_had_a_use_runs_from_the_day_it_came_and_waits_for_a_person(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, officer) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let ilta = born(&clerk, &officer, "Ilta", "consent").await;
        let back = born(&clerk, &officer, "Palaava", "consent").await;
        house.clock.advance_days(400);
        let clerk = house.browser("clerk").await;
        connect(&clerk, &back, "customer").await;
        years(&house, 2);
        run(&house).await;
        let officer = house.browser("data_protection_contact").await;
        let page = officer.get("/retention/due?kept=birth_date").await.body;
        assert!(page.contains("Ilta") && page.contains(UNUSED) && page.contains("24.11.2029"), "{page}");
        assert!(!page.contains("Palaava"), "a customer is sent bills: {page}");
        let why = officer.get(&format!("/customers/{ilta}/why")).await.body;
        assert!(section(&why, "birth_date").contains("13.10.1952"), "it waits for a person: {why}");
        let (_, row) = page.split_once("name=\"row\" value=\"").unwrap();
        let row = row.split('"').next().unwrap();
        let fields = [("kept", "birth_date"), ("row", row), ("count", "1")];
        let answer = officer.post("/retention/due", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let why = officer.get(&format!("/customers/{ilta}/why")).await.body;
        assert!(!why.contains("id=\"birth_date\""), "{why}");
    }
}
