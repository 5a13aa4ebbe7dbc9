//! Sites and relations: written down, found, shown to whoever may see them, ended, merged.

use axum::http::StatusCode;
use basics::{Day, PartyId};
use guard::category::Services;
use guard::{Actor, Ask, Work, jobs};
use policy::Purpose;
use serde_json::json;
use testkit::Stores;

use crate::api_caller::whole;
use crate::house::{Answer, Browser, House, actor, add_customers, added, person};
use crate::merging::{merge, second_maija, undo};
use crate::moving_in::{imported, told, until};

/// A housing company, with the number of its page.
pub(crate) async fn housing_company(clerk: &Browser) -> String {
    let company = [
        ("kind", "organisation"),
        ("company", "As Oy Mallikoto"),
        ("business_id", "2345671-3"),
        ("language", "fi"),
        ("connection", "customer"),
        ("source", "organisation"),
    ];
    added(clerk, &company).await
}

fn hidden(page: &str, field: &str) -> String {
    let start = format!("name=\"{field}\" value=\"");
    let (_, rest) = page
        .split_once(&start)
        .unwrap_or_else(|| panic!("{field}: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

/// The row of the first form that makes this change.
pub(crate) fn row_of(page: &str, what: &str) -> String {
    let start = format!("name=\"what\" value=\"{what}\"");
    let (_, rest) = page
        .split_once(&start)
        .unwrap_or_else(|| panic!("{what}: {page}"));
    hidden(rest, "row")
}

pub(crate) fn path(id: &str) -> String {
    format!("/customers/{id}/sites")
}

/// Posts a form of the page as it stands now.
pub(crate) async fn change(browser: &Browser, id: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get(&path(id)).await.body;
    let version = hidden(&page, "version");
    let mut all = vec![("version", version.as_str()), ("source", "person")];
    all.extend_from_slice(fields);
    browser.post(&path(id), &all).await
}

async fn saved(browser: &Browser, id: &str, fields: &[(&str, &str)]) {
    let answer = change(browser, id, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// Adds a site with a door code.
pub(crate) async fn with_site(clerk: &Browser, id: &str) {
    let fields = [
        ("what", "add-site"),
        ("name", "Talo B"),
        ("street", "Työmaankatu 7"),
        ("postal_code", "40320"),
        ("town", "Jyväskylä"),
        ("door_code", "kolme2yksi"),
        ("key", "avainkaappi 12"),
        ("other", "Koira pihalla"),
    ];
    saved(clerk, id, &fields).await;
}

async fn opened(browser: &Browser, id: &str) -> Answer {
    browser.get(&format!("{}?access=yes", path(id))).await
}

/// The number of a customer, as a form of relations asks for it.
async fn number(clerk: &Browser, id: &str) -> String {
    let page = clerk.get(&path(id)).await.body;
    let (_, rest) = page.split_once("Asiakasnumero ").unwrap();
    rest.split('<').next().unwrap().trim().to_owned()
}

pub(crate) async fn relate(
    clerk: &Browser,
    id: &str,
    other: &str,
    more: &[(&str, &str)],
) -> Answer {
    let number = number(clerk, other).await;
    let mut fields = vec![("what", "relate"), ("number", number.as_str())];
    fields.extend_from_slice(more);
    change(clerk, id, &fields).await
}

/// Gives the technician a job at a customer's on a day.
pub(crate) async fn job(house: &House, id: &str, day: Day) {
    let technician = actor(house.app.guard(), "technician").await;
    let staff = technician.staff().unwrap().staff;
    let party: PartyId = id.parse().unwrap();
    let assigning = move |work: &mut Work<'_>| {
        let proof = work.ask::<Services>(Ask::import(&[party]))?;
        work.assign(&proof, staff, party, (day, day))
    };
    let importer = Actor::of_job(&jobs::IMPORT);
    let desk = house.app.guard().desk();
    let assigned: Result<(), guard::Error> = desk.write(&importer, Purpose::Care, assigning).await;
    assigned.unwrap();
}

async fn finds(browser: &Browser, words: &str) -> String {
    let words = [("words", words)];
    browser.post("/customers/hits", &words).await.body
}

testkit::both_engines! {
    async fn a_site_is_added_changed_found_and_ended(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let pekka = &ids["Pekka"];
        with_site(&clerk, pekka).await;
        let page = clerk.get(&path(pekka)).await.body;
        assert!(page.contains("Talo B") && page.contains("40320 Jyväskylä"), "{page}");
        assert!(finds(&clerk, "Työmaankatu 7").await.contains("Esimerkki Pekka"), "its street finds him");
        let row = row_of(&page, "change-site");
        let moved = [("what", "change-site"), ("row", row.as_str()), ("name", ""), ("street", "Toinenkatu 9"), ("postal_code", "40320"), ("town", "Jyväskylä")];
        saved(&clerk, pekka, &moved).await;
        let page = clerk.get(&path(pekka)).await.body;
        assert!(page.contains("Toinenkatu 9") && !page.contains("Työmaankatu 7"), "{page}");
        assert!(finds(&clerk, "Toinenkatu 9").await.contains("Esimerkki Pekka"));
        assert!(!finds(&clerk, "Työmaankatu 7").await.contains("Esimerkki Pekka"));
        assert_eq!(row_of(&page, "change-site"), row, "it is the same site");
        let history = clerk.get(&format!("/customers/{pekka}/history")).await.body;
        // How one gets in is used for the work at the site, not for the care of the customer.
        assert!(history.contains("kohde") && !history.contains("kulkutiedot"), "{history}");
        let contact = house.browser("data_protection_contact").await;
        let history = contact.get(&format!("/customers/{pekka}/history")).await.body;
        assert!(history.contains("kohde") && history.contains("kulkutiedot"), "{history}");
        saved(&clerk, pekka, &[("what", "end-site"), ("row", &row), ("until", "")]).await;
        let page = opened(&clerk, pekka).await.body;
        assert!(page.contains("päättynyt 24.11.2026") && !page.contains("kolme2yksi"), "{page}");
        assert!(!finds(&clerk, "Toinenkatu 9").await.contains("Esimerkki Pekka"));
        let again = change(&clerk, pekka, &[("what", "end-site"), ("row", &row)]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "it ended");
    }

    async fn how_one_gets_in_is_shown_to_whoever_asks_and_may_see_it(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (pekka, maija) = (&ids["Pekka"], &ids["Maija"]);
        with_site(&clerk, pekka).await;
        with_site(&clerk, maija).await;
        let page = clerk.get(&path(pekka)).await.body;
        assert!(!page.contains("kolme2yksi") && page.contains("Näytä kulkutiedot"), "not before it is asked for");
        let page = opened(&clerk, pekka).await.body;
        assert!(page.contains("kolme2yksi") && page.contains("Koira pihalla"), "{page}");
        let row = row_of(&page, "access");
        saved(&clerk, pekka, &[("what", "access"), ("row", &row), ("door_code", "uusi9koodi")]).await;
        let page = opened(&clerk, pekka).await.body;
        assert!(page.contains("uusi9koodi") && !page.contains("kolme2yksi") && !page.contains("avainkaappi"), "{page}");

        let technician = house.browser("technician").await;
        assert_eq!(opened(&technician, pekka).await.status, StatusCode::NOT_FOUND, "no job of his");
        job(&house, pekka, Day::new(2026, 11, 24).unwrap()).await;
        let page = opened(&technician, pekka).await.body;
        assert!(page.contains("uusi9koodi") && !page.contains("name=\"what\""), "{page}");
        assert_eq!(opened(&technician, maija).await.status, StatusCode::NOT_FOUND);
        let written = technician.post(&path(pekka), &[("what", "access"), ("row", &row), ("version", "9")]).await;
        assert_eq!(written.status, StatusCode::FORBIDDEN);

        let billing = house.browser("billing").await;
        let page = billing.get(&path(pekka)).await.body;
        assert!(page.contains("Työmaankatu 7") && !page.contains("ulkutiedot"), "{page}");
        assert_eq!(opened(&billing, pekka).await.status, StatusCode::FORBIDDEN);
        let contact = house.browser("data_protection_contact").await;
        assert!(opened(&contact, pekka).await.body.contains("uusi9koodi"));
        for role in ["marketing", "owner", "administrator"] {
            let other = house.browser(role).await;
            for page in [other.get(&path(pekka)).await.body, opened(&other, pekka).await.body] {
                assert!(!page.contains("Työmaankatu") && !page.contains("uusi9koodi"), "{role}: {page}");
            }
        }
        let saw = contact.get(&format!("/customers/{pekka}/trail")).await.body;
        assert!(saw.contains("avaimet ja ovikoodit"), "{saw}");
        saved(&clerk, pekka, &[("what", "access"), ("row", &row)]).await;
        assert!(clerk.get(&path(pekka)).await.body.contains("Ei kulkutietoja."));
    }

    async fn who_stands_how_to_whom_is_seen_on_both_pages_and_ended_by_a_day(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, firm) = (&ids["Maija"], &ids["Oy"]);
        let house_company = housing_company(&clerk).await;
        let told = [("kind", "manager"), ("told", "services"), ("told", "billing"), ("from", "1.1.2026"), ("proof", "Isännöintisopimus 1.1.2026")];
        let answer = relate(&clerk, &house_company, firm, &told).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let page = clerk.get(&path(&house_company)).await.body;
        assert!(page.contains("Isännöitsijä") && page.contains("Esimerkki Huolto Oy") && page.contains("Isännöintisopimus"), "{page}");
        assert!(page.contains("Toiselle saa kertoa tämän asiakkaan asioista: työt ja palvelut, laskut ja maksut."), "{page}");
        let page = clerk.get(&path(firm)).await.body;
        assert!(page.contains("Isännöi<") && page.contains("As Oy Mallikoto"), "{page}");
        assert!(page.contains("Tälle asiakkaalle saa kertoa toisen asioista"), "{page}");
        // A tenant lives at a site, in an apartment.
        let tenant = [("kind", "tenant"), ("apartment", "B 12")];
        let answer = relate(&clerk, &house_company, maija, &tenant).await;
        assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.body.contains("Valitse kohde"), "{}", answer.body);
        with_site(&clerk, &house_company).await;
        let site = row_of(&clerk.get(&path(&house_company)).await.body, "change-site");
        let tenant = [("kind", "tenant"), ("apartment", "B 12"), ("site", site.as_str())];
        let answer = relate(&clerk, &house_company, maija, &tenant).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        for (id, name) in [(maija, "As Oy Mallikoto"), (&house_company, "Mallikas Maija")] {
            let page = clerk.get(&path(id)).await.body;
            assert!(page.contains("huoneisto B 12") && page.contains(name) && page.contains("Talo B, Työmaankatu 7"), "{page}");
        }
        let same = relate(&clerk, &house_company, maija, &tenant).await;
        assert!(same.body.contains("Sama suhde on jo voimassa"), "{}", same.body);
        // It ends on her page, and stays as what was.
        let page = clerk.get(&path(maija)).await.body;
        let (row, about) = (row_of(&page, "end-relation"), hidden(&page, "about"));
        let early = change(&clerk, maija, &[("what", "end-relation"), ("row", &row), ("about", &about), ("until", "1.1.2020")]).await;
        assert!(early.status == StatusCode::UNPROCESSABLE_ENTITY && early.body.contains("ennen ensimmäistä"), "{}", early.body);
        saved(&clerk, maija, &[("what", "end-relation"), ("row", &row), ("about", &about), ("until", "")]).await;
        let page = clerk.get(&path(&house_company)).await.body;
        assert!(page.contains("24.11.2026–24.11.2026"), "{page}");
        house.clock.advance_ms(2 * 24 * 3_600_000);
        let clerk = house.browser("clerk").await;
        assert!(clerk.get(&path(&house_company)).await.body.contains("päättynyt"));
        let history = clerk.get(&format!("/customers/{firm}/history")).await.body;
        assert!(history.contains("suhde"), "{history}");
    }

    async fn what_cannot_be_is_said_and_what_was_typed_stays(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, firm) = (&ids["Maija"], &ids["Oy"]);
        for (fields, sentence) in [
            (vec![("what", "add-site"), ("street", " "), ("town", "Turku")], "Kirjoita kohteen katuosoite"),
            (vec![("what", "add-site"), ("street", "Katu 1"), ("postal_code", "12")], "viisi numeroa"),
            (vec![("what", "add-site"), ("street", "Katu 1"), ("other", "010594Y9032")], "henkilötunnu"),
            (vec![("what", "relate"), ("kind", "payer"), ("number", "999999")], "ei löydy asiakasta"),
            (vec![("what", "relate"), ("kind", "manager"), ("number", "1003")], "vain taloyhtiöllä"),
            (vec![("what", "relate"), ("kind", "payer"), ("number", "1001")], "asiakkaan oma"),
            (vec![("what", "relate"), ("kind", "estate"), ("number", "1002")], "Kirjaa kuolinpäivä"),
            (vec![("what", "relate"), ("kind", "payer"), ("number", "1002"), ("from", "huomenna")], "Päivää ei ymmärretty"),
            (vec![("what", "relate"), ("kind", "payer"), ("number", "1002"), ("from", "2.1.2026"), ("until", "1.1.2026")], "ennen ensimmäistä"),
        ] {
            let answer = change(&clerk, maija, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}: {}", answer.body);
            assert!(answer.body.contains(sentence), "{sentence}: {}", answer.body);
            let typed = fields.last().unwrap().1.trim();
            assert!(answer.body.contains(&format!("value=\"{typed}\"")), "{typed}: {}", answer.body);
        }
        let guardian = relate(&clerk, firm, maija, &[("kind", "guardian")]).await;
        assert!(guardian.body.contains("vain henkilöllä"), "{}", guardian.body);
        // Two clerks: the second is told, and her words stay.
        let late = [("what", "add-site"), ("street", "Myöhäkatu 1"), ("version", "1"), ("source", "person")];
        with_site(&clerk, maija).await;
        let answer = clerk.post(&path(maija), &late).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
        assert!(answer.body.contains("Myöhäkatu 1") && answer.body.contains("kohde: "), "{}", answer.body);
    }

    async fn where_a_protected_person_lives_stands_on_her_own_page_alone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let house_company = housing_company(&clerk).await;
        let mut protected = person("Salla", "Suojattu");
        protected.push(("non_disclosure", "1"));
        let salla = added(&clerk, &protected).await;
        with_site(&clerk, &house_company).await;
        let site = row_of(&clerk.get(&path(&house_company)).await.body, "change-site");
        let lives = [("kind", "resident"), ("apartment", "C 3"), ("site", site.as_str())];
        let answer = relate(&clerk, &house_company, &salla, &lives).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let page = clerk.get(&path(&house_company)).await.body;
        assert!(!page.contains("Suojattu") && !page.contains("C 3") && page.contains("Turvakiellon alaisen"), "{page}");
        let page = clerk.get(&path(&salla)).await.body;
        assert!(page.contains("huoneisto C 3") && page.contains("As Oy Mallikoto"), "{page}");
        let own = [("what", "add-site"), ("street", "Piilokuja 5"), ("town", "Jyväskylä")];
        saved(&clerk, &salla, &own).await;
        assert!(!finds(&clerk, "Piilokuja 5").await.contains("Suojattu"), "a turvakielto hides her sites too");
        let site = row_of(&clerk.get(&path(&salla)).await.body, "change-site");
        let pays = relate(&clerk, &salla, &house_company, &[("kind", "payer"), ("site", &site)]).await;
        assert_eq!(pays.status, StatusCode::SEE_OTHER, "{}", pays.body);
        let page = clerk.get(&path(&house_company)).await.body;
        assert!(page.contains("Suojattu") && !page.contains("Piilokuja"), "who pays sees no site of hers: {page}");
    }

    async fn sites_and_relations_go_with_a_merge_and_come_back(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other, firm) = (ids["Maija"].clone(), second_maija(&clerk).await, &ids["Oy"]);
        with_site(&clerk, &other).await;
        let payer = relate(&clerk, &other, firm, &[("kind", "payer"), ("told", "billing")]).await;
        assert_eq!(payer.status, StatusCode::SEE_OTHER, "{}", payer.body);
        let pays = relate(&clerk, firm, &other, &[("kind", "proxy")]).await;
        assert_eq!(pays.status, StatusCode::SEE_OTHER, "{}", pays.body);
        assert_eq!(merge(&clerk, &maija, &other, &[]).await.status, StatusCode::SEE_OTHER);
        let page = opened(&clerk, &maija).await.body;
        for text in ["Työmaankatu 7", "kolme2yksi", "Maksaja", "Valtuutettuna asiakkaalle"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let firms = clerk.get(&path(firm)).await.body;
        assert_eq!(firms.matches(&format!("href=\"/customers/{maija}\"")).count(), 2, "{firms}");
        assert!(finds(&clerk, "Työmaankatu 7").await.contains("Mallikas Maija"));
        let row = row_of(&page, "end-site");
        saved(&clerk, &maija, &[("what", "end-site"), ("row", &row)]).await;
        let back = undo(&clerk, &maija, &[("known", "1")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        let page = opened(&clerk, &maija).await.body;
        assert!(!page.contains("Työmaankatu 7") && !page.contains("Maksaja</strong>"), "{page}");
        let page = opened(&clerk, &other).await.body;
        assert!(page.contains("Työmaankatu 7") && page.contains("Maksaja") && page.contains("Valtuutettuna"), "{page}");
        assert!(page.contains("päättynyt 24.11.2026") && !page.contains("kolme2yksi"), "what was ended stays so: {page}");
        let firms = clerk.get(&path(firm)).await.body;
        assert_eq!(firms.matches(&format!("href=\"/customers/{other}\"")).count(), 2, "{firms}");
    }

    async fn who_was_moved_twice_by_merges_is_led_back_when_the_first_one_is_undone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut ids = Vec::new();
        for name in ["Hoidettava", "Hoidettava", "Edunvalvoja", "Edunvalvoja"] {
            ids.push(added(&clerk, &person("Testi", name)).await);
        }
        let [x, y, f, s] = [&ids[0], &ids[1], &ids[2], &ids[3]];
        let guardian = relate(&clerk, x, f, &[("kind", "guardian"), ("told", "billing")]).await;
        assert_eq!(guardian.status, StatusCode::SEE_OTHER, "{}", guardian.body);
        assert_eq!(merge(&clerk, s, f, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(merge(&clerk, y, x, &[]).await.status, StatusCode::SEE_OTHER);
        let leads = |page: &str, to: &str| page.contains(&format!("href=\"/customers/{to}\""));
        let page = clerk.get(&path(y)).await.body;
        assert!(leads(&page, s), "{page}");
        let back = undo(&clerk, s, &[("known", "1")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        let page = clerk.get(&path(y)).await.body;
        assert!(leads(&page, f) && !leads(&page, s), "her guardian is the one she was given: {page}");
    }

    async fn programs_read_and_add_sites_as_the_page_does(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, pekka) = (&ids["Maija"], &ids["Pekka"]);
        let all = house.program("clerk", whole("clerk")).await;
        let program = all.with("Seloste-Purpose", "services").with("Idempotency-Key", "kohde-1");
        let new = json!({ "street": "Työmaankatu 7", "town": "Jyväskylä", "source": "person", "access": { "door_code": "kolme2yksi", "key": null, "alarm": null, "other": null } });
        let made = program.post(&path(pekka), &new).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!(program.post(&path(pekka), &new).await.body, made.body, "sent twice, done once");
        assert!(finds(&clerk, "Työmaankatu 7").await.contains("Esimerkki Pekka"));
        let answer = relate(&clerk, pekka, maija, &[("kind", "payer"), ("told", "billing")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let read = program.get(&path(pekka)).await;
        assert!(!read.body.contains("kolme2yksi"), "{}", read.body);
        let read = read.json();
        assert_eq!((read["sites"].as_array().unwrap().len(), &read["sites"][0]["has_access"]), (1, &json!(true)));
        assert_eq!((&read["relations"][0]["kind"], &read["relations"][0]["told"]), (&json!("payer"), &json!(["billing"])));
        assert_eq!(read["relations"][0]["counterpart_name"], "Mallikas Maija Sofia");
        let opened = program.get(&format!("{}?access=true", path(pekka))).await.json();
        assert_eq!(opened["sites"][0]["access"]["door_code"], "kolme2yksi");
        let care = house.clerks_program().await;
        let read = care.get(&path(pekka)).await.json();
        assert!(read["sites"][0]["has_access"].is_null(), "{read}");
        let officer = house.browser("data_protection_contact").await;
        let trail = format!("/customers/{pekka}/trail");
        let refused = officer.get(&trail).await.body.matches("pyyntö evättiin").count();
        care.get(&format!("{}?access=true", path(pekka))).await.is_problem(403, "access.category.not_seen");
        let page = officer.get(&trail).await.body;
        assert_eq!(page.matches("pyyntö evättiin").count(), refused + 1, "a refused look is a line: {page}");
        let other = json!({ "street": " ", "source": "person" });
        care.post(&path(pekka), &other).await.is_problem(422, "sites.street");
        let billing = house.program("billing", whole("billing")).await;
        assert!(billing.get(&path(pekka)).await.body.contains("Työmaankatu 7"));
        billing.post(&path(pekka), &new).await.is_problem(403, "access.category.not_changed");
        let marketing = house.program("marketing", whole("marketing")).await.with("Seloste-Purpose", "marketing");
        assert!(!marketing.get(&path(pekka)).await.body.contains("Työmaankatu"));
    }

    async fn what_was_written_at_an_imported_site_stays_when_the_import_is_taken_back(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let pekka = &ids["Pekka"];
        let file = "Asiakasnumero;Katuosoite;Postinumero;Postitoimipaikka\n\
            1002;Avaintie 1;40320;Jyväskylä\n1002;Asukastie 2;40320;Jyväskylä\n1002;Kolmastie 3;40320;Jyväskylä\n";
        let (at, _) = imported(&clerk, &told(&[("what", "sites")]), file.as_bytes()).await;
        let listed = clerk.get("/customers?postal=40320").await.body;
        assert!(!listed.contains("Esimerkki Pekka"), "a list by postal code tells nobody where work is ordered: {listed}");
        house.clock.advance_ms(60_000);
        let row = |page: &str, street: &str| {
            let (_, rest) = page.split_once(street).unwrap();
            hidden(rest, "row")
        };
        let page = clerk.get(&path(pekka)).await.body;
        let access = [("what", "access"), ("row", &*row(&page, "Avaintie 1")), ("door_code", "viisi5viisi")];
        saved(&clerk, pekka, &access).await;
        let lives = [("kind", "resident"), ("site", &*row(&page, "Asukastie 2"))];
        let answer = relate(&clerk, pekka, &ids["Maija"], &lives).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        crate::moving_in::taken_back(&clerk, &at).await;
        until(&clerk, &at, "Tuonti on peruttu").await;
        let page = opened(&clerk, pekka).await.body;
        assert!(page.contains("viisi5viisi") && page.contains("Asukastie 2") && !page.contains("Kolmastie 3"), "{page}");
    }

    async fn sites_of_the_old_system_find_their_customers_and_are_taken_back(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let file = "Asiakasnumero;Kohteen nimi;Katuosoite;Postinumero;Postitoimipaikka;Ovikoodi;Avain\n\
            1002;Mökki;Mökkitie 4;40320;Jyväskylä;kolme2yksi;\n\
            1002;;Kerrostie 2;40100;Jyväskylä;;\n\
            4711;;Kenenkatu 1;40100;Jyväskylä;;\n\
            1001;;;40100;Jyväskylä;;\n\
            1001;;Katu 1;1;Jyväskylä;;\n\
            1001;;Katu 1;40100;Jyväskylä;131052-308T;\n";
        let fields = told(&[("what", "sites")]);
        let (at, page) = imported(&clerk, &fields, file.as_bytes()).await;
        assert!(page.contains("<dd>2</dd>") || page.contains(">2<"), "{page}");
        let page = opened(&clerk, &ids["Pekka"]).await.body;
        assert!(page.contains("Mökki") && page.contains("kolme2yksi") && page.contains("Kerrostie 2"), "{page}");
        assert!(finds(&clerk, "Mökkitie 4").await.contains("Esimerkki Pekka"));
        let rejected = clerk.get(&format!("{at}/rejected")).await.body;
        for sentence in ["Kirjoita kohteen katuosoite", "viisi numeroa", "henkilötunnu"] {
            assert!(rejected.contains(sentence), "{sentence}: {rejected}");
        }
        crate::moving_in::taken_back(&clerk, &at).await;
        until(&clerk, &at, "Tuonti on peruttu").await;
        let page = opened(&clerk, &ids["Pekka"]).await.body;
        assert!(!page.contains("Mökki") && !page.contains("kolme2yksi"), "{page}");
        assert!(!finds(&clerk, "Mökkitie 4").await.contains("Esimerkki Pekka"));
        // A door code is no remark about a customer.
        let customers = "Etunimet;Sukunimi;Ovikoodi\nAino;Ovela;kolme2yksi\n";
        let refused = clerk.upload("/import", &told(&[]), customers.as_bytes()).await;
        let page = clerk.get(refused.location()).await.body;
        assert!(page.contains("kuuluu kohteiden luetteloon"), "{page}");
    }
}
