//! Erasure on demand: shown first, decided for each category and purpose, confirmed, proved; and gone
//! for good, whatever backup comes back.

use axum::http::StatusCode;
use basics::{Language, LotId, PartyId};
use guard::{Actor, Erasure, Guard, Work};
use policy::Purpose;
use seloste::retention::{self, NotAReceipt};
use testkit::Stores;

use crate::collected::everything;
use crate::house::{Answer, Browser, House, actor};
use crate::retention::{by_itself, hold};

store::statements! {
    /// The lots of a party.
    pub(crate) LOTS: (PartyId,) -> (LotId, i64) =
        "select lot_id, category from lot where party_id = $1 order by lot_id limit 100";

    /// The wrapped key of a lot.
    KEY: (LotId,) -> Vec<u8> = "select wrapped from lot_key where lot_id = $1";

    /// The tokens of a party, eight bytes each.
    TOKENS: (PartyId,) -> Vec<u8> = "select tokens from party_tokens where party_id = $1";
}

fn path(id: &str) -> String {
    format!("/customers/{id}/erasure")
}

/// Every field of the form that decides, with one answer for all.
pub(crate) async fn decisions(officer: &Browser, id: &str, verdict: &str) -> Vec<(String, String)> {
    let page = officer.get(&path(id)).await.body;
    let fields = page.split("name=\"decided-").skip(1);
    let names = fields.map(|rest| format!("decided-{}", rest.split('"').next().unwrap()));
    let all: Vec<_> = names.map(|name| (name, verdict.to_owned())).collect();
    assert!(all.len() > 5, "{page}");
    all
}

pub(crate) fn number(page: &str) -> String {
    let (_, rest) = page
        .split_once("Vahvista kirjoittamalla asiakasnumero ")
        .unwrap_or_else(|| panic!("{page}"));
    rest.split('<').next().unwrap().trim().to_owned()
}

pub(crate) async fn send(
    officer: &Browser,
    id: &str,
    decided: &[(String, String)],
    number: &str,
) -> Answer {
    let mut fields: Vec<(&str, &str)> = decided
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend([("words", "Pyyntö 7, 20.11.2026."), ("number", number)]);
    officer.post(&path(id), &fields).await
}

/// Everything of her is erased, as she asked; the address of the case.
pub(crate) async fn erase(officer: &Browser, id: &str) -> String {
    let number = number(&officer.get(&path(id)).await.body);
    let decided = decisions(officer, id, "17_1_a").await;
    let answer = send(officer, id, &decided, &number).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

/// Erases lots, as a decision on a request would.
pub(crate) async fn erase_lots(guard: &Guard, actor: &Actor, lots: Vec<LotId>) -> guard::Receipt {
    let erasure = Erasure {
        lots,
        decision: "request 7".to_owned(),
        ..Erasure::default()
    };
    let deciding = move |_: &mut Work<'_>| Ok((erasure.clone(), ()));
    let left = |work: &mut Work<'_>, party| {
        seloste::people::terms_of_party(work, party).map_err(seloste::people::Error::into_guard)
    };
    let erased = guard.erase(actor, Purpose::Rights, deciding, left).await;
    erased.unwrap().0.expect("something goes")
}

