//! Importing in the browser: checked first, then written, the rejected rows told.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::time::Duration;

use axum::http::StatusCode;
use basics::{BatchId, Coded, Day, Language, PartyId};
use formats::Artificial;
use guard::category::Permissions;
use guard::{Actor, Adding, Ask, Exact, Work};
use policy::{ConnectionKind, Purpose, SourceKind};
use secrecy::SecretString;
use seloste::people::Terms;
use seloste::transfer::{self, Counts, Key, Mode, Order, Outcome, What, import};
use testkit::Stores;

use crate::house::{Answer, Browser, House, PASSWORD, added, person};
use crate::moving_in::TOLD;

const FILE: &str = "Etunimet;Sukunimi;Sähköposti;Puhelin;Y-tunnus;Yritys\r\n\
    Maija;Mallikas;maija@example.fi;0401234567;;\r\n\
    Pekka;Esimerkki;ei osoite;;;\r\n\
    ;;;;0112038-9;Esimerkki Huolto Oy\r\n\
    Maija;Mallikas;maija@example.fi;;;\r\n";

/// Hands a file in and waits for what the check found; the form again where it is refused.
pub(crate) async fn checked(clerk: &Browser, fields: &[(&str, &str)], file: &[u8]) -> Answer {
    let answer = clerk.upload("/import", fields, file).await;
    if answer.status != StatusCode::SEE_OTHER {
        return answer;
    }
    for _ in 0..400 {
        let page = clerk.get(answer.location()).await;
        if !page.body.contains("data-follow") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the check did not end");
}

/// The sealed upload of a check.
pub(crate) fn upload_of(checked: &Answer) -> &str {
    let (_, rest) = checked.body.split_once("name=\"file\" value=\"").unwrap();
    rest.split('"').next().unwrap()
}

/// Presses the button of the page that tells what the check found.
async fn go(clerk: &Browser, checked: &Answer) -> Answer {
    clerk
        .post("/import/go", &[("file", upload_of(checked))])
        .await
}

/// Imports a file to its end; the page of the import.
async fn imported(clerk: &Browser, file: &str) -> String {
    let gone = go(clerk, &checked(clerk, &TOLD, file.as_bytes()).await).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    let page = ended(clerk, gone.location()).await;
    [gone.location(), "\n", &page].concat()
}

/// Somebody who may import, for what no browser does.
async fn importer(house: &House) -> Actor {
    let password = SecretString::from(PASSWORD);
    let accounts = house.app.guard().accounts();
    accounts
        .sign_in_once("clerk@example.com", password)
        .await
        .unwrap()
}

fn order() -> Order {
    let today = Day::new(2026, 11, 24).unwrap();
    Order {
        what: What::Customers,
        mode: Mode::Create,
        key: Key::Certain,
        sheet: None,
        columns: BTreeMap::new(),
        own: transfer::Own::default(),
        terms: Terms {
            connection: ConnectionKind::Customer,
            source: SourceKind::Person,
            of: None,
            from: today,
            identity_code_ground: None,
            artificial: Artificial::Allowed,
            language: Language::Fi,
            today,
        },
        reader: Language::Fi,
        source: "vanha taulukko".into(),
        create_likely: false,
        ignore_unknown: false,
        dry_run: false,
    }
}

/// Rows for several chunks; the second is the first one's twin.
pub(crate) fn long_file() -> String {
    long_file_of(2600)
}

fn long_file_of(rows: usize) -> String {
    let note = "x".repeat(200);
    let mut file = String::from("Sukunimi;Puhelin;Lisätiedot\n");
    for row in 0..rows {
        let number = if row == 1 { 0 } else { row };
        writeln!(file, "Rivi{number};04012{number:05};{note}").unwrap();
    }
    file
}

/// A file that breaks when it is read for the third time: after the digest (one rewinding) and the
/// count (two more), in the middle of the import.
struct Broken {
    file: Cursor<Vec<u8>>,
    rewound: u32,
}

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rewound > 3 && self.file.position() > 520_000 {
            return Err(io::Error::other("gone"));
        }
        self.file.read(buffer)
    }
}

impl Seek for Broken {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.rewound += 1;
        self.file.seek(to)
    }
}

