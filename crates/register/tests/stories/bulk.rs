//! One action over many customers: shown first, done in parts, told of, undone.

use axum::http::StatusCode;
use basics::PartyId;
use guard::Work;
use policy::Purpose;
use testkit::Stores;

use crate::house::{Answer, Browser, House, actor, add_customers, added, person};
use crate::lists::{listed, profile};
use crate::tags::tag;

store::statements! {
    /// How many tags stand with a party.
    STANDING: (PartyId,) -> i64 =
        "select cast(count(*) as bigint) from party_tag where party_id = $1 and taken_ms is null";

    /// How many customers runs are about.
    KEPT: () -> i64 = "select cast(count(*) as bigint) from bulk_row";
}

/// What the preview says that it shows.
async fn shown(clerk: &Browser, fields: &[(&str, &str)]) -> String {
    let preview = clerk.post("/customers/bulk", fields).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
    let (_, rest) = preview.body.split_once("name=\"shown\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Presses its button.
async fn press(clerk: &Browser, fields: &[(&str, &str)], shown: &str) -> Answer {
    let mut all = fields.to_vec();
    all.push(("shown", shown));
    clerk.post("/customers/bulk/runs", &all).await
}

/// Looks, and presses the button: the page of the run.
async fn run(clerk: &Browser, fields: &[(&str, &str)]) -> Answer {
    let shown = shown(clerk, fields).await;
    let begun = press(clerk, fields, &shown).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    assert!(begun.location().starts_with("/customers/bulk/"));
    begun
}

/// The page of a run once it is at its end.
async fn ended(clerk: &Browser, path: &str) -> String {
    for _ in 0..200 {
        let page = clerk.get(path).await.body;
        if !page.contains("data-follow") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it does not end");
}

async fn standing(house: &House, party: &str) -> i64 {
    let party: PartyId = party.parse().unwrap();
    let reading = move |tx: &mut store::Tx<'_>| Ok(tx.one(&STANDING, (party,))?);
    house.app.guard().read_state(reading).await.unwrap()
}

async fn tagged(browser: &Browser, tag: &str) -> usize {
    let page = browser.get(&format!("/customers?tag={tag}")).await.body;
    listed(&page).len()
}

testkit::both_engines! {
    async fn ticked_customers_get_a_tag_and_lose_it_again_when_it_is_undone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let spring = tag(&clerk, "Kevät").await;
        let own = format!("/customers/{}/tags", ids["Oy"]);
        clerk.post(&own, &[("tag", &spring), ("deed", "put")]).await;
        let fields = [
            ("what", "put"), ("tag", spring.as_str()), ("narrowed", ""),
            ("row", ids["Maija"].as_str()), ("row", ids["Oy"].as_str()), ("row", "0000000000001"),
        ];
        let preview = clerk.post("/customers/bulk", &fields).await.body;
        assert!(preview.contains("Koskee 2 asiakasta") && preview.contains("Mallikas Maija"), "{preview}");
        assert!(preview.contains("Yksi jää pois"), "{preview}");
        assert!(preview.contains("Lisää tunniste 2 asiakkaalle"), "{preview}");
        assert_eq!(tagged(&clerk, &spring).await, 1, "nothing is changed by looking");
        let path = run(&clerk, &fields).await.location().to_owned();
        let page = ended(&clerk, &path).await;
        assert!(page.contains("Valmis."), "{page}");
        assert!(page.contains("<dt>Muutettu</dt><dd>1</dd>") && page.contains("<dt>Oli jo ennestään niin</dt><dd>1</dd>"), "{page}");
        assert_eq!(tagged(&clerk, &spring).await, 2);
        let trail = house.browser("data_protection_contact").await.get(&format!("/customers/{}/trail", ids["Maija"])).await.body;
        assert!(trail.contains("muutti"), "{trail}");
        let undone = clerk.post(&format!("{path}/undone"), &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
        let page = ended(&clerk, &path).await;
        assert!(page.contains("Peruttu"), "{page}");
        assert_eq!(tagged(&clerk, &spring).await, 1, "who had it before has it still");
        let again = clerk.post(&format!("{path}/undone"), &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn everyone_who_fits_is_done_in_the_background_and_nobody_else(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        for at in 0..205 {
            let first = format!("Nimi{at}");
            let mut fields = person(&first, "Monilukuinen");
            fields.retain(|field| field.0 != "language");
            fields.push(("language", "sv"));
            added(&clerk, &fields).await;
        }
        let all = tag(&clerk, "Ruotsinkieliset").await;
        let fields = [("what", "put"), ("tag", all.as_str()), ("narrowed", "language=sv"), ("whole", "1")];
        let preview = clerk.post("/customers/bulk", &fields).await.body;
        assert!(preview.contains("Koskee 205 asiakasta") && preview.contains("ja 195 muuta"), "{preview}");
        let path = run(&clerk, &fields).await.location().to_owned();
        let page = ended(&clerk, &path).await;
        assert!(page.contains("<dt>Muutettu</dt><dd>205</dd>"), "{page}");
        let found = clerk.get(&format!("/customers?tag={all}")).await.body;
        assert!(found.contains("205 asiakasta."), "{found}");
        assert!(clerk.get(&format!("/customers?tag={all}&language=fi")).await.body.contains("Poista jokin niistä"));
        // A run is its owner's alone.
        assert_eq!(house.browser("billing").await.get(&path).await.status, StatusCode::NOT_FOUND);
    }

    async fn nothing_is_done_to_anyone_who_was_not_shown(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, other) = (house.browser("clerk").await, house.browser("clerk").await);
        let ids = add_customers(&clerk).await;
        let spring = tag(&clerk, "Kevät").await;
        let fields = [("what", "put"), ("tag", spring.as_str()), ("narrowed", "kind=person"), ("whole", "1")];
        let before = shown(&clerk, &fields).await;
        let late = added(&other, &person("Myöhäinen", "Tulija")).await;
        let begun = press(&clerk, &fields, &before).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
        assert!(ended(&clerk, begun.location()).await.contains("<dt>Muutettu</dt><dd>2</dd>"));
        let page = other.get(&format!("/customers?tag={spring}")).await.body;
        assert_eq!(listed(&page), [ids["Pekka"].clone(), ids["Maija"].clone()], "not {late}");
        // One fits no more and one fits now: as many, and yet others than were shown.
        let fields = [("what", "take"), ("tag", spring.as_str()), ("narrowed", "language=sv"), ("whole", "1")];
        profile(&other, &ids["Pekka"], &[("language", "sv")]).await;
        profile(&other, &late, &[("language", "sv")]).await;
        let before = shown(&clerk, &fields).await;
        profile(&other, &ids["Pekka"], &[("language", "fi")]).await;
        profile(&other, &ids["Maija"], &[("language", "sv")]).await;
        for stale in [before.as_str(), "", "2-9999-1"] {
            let refused = press(&clerk, &fields, stale).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{stale}");
            assert!(refused.body.contains("Luettelo on muuttunut") && refused.body.contains("Mallikas Maija"), "{}", refused.body);
        }
        assert_eq!(tagged(&clerk, &spring).await, 2, "nothing was done");
        let path = run(&clerk, &fields).await.location().to_owned();
        assert!(ended(&clerk, &path).await.contains("<dt>Muutettu</dt><dd>1</dd>"));
        assert_eq!(tagged(&clerk, &spring).await, 1, "whoever looks again goes on");
    }

    async fn each_gets_a_task_of_its_own(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let mut fields = vec![("what", "task"), ("narrowed", "kind=person"), ("whole", "1"), ("text", "Soita keväällä"), ("due", "1.4.2027"), ("staff", "")];
        let path = run(&clerk, &fields).await.location().to_owned();
        assert!(ended(&clerk, &path).await.contains("<dt>Muutettu</dt><dd>2</dd>"));
        let list = clerk.get("/tasks?whose=nobody").await.body;
        assert_eq!(list.matches("Soita keväällä").count(), 2, "{list}");
        assert!(!clerk.get(&format!("/customers/{}/tasks", ids["Oy"])).await.body.contains("Soita keväällä"));
        fields.retain(|field| field.0 != "due");
        fields.push(("due", "ensi keväänä"));
        let wrong = clerk.post("/customers/bulk/runs", &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Päivää ei ymmärretty") && wrong.body.contains("value=\"ensi keväänä\""), "{}", wrong.body);
    }

    async fn the_tasks_of_a_run_are_taken_back_at_once_and_what_somebody_did_or_was_given_stays(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut ids: Vec<String> = add_customers(&clerk).await.into_values().collect();
        ids.push(added(&clerk, &person("Liisa", "Lisätty")).await);
        for id in &ids {
            clerk.post(&format!("/customers/{id}/tasks"), &[("text", "Oma tehtävä"), ("due", "1.4.2027")]).await;
        }
        let fields = [("what", "task"), ("narrowed", ""), ("whole", "1"), ("text", "Soita keväällä"), ("due", "1.4.2027")];
        let path = run(&clerk, &fields).await.location().to_owned();
        let page = ended(&clerk, &path).await;
        assert!(page.contains("<dt>Muutettu</dt><dd>4</dd>") && page.contains("data-key=\"u\""), "one key undoes it: {page}");
        let task = |page: &str, text: &str| {
            let (_, rest) = page.split_once(text).expect("a task");
            let (_, rest) = rest.split_once("name=\"row\" value=\"").expect("its number");
            rest.split('"').next().unwrap().to_owned()
        };
        let deed = |at: usize, fields: &'static [(&'static str, &'static str)]| {
            let (clerk, path) = (clerk.clone(), format!("/customers/{}/tasks", ids[at]));
            async move {
                let row = task(&clerk.get(&path).await.body, "Soita keväällä");
                let mut all = vec![("row", row.as_str())];
                all.extend_from_slice(fields);
                let answer = clerk.post(&format!("{path}/deed"), &all).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
            }
        };
        deed(0, &[("deed", "done")]).await;
        deed(1, &[("deed", "give"), ("staff", ""), ("due", "2.4.2027")]).await;
        let undone = clerk.post(&format!("{path}/undone"), &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
        let page = ended(&clerk, &path).await;
        assert!(page.contains("avoimet tehtävät poistettiin"), "{page}");
        assert!(page.contains("<dt>Palautettu</dt><dd>2</dd>") && page.contains("<dt>Jäi pois</dt><dd>2</dd>"), "{page}");
        for (at, id) in ids.iter().enumerate() {
            let page = clerk.get(&format!("/customers/{id}/tasks")).await.body;
            assert_eq!(page.contains("Soita keväällä"), at < 2, "{at}: {page}");
            assert!(page.contains("Oma tehtävä"), "what came otherwise stays");
        }
        let again = clerk.post(&format!("{path}/undone"), &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn whoever_may_not_change_is_refused_and_an_export_takes_the_list_along(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let contract = tag(&clerk, "Sopimus").await;
        let fields = [("what", "put"), ("tag", contract.as_str()), ("narrowed", ""), ("whole", "1")];
        for role in ["billing", "technician", "marketing", "owner", "administrator"] {
            let browser = house.browser(role).await;
            for path in ["/customers/bulk", "/customers/bulk/runs"] {
                assert_eq!(browser.post(path, &fields).await.status, StatusCode::FORBIDDEN, "{role} {path}");
            }
            assert!(!browser.get("/customers").await.body.contains("id=\"bulk\""), "{role}");
        }
        let nobody = clerk.post("/customers/bulk", &[("what", "put"), ("narrowed", "")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nobody.body.contains("Ketään ei ole valittu"), "{}", nobody.body);
        let contact = house.browser("data_protection_contact").await;
        let list = contact.get("/customers").await.body;
        assert!(list.contains("value=\"export\"") && !list.contains("value=\"put\""), "{list}");
        let to = contact.post("/customers/bulk", &[("what", "export"), ("narrowed", "postal=40100"), ("whole", "1")]).await;
        assert_eq!(to.location(), "/export?postal=40100");
        let start = contact.get(to.location()).await.body;
        assert!(start.contains("name=\"narrowed\" value=\"postal=40100\""), "{start}");
        let order = [("narrowed", "postal=40100"), ("choice", "names"), ("format", "csv"), ("reason", "kirje")];
        let file = contact.post("/export/file", &order).await.body;
        assert!(file.contains("Mallikas") && !file.contains("Esimerkki"), "{file}");
        let rows = [("row", ids["Oy"].as_str()), ("narrowed", ""), ("choice", "names"), ("format", "csv"), ("reason", "kirje")];
        let file = contact.post("/export/file", &rows).await.body;
        assert!(!file.contains("Mallikas") && file.contains("Esimerkki Huolto Oy"), "{file}");
    }

    async fn whoever_is_restricted_meanwhile_is_left_out_and_told(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let spring = tag(&clerk, "Kevät").await;
        let fields = [("what", "put"), ("tag", spring.as_str()), ("narrowed", ""), ("row", ids["Maija"].as_str()), ("row", ids["Pekka"].as_str())];
        clerk.post("/customers/bulk", &fields).await;
        let party = ids["Maija"].parse().unwrap();
        let contact = actor(house.app.guard(), "data_protection_contact").await;
        let restricting = move |work: &mut Work<'_>| {
            let proof = work.ask(guard::Ask::change(&[party]))?;
            work.restrict(&proof, party, true)
        };
        house.app.guard().desk().write(&contact, Purpose::Rights, restricting).await.unwrap();
        let path = run(&clerk, &fields).await.location().to_owned();
        let page = ended(&clerk, &path).await;
        assert!(page.contains("<dt>Muutettu</dt><dd>1</dd>") && page.contains("<dt>Jäi pois</dt><dd>1</dd>"), "{page}");
    }

    async fn what_was_done_meanwhile_stands_when_a_run_is_undone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let spring = tag(&clerk, "Kevät").await;
        let (maija, pekka) = (ids["Maija"].as_str(), ids["Pekka"].as_str());
        let all = |what| [("what", what), ("tag", spring.as_str()), ("narrowed", "kind=person"), ("whole", "1")];
        // Taken off by a run, put on one of them by hand, and the run undone: once, not twice.
        run(&clerk, &all("put")).await;
        let took = run(&clerk, &all("take")).await.location().to_owned();
        let own = format!("/customers/{maija}/tags");
        clerk.post(&own, &[("tag", &spring), ("deed", "put")]).await;
        clerk.post(&format!("{took}/undone"), &[]).await;
        let page = ended(&clerk, &took).await;
        assert!(page.contains("<dt>Palautettu</dt><dd>1</dd>") && page.contains("<dt>Jäi pois</dt><dd>1</dd>"), "{page}");
        assert_eq!(tagged(&clerk, &spring).await, 2);
        assert_eq!((standing(&house, maija).await, standing(&house, pekka).await), (1, 1));
        // A tag that was ended is put on nobody, not by an undoing either.
        let took = run(&clerk, &all("take")).await.location().to_owned();
        clerk.post("/tags/deed", &[("tag", &spring), ("deed", "end")]).await;
        clerk.post(&format!("{took}/undone"), &[]).await;
        let page = ended(&clerk, &took).await;
        assert!(page.contains("<dt>Palautettu</dt><dd>0</dd>") && page.contains("<dt>Jäi pois</dt><dd>2</dd>"), "{page}");
        assert_eq!(tagged(&clerk, &spring).await, 0);
        assert_eq!((standing(&house, maija).await, standing(&house, pekka).await), (0, 0));
    }

    async fn undoing_what_took_off_brings_back_nothing_that_was_undone_itself(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        let spring = tag(&clerk, "Kevät").await;
        let all = |what| [("what", what), ("tag", spring.as_str()), ("narrowed", "kind=person"), ("whole", "1")];
        for first_put in [true, false] {
            let put = run(&clerk, &all("put")).await.location().to_owned();
            let took = run(&clerk, &all("take")).await.location().to_owned();
            assert_eq!(tagged(&clerk, &spring).await, 0);
            let order = if first_put { [put, took] } else { [took, put] };
            for path in &order {
                let undone = clerk.post(&format!("{path}/undone"), &[]).await;
                assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
                ended(&clerk, path).await;
            }
            assert_eq!(tagged(&clerk, &spring).await, 0, "the one that put it on is undone");
        }
    }

    async fn a_run_that_only_seemed_to_have_stopped_changes_nobody_once_it_is_being_undone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        for at in 0..205 {
            added(&clerk, &person(&format!("Nimi{at}"), "Monilukuinen")).await;
        }
        let spring = tag(&clerk, "Kevät").await;
        let fields = [("what", "put"), ("tag", spring.as_str()), ("narrowed", "kind=person"), ("whole", "1")];
        let path = run(&clerk, &fields).await.location().to_owned();
        let mut undone = StatusCode::UNPROCESSABLE_ENTITY;
        for attempt in 0..1_200 {
            // Whoever looks now finds a run that has not got on for a minute, or one that ended.
            if attempt < 5 {
                house.clock.advance_ms(60_000);
            }
            undone = clerk.post(&format!("{path}/undone"), &[]).await.status;
            if undone == StatusCode::SEE_OTHER {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(undone, StatusCode::SEE_OTHER);
        let page = ended(&clerk, &path).await;
        assert!(page.contains("Peruttu") && page.contains("<dt>Muutettu</dt><dd>0</dd>"), "{page}");
        assert_eq!(tagged(&clerk, &spring).await, 0);
    }

    async fn whom_it_was_about_is_forgotten_once_it_can_be_undone_no_more(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        let spring = tag(&clerk, "Kevät").await;
        let fields = [("what", "put"), ("tag", spring.as_str()), ("narrowed", "kind=person"), ("whole", "1")];
        let path = run(&clerk, &fields).await.location().to_owned();
        let kept = |tx: &mut store::Tx<'_>| Ok(tx.one(&KEPT, ())?);
        house.clock.advance_ms(30 * 24 * 60 * 60_000);
        seloste::jobs::run_all(&house.app).await.unwrap();
        let clerk = house.browser("clerk").await;
        assert!(clerk.get(&path).await.body.contains("/undone\""), "it can be undone for a moment yet");
        assert_eq!(house.app.guard().read_state(kept).await.unwrap(), 2);
        house.clock.advance_ms(1);
        seloste::jobs::run_all(&house.app).await.unwrap();
        assert_eq!(house.app.guard().read_state(kept).await.unwrap(), 0);
        assert_eq!(clerk.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(tagged(&clerk, &spring).await, 2, "what was done stays");
    }

    async fn whoever_is_named_before_it_is_done_is_told_of_in_what_the_list_is_narrowed_by(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        shown(&clerk, &[("what", "task"), ("narrowed", "postal=40100"), ("whole", "1")]).await;
        let contact = house.browser("data_protection_contact").await;
        let trail = contact.get(&format!("/customers/{}/trail", ids["Maija"])).await.body;
        let mut lines = trail.split("<tr>").filter(|line| line.contains("näki luettelossa"));
        assert!(lines.any(|line| line.contains("yhteystiedot")), "{trail}");
    }
}
