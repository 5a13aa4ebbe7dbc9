//! What happens in the same moment as an erasure: whatever came into what is looked at stays; a lot that
//! holds nothing loses its key; a decision that was cut off is looked at anew.

use axum::http::StatusCode;
use basics::{LotId, PartyId, RowId};
use testkit::Stores;

use crate::erasing::{decisions, send};
use crate::house::{Browser, House, added, person};
use crate::retention::{by_itself, change, hold, leave, restrict, run, said, years};

store::statements! {
    /// The lots of a party in a category.
    LOTS_IN: (PartyId, i64) -> LotId =
        "select lot_id from lot where party_id = $1 and category = $2 order by lot_id";

    /// Forgets the notes of a party, and nothing else.
    LOSE_NOTES: (PartyId,) -> () = "delete from note where party_id = $1";

    /// The newest note of a party.
    NOTE: (PartyId,) -> RowId =
        "select row_id from note where party_id = $1 order by row_id desc limit 1";

    /// What was decided of a category is granted.
    GRANT: (i64, i64) -> () =
        "update erasure_decision set outcome = 'granted', verdict = '17_1_a'
          where case_id = $1 and category = $2";

    /// A case is open, and was decided about this.
    OPEN: (i64, String) -> () =
        "update erasure_case set carried_ms = null, receipt = null, plan = $2 where case_id = $1";

    /// Keys of lots.
    KEYS: (LotId,) -> i64 =
        "select cast(count(*) as bigint) from lot_key where lot_id = $1";
}

const OTHER: i64 = policy::Category::Other.number() as i64;

async fn lots_in(house: &House, id: &str, category: i64) -> Vec<LotId> {
    let party: PartyId = id.parse().unwrap();
    let reading = move |tx: &mut store::Tx<'_>| Ok(tx.all(&LOTS_IN, (party, category))?);
    house.app.guard().read_state(reading).await.unwrap()
}

/// How many of these lots have a key.
async fn keys(house: &House, lots: &[LotId]) -> i64 {
    let (keys, index) = house.beside().await;
    let mut count = 0;
    for lot in lots {
        let lot = *lot;
        count += keys.read(move |tx| tx.one(&KEYS, (lot,))).await.unwrap();
    }
    keys.close().await;
    index.close().await;
    count
}

/// Somebody who left, with an address.
async fn left(clerk: &Browser, name: &str) -> String {
    let mut fields = person(name, "Lähtenyt");
    fields.extend([("email", "jaa@example.com"), ("anyway", "1")]);
    let id = added(clerk, &fields).await;
    leave(clerk, &id, "24.11.2026").await;
    id
}

/// The row of somebody on the page of what is due.
fn row(page: &str, id: &str) -> Option<String> {
    let mut rows = page.split("name=\"row\" value=\"").skip(1);
    let own = rows.find(|rest| rest.starts_with(&format!("{id}:")))?;
    own.split('"').next().map(str::to_owned)
}

async fn erase_row(officer: &Browser, row: &str) -> crate::house::Answer {
    let fields = [("kept", "contact"), ("row", row), ("count", "1")];
    officer.post("/retention/due", &fields).await
}