/// Imports the long file until it breaks; how many rows were dealt with.
pub(crate) async fn cut_off(house: &House, upload: Option<i64>) -> (BatchId, Counts) {
    let broken = Broken {
        file: Cursor::new(long_file().into_bytes()),
        rewound: 0,
    };
    let mut reached = None;
    let told = |batch: Option<BatchId>, counts| reached = batch.map(|batch| (batch, counts));
    let actor = importer(house).await;
    let guard = house.app.guard();
    let ended = import(guard, &actor, broken, (order(), upload), told).await;
    assert!(ended.is_err());
    let (batch, counts) = reached.unwrap();
    assert!((1..2600).contains(&counts.done), "{counts:?}");
    (batch, counts)
}

async fn import_long(house: &House, order: Order) -> Result<Outcome, transfer::Error> {
    let actor = importer(house).await;
    let file = Cursor::new(long_file().into_bytes());
    import(house.app.guard(), &actor, file, (order, None), |_, _| {}).await
}

/// The rows that were not taken, as they are downloaded.
async fn rejected_lines(house: &House, batch: BatchId) -> Vec<String> {
    let clerk = house.browser("clerk").await;
    let body = clerk.get(&format!("/import/{batch}/rejected")).await.body;
    body.lines().skip(1).map(ToOwned::to_owned).collect()
}

