//! Importing by a program: every form of file, sealed as it comes, checked, written, followed,
//! stopped, gone on with, taken back.

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::StatusCode;
use basics::ActorId;
use futures_util::stream;
use guard::{Power, Seen};
use policy::{Purpose, Right};
use serde_json::{Value, json};
use testkit::Stores;

use crate::api_caller::{Program, whole};
use crate::house::{Answer, House, actor};
use crate::importing::{cut_off, long_file};
use crate::moving_in::workbook;

const TOLD: &str = "name=vanha%20taulukko&connection=customer&source=person";
const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const VCARD: &str = "text/vcard";
const FILE: &str = "Etunimet;Sukunimi;Sähköposti;Puhelin;Y-tunnus;Yritys\n\
    Maija;Mallikas;maija@example.fi;0401234567;;\n\
    Pekka;Esimerkki;ei osoite;;;\n\
    ;;;;0112038-9;Esimerkki Huolto Oy\n";

async fn sent(program: &Program, more: &str, kind: &str, file: impl Into<Vec<u8>>) -> Answer {
    let path = format!("/imports?{TOLD}{more}");
    program.send("POST", &path, Some(kind), file.into()).await
}

async fn post(program: &Program, path: &str) -> Answer {
    program.send("POST", path, None, Vec::new()).await
}

/// Where what began is followed.
fn place(begun: &Answer) -> String {
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.body);
    assert_eq!(begun.text("follow"), begun.location());
    assert!(begun.location().ends_with(&begun.text("id")));
    begun.location().strip_prefix("/api/v1").unwrap().to_owned()
}

