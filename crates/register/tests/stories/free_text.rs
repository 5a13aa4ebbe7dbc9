//! A note or a task that looks as if it held an identity code: held back, and taken by the word of
//! whoever wrote it.

use axum::http::StatusCode;
use serde_json::json;
use testkit::Stores;

use crate::house::{Answer, Browser, House, add_customers, added, person};

/// An order number that has the shape of an identity code and passes its check.
const ORDER: &str = "010594Y9032";
/// What the boxes that call it none send.
const NONE: (&str, &str) = ("not_identity_codes", ORDER);
/// The box.
const BOX: &str = "name=\"not_identity_codes\" value=\"010594Y9032\"";
/// What the trail says of it.
const SAID: &str = "ettei tekstissä oleva merkkijono ole henkilötunnus";

/// The form came back: the text is kept, the piece is told masked, and the box is offered.
fn held_back(answer: &Answer, field: &str) {
    let body = &answer.body;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    assert!(body.contains(&format!("id=\"{field}-error\"")), "{body}");
    assert!(
        body.contains(&format!("Tilaus {ORDER}.</textarea>")),
        "{body}"
    );
    assert!(
        body.contains("Tämä ei ole henkilötunnus: 01•••••••••"),
        "{body}"
    );
    assert!(body.contains("alkaa 8. merkistä") && body.contains(BOX));
    assert!(
        !body.contains(&format!("{BOX} checked")),
        "nobody said it yet"
    );
}

async fn note(clerk: &Browser, party: &str, text: &str, more: &[(&str, &str)]) -> Answer {
    let path = format!("/customers/{party}");
    let page = clerk.get(&path).await.body;
    let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
    let version = rest.split('"').next().unwrap();
    let mut fields = vec![
        ("what", "note"),
        ("version", version),
        ("note", text),
        ("source", "person"),
    ];
    fields.extend_from_slice(more);
    clerk.post(&format!("{path}/change"), &fields).await
}

/// How often the trail of a customer tells that somebody said so; never of which piece.
async fn said_of(house: &House, party: &str) -> usize {
    let contact = house.browser("data_protection_contact").await;
    let trail = contact.get(&format!("/customers/{party}/trail")).await.body;
    assert!(!trail.contains(ORDER) && !trail.contains("010594"));
    trail.matches(SAID).count()
}

testkit::both_engines! {
    async fn a_note_with_what_only_looks_like_a_code_is_saved_by_the_word_of_the_clerk(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = &add_customers(&clerk).await["Maija"];
        let text = format!("Tilaus {ORDER}.");
        assert!(!clerk.get(&format!("/customers/{maija}")).await.body.contains("not_identity_codes"), "offered after a hit alone");
        held_back(&note(&clerk, maija, &text, &[]).await, "note-note");
        assert_eq!(said_of(&house, maija).await, 0);
        let two = note(&clerk, maija, &format!("{text} Hetu 131052-308T"), &[NONE]).await;
        assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY, "the word for one piece is none for another");
        assert!(two.body.contains(&format!("{BOX} checked")), "what was said stays said: {}", two.body);
        assert!(two.body.contains("value=\"131052-308T\">") && two.body.contains("13•••••••••"), "{}", two.body);
        let saved = note(&clerk, maija, &text, &[NONE]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert!(clerk.get(&format!("/customers/{maija}")).await.body.contains(&text));
        assert_eq!(said_of(&house, maija).await, 1);
        let plain = note(&clerk, maija, "Soittaa illalla.", &[NONE]).await;
        assert_eq!(plain.status, StatusCode::SEE_OTHER);
        assert_eq!(said_of(&house, maija).await, 1, "there was nothing of which to say it");
        house.app.guard().verify_trail(None).await.unwrap();
    }

    async fn a_new_customers_note_has_the_same_way_out(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let text = format!("Tilaus {ORDER}.");
        let mut fields = person("Liisa", "Mallikas");
        fields.push(("note", &text));
        held_back(&clerk.post("/customers", &fields).await, "new-note");
        fields.push(NONE);
        let liisa = added(&clerk, &fields).await;
        assert!(clerk.get(&format!("/customers/{liisa}")).await.body.contains(&text));
        assert_eq!(said_of(&house, &liisa).await, 1);
        let named = person("Liisa", "131052-308T");
        let named: Vec<_> = named.into_iter().chain([("kind", "organisation"), ("company", "Tilaus 010594Y9032 Oy"), NONE]).filter(|one| *one != ("kind", "person")).collect();
        let refused = clerk.post("/customers", &named).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a name has no way out");
        assert!(!refused.body.contains(BOX));
    }

    async fn a_task_with_what_only_looks_like_a_code_is_saved_by_the_word_of_the_clerk(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, text) = (&ids["Maija"], format!("Tilaus {ORDER}."));
        let path = format!("/customers/{maija}/tasks");
        let mut task = vec![("text", text.as_str()), ("due", "1.2.2099"), ("staff", "")];
        held_back(&clerk.post(&path, &task).await, "new-text");
        task.push(NONE);
        assert_eq!(clerk.post(&path, &task).await.status, StatusCode::SEE_OTHER);
        assert!(clerk.get(&path).await.body.contains(&text));
        assert_eq!(said_of(&house, maija).await, 1);
        let mut many = vec![("what", "task"), ("narrowed", "kind=person"), ("whole", "1"), ("text", text.as_str()), ("due", "1.2.2099"), ("staff", "")];
        let preview = clerk.post("/customers/bulk", &many).await.body;
        let (_, rest) = preview.split_once("name=\"shown\" value=\"").unwrap();
        many.push(("shown", rest.split('"').next().unwrap()));
        held_back(&clerk.post("/customers/bulk/runs", &many).await, "bulk-text");
        many.push(NONE);
        let run = clerk.post("/customers/bulk/runs", &many).await;
        assert_eq!(run.status, StatusCode::SEE_OTHER, "{}", run.body);
        assert_eq!(clerk.get("/tasks?whose=nobody").await.body.matches(&text).count(), 3);
        assert_eq!(said_of(&house, &ids["Pekka"]).await, 1);
    }

    async fn a_program_says_the_same_of_a_piece(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let note = format!("Tilaus {ORDER}.");
        let new = |said: &[&str]| json!({ "kind": "person", "last_name": "Mallikas", "source": "person", "note": note, "not_identity_codes": said });
        program.post("/customers", &new(&[])).await.is_problem(422, "people.field.identity_code_in_note");
        let made = program.post("/customers", &new(&[ORDER])).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let path = made.location().strip_prefix("/api/v1").unwrap().to_owned();
        let other = |said: &[&str]| json!({ "text": note, "source": "person", "not_identity_codes": said });
        program.post(&format!("{path}/notes"), &other(&["131052-308T"])).await.is_problem(422, "people.field.identity_code_in_note");
        assert_eq!(program.post(&format!("{path}/notes"), &other(&[ORDER])).await.status, StatusCode::CREATED);
        let party = path.strip_prefix("/customers/").unwrap();
        assert_eq!(said_of(&house, party).await, 2);
    }
}
