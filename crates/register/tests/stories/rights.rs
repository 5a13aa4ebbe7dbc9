//! Requests of data subjects: written down, walked to their answer, carried out.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Answer, Browser, House, add_customers};

pub(crate) fn path_of(party: &str) -> String {
    format!("/customers/{party}/requests")
}

pub(crate) async fn asked(dpo: &Browser, party: &str, fields: &[(&str, &str)]) -> Answer {
    dpo.post(&path_of(party), fields).await
}

/// The number of the newest request.
pub(crate) async fn row(dpo: &Browser, party: &str) -> String {
    let page = dpo.get(&path_of(party)).await.body;
    let (_, rest) = page
        .split_once("name=\"row\" value=\"")
        .unwrap_or_else(|| panic!("{page}"));
    rest.split('"').next().unwrap().to_owned()
}

pub(crate) async fn step(dpo: &Browser, party: &str, row: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("row", row)];
    all.extend_from_slice(fields);
    dpo.post(&format!("{}/step", path_of(party)), &all).await
}

pub(crate) async fn done(dpo: &Browser, party: &str, row: &str, fields: &[(&str, &str)]) {
    let answer = step(dpo, party, row, fields).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{fields:?}: {}",
        answer.body
    );
}

pub(crate) async fn refused(
    dpo: &Browser,
    party: &str,
    row: &str,
    fields: &[(&str, &str)],
    sentence: &str,
) {
    let answer = step(dpo, party, row, fields).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{fields:?}: {}",
        answer.body
    );
    assert!(
        answer.body.contains(sentence),
        "{sentence}: {}",
        answer.body
    );
}

/// A request by letter of somebody who is recognised then, with these fields; its number.
pub(crate) async fn identified(dpo: &Browser, party: &str, fields: &[(&str, &str)]) -> String {
    let added = asked(dpo, party, &[fields, &[("way", "post")]].concat()).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let row = row(dpo, party).await;
    done(
        dpo,
        party,
        &row,
        &[("deed", "identify"), ("means", "document")],
    )
    .await;
    row
}

/// A request with a step, a letter and a question of the authority, for whoever needs somebody of whom
/// everything is known.
pub(crate) async fn asked_about(dpo: &Browser, party: &str) {
    let text = ("text", "Mitä minusta tiedetään?");
    let who = ("name", "M. S. Mallikas");
    let fields = [("kind", "access"), ("way", "post"), text, who];
    let added = asked(dpo, party, &fields).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let row = row(dpo, party).await;
    done(
        dpo,
        party,
        &row,
        &[("deed", "ask_identity"), ("words", "Kuka kysyy?")],
    )
    .await;
    let words = [("words", "Palaamme asiaan.")];
    let made = crate::rights_answers::letter(dpo, party, &row, ("identity", "mail"), &words).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let question = [
        ("row", "new"),
        ("text", "Miksi ei vastattu?"),
        ("due", "4.12.2026"),
    ];
    let path = format!("{}/complaint", path_of(party));
    let asked = dpo.post(&path, &question).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
}

/// Her request ends without an answer, and the authority has one where it asked: an open one keeps
/// everything she asked about.
pub(crate) async fn ended(dpo: &Browser, party: &str) {
    let row = row(dpo, party).await;
    done(
        dpo,
        party,
        &row,
        &[("deed", "end"), ("words", "Ei vastannut.")],
    )
    .await;
    let page = dpo.get(&path_of(party)).await.body;
    let complaint = page.split_once("name=\"complaint\" value=\"");
    let complaint = complaint.and_then(|(_, rest)| rest.split('"').next());
    let Some(complaint) = complaint else { return };
    let path = format!("{}/complaint", path_of(party));
    let fields = [("row", complaint), ("complaint", complaint)];
    let answered = dpo.post(&path, &fields).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);
}

const LETTER: [(&str, &str); 5] = [
    ("kind", "access"),
    ("kind", "marketing_objection"),
    ("way", "post"),
    ("received", "20.11.2026"),
    ("text", "Haluan nähdä tietoni enkä halua mainoksia."),
];