/// Follows it to its end; how it stands then.
async fn ended(program: &Program, path: &str) -> Value {
    for _ in 0..1_200 {
        let state = program.get(path).await;
        assert_eq!(state.status, StatusCode::OK, "{}", state.body);
        if !["running", "taking_back"].contains(&state.text("state").as_str()) {
            return state.json();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it did not end");
}

async fn imported(program: &Program, more: &str, kind: &str, file: impl Into<Vec<u8>>) -> Value {
    let begun = sent(program, more, kind, file).await;
    ended(program, &place(&begun)).await
}

async fn names(program: &Program) -> String {
    program.get("/customers").await.body
}

/// Bytes of the sealed files that are kept.
fn kept(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    let sizes = entries.map(|entry| {
        let entry = entry.unwrap();
        match entry.metadata() {
            Ok(found) if found.is_dir() => kept(&entry.path()),
            Ok(found) => found.len(),
            Err(_) => 0,
        }
    });
    sizes.sum()
}

/// What the trail says a program did.
async fn lines(house: &House, program: &Program) -> Vec<Seen> {
    let contact = actor(house.app.guard(), "data_protection_contact").await;
    let token: basics::TokenId = program.token.parse().unwrap();
    let who = ActorId::new(token.get());
    let records = house.app.guard().records();
    records.of_actor(&contact, who, None, 100).await.unwrap()
}

testkit::both_engines! {
    async fn a_program_imports_lists_workbooks_and_cards(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let list = imported(&program, "", CSV, FILE).await;
        assert_eq!(list["state"], "done", "{list}");
        let counts = json!({ "all": 3, "done": 3, "created": 2, "updated": 0, "unchanged": 0, "known": 0, "rejected": 1, "missing": 0, "no_consent": 0, "earlier_no": 0 });
        assert_eq!((&list["rows"], &list["what"], &list["name"]), (&counts, &json!("customers"), &json!("vanha taulukko")));
        let guide: &[&[&str]] = &[&["Lue tämä"]];
        let rows: &[&[&str]] = &[&["Sukunimi", "Etunimet"], &["Taulukko", "Taina"]];
        let other: &[&[&str]] = &[&["Sukunimi", "Etunimet"], &["Toinen", "Toini"]];
        let book = workbook(&[("Ohje", guide), ("Asiakkaat", rows), ("Muut", other)]);
        sent(&program, "", XLSX, book.clone()).await.is_problem(422, "formats.xlsx.which_sheet");
        sent(&program, "&sheet=Olematon", XLSX, book.clone()).await.is_problem(422, "formats.xlsx.no_sheet");
        sent(&program, "&sheet=9", XLSX, book.clone()).await.is_problem(422, "formats.xlsx.no_sheet");
        assert_eq!(imported(&program, "&sheet=Asiakkaat", XLSX, book.clone()).await["rows"]["created"], 1);
        assert_eq!(imported(&program, "&sheet=3", XLSX, book).await["rows"]["created"], 1);
        let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Kalle Kortti\r\nN:Kortti;Kalle;;;\r\nTEL:040 765 4321\r\nEND:VCARD\r\n";
        assert_eq!(imported(&program, "", VCARD, cards).await["rows"]["created"], 1);
        let all = names(&program).await;
        for name in ["Mallikas", "Esimerkki Huolto Oy", "Taulukko", "Toinen", "Kortti"] {
            assert!(all.contains(name), "{name} in {all}");
        }
        let list = program.get("/imports").await.json();
        assert_eq!(list.as_array().unwrap().len(), 4);
        assert!(list[0]["ended"].is_string() && list[0]["taken_back"].is_null(), "{list}");
        house.app.guard().verify_trail(None).await.unwrap();
    }

    async fn customers_are_brought_up_to_date_and_notes_added_by_a_program(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        imported(&program, "", CSV, FILE).await;
        let newer = "Sähköposti;Sukunimi;Etunimet\nmaija@example.fi;Uusinimi;Maija\nnobody@example.fi;Ei;Kukaan\n";
        let updated = imported(&program, "&mode=update&key=email", CSV, newer).await;
        assert_eq!((updated["rows"]["updated"].as_i64(), updated["rows"]["missing"].as_i64()), (Some(1), Some(1)), "{updated}");
        assert!(names(&program).await.contains("Uusinimi"));
        let notes = "Sähköposti;Muistiinpano\nmaija@example.fi;Soittaa aamulla\n";
        let noted = imported(&program, "&what=notes&key=email", CSV, notes).await;
        assert_eq!((&noted["what"], &noted["rows"]["created"]), (&json!("notes"), &json!(1)), "{noted}");
    }

    async fn a_dry_run_stores_nothing_and_its_file_is_imported_without_being_sent_again(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let begun = sent(&program, "&dry_run=true", CSV, FILE).await;
        let check = place(&begun);
        assert!(check.starts_with("/imports/checks/"));
        let found = ended(&program, &check).await;
        assert_eq!((&found["state"], &found["rows"]["created"], &found["rows"]["rejected"]), (&json!("done"), &json!(2), &json!(1)));
        assert_eq!((&found["problems"][0]["line"], &found["problems"][0]["field"]), (&json!(3), &json!("email")));
        assert!(!found.to_string().contains("Pekka") && !found.to_string().contains("ei osoite"));
        assert!(!names(&program).await.contains("Mallikas"));
        assert_eq!(place(&post(&program, &format!("{check}/runs")).await), check);
        assert_eq!(ended(&program, &check).await["rows"]["created"], 2);
        let import = place(&post(&program, &format!("{check}/imports")).await);
        assert_eq!(ended(&program, &import).await["state"], "done");
        assert!(names(&program).await.contains("Mallikas"));
        // Its file is gone with its end, and so is its check.
        for _ in 0..100 {
            if program.get(&check).await.status == StatusCode::NOT_FOUND {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        program.get(&check).await.is_problem(404, "transfer.check.not_there");
        post(&program, &format!("{import}/runs")).await.is_problem(409, "transfer.batch.nothing_left");
        // One that is thrown away leaves nothing.
        let other = place(&sent(&program, "&dry_run=true", CSV, "Sukunimi\nToinen\n").await);
        ended(&program, &other).await;
        let gone = program.send("DELETE", &other, None, Vec::new()).await;
        assert_eq!((gone.status, gone.body.as_str()), (StatusCode::NO_CONTENT, ""));
        for (method, path) in [("GET", other.clone()), ("DELETE", other.clone()), ("POST", format!("{other}/runs")), ("POST", format!("{other}/imports"))] {
            program.send(method, &path, None, Vec::new()).await.is_problem(404, "transfer.check.not_there");
        }
    }

    async fn rows_that_were_not_taken_come_back_mended_and_are_taken(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let path = place(&sent(&program, "", CSV, FILE).await);
        assert_eq!(ended(&program, &path).await["has_rejected"], true);
        let rejected = program.get(&format!("{path}/rejected")).await;
        assert_eq!((rejected.status, rejected.header("content-type").as_str()), (StatusCode::OK, CSV));
        assert!(rejected.body.contains("Esimerkki;ei osoite") && !rejected.body.contains("Mallikas"), "{}", rejected.body);
        let page = house.browser("clerk").await.get(&format!("{}/rejected", path.replace("/imports", "/import"))).await;
        assert_eq!(rejected.body, page.body);
        let mended = imported(&program, "", CSV, rejected.body.replace("ei osoite", "pekka@example.fi")).await;
        assert_eq!((&mended["rows"]["created"], &mended["has_rejected"]), (&json!(1), &json!(false)), "{mended}");
        let none = program.get(&format!("/imports/{}/rejected", mended["id"].as_str().unwrap())).await;
        none.is_problem(404, "transfer.batch.none_rejected");
        program.get("/imports/0000000000001").await.is_problem(404, "transfer.batch.not_there");
    }

    async fn a_file_is_imported_once_whatever_the_key(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await.with("Idempotency-Key", "tuonti-1");
        let first = imported(&program, "", CSV, FILE).await;
        let again = sent(&program, "", CSV, FILE).await;
        again.is_problem(409, "transfer.file.already");
        assert_eq!(again.json()["import"], first["id"], "an answer that was lost is found again");
        house.clerks_program().await.get("/imports").await;
        assert_eq!(program.get("/imports").await.json().as_array().unwrap().len(), 1);
        assert_eq!(program.get("/customers").await.json()["customers"].as_array().unwrap().len(), 2);
        // No upload of the second one stays.
        assert!(house.app.guard().old_files(10).await.unwrap().is_empty());
        house.clock.advance_ms(31 * 24 * 60 * 60 * 1_000);
        assert_eq!(house.app.guard().old_files(10).await.unwrap().len(), 1, "the rejected rows alone");
    }

    async fn an_import_that_was_cut_off_is_stopped_gone_on_with_and_taken_back(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let check = place(&sent(&program, "&dry_run=true", CSV, long_file()).await);
        assert_eq!(ended(&program, &check).await["rows"]["created"], 2599);
        let upload = check.rsplit('/').next().unwrap().parse().unwrap();
        let (batch, counts) = cut_off(&house, Some(upload)).await;
        let path = format!("/imports/{batch}");
        assert_eq!(program.get(&path).await.text("state"), "running", "perhaps it still runs");
        house.clock.advance_ms(3 * 60 * 1_000);
        let state = program.get(&path).await.json();
        assert_eq!((&state["state"], &state["rows"]["done"]), (&json!("cut_off"), &json!(counts.done)));
        place(&post(&program, &format!("{path}/stop")).await);
        assert_eq!(program.get(&path).await.json()["stopping"], true);
        assert_eq!(place(&post(&program, &format!("{path}/runs")).await), path);
        let state = ended(&program, &path).await;
        assert_eq!((&state["state"], &state["rows"]["created"], &state["stopping"]), (&json!("done"), &json!(2599), &json!(false)));
        // Nothing is taken back by mistake.
        let undo = format!("{path}/undo");
        program.post(&undo, &json!({})).await.is_problem(422, "api.body.shape");
        program.post(&undo, &json!({ "sure": false })).await.is_problem(422, "transfer.undo.unsure");
        assert_eq!(ended(&program, &path).await["state"], "done");
    }

    async fn an_import_is_taken_back_but_whom_somebody_touched(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let path = place(&sent(&program, "", CSV, FILE.replace("ei osoite", "pekka@example.fi")).await);
        assert_eq!(ended(&program, &path).await["rows"]["created"], 3);
        let list = program.get("/customers").await.json();
        let of_pekka = |row: &&Value| row.to_string().contains("Pekka");
        let pekka = list["customers"].as_array().unwrap().iter().find(of_pekka).unwrap()["id"].as_str().unwrap().to_owned();
        let note = json!({ "text": "Soitettu", "source": "person" });
        assert_eq!(program.post(&format!("/customers/{pekka}/notes"), &note).await.status, StatusCode::CREATED);
        let undo = format!("{path}/undo");
        assert_eq!(place(&program.post(&undo, &json!({ "sure": true })).await), path);
        let state = ended(&program, &path).await;
        assert_eq!((&state["state"], &state["taken_back"], &state["staying"]), (&json!("taken_back"), &json!(2), &json!([pekka])));
        let all = names(&program).await;
        assert!(all.contains("Pekka") && !all.contains("Mallikas") && !all.contains("Huolto Oy"), "{all}");
        assert!(program.get("/imports").await.json()[0]["taken_back"].is_string());
        program.post(&undo, &json!({ "sure": true })).await.is_problem(409, "transfer.file.taken_back");
        post(&program, &format!("{path}/runs")).await.is_problem(409, "transfer.batch.nothing_left");
    }

    async fn without_the_right_no_byte_of_a_file_is_read(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.clerks_program().await;
        let import = place(&sent(&clerk, "", CSV, FILE).await);
        ended(&clerk, &import).await;
        let check = place(&sent(&clerk, "&dry_run=true", CSV, "Sukunimi\nToinen\n").await);
        ended(&clerk, &check).await;
        let rightless = Power { purposes: vec![Purpose::Care], rights: Vec::new(), ..whole("clerk") };
        let reading = Power { purposes: vec![Purpose::Care], rights: vec![Right::Import], changes: false, ..whole("clerk") };
        for power in [rightless, reading] {
            let program = house.program("clerk", power).await;
            let touched = Arc::new(AtomicBool::new(false));
            let seen = Arc::clone(&touched);
            let body = stream::once(async move {
                seen.store(true, Ordering::SeqCst);
                Ok::<_, Infallible>(Bytes::from_static(b"Sukunimi\nSalainen\n"))
            });
            let answer = program.begin("POST", &format!("/imports?{TOLD}"), Some(CSV), Body::from_stream(body)).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN);
            assert!(!touched.load(Ordering::SeqCst));
            let paths = [
                ("GET", "/imports".to_owned()), ("GET", import.clone()), ("GET", format!("{import}/rejected")),
                ("POST", format!("{import}/runs")), ("POST", format!("{import}/stop")), ("GET", check.clone()),
                ("DELETE", check.clone()), ("POST", format!("{check}/runs")), ("POST", format!("{check}/imports")),
            ];
            for (method, path) in &paths {
                program.send(method, path, None, Vec::new()).await.is_problem(403, "access.right.missing");
            }
            program.post(&format!("{import}/undo"), &json!({ "sure": true })).await.is_problem(403, "access.right.missing");
            let refused = lines(&house, &program).await;
            assert_eq!(refused.iter().filter(|line| line.code.as_deref() == Some("access.right.missing")).count(), paths.len() + 2);
        }
        clerk.with("Seloste-Purpose", "services").get("/imports").await.is_problem(400, "api.purpose.other");
        clerk.known_as("").get("/imports").await.is_problem(401, "api.token.missing");
        assert!(names(&clerk).await.contains("Mallikas") && !names(&clerk).await.contains("Salainen"));
        assert_eq!(clerk.get(&check).await.status, StatusCode::OK);
    }

    async fn what_cannot_be_imported_is_told_and_nothing_of_it_stays(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let files = house.app.data().join("files");
        for (kind, file, status, code) in [
            ("application/json", "{}", 415, "api.body.not_a_list"),
            ("application/octet-stream", FILE, 415, "api.body.not_a_list"),
            (XLSX, FILE, 415, "api.body.other_form"),
            (VCARD, FILE, 415, "api.body.other_form"),
            (CSV, "BEGIN:VCARD\r\n", 415, "api.body.other_form"),
            (CSV, "PK\u{3}\u{4}", 415, "api.body.other_form"),
            (XLSX, "PK\u{3}\u{4}kaikkea", 422, "formats.xlsx.damaged"),
            (CSV, "", 422, "transfer.file.missing"),
            (CSV, "Sukunimi;Salainen otsikko\nMallikas;1\n", 422, "transfer.headings.unknown"),
            (CSV, "Salainen;Nimi 2\nMallikas;1\n", 422, "transfer.headings.unknown"),
        ] {
            let refused = sent(&program, "", kind, file).await;
            refused.is_problem(status, code);
            assert!(!refused.body.contains("Salainen") && !refused.body.contains("Mallikas"), "{}", refused.body);
        }
        for more in ["&what=invoices", "&mode=x", "&key=x", "&colour=red", "&dry_run=x"] {
            sent(&program, more, CSV, FILE).await.is_problem(400, "api.query");
        }
        let elsewhere = async |query: &str| {
            let path = format!("/imports?{query}");
            program.send("POST", &path, Some(CSV), FILE.as_bytes().to_vec()).await
        };
        elsewhere("name=x&connection=customer").await.is_problem(400, "api.query");
        elsewhere("name=&connection=customer&source=person").await.is_problem(422, "transfer.source.missing");
        elsewhere("name=x&connection=friend&source=person").await.is_problem(422, "people.field.connection");
        elsewhere("name=x&connection=contact_person_of&source=person").await.is_problem(422, "people.field.connection");
        assert_eq!(kept(&files), 0);
        assert_eq!(program.get("/imports").await.json(), json!([]));
    }

    async fn a_file_is_sealed_as_it_comes_within_the_limit_of_the_browser(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let files = house.app.data().join("files");
        let path = format!("/imports?{TOLD}&dry_run=true");
        let send = async |program: &Program, body: Body| {
            let answer = program.begin("POST", &path, Some(CSV), body).await;
            let (status, headers) = (answer.status(), answer.headers().clone());
            let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
            Answer { status, headers, body: String::from_utf8(bytes.to_vec()).unwrap() }
        };
        // While the last piece has not come, the first ones are on the disk already.
        let (sealed, folder) = (Arc::new(AtomicU64::new(0)), files.clone());
        let seen = Arc::clone(&sealed);
        let rows = stream::unfold(0, move |at: u32| {
            let (seen, folder) = (Arc::clone(&seen), folder.clone());
            async move {
                if at == 20 {
                    seen.store(kept(&folder), Ordering::SeqCst);
                }
                let piece = match at {
                    0 => "Sukunimi;Lisätiedot\n".to_owned(),
                    _ => format!("Rivi{at};{}\n", "x".repeat(60_000)),
                };
                (at < 21).then(|| (Ok::<_, Infallible>(piece), at + 1))
            }
        });
        let begun = send(&program, Body::from_stream(rows)).await;
        let check = place(&begun);
        assert!(sealed.load(Ordering::SeqCst) > 500_000, "{}", sealed.load(Ordering::SeqCst));
        assert_eq!(ended(&program, &check).await["rows"]["all"], 20);
        program.send("DELETE", &check, None, Vec::new()).await;
        assert_eq!(kept(&files), 0);
        // One that breaks off, and one that says that it is too long.
        let broken = stream::iter([Ok("Sukunimi\nRivi\n"), Err(std::io::Error::other("gone"))]);
        send(&program, Body::from_stream(broken)).await.is_problem(400, "api.body.cut_off");
        let said = program.with("Content-Length", (64 * 1024 * 1024 + 1).to_string());
        send(&said, Body::from_stream(stream::pending::<Result<Bytes, Infallible>>())).await.is_problem(413, "web.too_large");
        assert_eq!(kept(&files), 0);
        house.clock.advance_ms(31 * 24 * 60 * 60 * 1_000);
        assert!(house.app.guard().old_files(10).await.unwrap().is_empty(), "no row of a file stays either");
    }
}
