//! Retention: a customer leaves, her clocks run out, what is due goes or stays with its reason; a
//! shorter notice waits.

use axum::http::StatusCode;
use basics::{DAY_MS, Day, PartyId};
use guard::category::Requests;
use guard::{Ask, Work};
use policy::{Kept, Purpose};
use seloste::retention;
use testkit::Stores;

use crate::house::{Answer, Browser, House, NOTICE, actor, add_customers, added, person};

store::statements! {
    /// Rows of a party that say something of her.
    SAID: (PartyId,) -> i64 =
        "select cast((select count(*) from person_name where party_id = $1)
                     + (select count(*) from contact_point where party_id = $1)
                     + (select count(*) from note where party_id = $1)
                     + (select count(*) from profile where party_id = $1) as bigint)";

    /// The notes of a party.
    NOTES: (PartyId,) -> i64 =
        "select cast(count(*) as bigint) from note where party_id = $1";
}

/// The completed notice, by which what is past these clocks goes by itself.
pub(crate) fn by_itself(clocks: &[&str]) -> String {
    let mut notice = NOTICE.to_owned();
    for clock in clocks {
        let of = format!("of = \"{clock}\"\n");
        assert!(notice.contains(&of), "{clock}");
        notice = notice.replace(&of, &format!("{of}by = \"itself\"\n"));
    }
    notice
}

const EVERY: [&str; 8] = [
    "identity",
    "company",
    "contact",
    "birth_date",
    "services",
    "permissions",
    "requests",
    "other",
];

pub(crate) async fn version(by: &Browser, id: &str) -> String {
    let page = by.get(&format!("/customers/{id}")).await.body;
    let (_, rest) = page
        .split_once("name=\"version\" value=\"")
        .unwrap_or_else(|| panic!("{page}"));
    rest.split('"').next().unwrap().to_owned()
}

pub(crate) async fn change(by: &Browser, id: &str, fields: &[(&str, &str)]) -> Answer {
    let version = version(by, id).await;
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    by.post(&format!("/customers/{id}/change"), &all).await
}

