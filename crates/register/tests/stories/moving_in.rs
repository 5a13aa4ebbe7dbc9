//! Moving in: other lists than CSV, columns somebody has to explain, customers brought up to date,
//! notes, and imports that are stopped or taken back.

use std::time::Duration;

use axum::http::StatusCode;
use guard::{Actor, Adding, Exact, Work};
use policy::Purpose;
use secrecy::SecretString;
use seloste::transfer;
use testkit::Stores;

use crate::forms::told_at;
use crate::house::{Answer, Browser, House, PASSWORD, added, person};
use crate::importing::{checked, upload_of};
pub(crate) use crate::workbook::workbook;

pub(crate) const TOLD: [(&str, &str); 3] = [
    ("name", "vanha taulukko"),
    ("connection", "customer"),
    ("source", "person"),
];

pub(crate) fn told<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    TOLD.into_iter().chain(more.iter().copied()).collect()
}

/// Imports a file to its end; the path of the import and its page.
pub(crate) async fn imported(
    clerk: &Browser,
    fields: &[(&str, &str)],
    file: &[u8],
) -> (String, String) {
    let found = checked(clerk, fields, file).await;
    go(clerk, &found).await
}

async fn go(clerk: &Browser, checked: &Answer) -> (String, String) {
    let upload = upload_of(checked);
    let gone = clerk.post("/import/go", &[("file", upload)]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    let path = gone.location().to_owned();
    let page = until(clerk, &path, "Tuonti on valmis").await;
    (path, page)
}

pub(crate) async fn until(clerk: &Browser, path: &str, sentence: &str) -> String {
    for _ in 0..400 {
        let page = clerk.get(path).await.body;
        if page.contains(sentence) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!(
        "{path} never said {sentence}: {}",
        clerk.get(path).await.body
    );
}

/// Takes an import back as its page asks: by the number of those it brought.
pub(crate) async fn taken_back(browser: &Browser, path: &str) -> Answer {
    let page = browser.get(path).await.body;
    let (_, label) = page.split_once("<label for=\"count\">").unwrap();
    let label = label.split("</label>").next().unwrap();
    let count = label.rsplit(' ').next().unwrap();
    let undo = format!("{path}/undo");
    browser.post(&undo, &[("count", count)]).await
}

async fn importer(house: &House) -> Actor {
    let password = SecretString::from(PASSWORD);
    let accounts = house.app.guard().accounts();
    accounts
        .sign_in_once("clerk@example.com", password)
        .await
        .unwrap()
}

async fn holders(house: &House, exact: Exact) -> usize {
    let finding = move |work: &mut Work<'_>| work.find_exact(Adding::ByFile, &exact);
    let actor = importer(house).await;
    let desk = house.app.guard().desk();
    let found: Vec<_> = desk.read(&actor, Purpose::Care, finding).await.unwrap();
    found.len()
}

fn email(address: &str) -> Exact {
    Exact::Email(address.to_owned())
}

/// What a page of an import says under a heading.
fn count(page: &str, heading: &str) -> i64 {
    let Some((_, rest)) = page.split_once(&format!("<dt>{heading}</dt><dd>")) else {
        return 0;
    };
    rest.split('<').next().unwrap().trim().parse().unwrap()
}

testkit::both_engines! {
    async fn customers_are_brought_up_to_date_by_a_key(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let first = "Etunimet;Sukunimi;Sähköposti;Puhelin;Katuosoite;Postinumero;Postitoimipaikka\n\
            Maija;Mallikas;maija@example.fi;0401234567;Vanhakatu 1;00100;Helsinki\n\
            Pekka;Esimerkki;yhteinen@example.fi;;;;\nAino;Esimerkki;yhteinen@example.fi;;;;\n\
            Ville;Yksin;ville@example.fi;;;;\n";
        imported(&clerk, &TOLD, first.as_bytes()).await;
        let update = told(&[("mode", "update"), ("key", "email")]);
        let second = "Etunimet;Sukunimi;Sähköposti;Puhelin;Katuosoite;Postinumero;Postitoimipaikka;Yritys\n\
            Maija;Uusinimi;MAIJA@example.fi;0407654321;Uusikatu 2;00200;Helsinki;\n\
            Liisa;Outo;liisa@example.fi;;;;;\n\
            Pekka;Esimerkki;yhteinen@example.fi;;;;;\n\
            ;;ville@example.fi;;;;;Mallikas Oy\n\
            Maija;Toinen;maija@example.fi;;;;;\n\
            Nimetön;Avain;;;;;;\n";
        let (path, page) = imported(&clerk, &update, second.as_bytes()).await;
        assert_eq!([count(&page, "Päivitettyjä"), count(&page, "Hylättyjä rivejä"), count(&page, "Näistä ei löytynyt rekisteristä")], [1, 5, 2], "{page}");
        let rejected = clerk.get(&format!("{path}/rejected")).await.body;
        for (row, why) in [("Outo", "ei ole tällaista asiakasta"), ("yhteinen", "sopii useaan"), ("Mallikas Oy", "koskee henkilöä"), ("Toinen", "Aiempi rivi")] {
            let line = rejected.lines().find(|line| line.contains(row)).unwrap();
            assert!(line.contains(why), "{line}");
        }
        let list = clerk.get("/customers").await.body;
        assert!(list.contains("Uusinimi Maija") && !list.contains("Outo"), "{list}");
        let (_, rest) = list.split_once(">Uusinimi").map(|(before, after)| (after, before)).unwrap();
        let link = rest.rsplit_once("href=\"/customers/").unwrap().1.split('"').next().unwrap();
        let shown = clerk.get(&format!("/customers/{link}")).await.body;
        let packed: String = shown.chars().filter(|c| !c.is_whitespace()).collect();
        for said in ["401234567", "407654321", "Uusikatu2"] {
            assert!(packed.contains(said), "{said}: {packed}");
        }
        assert!(!shown.contains("Vanhakatu"), "one address takes the place of one: {shown}");
        // The same once more changes nothing, and with another word creates whom it did not find.
        let upsert = told(&[("mode", "upsert"), ("key", "email")]);
        let (_, page) = imported(&clerk, &upsert, second.as_bytes().strip_suffix(b"\n").unwrap()).await;
        assert_eq!([count(&page, "Ennallaan"), count(&page, "Päivitettyjä"), count(&page, "Uusia asiakkaita")], [1, 0, 2], "{page}");
        assert_eq!(holders(&house, email("liisa@example.fi")).await, 1);
    }

    async fn what_an_import_updated_is_as_before_once_it_is_taken_back_but_for_whoever_was_changed_since(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let head = "Etunimet;Sukunimi;Yritys;Sähköposti;Puhelin;Katuosoite;Postinumero;Postitoimipaikka;Lisätiedot\n";
        let first = "Maija;Mallikas;;maija@example.fi;0401234567;Vanhakatu 1;00100;Helsinki;\n\
            Ville;Yksin;;ville@example.fi;;;;;\n;;Vanha Nimi Oy;vanha@example.fi;;;;;\n";
        imported(&clerk, &TOLD, [head, first].concat().as_bytes()).await;
        let head = "Yhteyden peruste;Etunimet;Sukunimi;Yritys;Sähköposti;Puhelin;Katuosoite;Postinumero;Postitoimipaikka;Lisätiedot\n";
        let second = "sopimus;Maija;Uusinimi;;maija@example.fi;0407654321;Uusikatu 2;00200;Helsinki;Uusi muistiinpano.\n\
            ;Ville;Toinen;;ville@example.fi;;;;;\n;;;Uusi Nimi Oy;vanha@example.fi;;;;;\n";
        let update = told(&[("mode", "update"), ("key", "email")]);
        let (path, page) = imported(&clerk, &update, [head, second].concat().as_bytes()).await;
        assert_eq!(count(&page, "Päivitettyjä"), 3, "{page}");
        let list = clerk.get("/customers").await.body;
        let id = |name: &str| {
            let before = list.split_once(&[">", name].concat()).unwrap_or_else(|| panic!("{name}: {list}")).0;
            before.rsplit_once("href=\"/customers/").unwrap().1.split('"').next().unwrap().to_owned()
        };
        let (maija, ville, firm) = (id("Uusinimi Maija"), id("Toinen Ville"), id("Uusi Nimi Oy"));
        let hers = clerk.get(&format!("/customers/{ville}")).await.body;
        let version = hers.split_once("name=\"version\" value=\"").unwrap().1.split('"').next().unwrap();
        let note = [("what", "note"), ("version", version), ("note", "Soitettu"), ("source", "person")];
        assert_eq!(clerk.post(&format!("/customers/{ville}/change"), &note).await.status, StatusCode::SEE_OTHER);
        taken_back(&clerk, &path).await;
        let page = until(&clerk, &path, "Tuonti on peruttu").await;
        assert!(page.contains("2 asiakkaan päivitetyt tiedot palautettiin"), "{page}");
        let (_, kept) = page.split_once("Päivitettyinä jäävät").expect("who stays is told");
        assert!(kept.contains(&ville) && !kept.contains(&maija), "{kept}");
        let shown = clerk.get(&format!("/customers/{maija}")).await.body;
        let packed: String = shown.chars().filter(|c| !c.is_whitespace()).collect();
        for (said, there) in [("MallikasMaija", true), ("401234567", true), ("Vanhakatu1", true), ("Uusinimi", false), ("407654321", false), ("Uusikatu2", false), ("Uusimuistiinpano.", false)] {
            assert_eq!(packed.contains(said), there, "{said}: {shown}");
        }
        assert!(!shown.contains("sopimus 24.11.2026"), "the connection is none: {shown}");
        assert!(clerk.get(&format!("/customers/{firm}")).await.body.contains("<h1>Vanha Nimi Oy"));
        assert!(clerk.get(&format!("/customers/{ville}")).await.body.contains("Toinen Ville"), "somebody relied on it");
        let hits = |words: &'static str| {
            let clerk = clerk.clone();
            async move { clerk.post("/customers/hits", &[("words", words)]).await.body }
        };
        assert!(hits("vanhakatu 1").await.contains("Mallikas Maija") && !hits("0407654321").await.contains("Mallikas"));
        let history = clerk.get(&format!("/customers/{maija}/history")).await.body;
        assert!(history.contains("tuonti peruttiin"), "{history}");
    }

    async fn a_connection_is_for_those_whom_a_list_creates_unless_a_row_says_it(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let first = "Sukunimi;Sähköposti\nMallikas;maija@example.fi\nToinen;toinen@example.fi\n";
        imported(&clerk, &TOLD, first.as_bytes()).await;
        let form = clerk.get("/import").await.body;
        assert!(form.contains("koskee niitä, jotka tuonti luo"), "{form}");
        let fields = [("name", "vanha taulukko"), ("connection", "contract"), ("source", "person"), ("mode", "upsert"), ("key", "email")];
        let second = "Sukunimi;Sähköposti;Yhteyden peruste\nUusinimi;maija@example.fi;\nLöytynyt;toinen@example.fi;sopimus\nUusi;uusi@example.fi;\n";
        let found = checked(&clerk, &fields, second.as_bytes()).await;
        assert!(found.body.contains("<button>Tuo yksi asiakas, päivitä 2 asiakasta</button>"), "{}", found.body);
        assert!(found.body.contains("Luodaan 1, päivitetään 2, ennalleen jää 0, rivejä ei oteta 0."), "{}", found.body);
        go(&clerk, &found).await;
        let list = clerk.get("/customers").await.body;
        for (name, has) in [("Uusinimi", false), ("Löytynyt", true), ("Uusi", true)] {
            let before = list.split_once(&format!(">{name}<")).unwrap_or_else(|| panic!("{name}: {list}")).0;
            let id = before.rsplit_once("href=\"/customers/").unwrap().1.split('"').next().unwrap();
            let page = clerk.get(&format!("/customers/{id}")).await.body;
            assert_eq!(page.contains("sopimus 24.11.2026"), has, "{name}: {page}");
        }
        let update = told(&[("mode", "update"), ("key", "email")]);
        let found = checked(&clerk, &update, b"Sukunimi;S\xc3\xa4hk\xc3\xb6posti\nKolmas;maija@example.fi\n").await;
        assert!(found.body.contains("<button>Päivitä yksi asiakas</button>"), "{}", found.body);
    }

    async fn what_a_column_holds_is_said_once_and_remembered(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let file = "Päämies;Kengännumero;Tunnus\nMallikas;38;maija@example.fi\n";
        let answer = clerk.upload("/import", &TOLD, file.as_bytes()).await;
        let path = answer.location().to_owned();
        assert!(path.ends_with("/columns"), "{path}");
        let page = clerk.get(&path).await.body;
        assert!(page.contains("Sarake 1: ”Päämies”.") && page.contains("maija@example.fi"), "{page}");
        let half = clerk.post(&path, &[("c0", "last_name"), ("c1", ""), ("c2", "email")]).await;
        assert!(clerk.get(half.location()).await.body.contains("Sarake 2: ”Kengännumero”."));
        let twice = clerk.post(&path, &[("c0", "email"), ("c1", "-"), ("c2", "email")]).await;
        assert!(clerk.get(twice.location()).await.body.contains("Kahdessa sarakkeessa"));
        let said = clerk.post(&path, &[("c0", "last_name"), ("c1", "-"), ("c2", "email")]).await;
        let check = said.location().to_owned();
        let begun = clerk.get(&check).await.body;
        assert!(!begun.contains("Kahdessa sarakkeessa"), "what was wrong before is not said again: {begun}");
        let page = until(&clerk, &check, "Tuo yksi asiakas").await;
        let upload = page.split_once("name=\"file\" value=\"").unwrap().1.split('"').next().unwrap();
        let gone = clerk.post("/import/go", &[("file", upload)]).await;
        until(&clerk, gone.location(), "Tuonti on valmis").await;
        assert_eq!(holders(&house, email("maija@example.fi")).await, 1);
        // The next list of the same source is understood, that of another one is not.
        let next = "Päämies;Kengännumero;Tunnus\nEsimerkki;42;pekka@example.fi\n";
        let found = checked(&clerk, &TOLD, next.as_bytes()).await;
        assert!(found.body.contains("Tuo yksi asiakas"), "{}", found.body);
        let mut other = TOLD.to_vec();
        other[0].1 = "toinen taulukko";
        assert!(clerk.upload("/import", &other, next.as_bytes()).await.location().ends_with("/columns"));
    }

    async fn an_upload_that_is_discarded_is_gone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let found = checked(&clerk, &TOLD, b"Sukunimi\nMallikas\n").await;
        let upload = upload_of(&found).to_owned();
        let gone = clerk.post(&format!("/import/checks/{upload}/discard"), &[]).await;
        assert_eq!(gone.location(), "/import");
        let again = clerk.get(&format!("/import/checks/{upload}")).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
        let actor = importer(&house).await;
        let number = upload.parse().unwrap();
        assert!(transfer::open(&house.app, &actor, number).await.is_err());
    }

    async fn a_workbook_with_several_sheets_is_asked_which(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let customers: &[&[&str]] = &[
            &["Sukunimi", "Puhelin", "Postinumero", "Sähköposti"],
            &["Mallikas", "#401234567", "#100", "maija@example.fi"],
            &["Esimerkki", "#4.0123456789012345E+20", "", "pekka@example.fi"],
        ];
        let book = workbook(&[("Ohje", &[&["Lue tämä"]]), ("Asiakkaat", customers)]);
        let answer = clerk.upload("/import", &TOLD, &book).await;
        let path = answer.location().to_owned();
        let page = clerk.get(&path).await.body;
        assert!(page.contains("Valitse, mikä niistä tuodaan") && page.contains(">Asiakkaat</option>"), "{page}");
        let chosen = clerk.post(&path, &[("sheet", "1")]).await;
        let page = until(&clerk, chosen.location(), "Tuo yksi asiakas").await;
        assert!(page.contains("muuttanut pitkän numeron"), "{page}");
        let upload = page.split_once("name=\"file\" value=\"").unwrap().1.split('"').next().unwrap();
        let gone = clerk.post("/import/go", &[("file", upload)]).await;
        until(&clerk, gone.location(), "Tuonti on valmis").await;
        assert_eq!(holders(&house, Exact::Phone("+358401234567".into())).await, 1);
        let damaged = clerk.upload("/import", &TOLD, b"PK\x03\x04 nothing").await;
        assert_eq!(damaged.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(damaged.body.contains("vioittunut"), "{}", damaged.body);
    }

    async fn contact_cards_become_customers(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Mehiläinen;Maija;;;\r\nFN:Maija Mehiläinen\r\n\
            EMAIL:maija@example.com\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\n\
            FN:Esimerkki Asennus Oy\r\nEMAIL:laskutus@example.net\r\nEND:VCARD\r\n\
            BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Ryhmä\r\nEND:VCARD\r\n";
        let (_, page) = imported(&clerk, &TOLD, cards.as_bytes()).await;
        assert_eq!([count(&page, "Uusia asiakkaita"), count(&page, "Hylättyjä rivejä")], [2, 1], "{page}");
        let list = clerk.get("/customers").await.body;
        assert!(list.contains("Mehiläinen Maija") && list.contains("Esimerkki Asennus Oy"), "{list}");
    }

    async fn a_row_may_say_for_itself_why_it_is_held(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let file = "Sukunimi;Yhteyden peruste\nMallikas;stakeholder\nEsimerkki;\nOuto;ystävä\n";
        let (path, page) = imported(&clerk, &TOLD, file.as_bytes()).await;
        assert_eq!([count(&page, "Uusia asiakkaita"), count(&page, "Hylättyjä rivejä")], [2, 1], "{page}");
        let rejected = clerk.get(&format!("{path}/rejected")).await.body;
        assert!(rejected.contains("Sanaa ei tunneta"), "{rejected}");
    }

    async fn notes_of_the_old_system_find_their_customers(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut her = person("Maija", "Mallikas");
        her.push(("email", "maija@example.fi"));
        let id = added(&clerk, &her).await;
        let file = "Sähköposti;Päivä;Muistiinpano\nmaija@example.fi;1.2.2019;Soitti huollosta\n\
            maija@example.fi;;\"Kaksi\nriviä\"\nmaija@example.fi;;Hetu 131052-308T\n\
            ei@example.fi;;Kenen\nmaija@example.fi;eilen;Väärä päivä\n";
        let fields = told(&[("what", "notes")]);
        let (path, page) = imported(&clerk, &fields, file.as_bytes()).await;
        assert_eq!([count(&page, "Uusia asiakkaita"), count(&page, "Hylättyjä rivejä"), count(&page, "Näistä ei löytynyt rekisteristä")], [2, 3, 1], "{page}");
        let shown = clerk.get(&format!("/customers/{id}")).await.body;
        assert!(shown.contains("1.2.2019\nSoitti huollosta") && shown.contains("Kaksi\nriviä"), "{shown}");
        assert!(!shown.contains("131052"), "an identity code is held back: {shown}");
        let rejected = clerk.get(&format!("{path}/rejected")).await.body;
        assert!(rejected.contains("henkilötunnu"), "{rejected}");
        // Taken back, they are gone and she stays.
        taken_back(&clerk, &path).await;
        until(&clerk, &path, "Tuonti on peruttu").await;
        let shown = clerk.get(&format!("/customers/{id}")).await.body;
        assert!(!shown.contains("Soitti huollosta") && shown.contains("Mallikas"), "{shown}");
        let without = clerk.upload("/import", &fields, b"Muistiinpano\nKenelle\n").await;
        assert!(clerk.get(without.location()).await.body.contains("Puuttuu: ”Asiakasnumero”."));
    }

    async fn an_import_that_is_taken_back_leaves_whom_somebody_touched(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let by_hand = added(&clerk, &person("Käsin", "Lisätty")).await;
        let file = "Etunimet;Sukunimi;Sähköposti;Yritys\nMaija;Mallikas;maija@example.fi;\n\
            Pekka;Esimerkki;pekka@example.fi;\nAino;Yhteys;;Esimerkki Huolto Oy\n";
        let (path, page) = imported(&clerk, &TOLD, file.as_bytes()).await;
        assert_eq!(count(&page, "Uusia asiakkaita"), 4, "{page}");
        let list = clerk.get("/customers").await.body;
        let at = list.find(">Esimerkki Pekka<").unwrap();
        let link = list[..at].rsplit_once("href=\"/customers/").unwrap().1.split('"').next().unwrap();
        let hers = clerk.get(&format!("/customers/{link}")).await.body;
        let version = hers.split_once("name=\"version\" value=\"").unwrap().1.split('"').next().unwrap();
        let note = [("what", "note"), ("version", version), ("note", "Soitettu"), ("source", "person")];
        let noted = clerk.post(&format!("/customers/{link}/change"), &note).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
        for typed in ["", "3", "kaikki"] {
            let unsure = clerk.post(&format!("{path}/undo"), &[("count", typed)]).await;
            told_at(&unsure, "undo-count", "Luku ei vahvista perumista");
            assert!(unsure.body.contains("montako tuonti loi tai päivitti: 4</label>"), "{}", unsure.body);
            assert!(clerk.get("/customers").await.body.contains("Mallikas"), "nothing is taken back");
        }
        taken_back(&clerk, &path).await;
        let page = until(&clerk, &path, "Tuonti on peruttu").await;
        assert!(page.contains("Hävitetty 3") && page.contains(&format!("/customers/{link}")), "{page}");
        let list = clerk.get("/customers").await.body;
        assert!(list.contains("Esimerkki Pekka") && list.contains("Lisätty Käsin"), "{list}");
        assert!(!list.contains("Mallikas") && !list.contains("Huolto Oy") && !list.contains("Yhteys Aino"), "{list}");
        assert_eq!(holders(&house, email("maija@example.fi")).await, 0);
        assert_eq!(holders(&house, email("pekka@example.fi")).await, 1);
        assert!(clerk.get(&format!("/customers/{by_hand}")).await.body.contains("Lisätty"));
        // Done twice it says so; the file may come again, and brings only whom it lacks.
        let actor = importer(&house).await;
        let batch = path.rsplit('/').next().unwrap().parse().unwrap();
        let twice = transfer::undo(house.app.guard(), &actor, batch, |_| ()).await;
        assert!(matches!(twice, Err(transfer::Error::TakenBack)));
        let (_, page) = imported(&clerk, &TOLD, file.as_bytes()).await;
        assert_eq!(count(&page, "Uusia asiakkaita"), 3, "{page}");
    }

    async fn whoever_is_imported_is_to_be_told_within_a_month(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        added(&clerk, &person("Käsin", "Lisätty")).await;
        assert!(!clerk.get("/").await.body.contains("henkilölle, jonka tiedot saatiin muualta"));
        imported(&clerk, &TOLD, "Sukunimi;Yritys\nMallikas;\n;Esimerkki Oy\n".as_bytes()).await;
        let (count, by) = seloste::people::to_inform(house.app.guard()).await.unwrap();
        assert_eq!(count, 1, "she, not the company and not whoever came by hand");
        let by = by.unwrap();
        assert_eq!(by, by.plus_months(-1).plus_months(1));
        let today = clerk.get("/").await.body;
        assert!(today.contains("henkilölle, jonka tiedot saatiin muualta") && today.contains(&by.finnish()), "{today}");
        let technician = house.browser("technician").await;
        assert!(!technician.get("/").await.body.contains("henkilölle, jonka tiedot saatiin muualta"));
    }

    async fn what_moves_is_sent_as_it_moves(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let (path, _) = imported(&clerk, &TOLD, b"Sukunimi\nMallikas\n").await;
        let events = clerk.get(&format!("{path}/events")).await;
        let kind = events.headers.get("content-type").unwrap().to_str().unwrap();
        assert!(kind.starts_with("text/event-stream"), "{kind}");
        assert!(events.body.contains("data: ") && events.body.contains("data-done"), "{}", events.body);
    }

    async fn whoever_may_not_import_sees_and_does_nothing_of_it(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let (path, _) = imported(&clerk, &TOLD, b"Sukunimi\nMallikas\n").await;
        let found = checked(&clerk, &TOLD, b"Sukunimi\nEsimerkki\n").await;
        let check = format!("/import/checks/{}", upload_of(&found));
        let technician = house.browser("technician").await;
        for part in ["/events", "/progress"] {
            assert_eq!(technician.get(&format!("{path}{part}")).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(technician.get(&format!("{check}/columns")).await.status, StatusCode::FORBIDDEN);
        for part in [format!("{path}/undo"), format!("{path}/stop"), format!("{check}/discard"), format!("{check}/columns")] {
            let answer = technician.post(&part, &[("count", "1")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{part}");
        }
        assert_eq!(holders(&house, email("x@example.fi")).await, 0);
        assert!(clerk.get("/customers").await.body.contains("Mallikas"));
    }

    async fn taking_an_import_back_leaves_alone_what_the_actor_may_not_change(stores: Stores) {
        let role = "[[role]]\nkey = \"sorter\"\ntitle = { fi = \"Järjestelijä\", sv = \"Sorterare\", en = \"Sorter\" }\n\
            purposes = [\"care\"]\nview = [\"contact\"]\nchange = [\"identity\"]\nscope = \"all\"\nrights = [\"import\"]\n\n[[role]]\nkey = \"owner\"\n";
        let notice = crate::house::NOTICE.replace("[[role]]\nkey = \"owner\"\n", role);
        assert_ne!(notice, crate::house::NOTICE);
        let house = House::under(stores, &notice).await;
        let clerk = house.browser("clerk").await;
        let head = "Etunimet;Sukunimi;Sähköposti;Puhelin\n";
        let first = "Maija;Mallikas;maija@example.fi;0401234567\nVille;Yksin;ville@example.fi;\n";
        imported(&clerk, &TOLD, [head, first].concat().as_bytes()).await;
        let second = "Maija;Uusinimi;maija@example.fi;0407654321\nVille;Toinen;ville@example.fi;\n";
        let update = told(&[("mode", "update"), ("key", "email")]);
        let (path, page) = imported(&clerk, &update, [head, second].concat().as_bytes()).await;
        assert_eq!(count(&page, "Päivitettyjä"), 2, "{page}");
        let sorter = crate::house::another(&house, "sorter").await;
        let pressed = taken_back(&sorter, &path).await;
        assert_eq!(pressed.status, StatusCode::SEE_OTHER, "{}", pressed.body);
        let page = until(&sorter, &path, "Tuonti on peruttu").await;
        assert!(page.contains("Yhden asiakkaan päivitetyt tiedot palautettiin"), "{page}");
        let list = clerk.get("/customers").await.body;
        assert!(list.contains("Yksin Ville"), "of his a name alone was brought: {list}");
        assert!(list.contains("Uusinimi Maija"), "nothing of hers is put back by halves: {list}");
        let hits = clerk.post("/customers/hits", &[("words", "0407654321")]).await.body;
        assert!(hits.contains("Uusinimi"), "{hits}");
    }
}