testkit::both_engines! {
    async fn a_letter_is_walked_to_its_answer_and_does_what_was_granted(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let added = asked(&dpo, &maija, &LETTER).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let list = dpo.get("/requests").await.body;
        // 20.12. is a Sunday.
        assert!(list.contains("21.12.2026") && list.contains("Mallikas"), "{list}");
        let row = row(&dpo, &maija).await;
        let access = [("deed", "decide"), ("kind", "access"), ("outcome", "granted")];
        refused(&dpo, &maija, &row, &access, "Ensin on tiedettävä, kuka pyytää").await;
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "call_back")]).await;
        refused(&dpo, &maija, &row, &[("deed", "answer")], "Ratkaise ensin kaikki").await;
        done(&dpo, &maija, &row, &access).await;
        let no = [("deed", "decide"), ("kind", "marketing_objection"), ("outcome", "refused"), ("words", "ei")];
        refused(&dpo, &maija, &row, &no, "Tätä ei voi hylätä").await;
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "marketing_objection"), ("outcome", "granted")]).await;
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        assert!(page.contains("markkinointikielto 20.11.2026"), "from the day of the letter: {page}");
        done(&dpo, &maija, &row, &[("deed", "answer"), ("words", "kirje 24.11.")]).await;
        refused(&dpo, &maija, &row, &[("deed", "end"), ("words", "uudestaan")], "Pyyntö on jo päättynyt").await;
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("vastattu 24.11.2026") && page.contains("kirje 24.11.") && page.contains("enkä halua mainoksia"), "{page}");
        assert!(!dpo.get("/requests").await.body.contains("Mallikas"));
        let over = dpo.get("/requests?which=over").await.body;
        assert!(over.contains("Mallikas") && over.contains("<dd>1</dd>") && over.contains("4 päivää"), "{over}");
        // What was asked and done is part of what is held about her.
        let why = dpo.get(&format!("/customers/{maija}/why")).await.body;
        assert!(why.contains("enkä halua mainoksia"), "{why}");
    }

    async fn a_restriction_stops_the_clerk_and_is_lifted_once_the_person_was_told(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        asked(&dpo, &maija, &[("kind", "restriction"), ("kind", "objection"), ("way", "email"), ("text", "Tiedot ovat väärin.")]).await;
        let row = row(&dpo, &maija).await;
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "email_on_file")]).await;
        let objection = [("deed", "decide"), ("kind", "objection"), ("outcome", "granted")];
        refused(&dpo, &maija, &row, &objection, "Valitse, mitä käyttöä").await;
        done(&dpo, &maija, &row, &[objection.as_slice(), &[("purpose", "statistics")]].concat()).await;
        assert!(clerk.get(&format!("/customers/{maija}")).await.body.contains("Mallikas"));
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "restriction"), ("outcome", "granted")]).await;
        let page = clerk.get(&format!("/customers/{maija}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.body);
        let lift = format!("{}/restriction", path_of(&maija));
        let early = dpo.post(&lift, &[("told", "")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", early.body);
        let later = dpo.post(&lift, &[("told", "25.11.2026")]).await;
        assert_eq!(later.status, StatusCode::UNPROCESSABLE_ENTITY, "not yet told: {}", later.body);
        assert_eq!(dpo.post(&lift, &[("told", "24.11.2026")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(clerk.get(&format!("/customers/{maija}")).await.status, StatusCode::OK);
    }

    async fn whoever_asked_to_be_erased_has_her_answer_and_the_request_goes_in_its_time(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        asked(&dpo, &maija, &[("kind", "erasure"), ("way", "post"), ("text", "Poistakaa kaikki.")]).await;
        let row = row(&dpo, &maija).await;
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "document")]).await;
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "erasure"), ("outcome", "granted")]).await;
        crate::erasing::erase(&dpo, &maija).await;
        assert_eq!(clerk.get(&format!("/customers/{maija}")).await.status, StatusCode::NOT_FOUND);
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("Poistakaa kaikki.") && !page.contains("Mallikas"), "{page}");
        assert!(dpo.get("/requests").await.body.contains("/customers/"), "it still waits");
        done(&dpo, &maija, &row, &[("deed", "answer"), ("words", "kuitti lähetetty")]).await;
        assert!(!dpo.get("/").await.body.contains("pyyntö odottaa"), "nothing waits any more");
        assert!(dpo.get("/requests?which=over").await.body.contains("/customers/"));
    }

    async fn the_clock_stands_still_is_extended_once_and_is_told(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        asked(&dpo, &maija, &[("kind", "erasure"), ("way", "form"), ("received", "18.11.2026")]).await;
        let row = row(&dpo, &maija).await;
        refused(&dpo, &maija, &row, &[("deed", "ask_identity")], "Kirjoita perustelu").await;
        let early = [("deed", "ask_identity"), ("words", "Kuka?"), ("on", "10.11.2026")];
        refused(&dpo, &maija, &row, &early, "viikon kuluessa").await;
        done(&dpo, &maija, &row, &[("deed", "ask_identity"), ("words", "Lomake ilman nimeä"), ("on", "20.11.2026")]).await;
        assert!(dpo.get("/requests").await.body.contains("odottaa pyytäjän vastausta 20.11.2026"));
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "strong_authentication")]).await;
        assert!(dpo.get("/requests").await.body.contains("22.12.2026"), "four days later than 18.12.");
        done(&dpo, &maija, &row, &[("deed", "extend"), ("words", "Monta järjestelmää")]).await;
        assert!(dpo.get("/requests").await.body.contains("22.2.2027"));
        refused(&dpo, &maija, &row, &[("deed", "extend"), ("words", "Taas")], "voi pidentää kerran").await;
        refused(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "erasure")], "Valitse ratkaisu").await;
        let refusal = [("deed", "decide"), ("kind", "erasure"), ("outcome", "refused")];
        let again = step(&dpo, &maija, &row, &refusal).await;
        assert!(again.body.contains("Kirjoita perustelu"), "{}", again.body);
        assert!(again.body.contains("<option value=\"refused\" selected>"), "the choice stays: {}", again.body);
        done(&dpo, &maija, &row, &[refusal.as_slice(), &[("words", "Avoin lasku")]].concat()).await;
        assert!(dpo.get("/").await.body.contains("pyyntö"), "Today tells of it");
    }

    async fn a_request_is_nobody_elses_business_and_wrong_input_says_what_to_do(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        for (fields, sentence) in [
            (vec![("way", "post")], "Valitse, mitä pyydetään"),
            (vec![("kind", "access"), ("way", "post"), ("received", "25.11.2026")], "päivä, joka on jo ollut"),
            (vec![("kind", "access"), ("way", "savumerkki")], "Valitse, miten pyyntö tuli"),
            (vec![("kind", "access"), ("way", "post"), ("text", "Tunnukseni on 010594Y9032")], "henkilötunnu"),
        ] {
            let answer = asked(&dpo, &maija, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(answer.body.contains(sentence), "{sentence}: {}", answer.body);
        }
        assert_ne!(asked(&clerk, &maija, &LETTER).await.status, StatusCode::SEE_OTHER);
        assert_ne!(clerk.get("/requests").await.status, StatusCode::OK);
        assert!(dpo.get(&path_of(&maija)).await.body.contains("ei ole tullut pyyntöjä"), "nothing half done");
    }
}
