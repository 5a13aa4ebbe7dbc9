//! Two customers made one, and parted again: nothing is lost, every "no" holds, both come back.

use axum::http::StatusCode;
use basics::PartyId;
use guard::Work;
use policy::Purpose;
use seloste::people::{Card, Error, Part, card_of};
use testkit::Stores;

use crate::house::{Answer, Browser, House, actor, add_customers, added, person};

/// Everything that a page shows of a customer, but for versions and times of reading.
pub(crate) fn told(card: &Card) -> String {
    let contacts = card.contacts.shown().map(Vec::as_slice);
    let contacts = contacts.unwrap_or_default().iter();
    let contacts = contacts.map(|one| {
        format!(
            "{} {:?} {:?} {:?}",
            one.row, one.lines, one.source, one.recorded
        )
    });
    let notes = card.notes.shown().map(|notes| notes.shown.as_slice());
    let notes = notes.unwrap_or_default().iter();
    let notes = notes.map(|one| format!("{} {} {:?}", one.row, one.text, one.written));
    let links = card.connections.iter();
    let links = links.map(|one| {
        format!(
            "{} {:?} {:?} {:?}",
            one.connection, one.kind, one.of, one.until
        )
    });
    let others = card
        .connected
        .iter()
        .map(|one| format!("{} {}", one.party, one.name));
    let born = match &card.birth_date {
        Part::Shown(born) => format!("{born:?}"),
        Part::NotYours => "hidden".to_owned(),
    };
    format!(
        "{:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {born} {:?} {:?} {:?} {:?} {:?}",
        card.kind,
        card.name,
        card.names,
        card.business_id,
        card.language,
        card.protected,
        card.deceased,
        card.restricted,
        card.marketing_ban,
        card.name_origin,
        contacts.collect::<Vec<_>>(),
        notes.collect::<Vec<_>>(),
        links.collect::<Vec<_>>(),
        others.collect::<Vec<_>>(),
    )
}

/// What a role sees of a customer.
pub(crate) async fn card(
    house: &House,
    role: &str,
    purpose: Purpose,
    id: &str,
) -> Result<Card, Error> {
    let who = actor(house.app.guard(), role).await;
    let party: PartyId = id.parse().unwrap();
    let reading = move |work: &mut Work<'_>| card_of(work, party);
    house.app.guard().desk().read(&who, purpose, reading).await
}

pub(crate) async fn seen(house: &House, id: &str) -> String {
    told(&card(house, "clerk", Purpose::Care, id).await.unwrap())
}

