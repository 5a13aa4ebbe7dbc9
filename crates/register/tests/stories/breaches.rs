//! Breaches: written down, walked to their end, told; and whose data somebody saw.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Answer, Browser, House, add_customers, added, person};

/// A breach that was noticed on Saturday; its page.
async fn noticed(dpo: &Browser, fields: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("name", "Kadonnut kannettava"),
        ("noticed", "21.11.2026 9.00"),
        ("text", "Kannettava jäi junaan."),
    ];
    all.extend_from_slice(fields);
    let answer = dpo.post("/breaches", &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

async fn step(dpo: &Browser, breach: &str, fields: &[(&str, &str)]) -> Answer {
    dpo.post(&format!("{breach}/steps"), fields).await
}

async fn done(dpo: &Browser, breach: &str, fields: &[(&str, &str)]) {
    let answer = step(dpo, breach, fields).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{fields:?}: {}",
        answer.body
    );
}

async fn refused(dpo: &Browser, breach: &str, fields: &[(&str, &str)], sentence: &str) {
    let answer = step(dpo, breach, fields).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{fields:?}: {}",
        answer.body
    );
    assert!(
        answer.body.contains(sentence),
        "{sentence}: {}",
        answer.body
    );
}

/// An open breach that reached a customer.
pub(crate) async fn reaching(dpo: &Browser, party: &str) {
    let breach = noticed(dpo, &[("aware", "21.11.2026 10.00")]).await;
    let added = [("deed", "add"), ("customer", party)];
    let answer = dpo.post(&format!("{breach}/people"), &added).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// The number of an account's actor, as the page of looks lists it.
fn actor(page: &str, name: &str) -> String {
    let (before, _) = page
        .split_once(&[">", name, "</option>"].concat())
        .unwrap_or_else(|| panic!("{name}: {page}"));
    let (_, value) = before.rsplit_once("<option value=\"").unwrap();
    value.split('"').next().unwrap().to_owned()
}

testkit::both_engines! {
    async fn a_breach_of_high_risk_goes_from_notice_to_lessons(stores: Stores) {
        let house = House::new(stores).await;
        let dpo = house.browser("data_protection_contact").await;
        let breach = noticed(&dpo, &[("occurred", "20.11.2026")]).await;
        refused(&dpo, &breach, &[("deed", "assess"), ("risk", "high"), ("words", "Hetut")], "milloin loukkaus tuli ilmi").await;
        done(&dpo, &breach, &[("deed", "aware"), ("at", "21.11.2026 12.30")]).await;
        // 72 hours from Saturday 12.30 end on Tuesday 12.30; it is Tuesday 10.00.
        for page in ["/", "/breaches", breach.as_str()] {
            let page = dpo.get(page).await.body;
            assert!(page.contains("2 tuntia jäljellä"), "{page}");
        }
        assert!(dpo.get(&breach).await.body.contains("24.11.2026 12.30"));
        let known = [("deed", "note"), ("words", "Asiakasluettelo oli levyllä."), ("category", "identity"), ("category", "contact"), ("people", "1 200"), ("records", "3000")];
        done(&dpo, &breach, &known).await;
        refused(&dpo, &breach, &[("deed", "assess"), ("words", "Vakava")], "Valitse vaihtoehto").await;
        done(&dpo, &breach, &[("deed", "assess"), ("risk", "high"), ("words", "Huijauksia voi seurata.")]).await;
        refused(&dpo, &breach, &[("deed", "close"), ("words", "Opittiin")], "Ilmoita ensin viranomaiselle").await;
        refused(&dpo, &breach, &[("deed", "not_tell"), ("words", "Ei tarvitse")], "Riskistä on ilmoitettava").await;
        done(&dpo, &breach, &[("deed", "measure"), ("words", "Levy tyhjennettiin etänä.")]).await;
        done(&dpo, &breach, &[("deed", "tell_authority"), ("words", "Lomakkeella, ensi-ilmoitus.")]).await;
        refused(&dpo, &breach, &[("deed", "close"), ("words", "Opittiin")], "Ilmoita ensin ihmisille").await;
        done(&dpo, &breach, &[("deed", "tell_public"), ("words", "Lehdessä: osoitteet puuttuvat.")]).await;
        done(&dpo, &breach, &[("deed", "close"), ("words", "Levyt salataan.")]).await;
        refused(&dpo, &breach, &[("deed", "note"), ("words", "Vielä")], "on jo päättynyt").await;
        let page = dpo.get(&breach).await.body;
        for told in ["1200", "3000", "Levyt salataan.", "Lomakkeella, ensi-ilmoitus.", "annettu julkinen tiedote", "viranomaiselle ilmoitettu 24.11.2026 10.00"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(!dpo.get("/").await.body.contains("avoin tietoturvaloukkaus"));
        assert!(dpo.get("/breaches?which=over").await.body.contains("Kadonnut kannettava"));
    }

    async fn what_is_told_late_says_why_and_what_is_not_told_too(stores: Stores) {
        let house = House::new(stores).await;
        let dpo = house.browser("data_protection_contact").await;
        let late = noticed(&dpo, &[("aware", "21.11.2026 9.00")]).await;
        assert!(dpo.get("/").await.body.contains("1 tunti myöhässä"));
        done(&dpo, &late, &[("deed", "assess"), ("risk", "risk"), ("words", "Osoitteita")]).await;
        let told = [("deed", "tell_authority"), ("words", "Sähköpostilla")];
        refused(&dpo, &late, &told, "miksi ilmoitus viivästyi").await;
        let why = [told.as_slice(), &[("late", "Laitetta etsittiin viikonlopun.")]].concat();
        done(&dpo, &late, &why).await;
        let supplement = [("deed", "tell_authority"), ("words", "Täydennys")];
        done(&dpo, &late, &supplement).await;
        let slight = noticed(&dpo, &[("aware", "24.11.2026 9.00"), ("name", "Väärä kuori")]).await;
        refused(&dpo, &slight, &[("deed", "not_tell"), ("words", "Ei riskiä")], "Arvioi ensin riski").await;
        done(&dpo, &slight, &[("deed", "assess"), ("risk", "unlikely"), ("words", "Kuorta ei avattu.")]).await;
        refused(&dpo, &slight, &[("deed", "not_tell")], "Kirjoita mitä tehtiin").await;
        done(&dpo, &slight, &[("deed", "not_tell"), ("words", "Kuori palautui avaamattomana.")]).await;
        done(&dpo, &slight, &[("deed", "close"), ("words", "Osoitteet tarkistetaan.")]).await;
        let page = dpo.get(&slight).await.body;
        assert!(page.contains("Kuori palautui avaamattomana."), "{page}");
        for (fields, sentence) in [
            (vec![("name", ""), ("noticed", "24.11.2026 9.00")], "lyhyt nimi"),
            (vec![("name", "x"), ("noticed", "24.11.2026 11.00")], "hetki, joka on jo ollut"),
            (vec![("name", "x"), ("noticed", "24.11.2026 9.00"), ("occurred", "24.11.2026 9.30")], "ennen kuin se tapahtui"),
            (vec![("name", "x"), ("noticed", "24.11.2026 9.00"), ("text", "Tunnus 010594Y9032")], "henkilötunnu"),
        ] {
            let answer = dpo.post("/breaches", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(answer.body.contains(sentence), "{sentence}: {}", answer.body);
        }
    }

    async fn a_drill_goes_through_every_step_and_counts_in_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let dpo = house.browser("data_protection_contact").await;
        let drill = noticed(&dpo, &[("drill", "1"), ("aware", "24.11.2026 9.00")]).await;
        assert!(!dpo.get("/").await.body.contains("tietoturvaloukkaus"), "Today has other things to do");
        assert!(dpo.get("/breaches").await.body.contains("harjoitus"));
        done(&dpo, &drill, &[("deed", "assess"), ("risk", "risk"), ("words", "Harjoitellaan")]).await;
        let mail = dpo.get(&format!("{drill}/authority/eml?lang=fi")).await.body;
        assert!(mail.contains("To: ") && mail.contains("tietosuoja@om.fi"), "{mail}");
        for language in ["fi", "sv", "en"] {
            let paper = dpo.get(&format!("{drill}/authority/pdf?lang={language}")).await;
            assert!(paper.body.starts_with("%PDF-"), "{language}: {}", paper.status);
        }
        done(&dpo, &drill, &[("deed", "tell_authority"), ("words", "Ei lähetetty: harjoitus.")]).await;
        done(&dpo, &drill, &[("deed", "close"), ("words", "Kesti tunnin.")]).await;
    }

    async fn what_an_account_saw_is_told_taken_out_and_taken_into_the_list(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let ruotsi = [person("Åke", "Svensson"), vec![("street", "Exempelgatan 1"), ("postal_code", "00100"), ("town", "Helsinki")]].concat();
        let mut ake: Vec<(&str, &str)> = ruotsi.into_iter().filter(|(name, _)| *name != "language").collect();
        ake.push(("language", "sv"));
        let ake = added(&clerk, &ake).await;
        house.clock.advance_ms(60 * 60_000);
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        clerk.get(&format!("/customers/{}", ids["Maija"])).await;
        clerk.get(&format!("/customers/{ake}")).await;
        let form = dpo.get("/breaches/seen").await.body;
        let clerk_id = actor(&form, "Testi clerk");
        let path = |from: &str, until: &str| format!("/breaches/seen?actor={clerk_id}&from=24.11.2026+{from}&until=24.11.2026+{until}");
        let seen = dpo.get(&path("10.59", "11.01")).await.body;
        assert!(seen.contains("Mallikas Maija") && seen.contains("Svensson Åke"), "{seen}");
        assert!(!seen.contains("Esimerkki Pekka"), "he was entered an hour before: {seen}");
        let before = dpo.get(&path("6.00", "7.00")).await.body;
        assert!(before.contains("Kenenkään tietoja ei nähty"), "{before}");
        let time = [("actor", clerk_id.as_str()), ("from", "24.11.2026 10.59"), ("until", "24.11.2026 11.01")];
        let without = dpo.post("/breaches/seen.csv", &time).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "a file needs a reason");
        let file = dpo.post("/breaches/seen.csv", &[time.as_slice(), &[("reason", "loukkaus 1")]].concat()).await;
        assert!(file.body.contains("Mallikas Maija") && file.body.lines().count() == 3, "{}", file.body);
        let breach = noticed(&dpo, &[("aware", "24.11.2026 10.00")]).await;
        let row = breach.rsplit('/').next().unwrap().to_owned();
        let taken = dpo.post("/breaches/seen", &[time.as_slice(), &[("breach", row.as_str())]].concat()).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        let people = format!("{breach}/people");
        let page = dpo.get(&people).await.body;
        assert!(page.contains("Mallikas Maija") && page.contains("Svensson Åke"), "{page}");
        // Letters in each person's language, once its words are there.
        let both = [("who", ids["Maija"].as_str()), ("who", ake.as_str())];
        let early = dpo.post(&format!("{people}/letters"), &both).await;
        assert!(early.body.contains("jokaisella kielellä"), "{}", early.body);
        for (language, words) in [("fi", "Tietosi näkyivät sivulliselle."), ("sv", "Dina uppgifter har setts av en utomstående.")] {
            done(&dpo, &breach, &[("deed", "word"), ("language", language), ("words", words)]).await;
        }
        let letters = dpo.post(&format!("{people}/letters"), &both).await;
        assert!(letters.status == StatusCode::OK && letters.body.starts_with("%PDF-"), "{}", letters.status);
        let mail = dpo.post(&format!("{people}/mail"), &both[..1]).await;
        assert!(mail.body.contains("maija@example.fi"), "{}", mail.body);
        let unreached = dpo.post(&format!("{people}/mail"), &both).await;
        assert!(unreached.body.contains("ei ole nimeä tai osoitetta"), "{}", unreached.body);
        let told = [both[..1].to_vec(), vec![("deed", "told"), ("way", "letter")]].concat();
        assert_eq!(dpo.post(&people, &told).await.status, StatusCode::SEE_OTHER);
        let untold = dpo.get(&format!("{people}?which=untold")).await.body;
        assert!(untold.contains("Svensson Åke") && !untold.contains("Mallikas Maija"), "{untold}");
        let again = dpo.post(&format!("{people}/letters"), &both[..1]).await;
        assert!(again.body.contains("on jo ilmoitettu"), "{}", again.body);
        // It is part of what is held about her.
        let why = dpo.get(&format!("/customers/{}/why", ids["Maija"])).await.body;
        assert!(why.contains("Kadonnut kannettava"), "{why}");
        let spare = [("deed", "spare"), ("who", ake.as_str())];
        assert_eq!(dpo.post(&people, &spare).await.status, StatusCode::SEE_OTHER);
        assert!(!dpo.get(&people).await.body.contains("Svensson"));
    }

    async fn an_address_is_compared_and_a_session_narrows_the_time(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        add_customers(&clerk).await;
        let known = dpo.post("/breaches/seen/address", &[("address", "127.0.0.1")]).await;
        assert_eq!(known.status, StatusCode::OK, "{}", known.body);
        let page = dpo.get("/breaches/seen").await.body;
        let clerk_id = actor(&page, "Testi clerk");
        assert!(known.body.contains(&format!("seen?actor={clerk_id}")), "{}", known.body);
        let day = dpo.get(&format!("/breaches/seen?actor={clerk_id}&from=24.11.2026&until=24.11.2026")).await.body;
        assert!(day.contains("from=24.11.2026+10.00") && day.contains("until=24.11.2026+22.00"), "her session lasts twelve hours: {day}");
        let strange = dpo.post("/breaches/seen/address", &[("address", "203.0.113.7")]).await.body;
        assert!(strange.contains("ei ole kirjautunut"), "{strange}");
        let wrong = dpo.get(&format!("/breaches/seen?actor={clerk_id}&from=huomenna&until=24.11.2026")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
        let backwards = dpo.get(&format!("/breaches/seen?actor={clerk_id}&from=25.11.2026&until=24.11.2026")).await;
        assert_eq!(backwards.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn breaches_are_nobody_elses_business(stores: Stores) {
        let house = House::new(stores).await;
        let dpo = house.browser("data_protection_contact").await;
        let breach = noticed(&dpo, &[]).await;
        for role in ["clerk", "administrator", "owner"] {
            let other = house.browser(role).await;
            for page in ["/breaches", breach.as_str(), "/breaches/seen"] {
                let answer = other.get(page).await;
                assert!(!answer.status.is_success() && !answer.body.contains("Kadonnut"), "{role} {page}: {}", answer.body);
            }
            let answer = step(&other, &breach, &[("deed", "aware")]).await;
            assert_ne!(answer.status, StatusCode::SEE_OTHER, "{role}");
        }
    }

    async fn a_breach_goes_in_its_time_with_its_key_and_its_list(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let breach = noticed(&dpo, &[("aware", "24.11.2026 9.00")]).await;
        let open = noticed(&dpo, &[("name", "Avoin asia")]).await;
        dpo.post(&format!("{breach}/people"), &[("deed", "add"), ("customer", &maija)]).await;
        done(&dpo, &breach, &[("deed", "no_breach"), ("words", "Laite löytyi kaapista.")]).await;
        seloste::jobs::run_all(&house.app).await.unwrap();
        assert_eq!(dpo.get(&breach).await.status, StatusCode::OK, "its five years run");
        house.clock.advance_days(5 * 366 + 1);
        seloste::jobs::run_all(&house.app).await.unwrap();
        let dpo = house.browser("data_protection_contact").await;
        assert_eq!(dpo.get(&breach).await.status, StatusCode::NOT_FOUND);
        assert_eq!(dpo.get(&open).await.status, StatusCode::OK, "what is open stays");
        let why = dpo.get(&format!("/customers/{maija}/why")).await.body;
        assert!(!why.contains("Kadonnut kannettava"), "{why}");
        let verified = house.app.guard().verify_trail(None).await;
        assert!(verified.is_ok(), "the erasure is a line");
    }

    async fn nothing_is_written_to_a_breach_that_ended_but_who_was_told(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let ids = add_customers(&clerk).await;
        let breach = noticed(&dpo, &[("aware", "24.11.2026 9.00")]).await;
        let people = format!("{breach}/people");
        for who in ["Maija", "Pekka"] {
            let added = dpo.post(&people, &[("deed", "add"), ("customer", &ids[who])]).await;
            assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        }
        done(&dpo, &breach, &[("deed", "no_breach"), ("words", "Laite löytyi kaapista.")]).await;
        let before = (dpo.get(&breach).await.body, dpo.get(&people).await.body);
        let whole = [
            ("at", "24.11.2026 9.30"), ("words", "Vielä jotakin"), ("category", "contact"), ("people", "3"), ("records", "4"),
            ("risk", "high"), ("language", "fi"), ("late", "Myöhässä"), ("why", "protected"),
        ];
        let deeds = [
            "aware", "note", "assess", "measure", "word", "tell_authority", "not_tell", "tell_people", "tell_public", "spare", "close", "no_breach",
        ];
        for deed in deeds {
            refused(&dpo, &breach, &[whole.as_slice(), &[("deed", deed)]].concat(), "on jo päättynyt").await;
        }
        for fields in [[("deed", "add"), ("customer", ids["Oy"].as_str())], [("deed", "spare"), ("who", ids["Pekka"].as_str())]] {
            let answer = dpo.post(&people, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}: {}", answer.body);
            assert!(answer.body.contains("on jo päättynyt"), "{fields:?}: {}", answer.body);
        }
        clerk.get(&format!("/customers/{}", ids["Oy"])).await;
        let clerk_id = actor(&dpo.get("/breaches/seen").await.body, "Testi clerk");
        let row = breach.rsplit('/').next().unwrap();
        let seen = [("actor", clerk_id.as_str()), ("from", "24.11.2026 9.00"), ("until", "24.11.2026 11.00"), ("breach", row)];
        let taken = dpo.post("/breaches/seen", &seen).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", taken.body);
        assert!(taken.body.contains("on jo päättynyt"), "{}", taken.body);
        assert_eq!((dpo.get(&breach).await.body, dpo.get(&people).await.body), before, "nothing changed");
        assert!(!before.1.contains("value=\"spare\"") && !before.1.contains("value=\"add\""), "{}", before.1);
        // A letter may have gone out before the end and be written down after it.
        let told = dpo.post(&people, &[("deed", "told"), ("way", "letter"), ("who", &ids["Maija"])]).await;
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
        assert!(!dpo.get(&format!("{people}?which=untold")).await.body.contains("Mallikas"));
    }
}
