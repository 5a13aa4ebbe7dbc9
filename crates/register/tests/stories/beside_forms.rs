//! What cannot be taken is said beside the field it is about, and what was typed stays: the forms of
//! everyday work, each sent once for everything that can be wrong with it.

use axum::http::StatusCode;
use testkit::Stores;

use crate::forms::{Sent, each_is_told, filled_at, held, told_at, told_in};
use crate::house::{House, PASSWORD, add_customers};

/// A text with an identity code, which has no place in it.
const CODE: &str = "Tunnus 010594Y9032";
/// What is said of it.
const NO_CODE: &str = "error-people-field-identity-code-in-note";

testkit::both_engines! {
    async fn a_task_and_an_absence_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let path = format!("/customers/{maija}/tasks");
        let new = Sent { path: &path, form: "new", typed: &[("text", "Soita takaisin"), ("due", "1.12.2026")], also: &[] };
        each_is_told(&clerk, &new, &[
            ("text", "", "error-tasks-text"),
            ("text", CODE, NO_CODE),
            ("due", "ensi viikolla", "error-tasks-day"),
        ]).await;
        let stranger = [("text", "Soita"), ("staff", "4711")];
        told_at(&clerk.post(&path, &stranger).await, "new-staff", "ei näe tehtäviä");
        crate::house::another(&house, "clerk").await;
        let page = clerk.get("/tasks/absence").await.body;
        let other = page.split_once("<option value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let right = [("text", "Soita"), ("due", "1.12.2026"), ("staff", other.as_str())];
        assert_eq!(clerk.post(&path, &right).await.status, StatusCode::SEE_OTHER);
        let page = clerk.get(&path).await.body;
        let row = page.split_once("name=\"row\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let deed = format!("{path}/deed");
        let give = Sent { path: &deed, form: &format!("give-{row}"), typed: &[("row", &row), ("deed", "give"), ("due", "2.12.2026")], also: &[] };
        each_is_told(&clerk, &give, &[("due", "pian", "error-tasks-day")]).await;
        told_at(&clerk.post("/tasks/hand-over", &[("from", &other), ("to", "4711")]).await, "hand-over-to", "ei näe tehtäviä");
        let away = Sent { path: "/tasks/absence", form: "absence", typed: &[("from", "2.1.2027"), ("until", "9.1.2027"), ("substitute", &other)], also: &[] };
        each_is_told(&clerk, &away, &[
            ("from", "pian", "error-tasks-day"),
            ("until", "joskus", "error-tasks-day"),
            ("until", "1.1.2027", "error-tasks-days"),
        ]).await;
    }

    async fn a_site_and_a_relation_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let path = crate::sites::path(&maija);
        let also = [("version", "1"), ("source", "person")];
        let long = "a".repeat(201);
        let site = Sent {
            path: &path, form: "add-site-", also: &also,
            typed: &[("what", "add-site"), ("name", "Talo B"), ("street", "Työmaankatu 7"), ("postal_code", "40320"), ("town", "Jyväskylä"), ("door_code", "12"), ("other", "Koira")],
        };
        each_is_told(&clerk, &site, &[
            ("street", "", "error-sites-street"),
            ("postal_code", "12", "error-formats-address-postal-code"),
            ("door_code", &long, "error-sites-length"),
            ("other", CODE, NO_CODE),
        ]).await;
        crate::sites::with_site(&clerk, &maija).await;
        let page = clerk.get(&path).await.body;
        let row = crate::sites::row_of(&page, "change-site");
        let version = page.split_once("name=\"version\" value=\"").unwrap().1.split('"').next().unwrap();
        let also = [("version", version), ("source", "person")];
        let changed = Sent {
            path: &path, form: &format!("change-site-{row}"), also: &also,
            typed: &[("what", "change-site"), ("row", &row), ("name", "Talo C"), ("street", "Toinenkatu 9"), ("town", "Turku")],
        };
        each_is_told(&clerk, &changed, &[("street", "", "error-sites-street"), ("postal_code", "7", "error-formats-address-postal-code")]).await;
        let ended = Sent { path: &path, form: &format!("end-site-{row}"), typed: &[("what", "end-site"), ("row", &row)], also: &also };
        each_is_told(&clerk, &ended, &[("until", "pian", "error-relations-day"), ("until", "1.1.2099", "error-people-field-end-future")]).await;
        let relation = Sent {
            path: &path, form: "relate-", also: &also,
            typed: &[("what", "relate"), ("kind", "payer"), ("number", "1002"), ("told", "care"), ("proof", "Valtakirja"), ("from", "1.11.2026")],
        };
        let relations = [
            ("number", "999999", "error-relations-unknown"),
            ("number", "1001", "error-relations-oneself"),
            ("kind", "manager", "error-relations-organisation-only"),
            ("proof", CODE, NO_CODE),
            ("from", "huomenna", "error-relations-day"),
            ("until", "1.1.2020", "error-relations-days"),
        ];
        each_is_told(&clerk, &relation, &relations).await;
        let tenant = [also.as_slice(), &[("what", "relate"), ("kind", "tenant"), ("number", "1002"), ("site", "")]].concat();
        told_at(&clerk.post(&path, &tenant).await, "relate--site", "Valitse kohde");
    }

    async fn a_recipient_and_a_disclosure_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let dpo = house.browser("data_protection_contact").await;
        let recipients = "/disclosures/recipients";
        let typed = [("name", "Yhteistyö Esimerkki Oy"), ("country", "FI"), ("entry", "subcontractor"), ("category", "identity"), ("category", "contact")];
        let recipient = Sent { path: recipients, form: "add", typed: &typed, also: &[] };
        each_is_told(&dpo, &recipient, &[
            ("name", "", "error-disclosures-name"),
            ("name", CODE, NO_CODE),
            ("country", "Suomenmaa", "error-disclosures-country"),
            ("country", "US", "error-disclosures-third-country"),
            ("entry", "", "error-disclosures-entry"),
            ("category", "", "error-disclosures-categories"),
            ("review", "pian", "error-disclosures-day"),
        ]).await;
        let added = dpo.post(recipients, &typed).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let path = added.location().to_owned();
        let number = path.rsplit('/').next().unwrap().to_owned();
        let reviewed = Sent { path: &path, form: "reviewed", typed: &[("deed", "reviewed")], also: &[] };
        each_is_told(&dpo, &reviewed, &[("review", "pian", "error-disclosures-day"), ("review", "1.1.2020", "error-disclosures-day")]).await;

        let about = format!("/customers/{maija}/disclosures");
        let nobody = dpo.get(&format!("{about}/new?whom={number}%3Asubcontractor&also=999999")).await;
        told_at(&nobody, "give-also", "Numerolla ei ole asiakasta");
        assert!(nobody.body.contains("value=\"999999\"") && nobody.body.contains(&format!("value=\"{number}:subcontractor\" selected")), "{}", nobody.body);
        let elsewhere = dpo.get(&format!("{about}/new?whom={number}%3Aauthorities")).await;
        told_at(&elsewhere, "give-whom", "Valitse selosteen kohta");

        // It is about two: both stay on the page, with what was chosen of them.
        let page = dpo.get(&format!("{about}/new?whom={number}%3Asubcontractor&also=1002")).await.body;
        let value = |words: &str| {
            let label = page.split("<label class=\"tick\">").skip(1).find(|label| label.split("</label>").next().unwrap().contains(words));
            let (_, rest) = label.unwrap_or_else(|| panic!("{words}: {page}")).split_once("name=\"value\" value=\"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let (hers, his) = (value("Mallikas"), value("Pekka"));
        let preview = format!("{about}/preview");
        let typed = [
            ("recipient", number.as_str()), ("entry", "subcontractor"), ("also", "1002"), ("value", &hers), ("value", &his),
            ("words", "Tilattu työ"), ("format", "csv"), ("days", "5"),
        ];
        let choice = Sent { path: &preview, form: "choice", typed: &typed, also: &[] };
        each_is_told(&dpo, &choice, &[
            ("words", "", "error-disclosures-words"),
            ("words", CODE, NO_CODE),
            ("value", "", "error-disclosures-nothing"),
            ("days", "90", "error-disclosures-form"),
        ]).await;
    }

    async fn a_breach_and_its_steps_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let dpo = house.browser("data_protection_contact").await;
        let typed = [("name", "Kadonnut laite"), ("occurred", "23.11.2026 9.00"), ("noticed", "24.11.2026 9.00"), ("text", "Laite jäi junaan."), ("drill", "1")];
        let new = Sent { path: "/breaches", form: "add", typed: &typed, also: &[] };
        each_is_told(&dpo, &new, &[
            ("name", "", "error-breaches-name"),
            ("noticed", "24.11.2026 11.00", "error-breaches-moment"),
            ("noticed", "22.11.2026 9.00", "error-breaches-noticed-before"),
            ("occurred", "joskus", "error-breaches-moment"),
            ("aware", "1.1.2099 9.00", "error-breaches-moment"),
            ("aware", "20.11.2026 9.00", "error-breaches-before"),
            ("text", CODE, NO_CODE),
        ]).await;
        let added = dpo.post("/breaches", &[typed.as_slice(), &[("aware", "24.11.2026 9.30")]].concat()).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let breach = added.location().to_owned();
        let steps = format!("{breach}/steps");
        let step = |form: &'static str| Sent { path: &steps, form, typed: &[], also: &[] };
        for (form, typed, cases) in [
            ("note", vec![("deed", "note"), ("words", "Nimiä"), ("category", "identity"), ("people", "3")], vec![
                ("words", "", "error-breaches-words"), ("people", "monta", "error-breaches-number"), ("records", "-1", "error-breaches-number"), ("at", "pian", "error-breaches-moment"),
            ]),
            ("assess", vec![("deed", "assess"), ("risk", "risk"), ("words", "Osoitteita")], vec![("risk", "", "error-breaches-choice"), ("words", CODE, NO_CODE)]),
            ("tell_people", vec![("deed", "tell_people"), ("words", "Kirjeellä")], vec![("at", "1.1.2020 9.00", "error-breaches-before")]),
        ] {
            each_is_told(&dpo, &Sent { typed: &typed, ..step(form) }, &cases).await;
        }
        let wordless = dpo.post(&steps, &[("deed", "word"), ("language", "sv"), ("words", "")]).await;
        told_at(&wordless, "word-sv-words", "Kirjoita mitä tehtiin");
        assert_eq!(told_in(&wordless.body), ["word-sv-words"], "in one language");

        let people = format!("{breach}/people");
        let add = Sent { path: &people, form: "add", typed: &[("deed", "add")], also: &[] };
        each_is_told(&dpo, &add, &[("customer", "kaksi", "error-breaches-nobody")]).await;
        assert_eq!(dpo.post(&people, &[("deed", "add"), ("customer", "1001")]).await.status, StatusCode::SEE_OTHER);
        let chosen = [("who", maija.as_str()), ("way", "letter"), ("at", "24.11.2026 9.45")];
        let told = Sent { path: &people, form: "chosen", typed: &chosen, also: &[("deed", "told")] };
        each_is_told(&dpo, &told, &[("who", "", "error-breaches-nobody"), ("at", "pian", "error-breaches-moment")]).await;

        let account = dpo.get("/breaches/seen").await.body;
        let account = account.split_once(">Testi clerk<").unwrap().0.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        let backwards = dpo.get(&format!("/breaches/seen?actor={account}&from=24.11.2026+9.00&until=23.11.2026+9.00")).await;
        told_at(&backwards, "look-until", "alku ennen loppua");
        let time = [("actor", account.as_str()), ("from", "24.11.2026 9.00"), ("until", "24.11.2026 10.00")];
        let file = Sent { path: "/breaches/seen.csv", form: "csv", typed: &time, also: &[] };
        each_is_told(&dpo, &file, &[("reason", "", "error-breaches-reason"), ("reason", CODE, NO_CODE)]).await;
    }

    async fn a_tag_and_a_file_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        for name in ["Sopimus", "Vanha"] {
            assert_eq!(clerk.post("/tags", &[("name", name)]).await.status, StatusCode::SEE_OTHER);
        }
        let cases = [("name", "", "error-tags-name"), ("name", CODE, NO_CODE), ("name", "sopimus", "error-tags-taken")];
        each_is_told(&clerk, &Sent { path: "/tags", form: "add", typed: &[], also: &[] }, &cases).await;
        let page = clerk.get("/tags").await.body;
        let (before, _) = page.split_once("value=\"Vanha\"").unwrap();
        let tag = before.rsplit("name=\"tag\" value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        let renamed = Sent { path: "/tags/deed", form: &format!("tag-{tag}"), typed: &[("tag", &tag)], also: &[("deed", "rename")] };
        each_is_told(&clerk, &renamed, &cases).await;
        assert_eq!(clerk.post("/tags/deed", &[("tag", &tag), ("deed", "end")]).await.status, StatusCode::SEE_OTHER);
        told_at(&clerk.post(&format!("/customers/{maija}/tags"), &[("tag", &tag), ("deed", "put")]).await, "put-tag", "poistettu käytöstä");

        let files = format!("/customers/{maija}/files");
        let long = "a".repeat(501);
        for (field, fields, file, sentence) in [
            ("file", [("about", "Kuvaus"), ("category", "messages"), ("source", "person")], ("ohjelma.pdf", b"MZ\x90\0\x03".as_slice()), "ei ole mitään näistä"),
            ("file", [("about", "Kuvaus"), ("category", "messages"), ("source", "person")], ("tyhja.txt", b""), "Valitse tiedosto"),
            ("file", [("about", "Kuvaus"), ("category", "messages"), ("source", "person")], ("131052-308T.txt", b"Hei!"), "on henkilötunnus"),
            ("about", [("about", long.as_str()), ("category", "messages"), ("source", "person")], ("kirje.txt", b"Hei!"), "enintään 500"),
            ("about", [("about", CODE), ("category", "messages"), ("source", "person")], ("kirje.txt", b"Hei!"), "on henkilötunnus"),
            ("category", [("about", "Kuvaus"), ("category", "identity"), ("source", "person")], ("kirje.txt", b"Hei!"), "Valitse tietoryhmä"),
            ("source", [("about", "Kuvaus"), ("category", "messages"), ("source", "nobody")], ("kirje.txt", b"Hei!"), ""),
        ] {
            let answer = clerk.upload_named(&files, &fields, file).await;
            let at = format!("attach-{field}");
            told_at(&answer, &at, sentence);
            assert_eq!(told_in(&answer.body).iter().filter(|one| **one == at).count(), 1, "{field}");
            let kept = filled_at(&answer.body, &files, &at);
            for (name, value) in fields.iter().filter(|one| one.0 != field || field == "about") {
                assert_eq!(held(&kept, name), *value, "{at}: {name} is kept");
            }
            let again = answer.body.contains("Valitse tiedosto uudelleen");
            assert_eq!(again, field != "file", "a file is not sent twice by itself: {}", answer.body);
        }
        let large = [b"%PDF-1.7".to_vec(), vec![b' '; seloste::files::FILE_BYTES_MAX]].concat();
        let large = clerk.upload_named(&files, &[("about", "Piirustus"), ("category", "messages")], ("suuri.pdf", &large)).await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
        let kept = filled_at(&large.body, &files, "attach-file");
        assert_eq!((held(&kept, "about"), held(&kept, "category")), ("Piirustus", "messages"));
        let right = [("about", "Kirje"), ("category", "messages"), ("source", "person")];
        assert_eq!(clerk.upload_named(&files, &right, ("kirje.txt", b"Hei!")).await.status, StatusCode::SEE_OTHER);
        let page = clerk.get(&files).await.body;
        let row = page.split_once("name=\"row\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let deed = format!("{files}/deed");
        let described = Sent { path: &deed, form: &format!("describe-{row}"), typed: &[("row", &row), ("deed", "describe"), ("name", "valitus.txt"), ("about", "Valitus")], also: &[] };
        each_is_told(&clerk, &described, &[("name", "", "error-files-name"), ("about", CODE, "error-files-identity-code"), ("about", &long, "error-files-about")]).await;
        let carried = Sent { path: &deed, form: &format!("carry-{row}"), typed: &[("row", &row), ("deed", "carry"), ("category", "messages")], also: &[] };
        each_is_told(&clerk, &carried, &[("number", "999999", "error-files-no-such-customer"), ("number", "1001", "error-files-same")]).await;
    }

    async fn a_new_customer_and_a_change_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let person = [
            ("kind", "person"), ("first_names", "Liisa"), ("last_name", "Uusi"), ("language", "sv"), ("connection", "customer"), ("source", "person"),
            ("street", "Katu 1"), ("postal_code", "40100"), ("town", "Jyväskylä"), ("email", "liisa@example.fi"), ("note", "Soittaa."), ("non_disclosure", "1"),
        ];
        let new = Sent { path: "/customers", form: "new", typed: &person, also: &[] };
        each_is_told(&clerk, &new, &[
            ("postal_code", "12", "error-formats-address-postal-code"),
            ("email", "liisa", "error-formats-email-format"),
            ("reached_from", "keväällä", "error-people-field-date"),
            ("from", "pian", "error-people-field-date"),
            ("of", "999999", "error-people-organisation-unknown"),
            ("note", CODE, NO_CODE),
        ]).await;
        let mut two = person.to_vec();
        two.retain(|one| !["last_name", "email"].contains(&one.0));
        two.extend([("last_name", ""), ("email", "liisa")]);
        let answer = clerk.post("/customers", &two).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told_in(&answer.body), ["new-last_name", "new-email"], "each at its own: {}", answer.body);
        assert_eq!(answer.body.matches(" autofocus").count(), 1, "one goes on at the first");

        let change = format!("/customers/{maija}/change");
        let version = [("version", "1")];
        for (form, typed, cases) in [
            ("contact", vec![("what", "contact"), ("source", "person"), ("street", "Katu 1"), ("town", "Kylä")], vec![
                ("phone", "puhelin", "error-formats-phone-format"), ("postal_code", "12", "error-formats-address-postal-code"), ("until", "pian", "error-people-field-date"),
            ]),
            ("note", vec![("what", "note"), ("source", "person")], vec![("note", "", "error-people-note"), ("note", CODE, NO_CODE)]),
            ("leave", vec![("what", "leave"), ("until", "1.11.2026")], vec![("why", "", "error-people-field-why-ended")]),
            ("consent", vec![("what", "consent"), ("channel", "email"), ("wording_of", "typed"), ("language", "sv"), ("wording", "Saa lähettää."), ("way", "post"), ("proof", "Kirje")], vec![
                ("wording", "", "error-permissions-wording-missing"), ("channel", "", "error-permissions-channel-missing"),
            ]),
            ("soft-opt-in", vec![("what", "soft-opt-in"), ("channel", "email"), ("sale", "Ilmalämpöpumppu"), ("on", "1.11.2026")], vec![("told", "", "error-permissions-not-told")]),
        ] {
            each_is_told(&clerk, &Sent { path: &change, form, typed: &typed, also: &version }, &cases).await;
        }
        let reveal = format!("/customers/{maija}/identity-code");
        let billing = house.browser("billing").await;
        let code = [
            ("version", "1"), ("what", "identity-code"), ("source", "person"),
            ("identity_code", "010594Y9032"), ("identity_code_ground", "debt_collection"),
        ];
        assert_eq!(billing.post(&change, &code).await.status, StatusCode::SEE_OTHER);
        told_at(&billing.post(&reveal, &[("reason", " ")]).await, "reveal-reason", "Kirjoita syy");
    }

    async fn an_account_a_token_and_a_password_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let (admin, clerk) = (house.browser("administrator").await, house.browser("clerk").await);
        let typed = [("name", "Uusi Työntekijä"), ("email", "uusi.tyontekija@example.com"), ("language", "sv"), ("role", "clerk")];
        let account = Sent { path: "/staff", form: "add", typed: &typed, also: &[("password", "kaksisataa lasta leikki pihalla")] };
        each_is_told(&admin, &account, &[
            ("name", "", "error-access-staff-name"),
            ("email", "uusi", "error-access-staff-email"),
            ("email", "clerk@example.com", "error-access-staff-email-taken"),
        ]).await;
        let answer = admin.post("/staff", &[typed.as_slice(), &[("password", "salasana")]].concat()).await;
        told_at(&answer, "add-password", "vähintään 15 merkkiä");
        assert_eq!(held(&filled_at(&answer.body, "/staff", "add-password"), "email"), typed[1].1);
        assert!(!answer.body.contains("value=\"salasana"), "a password is not sent back");
        let own = clerk.post("/account/password", &[("current", "x"), ("password", "kaksisataa lasta leikki pihalla")]).await;
        told_at(&own, "own-current", "Nykyinen salasana on väärä");
        told_at(&clerk.post("/account/password", &[("current", PASSWORD), ("password", "x")]).await, "own-password", "vähintään 15");
        let list = admin.get("/staff").await.body;
        let id = list.split("/staff/").find(|part| part.contains("Testi clerk")).unwrap().split('"').next().unwrap().to_owned();
        told_at(&admin.post(&format!("/staff/{id}/password"), &[("password", "x")]).await, "reset-password", "vähintään 15");
        told_at(&admin.post(&format!("/staff/{id}/roles"), &[("role", "nobody"), ("deed", "give")]).await, "give-role", "tällaista roolia");
        let token = Sent {
            path: "/account/tokens", form: "token", also: &[],
            typed: &[("role", "clerk"), ("name", "Varauskalenteri"), ("days", "30"), ("purpose", "care"), ("category", "identity"), ("changes", "1")],
        };
        each_is_told(&clerk, &token, &[
            ("name", "", "error-access-token-name"),
            ("days", "1000", "error-access-token-days"),
            ("purpose", "", "error-access-token-beyond-role"),
            ("category", "", "error-access-token-beyond-role"),
        ]).await;
    }

    async fn an_export_says_at_which_field_it_is_wrong(stores: Stores) {
        let house = House::new(stores).await;
        add_customers(&house.browser("clerk").await).await;
        let contact = house.browser("data_protection_contact").await;
        let typed = [("words", "Mallikas"), ("choice", "names"), ("choice", "address"), ("format", "json"), ("reason", "Pyyntö 7")];
        let order = Sent { path: "/export", form: "order", typed: &typed, also: &[] };
        each_is_told(&contact, &order, &[
            ("reason", "", "error-access-reason-missing"),
            ("choice", "", "error-export-nothing-chosen"),
        ]).await;
    }
    async fn an_import_a_view_and_what_is_done_with_many_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        for (field, value, sentence) in [("name", "", "mistä tiedot ovat"), ("connection", "nobody", ""), ("source", "nobody", ""), ("identity_code_ground", "research", "")] {
            let told = [("name", "vanha taulukko"), ("what", "customers"), ("connection", "customer"), ("source", "person"), ("mode", "update"), ("create_likely", "1")];
            let mut fields = told.to_vec();
            fields.retain(|one| one.0 != field);
            fields.push((field, value));
            let answer = clerk.upload("/import", &fields, b"Sukunimi;Etunimet\nMallikas;Maija\n").await;
            let at = format!("import-{field}");
            told_at(&answer, &at, sentence);
            let kept = filled_at(&answer.body, "/import", &at);
            for (name, value) in told.iter().filter(|one| one.0 != field) {
                assert_eq!(held(&kept, name), *value, "{at}: {name} is kept");
            }
            assert!(answer.body.contains("Valitse tiedosto uudelleen"), "{}", answer.body);
        }
        told_at(&clerk.upload("/import", &[("name", "x"), ("connection", "customer"), ("source", "person")], b"").await, "import-file", "Valitse tiedosto");

        let typed = [("what", "task"), ("narrowed", "kind=person"), ("whole", "1"), ("text", "Soita keväällä"), ("due", "1.4.2027")];
        let many = Sent { path: "/customers/bulk/runs", form: "bulk", typed: &typed, also: &[("shown", "")] };
        each_is_told(&clerk, &many, &[("text", "", "error-tasks-text"), ("text", CODE, NO_CODE), ("due", "pian", "error-tasks-day")]).await;
        assert_eq!(clerk.post("/tags", &[("name", "Kevät")]).await.status, StatusCode::SEE_OTHER);
        let none = clerk.post("/customers/bulk/runs", &[("what", "put"), ("narrowed", "kind=person"), ("whole", "1"), ("tag", "")]).await;
        told_at(&none, "bulk-tag", "Valitse toinen");

        let names = [("name", "", "error-find-view-name"), ("name", CODE, NO_CODE)];
        let keep = Sent { path: "/customers/views", form: "keep", typed: &[("narrowed", "kind=person"), ("shown", "number")], also: &[] };
        each_is_told(&clerk, &keep, &names).await;
        let kept = clerk.post("/customers/views", &[("name", "Henkilöt"), ("narrowed", "kind=person"), ("shown", "number")]).await;
        let view = kept.location().split('=').nth(1).unwrap().to_owned();
        let renamed = Sent { path: &format!("/customers/views/{view}"), form: &format!("view-{view}"), typed: &[], also: &[("deed", "rename")] };
        each_is_told(&clerk, &renamed, &names).await;
        let merge = Sent { path: &format!("/customers/{maija}/merge"), form: "merge", typed: &[], also: &[] };
        each_is_told(&clerk, &merge, &[("number", "999999", "error-people-merge-number"), ("number", "1001", "error-people-merge-same")]).await;
    }

    async fn the_hours_of_work_say_at_which_field_they_are_wrong(stores: Stores) {
        let house = House::new(stores).await;
        let dpo = house.browser("data_protection_contact").await;
        let typed = [("deed", "begin"), ("heard", "20.11.2026"), ("told", "23.11.2026"), ("from", "7"), ("until", "18")];
        let hearing = Sent { path: "/oversight/hearing", form: "hearing", typed: &typed, also: &[] };
        each_is_told(&dpo, &hearing, &[
            ("heard", "pian", "error-oversight-days"),
            ("told", "25.11.2026", "error-oversight-days"),
            ("from", "aamulla", "error-oversight-hours"),
            ("until", "6", "error-oversight-hours"),
        ]).await;
    }
}
