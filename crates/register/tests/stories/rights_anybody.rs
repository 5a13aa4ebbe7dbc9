//! Requests of whoever is not in the register: by the public form, written down, answered, carried to
//! the one she turns out to be.

use axum::http::StatusCode;
use guard::Power;
use policy::Purpose;
use testkit::Stores;

use crate::api_caller::whole;
use crate::house::{Answer, Browser, House, add_customers};
use crate::rights::{asked, done, path_of, refused, row};
use crate::rights_answers::{letter, said};

const FORM: &str = "/forms/data-request";

/// What somebody types into the form.
const TYPED: [(&str, &str); 5] = [
    ("lang", "fi"),
    ("kind", "access"),
    ("name", "Liisa Tuntematon"),
    ("email", "liisa@example.fi"),
    ("text", "Onko teillä tietojani?"),
];

async fn sent(stranger: &Browser, fields: &[(&str, &str)]) -> Answer {
    stranger.send("POST", FORM, fields).await
}

/// The id of the one who asked and was not found: the only one that the list leads to.
async fn nobody(dpo: &Browser) -> String {
    let list = dpo.get("/requests").await.body;
    let (_, rest) = list
        .split_once("<td><a href=\"/customers/")
        .unwrap_or_else(|| panic!("{list}"));
    rest.split('/').next().unwrap().to_owned()
}

