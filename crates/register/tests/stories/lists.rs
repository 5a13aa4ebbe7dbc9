//! The list of customers: narrowed, paged, with chosen columns, kept and shared as a view.

use std::collections::HashMap;

use axum::http::StatusCode;
use guard::Work;
use policy::Purpose;
use seloste::find::{Filter, Walk};
use seloste::people::Error;
use testkit::Stores;

use crate::forms::{told_at, told_in};
use crate::house::{Browser, House, actor, add_customers, added, person};

/// The ids of the customers that the table of a page shows, in its order.
pub(crate) fn listed(page: &str) -> Vec<String> {
    let Some((_, table)) = page.split_once("<tbody>") else {
        return Vec::new();
    };
    let table = table.split("</tbody>").next().unwrap();
    let links = table.split("href=\"/customers/").skip(1);
    links
        .map(|link| link.split('"').next().unwrap().to_owned())
        .collect()
}

async fn narrowed(browser: &Browser, query: &str) -> Vec<String> {
    let answer = browser.get(&format!("/customers?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.body);
    listed(&answer.body)
}

/// Changes what stands in the profile of a customer.
pub(crate) async fn profile(clerk: &Browser, id: &str, fields: &[(&str, &str)]) {
    let page = clerk.get(&format!("/customers/{id}")).await.body;
    let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
    let version = rest.split('"').next().unwrap();
    let mut all = vec![("what", "profile"), ("version", version)];
    all.extend_from_slice(fields);
    let answer = clerk.post(&format!("/customers/{id}/change"), &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// More customers, oldest first: their ids.
async fn many(clerk: &Browser, count: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for at in 0..count {
        let first = format!("Nimi{at}");
        let mut fields = person(&first, "Monilukuinen");
        if at % 3 == 0 {
            fields.retain(|field| field.0 != "language");
            fields.push(("language", "sv"));
        }
        ids.push(added(clerk, &fields).await);
    }
    ids
}

fn next(page: &str) -> Option<String> {
    let at = page.find("before=")?;
    let start = page[..at].rfind("href=\"/customers?")?;
    let link = page[start + "href=\"".len()..].split('"').next()?;
    Some(link.replace("&#38;", "&").replace("&amp;", "&"))
}

testkit::both_engines! {
    async fn each_filter_leaves_those_who_fit_and_nobody_else(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let id = |name: &str| ids[name].clone();
        profile(&clerk, &ids["Pekka"], &[("language", "sv"), ("deceased", "1.11.2026")]).await;
        let no = [("what", "prohibition"), ("channel", "phone"), ("way", "phone")];
        crate::permissions::done(&house, &clerk, &ids["Oy"], &no).await;
        let expected: HashMap<&str, Vec<String>> = HashMap::from([
            ("kind=organisation", vec![id("Oy")]),
            ("kind=person", vec![id("Pekka"), id("Maija")]),
            ("language=sv", vec![id("Pekka")]),
            ("language=fi", vec![id("Oy"), id("Maija")]),
            ("language=fi&kind=person", vec![id("Maija")]),
            ("connection=customer", vec![id("Oy"), id("Pekka"), id("Maija")]),
            ("connection=stakeholder", vec![]),
            ("postal=40100", vec![id("Maija")]),
            ("postal=40100&language=sv", vec![]),
            ("postal=00100", vec![]),
            ("municipality=179", vec![id("Maija")]),
            ("municipality=Jyv%C3%A4skyl%C3%A4", vec![id("Maija")]),
            ("municipality=helsingfors", vec![]),
            ("municipality=179&postal=40100&kind=person", vec![id("Maija")]),
            ("deceased=yes", vec![id("Pekka")]),
            ("deceased=no", vec![id("Oy"), id("Maija")]),
            ("protected=yes", vec![]),
            ("from=24.11.2026&until=24.11.2026", vec![id("Oy"), id("Pekka"), id("Maija")]),
            ("from=25.11.2026", vec![]),
            ("until=23.11.2026", vec![]),
            ("quiet=1.1.2026", vec![id("Oy"), id("Pekka")]),
            ("quiet=25.11.2026", vec![id("Oy"), id("Pekka"), id("Maija")]),
            ("ban=yes", vec![id("Oy")]),
            ("ban=no", vec![id("Pekka"), id("Maija")]),
            ("ban=yes&kind=person", vec![]),
        ]);
        for (query, expected) in expected {
            assert_eq!(narrowed(&clerk, query).await, expected, "{query}");
        }
        let page = clerk.get("/customers?municipality=jyv%C3%A4skyl%C3%A4").await.body;
        assert!(page.contains("Kunta: Jyväskylä") && page.contains("name=\"narrowed\" value=\"municipality=179\""), "{page}");
        let page = clerk.get("/customers?kind=person&language=sv").await.body;
        assert!(page.contains("Yksi asiakas."), "{page}");
        assert!(page.contains("aria-label=\"Poista rajaus Tyyppi: Henkilö\""), "{page}");
        assert!(page.contains("href=\"/customers?language=sv\""), "{page}");
        let nobody = clerk.get("/customers?kind=person&connection=stakeholder").await.body;
        assert!(nobody.contains("Poista jokin niistä"), "{nobody}");
    }

    async fn what_is_not_understood_shows_nobody_and_says_what_to_write(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        let unknown = clerk.get("/customers?municipality=Kumpula").await;
        told_at(&unknown, "f-municipality", "Rajausta Kunta ei ymmärretty");
        assert!(unknown.body.contains("value=\"Kumpula\""), "{}", unknown.body);
        let answer = clerk.get("/customers?postal=Helsinki&from=eilen&kind=person").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told_in(&answer.body), ["f-postal", "f-from"], "each at its own: {}", answer.body);
        assert!(answer.body.contains("Rajausta Postinumero ei ymmärretty"), "{}", answer.body);
        assert!(answer.body.contains("value=\"eilen\""), "what was typed stays");
        assert!(listed(&answer.body).is_empty());
        assert_eq!(clerk.get("/customers?view=nonsense").await.status, StatusCode::NOT_FOUND);
        assert_eq!(clerk.get("/customers?before=x").await.status, StatusCode::NOT_FOUND);
    }

    async fn pages_of_a_narrowed_list_follow_one_another_without_gap_or_double(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut all = many(&clerk, 130).await;
        all.reverse();
        for (query, every) in [("kind=person", 1), ("", 1), ("language=fi", 0), ("language=sv", 3)] {
            let wanted: Vec<String> = match every {
                1 => all.clone(),
                3 => all.iter().rev().step_by(3).rev().cloned().collect(),
                _ => {
                    let sv: Vec<String> = all.iter().rev().step_by(3).cloned().collect();
                    all.iter().filter(|id| !sv.contains(id)).cloned().collect()
                }
            };
            let (mut seen, mut path) = (Vec::new(), format!("/customers?{query}"));
            loop {
                let page = clerk.get(&path).await.body;
                seen.extend(listed(&page));
                if path.ends_with(query) {
                    // Somebody comes while pages are turned: she is on none of the later ones.
                    added(&clerk, &person("Väliin", "Tuleva")).await;
                }
                match next(&page) {
                    Some(further) => path = further,
                    None => break,
                }
            }
            let old: Vec<String> = seen.iter().filter(|id| all.contains(id)).cloned().collect();
            assert_eq!(old, wanted, "{query}");
        }
    }

    async fn a_role_sees_the_columns_and_uses_the_filters_of_its_categories(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        profile(&clerk, &ids["Maija"], &[("language", "fi"), ("protected", "yes")]).await;
        let columns = [("column", "phone"), ("column", "town"), ("column", "registered"), ("column", "tags"), ("back", "kind=person")];
        let chosen = clerk.post("/customers/columns", &columns).await;
        assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/customers?kind=person"));
        let page = clerk.get("/customers").await.body;
        assert!(page.contains("040 123 4567") && page.contains("24.11.2026"), "{page}");
        assert!(!page.contains("40100 Jyväskylä"), "where she lives is in no list");
        for query in ["municipality=179", "postal=40100"] {
            assert!(narrowed(&clerk, query).await.is_empty(), "nor told by one: {query}");
        }
        assert!(page.contains(">Puhelin</th>") && !page.contains(">Asiakasnumero</th>"));
        // Billing may see no notes and so no tags; marketing nobody whom it may not reach.
        let billing = house.browser("billing").await;
        assert_eq!(billing.post("/customers/columns", &columns).await.status, StatusCode::SEE_OTHER);
        let page = billing.get("/customers?quiet=1.1.2026").await.body;
        assert!(page.contains(">Puhelin</th>") && !page.contains(">Tunnisteet</th>"), "{page}");
        assert!(page.contains("rajaus, jota roolisi ei saa"), "{page}");
        assert_eq!(listed(&page).len(), 3, "what she may not see narrows nothing");
        let marketing = house.browser("marketing").await;
        assert_eq!(narrowed(&marketing, "connection=customer").await, [ids["Oy"].clone()]);
        let technician = house.browser("technician").await;
        assert!(narrowed(&technician, "kind=person").await.is_empty());
        assert_eq!(house.browser("owner").await.get("/customers?kind=person").await.status, StatusCode::FORBIDDEN);
        assert_eq!(house.browser("owner").await.post("/customers/columns", &columns).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_view_is_kept_renamed_shared_and_shows_nobody_more_than_her_role(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let fields = [("name", "Muistettavat"), ("narrowed", "kind=person&quiet=2026-01-01"), ("shown", "tags,number")];
        let kept = clerk.post("/customers/views", &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let path = kept.location().to_owned();
        let view = path.split('=').nth(1).unwrap().to_owned();
        let page = clerk.get(&path).await.body;
        assert!(page.contains("<h1>Muistettavat</h1>") && page.contains(">Tunnisteet</th>"), "{page}");
        assert_eq!(listed(&page), [ids["Pekka"].clone()]);
        let billing = house.browser("billing").await;
        assert_eq!(billing.get(&path).await.status, StatusCode::NOT_FOUND, "it is hers alone");
        let deed = format!("/customers/views/{view}");
        assert_eq!(clerk.post(&deed, &[("deed", "rename"), ("name", "Hiljaiset")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(clerk.post(&deed, &[("deed", "share")]).await.status, StatusCode::SEE_OTHER);
        let page = billing.get(&path).await.body;
        assert!(page.contains("<h1>Hiljaiset</h1>") && !page.contains(">Tunnisteet</th>"), "{page}");
        assert!(page.contains("rajaus, jota roolisi ei saa"));
        assert!(billing.get("/customers/views").await.body.contains("Testi clerk"));
        for what in [vec![("deed", "remove")], vec![("deed", "rename"), ("name", "Oma")]] {
            assert_eq!(billing.post(&deed, &what).await.status, StatusCode::NOT_FOUND, "it is not hers");
        }
        // Whoever may not change customers keeps views, and shares none.
        let own = billing.post("/customers/views", &[("name", "Laskut"), ("narrowed", ""), ("shown", "number")]).await;
        let own = own.location().split('=').nth(1).unwrap().to_owned();
        let shared = billing.post(&format!("/customers/views/{own}"), &[("deed", "share")]).await;
        assert_eq!(shared.status, StatusCode::FORBIDDEN);
        assert_eq!(clerk.post(&deed, &[("deed", "remove")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(billing.get(&path).await.status, StatusCode::NOT_FOUND);
        for (name, sentence) in [("", "Anna näkymälle nimi"), ("Tunnus 010594Y9032", "henkilötunnu")] {
            let answer = clerk.post("/customers/views", &[("name", name), ("narrowed", ""), ("shown", "")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(sentence), "{}", answer.body);
        }
        let forged = [("name", "x"), ("narrowed", "name=maija"), ("shown", "")];
        assert_eq!(clerk.post("/customers/views", &forged).await.status, StatusCode::BAD_REQUEST);
    }

    async fn whoever_is_restricted_is_listed_for_those_alone_who_answer_her_rights(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let party = ids["Maija"].parse().unwrap();
        let contact = actor(house.app.guard(), "data_protection_contact").await;
        let restricting = move |work: &mut Work<'_>| {
            let proof = work.ask(guard::Ask::change(&[party]))?;
            work.restrict(&proof, party, true)
        };
        let desk = house.app.guard().desk();
        desk.write(&contact, Purpose::Rights, restricting).await.unwrap();
        assert_eq!(narrowed(&clerk, "restricted=yes").await, [ids["Oy"].clone(), ids["Pekka"].clone()]);
        let page = clerk.get("/customers?kind=person").await.body;
        assert!(page.contains("Yksi asiakas.") && !page.contains("Käsittelyä rajoitettu"), "{page}");
        let contact = house.browser("data_protection_contact").await;
        assert_eq!(narrowed(&contact, "restricted=yes").await, [ids["Maija"].clone()]);
        assert_eq!(narrowed(&contact, "restricted=no").await.len(), 2);
    }

    async fn a_list_narrowed_by_where_customers_live_says_so_in_the_trail(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        narrowed(&clerk, "postal=40100").await;
        let contact = house.browser("data_protection_contact").await;
        let trail = contact.get(&format!("/customers/{}/trail", ids["Maija"])).await.body;
        let mut lines = trail.split("<tr>").filter(|line| line.contains("näki luettelossa"));
        assert!(lines.any(|line| line.contains("yhteystiedot")), "{trail}");
    }

    async fn going_through_a_list_ends_and_finds_each_once(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        many(&clerk, 24).await;
        let who = actor(house.app.guard(), "clerk").await;
        for query in ["", "kind=person", "language=sv", "from=2026-11-24&until=2026-11-24", "connection=customer"] {
            let walking = move |work: &mut Work<'_>| {
                let filter = Filter::of_query(query).unwrap();
                let walk = Walk::begin(work, &filter)?;
                let (mut all, mut from) = (Vec::new(), Some(i64::MAX));
                while let Some(below) = from {
                    let page = walk.page(work, below, 5)?;
                    all.extend(page.seen.iter().map(|one| one.0));
                    from = page.next;
                }
                Ok::<_, Error>(all)
            };
            let all = house.app.guard().desk().read(&who, Purpose::Care, walking).await.unwrap();
            let wanted = if query.contains("sv") { 8 } else { 24 };
            assert_eq!(all.len(), wanted, "{query}: {all:?}");
            assert!(all.windows(2).all(|pair| pair[0] > pair[1]), "{query}: {all:?}");
        }
    }
}
