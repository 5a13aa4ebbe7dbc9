//! What cannot be taken is said beside the field it is about, and what was typed stays: forms of
//! requests, of retention and of the notice.

use axum::http::StatusCode;
use testkit::Stores;

use crate::forms::{filled, held, told_at, told_in};
use crate::house::{House, add_customers};
use crate::rights::{asked, done, identified, path_of, row, step};

/// A text with an identity code, which has no place in it.
const CODE: &str = "Tunnus 010594Y9032";

testkit::both_engines! {
    async fn a_new_request_says_at_which_field_it_is_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let typed = [
            ("kind", "access"), ("way", "phone"), ("received", "20.11.2026"), ("text", "Mitä minusta tiedetään?"), ("behalf", "Isä, valtakirja"),
            ("name", "Maija Mallikas"), ("email", "maija@example.fi"), ("phone", "040 123 4567"), ("street", "Esimerkkitie 3"), ("town", "Jyväskylä"),
        ];
        let long = "a".repeat(201);
        let wrong = [
            ("kind", "", "Valitse, mitä pyydetään"),
            ("way", "", "miten pyyntö tuli"),
            ("received", "pian", "päivä, joka on jo ollut"),
            ("text", CODE, "enkilötunnu"),
            ("behalf", CODE, "enkilötunnu"),
            ("name", "", "Kirjoita nimi"),
            ("email", "maija", "ei kelpaa"),
            ("phone", "ei numero", "Puhelinnumero ei kelpaa"),
            ("town", long.as_str(), "liian pitkä"),
        ];
        for path in [path_of(&maija), "/requests/new".to_owned()] {
            for (field, value, sentence) in wrong {
                let mut fields = typed.to_vec();
                fields.retain(|one| one.0 != field);
                fields.push((field, value));
                let answer = dpo.post(&path, &fields).await;
                told_at(&answer, &format!("add-{field}"), sentence);
                assert_eq!(told_in(&answer.body).len(), 1, "nowhere else: {}", answer.body);
                let kept = filled(&answer.body, &path);
                for (name, value) in fields.iter().filter(|one| !one.1.is_empty()) {
                    assert_eq!(held(&kept, name), *value, "{field}: {name} is kept");
                }
            }
        }
        assert!(dpo.get("/requests").await.body.contains("Avoimia pyyntöjä ei ole"), "nothing was written down");
        for path in [format!("{}/mail", path_of(&maija)), "/requests/mail".to_owned()] {
            let none = dpo.upload_named(&path, &[], ("kuva.png", b"\x89PNG\r\n\x1a\n")).await;
            told_at(&none, "mail-file", "ei ole sähköpostiviesti");
        }
    }

    async fn a_step_says_at_which_field_it_is_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        asked(&dpo, &maija, &[("kind", "access"), ("kind", "erasure"), ("way", "post"), ("text", "Tietoni, ja pois.")]).await;
        let row = row(&dpo, &maija).await;
        let early = step(&dpo, &maija, &row, &[("deed", "identify"), ("means", "call_back"), ("on", "1.12.2026")]).await;
        told_at(&early, &format!("identify-{row}-on"), "päivä, joka on jo ollut");
        assert!(early.body.contains("value=\"call_back\" selected"), "{}", early.body);
        let unsaid = step(&dpo, &maija, &row, &[("deed", "ask_identity"), ("words", ""), ("on", "24.11.2026")]).await;
        told_at(&unsaid, &format!("ask_identity-{row}-words"), "Kirjoita perustelu");
        assert!(unsaid.body.contains("value=\"24.11.2026\""), "{}", unsaid.body);
        let who = [("row", row.as_str()), ("name", ""), ("email", "maija@example.fi"), ("town", "Jyväskylä")];
        let nameless = dpo.post(&format!("{}/requester", path_of(&maija)), &who).await;
        told_at(&nameless, &format!("who-{row}-name"), "nimi");
        assert_eq!(held(&filled(&nameless.body, &format!("{}/requester", path_of(&maija))), "email"), "maija@example.fi");
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "document")]).await;
        let unfounded = [("deed", "decide"), ("kind", "erasure"), ("outcome", "refused"), ("words", "")];
        let unfounded = step(&dpo, &maija, &row, &unfounded).await;
        told_at(&unfounded, &format!("decide-{row}-erasure-words"), "Kirjoita perustelu");
        assert_eq!(unfounded.body.matches("value=\"refused\" selected").count(), 1, "in its own form alone: {}", unfounded.body);
        let open = step(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "access"), ("outcome", ""), ("words", "Laki.")]).await;
        told_at(&open, &format!("decide-{row}-access-outcome"), "Valitse ratkaisu");
        assert_eq!(open.body.matches(">Laki.</textarea>").count(), 1, "{}", open.body);
        let paper = dpo.upload_named(&format!("{}/papers", path_of(&maija)), &[("row", &row), ("use", "paper")], ("muuta.txt", b"Hei!")).await;
        told_at(&paper, &format!("paper-{row}-file"), "");
    }

    async fn an_objection_says_that_its_purpose_is_missing_where_it_is_chosen(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let row = identified(&dpo, &maija, &[("kind", "objection")]).await;
        let none = [("deed", "decide"), ("kind", "objection"), ("outcome", "granted"), ("purpose", "")];
        let none = step(&dpo, &maija, &row, &none).await;
        told_at(&none, &format!("decide-{row}-objection-purpose"), "Valitse, mitä käyttöä");
        assert!(none.body.contains("value=\"granted\" selected"), "{}", none.body);
    }

    async fn a_letter_a_complaint_and_a_restriction_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let ids = add_customers(&clerk).await;
        let maija = ids["Maija"].clone();
        let row = identified(&dpo, &maija, &[("kind", "restriction")]).await;
        let letters = format!("{}/letter", path_of(&maija));
        let fields = [("row", row.as_str()), ("letter", "receipt"), ("as", "mail"), ("words", CODE), ("found", "trail")];
        let letter = dpo.post(&letters, &fields).await;
        told_at(&letter, &format!("letter-{row}-words"), "enkilötunnu");
        let kept = filled(&letter.body, &letters);
        assert_eq!((held(&kept, "letter"), held(&kept, "words"), held(&kept, "found")), ("receipt", CODE, "trail"));
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "restriction"), ("outcome", "granted")]).await;
        let lifted = dpo.post(&format!("{}/restriction", path_of(&maija)), &[("told", "pian")]).await;
        told_at(&lifted, "lift-told", "päivä, joka on jo ollut");
        assert!(lifted.body.contains("value=\"pian\""), "{}", lifted.body);

        // Nobody has an e-mail address of hers.
        let pekka = ids["Pekka"].clone();
        let row = identified(&dpo, &pekka, &[("kind", "access")]).await;
        let nowhere = dpo.post(&format!("{}/letter", path_of(&pekka)), &[("row", &row), ("letter", "receipt"), ("as", "mail")]).await;
        told_at(&nowhere, &format!("letter-{row}-letter"), "ähköposti");

        let path = format!("{}/complaint", path_of(&pekka));
        let new = [("row", "new"), ("text", "Miksi ei vastattu?"), ("reference", "TSV/1"), ("received", "20.11.2026"), ("due", "pian")];
        let wrong = dpo.post(&path, &new).await;
        told_at(&wrong, "complaint-due", "viranomaisen asettama päivä");
        let kept = filled(&wrong.body, &path);
        for (name, value) in new {
            assert_eq!(held(&kept, name), value, "{name} is kept");
        }
        let mut right = new;
        right[4].1 = "4.12.2026";
        assert_eq!(dpo.post(&path, &right).await.status, StatusCode::SEE_OTHER);
        let page = dpo.get(&path_of(&pekka)).await.body;
        let (_, rest) = page.split_once("name=\"complaint\" value=\"").expect("a complaint");
        let complaint = rest.split('"').next().unwrap();
        let answer = [("row", complaint), ("complaint", complaint), ("words", "Vastattiin."), ("on", "pian")];
        let answer = dpo.post(&path, &answer).await;
        told_at(&answer, &format!("complaint-{complaint}-on"), "päivä, joka on jo ollut");
        assert_eq!(held(&filled(&answer.body, &path), "words"), "Vastattiin.");
    }

    async fn whoever_is_looked_for_by_a_number_that_is_none_is_told_at_the_number(stores: Stores) {
        let house = House::new(stores).await;
        let dpo = house.browser("data_protection_contact").await;
        let new = [("kind", "access"), ("way", "post"), ("name", "Liisa Tuntematon"), ("email", "liisa@example.fi")];
        let added = dpo.post("/requests/new", &new).await;
        let party = added.location().split('/').nth(2).unwrap().to_owned();
        let row = row(&dpo, &party).await;
        let path = format!("{}/link", path_of(&party));
        for numbers in ["kaksi", "999999"] {
            let none = dpo.post(&path, &[("row", row.as_str()), ("numbers", numbers)]).await;
            told_at(&none, &format!("link-{row}-numbers"), "siakas");
            assert_eq!(held(&filled(&none.body, &path), "numbers"), numbers);
        }
    }

    async fn an_erasure_says_what_is_not_decided_and_what_does_not_confirm_it(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let path = format!("/customers/{maija}/erasure");
        let number = crate::erasing::number(&dpo.get(&path).await.body);
        let all = crate::erasing::decisions(&dpo, &maija, "17_1_a").await;
        let mut some = all.clone();
        let (first, third) = (some.remove(2).0, some.remove(0).0);
        let answer = crate::erasing::send(&dpo, &maija, &some, &number).await;
        for open in [&first, &third] {
            told_at(&answer, &format!("erasure-{open}"), "Päätä jokaisesta");
        }
        assert_eq!(told_in(&answer.body).len(), 2, "{}", answer.body);
        assert_eq!(answer.body.matches(" autofocus").count(), 1, "one goes on at the first");
        let kept = filled(&answer.body, &path);
        assert_eq!(held(&kept, "words"), "Pyyntö 7, 20.11.2026.");
        for (name, value) in &some {
            assert_eq!(held(&kept, name), value, "{name} is kept");
        }
        let answer = crate::erasing::send(&dpo, &maija, &all, "1").await;
        told_at(&answer, "erasure-number", "Numero ei vahvista");
        assert_eq!(held(&filled(&answer.body, &path), "number"), "1");
        let mut fields: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend([("words", CODE), ("number", &number)]);
        let answer = dpo.post(&path, &fields).await;
        told_at(&answer, "erasure-words", "enkilötunnu");
        assert_eq!(held(&filled(&answer.body, &path), "words"), CODE);
        // What a hold keeps is not granted.
        assert_eq!(crate::retention::hold(&dpo, &maija, "category.contact").await.status, StatusCode::SEE_OTHER);
        let answer = crate::erasing::send(&dpo, &maija, &all, &number).await;
        let told = told_in(&answer.body);
        assert!(!told.is_empty() && told.iter().all(|field| field.starts_with("erasure-decided-contact-")), "{told:?}");
        assert!(answer.body.contains("Poistokielto koskee osaa"), "{}", answer.body);
        assert_eq!(clerk.get(&format!("/customers/{maija}")).await.status, StatusCode::OK, "nothing went");
    }

    async fn a_hold_says_at_which_field_it_is_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let path = format!("/customers/{maija}/holds");
        let typed = [("on", "category.contact"), ("reason", "Riita laskusta."), ("review", "1.6.2027")];
        for (field, value, sentence) in [
            ("reason", "", "Kirjoita perustelut"),
            ("reason", CODE, "enkilötunnu"),
            ("review", "ensi viikolla", "muodossa"),
            ("on", "category.recordings", "ei ole mitään säilytettävää"),
        ] {
            let fields = typed.map(|one| if one.0 == field { (field, value) } else { one });
            let answer = dpo.post(&path, &fields).await;
            told_at(&answer, &format!("hold-{field}"), sentence);
            let kept = filled(&answer.body, &path);
            for (name, value) in fields.iter().filter(|one| one.0 != "on" || field != "on") {
                assert_eq!(held(&kept, name), *value, "{field}: {name} is kept");
            }
        }
    }

    async fn what_is_due_says_what_was_not_chosen_and_what_does_not_confirm_it(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        crate::retention::leave(&clerk, &maija, "24.11.2026").await;
        crate::retention::years(&house, 3);
        let dpo = house.browser("data_protection_contact").await;
        let path = "/retention/due";
        let page = dpo.get("/retention/due?kept=contact").await.body;
        let fields = filled(&page, path);
        assert!(!held(&fields, "row").is_empty(), "everything is ticked at first: {page}");
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push(("count", "77"));
        let unconfirmed = dpo.post(path, &fields).await;
        told_at(&unconfirmed, "confirm-count", "Numero ei vahvista");
        assert_eq!(held(&filled(&unconfirmed.body, path), "count"), "77");
        fields.retain(|(name, _)| !["row", "count"].contains(name));
        let nothing = dpo.post(path, &fields).await;
        told_at(&nothing, "due-row", "Valitse ainakin yksi");
        assert!(held(&filled(&nothing.body, path), "row").is_empty(), "nothing is ticked: {}", nothing.body);
    }

    async fn the_notice_says_at_which_field_it_is_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        let published = admin.upload_named("/notice/check", &[], ("tyhja.toml", b"")).await;
        told_at(&published, "notice-file", "Valitse selostetiedosto");
        assert_eq!(admin.post("/notice/draft", &[("from", "force")]).await.status, StatusCode::SEE_OTHER);
        let (file, publication) = ("/notice/draft/file", "/notice/draft/publication");
        let mut fields = filled(&admin.get(file).await.body, file);
        let revision = held(&fields, "revision").to_owned();
        let broken = admin.post(file, &[("revision", &revision), ("text", "[controller")]).await;
        told_at(&broken, "draft-text", "kelvollista TOML-muotoa");
        assert_eq!(held(&filled(&broken.body, file), "text"), "[controller");
        let none = admin.upload("/notice/draft/upload", &[("revision", &revision)], b"").await;
        told_at(&none, "upload-file", "Valitse selostetiedosto");
        let text = held(&fields, "text").replace("TL-Maint Oy", "TL-Maint Huolto Oy");
        crate::forms::typed(&mut fields, "text", &text);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = admin.post(file, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = admin.get(publication).await.body;
        let revision = held(&filled(&page, publication), "revision").to_owned();
        for (day, number, field, sentence) in [("2026-11-01", "2", "in_force", "päivä on jo mennyt"), ("2027-01-01", "7", "number", "uuden version numero")] {
            let fields = [("revision", revision.as_str()), ("in_force", day), ("number", number)];
            let answer = admin.post(publication, &fields).await;
            told_at(&answer, &format!("publication-{field}"), sentence);
            let kept = filled(&answer.body, publication);
            assert_eq!((held(&kept, "in_force"), held(&kept, "number")), (day, number));
        }
    }
}