testkit::both_engines! {
    async fn anybody_asks_by_the_form_and_is_told_that_there_is_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let stranger = house.stranger();
        assert!(stranger.get("/notice").await.body.contains("/forms/data-request"), "the notice leads there");
        for (lang, word) in [("fi", "Ilman tietokonetta"), ("sv", "Utan dator"), ("en", "Without a computer")] {
            let form = stranger.get(&format!("{FORM}?lang={lang}")).await.body;
            assert!(form.contains(word) && form.contains("Pajatie 2") && !form.contains('⟦'), "{form}");
        }
        let answer = sent(&stranger, &TYPED).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(answer.location(), "/forms/data-request/received?lang=fi");
        // 24.12.2026 is a Thursday.
        assert!(stranger.get(answer.location()).await.body.contains("24.12.2026"));
        let today = dpo.get("/").await.body;
        assert!(today.contains("ei ole löydetty rekisteristä"), "{today}");
        let list = dpo.get("/requests").await.body;
        assert!(list.contains("Liisa Tuntematon") && list.contains("ei löydetty"), "{list}");
        let liisa = nobody(&dpo).await;
        let page = dpo.get(&path_of(&liisa)).await.body;
        assert!(page.contains("Onko teillä tietojani?") && page.contains("Tietopyyntölomake (ohjelma)"), "{page}");
        let row = row(&dpo, &liisa).await;
        done(&dpo, &liisa, &row, &[("deed", "identify"), ("means", "not_needed")]).await;
        let granted = [("deed", "decide"), ("kind", "access"), ("outcome", "granted")];
        refused(&dpo, &liisa, &row, &granted, "Ensin on tiedettävä, kuka pyytää").await;
        done(&dpo, &liisa, &row, &[("deed", "decide"), ("kind", "access"), ("outcome", "nothing")]).await;
        let (to, text) = said(&letter(&dpo, &liisa, &row, ("answer", "mail"), &[("found", "suppression"), ("found", "trail")]).await);
        assert_eq!(to, "liisa@example.fi");
        for part in ["ei ole sinusta tällaisia tietoja", "siihen ei lähetetä markkinointia", "käyttölokissa", "79 artikla"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        done(&dpo, &liisa, &row, &[("deed", "answer")]).await;
        // She is found by nothing else.
        for path in ["", "/why", "/files", "/tasks"] {
            let page = clerk.get(&format!("/customers/{liisa}{path}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}: {}", page.body);
        }
        assert!(!clerk.get("/customers").await.body.contains("Tuntematon"));
        let found = clerk.post("/customers/search", &[("words", "Tuntematon")]).await.body;
        assert!(!found.contains(&liisa), "{found}");
        assert_ne!(clerk.get(&path_of(&liisa)).await.status, StatusCode::OK);
    }

    async fn what_the_form_lacks_is_said_at_its_field_and_a_robot_is_thanked(stores: Stores) {
        let house = House::new(stores).await;
        let dpo = house.browser("data_protection_contact").await;
        let stranger = house.stranger();
        let without = |gone: &str| TYPED.into_iter().filter(|one| one.0 != gone).collect::<Vec<_>>();
        let with = |name: &'static str, value: &'static str| [without(name), vec![(name, value)]].concat();
        for (fields, field, sentence) in [
            (without("email"), "email", "osoite tai postiosoite"),
            (with("email", "liisa"), "email", "ei kelpaa"),
            (without("name"), "name", "Kirjoita nimi"),
            (with("text", "Tunnus 010594Y9032"), "text", "enkilötunnu"),
            (vec![("lang", "fi"), ("name", "Liisa"), ("email", "liisa@example.fi")], "kind", "Valitse, mitä pyydetään"),
        ] {
            let answer = sent(&stranger, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}: {}", answer.body);
            let place = format!("id=\"asks-{field}-error\"");
            assert!(answer.body.contains(sentence) && answer.body.contains(&place), "{sentence}: {}", answer.body);
        }
        let robot = sent(&stranger, &with("leave_empty", "https://example.com")).await;
        assert_eq!(robot.status, StatusCode::SEE_OTHER, "{}", robot.body);
        assert!(dpo.get("/requests").await.body.contains("Avoimia pyyntöjä ei ole"), "nothing was written down");
        for _ in 0..5 {
            assert_eq!(sent(&stranger, &TYPED).await.status, StatusCode::SEE_OTHER);
        }
        let sixth = sent(&stranger, &TYPED).await;
        assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS, "{}", sixth.body);
        assert!(sixth.body.contains("lähetä kirje") && sixth.body.contains("Liisa Tuntematon"), "{}", sixth.body);
        house.clock.advance_ms(60 * 60 * 1_000);
        assert_eq!(sent(&stranger, &TYPED).await.status, StatusCode::SEE_OTHER);
    }

    async fn whoever_is_found_takes_her_request_along(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let nameless = dpo.post("/requests/new", &[("kind", "erasure"), ("way", "post")]).await;
        assert!(nameless.body.contains("Kirjoita, kuka pyytää"), "{}", nameless.body);
        let new = [
            ("kind", "erasure"), ("way", "post"), ("received", "20.11.2026"), ("text", "Poistakaa minut."), ("name", "M. Mallikas"),
            ("street", "Esimerkkitie 3"), ("postal_code", "40100"), ("town", "Jyväskylä"), ("language", "sv"),
        ];
        assert_eq!(dpo.post("/requests/new", &new).await.status, StatusCode::SEE_OTHER);
        let asker = nobody(&dpo).await;
        let row = row(&dpo, &asker).await;
        let paper = dpo.upload_named(&format!("{}/papers", path_of(&asker)), &[("row", &row), ("use", "paper")], ("kirje.pdf", b"%PDF-1.7\nPyynto")).await;
        assert_eq!(paper.status, StatusCode::SEE_OTHER, "{}", paper.body);
        let receipt = letter(&dpo, &asker, &row, ("receipt", "paper"), &[("words", "Vi söker.")]).await;
        assert!(receipt.body.starts_with("%PDF"));
        done(&dpo, &asker, &row, &[("deed", "identify"), ("means", "known")]).await;
        let granted = [("deed", "decide"), ("kind", "erasure"), ("outcome", "granted")];
        refused(&dpo, &asker, &row, &granted, "Liitä pyyntö ensin asiakkaaseen").await;
        let link = format!("{}/link", path_of(&asker));
        let fields = |numbers: &'static str| [("row", row.clone()), ("deed", "link".to_owned()), ("numbers", numbers.to_owned())];
        let post = async |numbers| {
            let fields = fields(numbers);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            dpo.post(&link, &fields).await
        };
        assert!(post("9999").await.body.contains("asiakasta ei ole") || post("9999").await.status == StatusCode::UNPROCESSABLE_ENTITY);
        let linked = post("1001, 1002").await;
        assert_eq!(linked.location(), path_of(&maija), "{}", linked.body);
        let page = dpo.get(&path_of(&maija)).await.body;
        for part in ["Poistakaa minut.", "kirje.pdf", "Vi söker.", "löytyi rekisteristä", "asiakasnumerolla 1002", "osoite on sama kuin rekisterissä", "21.12.2026"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(dpo.get(&path_of(&asker)).await.body.contains("ei ole tullut pyyntöjä"), "nothing is left where it was");
        let list = dpo.get("/requests").await.body;
        assert!(!list.contains(&asker) && !list.contains("ei löydetty") && list.contains("Mallikas"), "{list}");
        done(&dpo, &maija, &row, &granted).await;
        assert_ne!(post("1002").await.status, StatusCode::SEE_OTHER, "it is somebody's now");
    }

    async fn a_program_for_rights_reads_what_waits_and_how_it_stands(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        sent(&house.stranger(), &TYPED).await;
        crate::rights::asked_about(&dpo, &maija).await;
        let power = Power { purposes: vec![Purpose::Rights], ..whole("data_protection_contact") };
        let program = house.program("data_protection_contact", power).await;
        let open = program.get("/requests").await.json();
        let found: Vec<(bool, bool)> = open["requests"].as_array().unwrap().iter()
            .map(|one| (one["found"].as_bool().unwrap(), one["waits_since"].is_null()))
            .collect();
        assert_eq!(found.len(), 2, "{open}");
        assert!(found.contains(&(false, true)) && found.contains(&(true, false)), "{open}");
        let hers = program.get(&format!("/customers/{maija}/requests")).await.json();
        let one = &hers["requests"][0];
        assert_eq!(one["text"], "Mitä minusta tiedetään?", "{hers}");
        assert_eq!(one["steps"][0]["deed"], "asked_identity", "{hers}");
        assert_eq!((&one["state"], &one["kinds"][0]), (&"received".into(), &"access".into()), "{hers}");
        let clerks = house.clerks_program().await;
        assert!(!clerks.get("/requests").await.status.is_success(), "for rights alone");
    }

    async fn there_are_no_automated_decisions_where_the_notice_names_none(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let page = dpo.get("/requests/automated-decisions").await.body;
        assert!(page.contains("seloste ei nimeä sellaisia") && page.contains("ei tee päätöksiä pelkästään automaattisesti"), "{page}");
        assert_eq!(clerk.get("/requests/automated-decisions").await.status, StatusCode::NOT_FOUND);
    }

    async fn whoever_was_not_found_has_one_request_until_it_is_known_whose_it_is(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        add_customers(&clerk).await;
        sent(&house.stranger(), &TYPED).await;
        let liisa = nobody(&dpo).await;
        let forms = |page: &str| page.matches(&format!("action=\"{}\"", path_of(&liisa))).count();
        let page = dpo.get(&path_of(&liisa)).await.body;
        assert!(page.contains("Onko teillä tietojani?") && forms(&page) == 0, "no form for another one: {page}");
        let second = [("kind", "erasure"), ("way", "email"), ("text", "Ja poistakaa ne.")];
        let refused = asked(&dpo, &liisa, &second).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        assert!(refused.body.contains("Liitä pyyntö ensin asiakkaaseen"), "{}", refused.body);
        let page = dpo.get(&path_of(&liisa)).await.body;
        assert!(!page.contains("Ja poistakaa ne.") && page.matches("<section class=\"card\" id=\"r").count() == 1, "{page}");
        // Once it is carried to the customer she is, she may ask for more there.
        let row = row(&dpo, &liisa).await;
        let link = [("row", row.as_str()), ("deed", "link"), ("numbers", "1001")];
        let linked = dpo.post(&format!("{}/link", path_of(&liisa)), &link).await;
        assert_eq!(linked.status, StatusCode::SEE_OTHER, "{}", linked.body);
        let maija = linked.location().strip_prefix("/customers/").unwrap().split('/').next().unwrap();
        assert_eq!(dpo.get(linked.location()).await.body.matches(&format!("action=\"{}\"", path_of(maija))).count(), 1);
        let third = asked(&dpo, maija, &second).await;
        assert_eq!(third.status, StatusCode::SEE_OTHER, "{}", third.body);
    }
}