/// The customer relationship ends on a day.
pub(crate) async fn leave(by: &Browser, id: &str, until: &str) {
    let fields = [("what", "leave"), ("until", until), ("why", "own_wish")];
    let answer = change(by, id, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

pub(crate) async fn counted(
    house: &House,
    of: &'static store::Statement<(PartyId,), i64>,
    id: &str,
) -> i64 {
    let party: PartyId = id.parse().unwrap();
    let read = house
        .app
        .guard()
        .read_state(move |tx| Ok(tx.one(of, (party,))?));
    read.await.unwrap()
}

pub(crate) async fn said(house: &House, id: &str) -> i64 {
    counted(house, &SAID, id).await
}

/// Sets a legal hold; what `on` says.
pub(crate) async fn hold(officer: &Browser, id: &str, on: &str) -> Answer {
    let fields = [
        ("on", on),
        ("reason", "Riita laskusta 7."),
        ("review", "1.6.2027"),
    ];
    officer
        .post(&format!("/customers/{id}/holds"), &fields)
        .await
}

pub(crate) async fn restrict(house: &House, id: &str) {
    let party: PartyId = id.parse().unwrap();
    let officer = actor(house.app.guard(), "data_protection_contact").await;
    let restricting = move |work: &mut Work<'_>| {
        let proof = work.ask::<Requests>(Ask::change(&[party]))?;
        work.restrict(&proof, party, true)
    };
    let desk = house.app.guard().desk();
    desk.write(&officer, Purpose::Rights, restricting)
        .await
        .unwrap();
}

pub(crate) fn years(house: &House, years: i64) {
    house.clock.advance_days(years * 366 + 2);
}

pub(crate) async fn run(house: &House) {
    seloste::jobs::run_all(&house.app).await.unwrap();
    for job in seloste::jobs::states(&house.app).await.unwrap() {
        assert_eq!(job.failed, None, "{}", job.name);
    }
}

async fn found(by: &Browser, words: &str) -> String {
    by.post("/customers/hits", &[("words", words)]).await.body
}

testkit::both_engines! {
    async fn a_customer_leaves_for_a_reason_and_may_begin_again(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Lilja", "Lähtijä")).await;
        let path = format!("/customers/{id}");
        assert!(clerk.get(&path).await.body.contains("Asiakkuus päättyy"));
        for (until, why, told) in [("1.12.2026", "moved", "tulevaisuudessa"), ("24.11.2026", "", "Valitse, miksi"), ("24.11.2026", "erased", "Valitse, miksi")] {
            let answer = change(&clerk, &id, &[("what", "leave"), ("until", until), ("why", why)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(told), "{told}: {}", answer.body);
        }
        leave(&clerk, &id, "24.11.2026").await;
        let page = clerk.get(&path).await.body;
        assert!(page.contains("–24.11.2026") && page.contains("oma toive"), "{page}");
        assert!(!page.contains("value=\"leave\""), "there is nothing left to end: {page}");
        let nothing = change(&clerk, &id, &[("what", "leave"), ("until", "24.11.2026"), ("why", "moved")]).await;
        assert!(nothing.body.contains("Yksikään yhteys ei ole voimassa"), "{}", nothing.body);
        house.clock.advance_days(1);
        let clerk = house.browser("clerk").await;
        let why = clerk.get(&format!("{path}/why")).await.body;
        assert!(why.contains("24.11.2029 asti"), "{why}");
        let again = [("what", "connect"), ("connection", "customer"), ("from", "25.11.2026"), ("source", "person")];
        let answer = change(&clerk, &id, &again).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let why = clerk.get(&format!("{path}/why")).await.body;
        assert!(why.contains("Aika ei ole vielä alkanut") && !why.contains("24.11.2029"), "{why}");
    }

    async fn whoever_left_goes_by_herself_when_her_time_is_over_and_not_a_day_before(stores: Stores) {
        let house = House::under(stores, &by_itself(&EVERY)).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, pekka) = (&ids["Maija"], &ids["Pekka"]);
        leave(&clerk, maija, "24.11.2026").await;
        house.clock.set(crate::house::NOW.plus_ms(3 * 365 * DAY_MS + DAY_MS));
        // 24.11.2029 is the last day.
        run(&house).await;
        assert!(said(&house, maija).await > 0);
        house.clock.advance_days(1);
        run(&house).await;
        assert_eq!(said(&house, maija).await, 0, "her number too");
        let clerk = house.browser("clerk").await;
        assert_eq!(clerk.get(&format!("/customers/{maija}")).await.status, StatusCode::NOT_FOUND);
        assert!(!found(&clerk, "mallikas").await.contains("Mallikas"));
        assert!(!clerk.get("/customers").await.body.contains("Mallikas"));
        assert!(clerk.get(&format!("/customers/{pekka}")).await.body.contains("Esimerkki"), "who stays is untouched");
        let lines = house.browser("data_protection_contact").await.get("/retention").await.body;
        assert!(lines.contains("Viimeisin ajo") && lines.contains("valmis"), "{lines}");
    }

    async fn under_a_notice_without_clocks_nothing_is_due(stores: Stores) {
        let seed = include_str!("../../../../notice/tlmaint-seed.toml");
        let house = House::under(stores, seed).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        leave(&clerk, &ids["Maija"], "24.11.2026").await;
        years(&house, 30);
        assert!(retention::dry(&house.app).await.unwrap().is_empty());
        run(&house).await;
        assert!(said(&house, &ids["Maija"]).await > 0);
    }

    async fn what_is_held_restricted_or_needed_stays_and_is_told(stores: Stores) {
        let house = House::under(stores, &by_itself(&["identity", "contact"])).await;
        let clerk = house.browser("clerk").await;
        let officer = house.browser("data_protection_contact").await;
        let names = ["Hilla", "Rauha", "Taika", "Vapaa", "Lohkola"];
        let mut ids = Vec::new();
        for name in names {
            let mut fields = person(name, "Jäävä");
            fields.extend([("email", "jaa@example.com"), ("anyway", "1")]);
            ids.push(added(&clerk, &fields).await);
        }
        assert_eq!(hold(&officer, &ids[0], "all").await.status, StatusCode::SEE_OTHER);
        restrict(&house, &ids[1]).await;
        let task = [("text", "Soita takaisin"), ("due", "1.12.2026"), ("staff", "")];
        clerk.post(&format!("/customers/{}/tasks", ids[2]), &task).await;
        assert_eq!(hold(&officer, &ids[4], "category.contact").await.status, StatusCode::SEE_OTHER);
        for id in [&ids[0], &ids[2], &ids[3], &ids[4]] {
            leave(&clerk, id, "24.11.2026").await;
        }
        let end = [("what", "leave"), ("until", "24.11.2026"), ("why", "other"), ("reason", "pyyntö 3")];
        let answer = change(&officer, &ids[1], &end).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        years(&house, 3);
        let dry = retention::dry(&house.app).await.unwrap();
        let contact = dry[&Kept::Contact];
        assert_eq!((contact.due, contact.gone, contact.held, contact.restricted, contact.needed), (5, 1, 2, 1, 1));
        let identity = dry[&Kept::Identity];
        assert_eq!((identity.due, identity.gone, identity.stays), (5, 2, 3));
        let officer = house.browser("data_protection_contact").await;
        let page = officer.get("/retention/due?kept=contact").await.body;
        for why in ["poistokielto", "käsittelyä on rajoitettu", "avoin tehtävä"] {
            assert!(page.contains(why), "{why}: {page}");
        }
        run(&house).await;
        let mut left = Vec::new();
        for id in &ids {
            left.push(said(&house, id).await);
        }
        // Name, number and address; of the last one the address alone, which is held.
        assert_eq!(left, [3, 3, 3, 0, 1]);
        // Lifted: it goes with the next run.
        let lift = [("on", "all")];
        let answer = officer.post(&format!("/customers/{}/holds/lifted", ids[0]), &lift).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        run(&house).await;
        assert_eq!(said(&house, &ids[0]).await, 0);
        // Also of whom only what is held is left, and nothing says who she was.
        let last = format!("/customers/{}/holds", ids[4]);
        assert!(officer.get(&last).await.body.contains("Riita laskusta 7."));
        let lift = [("on", "category.contact")];
        assert_eq!(officer.post(&format!("{last}/lifted"), &[("on", "")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(officer.post(&format!("{last}/lifted"), &lift).await.status, StatusCode::SEE_OTHER);
        run(&house).await;
        assert_eq!(said(&house, &ids[4]).await, 0);
    }

    async fn what_arrived_goes_by_the_clock_of_its_own_category_and_a_field_by_its_own_time(stores: Stores) {
        let house = House::under(stores, &by_itself(&["other"])).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Säilyvä", "Sini")).await;
        for (name, category) in [("sopimus.txt", "services"), ("muuta.txt", "other")] {
            let answer = crate::files::attach(&clerk, &id, (name, "Asiakirja", category), b"Hei!").await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        }
        crate::fields::with_fields(&clerk, &id, &[("heating", "ground"), ("pets", "dog")]).await;
        assert!(clerk.get(&format!("/customers/{id}/why")).await.body.contains("koira"));
        let files = format!("/customers/{id}/files");
        let path = format!("/customers/{id}");
        house.clock.advance_days(13 * 31);
        run(&house).await;
        let clerk = house.browser("clerk").await;
        let why = clerk.get(&format!("{path}/why")).await.body;
        assert!(why.contains("maalämpö") && !why.contains("koira"), "twelve months for pets: {why}");
        assert!(clerk.get(&files).await.body.contains("muuta.txt"));
        house.clock.advance_days(13 * 31);
        run(&house).await;
        let clerk = house.browser("clerk").await;
        let left = clerk.get(&files).await.body;
        assert!(left.contains("sopimus.txt") && !left.contains("muuta.txt"), "{left}");
        let why = clerk.get(&format!("{path}/why")).await.body;
        assert!(why.contains("maalämpö"), "it is kept as services are: {why}");
    }

    async fn values_that_arrived_long_ago_go_one_by_one(stores: Stores) {
        let house = House::under(stores, &by_itself(&["other"])).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Nuppu", "Muistettava")).await;
        let note = |text| [("what", "note"), ("note", text), ("source", "person")];
        change(&clerk, &id, &note("Vanha muistiinpano.")).await;
        house.clock.advance_days(400);
        let clerk = house.browser("clerk").await;
        change(&clerk, &id, &note("Uusi muistiinpano.")).await;
        let why = clerk.get(&format!("/customers/{id}/why")).await.body;
        assert!(why.contains("24.11.2028"), "each value has its own day: {why}");
        house.clock.advance_days(340);
        run(&house).await;
        let clerk = house.browser("clerk").await;
        let page = clerk.get(&format!("/customers/{id}")).await.body;
        assert!(page.contains("Uusi muistiinpano.") && !page.contains("Vanha muistiinpano."), "{page}");
        assert_eq!(counted(&house, &NOTES, &id).await, 1);
        house.clock.advance_days(400);
        run(&house).await;
        assert_eq!(counted(&house, &NOTES, &id).await, 0);
        let clerk = house.browser("clerk").await;
        assert!(clerk.get(&format!("/customers/{id}")).await.body.contains("Nuppu"), "she is a customer still");
    }

    async fn a_shorter_notice_waits_seven_days(stores: Stores) {
        let notice = by_itself(&["identity", "contact"]);
        let house = House::under(stores, &notice).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        leave(&clerk, &ids["Maija"], "24.11.2026").await;
        house.clock.advance_days(400);
        let admin = actor(house.app.guard(), "administrator").await;
        let of = "of = \"contact\"\nby = \"itself\"\nperiod = \"3 years\"";
        assert!(notice.contains(of));
        let shorter = notice.replace(of, "of = \"contact\"\nby = \"itself\"\nperiod = \"1 year\"");
        let now = house.app.clock().now();
        house.app.guard().notices().publish(&admin, shorter, Some(now)).await.unwrap();
        let due = async |house: &House| retention::dry(&house.app).await.unwrap().get(&Kept::Contact).map_or(0, |one| one.gone);
        for day in 0..7 {
            assert_eq!(due(&house).await, 0, "day {day}");
            house.clock.advance_days(1);
        }
        assert_eq!(due(&house).await, 1);
        run(&house).await;
        let clerk = house.browser("clerk").await;
        let page = clerk.get(&format!("/customers/{}", ids["Maija"])).await.body;
        assert!(page.contains("Mallikas") && !page.contains("Esimerkkitie"), "{page}");
    }

    async fn what_is_due_of_everybody_is_what_started_of_each(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, firm) = crate::collected::everything(&house).await;
        let clerk = house.browser("clerk").await;
        let sites = format!("/customers/{maija}/sites");
        let page = clerk.get(&sites).await.body;
        let (_, form) = page.split_once("value=\"end-site\"").unwrap_or_else(|| panic!("{page}"));
        let row = form.split("name=\"row\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let ended = crate::sites::change(&clerk, &maija, &[("what", "end-site"), ("row", &row), ("until", "24.11.2026")]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        let withdrawn = [("what", "withdrawal"), ("channel", "email"), ("way", "phone"), ("on", "24.11.2026")];
        let answer = change(&clerk, &maija, &withdrawn).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let parties: Vec<PartyId> = [maija, firm].iter().map(|id| id.parse().unwrap()).collect();
        let reading = move |tx: &mut store::Tx<'_>| {
            let zone = basics::Zone::named("Europe/Helsinki").unwrap();
            let mut told = Vec::new();
            for starts in seloste::starts() {
                let asked = seloste::capability::Asked {
                    category: starts.kept.category().unwrap(),
                    until: Day::parse("1.1.2100").unwrap(),
                    zone: &zone,
                    after: (PartyId::new(0), i64::MIN),
                    most: 100,
                };
                let all = (starts.due)(tx, &asked)?;
                let mut each = Vec::new();
                for party in &parties {
                    each.extend((starts.of)(tx, *party, &zone)?);
                }
                told.push((starts.kept, all, each));
            }
            Ok(told)
        };
        let told = house.app.guard().read_state(reading).await.unwrap();
        let key = |one: &seloste::capability::Started| (one.party, one.place());
        let mut seen = std::collections::BTreeSet::new();
        for (kept, mut all, mut each) in told {
            all.sort_by_key(key);
            each.sort_by_key(key);
            assert_eq!(all, each, "{kept}");
            if !all.is_empty() {
                seen.insert(kept);
            }
        }
        let some = [Kept::Services, Kept::Permissions, Kept::Requests];
        assert_eq!(seen, std::collections::BTreeSet::from(some), "each has something that started");
    }

    async fn a_field_with_a_shorter_time_goes_when_the_connection_ended_so_long_ago(stores: Stores) {
        let field = "key = \"heating\"\nkind = \"choice\"\ncategory = \"services\"\n";
        let notice = by_itself(&["services"]);
        assert!(notice.contains(field));
        let notice = notice.replace(field, &[field, "period = \"12 months\"\n"].concat());
        let house = House::under(stores, &notice).await;
        let clerk = house.browser("clerk").await;
        let (gone, stays) = (added(&clerk, &person("Lämpö", "Lähtenyt")).await, added(&clerk, &person("Lämpö", "Jäänyt")).await);
        for id in [&gone, &stays] {
            crate::fields::with_fields(&clerk, id, &[("heating", "ground")]).await;
            let file = ("sopimus.txt", "Asiakirja", "services");
            assert_eq!(crate::files::attach(&clerk, id, file, b"Hei!").await.status, StatusCode::SEE_OTHER);
        }
        leave(&clerk, &gone, "24.11.2026").await;
        // 24.11.2027 is the last day.
        house.clock.set(crate::house::NOW.plus_ms(365 * DAY_MS));
        run(&house).await;
        let clerk = house.browser("clerk").await;
        assert!(clerk.get(&format!("/customers/{gone}/why")).await.body.contains("maalämpö"));
        house.clock.advance_days(1);
        let dry = retention::dry(&house.app).await.unwrap();
        assert_eq!(dry[&Kept::Services].due, 1, "{dry:?}");
        run(&house).await;
        let clerk = house.browser("clerk").await;
        assert!(!clerk.get(&format!("/customers/{gone}/why")).await.body.contains("maalämpö"));
        assert!(clerk.get(&format!("/customers/{gone}/files")).await.body.contains("sopimus.txt"), "kept as services are");
        assert!(clerk.get(&format!("/customers/{stays}/why")).await.body.contains("maalämpö"), "whose connection goes on");
    }
}
