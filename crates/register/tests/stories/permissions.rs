//! A person's "no" to marketing, and her "yes": said by phone, kept through imports, restored
//! backups and erasure, taken back by herself.

use axum::http::StatusCode;
use basics::PartyId;
use guard::Work;
use policy::{MarketingChannel, Purpose};
use testkit::Stores;

use crate::house::{Answer, Browser, House, actor, add_customers, added, person};

store::statements! {
    /// The lots of a party.
    LOTS: (PartyId,) -> basics::LotId =
        "select lot_id from lot where party_id = $1 order by lot_id limit 100";

    /// The highest version of a party.
    VERSION: (PartyId,) -> i64 =
        "select version from party where party_id = $1";
}

/// The row of a channel in the table of a customer's page.
pub(crate) fn row_of<'a>(page: &'a str, channel: &str) -> &'a str {
    let begin = format!("<th scope=\"row\">{channel}</th><td>");
    let (_, rest) = page
        .split_once(&begin)
        .unwrap_or_else(|| panic!("no {channel}: {page}"));
    rest.split("</td>").next().unwrap()
}

async fn page(browser: &Browser, id: &str) -> String {
    browser.get(&format!("/customers/{id}")).await.body
}

/// Says something about a customer, from the version there is.
pub(crate) async fn said(house: &House, by: &Browser, id: &str, fields: &[(&str, &str)]) -> Answer {
    let party: PartyId = id.parse().unwrap();
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.one(&VERSION, (party,))?);
    let version: i64 = house.app.guard().read_state(read).await.unwrap();
    let version = version.to_string();
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    by.post(&format!("/customers/{id}/change"), &all).await
}

