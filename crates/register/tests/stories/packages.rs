//! Packages: kept sealed for some days, handed over by every means, gone with those they tell of.

use std::io::Write as _;

use axum::http::{StatusCode, header};
use basics::{PackageId, PartyId};
use guard::{Actor, Work};
use policy::Purpose;
use seloste::packages::{self, Arrived, Error, Format, Held, Incoming, Order};
use testkit::Stores;

use crate::forms::{filled_at, held, told_at};
use crate::house::{Answer, Browser, House, actor, add_customers, added, person};
use crate::merging::{merge, second_maija, undo};
use crate::permissions::erase;

const CONTENT: &str = "{\"nimi\":\"Maija Mallikas\"}";

fn order(held: Held, parties: &[&str]) -> Order {
    Order {
        held,
        parties: parties
            .iter()
            .map(|id| id.parse::<PartyId>().unwrap())
            .collect(),
        format: Format::Json,
        name: "omat-tiedot".to_owned(),
        about: "Omat tiedot koneellisesti luettavina".to_owned(),
        whom: None,
        days: 7,
        withheld_until: None,
    }
}

async fn kept(house: &House, order: Order) -> Result<PackageId, Error> {
    let officer = actor(house.app.guard(), "data_protection_contact").await;
    kept_by(house, (&officer, Purpose::Rights), CONTENT, order).await
}

async fn kept_by(
    house: &House,
    by: (&Actor, Purpose),
    content: &'static str,
    order: Order,
) -> Result<PackageId, Error> {
    let guard = house.app.guard();
    let mut incoming = Incoming::begin(guard).await?;
    let writing = move |_: &store::Here| incoming.write_all(content.as_bytes()).map(|()| incoming);
    let incoming = store::hop(writing).await?.unwrap();
    let keeping =
        move |work: &mut Work<'_>, arrived: &Arrived| packages::make(work, arrived, &order);
    packages::keep(guard, by, incoming, keeping).await
}

/// A package about her, for whoever needs somebody of whom everything is known.
pub(crate) async fn kept_about(house: &House, party: &str) {
    kept(house, order(Held::Requests, &[party])).await.unwrap();
    let mut other = order(Held::Disclosures, &[party]);
    other.name = "luovutus".to_owned();
    other.whom = Some("Yhteistyö Esimerkki Oy".to_owned());
    kept(house, other).await.unwrap();
}

async fn job(house: &House) -> i64 {
    seloste::destroy_old_packages(house.app.clone())
        .await
        .unwrap()
}

async fn print(who: &Browser, path: &str) -> Answer {
    who.post(&format!("{path}/print"), &[]).await
}

/// What stands behind a heading of the page that is shown once.
fn shown(page: &str, heading: &str) -> String {
    let start = format!("<dt>{heading}</dt><dd><code class=\"pre\">");
    let (_, rest) = page.split_once(&start).unwrap_or_else(|| panic!("{page}"));
    rest.split('<').next().unwrap().to_owned()
}

