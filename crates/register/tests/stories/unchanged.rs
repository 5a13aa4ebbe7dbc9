//! Lists that bring customers up to date: whoever they say nothing new of is left alone and counted
//! apart, in the check as in the import.

use testkit::Stores;

use crate::house::House;
use crate::importing::checked;
use crate::moving_in::{imported, taken_back, told, until};

const HEAD: [&str; 12] = [
    "Etunimet",
    "Sukunimi",
    "Yritys",
    "Sähköposti",
    "Puhelin",
    "Katuosoite",
    "Postinumero",
    "Postitoimipaikka",
    "Markkinointikielto",
    "Turvakielto",
    "Lisätiedot",
    "Yhteyden peruste",
];

const MAIJA: [&str; 12] = [
    "Maija",
    "Mallikas",
    "",
    "maija@example.fi",
    "0401234567",
    "Vanhakatu 1",
    "00100",
    "Helsinki",
    "kyllä",
    "",
    "Soittaa aamulla.",
    "customer",
];

const FIRM: [&str; 12] = [
    "",
    "",
    "Kulma Oy",
    "kulma@example.fi",
    "0407654321",
    "Kulmatie 2",
    "20100",
    "Turku",
    "",
    "",
    "Avain naapurissa.",
    "",
];

/// What another list says of Maija in one column, and how many rows bring somebody up to date then.
const SAID: [(&str, &str, i64); 10] = [
    ("Etunimet", "Maija Liisa", 1),
    ("Sukunimi", "Uusinimi", 1),
    ("Puhelin", "0409876543", 1),
    ("Puhelin", "+358 40 123 4567", 0),
    ("Katuosoite", "Uusikatu 2", 1),
    ("Katuosoite", "VANHAKATU 1", 0),
    ("Turvakielto", "kyllä", 1),
    ("Lisätiedot", "Soittaa illalla.", 1),
    ("Markkinointikielto", "ei", 0),
    ("Yhteyden peruste", "contract", 1),
];

fn list(rows: &[[&str; 12]]) -> Vec<u8> {
    let rows = [HEAD].into_iter().chain(rows.iter().copied());
    let lines: Vec<String> = rows.map(|row| row.join(";") + "\n").collect();
    lines.concat().into_bytes()
}

/// What a page says under a heading; nought where it has none.
fn count(page: &str, heading: &str) -> i64 {
    let Some((_, rest)) = page.split_once(&format!("<dt>{heading}</dt><dd>")) else {
        return 0;
    };
    rest.split('<').next().unwrap().trim().parse().unwrap()
}

testkit::both_engines! {
    async fn whoever_a_list_says_nothing_new_of_is_left_alone_and_counted_apart(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        imported(&clerk, &told(&[]), &list(&[MAIJA, FIRM])).await;
        let update = told(&[("mode", "upsert"), ("key", "email")]);
        let found = checked(&clerk, &update, &list(&[MAIJA, FIRM])).await.body;
        assert_eq!((count(&found, "Ennallaan"), count(&found, "Päivitettyjä")), (2, 0), "{found}");
        assert!(found.contains("Luodaan 0, päivitetään 0, ennalleen jää 2, rivejä ei oteta 0."), "{found}");
        assert!(found.contains("<button>Päivitä 0 asiakasta</button>"), "{found}");
        let mut firm = FIRM;
        firm[4] = "0401112223";
        let mut fresh = MAIJA;
        (fresh[0], fresh[1], fresh[3], fresh[4]) = ("Ville", "Uusi", "ville@example.fi", "0403332221");
        let (path, page) = imported(&clerk, &update, &list(&[MAIJA, firm, fresh])).await;
        let counts = ["Uusia asiakkaita", "Päivitettyjä", "Ennallaan", "Jo rekisterissä"];
        assert_eq!(counts.map(|one| count(&page, one)), [1, 1, 1, 0], "{page}");
        let customers = clerk.get("/customers").await.body;
        let maija = customers.split_once(">Mallikas").unwrap().0;
        let maija = maija.rsplit_once("href=\"/customers/").unwrap().1.split('"').next().unwrap();
        let contact = house.browser("data_protection_contact").await;
        let trail = contact.get(&format!("/customers/{maija}/trail")).await.body;
        let opened = trail.split_once("id=\"opened\"").unwrap().1.split_once("id=\"listed\"").unwrap().0;
        assert!(!opened.contains(">muutti<"), "nothing of her was changed: {opened}");
        // Asked for by the number of those it brought: one created, one brought up to date.
        taken_back(&clerk, &path).await;
        let page = until(&clerk, &path, "Tuonti on peruttu").await;
        assert!(page.contains("Yhden asiakkaan päivitetyt tiedot palautettiin"), "{page}");
        let shown = clerk.get(&format!("/customers/{maija}")).await.body;
        assert!(shown.contains("Soittaa aamulla."), "{shown}");
    }

    async fn each_column_that_says_something_new_brings_its_customer_up_to_date(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        imported(&clerk, &told(&[]), &list(&[MAIJA, FIRM])).await;
        let update = told(&[("mode", "update"), ("key", "email")]);
        for (column, said, updated) in SAID {
            let mut row = MAIJA;
            row[HEAD.iter().position(|one| *one == column).unwrap()] = said;
            let found = checked(&clerk, &update, &list(&[row, FIRM])).await.body;
            let counts = (count(&found, "Päivitettyjä"), count(&found, "Ennallaan"));
            assert_eq!(counts, (updated, 2 - updated), "{column} {said}: {found}");
        }
        let consent = "Sähköposti;Sukunimi;Markkinointilupa;Luvan päivä;Luvan sanamuoto\n\
            maija@example.fi;Mallikas;kyllä;1.2.2026;Minulle saa lähettää uutiskirjeen.\n";
        let (_, page) = imported(&clerk, &update, consent.as_bytes()).await;
        assert_eq!((count(&page, "Päivitettyjä"), count(&page, "Ennallaan")), (1, 0), "{page}");
        let again = checked(&clerk, &update, consent.as_bytes()).await.body;
        assert_eq!((count(&again, "Päivitettyjä"), count(&again, "Ennallaan")), (0, 1), "{again}");
    }
}
