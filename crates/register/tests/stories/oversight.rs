//! Oversight: what is told on one page, the look at unusual use, the report of a month.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Browser, House, add_customers, added, person};

async fn heard(dpo: &Browser, fields: &[(&str, &str)]) -> crate::house::Answer {
    dpo.post("/oversight/hearing", fields).await
}

const HEARING: [(&str, &str); 4] = [
    ("heard", "20.11.2026"),
    ("told", "23.11.2026"),
    ("from", "7"),
    ("until", "18"),
];

/// Somebody opens one customer again and again, in the evening, and five others once.
async fn evening(house: &House) -> String {
    let clerk = house.browser("clerk").await;
    let mut all = Vec::new();
    for last in ["Aalto", "Eskola", "Ivalo", "Oksa", "Uusi", "Ylinen"] {
        all.push(added(&clerk, &person("Testi", last)).await);
    }
    house.clock.advance_ms(11 * 60 * 60_000);
    let billing = house.browser("billing").await;
    for one in &all[1..] {
        billing.get(&format!("/customers/{one}")).await;
    }
    for _ in 0..10 {
        billing.get(&format!("/customers/{}", all[0])).await;
    }
    all[0].clone()
}

testkit::both_engines! {
    async fn nobody_is_looked_at_before_the_staff_was_heard_and_told(stores: Stores) {
        let house = House::new(stores).await;
        evening(&house).await;
        house.clock.advance_days(1);
        seloste::jobs::run_all(&house.app).await.unwrap();
        let dpo = house.browser("data_protection_contact").await;
        let page = dpo.get("/oversight").await.body;
        assert!(page.contains("Käyttöä ei seurata"), "{page}");
        assert!(dpo.get("/oversight/findings").await.body.contains("Havaintoja ei ole"));
        // Entered afterwards, it reaches back no further than the day they were told.
        let today = [("heard", "24.11.2026"), ("told", "25.11.2026"), ("from", "7"), ("until", "18")];
        assert_eq!(heard(&dpo, &today).await.status, StatusCode::SEE_OTHER);
        house.clock.advance_days(2);
        seloste::jobs::run_all(&house.app).await.unwrap();
        let dpo = house.browser("data_protection_contact").await;
        assert!(dpo.get("/oversight/findings").await.body.contains("Havaintoja ei ole"));
    }

    async fn what_is_unusual_says_why_and_is_closed_with_a_word(stores: Stores) {
        let house = House::new(stores).await;
        let dpo = house.browser("data_protection_contact").await;
        for (fields, sentence) in [
            (vec![("heard", "23.11.2026"), ("told", "20.11.2026"), ("from", "7"), ("until", "18")], "kuuleminen ennen kertomista"),
            (vec![("heard", "20.11.2026"), ("told", "25.11.2026"), ("from", "7"), ("until", "18")], "ei tulevaisuudessa"),
            (vec![("heard", "20.11.2026"), ("told", "23.11.2026"), ("from", "18"), ("until", "7")], "alku ennen loppua"),
            (vec![("heard", ""), ("told", "23.11.2026"), ("from", "7"), ("until", "18")], "molemmat päivät"),
        ] {
            let answer = heard(&dpo, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(answer.body.contains(sentence), "{sentence}: {}", answer.body);
        }
        assert_eq!(heard(&dpo, &HEARING).await.status, StatusCode::SEE_OTHER);
        let again = evening(&house).await;
        house.clock.advance_days(1);
        seloste::jobs::run_all(&house.app).await.unwrap();
        let dpo = house.browser("data_protection_contact").await;
        let page = dpo.get("/oversight").await.body;
        assert!(page.contains("2 havaintoa poikkeavasta käytöstä"), "{page}");
        let page = dpo.get("/oversight/findings").await.body;
        assert!(page.contains("Testi billing, 24.11.2026"), "{page}");
        assert!(page.contains("työajan ulkopuolella 6 ihmisen tiedot"), "{page}");
        assert!(page.contains("kertaa muuttamatta mitään") && page.contains(&again) && page.contains("Aalto Testi"), "{page}");
        // Looking through it once more finds nothing twice.
        seloste::jobs::run_all(&house.app).await.unwrap();
        assert_eq!(dpo.get("/oversight/findings").await.body.matches("Käyty läpi</button>").count(), 2);
        let (_, rest) = page.split_once("/oversight/findings/").unwrap();
        let path = ["/oversight/findings/", rest.split('"').next().unwrap()].concat();
        let without = dpo.post(&path, &[("word", "")]).await;
        assert!(without.status == StatusCode::UNPROCESSABLE_ENTITY && without.body.contains("mitä läpikäynnissä selvisi"), "{}", without.body);
        let closed = dpo.post(&path, &[("word", "Päivystysvuoro, sovittu.")]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
        let twice = dpo.post(&path, &[("word", "Uudestaan")]).await;
        assert!(twice.body.contains("on jo käyty läpi"), "{}", twice.body);
        let closed = dpo.get("/oversight/findings?which=closed").await.body;
        assert!(closed.contains("Päivystysvuoro, sovittu."), "{closed}");
        assert_eq!(heard(&dpo, &[("deed", "end")]).await.status, StatusCode::SEE_OTHER);
        assert!(dpo.get("/oversight").await.body.contains("Käyttöä ei seurata"));
        // Findings go with the lines they were found in.
        house.clock.advance_days(5 * 366 + 1);
        seloste::jobs::run_all(&house.app).await.unwrap();
        let dpo = house.browser("data_protection_contact").await;
        for page in ["/oversight/findings", "/oversight/findings?which=closed"] {
            assert!(dpo.get(page).await.body.contains("Havaintoja ei ole"), "{page}");
        }
    }

    async fn everything_that_waits_stands_on_one_page(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        crate::rights::asked_about(&dpo, &maija).await;
        crate::erasing::hold_contact(&dpo, &maija).await;
        crate::breaches::reaching(&dpo, &maija).await;
        let page = dpo.get("/oversight").await.body;
        for told in ["Yksi avoin pyyntö", "Yksi poistokielto on voimassa", "Yksi avoin tietoturvaloukkaus", "/breaches", "/requests", "/retention"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        for role in ["clerk", "owner", "administrator"] {
            let other = house.browser(role).await;
            for path in ["/oversight", "/oversight/findings", "/oversight/reports/2026-10"] {
                assert!(!other.get(path).await.status.is_success(), "{role} {path}");
            }
        }
    }

    async fn the_report_of_a_month_is_the_same_bytes_again(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        crate::rights::asked_about(&dpo, &maija).await;
        crate::breaches::reaching(&dpo, &maija).await;
        house.app.guard().checkpoint().await.unwrap();
        assert_eq!(dpo.get("/oversight/reports/2026-11").await.status, StatusCode::NOT_FOUND, "it is not over");
        house.clock.advance_days(10);
        let dpo = house.browser("data_protection_contact").await;
        let first = dpo.get("/oversight/reports/2026-11").await;
        assert!(first.status == StatusCode::OK && first.body.starts_with("%PDF-"), "{}", first.status);
        house.clock.advance_days(3);
        let dpo = house.browser("data_protection_contact").await;
        let again = dpo.get("/oversight/reports/2026-11").await;
        assert_eq!(first.body.len(), again.body.len());
        assert!(first.body == again.body, "the same state, the same bytes");
        for wrong in ["2026-13", "2026", "nyt"] {
            let answer = dpo.get(&format!("/oversight/reports/{wrong}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        assert!(dpo.get("/oversight").await.body.contains("/oversight/reports/2026-11"));
    }
}