fn hidden(page: &str, field: &str) -> String {
    let start = format!("name=\"{field}\" value=\"");
    let (_, rest) = page
        .split_once(&start)
        .unwrap_or_else(|| panic!("{field}: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

fn all_hidden(page: &str, field: &str) -> Vec<String> {
    let start = format!("name=\"{field}\" value=\"");
    let parts = page.split(&start).skip(1);
    parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}

/// Merges as the page of the two does, with what was chosen.
pub(crate) async fn merge(
    browser: &Browser,
    into: &str,
    from: &str,
    chosen: &[(&str, &str)],
) -> Answer {
    let path = format!("/customers/{into}/merge/{from}");
    let page = browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    merge_seen(browser, &path, &page.body, chosen).await
}

async fn merge_seen(browser: &Browser, path: &str, page: &str, chosen: &[(&str, &str)]) -> Answer {
    let (own, its) = (hidden(page, "own_version"), hidden(page, "its_version"));
    let rows = all_hidden(page, "had");
    let mut fields = vec![("own_version", own.as_str()), ("its_version", its.as_str())];
    for row in &rows {
        fields.extend([("had", row.as_str()), ("keep", row.as_str())]);
    }
    fields.extend_from_slice(chosen);
    browser.post(path, &fields).await
}

/// The address of the page on which the newest merge of a customer is undone.
pub(crate) async fn undo_path(browser: &Browser, into: &str) -> String {
    let begin = browser.get(&format!("/customers/{into}/merge")).await.body;
    let start = format!("href=\"/customers/{into}/merges/");
    let (_, rest) = begin
        .split_once(&start)
        .unwrap_or_else(|| panic!("no merge to undo: {begin}"));
    format!(
        "/customers/{into}/merges/{}",
        rest.split('"').next().unwrap()
    )
}

pub(crate) async fn undo(browser: &Browser, into: &str, said: &[(&str, &str)]) -> Answer {
    let path = undo_path(browser, into).await;
    let page = browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let version = hidden(&page.body, "version");
    let mut fields = vec![("version", version.as_str())];
    fields.extend_from_slice(said);
    browser.post(&path, &fields).await
}

/// A second record of Maija: the same e-mail, another phone, a note of its own.
pub(crate) async fn second_maija(clerk: &Browser) -> String {
    let mut fields = person("Maija", "Mallikas-Toinen");
    fields.extend([
        ("phone", "050 765 4321"),
        ("email", "MAIJA@example.fi"),
        ("note", "Avain naapurissa."),
        ("anyway", "1"),
    ]);
    added(clerk, &fields).await
}

async fn change(browser: &Browser, id: &str, fields: &[(&str, &str)]) {
    let path = format!("/customers/{id}");
    let version = hidden(&browser.get(&path).await.body, "version");
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    let answer = browser.post(&format!("{path}/change"), &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn finds(browser: &Browser, words: &str) -> String {
    browser
        .post("/customers/hits", &[("words", words)])
        .await
        .body
}

/// Whether a customer's page says that she forbade marketing: by an act, or by what is kept of one.
fn forbids(page: &str) -> bool {
    page.contains("ei: markkinointikielto ") || page.contains("ei: kielto ")
}

testkit::both_engines! {
    async fn two_customers_are_one_and_come_back_as_they_were(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, billing) = (house.browser("clerk").await, house.browser("billing").await);
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        let code = [("what", "identity-code"), ("identity_code", "010594Y9032"), ("identity_code_ground", "debt_collection"), ("source", "person")];
        change(&billing, &other, &code).await;
        house.clock.advance_ms(60_000);
        let (own, its) = (seen(&house, &maija).await, seen(&house, &other).await);
        let done = merge(&clerk, &maija, &other, &[("name", "merged")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        for text in ["Mallikas-Toinen", "Esimerkkitie 3", "040 123 4567", "050 765 4321", "Avain naapurissa.", "Soittaa aamulla."] {
            assert!(page.contains(text), "{text}: {page}");
        }
        // The same address is shown once among the contact details, however it is written.
        let page = page.split("Viimeksi tapahtunut").next().unwrap();
        assert_eq!(page.to_lowercase().matches("maija@example.fi</").count() + page.to_lowercase().matches("maija@example.fi<br>").count(), 1, "{page}");
        let history = clerk.get(&format!("/customers/{maija}/history")).await.body;
        assert!(history.contains("Maija Sofia Mallikas") && history.contains("yhdistetty asiakas"), "{history}");
        let code = billing.post(&format!("/customers/{maija}/identity-code"), &[("reason", "perintä 3")]).await;
        assert!(code.body.contains("010594Y9032"), "the code came along, seen by nobody: {}", code.body);
        // Whoever looks for the one who was merged is led to the one who stands for her.
        let led = clerk.get(&format!("/customers/{other}")).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER);
        let shown = clerk.get(led.location()).await.body;
        assert!(shown.contains("Asiakas 1004 on yhdistetty"), "{shown}");
        for words in ["1004", "mallikas-toinen", "sofia", "050 765 4321", "maija@example.fi"] {
            let hits = finds(&clerk, words).await;
            assert!(hits.contains(&format!("/customers/{maija}\"")) && !hits.contains(&other), "{words}: {hits}");
        }
        let list = clerk.get("/customers").await.body;
        assert!(!list.contains(&other) && list.contains("3 asiakasta"), "{list}");
        let api = house.clerks_program().await;
        assert_eq!(api.get(&format!("/customers/{other}")).await.status, StatusCode::NOT_FOUND);
        house.clock.advance_ms(60_000);
        let back = undo(&clerk, &maija, &[]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        assert_eq!(back.location(), format!("/customers/{other}"));
        assert_eq!(seen(&house, &maija).await, own);
        assert_eq!(seen(&house, &other).await, its);
        let hits = finds(&clerk, "mallikas-toinen").await;
        assert!(hits.contains(&other) && !hits.contains(&maija), "{hits}");
        assert!(finds(&clerk, "1004").await.contains(&other));
        let code = billing.post(&format!("/customers/{maija}/identity-code"), &[("reason", "perintä 3")]).await;
        assert!(!code.body.contains("010594Y9032"), "{}", code.body);
        let contact = house.browser("data_protection_contact").await;
        for id in [&maija, &other] {
            let lines = contact.get(&format!("/customers/{id}/trail")).await.body;
            assert!(lines.matches("yhdisti tai erotti").count() >= 2, "{lines}");
        }
        house.app.guard().verify_trail(None).await.unwrap();
    }

    async fn one_press_parts_two_who_were_merged_by_mistake(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        let (own, its) = (seen(&house, &maija).await, seen(&house, &other).await);
        let merged = merge(&clerk, &maija, &other, &[]).await;
        let told = clerk.followed(&merged).await;
        let start = format!("action=\"/customers/{maija}/merges/");
        let (_, button) = told.split_once(&start).expect("a button");
        let button = button.split("</form>").next().unwrap();
        assert!(button.contains(">Kumoa</button>"), "{button}");
        let path = format!("/customers/{maija}/merges/{}", button.split('"').next().unwrap());
        let parted = clerk.post(&path, &[("version", &hidden(button, "version"))]).await;
        assert_eq!((parted.status, parted.location()), (StatusCode::SEE_OTHER, format!("/customers/{other}").as_str()), "{}", parted.body);
        assert_eq!((seen(&house, &maija).await, seen(&house, &other).await), (own, its));
    }

    async fn every_no_of_either_holds_and_goes_back_with_its_owner(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        change(&clerk, &other, &[("what", "marketing")]).await;
        change(&clerk, &other, &[("what", "profile"), ("language", "sv"), ("protected", "1")]).await;
        let own = seen(&house, &maija).await;
        for (said, kept) in [(&[][..], false), (&[("keep_noes", "1")][..], true)] {
            let done = merge(&clerk, &maija, &other, &[("language", "survivor")]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
            let page = clerk.get(&format!("/customers/{maija}")).await.body;
            assert!(forbids(&page) && page.contains("Turvakielto</span>"), "{page}");
            assert!(!finds(&clerk, "Esimerkkitie 3").await.contains(&maija), "where she lives finds her no more");
            // An old register that is put back would be told so again: it stands beside the keys.
            let party: PartyId = maija.parse().unwrap();
            let who = actor(house.app.guard(), "clerk").await;
            let reading = move |work: &mut Work<'_>| work.noes_of(party);
            let desk = house.app.guard().desk();
            let noes: Vec<guard::No> = desk.read(&who, Purpose::Care, reading).await.unwrap();
            assert!(noes.iter().any(|no| no.purpose == "marketing"));
            let back = undo(&clerk, &maija, said).await;
            assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
            let page = clerk.get(&format!("/customers/{maija}")).await.body;
            assert_eq!(forbids(&page), kept, "{page}");
            assert!(forbids(&clerk.get(&format!("/customers/{other}")).await.body));
            if !kept {
                assert_eq!(seen(&house, &maija).await, own);
            }
        }
    }

    async fn what_was_done_while_they_were_one_is_not_to_be_done_again(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        let task = [("text", "Palauta avain"), ("due", "1.12.2026"), ("staff", "")];
        let added = clerk.post(&format!("/customers/{other}/tasks"), &task).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        assert_eq!(merge(&clerk, &maija, &other, &[]).await.status, StatusCode::SEE_OTHER);
        let tasks = format!("/customers/{maija}/tasks");
        let row = hidden(&clerk.get(&tasks).await.body, "row");
        let done = clerk.post(&format!("{tasks}/deed"), &[("row", row.as_str()), ("deed", "done")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let back = undo(&clerk, &maija, &[("known", "1")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        let hers = clerk.get(&format!("/customers/{other}/tasks")).await.body;
        assert!(hers.contains("Palauta avain") && hers.contains("Avaa uudelleen"), "{hers}");
        assert!(!clerk.get(&tasks).await.body.contains("Palauta avain"));
    }

    async fn what_she_forbade_herself_since_the_merge_holds_when_they_are_parted(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        change(&clerk, &other, &[("what", "marketing")]).await;
        assert_eq!(merge(&clerk, &maija, &other, &[]).await.status, StatusCode::SEE_OTHER);
        change(&clerk, &maija, &[("what", "marketing")]).await;
        let back = undo(&clerk, &maija, &[("known", "1")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        for id in [&maija, &other] {
            let page = clerk.get(&format!("/customers/{id}")).await.body;
            assert!(page.contains("ei: markkinointikielto"), "{page}");
        }
        let party: PartyId = maija.parse().unwrap();
        let who = actor(house.app.guard(), "clerk").await;
        let reading = move |work: &mut Work<'_>| work.noes_of(party);
        let noes: Vec<guard::No> = house.app.guard().desk().read(&who, Purpose::Care, reading).await.unwrap();
        assert!(noes.iter().any(|no| no.purpose == "marketing"), "beside the keys too");
    }

    async fn of_two_clerks_the_second_is_told_and_nothing_is_merged(stores: Stores) {
        let house = House::new(stores).await;
        let (one, two) = (house.browser("clerk").await, house.browser("clerk").await);
        let ids = add_customers(&one).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&one).await);
        let path = format!("/customers/{maija}/merge/{other}");
        let page = one.get(&path).await.body;
        change(&two, &other, &[("what", "note"), ("note", "Uusi tieto."), ("source", "person")]).await;
        let late = merge_seen(&one, &path, &page, &[("name", "merged")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert!(late.body.contains("muutti") && late.body.contains("value=\"merged\" checked"), "{}", late.body);
        assert_eq!(one.get(&format!("/customers/{other}")).await.status, StatusCode::OK);
        let done = merge_seen(&one, &path, &late.body, &[("name", "merged")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        // Whoever still has a form of the survivor open is told what the merge did.
        let again = merge_seen(&two, &path, &page, &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("on jo yhdistetty"), "{}", again.body);
        let stale = [("what", "note"), ("version", "1"), ("note", "Myöhässä."), ("source", "person")];
        let stale = two.post(&format!("/customers/{maija}/change"), &stale).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.body.contains("yhdistetty asiakas"), "{}", stale.body);
        let gone = two.post(&format!("/customers/{other}/change"), &[("what", "note"), ("version", "2"), ("note", "Ei."), ("source", "person")]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND, "nobody writes about a merged one: {}", gone.body);
    }

    async fn without_the_right_nobody_merges_and_the_refusal_is_a_line(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        for role in ["technician", "billing", "data_protection_contact", "administrator"] {
            let browser = house.browser(role).await;
            let path = format!("/customers/{maija}/merge/{other}");
            assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN, "{role}");
            let tried = browser.post(&path, &[("own_version", "1"), ("its_version", "1")]).await;
            assert_eq!(tried.status, StatusCode::FORBIDDEN, "{role}: {}", tried.body);
            assert!(!browser.get(&format!("/customers/{maija}")).await.body.contains("/merge\""), "{role}");
        }
        let contact = house.browser("data_protection_contact").await;
        let lines = contact.get(&format!("/customers/{maija}/trail")).await.body;
        assert!(lines.contains("Testi billing") && lines.contains("pyyntö evättiin"), "{lines}");
        assert_eq!(clerk.get(&format!("/customers/{other}")).await.status, StatusCode::OK);
    }

    async fn who_cannot_be_one_is_told_why(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, billing) = (house.browser("clerk").await, house.browser("billing").await);
        let ids = add_customers(&clerk).await;
        let told = clerk.get(&format!("/customers/{}/merge/{}", ids["Maija"], ids["Oy"])).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.body.contains("Henkilöä ja yritystä ei yhdistetä"), "{}", told.body);
        let itself = clerk.post(&format!("/customers/{}/merge", ids["Maija"]), &[("number", "1001")]).await;
        assert!(itself.body.contains("itseensä"), "{}", itself.body);
        let nobody = clerk.post(&format!("/customers/{}/merge", ids["Maija"]), &[("number", "9999")]).await;
        assert!(nobody.body.contains("Tällä numerolla ei ole asiakasta") && nobody.body.contains("value=\"9999\""), "{}", nobody.body);
        let found = clerk.post(&format!("/customers/{}/merge", ids["Maija"]), &[("number", "1002")]).await;
        assert_eq!(found.location(), format!("/customers/{}/merge/{}", ids["Maija"], ids["Pekka"]));
        for (id, code) in [(&ids["Maija"], "010594Y9032"), (&ids["Pekka"], "010594Y9021")] {
            change(&billing, id, &[("what", "identity-code"), ("identity_code", code), ("identity_code_ground", "debt_collection"), ("source", "person")]).await;
        }
        let two = merge(&clerk, &ids["Maija"], &ids["Pekka"], &[]).await;
        assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(two.body.contains("eri henkilötunnukset") && !two.body.contains("010594"), "{}", two.body);
    }

    async fn what_belongs_to_a_company_follows_it_and_goes_back(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let company = [("kind", "organisation"), ("company", "Esimerkin Huolto"), ("language", "sv"), ("connection", "contract"), ("source", "organisation"), ("email", "huolto@example.fi")];
        let other = added(&clerk, &company).await;
        let mut sami = person("Sami", "Sidos");
        sami.retain(|(name, _)| *name != "connection");
        sami.extend([("connection", "contact_person_of"), ("of", "1004")]);
        let sami = added(&clerk, &sami).await;
        let before = [seen(&house, &ids["Oy"]).await, seen(&house, &other).await, seen(&house, &sami).await];
        // The name of the one with the business id of the other.
        let done = merge(&clerk, &ids["Oy"], &other, &[("name", "merged"), ("business_id", "survivor"), ("language", "merged")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = clerk.get(&format!("/customers/{}", ids["Oy"])).await.body;
        for text in ["Esimerkin Huolto", "0112038-9", "huolto@example.fi", "Sidos Sami", "sopimus"] {
            assert!(page.to_lowercase().contains(&text.to_lowercase()), "{text}: {page}");
        }
        assert!(clerk.get(&format!("/customers/{sami}")).await.body.contains("Esimerkin Huolto"));
        // A number that was merged is as good as the other one.
        let mut ville = person("Ville", "Vasta");
        ville.retain(|(name, _)| *name != "connection");
        ville.extend([("connection", "contact_person_of"), ("of", "1004")]);
        let ville = added(&clerk, &ville).await;
        assert!(clerk.get(&format!("/customers/{}", ids["Oy"])).await.body.contains("Vasta Ville"));
        let back = undo(&clerk, &ids["Oy"], &[]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        // Who came since stays with the one who stayed.
        let own = seen(&house, &ids["Oy"]).await;
        assert!(own.contains("Vasta Ville"), "{own}");
        let own = own.replace(&format!("\"{ville} Vasta Ville\""), "");
        assert_eq!([own, seen(&house, &other).await, seen(&house, &sami).await], before);
    }

    async fn what_was_changed_since_is_told_and_stays(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        let its = seen(&house, &other).await;
        merge(&clerk, &maija, &other, &[]).await;
        change(&clerk, &maija, &[("what", "note"), ("note", "Yhdistämisen jälkeen."), ("source", "person")]).await;
        change(&clerk, &maija, &[("what", "names"), ("first_names", "Maija"), ("last_name", "Uusinimi"), ("source", "person")]).await;
        let page = clerk.get(&undo_path(&clerk, &maija).await).await.body;
        assert!(page.contains("Yhdistämisen jälkeen.") && page.contains("Uusinimi"), "{page}");
        let unread = undo(&clerk, &maija, &[]).await;
        assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unread.body.contains("Lue muutokset"), "{}", unread.body);
        assert_eq!(clerk.get(&format!("/customers/{other}")).await.status, StatusCode::SEE_OTHER, "they are one still");
        let back = undo(&clerk, &maija, &[("known", "1")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        assert!(page.contains("Yhdistämisen jälkeen.") && page.contains("Uusinimi") && page.contains("Soittaa aamulla."), "{page}");
        assert!(!page.contains("Avain naapurissa.") && !page.contains("050"), "{page}");
        assert_eq!(seen(&house, &other).await, its);
    }

    async fn the_latest_merge_is_undone_first(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        let before = [seen(&house, &maija).await, seen(&house, &other).await, seen(&house, &ids["Pekka"]).await];
        merge(&clerk, &other, &ids["Pekka"], &[]).await;
        let first = undo_path(&clerk, &other).await;
        merge(&clerk, &maija, &other, &[]).await;
        assert!(clerk.get(&first).await.body.contains("Erota ensin viimeisin"));
        for number in ["1002", "1004"] {
            assert!(finds(&clerk, number).await.contains(&maija), "{number}");
        }
        assert!(clerk.get(&format!("/customers/{}", ids["Pekka"])).await.location().starts_with(&format!("/customers/{maija}?")));
        assert_eq!(undo(&clerk, &maija, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(undo(&clerk, &other, &[]).await.status, StatusCode::SEE_OTHER);
        let after = [seen(&house, &maija).await, seen(&house, &other).await, seen(&house, &ids["Pekka"]).await];
        assert_eq!(after, before);
    }
}