pub(crate) async fn ended(clerk: &Browser, path: &str) -> String {
    for _ in 0..200 {
        let page = clerk.get(path).await.body;
        if page.contains("Tuonti on valmis") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the import did not end");
}

testkit::both_engines! {
    async fn a_file_is_checked_first_and_then_written(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let checked = checked(&clerk, &TOLD, FILE.as_bytes()).await;
        assert_eq!(checked.status, StatusCode::OK, "{}", checked.body);
        assert!(checked.body.contains("Tuo 2 asiakasta"), "{}", checked.body);
        assert!(checked.body.contains("yksi @-merkki") && !checked.body.contains("ei osoite"));
        assert!(clerk.get("/customers").await.body.contains("ei ole asiakkaita"), "nothing is stored yet");
        let gone = go(&clerk, &checked).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        let page = ended(&clerk, gone.location()).await;
        assert!(page.contains("Lataa hylätyt rivit"), "{page}");
        let list = clerk.get("/customers").await.body;
        assert!(list.contains("Mallikas Maija") && list.contains("Esimerkki Huolto Oy"), "{list}");
        assert!(!list.contains("Pekka"));
        let rejected = clerk.get(&format!("{}/rejected", gone.location())).await;
        assert!(rejected.body.contains("ei osoite") && rejected.body.contains("Sähköposti: "), "{}", rejected.body);
        assert!(rejected.body.contains("Tarkista, onko kyse samasta"), "the twin row is told");
    }

    async fn the_same_file_is_not_taken_twice(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        imported(&clerk, FILE).await;
        let checked = checked(&clerk, &TOLD, FILE.as_bytes()).await;
        assert!(checked.body.contains("Tuo 0 asiakasta"), "{}", checked.body);
        let again = go(&clerk, &checked).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("on jo tuotu"), "{}", again.body);
    }

    async fn a_file_that_cannot_be_read_is_told_in_words(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let cases: [(&[u8], &str); 4] = [
            (b"", "Valitse tiedosto"),
            ("Sukunimi;Kengännumero\nMallikas;38\n".as_bytes(), "Sarake 2: ”Kengännumero”."),
            ("Puhelin;Sähköposti\n1;2\n".as_bytes(), "Missään sarakkeessa ei ole nimeä"),
            (b"\x00\x01\x02\xff\xfe\x00\x00", ""),
        ];
        for (file, sentence) in cases {
            let answer = checked(&clerk, &TOLD, file).await;
            let told = answer.status == StatusCode::UNPROCESSABLE_ENTITY || answer.body.contains("Tuo 0 asiakasta")
                || answer.body.contains("Valitse, mitä kussakin sarakkeessa on");
            assert!(told, "{sentence}: {} {}", answer.status, answer.body);
            assert!(answer.body.contains(sentence), "{sentence}: {}", answer.body);
        }
        assert!(clerk.get("/customers").await.body.contains("ei ole asiakkaita"));
    }

    async fn a_latin_1_file_with_tabs_and_swedish_headings_is_read(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let file: Vec<u8> = "Förnamn\tEfternamn\tOrt\nÅsa\tÖhman\tPorvoo\n"
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        let checked = checked(&clerk, &TOLD, &file).await;
        assert!(checked.body.contains("Tuo yksi asiakas"), "{}", checked.body);
        let gone = go(&clerk, &checked).await;
        ended(&clerk, gone.location()).await;
        assert!(clerk.get("/customers").await.body.contains("Öhman Åsa"));
    }

    async fn a_list_brings_a_company_with_its_contact_person(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let file = "Yritys;Y-tunnus;Etunimet;Sukunimi;Puhelin\nKulma Oy;0112038-9;Maija;Mallikas;0401234567\n";
        let page = imported(&clerk, file).await;
        assert!(page.contains("<dd>2</dd>"), "both are counted: {page}");
        let found = find(&house, Exact::BusinessId("0112038-9".into())).await;
        let card = clerk.get(&format!("/customers/{}", found[0])).await.body;
        assert!(card.contains("Kulma Oy") && card.contains("Mallikas Maija"), "{card}");
        let again = "Yritys;Y-tunnus;Etunimet;Sukunimi\nKulma Oy;0112038-9;Pekka;Esimerkki\n";
        let checked = checked(&clerk, &TOLD, again.as_bytes()).await;
        assert!(checked.body.contains("Lisää yhteyshenkilö yrityksen sivulla"), "{}", checked.body);
    }

    async fn what_a_list_says_no_to_holds_for_customers_it_already_had(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        imported(&clerk, "Yritys;Y-tunnus\nKulma Oy;0112038-9\n").await;
        let party = find(&house, Exact::BusinessId("0112038-9".into())).await[0];
        assert_eq!(objections(&house, party).await, []);
        let ban = "Yritys;Y-tunnus;Markkinointikielto\nKulma Oy;0112038-9;kyllä\n";
        imported(&clerk, ban).await;
        assert_eq!(objections(&house, party).await, [Purpose::Marketing]);
        let history = clerk.get(&format!("/customers/{party}/history")).await.body;
        assert!(history.contains("markkinointikielto"), "{history}");
        let lifted = "Yritys;Y-tunnus;Markkinointikielto\nKulma Oy;0112038-9;ei\n";
        imported(&clerk, lifted).await;
        assert_eq!(objections(&house, party).await, [Purpose::Marketing], "a list lifts none");
        let twice = "Yritys;Y-tunnus;Markkinointikielto\nNurkka Oy;0201256-6;\nNurkka Oy;0201256-6;x\n";
        imported(&clerk, twice).await;
        let party = find(&house, Exact::BusinessId("0201256-6".into())).await[0];
        assert_eq!(objections(&house, party).await, [Purpose::Marketing], "nor does its own first row");
    }

    async fn somebody_who_may_not_be_seen_is_not_entered_a_second_time(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut maija = person("Maija", "Mallikas");
        maija.push(("phone", "0401234567"));
        let id = added(&clerk, &maija).await;
        hide(&house, id.parse().unwrap()).await;
        let again = clerk.post("/customers", &maija).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("Tarkista, onko kyse samasta") && !again.body.contains(&id), "{}", again.body);
        let mut fields = TOLD.to_vec();
        fields.push(("create_likely", "1"));
        let file = "Etunimet;Sukunimi;Puhelin\nMaija;Mallikas;0401234567\n";
        let checked = checked(&clerk, &fields, file.as_bytes()).await;
        assert!(checked.body.contains("Tuo 0 asiakasta"), "{}", checked.body);
    }

    async fn two_runs_of_one_file_bring_its_customers_once(stores: Stores) {
        let house = House::new(stores).await;
        let actor = importer(&house).await;
        let run = || {
            let file = Cursor::new(long_file_of(1200).into_bytes());
            import(house.app.guard(), &actor, file, (order(), None), |_, _| {})
        };
        let both = tokio::join!(run(), run());
        let both = [both.0, both.1];
        assert!(both.iter().any(Result::is_ok), "one of them ends");
        // Where a chunk of the one takes longer than the other waits for its turn, the store is busy.
        let stops = ["transfer.file.underway", "transfer.file.already", "store.busy"];
        let stopped = |code: basics::Code| stops.contains(&code.as_str());
        for error in both.iter().filter_map(|run| run.as_ref().err()) {
            assert!(stopped(error.code()), "{error}");
        }
        let batches = transfer::batches(&house.app).await.unwrap();
        let counts: Vec<_> = batches.iter().map(|batch| (batch.counts.created, batch.counts.rejected)).collect();
        assert_eq!(counts, [(1199, 1)]);
        assert_eq!(find(&house, Exact::Phone("+358401200007".into())).await.len(), 1);
    }

    async fn an_import_that_goes_on_doubles_nothing_and_tells_every_rejected_row(stores: Stores) {
        let house = House::new(stores).await;
        let (batch, _) = cut_off(&house, None).await;
        let other = Order { create_likely: true, ..order() };
        let refused = import_long(&house, other).await.unwrap_err();
        assert_eq!(refused.code().as_str(), "transfer.file.other_order");
        let outcome = import_long(&house, order()).await.unwrap();
        assert_eq!(outcome.batch, Some(batch));
        assert_eq!((outcome.counts.created, outcome.counts.rejected), (2599, 1));
        let lines = rejected_lines(&house, batch).await;
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains("Rivi0") && lines[0].contains("Tarkista, onko kyse samasta"), "{lines:?}");
    }

    async fn an_import_that_cannot_begin_says_why(stores: Stores) {
        let house = House::new(stores).await;
        cut_off(&house, None).await;
        let clerk = house.browser("clerk").await;
        let mut fields = TOLD.to_vec();
        fields.push(("create_likely", "1"));
        let checked = checked(&clerk, &fields, long_file().as_bytes()).await;
        let answer = go(&clerk, &checked).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("kesken toisin valinnoin"), "{}", answer.body);
    }

    async fn an_import_that_was_interrupted_is_gone_on_with_in_the_browser(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let checked = checked(&clerk, &TOLD, long_file().as_bytes()).await;
        assert!(checked.body.contains("Tuo 2599 asiakasta"), "{}", checked.body);
        let upload = upload_of(&checked).parse().unwrap();
        let (batch, counts) = cut_off(&house, Some(upload)).await;
        let path = format!("/import/{batch}");
        assert!(!clerk.get(&path).await.body.contains("Jatka siitä"), "perhaps it still runs");
        assert!(!clerk.get("/").await.body.contains("jäi kesken"));
        house.clock.advance_ms(3 * 60 * 1000);
        assert!(clerk.get("/").await.body.contains("Yksi tuonti jäi kesken"), "Today says so");
        assert!(!house.browser("technician").await.get("/").await.body.contains("jäi kesken"));
        let page = clerk.get(&path).await.body;
        assert!(page.contains("Jatka siitä") && page.contains(&format!("<dd>{} / 2600</dd>", counts.done)), "{page}");
        let gone = clerk.post(&format!("{path}/runs"), &[]).await;
        assert_eq!(gone.location(), path);
        let page = ended(&clerk, &path).await;
        assert!(page.contains("<dd>2599</dd>"), "{page}");
        assert!(!clerk.get("/").await.body.contains("jäi kesken"));
        assert_eq!(rejected_lines(&house, batch).await.len(), 1);
    }

    async fn the_rejected_rows_are_mended_and_imported_again(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let file = "Sukunimi;Sähköposti\nMallikas;ei osoite\nEsimerkki;e@example.fi;liikaa\n";
        let page = imported(&clerk, file).await;
        let path = page.lines().next().unwrap();
        let rejected = clerk.get(&format!("{path}/rejected")).await.body;
        assert!(rejected.contains("liikaa") && rejected.contains("enemmän kenttiä"), "{rejected}");
        let mended = rejected.replace("ei osoite", "m@example.fi").replace(";liikaa", "");
        let checked = checked(&clerk, &TOLD, mended.as_bytes()).await;
        assert!(checked.body.contains("Tuo 2 asiakasta"), "{}", checked.body);
    }

    async fn the_rows_a_check_would_not_take_are_mended_before_anything_is_imported(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let list = "Sukunimi;Sähköposti\nMallikas;ei osoite\nEsimerkki;e@example.fi;liikaa\nOikea;oikea@example.fi\n";
        let found = checked(&clerk, &TOLD, list.as_bytes()).await;
        let at = format!("/import/checks/{}/rejected", upload_of(&found));
        assert!(found.body.contains(&format!("href=\"{at}\"")) && found.body.contains(&format!("href=\"{at}.xlsx\"")), "{}", found.body);
        let (status, headers, csv) = clerk.file(&at).await;
        assert_eq!((status, &headers["content-disposition"]), (StatusCode::OK, &"attachment; filename=\"hylatyt-rivit.csv\"".parse().unwrap()));
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.contains("ei osoite") && csv.contains("liikaa") && !csv.contains("oikea@"), "{csv}");
        assert!(clerk.get("/customers").await.body.contains("ei ole asiakkaita"), "nothing is imported yet");
        let (status, headers, book) = clerk.file(&format!("{at}.xlsx")).await;
        assert_eq!((status, &headers["content-disposition"]), (StatusCode::OK, &"attachment; filename=\"hylatyt-rivit.xlsx\"".parse().unwrap()));
        let mut table = formats::table::Table::open(std::io::Cursor::new(book), None).unwrap();
        let mut mended = formats::workbook::Sheet::begin(table.headings()).unwrap();
        while let Some(_row) = table.next() {
            let fields = table.last_fields(100).into_iter().filter(|field| field != "liikaa");
            mended.row(fields.map(|field| field.replace("ei osoite", "m@example.fi"))).unwrap();
        }
        let csv = csv.replace("ei osoite", "m@example.fi").replace(";liikaa", "");
        for mended in [csv.into_bytes(), mended.finish().unwrap()] {
            let found = checked(&clerk, &TOLD, &mended).await;
            assert!(found.body.contains("Tuo 2 asiakasta") && !found.body.contains("hylatyt"), "{}", found.body);
            assert!(!found.body.contains("/rejected"), "every row is taken: {}", found.body);
        }
        for form in [at.clone(), format!("{at}.xlsx")] {
            assert_eq!(house.browser("technician").await.get(&form).await.status, StatusCode::FORBIDDEN);
        }
        clerk.post(&format!("/import/checks/{}/discard", upload_of(&found)), &[]).await;
        assert_eq!(clerk.get(&at).await.status, StatusCode::NOT_FOUND, "it goes with the upload");
        checked(&clerk, &TOLD, list.as_bytes()).await;
        house.clock.advance_ms(31 * 24 * 60 * 60 * 1_000);
        let old = house.app.guard().old_files(100).await.unwrap();
        assert_eq!(old.len(), 4, "three uploads and the rows of one: nothing of what was discarded");
        seloste::destroy_old_files(house.app.clone()).await.unwrap();
        assert_eq!(house.app.guard().old_files(100).await.unwrap(), Vec::<i64>::new());
    }

    async fn what_the_notice_does_not_name_is_not_imported(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let with = |name, value| {
            let mut fields: Vec<_> = TOLD.into_iter().filter(|(field, _)| *field != name).collect();
            fields.push((name, value));
            fields
        };
        let cases = [
            (with("connection", "contact_person_of"), "Valitse yhteyden laji"),
            (with("identity_code_ground", "research"), "tietosuojalaki 29 §"),
            (with("identity_code_ground", "nonsense"), "tietosuojalaki 29 §"),
        ];
        for (fields, sentence) in cases {
            let answer = clerk.upload("/import", &fields, FILE.as_bytes()).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(sentence), "{}", answer.body);
        }
        let mut unfit = order();
        unfit.terms.connection = ConnectionKind::ContactPersonOf;
        let refused = import_long(&house, unfit).await.unwrap_err();
        assert_eq!(refused.code().as_str(), "people.field.connection");
    }

    async fn whoever_may_not_import_is_refused_before_the_file_is_read(stores: Stores) {
        let house = House::new(stores).await;
        let technician = house.browser("technician").await;
        let broken = b"--cut\r\nno form at all";
        let kind = "multipart/form-data; boundary=cut";
        let answer = technician.send_body("POST", "/import", kind, broken.to_vec()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }

    async fn a_file_that_ends_wrongly_is_told_with_its_line(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut file = String::from("Sukunimi;Lisätiedot\nMallikas;\"alkaa\n");
        file.push_str(&"ei pääty\n".repeat(40_000));
        let checked = checked(&clerk, &TOLD, file.as_bytes()).await;
        assert!(checked.body.contains("Rivi ei pääty") && checked.body.contains("Rivi 2."), "{}", checked.body);
        assert!(!checked.body.contains("name=\"file\""), "there is nothing to import");
    }
}

async fn find(house: &House, exact: Exact) -> Vec<PartyId> {
    let finding = move |work: &mut Work<'_>| work.find_exact(Adding::ByFile, &exact);
    let actor = importer(house).await;
    let desk = house.app.guard().desk();
    desk.read(&actor, Purpose::Care, finding).await.unwrap()
}

async fn objections(house: &House, party: PartyId) -> Vec<Purpose> {
    let reading = move |work: &mut Work<'_>| work.objections(party);
    let actor = importer(house).await;
    let desk = house.app.guard().desk();
    desk.read(&actor, Purpose::Care, reading).await.unwrap()
}

/// From now on the party objects to being cared for: nobody sees it under that purpose.
async fn hide(house: &House, party: PartyId) {
    let hiding = move |work: &mut Work<'_>| {
        let proof = work.ask::<Permissions>(Ask::change(&[party]))?;
        work.object(&proof, party, &[Purpose::Care])
    };
    let actor = importer(house).await;
    let desk = house.app.guard().desk();
    desk.write(&actor, Purpose::Care, hiding).await.unwrap();
}
