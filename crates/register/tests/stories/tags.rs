//! Tags: made and ended, put on customers and taken off, found by, carried and erased with them.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use basics::PartyId;
use guard::category::Other;
use guard::{Ask, Work};
use policy::Purpose;
use testkit::Stores;

use crate::house::{Browser, House, actor, add_customers, added, person};
use crate::lists::listed;
use crate::merging::{merge, undo};

/// Makes a tag; its number.
pub(crate) async fn tag(clerk: &Browser, name: &str) -> String {
    let made = clerk.post("/tags", &[("name", name)]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let page = clerk.get("/tags").await.body;
    let (before, _) = page.split_once(&format!(">{name}</a>")).unwrap();
    let link = before.rsplit("href=\"/customers?tag=").next().unwrap();
    link.trim_end_matches('"').to_owned()
}

async fn deed(clerk: &Browser, party: &str, tag: &str, deed: &str) -> StatusCode {
    let path = format!("/customers/{party}/tags");
    clerk
        .post(&path, &[("tag", tag), ("deed", deed)])
        .await
        .status
}

async fn tagged(browser: &Browser, tag: &str) -> BTreeSet<String> {
    let page = browser.get(&format!("/customers?tag={tag}")).await.body;
    listed(&page).into_iter().collect()
}

testkit::both_engines! {
    async fn a_tag_is_put_on_found_by_shown_and_taken_off(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, oy) = (ids["Maija"].clone(), ids["Oy"].clone());
        let (contract, spring) = (tag(&clerk, "Huoltosopimus").await, tag(&clerk, "Kevätkierros").await);
        for (party, tag) in [(&maija, &contract), (&oy, &contract), (&maija, &spring), (&maija, &spring)] {
            assert_eq!(deed(&clerk, party, tag, "put").await, StatusCode::SEE_OTHER);
        }
        assert_eq!(tagged(&clerk, &contract).await, BTreeSet::from([maija.clone(), oy.clone()]));
        assert_eq!(tagged(&clerk, &spring).await, BTreeSet::from([maija.clone()]));
        let both = clerk.get(&format!("/customers?tag={contract}&postal=40100&kind=person")).await.body;
        assert_eq!(listed(&both).as_slice(), std::slice::from_ref(&maija));
        assert!(both.contains("Tunniste: Huoltosopimus"), "{both}");
        clerk.post("/customers/columns", &[("column", "tags"), ("back", "")]).await;
        let page = clerk.get("/customers").await.body;
        assert!(page.contains("<td>Huoltosopimus, Kevätkierros</td>"), "{page}");
        let own = clerk.get(&format!("/customers/{maija}/tags")).await.body;
        assert!(own.contains("Huoltosopimus") && own.contains("Mallikas Maija"), "{own}");
        assert!(clerk.get(&format!("/customers/{maija}")).await.body.contains("/tags\""));
        assert_eq!(deed(&clerk, &maija, &contract, "take").await, StatusCode::SEE_OTHER);
        assert_eq!(tagged(&clerk, &contract).await, BTreeSet::from([oy]));
        // A search never finds by the number of a tag.
        let found = clerk.post("/customers/hits", &[("words", contract.as_str())]).await.body;
        assert!(listed(&found).is_empty());
    }

    async fn an_ended_tag_is_put_on_nobody_and_those_who_have_it_keep_it(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let old = tag(&clerk, "Vanha").await;
        deed(&clerk, &ids["Maija"], &old, "put").await;
        let end = [("tag", old.as_str()), ("deed", "end")];
        assert_eq!(clerk.post("/tags/deed", &end).await.status, StatusCode::SEE_OTHER);
        assert_eq!(deed(&clerk, &ids["Pekka"], &old, "put").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(tagged(&clerk, &old).await.len(), 1);
        let rename = [("tag", old.as_str()), ("deed", "rename"), ("name", "Entinen")];
        clerk.post("/tags/deed", &rename).await;
        assert!(clerk.get("/tags").await.body.contains("Entinen"));
        for (name, sentence) in [("entinen", "on jo tunniste"), (" ", "Anna tunnisteelle nimi")] {
            let answer = clerk.post("/tags", &[("name", name)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(sentence), "{}", answer.body);
        }
    }

    async fn whoever_may_not_see_notes_sees_makes_and_finds_by_no_tags(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let contract = tag(&clerk, "Huoltosopimus").await;
        deed(&clerk, &ids["Maija"], &contract, "put").await;
        let billing = house.browser("billing").await;
        let own = billing.get(&format!("/customers/{}/tags", ids["Maija"])).await.body;
        assert!(!own.contains("Huoltosopimus") && own.contains("Roolisi ei oikeuta"), "{own}");
        assert_eq!(deed(&billing, &ids["Maija"], &contract, "take").await, StatusCode::FORBIDDEN);
        assert_eq!(tagged(&billing, &contract).await.len(), 3, "it narrows nothing for her");
        for role in ["billing", "technician", "marketing", "owner", "administrator"] {
            let browser = house.browser(role).await;
            assert_eq!(browser.get("/tags").await.status, StatusCode::FORBIDDEN, "{role}");
            assert_eq!(browser.post("/tags", &[("name", "Oma")]).await.status, StatusCode::FORBIDDEN, "{role}");
        }
    }

    async fn tags_go_along_when_two_become_one_and_are_one(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let first = added(&clerk, &person("Anna", "Kaksonen")).await;
        let second = added(&clerk, &person("Anna", "Kaksonen")).await;
        let (both, one) = (tag(&clerk, "Molemmilla").await, tag(&clerk, "Toisella").await);
        deed(&clerk, &first, &both, "put").await;
        deed(&clerk, &second, &both, "put").await;
        deed(&clerk, &second, &one, "put").await;
        let merged = merge(&clerk, &first, &second, &[]).await;
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
        assert_eq!(tagged(&clerk, &both).await, BTreeSet::from([first.clone()]));
        assert_eq!(tagged(&clerk, &one).await, BTreeSet::from([first.clone()]));
        let own = clerk.get(&format!("/customers/{first}/tags")).await.body;
        assert_eq!(own.matches(">Molemmilla</a>").count(), 1, "{own}");
        assert_eq!(deed(&clerk, &first, &both, "take").await, StatusCode::SEE_OTHER);
        assert!(tagged(&clerk, &both).await.is_empty(), "it is taken off whole");
    }

    async fn tags_come_back_to_each_when_the_two_are_parted(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let first = added(&clerk, &person("Anna", "Kaksonen")).await;
        let second = added(&clerk, &person("Anna", "Kaksonen")).await;
        let (both, own, its) = (tag(&clerk, "Molemmilla").await, tag(&clerk, "Ensimmäisellä").await, tag(&clerk, "Toisella").await);
        for (party, tag) in [(&first, &both), (&second, &both), (&first, &own), (&second, &its)] {
            assert_eq!(deed(&clerk, party, tag, "put").await, StatusCode::SEE_OTHER);
        }
        assert_eq!(merge(&clerk, &first, &second, &[]).await.status, StatusCode::SEE_OTHER);
        house.clock.advance_ms(60_000);
        let late = tag(&clerk, "Myöhempi").await;
        assert_eq!(deed(&clerk, &first, &late, "put").await, StatusCode::SEE_OTHER);
        let back = undo(&clerk, &first, &[("known", "1")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        let (one, other) = (BTreeSet::from([first.clone()]), BTreeSet::from([second.clone()]));
        let two = BTreeSet::from([first.clone(), second.clone()]);
        for (tag, who) in [(&both, &two), (&own, &one), (&its, &other), (&late, &one)] {
            assert_eq!(tagged(&clerk, tag).await, *who);
        }
        for (party, has, has_not) in [
            (&first, ["Molemmilla", "Ensimmäisellä", "Myöhempi"].as_slice(), ["Toisella"].as_slice()),
            (&second, &["Molemmilla", "Toisella"], &["Ensimmäisellä", "Myöhempi"]),
        ] {
            let page = clerk.get(&format!("/customers/{party}/tags")).await.body;
            let hers = |name: &&str| page.contains(&format!(">{name}</a>"));
            assert!(has.iter().all(hers) && !has_not.iter().any(hers), "{page}");
        }
        // Each is changed by herself again.
        assert_eq!(deed(&clerk, &second, &both, "take").await, StatusCode::SEE_OTHER);
        assert_eq!(tagged(&clerk, &both).await, one);
    }

    async fn tags_go_with_their_lot_and_find_nobody_any_more(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let contract = tag(&clerk, "Huoltosopimus").await;
        deed(&clerk, &ids["Pekka"], &contract, "put").await;
        let party: PartyId = ids["Pekka"].parse().unwrap();
        let guard = house.app.guard();
        let clerks = actor(guard, "clerk").await;
        let lot = guard
            .desk()
            .write(&clerks, Purpose::Care, move |work: &mut Work<'_>| {
                let proof = work.ask::<Other>(Ask::change(&[party]))?;
                work.lot(&proof, party)
            })
            .await
            .unwrap();
        let contact = actor(guard, "data_protection_contact").await;
        crate::erasing::erase_lots(guard, &contact, vec![lot]).await;
        assert!(tagged(&clerk, &contract).await.is_empty());
        let own = clerk.get(&format!("/customers/{}/tags", ids["Pekka"])).await.body;
        assert!(own.contains("ei ole tunnisteita"), "{own}");
    }
}
