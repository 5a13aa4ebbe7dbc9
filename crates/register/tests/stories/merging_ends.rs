//! How a merge ends: by its days, or by an erasure; and that no table of the register is forgotten.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use basics::{DAY_MS, PartyId};
use guard::Actor;
use store::columns::{Class, Columns};
use testkit::Stores;

use crate::house::{House, actor, add_customers};
use crate::merging::{merge, second_maija, seen, undo_path};

store::statements! {
    /// How many sealed rows a party has.
    ROWS: (PartyId,) -> i64 =
        "select cast((select count(*) from person_name where party_id = $1)
                     + (select count(*) from contact_point where party_id = $1)
                     + (select count(*) from note where party_id = $1) as bigint)";

    /// Its lots.
    LOTS: (PartyId,) -> basics::LotId =
        "select lot_id from lot where party_id = $1 order by lot_id limit 100";
}

async fn rows(house: &House, id: &str) -> i64 {
    let party: PartyId = id.parse().unwrap();
    let read = house
        .app
        .guard()
        .read_state(move |tx| Ok(tx.one(&ROWS, (party,))?));
    read.await.unwrap()
}

async fn lots(house: &House, id: &str) -> Vec<basics::LotId> {
    let party: PartyId = id.parse().unwrap();
    let read = house
        .app
        .guard()
        .read_state(move |tx| Ok(tx.all(&LOTS, (party,))?));
    read.await.unwrap()
}

testkit::both_engines! {
    async fn after_its_days_a_merge_is_for_good_and_the_snapshot_gone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        merge(&clerk, &maija, &other, &[]).await;
        let (undo, own, its) = (undo_path(&clerk, &maija).await, lots(&house, &maija).await, lots(&house, &other).await);
        let whole = seen(&house, &maija).await;
        assert!(rows(&house, &other).await > 0);
        house.clock.advance_ms(guard::MERGE_DAYS * DAY_MS - 60_000);
        seloste::jobs::run_all(&house.app).await.unwrap();
        assert!(rows(&house, &other).await > 0, "a minute is left");
        house.clock.advance_ms(60_000);
        let clerk = house.browser("clerk").await;
        let late = clerk.get(&undo).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("on päättynyt"), "{}", late.body);
        seloste::jobs::run_all(&house.app).await.unwrap();
        assert_eq!(rows(&house, &other).await, 0);
        assert_eq!(seen(&house, &maija).await, whole, "nothing of the survivor went with it");
        // The keys stay, for older backups, and go with the survivor's.
        let mut all = [own, its].concat();
        all.sort_unstable();
        assert_eq!((lots(&house, &maija).await, lots(&house, &other).await), (all, Vec::new()));
        assert!(clerk.get(&format!("/customers/{other}")).await.location().starts_with(&format!("/customers/{maija}?")));
        assert!(clerk.post("/customers/hits", &[("words", "1004")]).await.body.contains(&maija));
        assert!(clerk.get(&format!("/customers/{maija}/merge")).await.body.contains("Yhdistetty pysyvästi"));
    }

    async fn erasing_either_destroys_the_snapshot_keys_first(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        merge(&clerk, &maija, &other, &[]).await;
        let (undo, its) = (undo_path(&clerk, &maija).await, lots(&house, &other).await);
        // One lot of the survivor is enough: what it says stands in the snapshot too.
        let last = *lots(&house, &maija).await.last().unwrap();
        let contact: Actor = actor(house.app.guard(), "data_protection_contact").await;
        let receipt = crate::erasing::erase_lots(house.app.guard(), &contact, vec![last]).await;
        assert!(its.iter().all(|lot| receipt.lots.contains(lot)), "the receipt names what went");
        assert_eq!(receipt.keys, its.len() as u64 + 1);
        assert_eq!(rows(&house, &other).await, 0);
        let told = clerk.get(&undo).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.body.contains("on poistettu yhdistämisen jälkeen"), "{}", told.body);
        let lines = house.browser("data_protection_contact").await.get(&format!("/customers/{maija}/trail")).await.body;
        assert!(lines.contains("poisti"), "{lines}");
    }
}

/// A table that names a party and is neither carried nor on the list would be lost by a merge.
#[test]
fn every_table_that_names_a_party_is_handled_by_merging() {
    let columns = Columns::ours().unwrap();
    let carried = guard::carried_tables().unwrap();
    let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/register");
    let mut referring = BTreeSet::new();
    for file in std::fs::read_dir(migrations).unwrap() {
        for line in std::fs::read_to_string(file.unwrap().path())
            .unwrap()
            .lines()
        {
            if line.contains("references party (") {
                referring.insert(line.split_whitespace().next().unwrap().to_owned());
            }
        }
    }
    let mut live = BTreeSet::new();
    for (name, table) in columns.tables("register") {
        for (column, class) in &table.columns {
            let names = column.ends_with("party_id")
                || column == "merged_into"
                || referring.contains(column);
            let own_key =
                matches!(class, Class::Clear { what } if what == "key" || what == "reference");
            let sealed = column == "party_id" && carried.iter().any(|one| one == name);
            if names && own_key && !sealed {
                live.insert(format!("{name}.{column}"));
            }
        }
    }
    let handled = seloste::merging::HANDLED.iter();
    let handled: BTreeSet<String> = handled.map(|(column, _)| (*column).to_owned()).collect();
    assert_eq!(live, handled);
    for table in [
        "person_name",
        "organisation_name",
        "contact_point",
        "birth_date",
        "identity_code",
        "note",
    ] {
        assert!(carried.iter().any(|one| one == table), "{table} is carried");
    }
}