async fn collected(house: &House, id: &str) -> String {
    let party: PartyId = id.parse().unwrap();
    let officer = actor(house.app.guard(), "data_protection_contact").await;
    let collecting = move |work: &mut Work<'_>| seloste::collected(work, party, Language::Fi);
    let read = house
        .app
        .guard()
        .desk()
        .read(&officer, Purpose::Rights, collecting)
        .await;
    let pieces = read.unwrap_or_default();
    pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

/// What tells of her, wherever somebody may look.
pub(crate) async fn anywhere(house: &House, id: &str) -> String {
    let clerk = house.browser("clerk").await;
    let officer = house.browser("data_protection_contact").await;
    let mut all = collected(house, id).await;
    for page in [
        "",
        "/why",
        "/timeline",
        "/history",
        "/sites",
        "/tasks",
        "/holds",
    ] {
        all.push_str(&clerk.get(&format!("/customers/{id}{page}")).await.body);
        all.push_str(&officer.get(&format!("/customers/{id}{page}")).await.body);
    }
    all.push_str(&clerk.get("/customers").await.body);
    all.push_str(&clerk.get("/tasks").await.body);
    for words in ["mallikas", "maija@example.fi", "040 123 4567", "1001"] {
        all.push_str(
            &clerk
                .post("/customers/hits", &[("words", words)])
                .await
                .body
                .replace(words, ""),
        );
    }
    let order = [
        ("format", "json"),
        ("words", ""),
        ("reason", "testi"),
        ("choice", "names"),
        ("choice", "address"),
        ("choice", "notes"),
    ];
    all.push_str(&officer.post("/export/file", &order).await.body);
    all
}

pub(crate) const TELLING: [&str; 6] = [
    "Mallikas",
    "Esimerkkitie 3 B 12",
    "maija@example.fi",
    "Soittaa aamulla.",
    "Työmaankatu 7",
    "Lähetä avainluettelo",
];

/// What proves what was decided and given, and stays for its own time (GDPR art. 5(2)): the numbers of
/// requests and disclosures.
const PROOF: [i64; 2] = [13, 14];

testkit::both_engines! {
    async fn whoever_is_erased_is_gone_everywhere_also_from_a_restored_backup(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, _) = everything(&house).await;
        let before = anywhere(&house, &maija).await;
        for text in TELLING {
            assert!(before.contains(text), "{text} is there before: {before}");
        }
        // What keeps something stands against it until it is lifted.
        let officer = house.browser("data_protection_contact").await;
        let refused = send(&officer, &maija, &decisions(&officer, &maija, "17_1_a").await, "1001").await;
        assert!(refused.body.contains("Poistokielto koskee osaa"), "{}", refused.body);
        officer.post(&format!("/customers/{maija}/holds/lifted"), &[("on", "category.contact")]).await;
        let (house, backup) = house.meanwhile(testkit::Stores::back_up).await;
        let officer = house.browser("data_protection_contact").await;
        let page = officer.get(&path(&maija)).await.body;
        for text in ["yhteystiedot", "yhteyden päättymisestä", "Viimeisin varmuuskopio", "Kenelle poistosta kerrotaan"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let case = erase(&officer, &maija).await;
        let shown = officer.get(&case).await.body;
        for text in ["Pyyntö 7, 20.11.2026.", "ei enää tarpeen", "Poistotodistus", "Tuhottuja avaimia", "rekisteröityjen pyynnöt"] {
            assert!(shown.contains(text), "{text}: {shown}");
        }
        gone(&house, &maija).await;
        // The backup of before comes back, with all she had: it goes before the first answer.
        let restore = |stores: &Stores| {
            for store in ["register", "index"] {
                stores.put_back(&backup, store);
            }
        };
        let (house, ()) = house.meanwhile(restore).await;
        gone(&house, &maija).await;
    }

    async fn a_decision_that_refuses_erases_nothing_and_is_kept(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, _) = everything(&house).await;
        let officer = house.browser("data_protection_contact").await;
        let decided = decisions(&officer, &maija, "17_3_e").await;
        let answer = send(&officer, &maija, &decided, "1001").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let shown = officer.get(answer.location()).await.body;
        assert!(shown.contains("oikeusvaatimus") && !shown.contains("Poistotodistus"), "{shown}");
        assert!(anywhere(&house, &maija).await.contains("Mallikas"));
    }

    async fn what_is_not_decided_or_not_confirmed_is_not_erased(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, _) = everything(&house).await;
        let officer = house.browser("data_protection_contact").await;
        officer.post(&format!("/customers/{maija}/holds/lifted"), &[("on", "category.contact")]).await;
        let decided = decisions(&officer, &maija, "17_1_a").await;
        let wrong = send(&officer, &maija, &decided, "1002").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Numero ei vahvista"), "{}", wrong.body);
        assert!(wrong.body.contains("Pyyntö 7, 20.11.2026."), "nothing typed is lost");
        let fewer = send(&officer, &maija, &decided[1..], "1001").await;
        assert!(fewer.body.contains("Päätä jokaisesta"), "{}", fewer.body);
        let clerk = house.browser("clerk").await;
        let refused = clerk.get(&path(&maija)).await;
        assert!(!refused.status.is_success(), "{}", refused.body);
        assert!(!send(&clerk, &maija, &decided, "1001").await.status.is_redirection());
        assert!(anywhere(&house, &maija).await.contains("Mallikas"));
    }

    async fn one_category_goes_alone_where_the_others_are_refused(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, _) = everything(&house).await;
        let officer = house.browser("data_protection_contact").await;
        let mut decided = decisions(&officer, &maija, "17_3_e").await;
        for (name, verdict) in &mut decided {
            // She objects to what rests on an interest; her contract is over.
            match name.as_str() {
                "decided-other-care" => *verdict = "17_1_c".to_owned(),
                "decided-other-services" => *verdict = "17_1_a".to_owned(),
                _ => {}
            }
        }
        let answer = send(&officer, &maija, &decided, "1001").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let page = house.browser("clerk").await.get(&format!("/customers/{maija}")).await.body;
        assert!(page.contains("Mallikas") && page.contains("Esimerkkitie") && !page.contains("Soittaa aamulla."), "{page}");
    }

    async fn the_proof_stays_for_its_own_time_and_goes_by_itself(stores: Stores) {
        let house = House::under(stores, &by_itself(&["requests", "disclosures"])).await;
        let (maija, _) = everything(&house).await;
        let officer = house.browser("data_protection_contact").await;
        officer.post(&format!("/customers/{maija}/holds/lifted"), &[("on", "category.contact")]).await;
        let case = erase(&officer, &maija).await;
        crate::rights::ended(&officer, &maija).await;
        house.clock.advance_days(3 * 365);
        seloste::jobs::run_all(&house.app).await.unwrap();
        let officer = house.browser("data_protection_contact").await;
        assert!(officer.get(&case).await.body.contains("Pyyntö 7, 20.11.2026."));
        house.clock.advance_days(3);
        seloste::jobs::run_all(&house.app).await.unwrap();
        let officer = house.browser("data_protection_contact").await;
        let shown = officer.get(&case).await.body;
        assert!(!shown.contains("Pyyntö 7, 20.11.2026.") && shown.contains("oman aikansa jälkeen"), "{shown}");
        let party: PartyId = maija.parse().unwrap();
        let guard = house.app.guard();
        let left = guard.read_state(move |tx| Ok(tx.all(&LOTS, (party,))?)).await.unwrap();
        assert!(!left.is_empty() && left.iter().all(|lot| lot.1 == 14), "{left:?}");
        house.clock.advance_days(2 * 366);
        seloste::jobs::run_all(&house.app).await.unwrap();
        let left = guard.read_state(move |tx| Ok(tx.all(&LOTS, (party,))?)).await.unwrap();
        assert_eq!(left, [], "nothing is left of her");
    }

    async fn a_receipt_is_true_without_the_register_and_false_when_changed(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, _) = everything(&house).await;
        let officer = house.browser("data_protection_contact").await;
        officer.post(&format!("/customers/{maija}/holds/lifted"), &[("on", "category.contact")]).await;
        let case = erase(&officer, &maija).await;
        let note = officer.get(&format!("{case}/receipt.txt")).await.body;
        let key = house.app.guard().public_key();
        let written = retention::verify(&note, Some(key)).unwrap();
        assert!(written.keys_destroyed > 5 && written.rows_removed > 10, "{written:?}");
        let stays: Vec<&str> = written.stays.iter().map(|one| one.category.as_str()).collect();
        assert_eq!(stays, ["requests", "disclosures"]);
        assert!(retention::verify(&note, None).is_ok());
        for text in ["Mallikas", "1001", maija.as_str()] {
            assert!(!note.contains(text), "no personal data in it: {text}");
        }
        let more = note.replace("\"keys_destroyed\":", "\"keys_destroyed\":1");
        assert_eq!(retention::verify(&more, Some(key)), Err(NotAReceipt::Signature));
        assert_eq!(retention::verify(&note, Some([7; 32])).err(), Some(NotAReceipt::Signature));
        assert_eq!(retention::verify("hello", None), Err(NotAReceipt::Form));
        // Not even the register itself can sign what its trail does not say.
        let line = note.lines().nth(1).unwrap();
        let other = line.replacen("\"lots\":[", "\"lots\":[1,", 1);
        let other = house.app.guard().signed_receipt(&other);
        assert_eq!(retention::verify(&other, Some(key)), Err(NotAReceipt::OtherLine));
        let mut unproved: serde_json::Value = serde_json::from_str(line).unwrap();
        unproved["proof"] = serde_json::Value::Null;
        let unproved = house.app.guard().signed_receipt(&unproved.to_string());
        assert_eq!(retention::verify(&unproved, Some(key)), Err(NotAReceipt::NotInTrail));
        let json = officer.get(&format!("{case}/receipt.json")).await.body;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["signed"].as_str(), Some(note.as_str()));
        let pdf = officer.get(&format!("{case}/receipt.pdf")).await;
        assert_eq!((pdf.status, &pdf.body[..5]), (StatusCode::OK, "%PDF-"));
        let clerk = house.browser("clerk").await;
        assert!(!clerk.get(&format!("{case}/receipt.txt")).await.status.is_success());
    }

    async fn of_a_person_with_a_value_in_every_column_no_byte_is_left(stores: Stores) {
        let house = House::with_keys_in_a_file(stores).await;
        let (maija, _) = everything(&house).await;
        let officer = house.browser("data_protection_contact").await;
        officer.post(&format!("/customers/{maija}/holds/lifted"), &[("on", "category.contact")]).await;
        let party: PartyId = maija.parse().unwrap();
        let all = house.app.guard().read_state(move |tx| Ok(tx.all(&LOTS, (party,))?)).await.unwrap();
        let goes = all.into_iter().filter(|lot| !PROOF.contains(&lot.1));
        let lots: Vec<LotId> = goes.map(|lot| lot.0).collect();
        let sealed = sealed_bytes(&house, &lots).await;
        assert!(sealed.len() >= 12, "{}", sealed.len());
        let (house, folder) = house.meanwhile(|stores| stores.data_dir().to_owned()).await;
        let (keys, tokens) = beside(&house, party, &lots).await;
        let found = |needles: &[Vec<u8>]| crate::bytes::found_in(&folder, needles);
        // Without erasing everything is found: what is in files of ours.
        assert_eq!(found(&keys), keys.len(), "the look itself");
        let ours = house.is_sqlite();
        if ours {
            assert_eq!(found(&sealed), sealed.len());
            assert_eq!(found(&tokens), tokens.len());
        }
        let officer = house.browser("data_protection_contact").await;
        erase(&officer, &maija).await;
        let (_house, ()) = house.meanwhile(|_| ()).await;
        assert_eq!(found(&keys), 0, "no key in any file");
        if ours {
            assert_eq!(found(&sealed), 0, "no sealed value in any file");
            // Known of SQLite: a token or two may stay in the unused part of a page, found by nobody.
            assert!(found(&tokens) * 5 < tokens.len());
        }
    }
}

