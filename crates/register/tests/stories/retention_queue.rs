//! Retention as a person works with it: holds, the queue she looks through, runs that are cut off, dry
//! ones, what programs are told.

use axum::http::StatusCode;
use basics::{Day, PartyId};
use guard::Work;
use policy::{Kept, Purpose};
use seloste::retention;
use testkit::Stores;

use crate::house::{House, actor, add_customers, added, person};
use crate::retention::{by_itself, hold, leave, run, said, years};

store::statements! {
    /// A run of a day was cut off behind everything of a party, in a clock.
    CUT_OFF: (i64, PartyId, Day) -> () =
        "update retention_run
            set ended_ms = null, kept = $1, party_id = $2, place = 9223372036854775807, on_day = $3";

    /// How the last run stands: whether it ended, how much went.
    RUN: () -> (Option<i64>, i64) =
        "select ended_ms, gone from retention_run order by run_id desc limit 1";
}

testkit::both_engines! {
    async fn a_hold_is_set_by_whoever_has_the_right_with_a_reason_and_a_review(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let officer = house.browser("data_protection_contact").await;
        let id = added(&clerk, &person("Hilla", "Pidetty")).await;
        let path = format!("/customers/{id}/holds");
        for (field, value, told) in [("reason", "", "Kirjoita perustelut"), ("review", "1.1.2030", "kahden vuoden"), ("review", "ensi viikolla", "muodossa"), ("on", "category.recordings", "ei ole mitään säilytettävää"), ("reason", "Hetu 010594Y9032", "henkilötunnu")] {
            let mut fields = vec![("on", "all"), ("reason", "Riita"), ("review", "1.6.2027")];
            fields.retain(|one| one.0 != field);
            fields.push((field, value));
            let answer = officer.post(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(answer.body.contains(told), "{told}: {}", answer.body);
        }
        assert!(!hold(&clerk, &id, "all").await.status.is_redirection(), "not by a clerk");
        assert_eq!(hold(&officer, &id, "all").await.status, StatusCode::SEE_OTHER);
        assert!(hold(&officer, &id, "all").await.body.contains("on jo poistokielto"));
        let page = officer.get(&path).await.body;
        assert!(page.contains("Riita laskusta 7.") && page.contains("Tarkistetaan 1.6.2027"), "{page}");
        assert!(!clerk.get(&path).await.body.contains("Riita laskusta 7."));
        assert!(!officer.get("/").await.body.contains("tarkistettava"));
        house.clock.advance_days(200);
        let officer = house.browser("data_protection_contact").await;
        assert!(officer.get("/").await.body.contains("Yksi poistokielto on tarkistettava"));
        officer.post(&format!("{path}/lifted"), &[("on", "all")]).await;
        let page = officer.get(&path).await.body;
        assert!(page.contains("Purettu") && !page.contains("Pura kielto"), "{page}");
    }

    async fn a_hold_outlives_a_restored_backup(stores: Stores) {
        let house = House::under(stores, &by_itself(&["identity"])).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Hilla", "Pidetty")).await;
        leave(&clerk, &id, "24.11.2026").await;
        let (house, backup) = house.meanwhile(testkit::Stores::back_up).await;
        let officer = house.browser("data_protection_contact").await;
        assert_eq!(hold(&officer, &id, "category.identity").await.status, StatusCode::SEE_OTHER);
        let (house, ()) = house.meanwhile(|stores| stores.put_back(&backup, "register")).await;
        let officer = house.browser("data_protection_contact").await;
        let page = officer.get(&format!("/customers/{id}/holds")).await.body;
        assert!(page.contains("Syytä ei ole enää tallessa"), "{page}");
        years(&house, 3);
        run(&house).await;
        assert!(said(&house, &id).await > 0);
    }

    async fn a_person_looks_through_what_waits_and_confirms_how_much_it_is(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        leave(&clerk, &ids["Maija"], "24.11.2026").await;
        years(&house, 3);
        run(&house).await;
        assert!(said(&house, &ids["Maija"]).await > 0, "the notice does not say that it goes by itself");
        let officer = house.browser("data_protection_contact").await;
        let queue = officer.get("/retention").await.body;
        assert!(queue.contains("/retention/due?kept=contact") && queue.contains("ihminen käy läpi"), "{queue}");
        let page = officer.get("/retention/due?kept=contact").await.body;
        assert!(page.contains("Mallikas") && page.contains("24.11.2029"), "{page}");
        let (_, row) = page.split_once("name=\"row\" value=\"").unwrap();
        let row = row.split('"').next().unwrap().to_owned();
        let mut fields = vec![("kept", "contact"), ("row", row.as_str())];
        let preview = officer.post("/retention/due", &fields).await;
        assert!(preview.body.contains("Vahvista kirjoittamalla määrä 1"), "{}", preview.body);
        fields.push(("count", "2"));
        assert_eq!(officer.post("/retention/due", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        fields.pop();
        fields.push(("count", "1"));
        let refused = house.browser("clerk").await.post("/retention/due", &fields).await;
        assert!(!refused.status.is_redirection() && !refused.body.contains("Mallikas"), "{}", refused.body);
        let erased = officer.post("/retention/due", &fields).await;
        assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);
        let shown = officer.get(&format!("/customers/{}", ids["Maija"])).await.body;
        assert!(shown.contains("Mallikas") && !shown.contains("Esimerkkitie"), "{shown}");
        // What was chosen is gone: whoever sends it again is told.
        let again = officer.post("/retention/due", &fields).await;
        assert!(again.body.contains("Tiedot ovat muuttuneet"), "{}", again.body);
        let nothing = officer.post("/retention/due", &[("kept", "contact")]).await;
        assert!(nothing.body.contains("Valitse ainakin yksi"), "{}", nothing.body);
    }

    async fn a_run_that_was_cut_off_goes_on_where_it_stood(stores: Stores) {
        let house = House::under(stores, &by_itself(&["identity"])).await;
        let clerk = house.browser("clerk").await;
        let mut ids = Vec::new();
        for name in ["Aino", "Bea", "Cilla", "Disa"] {
            let id = added(&clerk, &person(name, "Katkeava")).await;
            leave(&clerk, &id, "24.11.2026").await;
            ids.push(id);
        }
        let mut order: Vec<PartyId> = ids.iter().map(|id| id.parse().unwrap()).collect();
        order.sort_unstable();
        run(&house).await;
        years(&house, 3);
        // As if the run of that day had been killed behind the second of them.
        let second = order[1];
        let zone = basics::Zone::named("Europe/Helsinki").unwrap();
        let today = zone.day_at(house.app.clock().now());
        let cut = move |tx: &mut store::Tx<'_>| Ok(tx.run(&CUT_OFF, (1, second, today))?);
        house.app.guard().write_state(cut).await.unwrap();
        assert!(retention::dry(&house.app).await.unwrap()[&Kept::Identity].due == 4);
        run(&house).await;
        let mut left = Vec::new();
        for party in &order {
            left.push(said(&house, &party.to_string()).await > 0);
        }
        assert_eq!(left, [true, true, false, false], "it went on behind the second");
        run(&house).await;
        for id in &ids {
            assert_eq!(said(&house, id).await, 0, "and the next one does the rest");
        }
        let (ended, _) = house.app.guard().read_state(|tx| Ok(tx.one(&RUN, ())?)).await.unwrap();
        assert!(ended.is_some());
        run(&house).await;
        let (_, gone) = house.app.guard().read_state(|tx| Ok(tx.one(&RUN, ())?)).await.unwrap();
        assert_eq!(gone, 0, "what went is due no more");
    }

    async fn a_dry_run_writes_nothing(stores: Stores) {
        let house = House::under(stores, &by_itself(&["identity", "contact"])).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        leave(&clerk, &ids["Maija"], "24.11.2026").await;
        years(&house, 3);
        let before = said(&house, &ids["Maija"]).await;
        let dry = retention::dry(&house.app).await.unwrap();
        assert_eq!(dry[&Kept::Identity].gone, 1);
        assert_eq!(said(&house, &ids["Maija"]).await, before);
        let runs = house.app.guard().read_state(|tx| Ok(tx.maybe(&RUN, ())?)).await.unwrap();
        assert_eq!(runs, None);
    }

    async fn clocks_are_told_to_programs(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        leave(&clerk, &ids["Maija"], "24.11.2026").await;
        house.clock.advance_days(1);
        let party: PartyId = ids["Maija"].parse().unwrap();
        let officer = actor(house.app.guard(), "data_protection_contact").await;
        let reading = move |work: &mut Work<'_>| retention::told_of(work, party, basics::Language::Fi);
        let told = house.app.guard().desk().read(&officer, Purpose::Rights, reading).await.unwrap();
        let contact = told.iter().find(|one| one.category == policy::Category::Contact).unwrap();
        assert_eq!(contact.until, Some(Day::parse("24.11.2029").unwrap()));
        assert!(!contact.over);
    }

    async fn the_end_of_a_connection_in_which_nothing_happens_is_proposed_and_confirmed(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let (idle, lively) = (added(&clerk, &person("Hilja", "Hiljainen")).await, added(&clerk, &person("Vilma", "Vilkas")).await);
        house.clock.set(crate::house::NOW.plus_ms(5 * 365 * 24 * 60 * 60_000));
        let (clerk, officer) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        assert!(officer.get("/retention").await.body.contains("/retention/idle"));
        assert!(!officer.get("/retention/idle").await.body.contains("name=\"row\""), "five years are not over");
        let note = [("what", "note"), ("note", "Soitti."), ("source", "person")];
        assert_eq!(crate::retention::change(&clerk, &lively, &note).await.status, StatusCode::SEE_OTHER);
        house.clock.advance_days(3);
        let (clerk, officer) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let page = officer.get("/retention/idle").await.body;
        assert!(page.contains("Hiljainen") && !page.contains("Vilkas"), "{page}");
        let (_, row) = page.split_once("name=\"row\" value=\"").unwrap();
        let row = row.split('"').next().unwrap().to_owned();
        assert!(!clerk.post("/retention/idle", &[("row", &row)]).await.status.is_redirection());
        let nothing = officer.post("/retention/idle", &[]).await;
        assert!(nothing.body.contains("Valitse ainakin yksi"), "{}", nothing.body);
        let ended = officer.post("/retention/idle", &[("row", &row)]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        let page = clerk.get(&format!("/customers/{idle}")).await.body;
        assert!(page.contains("ei tapahtumia pitkään aikaan"), "{page}");
        assert!(!officer.get("/retention/idle").await.body.contains("Hiljainen"));
        let again = officer.post("/retention/idle", &[("row", &row)]).await;
        assert!(again.body.contains("Tiedot ovat muuttuneet"), "{}", again.body);
        // The clocks run from there.
        house.clock.advance_days(1);
        let why = house.browser("clerk").await.get(&format!("/customers/{idle}/why")).await.body;
        assert!(why.contains("2034 asti"), "{why}");
    }

    async fn programs_and_the_command_line_are_told_no_more_than_the_pages(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Hilla", "Pidetty")).await;
        let officer = house.browser("data_protection_contact").await;
        assert_eq!(hold(&officer, &id, "all").await.status, StatusCode::SEE_OTHER);
        let party: PartyId = id.parse().unwrap();
        let told = async |role: &str, purpose: Purpose| {
            let actor = actor(house.app.guard(), role).await;
            let reading = move |work: &mut Work<'_>| retention::told_of(work, party, basics::Language::Fi);
            house.app.guard().desk().read(&actor, purpose, reading).await.unwrap()
        };
        let words = |told: &[retention::Told]| told.iter().flat_map(|one| one.words.clone()).collect::<Vec<_>>().join("; ");
        let contact = told("data_protection_contact", Purpose::Rights).await;
        assert!(contact.iter().any(|one| one.category == policy::Category::Requests));
        assert!(words(&contact).contains("Kaikki asiakkaan tiedot"), "{}", words(&contact));
        let clerk = told("clerk", Purpose::Care).await;
        assert!(!clerk.is_empty() && clerk.iter().all(|one| one.category != policy::Category::Requests));
        assert!(words(&clerk).contains("poistokielto") && !words(&clerk).contains("Kaikki asiakkaan tiedot"), "{}", words(&clerk));
        assert!(told("owner", Purpose::Statistics).await.is_empty());
    }
}