testkit::both_engines! {
    async fn what_came_after_it_was_shown_keeps_it(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut ids = Vec::new();
        for name in ["Arvo", "Hilla", "Rauha", "Taika", "Uusi", "Vapaa"] {
            ids.push(left(&clerk, name).await);
        }
        years(&house, 3);
        let (clerk, officer) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let shown = officer.get("/retention/due?kept=contact").await.body;
        let rows: Vec<String> = ids.iter().map(|id| row(&shown, id).unwrap()).collect();
        // A clerk's new value, a hold, a restriction, an open task, a new connection.
        let value = [("what", "contact"), ("email", "uusi@example.com"), ("source", "person"), ("anyway", "1")];
        assert_eq!(change(&clerk, &ids[0], &value).await.status, StatusCode::SEE_OTHER);
        assert_eq!(hold_until(&officer, &ids[1]).await, StatusCode::SEE_OTHER);
        restrict(&house, &ids[2]).await;
        let task = [("text", "Soita takaisin"), ("due", "1.12.2029"), ("staff", "")];
        clerk.post(&format!("/customers/{}/tasks", ids[3]), &task).await;
        let again = [("what", "connect"), ("connection", "customer"), ("from", "1.11.2029"), ("source", "person")];
        assert_eq!(change(&clerk, &ids[4], &again).await.status, StatusCode::SEE_OTHER);
        for (id, row) in ids.iter().zip(&rows).take(5) {
            let before = said(&house, id).await;
            let answer = erase_row(&officer, row).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
            assert!(answer.body.contains("Tiedot ovat muuttuneet"), "{}", answer.body);
            assert_eq!(said(&house, id).await, before, "nothing of hers went");
        }
        assert_eq!(erase_row(&officer, &rows[5]).await.status, StatusCode::SEE_OTHER);
        assert!(lots_in(&house, &ids[5], 3).await.is_empty(), "of whom nothing came, it goes");
        // Looked at anew, the changed one is as due as before.
        let shown = officer.get("/retention/due?kept=contact").await.body;
        let fresh = row(&shown, &ids[0]).unwrap();
        assert_ne!(fresh, rows[0]);
        assert_eq!(erase_row(&officer, &fresh).await.status, StatusCode::SEE_OTHER);
    }

    async fn whoever_is_confirmed_in_the_moment_of_the_run_loses_nothing(stores: Stores) {
        let house = House::under(stores, &by_itself(&["identity", "contact"])).await;
        let clerk = house.browser("clerk").await;
        let mut ids = Vec::new();
        for number in 0..12 {
            ids.push(left(&clerk, &format!("Kisa{}", char::from(b'a' + number))).await);
        }
        years(&house, 3);
        let clerk = house.browser("clerk").await;
        let mut posts = tokio::task::JoinSet::new();
        for id in ids.clone() {
            let clerk = clerk.clone();
            posts.spawn(async move {
                let page = clerk.get(&format!("/customers/{id}")).await;
                let Some((_, rest)) = page.body.split_once("name=\"version\" value=\"") else {
                    return (id, false);
                };
                let version = rest.split('"').next().unwrap();
                let fields = [("what", "connect"), ("version", version), ("connection", "customer"), ("from", "1.11.2029"), ("source", "person")];
                let answer = clerk.post(&format!("/customers/{id}/change"), &fields).await;
                (id, answer.status == StatusCode::SEE_OTHER)
            });
        }
        let app = house.app.clone();
        let running = tokio::spawn(async move { seloste::retention::run(&app).await });
        let mut confirmed = Vec::new();
        while let Some(posted) = posts.join_next().await {
            confirmed.push(posted.unwrap());
        }
        running.await.unwrap().unwrap();
        for (id, confirmed) in confirmed {
            let page = clerk.get(&format!("/customers/{id}")).await;
            if confirmed {
                assert!(page.body.contains("Lähtenyt") && page.body.contains("jaa@example.com"), "a customer again: {}", page.body);
            } else {
                assert_eq!(page.status, StatusCode::NOT_FOUND, "gone as a whole");
                assert_eq!(said(&house, &id).await, 0);
            }
        }
    }

    async fn the_last_value_of_a_lot_takes_its_key_along_and_a_lot_without_values_is_found(stores: Stores) {
        let house = House::under(stores, &by_itself(&["other"])).await;
        let clerk = house.browser("clerk").await;
        let mut ids = Vec::new();
        for name in ["Aino", "Bea"] {
            let mut fields = person(name, "Muistettava");
            fields.push(("note", "Vanha muistiinpano."));
            ids.push(added(&clerk, &fields).await);
        }
        let mut lots = Vec::new();
        for id in &ids {
            lots.extend(lots_in(&house, id, OTHER).await);
        }
        assert_eq!(keys(&house, &lots).await, 2);
        // As a program left it that was killed between the last value and the key.
        let second: PartyId = ids[1].parse().unwrap();
        let losing = move |tx: &mut store::Tx<'_>| Ok(tx.run(&LOSE_NOTES, (second,))?);
        house.app.guard().write_state(losing).await.unwrap();
        run(&house).await;
        assert!(lots_in(&house, &ids[1], OTHER).await.is_empty());
        assert_eq!(keys(&house, &lots).await, 1, "the first one's note is not due");
        house.clock.advance_days(740);
        run(&house).await;
        assert!(lots_in(&house, &ids[0], OTHER).await.is_empty());
        assert_eq!(keys(&house, &lots).await, 0);
        let clerk = house.browser("clerk").await;
        assert!(clerk.get(&format!("/customers/{}", ids[0])).await.body.contains("Aino"));
    }

    async fn a_decision_that_was_cut_off_is_looked_at_anew(stores: Stores) {
        let house = House::new(stores).await;
        let mut cases = Vec::new();
        for (name, what) in [("Aino", "nothing"), ("Bea", "note"), ("Cilla", "hold"), ("Disa", "restriction")] {
            let mut fields = person(name, "Katkeava");
            fields.push(("note", "Vanha muistiinpano."));
            let id = added(&house.browser("clerk").await, &fields).await;
            let case = cut_off(&house, &id).await;
            house.clock.advance_days(1);
            let (clerk, officer) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
            match what {
                "note" => {
                    let note = [("what", "note"), ("note", "Uusi muistiinpano."), ("source", "person")];
                    assert_eq!(change(&clerk, &id, &note).await.status, StatusCode::SEE_OTHER);
                }
                "hold" => assert_eq!(hold(&officer, &id, "category.other").await.status, StatusCode::SEE_OTHER),
                "restriction" => restrict(&house, &id).await,
                _ => {}
            }
            cases.push((id, case, what));
        }
        run(&house).await;
        let officer = house.browser("data_protection_contact").await;
        for (id, case, what) in cases {
            let shown = officer.get(&format!("/retention/cases/{case}")).await.body;
            let left = lots_in(&house, &id, OTHER).await.len();
            let told = match what {
                "nothing" => {
                    assert_eq!(left, 0);
                    let note = officer.get(&format!("/retention/cases/{case}/receipt.txt")).await.body;
                    let written = seloste::retention::verify(&note, Some(house.app.guard().public_key())).unwrap();
                    assert_eq!((written.keys_destroyed, written.rows_removed), (1, written.rows_removed.max(1)));
                    "Tuhottuja avaimia"
                }
                "note" => "tietoja on tullut päätöksen jälkeen",
                "hold" => "poistokielto",
                _ => "käsittelyä on rajoitettu",
            };
            assert!(shown.contains(told), "{told}: {shown}");
            assert_eq!(left, usize::from(what != "nothing"), "{what}");
        }
    }
}