pub(crate) async fn done(house: &House, by: &Browser, id: &str, fields: &[(&str, &str)]) {
    let answer = said(house, by, id, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

const BY_PHONE_NOW: [(&str, &str); 3] = [
    ("what", "prohibition"),
    ("channel", "all"),
    ("way", "phone"),
];

/// Consent to e-mail in the words of the notice, on a day.
pub(crate) fn consent(on: &'static str) -> [(&'static str, &'static str); 7] {
    [
        ("what", "consent"),
        ("channel", "email"),
        ("wording_of", "notice"),
        ("language", "fi"),
        ("way", "form"),
        ("on", on),
        ("proof", "lomake 17"),
    ]
}

async fn closed(house: &House, id: &str) -> Vec<MarketingChannel> {
    let party: PartyId = id.parse().unwrap();
    let clerk = actor(house.app.guard(), "clerk").await;
    let asking = move |work: &mut Work<'_>| work.forbidden_channels(party);
    let desk = house.app.guard().desk();
    desk.read(&clerk, Purpose::Care, asking).await.unwrap()
}

/// Everything of a customer is erased, as a decision on her request would do it.
pub(crate) async fn erase(house: &House, id: &str) {
    let party: PartyId = id.parse().unwrap();
    let contact = actor(house.app.guard(), "data_protection_contact").await;
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.all(&LOTS, (party,))?);
    let lots = house.app.guard().read_state(read).await.unwrap();
    crate::erasing::erase_lots(house.app.guard(), &contact, lots).await;
}

fn maija() -> Vec<(&'static str, &'static str)> {
    let mut maija = person("Maija Sofia", "Mallikas");
    maija.extend([
        ("street", "Esimerkkitie 3 B 12"),
        ("postal_code", "40100"),
        ("town", "Jyväskylä"),
        ("phone", "040 123 4567"),
        ("email", "maija@example.fi"),
    ]);
    maija
}

testkit::both_engines! {
    async fn a_no_by_phone_is_asked_about_once_and_is_told_in_words_with_its_day_and_way(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let before = page(&clerk, &ids["Maija"]).await;
        assert!(row_of(&before, "sähköposti").starts_with("ei: ei suostumusta"), "{before}");
        assert_eq!(row_of(&before, "posti"), "kyllä: ei kiellä");
        assert_eq!(row_of(&before, "puhelu"), "kyllä: ei kiellä");
        let (_, asks) = before.split_once("Kielsi markkinoinnin puhelimessa nyt</summary>").expect("opens first");
        let asks = asks.split("</details>").next().unwrap();
        assert!(asks.contains("peruu vain asiakas itse") && asks.contains("Kirjaa kielto kaikkiin kanaviin</button>"), "{asks}");
        done(&house, &clerk, &ids["Maija"], &BY_PHONE_NOW).await;
        let after = page(&clerk, &ids["Maija"]).await;
        for channel in ["sähköposti", "tekstiviesti ja automaattinen soitto", "puhelu", "posti"] {
            assert_eq!(row_of(&after, channel), "ei: markkinointikielto 24.11.2026, ilmoitettu puhelimessa", "{channel}");
        }
        assert_eq!(closed(&house, &ids["Maija"]).await, MarketingChannel::ALL);
        let history = clerk.get(&format!("/customers/{}/history", ids["Maija"])).await.body;
        assert!(history.contains("markkinointikielto"), "{history}");
        let company = page(&clerk, &ids["Oy"]).await;
        assert!(row_of(&company, "sähköposti").starts_with("kyllä: yritys"), "{company}");
    }

    async fn a_no_outlives_a_death_in_the_head_of_the_page(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        done(&house, &clerk, &ids["Maija"], &BY_PHONE_NOW).await;
        done(&house, &clerk, &ids["Maija"], &[("what", "profile"), ("language", "fi"), ("deceased", "20.11.2026")]).await;
        let told = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&told, "posti"), "ei: kuollut 20.11.2026");
        let (_, head) = told.split_once("<p class=\"marks\">").expect("a head that paper keeps");
        let head = head.split("</p>").next().unwrap();
        assert!(head.contains("Kuollut 20.11.2026"), "{head}");
        assert!(head.contains("markkinointikielto 24.11.2026, ilmoitettu puhelimessa"), "{head}");
    }

    async fn a_no_for_one_channel_by_letter_leaves_the_others_open(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let letter = [("what", "prohibition"), ("channel", "post"), ("channel", "phone"), ("way", "post"), ("on", "3.2.2026"), ("proof", "kirje 3.2.")];
        done(&house, &clerk, &ids["Maija"], &letter).await;
        let after = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&after, "posti"), "ei: markkinointikielto 3.2.2026, ilmoitettu kirjeellä");
        assert!(row_of(&after, "sähköposti").starts_with("ei: ei suostumusta"));
        assert!(after.contains("kirje 3.2."), "its proof is told: {after}");
        let closed = closed(&house, &ids["Maija"]).await;
        assert_eq!(closed, [MarketingChannel::Phone, MarketingChannel::Post]);
        for (fields, sentence) in [
            (vec![("what", "prohibition"), ("channel", "all"), ("way", "phone"), ("on", "25.11.2026")], "Päivä on tulevaisuudessa"),
            (vec![("what", "prohibition"), ("way", "phone")], "Valitse kanavat"),
            (vec![("what", "consent"), ("channel", "email"), ("wording_of", "typed"), ("proof", "x")], "Kirjoita sanamuoto"),
            (vec![("what", "withdrawal"), ("channel", "email")], "ei ole voimassa olevaa suostumusta"),
        ] {
            let refused = said(&house, &clerk, &ids["Maija"], &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(refused.body.contains(sentence), "{sentence}: {}", refused.body);
        }
    }

    async fn a_consent_is_withdrawn_as_easily_as_it_was_given_and_may_be_given_again(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        done(&house, &clerk, &ids["Maija"], &consent("24.11.2026")).await;
        let given = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&given, "sähköposti"), "kyllä: suostumus 24.11.2026, ilmoitettu lomakkeella");
        assert!(given.contains("selosteen versio 1") && given.contains("lomake 17"), "wording and proof: {given}");
        assert!(given.contains("vain suostumuksella"), "the wording itself: {given}");
        assert!(given.contains("Perui suostumuksen puhelimessa nyt: sähköposti"), "one click: {given}");
        let withdrawn = [("what", "withdrawal"), ("channel", "email"), ("way", "phone")];
        done(&house, &clerk, &ids["Maija"], &withdrawn).await;
        let gone = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&gone, "sähköposti"), "ei: suostumus peruttu 24.11.2026, ilmoitettu puhelimessa");
        assert_eq!(row_of(&gone, "posti"), "kyllä: ei kiellä", "it was about e-mail");
        house.clock.advance_days(1);
        let clerk = house.browser("clerk").await;
        done(&house, &clerk, &ids["Maija"], &consent("25.11.2026")).await;
        let again = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&again, "sähköposti"), "kyllä: suostumus 25.11.2026, ilmoitettu lomakkeella");
        assert_eq!(closed(&house, &ids["Maija"]).await, []);
        let order = ["suostumus 25.11.2026", "suostumus peruttu 24.11.2026", "suostumus 24.11.2026"];
        let (_, list) = again.split_once("Luvat ja kiellot").unwrap();
        let places: Vec<usize> = order.iter().map(|one| list.find(one).unwrap()).collect();
        assert!(places.is_sorted(), "newest first: {list}");
    }

    async fn an_older_consent_lifts_no_newer_no(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        done(&house, &clerk, &ids["Maija"], &BY_PHONE_NOW).await;
        done(&house, &clerk, &ids["Maija"], &consent("23.11.2026")).await;
        let told = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&told, "sähköposti"), "ei: markkinointikielto 24.11.2026, ilmoitettu puhelimessa");
        assert_eq!(closed(&house, &ids["Maija"]).await, MarketingChannel::ALL);
        done(&house, &clerk, &ids["Maija"], &consent("24.11.2026")).await;
        let told = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&told, "sähköposti"), "kyllä: suostumus 24.11.2026, ilmoitettu lomakkeella");
        assert_eq!(row_of(&told, "puhelu"), "ei: markkinointikielto 24.11.2026, ilmoitettu puhelimessa", "the rest of her no stands");
    }

    async fn a_sale_permits_mail_about_similar_services_and_lifts_no_no(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let sale = [("what", "soft-opt-in"), ("channel", "email"), ("sale", "lämpöpumpun huolto"), ("on", "1.11.2026")];
        let untold = said(&house, &clerk, &ids["Maija"], &sale).await;
        assert!(untold.body.contains("ellei asiakkaalle kerrottu siitä"), "{}", untold.body);
        let mut told = sale.to_vec();
        told.push(("told", "1"));
        done(&house, &clerk, &ids["Maija"], &told).await;
        let open = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&open, "sähköposti"), "kyllä: myynnin yhteydessä kerrottu 1.11.2026");
        assert!(open.contains("lämpöpumpun huolto"));
        done(&house, &clerk, &ids["Maija"], &BY_PHONE_NOW).await;
        let mut later = told.clone();
        later.retain(|(name, _)| *name != "on");
        done(&house, &clerk, &ids["Maija"], &later).await;
        let shut = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&shut, "sähköposti"), "ei: markkinointikielto 24.11.2026, ilmoitettu puhelimessa");
    }

    async fn a_no_survives_an_old_register_that_is_put_back(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        done(&house, &clerk, &ids["Pekka"], &consent("24.11.2026")).await;
        let (house, backup) = house.meanwhile(Stores::back_up).await;
        house.clock.advance_days(1);
        let clerk = house.browser("clerk").await;
        let letter = [("what", "prohibition"), ("channel", "post"), ("way", "post"), ("on", "20.11.2026")];
        done(&house, &clerk, &ids["Maija"], &letter).await;
        let withdrawn = [("what", "withdrawal"), ("channel", "email"), ("way", "phone")];
        done(&house, &clerk, &ids["Pekka"], &withdrawn).await;
        let (house, ()) = house.meanwhile(|stores| stores.put_back(&backup, "register")).await;
        let clerk = house.browser("clerk").await;
        let maija = page(&clerk, &ids["Maija"]).await;
        assert_eq!(row_of(&maija, "posti"), "ei: kielto 20.11.2026; tarkempi merkintä puuttuu rekisteristä");
        assert_eq!(row_of(&maija, "puhelu"), "kyllä: ei kiellä");
        let pekka = page(&clerk, &ids["Pekka"]).await;
        assert_eq!(row_of(&pekka, "sähköposti"), "ei: kielto 25.11.2026; tarkempi merkintä puuttuu rekisteristä", "though the old consent is back");
        done(&house, &clerk, &ids["Pekka"], &consent("25.11.2026")).await;
        let pekka = page(&clerk, &ids["Pekka"]).await;
        assert_eq!(row_of(&pekka, "sähköposti"), "kyllä: suostumus 25.11.2026, ilmoitettu lomakkeella", "she herself gives it again");
    }

    async fn whoever_comes_again_after_erasure_has_the_no_she_gave(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let first = added(&clerk, &maija()).await;
        done(&house, &clerk, &first, &BY_PHONE_NOW).await;
        erase(&house, &first).await;
        let mut again = maija();
        again.retain(|(name, _)| *name != "first_names" && *name != "street");
        again.extend([("first_names", "Sofia"), ("street", "esimerkkitie 3 b12")]);
        let second = added(&clerk, &again).await;
        let told = page(&clerk, &second).await;
        for channel in ["sähköposti", "tekstiviesti ja automaattinen soitto", "puhelu", "posti"] {
            assert!(row_of(&told, channel).starts_with("ei: aiempi kielto samaan osoitteeseen"), "{channel}: {told}");
        }
        assert!(told.contains("on kielletty markkinointi aiemmin"), "the clerk is told: {told}");
        assert_eq!(closed(&house, &second).await, MarketingChannel::ALL);
        let mut brother = person("Matti", "Mallikas");
        brother.extend([("street", "Esimerkkitie 3"), ("postal_code", "40100"), ("town", "Jyväskylä"), ("email", "matti@example.fi")]);
        let brother = added(&clerk, &brother).await;
        assert_eq!(closed(&house, &brother).await, [], "nobody else has it");
        let phone = [("what", "contact"), ("phone", "+358 40 123 4567"), ("source", "person")];
        done(&house, &clerk, &brother, &phone).await;
        assert_eq!(closed(&house, &brother).await, [MarketingChannel::Sms, MarketingChannel::Phone], "a number that was forbidden");
        // Her own newer word opens what it names, also for whoever comes later.
        done(&house, &clerk, &second, &consent("24.11.2026")).await;
        assert_eq!(row_of(&page(&clerk, &second).await, "sähköposti"), "kyllä: suostumus 24.11.2026, ilmoitettu lomakkeella");
        erase(&house, &second).await;
        let mut third = person("Maija", "Mallikas");
        third.push(("email", "MAIJA@example.fi"));
        let third = added(&clerk, &third).await;
        assert_eq!(closed(&house, &third).await, [], "she took it back");
    }

    async fn a_technician_sees_no_permissions_and_says_nothing_for_anybody(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        for role in ["technician", "billing"] {
            let other = house.browser(role).await;
            let answer = said(&house, &other, &ids["Maija"], &BY_PHONE_NOW).await;
            assert!(matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND), "{role}: {}", answer.status);
        }
        assert_eq!(closed(&house, &ids["Maija"]).await, []);
        let billing = page(&house.browser("billing").await, &ids["Maija"]).await;
        assert!(!billing.contains("Kielsi markkinoinnin") && !billing.contains("ei kiellä"), "{billing}");
        let marketing = house.browser("marketing").await;
        done(&house, &marketing, &ids["Oy"], &BY_PHONE_NOW).await;
        assert_eq!(closed(&house, &ids["Oy"]).await, MarketingChannel::ALL, "marketing writes down a no");
        assert_eq!(marketing.get(&format!("/customers/{}", ids["Oy"])).await.status, StatusCode::NOT_FOUND, "and reaches nobody who gave one");
    }

    async fn more_acts_than_fit_are_on_pages_of_their_own(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        for number in 0..52 {
            let proof = format!("puhelu nro {number};");
            let fields = [("what", "prohibition"), ("channel", "phone"), ("way", "phone"), ("proof", proof.as_str())];
            done(&house, &clerk, &ids["Pekka"], &fields).await;
        }
        let first = page(&clerk, &ids["Pekka"]).await;
        assert!(first.contains("nro 51;") && first.contains("nro 2;") && !first.contains("nro 1;"));
        let (_, rest) = first.split_once("/permissions?before=").unwrap();
        let path = format!("/customers/{}/permissions?before={}", ids["Pekka"], rest.split('"').next().unwrap());
        let older = clerk.get(&path).await.body;
        assert!(older.contains("nro 1;") && older.contains("nro 0;") && !older.contains("nro 2;"), "{older}");
    }
}
