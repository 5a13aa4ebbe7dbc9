//! A backup that was put back does not know what was changed after it: whose it was is told, so that
//! somebody does it again.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use basics::{BulkId, Clock, PartyId};
use guard::Work;
use policy::Purpose;
use seloste::tasks;
use testkit::Stores;

use crate::house::{House, NOW, actor, add_customers, added, person};
use crate::retention::change;

const PAGE: &str = "/oversight/put-back";

testkit::both_engines! {
    async fn what_was_changed_after_the_backup_is_told_until_it_was_done_again(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        house.clock.advance_ms(60_000);
        let (house, backup) = house.meanwhile(testkit::Stores::back_up).await;
        let taken = NOW.plus_ms(60_000);
        house.clock.advance_ms(60_000);
        let clerk = house.browser("clerk").await;
        let note = [("what", "note"), ("note", "Vaihtoi sähköyhtiötä."), ("source", "person")];
        assert_eq!(change(&clerk, &maija, &note).await.status, StatusCode::SEE_OTHER);
        let later = added(&clerk, &person("Myöhempi", "Tulija")).await;
        house.clock.advance_ms(60_000);
        let (house, ()) = house.meanwhile(|stores| stores.put_back(&backup, "register")).await;
        let counted = house.app.guard().note_put_back(taken, true).await.unwrap();
        assert!(counted.is_some_and(|count| count >= 2), "{counted:?}");
        let officer = house.browser("data_protection_contact").await;
        for path in ["/oversight", "/"] {
            assert!(officer.get(path).await.body.contains("Varmuuskopio on palautettu"), "{path}");
        }
        let page = officer.get(PAGE).await.body;
        for text in ["1001</a>", "ei rekisterissä", "24.11.2026 10.02", "Testi clerk", "muut tiedot"] {
            assert!(page.to_lowercase().contains(&text.to_lowercase()), "{text}: {page}");
        }
        for text in ["Vaihtoi", "Mallikas", later.as_str()] {
            assert!(!page.contains(text), "no value is told, and nobody by name: {text}");
        }
        assert!(page.contains("<td>–</td>"), "nothing was done again yet: {page}");
        // What was before the backup is there: it is not told.
        assert_eq!(page.matches("24.11.2026 10.00").count(), 0, "{page}");
        house.clock.advance_ms(60_000);
        let clerk = house.browser("clerk").await;
        assert_eq!(change(&clerk, &maija, &note).await.status, StatusCode::SEE_OTHER);
        let page = officer.get(PAGE).await.body;
        assert!(page.contains("<td>24.11.2026 10.04</td>"), "changed again: {page}");
        // Nobody else sees it, and nobody else says that it is done.
        for role in ["clerk", "owner", "marketing"] {
            let other = house.browser(role).await;
            assert!(!other.get(PAGE).await.status.is_success(), "{role}");
        }
        let (_, form) = page.split_once("name=\"restored\" value=\"").unwrap();
        let restored = form.split('"').next().unwrap();
        let fields = [("restored", restored)];
        assert!(!clerk.post(PAGE, &fields).await.status.is_redirection());
        assert_eq!(officer.post(PAGE, &fields).await.status, StatusCode::SEE_OTHER);
        assert!(officer.get(PAGE).await.body.contains("ei odota mitään"));
        for path in ["/oversight", "/"] {
            assert!(!officer.get(path).await.body.contains("Varmuuskopio on palautettu"), "{path}");
        }
        assert_eq!(officer.post(PAGE, &fields).await.status, StatusCode::NOT_FOUND, "once");
        assert_eq!(officer.post(PAGE, &[("restored", "x")]).await.status, StatusCode::BAD_REQUEST);
    }

    async fn where_the_trail_was_put_back_as_well_nobody_knows(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        house.clock.advance_ms(60_000);
        assert_eq!(house.app.guard().note_put_back(NOW.plus_ms(-60_000), false).await.unwrap(), None);
        let officer = house.browser("data_protection_contact").await;
        let page = officer.get(PAGE).await.body;
        assert!(page.contains("Myös loki palautettiin") && !page.contains("1001") && !page.contains(&maija), "{page}");
    }

    async fn the_page_goes_on_behind_its_last_line_and_each_backup_has_its_own(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let first = NOW.plus_ms(1_000);
        house.clock.advance_ms(2_000);
        for number in 0..55 {
            added(&clerk, &person(&format!("Nimi{number}"), "Monta")).await;
        }
        house.clock.advance_ms(1_000);
        let guard = house.app.guard();
        assert!(guard.note_put_back(first, true).await.unwrap().is_some_and(|count| count >= 55));
        house.clock.advance_ms(1_000);
        assert_eq!(guard.note_put_back(first.plus_ms(3_500), true).await.unwrap(), Some(0));
        let officer = house.browser("data_protection_contact").await;
        let newest = officer.get(PAGE).await.body;
        assert!(newest.contains("Varmuuskopion jälkeen ei muutettu mitään"), "{newest}");
        let path = newest.split("href=\"/oversight/put-back?restored=").nth(2).expect("the older one").split('"').next().unwrap();
        let page = officer.get(&format!("{PAGE}?restored={path}")).await.body;
        let next = page.split("&amp;from=").nth(1).expect("there are more").split('"').next().unwrap();
        let rest = officer.get(&format!("{PAGE}?restored={path}&from={next}")).await.body;
        let rows = |page: &str| page.matches("<tr><td>").count();
        assert_eq!(rows(&page), 50);
        assert!(rows(&rest) >= 5 && !rest.contains("&amp;from="), "{rest}");
    }

    async fn a_change_of_many_at_once_is_told_page_by_page(stores: Stores) {
        let house = House::new(stores).await;
        let browser = house.browser("clerk").await;
        let mut parties: Vec<PartyId> = Vec::new();
        for number in 0..120 {
            let path = added(&browser, &person(&format!("Nimi{number}"), "Monta")).await;
            parties.push(path.rsplit('/').next().unwrap().parse().unwrap());
        }
        house.clock.advance_ms(60_000);
        let backup = house.clock.now();
        let clerk = actor(house.app.guard(), "clerk").await;
        let text = tasks::text("Kysy avaimista", &[]).unwrap();
        let writing = move |work: &mut Work<'_>| {
            let due = work.today();
            tasks::add_each(work, &parties, (&text, due, None), BulkId::new(1))
        };
        house.app.guard().desk().write(&clerk, Purpose::Care, writing).await.unwrap();
        house.clock.advance_ms(60_000);
        assert_eq!(house.app.guard().note_put_back(backup, true).await.unwrap(), Some(120));
        let officer = house.browser("data_protection_contact").await;
        let (mut path, mut told, mut pages) = (PAGE.to_owned(), BTreeSet::new(), Vec::new());
        loop {
            let page = officer.get(&path).await.body;
            let rows: Vec<&str> = page.split("<tr><td><a href=\"").skip(1).map(|row| row.split('"').next().unwrap()).collect();
            pages.push(rows.len());
            told.extend(rows.into_iter().map(str::to_owned));
            let Some(next) = page.split("href=\"/oversight/put-back?").find(|part| part.contains("&amp;from=")) else { break };
            path = format!("{PAGE}?{}", next.split('"').next().unwrap().replace("&amp;", "&"));
        }
        assert_eq!((pages, told.len()), (vec![50, 50, 20], 120), "one line of the trail, each of them once");
        let wrong = officer.get(&format!("{PAGE}?from=x")).await.status;
        assert_eq!(wrong, StatusCode::NOT_FOUND);
    }
}