async fn hold_until(officer: &Browser, id: &str) -> StatusCode {
    let fields = [
        ("on", "all"),
        ("reason", "Riita laskusta 7."),
        ("review", "1.6.2030"),
    ];
    let path = format!("/customers/{id}/holds");
    officer.post(&path, &fields).await.status
}

/// A decision by which the notes of somebody go, as a crash leaves it that came before anything was
/// carried out; its number.
async fn cut_off(house: &House, id: &str) -> i64 {
    let officer = house.browser("data_protection_contact").await;
    let page = officer.get(&format!("/customers/{id}/erasure")).await.body;
    let (_, rest) = page
        .split_once("Vahvista kirjoittamalla asiakasnumero ")
        .unwrap();
    let number = rest.split('<').next().unwrap().trim().to_owned();
    let refused = decisions(&officer, id, "17_3_e").await;
    let answer = send(&officer, id, &refused, &number).await;
    let case = answer.location().rsplit('/').next().unwrap();
    let case: i64 = case.split('?').next().unwrap().parse().unwrap();
    let party: PartyId = id.parse().unwrap();
    let lot = lots_in(house, id, OTHER).await[0];
    let cutting = move |tx: &mut store::Tx<'_>| {
        let newest = tx.one(&NOTE, (party,))?;
        let plan = serde_json::json!({
            "lots": [{ "lot": lot.get(), "party": party.get(), "category": "other", "rows": 1, "newest": newest.get() }],
            "needs": [],
            "unnamed": false,
        });
        tx.run(&GRANT, (case, OTHER))?;
        Ok(tx.run_one(&OPEN, (case, plan.to_string()))?)
    };
    house.app.guard().write_state(cutting).await.unwrap();
    case
}
