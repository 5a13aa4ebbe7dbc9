//! Disclosures: recipients by the notice, chosen values, two pairs of eyes, what the person is told,
//! whom to tell of corrections.

use axum::http::StatusCode;
use basics::{Language, PartyId};
use policy::Purpose;
use seloste::disclosures;
use testkit::Stores;

use crate::house::{Answer, Browser, House, NOTICE, actor, add_customers, added, person};
use crate::permissions::erase;

const RECIPIENTS: &str = "/disclosures/recipients";

fn path_of(party: &str) -> String {
    format!("/customers/{party}/disclosures")
}

async fn add_recipient(dpo: &Browser, fields: &[(&str, &str)]) -> Answer {
    dpo.post(RECIPIENTS, fields).await
}

/// A business partner that does ordered work; its number.
async fn partner(dpo: &Browser) -> String {
    let fields = [
        ("name", "Yhteistyö Esimerkki Oy"),
        ("country", "FI"),
        ("entry", "subcontractor"),
        ("category", "identity"),
        ("category", "contact"),
        ("category", "services"),
    ];
    let answer = add_recipient(dpo, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().rsplit('/').next().unwrap().to_owned()
}

/// An authority that demands specified data; its number.
async fn authority(dpo: &Browser) -> String {
    let fields = [
        ("name", "Esimerkkipoliisi"),
        ("country", "FI"),
        ("entry", "authorities"),
        ("category", "identity"),
        ("category", "contact"),
        ("category", "identity_code"),
    ];
    let answer = add_recipient(dpo, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().rsplit('/').next().unwrap().to_owned()
}

/// The value of the box beside these words, on the page of choices.
fn value_of(page: &str, words: &str) -> String {
    let boxes = page.split("<label class=\"tick\">").skip(1);
    let mut labels = boxes.map(|rest| rest.split("</label>").next().unwrap());
    let own = labels.find(|label| label.contains(words));
    let own = own.unwrap_or_else(|| panic!("{words}: {page}"));
    let (_, rest) = own.split_once("name=\"value\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn choices(dpo: &Browser, party: &str, whom: &str, also: &str) -> Answer {
    let path = format!(
        "{}/new?whom={}&also={also}",
        path_of(party),
        whom.replace(':', "%3A")
    );
    dpo.get(&path).await
}

/// Gives the address of a customer to a partner; where the disclosure stands.
async fn given(dpo: &Browser, party: &str, partner: &str) -> String {
    let page = choices(dpo, party, &format!("{partner}:subcontractor"), "").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let address = value_of(&page.body, "Esimerkkitie 3 B 12");
    let fields = [
        ("recipient", partner),
        ("entry", "subcontractor"),
        ("value", &address),
        ("words", "Tilattu katon korjaus"),
        ("format", "json"),
        ("days", "7"),
    ];
    let preview = dpo
        .post(&format!("{}/preview", path_of(party)), &fields)
        .await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
    assert!(
        preview.body.contains("Esimerkkitie 3 B 12") && !preview.body.contains("maija@example.fi"),
        "{}",
        preview.body
    );
    let made = dpo.post(&path_of(party), &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    made.location().to_owned()
}

/// A disclosure about her, for whoever needs somebody of whom everything is known.
pub(crate) async fn given_about(dpo: &Browser, party: &str) {
    let partner = partner(dpo).await;
    given(dpo, party, &partner).await;
}

/// What the police demanded of her, of which the law says that she is not told until a day: 31.12.2026.
pub(crate) async fn withheld_from(dpo: &Browser, party: &str) {
    let police = authority(dpo).await;
    let page = choices(dpo, party, &format!("{police}:authorities"), "").await;
    let name = value_of(&page.body, "Mallikas");
    let fields = [
        ("recipient", police.as_str()),
        ("entry", "authorities"),
        ("value", &name),
        ("words", "Esitutkinta"),
        ("format", "csv"),
        ("days", "7"),
        ("reference", "5500/R/1/26"),
        ("paper", "Mappi 3"),
        ("withheld", "31.12.2026"),
        ("secrecy", "Tietosuojalaki 34 § 1 mom. 1 k."),
    ];
    let made = dpo.post(&path_of(party), &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
}

/// What a package holds.
async fn package(dpo: &Browser, disclosure: &str) -> String {
    let path = package_of(dpo, disclosure).await;
    dpo.post(&format!("{path}/print"), &[]).await.body
}

/// Where the package of a disclosure is.
async fn package_of(dpo: &Browser, disclosure: &str) -> String {
    let page = dpo.get(disclosure).await.body;
    let (_, rest) = page
        .split_once("href=\"/packages/")
        .unwrap_or_else(|| panic!("{page}"));
    format!("/packages/{}", rest.split('"').next().unwrap())
}

fn refused(answer: &Answer, sentence: &str) {
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    assert!(
        answer.body.contains(sentence),
        "{sentence}: {}",
        answer.body
    );
}

/// The same notice, in which two confirm what an authority demands.
fn by_two() -> String {
    let before = "[[disclosure.ground]]\nkey = \"authority_demand\"\n";
    assert!(NOTICE.contains(before));
    NOTICE.replace(before, &format!("{before}two = true\n"))
}

testkit::both_engines! {
    async fn a_recipient_is_what_the_notice_allows_and_inside_the_eea(stores: Stores) {
        let house = House::new(stores).await;
        let dpo = house.browser("data_protection_contact").await;
        let with = |country: &'static str, entry: &'static str, category: &'static str| {
            [("name", "Yhteistyö Esimerkki Oy"), ("country", country), ("entry", entry), ("category", category)]
        };
        refused(&add_recipient(&dpo, &with("US", "subcontractor", "contact")).await, "Euroopan talousalueen ulkopuolella");
        refused(&add_recipient(&dpo, &with("FI", "subcontractor", "messages")).await, "seloste sallii tälle vastaanottajalle");
        refused(&add_recipient(&dpo, &with("FI", "collection_agency", "contact")).await, "nimeää tässä kohdassa toisen");
        let mut processor = with("FI", "accounting_firm", "billing").to_vec();
        processor[0].1 = "Tilitoimisto Esimerkki Oy";
        refused(&add_recipient(&dpo, &processor).await, "sopimus ja tuleva päivä");
        processor.extend([("agreement", "1.1.2026"), ("review", "1.1.2028")]);
        let added = add_recipient(&dpo, &processor).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let path = added.location().to_owned();
        let page = dpo.get(&path).await.body;
        assert!(page.contains("henkilötietojen käsittelijä") && page.contains("1.1.2028"), "{page}");
        let feed = dpo.post(&path, &[("deed", "feed"), ("entry", "accounting_firm"), ("review", "1.6.2027")]).await;
        assert_eq!(feed.status, StatusCode::SEE_OTHER, "{}", feed.body);
        assert!(dpo.get(&path).await.body.contains("tarkistettava viimeistään 1.6.2027"));
        let partner = format!("{RECIPIENTS}/{}", partner(&dpo).await);
        let feed = [("deed", "feed"), ("entry", "subcontractor"), ("review", "1.6.2027")];
        refused(&dpo.post(&partner, &feed).await, "ei siirretä jatkuvasti toiselle rekisterinpitäjälle");
        let clerk = house.browser("clerk").await;
        let refused = clerk.post(RECIPIENTS, &with("FI", "subcontractor", "contact")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    }

    async fn what_leaves_is_what_was_chosen_and_the_page_of_the_customer_tells_it(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let dpo = house.browser("data_protection_contact").await;
        let partner = partner(&dpo).await;
        let page = choices(&dpo, &maija, &format!("{partner}:subcontractor"), "").await.body;
        assert!(page.contains("Esimerkkitie 3 B 12") && !page.contains("Soittaa aamulla."), "notes are none of a subcontractor's business: {page}");
        let disclosure = given(&dpo, &maija, &partner).await;
        let package = package(&dpo, &disclosure).await;
        assert!(package.contains("Esimerkkitie 3 B 12") && package.contains("Yhteistyö Esimerkki Oy"), "{package}");
        assert!(!package.contains("Mallikas") && !package.contains("maija@example.fi"), "only what was chosen: {package}");
        let page = dpo.get(&path_of(&maija)).await.body;
        for told in ["Yhteistyö Esimerkki Oy", "Tilattu katon korjaus", "luovutettu", "Kuka on katsonut tietoja"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let timeline = dpo.get(&format!("/customers/{maija}/timeline?kind=disclosure")).await.body;
        assert!(timeline.contains("Yhteistyö Esimerkki Oy"), "{timeline}");
        let trail = dpo.get(&format!("/customers/{maija}/trail")).await.body;
        assert!(trail.contains("luovutti"), "{trail}");
        let list = dpo.get("/disclosures").await.body;
        assert!(list.contains("Yhteistyö Esimerkki Oy") && !list.contains("Mallikas"), "{list}");
        let refused = clerk.get(&path_of(&maija)).await;
        assert!(!refused.status.is_success() && !refused.body.contains("Yhteistyö"), "{}", refused.body);
    }

    async fn what_a_ground_needs_is_asked_for_and_nothing_else_is_given(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let dpo = house.browser("data_protection_contact").await;
        let (partner, police) = (partner(&dpo).await, authority(&dpo).await);
        let page = choices(&dpo, &maija, &format!("{police}:authorities"), "").await.body;
        let name = value_of(&page, "Mallikas");
        let preview = format!("{}/preview", path_of(&maija));
        let base = [("recipient", police.as_str()), ("entry", "authorities"), ("value", &name), ("words", "Esitutkinta"), ("format", "pdf"), ("days", "7")];
        refused(&dpo.post(&preview, &base).await, "asianumero ja paikka");
        let with = |more: &[(&'static str, &'static str)]| [base.to_vec(), more.to_vec()].concat();
        let demand = [("reference", "5500/R/1/26"), ("paper", "Mappi 3")];
        let demanded = with(&demand);
        assert_eq!(dpo.post(&preview, &demanded).await.status, StatusCode::OK);
        let forever = [&demand[..], &[("withheld", "1.1.2030"), ("secrecy", "TSL 34 §")]].concat();
        refused(&dpo.post(&preview, &with(&forever)).await, "enintään vuoden päähän");
        let mut none = demanded.clone();
        none.retain(|field| field.0 != "value");
        refused(&dpo.post(&preview, &none).await, "vähintään yksi tieto");
        let mut forged = demanded.clone();
        let mark = format!("{maija}:00000000000000000000000000000000");
        forged.push(("value", &mark));
        refused(&dpo.post(&preview, &forged).await, "Valittuja tietoja on muutettu");
        let wrong = choices(&dpo, &maija, &format!("{partner}:authorities"), "").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
        let ended = dpo.post(&format!("{RECIPIENTS}/{partner}"), &[("deed", "end")]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER);
        let wrong = choices(&dpo, &maija, &format!("{partner}:subcontractor"), "").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    }

    async fn a_restricted_customer_and_an_address_under_turvakielto_are_given_to_no_partner(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let dpo = house.browser("data_protection_contact").await;
        let (partner, police) = (partner(&dpo).await, authority(&dpo).await);
        let fields = [("version", "1"), ("what", "profile"), ("language", "fi"), ("protected", "1")];
        let changed = clerk.post(&format!("/customers/{maija}/change"), &fields).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        let page = choices(&dpo, &maija, &format!("{partner}:subcontractor"), "").await.body;
        assert!(page.contains("Mallikas") && !page.contains("Esimerkkitie 3"), "{page}");
        let page = choices(&dpo, &maija, &format!("{police}:authorities"), "").await.body;
        assert!(page.contains("Esimerkkitie 3 B 12"), "{page}");
        crate::api_fields::restrict(&house, &maija).await;
        let refused = choices(&dpo, &maija, &format!("{partner}:subcontractor"), "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        assert!(refused.body.contains("käsittelyä on rajoitettu"), "{}", refused.body);
        let lawful = choices(&dpo, &maija, &format!("{police}:authorities"), "").await;
        assert_eq!(lawful.status, StatusCode::OK, "a lawful demand goes on: {}", lawful.body);
    }

    async fn a_withheld_disclosure_is_told_to_nobody_until_its_day_is_over(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let dpo = house.browser("data_protection_contact").await;
        let partner = partner(&dpo).await;
        given(&dpo, &maija, &partner).await;
        withheld_from(&dpo, &maija).await;
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("Esimerkkipoliisi") && page.contains("ei kerrota 31.12.2026 asti"), "{page}");
        let party: PartyId = maija.parse().unwrap();
        let told = async |house: &House| {
            let officer = actor(house.app.guard(), "data_protection_contact").await;
            let reading = move |work: &mut guard::Work<'_>| {
                let today = work.today();
                let told = disclosures::told_to_the_person(work, party, today)?;
                let whom: Vec<String> = told.into_iter().map(|one| one.whom).collect();
                let pieces = seloste::collected(work, party, Language::Fi)?;
                let all: String = pieces.into_iter().map(|piece| piece.text + "\n").collect();
                Ok::<_, guard::Error>((whom, all))
            };
            house.app.guard().desk().read(&officer, Purpose::Rights, reading).await.unwrap()
        };
        let (whom, all) = told(&house).await;
        assert_eq!(whom, ["Yhteistyö Esimerkki Oy"]);
        assert!(!all.contains("Esimerkkipoliisi"), "nothing that may be handed to her tells it: {all}");
        let timeline = dpo.get(&format!("/customers/{maija}/timeline")).await.body;
        assert!(!timeline.contains("Esimerkkipoliisi"), "{timeline}");
        house.clock.advance_days(38);
        let (whom, all) = told(&house).await;
        assert_eq!(whom, ["Esimerkkipoliisi", "Yhteistyö Esimerkki Oy"]);
        assert!(all.contains("Esimerkkipoliisi"), "{all}");
        for language in Language::ALL {
            assert!(!disclosures::standing_sentence(language).contains('⟦'));
        }
    }

    async fn where_the_notice_says_so_another_pair_of_eyes_gives(stores: Stores) {
        let house = House::under(stores, &by_two()).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let dpo = house.browser("data_protection_contact").await;
        let police = authority(&dpo).await;
        let page = choices(&dpo, &maija, &format!("{police}:authorities"), "").await.body;
        let name = value_of(&page, "Mallikas");
        let fields = [
            ("recipient", police.as_str()), ("entry", "authorities"), ("value", &name), ("words", "Esitutkinta"),
            ("format", "json"), ("days", "7"), ("reference", "5500/R/1/26"), ("paper", "Mappi 3"),
        ];
        let made = dpo.post(&path_of(&maija), &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let path = made.location().to_owned();
        let page = dpo.get(&path).await.body;
        assert!(page.contains("luovutus odottaa") && page.contains("Mallikas") && !page.contains("/packages/"), "{page}");
        refused(&dpo.post(&format!("{path}/give"), &[]).await, "joku muu kuin valmistelija");
        let other = crate::house::second_officer(&house).await;
        let given = other.post(&format!("{path}/give"), &[]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        assert!(package(&other, &path).await.contains("Mallikas"));
        refused(&dpo.post(&format!("{path}/cancel"), &[]).await, "on jo tehty");
    }

    async fn what_was_changed_since_it_was_looked_at_is_not_given(stores: Stores) {
        let house = House::under(stores, &by_two()).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let dpo = house.browser("data_protection_contact").await;
        let police = authority(&dpo).await;
        let page = choices(&dpo, &maija, &format!("{police}:authorities"), "").await.body;
        let name = value_of(&page, "Mallikas");
        let fields = [
            ("recipient", police.as_str()), ("entry", "authorities"), ("value", &name), ("words", "Esitutkinta"),
            ("format", "json"), ("days", "7"), ("reference", "5500/R/1/26"), ("paper", "Mappi 3"),
        ];
        let made = dpo.post(&path_of(&maija), &fields).await;
        let path = made.location().to_owned();
        let renamed = [("version", "1"), ("what", "names"), ("first_names", "Maija"), ("last_name", "Uusinimi"), ("source", "person")];
        let changed = clerk.post(&format!("/customers/{maija}/change"), &renamed).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        let other = crate::house::second_officer(&house).await;
        refused(&other.post(&format!("{path}/give"), &[]).await, "Valittuja tietoja on muutettu");
        let cancelled = dpo.post(&format!("{path}/cancel"), &[]).await;
        assert_eq!(cancelled.status, StatusCode::SEE_OTHER, "{}", cancelled.body);
        assert!(dpo.get(&path).await.body.contains("luovutuksesta luovuttu"));
    }

    async fn several_are_given_together_and_a_bulk_demand_is_refused(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let other = added(&clerk, &person("Toinen", "Henkilö")).await;
        let dpo = house.browser("data_protection_contact").await;
        let partner = partner(&dpo).await;
        let number = number_of(&house, &other).await;
        let page = choices(&dpo, &maija, &format!("{partner}:subcontractor"), &number).await.body;
        let (one, two) = (value_of(&page, "Mallikas"), value_of(&page, "Toinen"));
        let fields = [
            ("recipient", partner.as_str()), ("entry", "subcontractor"), ("value", &one), ("value", &two),
            ("words", "Tilattu työ"), ("format", "csv"), ("days", "7"),
        ];
        let made = dpo.post(&path_of(&maija), &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let package = package(&dpo, made.location()).await;
        assert!(package.contains("Mallikas") && package.contains("Henkilö"), "{package}");
        assert!(dpo.get(&path_of(&other)).await.body.contains("Yhteistyö Esimerkki Oy"));
        let nobody = choices(&dpo, &maija, &format!("{partner}:subcontractor"), "999999").await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nobody.body);
        let mut all = Vec::new();
        for at in 0..20 {
            let id = added(&clerk, &person(&format!("Nimi{at}"), "Joukko")).await;
            all.push(number_of(&house, &id).await);
        }
        let bulk = choices(&dpo, &maija, &format!("{partner}:subcontractor"), &all.join("+")).await;
        assert_eq!(bulk.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bulk.body.contains("enintään 20 henkilöä"), "{}", bulk.body);
    }

    async fn whoever_received_something_is_told_of_corrections_also_when_she_is_erased(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let dpo = house.browser("data_protection_contact").await;
        let partner = partner(&dpo).await;
        let path = format!("{}/to-tell", path_of(&maija));
        let nobody = dpo.post(&path, &[("what", "rectification")]).await;
        assert!(dpo.followed(&nobody).await.contains("Uusia ilmoitettavia ei ole"));
        given(&dpo, &maija, &partner).await;
        given(&dpo, &maija, &partner).await;
        let party: PartyId = maija.parse().unwrap();
        let officer = actor(house.app.guard(), "data_protection_contact").await;
        let reading = move |work: &mut guard::Work<'_>| disclosures::to_tell(work, party);
        let names = house.app.guard().desk().read(&officer, Purpose::Rights, reading).await.unwrap();
        assert_eq!(names, ["Yhteistyö Esimerkki Oy"], "once, however often it received something");
        for what in ["rectification", "erasure", "erasure"] {
            let begun = dpo.post(&path, &[("what", what)]).await;
            assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
        }
        assert!(dpo.get("/").await.body.contains("Vastaanottajille ilmoitettavaa: 2"));
        erase(&house, &maija).await;
        let page = dpo.get("/disclosures/to-tell").await.body;
        assert!(page.contains("Yhteistyö Esimerkki Oy") && page.contains("tietoja poistettiin") && !page.contains("Mallikas"), "{page}");
        let rows: Vec<&str> = page.split("name=\"follow_up\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(rows.len(), 2);
        for row in rows {
            let told = dpo.post("/disclosures/to-tell", &[("follow_up", row), ("how", "email"), ("on", "24.11.2026")]).await;
            assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
        }
        let page = dpo.get("/disclosures/to-tell").await.body;
        assert!(page.contains("Kenellekään ei ole ilmoitettavaa"), "{page}");
    }

    async fn what_stops_a_processing_withdraws_what_waits_under_it_and_nothing_else(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let (one, other) = (partner(&dpo).await, partner(&dpo).await);
        let stopped = package_of(&dpo, &given(&dpo, &maija, &one).await).await;
        let (address, code) = crate::packages::address(&dpo, &stopped, "3").await;
        let police = authority(&dpo).await;
        let page = choices(&dpo, &maija, &format!("{police}:authorities"), "").await.body;
        let demand = [
            ("recipient", police.as_str()), ("entry", "authorities"), ("value", &value_of(&page, "Mallikas")), ("words", "Esitutkinta"),
            ("format", "csv"), ("days", "7"), ("reference", "5500/R/1/26"), ("paper", "Mappi 3"),
        ];
        let demanded = package_of(&dpo, dpo.post(&path_of(&maija), &demand).await.location()).await;
        let over = async |path: &str| {
            let page = dpo.get(path).await.body;
            let printed = dpo.post(&format!("{path}/print"), &[]).await;
            let refused = printed.status == StatusCode::UNPROCESSABLE_ENTITY && printed.body.contains("ei voi enää luovuttaa");
            assert_eq!(page.contains("ei enää luovutettavissa"), refused, "{page}\n{}", printed.body);
            refused
        };
        assert!(!over(&stopped).await && !over(&demanded).await);
        // She is restricted by the decision on her request.
        let kinds = [("kind", "restriction"), ("way", "post"), ("text", "Tiedot ovat väärin.")];
        assert_eq!(crate::rights::asked(&dpo, &maija, &kinds).await.status, StatusCode::SEE_OTHER);
        let row = crate::rights::row(&dpo, &maija).await;
        let decided = async |fields: &[(&str, &str)]| crate::rights::done(&dpo, &maija, &row, fields).await;
        decided(&[("deed", "identify"), ("means", "document")]).await;
        decided(&[("deed", "decide"), ("kind", "restriction"), ("outcome", "granted")]).await;
        assert!(over(&stopped).await, "a restriction");
        let fetched = crate::packages::fetch(&house, &address, &code).await;
        assert!(!fetched.status.is_success() && !fetched.body.contains("Esimerkkitie"), "{}", fetched.body);
        assert!(!over(&demanded).await, "a lawful demand goes on");
        let lifted = dpo.post(&format!("/customers/{maija}/requests/restriction"), &[("told", "24.11.2026")]).await;
        assert_eq!(lifted.status, StatusCode::SEE_OTHER, "{}", lifted.body);
        assert!(over(&stopped).await, "what was withdrawn does not come back");
        // The end of a recipient, which stops nothing for another one.
        let (first, second) = (given(&dpo, &maija, &one).await, given(&dpo, &maija, &other).await);
        let (first, second) = (package_of(&dpo, &first).await, package_of(&dpo, &second).await);
        let ended = dpo.post(&format!("{RECIPIENTS}/{one}"), &[("deed", "end")]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        assert!(over(&first).await && !over(&second).await, "of the one that ended alone");
        // An objection to another use leaves it, one to the use that it is for does not. What a contract
        // needs cannot be objected to: she has none.
        let mut fields = person("Sirkka", "Sidosryhmäläinen");
        fields.retain(|field| field.0 != "connection");
        fields.extend([("connection", "stakeholder"), ("street", "Esimerkkitie 3 B 12"), ("postal_code", "40100"), ("town", "Jyväskylä")]);
        let sirkka = added(&clerk, &fields).await;
        let third = package_of(&dpo, &given(&dpo, &sirkka, &other).await).await;
        for (purpose, stops) in [("statistics", false), ("services", true)] {
            let objection = [("kind", "objection"), ("way", "post"), ("text", "En halua, että tietojani annetaan.")];
            assert_eq!(crate::rights::asked(&dpo, &sirkka, &objection).await.status, StatusCode::SEE_OTHER);
            let row = crate::rights::row(&dpo, &sirkka).await;
            for fields in [
                vec![("deed", "identify"), ("means", "document")],
                vec![("deed", "decide"), ("kind", "objection"), ("outcome", "granted"), ("purpose", purpose)],
            ] {
                crate::rights::done(&dpo, &sirkka, &row, &fields).await;
            }
            assert_eq!(over(&third).await, stops, "{purpose}");
        }
        assert!(!over(&second).await && !over(&demanded).await, "of her alone");
    }
}

/// The customer number of somebody.
async fn number_of(house: &House, id: &str) -> String {
    let party: PartyId = id.parse().unwrap();
    let officer = actor(house.app.guard(), "data_protection_contact").await;
    let reading = move |work: &mut guard::Work<'_>| seloste::people::number_of(work, party);
    let number = house
        .app
        .guard()
        .desk()
        .read(&officer, Purpose::Rights, reading)
        .await;
    number
        .unwrap_or_else(|_| panic!("a customer has a number"))
        .to_string()
}
