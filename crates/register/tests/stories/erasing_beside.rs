//! Somebody is erased while her page is open, while she is taken out, while a file brings her, while a
//! backup is made: after the answer she is gone at once, and nobody else's work breaks off.

use axum::http::StatusCode;
use basics::PartyId;
use testkit::Stores;

use crate::erasing::{TELLING, erase, gone};
use crate::exporting::many;
use crate::house::{House, add_customers};

const EXPORT: [(&str, &str); 6] = [
    ("format", "json"),
    ("words", ""),
    ("reason", "testi"),
    ("choice", "names"),
    ("choice", "address"),
    ("choice", "notes"),
];

testkit::both_engines! {
    async fn whoever_has_her_page_open_writes_nothing_about_her(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let path = format!("/customers/{maija}");
        let page = clerk.get(&path).await.body;
        let (_, version) = page.split_once("name=\"version\" value=\"").unwrap();
        let version = version.split('"').next().unwrap().to_owned();
        erase(&house.browser("data_protection_contact").await, &maija).await;
        let note = [("what", "note"), ("version", version.as_str()), ("note", "Soitti taas."), ("source", "person")];
        let answer = clerk.post(&format!("{path}/change"), &note).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
        let task = [("text", "Soita"), ("due", "1.12.2026"), ("staff", "")];
        assert_eq!(clerk.post(&format!("{path}/tasks"), &task).await.status, StatusCode::NOT_FOUND);
        gone(&house, &maija).await;
    }

    async fn what_is_taken_out_meanwhile_is_whole_and_the_next_lacks_her(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        many(&clerk, 620).await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let officer = house.browser("data_protection_contact").await;
        let (begin, begun) = tokio::sync::oneshot::channel();
        let taking = {
            let officer = officer.clone();
            tokio::spawn(async move {
                let mut first = Some(begin);
                let mut files = Vec::new();
                for _ in 0..4 {
                    if let Some(begin) = first.take() {
                        begin.send(()).unwrap();
                    }
                    files.push(officer.post("/export/file", &EXPORT).await);
                }
                files
            })
        };
        begun.await.unwrap();
        erase(&officer, &maija).await;
        for file in taking.await.unwrap() {
            assert_eq!(file.status, StatusCode::OK);
            let rows: serde_json::Value = serde_json::from_str(&file.body).unwrap_or_else(|_| panic!("a whole file: {}", file.body));
            let names = rows.to_string().matches("Rivi").count();
            assert!(names >= 620, "everybody else is in it: {names}");
        }
        let after = officer.post("/export/file", &EXPORT).await.body;
        assert!(after.contains("Rivi619") && !after.contains("Mallikas"));
        gone(&house, &maija).await;
    }

    async fn a_file_that_runs_meanwhile_ends_and_she_stays_gone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let importing = {
            let clerk = clerk.clone();
            tokio::spawn(async move { many(&clerk, 620).await })
        };
        erase(&house.browser("data_protection_contact").await, &maija).await;
        gone(&house, &maija).await;
        importing.await.unwrap();
        gone(&house, &maija).await;
        let list = house.browser("clerk").await.post("/customers/hits", &[("words", "rivi619")]).await;
        assert!(list.body.contains("Rivi619"), "{}", list.body);
    }

    async fn a_backup_that_is_made_meanwhile_does_not_bring_her_back(stores: Stores) {
        let house = House::with_keys_in_a_file(stores).await;
        let clerk = house.browser("clerk").await;
        many(&clerk, 200).await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let to = house.data().join("backups");
        let guard = house.app.guard().clone();
        let backing_up = tokio::spawn(async move { guard.back_up(to, "0.1.0", true).await });
        let officer = house.browser("data_protection_contact").await;
        erase(&officer, &maija).await;
        let made = backing_up.await.unwrap().unwrap();
        gone(&house, &maija).await;
        let into = house.data().join("restored");
        let restored = house.restored(&made.folder, &into).await;
        let party: PartyId = maija.parse().unwrap();
        let left = restored.read_state(move |tx| Ok(tx.all(&crate::erasing::LOTS, (party,))?)).await.unwrap();
        assert!(left.iter().all(|lot| lot.1 == 13), "only the proof of it: {left:?}");
        restored.close().await;
        // The preview of the next one tells of it.
        let pekka = house.browser("clerk").await;
        let page = pekka.get("/customers").await.body;
        assert!(TELLING.iter().all(|text| !page.contains(text)));
    }
}
