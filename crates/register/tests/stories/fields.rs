//! Fields of the company's own: set, shown, found by, carried, taken along, and gone with the notice.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use basics::PartyId;
use guard::NotPublished;
use policy::Purpose;
use seloste::people::Card;
use testkit::Stores;

use crate::forms::told_at;
use crate::house::{Answer, Browser, House, NOTICE, NOW, actor, add_customers, added, person};
use crate::lists::listed;
use crate::merging::{card, merge, undo};

/// Sets a field as its form does, from the version the page shows.
pub(crate) async fn set(browser: &Browser, id: &str, field: &str, value: &str) -> Answer {
    let asked = [
        ("what", "field"),
        ("row", field),
        ("value", value),
        ("source", "person"),
    ];
    change(browser, id, &asked).await
}

async fn change(browser: &Browser, id: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get(&format!("/customers/{id}")).await.body;
    let start = "name=\"version\" value=\"";
    let version = page
        .split_once(start)
        .and_then(|(_, rest)| rest.split('"').next());
    let version = version.unwrap_or("1").to_owned();
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    browser.post(&format!("/customers/{id}/change"), &all).await
}

/// Sets fields of somebody, each by its form.
pub(crate) async fn with_fields(clerk: &Browser, id: &str, values: &[(&str, &str)]) {
    for (field, value) in values {
        let answer = set(clerk, id, field, value).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{field}: {}",
            answer.body
        );
    }
}

/// What a card holds in each of its fields, as it is kept.
fn held(card: &Card) -> Vec<(String, String)> {
    let held = card.fields.iter().filter_map(|one| {
        let held = one.held.as_ref()?;
        Some((one.key.clone(), held.value.kept()))
    });
    held.collect()
}

async fn seen(house: &House, id: &str) -> Vec<(String, String)> {
    held(&card(house, "clerk", Purpose::Care, id).await.unwrap())
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    all.iter().map(owned).collect()
}

/// The notice without a field.
fn without(notice: &str, key: &str) -> String {
    let mark = format!("key = \"{key}\"");
    let mut sections = notice.split("[[field]]\n");
    let first = sections.next().unwrap().to_owned();
    let kept = sections.filter_map(|section| match section.split_once("\n[identity_code]\n") {
        Some((own, rest)) if own.contains(&mark) => Some(format!("[identity_code]\n{rest}")),
        None if section.contains(&mark) => None,
        _ => Some(format!("[[field]]\n{section}")),
    });
    let kept = kept.collect::<String>();
    let text = first + &kept;
    assert!(!text.contains(&mark), "{key} is gone");
    text
}

async fn filtered(browser: &Browser, query: &str) -> BTreeSet<String> {
    let page = browser.get(&format!("/customers?{query}")).await.body;
    listed(&page).into_iter().collect()
}