/// Nothing tells of her anywhere.
pub(crate) async fn gone(house: &House, id: &str) {
    let after = anywhere(house, id).await;
    for text in TELLING {
        assert!(!after.contains(text), "{text} is gone: {after}");
    }
    let clerk = house.browser("clerk").await;
    let page = clerk.get(&format!("/customers/{id}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.body);
    let party: PartyId = id.parse().unwrap();
    let left = house
        .app
        .guard()
        .read_state(move |tx| Ok(tx.all(&LOTS, (party,))?))
        .await;
    assert!(
        left.unwrap().iter().all(|lot| PROOF.contains(&lot.1)),
        "only the proof of it stays"
    );
}

/// The sealed values that lie in these lots, of every table.
async fn sealed_bytes(house: &House, lots: &[LotId]) -> Vec<Vec<u8>> {
    let lots = lots.to_vec();
    let reading = move |tx: &mut store::Tx<'_>| {
        let columns = store::columns::Columns::ours().unwrap();
        let mut all = Vec::new();
        for column in columns.sealed().filter(|one| one.store == "register") {
            let select =
                store::Dynamic::select(column.table, &[column.column], column.lot, &[column.lot])?;
            for lot in &lots {
                let found: Vec<Option<Vec<u8>>> =
                    tx.all_text(&select, &[store::Value::Int(lot.get())])?;
                all.extend(found.into_iter().flatten());
            }
        }
        Ok(all)
    };
    house.app.guard().read_state(reading).await.unwrap()
}

/// The wrapped keys of lots and the tokens of a party, read beside the register.
async fn beside(house: &House, party: PartyId, lots: &[LotId]) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let (keys, index) = house.beside().await;
    let mut wrapped = Vec::new();
    for lot in lots {
        let lot = *lot;
        wrapped.push(keys.read(move |tx| tx.one(&KEY, (lot,))).await.unwrap());
    }
    let tokens: Vec<u8> = index
        .read(move |tx| tx.one(&TOKENS, (party,)))
        .await
        .unwrap();
    keys.close().await;
    index.close().await;
    (
        wrapped,
        tokens.chunks_exact(8).map(<[u8]>::to_vec).collect(),
    )
}

/// An erasure that is refused as a whole.
pub(crate) async fn refuse(officer: &Browser, id: &str) {
    let number = number(&officer.get(&path(id)).await.body);
    let decided = decisions(officer, id, "17_3_e").await;
    let answer = send(officer, id, &decided, &number).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// A hold of a category, for whoever has everything.
pub(crate) async fn hold_contact(officer: &Browser, id: &str) {
    let answer = hold(officer, id, "category.contact").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}