/// An address with its code.
pub(crate) async fn address(officer: &Browser, path: &str, downloads: &str) -> (String, String) {
    let fields = [("days", "3"), ("downloads", downloads)];
    let page = officer.post(&format!("{path}/address"), &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    (shown(&page.body, "Osoite"), shown(&page.body, "Koodi"))
}

/// What somebody outside receives at an address.
pub(crate) async fn fetch(house: &House, address: &str, code: &str) -> Answer {
    let fields = [("code", code), ("lang", "fi")];
    house.stranger().send("POST", address, &fields).await
}

testkit::both_engines! {
    async fn a_package_is_downloaded_by_those_who_may_and_the_trail_tells_it(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let path = packages::path_of(kept(&house, order(Held::Requests, &[&maija])).await.unwrap());
        let officer = house.browser("data_protection_contact").await;
        let list = officer.get(&format!("/customers/{maija}/packages")).await.body;
        assert!(list.contains("omat-tiedot.json") && list.contains("odottaa luovutusta"), "{list}");
        let page = officer.get(&path).await.body;
        assert!(page.contains("henkilölle itselleen") && page.contains("Maija"), "{page}");
        let file = print(&officer, &path).await;
        assert_eq!((file.status, file.body.as_str()), (StatusCode::OK, CONTENT));
        let name = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(name, "attachment; filename=\"omat-tiedot.json\"");
        let page = officer.get(&path).await.body;
        assert!(page.contains("ladattu tulostettavaksi"), "{page}");
        let trail = officer.get(&format!("/customers/{maija}/trail")).await.body;
        assert!(trail.contains("lähetti"), "{trail}");
        for role in ["clerk", "billing", "owner"] {
            let other = house.browser(role).await;
            let refused = print(&other, &path).await;
            assert!(!refused.status.is_success() && !refused.body.contains("Mallikas"), "{role}: {}", refused.body);
        }
    }

    async fn a_file_sealed_for_its_recipient_shows_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let path = packages::path_of(kept(&house, order(Held::Requests, &[&maija])).await.unwrap());
        let officer = house.browser("data_protection_contact").await;
        let page = officer.post(&format!("{path}/passphrase"), &[("means", "zip")]).await.body;
        let (_, rest) = page.split_once("name=\"passphrase\" value=\"").unwrap();
        let passphrase = rest.split('"').next().unwrap();
        let fields = [("means", "zip"), ("passphrase", passphrase)];
        let zip = officer.post(&format!("{path}/sealed"), &fields).await;
        assert_eq!(zip.status, StatusCode::OK);
        assert!(zip.body.starts_with("PK") && !zip.body.contains("Mallikas"));
        let weak = officer.post(&format!("{path}/sealed"), &[("means", "zip"), ("passphrase", "salasana")]).await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!weak.body.contains("salasana"), "{}", weak.body);
        let key = "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq";
        let sealed = officer.post(&format!("{path}/key"), &[("key", key)]).await;
        assert_eq!(sealed.status, StatusCode::OK, "{}", sealed.body);
        assert!(sealed.body.starts_with("age-encryption.org/v1") && !sealed.body.contains("Mallikas"));
        let wrong = officer.post(&format!("{path}/key"), &[("key", "age1vaarin")]).await;
        told_at(&wrong, "key-key", "ei ole julkinen age-avain");
        assert_eq!(held(&filled_at(&wrong.body, &format!("{path}/key"), "key-key"), "key"), "age1vaarin");
        let page = officer.get(&path).await.body;
        assert!(page.contains("salattu salalauseella (ZIP)") && page.contains("vastaanottajan avaimella (age)"), "{page}");
    }

    async fn an_address_works_once_with_its_code_and_is_refused_politely_afterwards(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let path = packages::path_of(kept(&house, order(Held::Requests, &[&maija])).await.unwrap());
        let officer = house.browser("data_protection_contact").await;
        let (address, code) = address(&officer, &path, "1").await;
        assert!(address.starts_with("/fetch/") && !officer.get(&path).await.body.contains(&code));
        let page = house.stranger().get(&address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("TL-Maint Oy") && !page.body.contains("Mallikas"), "{}", page.body);
        let wrong = fetch(&house, &address, "00000-00000").await;
        told_at(&wrong, "fetch-code", "Koodi ei täsmää");
        let file = fetch(&house, &address, &code.to_uppercase().replace('-', " ")).await;
        assert_eq!((file.status, file.body.as_str()), (StatusCode::OK, CONTENT));
        let again = fetch(&house, &address, &code).await;
        assert_eq!(again.status, StatusCode::GONE);
        for (language, words) in [("fi", "ei ole enää käytössä"), ("sv", "inte längre i bruk"), ("en", "no longer in use")] {
            let gone = house.stranger().get(&format!("{address}?lang={language}")).await;
            assert_eq!(gone.status, StatusCode::GONE);
            assert!(gone.body.contains(words), "{}", gone.body);
        }
        let never = house.stranger().get(&format!("{}x", &address[..address.len() - 1])).await;
        let gone = house.stranger().get(&address).await.body;
        assert_eq!(never.status, StatusCode::GONE);
        assert_eq!(never.body.lines().count(), gone.lines().count(), "an address that never was looks the same");
        let page = officer.get(&path).await.body;
        assert!(page.contains("noudettu kerran") && page.contains("noudettu verkko-osoitteesta"), "{page}");
        let trail = officer.get(&format!("/customers/{maija}/trail")).await.body;
        assert!(trail.contains("Pakettien luovutus ja hävitys (ohjelma)"), "{trail}");
    }

    async fn five_wrong_codes_or_its_last_day_close_an_address(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let path = packages::path_of(kept(&house, order(Held::Requests, &[&maija])).await.unwrap());
        let officer = house.browser("data_protection_contact").await;
        let (first, code) = address(&officer, &path, "2").await;
        for _ in 0..4 {
            assert_eq!(fetch(&house, &first, "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(fetch(&house, &first, "wrong").await.status, StatusCode::GONE);
        assert_eq!(fetch(&house, &first, &code).await.status, StatusCode::GONE, "the right code comes too late");
        let (second, code) = address(&officer, &path, "2").await;
        assert_eq!(fetch(&house, &second, &code).await.status, StatusCode::OK);
        house.clock.advance_days(3);
        assert_eq!(fetch(&house, &second, &code).await.status, StatusCode::GONE);
        let officer = house.browser("data_protection_contact").await;
        let (third, code) = address(&officer, &path, "2").await;
        let closed = officer.post(&format!("{path}/close"), &[]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER);
        assert_eq!(fetch(&house, &third, &code).await.status, StatusCode::GONE);
        for (field, value) in [("downloads", "0"), ("downloads", "6"), ("days", "31"), ("days", "")] {
            let mut fields = vec![("days", "3"), ("downloads", "1")];
            fields.retain(|one| one.0 != field);
            fields.push((field, value));
            let refused = officer.post(&format!("{path}/address"), &fields).await;
            told_at(&refused, &format!("address-{field}"), "Valitse 1–");
        }
    }

    async fn a_package_is_destroyed_when_its_days_are_over_or_it_is_withdrawn(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let first = packages::path_of(kept(&house, order(Held::Requests, &[&maija])).await.unwrap());
        let second = packages::path_of(kept(&house, order(Held::Requests, &[&maija])).await.unwrap());
        let officer = house.browser("data_protection_contact").await;
        let withdrawn = officer.post(&format!("{first}/withdraw"), &[("party", &maija)]).await;
        assert_eq!(withdrawn.status, StatusCode::SEE_OTHER, "{}", withdrawn.body);
        assert_eq!(print(&officer, &first).await.status, StatusCode::NOT_FOUND);
        assert_eq!(crate::files::lying(&house), 1);
        assert_eq!(job(&house).await, 0, "its part went at once");
        house.clock.advance_days(7);
        let officer = house.browser("data_protection_contact").await;
        let over = print(&officer, &second).await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(over.body.contains("sen aika on ohi"), "{}", over.body);
        assert_eq!(job(&house).await, 1);
        assert_eq!(crate::files::lying(&house), 0);
        assert_eq!(officer.get(&second).await.status, StatusCode::NOT_FOUND);
        let list = officer.get(&format!("/customers/{maija}/packages")).await.body;
        assert!(!list.contains("omat-tiedot"), "{list}");
    }

    async fn a_package_about_two_opens_no_more_when_one_of_them_is_erased(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let other = added(&clerk, &person("Toinen", "Henkilö")).await;
        let path = packages::path_of(kept(&house, order(Held::Disclosures, &[&maija, &other])).await.unwrap());
        let officer = house.browser("data_protection_contact").await;
        let (address, code) = address(&officer, &path, "2").await;
        assert_eq!(print(&officer, &path).await.body, CONTENT);
        let trail = officer.get(&format!("/customers/{other}/trail")).await.body;
        assert!(trail.contains("luovutti"), "{trail}");
        erase(&house, &other).await;
        assert_eq!(print(&officer, &path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(fetch(&house, &address, &code).await.status, StatusCode::GONE);
        assert_eq!(job(&house).await, 1, "what is left of it goes");
        assert_eq!(crate::files::lying(&house), 0);
    }

    async fn a_package_goes_with_a_merge_and_comes_back_with_its_end(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let other = second_maija(&clerk).await;
        let path = packages::path_of(kept(&house, order(Held::Requests, &[&other])).await.unwrap());
        let officer = house.browser("data_protection_contact").await;
        let merged = merge(&clerk, &maija, &other, &[]).await;
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
        let list = officer.get(&format!("/customers/{maija}/packages")).await.body;
        assert!(list.contains("omat-tiedot.json"), "{list}");
        assert_eq!(print(&officer, &path).await.body, CONTENT);
        let parted = undo(&clerk, &maija, &[]).await;
        assert_eq!(parted.status, StatusCode::SEE_OTHER, "{}", parted.body);
        assert_eq!(print(&officer, &path).await.body, CONTENT);
        let list = officer.get(&format!("/customers/{maija}/packages")).await.body;
        assert!(!list.contains("omat-tiedot"), "{list}");
    }

    async fn what_is_unfit_or_refused_leaves_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        let mut named = order(Held::Requests, &[&maija]);
        named.name = "Maija".to_owned();
        assert!(matches!(kept(&house, named).await, Err(Error::Name)));
        let clerk = actor(house.app.guard(), "clerk").await;
        let by = (&clerk, Purpose::Care);
        let refused = kept_by(&house, by, CONTENT, order(Held::Requests, &[&maija])).await;
        assert!(matches!(refused, Err(Error::Guard(guard::Error::Refused(_)))));
        let empty = kept_by(&house, by, "", order(Held::Requests, &[&maija])).await;
        assert!(matches!(empty, Err(Error::Empty)));
        assert_eq!(crate::files::lying(&house), 0);
    }
}