testkit::both_engines! {
    async fn a_field_is_set_shown_replaced_and_emptied_and_each_step_is_told(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let maija = ids["Maija"].clone();
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        assert!(page.contains("Omat kentät") && page.contains("paras soittoaika"), "{page}");
        assert!(!page.contains("hoidettavia rakennuksia"), "kept of companies alone: {page}");
        assert!(page.contains("name=\"value\" maxlength=\"20\"") && page.contains("<option value=\"oil\">öljy</option>"), "{page}");
        with_fields(&clerk, &maija, &[("heating", "oil"), ("next_service", "1.3.2027"), ("call_time", "arkisin  klo 9"), ("pets", "dog")]).await;
        with_fields(&clerk, &ids["Oy"], &[("buildings", "1 200,5")]).await;
        assert_eq!(seen(&house, &maija).await, pairs(&[
            ("heating", "oil"), ("next_service", "2027-03-01"), ("call_time", "arkisin klo 9"), ("pets", "dog"),
        ]));
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        for shown in ["öljy", "1.3.2027", "arkisin klo 9", "koira", "henkilö itse"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        let firm = clerk.get(&format!("/customers/{}", ids["Oy"])).await.body;
        assert!(firm.contains("1200,5") && !firm.contains("kotieläimiä"), "{firm}");
        with_fields(&clerk, &maija, &[("heating", "ground"), ("pets", "")]).await;
        assert_eq!(seen(&house, &maija).await, pairs(&[
            ("heating", "ground"), ("next_service", "2027-03-01"), ("call_time", "arkisin klo 9"),
        ]));
        let history = clerk.get(&format!("/customers/{maija}/history")).await.body;
        for told in ["lämmitysmuoto", "öljy", "maalämpö", "kotieläimiä kohteessa"] {
            assert!(history.contains(told), "{told}: {history}");
        }
        assert!(!history.contains('⟦') && !history.contains("field:"), "{history}");
        let timeline = clerk.get(&format!("/customers/{maija}/timeline?kind=change")).await.body;
        assert!(timeline.contains("lämmitysmuoto") && timeline.contains("maalämpö"), "{timeline}");
        let why = clerk.get(&format!("/customers/{maija}/why")).await.body;
        let (_, services) = why.split_once("id=\"services\"").expect("ordered services");
        let services = services.split("</section>").next().unwrap();
        assert!(services.contains("maalämpö") && services.contains("3 vuotta"), "{services}");
        let (_, other) = why.split_once("id=\"other\"").expect("other information");
        assert!(other.contains("kotieläimiä kohteessa: ") && other.contains("12 kuukautta"), "{other}");
    }

    async fn what_a_field_does_not_understand_is_told_beside_it_and_comes_back(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, oy) = (&ids["Maija"], &ids["Oy"]);
        let long = "a".repeat(501);
        for (id, field, value, sentence) in [
            (oy, "buildings", "viisi", "Lukua ei ymmärretty"),
            (maija, "next_service", "keväällä", "Päivää ei ymmärretty"),
            (maija, "heating", "turf", "Vaihtoehtoa ei ole"),
            (maija, "call_time", long.as_str(), "enintään 500 merkkiä"),
            (maija, "call_time", "tunnus 131052-308T", "henkilötunnus"),
            (maija, "buildings", "3", "ei koske tällaista asiakasta"),
            (maija, "shoe_size", "42", "ei nimeä tällaista kenttää"),
        ] {
            let answer = set(&clerk, id, field, value).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            // What is kept of no such customer has no field on her page to stand beside.
            if ["shoe_size"].contains(&field) || (field == "buildings" && id == maija) {
                continue;
            }
            told_at(&answer, &format!("field-{field}-value"), sentence);
        }
        let wrong = set(&clerk, oy, "buildings", "viisi").await.body;
        assert!(wrong.contains("value=\"viisi\""), "{wrong}");
        assert_eq!(seen(&house, maija).await, []);
        // The same value again changes nothing.
        with_fields(&clerk, maija, &[("heating", "oil")]).await;
        let before = clerk.get(&format!("/customers/{maija}/history")).await.body.matches("lämmitysmuoto").count();
        with_fields(&clerk, maija, &[("heating", "oil")]).await;
        let after = clerk.get(&format!("/customers/{maija}/history")).await.body.matches("lämmitysmuoto").count();
        assert_eq!(before, after);
    }

    async fn a_field_is_seen_and_changed_as_its_category_is(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        with_fields(&clerk, &maija, &[("heating", "oil"), ("pets", "dog"), ("call_time", "aamulla")]).await;
        let billing = house.browser("billing").await;
        let page = billing.get(&format!("/customers/{maija}")).await.body;
        assert!(page.contains("öljy") && page.contains("aamulla"), "{page}");
        assert!(!page.contains("koira") && !page.contains("kotieläimiä"), "{page}");
        assert_eq!(set(&billing, &maija, "heating", "ground").await.status, StatusCode::FORBIDDEN);
        assert!(filtered(&billing, "field=pets:dog").await.len() > 1, "it narrows nothing for her");
        let technician = house.browser("technician").await;
        let refused = technician.get(&format!("/customers/{maija}")).await;
        assert!(!refused.status.is_success() && !refused.body.contains("öljy"), "{}", refused.body);
        let marketing = house.browser("marketing").await.get(&format!("/customers/{maija}")).await.body;
        assert!(!marketing.contains("öljy") && !marketing.contains("koira"), "{marketing}");
        let history = billing.get(&format!("/customers/{maija}/history")).await.body;
        assert!(!history.contains("kotieläimiä") && !history.contains("koira"), "{history}");
        assert_eq!(seen(&house, &maija).await.len(), 3);
    }

    async fn customers_are_listed_by_what_was_chosen_and_a_column_shows_it(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, pekka, oy) = (ids["Maija"].clone(), ids["Pekka"].clone(), ids["Oy"].clone());
        for (id, value) in [(&maija, "oil"), (&pekka, "oil"), (&oy, "district")] {
            with_fields(&clerk, id, &[("heating", value)]).await;
        }
        assert_eq!(filtered(&clerk, "field=heating:oil").await, BTreeSet::from([maija.clone(), pekka.clone()]));
        assert_eq!(filtered(&clerk, "field=heating:oil&postal=40100").await, BTreeSet::from([maija.clone()]));
        let page = clerk.get("/customers?field=heating:oil").await.body;
        assert!(page.contains("Oma kenttä: lämmitysmuoto: öljy"), "{page}");
        assert!(page.contains("<optgroup label=\"lämmitysmuoto\">"), "{page}");
        let wrong = clerk.get("/customers?field=heating").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        // What was chosen before finds nobody.
        with_fields(&clerk, &pekka, &[("heating", "ground")]).await;
        assert_eq!(filtered(&clerk, "field=heating:oil").await, BTreeSet::from([maija.clone()]));
        clerk.post("/customers/columns", &[("column", "field:heating"), ("column", "field:buildings"), ("back", "")]).await;
        let page = clerk.get("/customers").await.body;
        assert!(page.contains("<th scope=\"col\">lämmitysmuoto</th>"), "{page}");
        for cell in ["<td>öljy</td>", "<td>maalämpö</td>", "<td>kaukolämpö</td>"] {
            assert!(page.contains(cell), "{cell}: {page}");
        }
        let view = [("name", "Öljyt"), ("narrowed", "field=heating:oil"), ("shown", "field:heating")];
        let kept = clerk.post("/customers/views", &view).await;
        let shown = clerk.get(kept.location()).await.body;
        assert_eq!(listed(&shown).as_slice(), std::slice::from_ref(&maija), "{shown}");
        // A search never finds by what was chosen.
        let found = clerk.post("/customers/hits", &[("words", "oil")]).await.body;
        assert!(listed(&found).is_empty(), "{found}");
    }

    async fn fields_go_along_when_two_become_one_and_are_parted(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let first = added(&clerk, &person("Anna", "Kaksonen")).await;
        let second = added(&clerk, &person("Anna", "Kaksonen")).await;
        with_fields(&clerk, &first, &[("heating", "oil")]).await;
        with_fields(&clerk, &second, &[("heating", "ground"), ("pets", "cat")]).await;
        let before = (seen(&house, &first).await, seen(&house, &second).await);
        let merged = merge(&clerk, &first, &second, &[]).await;
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
        assert_eq!(seen(&house, &first).await, pairs(&[("heating", "oil"), ("pets", "cat")]));
        assert_eq!(filtered(&clerk, "field=pets:cat").await, BTreeSet::from([first.clone()]));
        assert_eq!(filtered(&clerk, "field=heating:ground").await, BTreeSet::new());
        let history = clerk.get(&format!("/customers/{first}/history")).await.body;
        assert!(history.contains("maalämpö"), "what was not chosen is kept: {history}");
        let parted = undo(&clerk, &first, &[]).await;
        assert_eq!(parted.status, StatusCode::SEE_OTHER, "{}", parted.body);
        assert_eq!((seen(&house, &first).await, seen(&house, &second).await), before);
        assert_eq!(filtered(&clerk, "field=pets:cat").await, BTreeSet::from([second]));
    }

    async fn a_notice_drops_no_field_in_use_and_what_is_left_can_only_be_erased(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        with_fields(&clerk, &maija, &[("heating", "oil"), ("pets", "dog")]).await;
        let admin = actor(house.app.guard(), "administrator").await;
        house.clock.advance_ms(60_000);
        let publish = async |text: String, later: i64| {
            let at = Some(NOW.plus_ms(later));
            seloste::notice::publish(house.app.guard(), &admin, text, at).await
        };
        let none = without(NOTICE, "heating");
        let refused = publish(none.clone(), 60_000).await;
        assert!(matches!(refused, Err(NotPublished::DropsField(key)) if key.as_str() == "heating"));
        let moved = NOTICE.replacen("kind = \"choice\"\ncategory = \"services\"", "kind = \"choice\"\ncategory = \"other\"", 1);
        let refused = publish(moved, 60_000).await;
        assert!(matches!(refused, Err(NotPublished::DropsField(_))));
        let other = publish(without(NOTICE, "next_service"), 60_000).await;
        assert!(other.is_ok(), "nothing lies in it: {other:?}");
        // What was replaced stands in nobody's way.
        with_fields(&clerk, &maija, &[("heating", "")]).await;
        house.clock.advance_ms(60_000);
        let none = without(&none, "next_service");
        publish(none.clone(), 120_000).await.unwrap();
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        assert!(page.contains("ei enää selosteessa") && page.contains("heating") && !page.contains("lämmitysmuoto"), "{page}");
        assert_eq!(set(&clerk, &maija, "heating", "oil").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let why = clerk.get(&format!("/customers/{maija}/history")).await.body;
        assert!(why.contains("heating (ei enää selosteessa)"), "{why}");
        let declared = [("what", "erase-field"), ("row", "pets"), ("category", "other")];
        let refused = change(&clerk, &maija, &declared).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "the notice declares it");
        let gone = [("what", "erase-field"), ("row", "heating"), ("category", "services")];
        let billing = house.browser("billing").await;
        assert_eq!(change(&billing, &maija, &gone).await.status, StatusCode::FORBIDDEN);
        let erased = change(&clerk, &maija, &gone).await;
        assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        assert!(!page.contains("Poista kokonaan: heating") && page.contains("koira"), "{page}");
        let again = change(&clerk, &maija, &gone).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "{}", again.body);
    }

    async fn the_page_of_a_publication_says_how_much_lies_in_a_field_that_goes(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        with_fields(&clerk, &maija, &[("heating", "oil"), ("heating", "ground")]).await;
        let admin = house.browser("administrator").await;
        admin.post("/notice/draft", &[("from", "force")]).await;
        let parts = admin.get("/notice/draft").await.body;
        assert!(parts.contains("/notice/draft/parts/field"), "{parts}");
        let form = admin.get("/notice/draft/parts/field/1").await.body;
        assert!(form.contains("value=\"heating\"") && form.contains("kaukolämpö"), "{form}");
        let path = "/notice/draft/parts/field/1";
        let mut fields = crate::forms::filled(&form, path);
        fields.push(("remove".to_owned(), "1".to_owned()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let saved = admin.post(path, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = admin.get("/notice/draft/publication").await.body;
        assert!(page.contains("lämmitysmuoto: 1 asiakkaalla on tieto, 1 korvattu tieto"), "{page}");
        let revision = page.split_once("name=\"revision\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let go = [("revision", revision.as_str()), ("in_force", ""), ("number", "2")];
        let refused = admin.post("/notice/draft/publication", &go).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        assert!(refused.body.contains("ei nimeä omaa kenttää, jossa on tietoja"), "{}", refused.body);
    }

    async fn a_field_with_a_time_of_its_own_has_keys_of_its_own(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        with_fields(&clerk, &maija, &[("pets", "dog"), ("pets", "cat"), ("call_time", "aamulla")]).await;
        let party: PartyId = maija.parse().unwrap();
        let lots = move |tx: &mut store::Tx<'_>| Ok(tx.all(&LOTS_OF_FIELD, (party,))?);
        let lots = house.app.guard().read_state(lots).await.unwrap();
        let of = |field: &str| lots.iter().filter(|row| row.0 == field).map(|row| (row.1, row.2)).collect::<Vec<_>>();
        let own = of("pets");
        assert_eq!(own.len(), 2, "each value has its own clock");
        assert!(own.iter().all(|(_, master)| *master == 0) && own[0].0 != own[1].0, "{own:?}");
        assert!(of("call_time").iter().all(|(_, master)| *master == 1));
    }
}

store::statements! {
    /// The fields of a party, each with its lot and whether that is the one of her master data.
    LOTS_OF_FIELD: (PartyId,) -> (String, basics::LotId, i64) =
        "select field_value.field, field_value.lot_id, lot.master
           from field_value
           join lot on lot.lot_id = field_value.lot_id
          where field_value.party_id = $1
          order by field_value.row_id
          limit 100";
}
