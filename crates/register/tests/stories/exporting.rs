//! Exporting in the browser: counted first, then taken out, each on the record, never short.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use basics::PartyId;
use formats::csv::{Limits, Reader};
use guard::category::{Permissions, Requests};
use guard::{Ask, Work};
use policy::Purpose;
use testkit::Stores;

use crate::fits::wrong;
use crate::house::{Answer, Browser, House, NOTICE, actor, add_customers, added, person};

store::statements! {
    /// A sealed name is something else.
    pub(crate) BREAK_NAME: (PartyId, Vec<u8>) -> () =
        "update person_name set sealed = $2 where party_id = $1";

    /// The party with the highest number.
    pub(crate) LAST: () -> PartyId = "select party_id from profile order by number desc limit 1";
}

pub(crate) const ALL: [&str; 15] = [
    "number",
    "kind",
    "names",
    "former_names",
    "birth_date",
    "address",
    "phone",
    "email",
    "language",
    "non_disclosure",
    "deceased",
    "marketing_ban",
    "connections",
    "notes",
    "fields",
];

/// What the form of an export posts.
fn order<'a>(format: &'a str, choices: &[&'a str], words: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("format", format),
        ("words", words),
        ("reason", "vuosikirje asiakkaille"),
    ];
    fields.extend(choices.iter().map(|choice| ("choice", *choice)));
    fields
}

/// The rows of a CSV by heading.
fn rows(answer: &Answer) -> (Vec<String>, Vec<Vec<String>>) {
    let reader = Reader::open(answer.body.as_bytes(), Limits::default()).unwrap();
    let headings = reader.headings().to_vec();
    let mut rows = Vec::new();
    for row in reader {
        rows.push(row.unwrap().fields);
    }
    (headings, rows)
}

fn field<'a>(headings: &[String], row: &'a [String], heading: &str) -> &'a str {
    let at = headings.iter().position(|one| one == heading);
    &row[at.unwrap_or_else(|| panic!("{heading} in {headings:?}"))]
}

/// A clerk who may take out too, for what the completed notice gives to nobody.
pub(crate) fn clerks_may_export() -> String {
    let notice = NOTICE.replace(
        "rights = [\"import\", \"merge\"]",
        "rights = [\"import\", \"merge\", \"export\"]",
    );
    assert_ne!(notice, NOTICE);
    notice
}

testkit::both_engines! {
    async fn what_is_taken_out_as_csv_reads_back_as_the_same_values(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        let mut formula = person("Åsa", "=1+1");
        formula.extend([("note", "-kaksi riviä\nja \"lainaus\"; puolipiste"), ("phone", "040 765 4321"), ("non_disclosure", "1"), ("street", "Piilo 1"), ("town", "Espoo"), ("postal_code", "02100")]);
        added(&clerk, &formula).await;
        let contact = house.browser("data_protection_contact").await;
        let ready = contact.post("/export", &order("csv", &ALL, "")).await;
        assert_eq!(ready.status, StatusCode::OK, "{}", ready.body);
        assert!(ready.body.contains("enintään 4 asiakasta"), "{}", ready.body);
        let file = contact.post("/export/file", &order("csv", &ALL, "")).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.body);
        assert!(file.body.starts_with('\u{feff}') && file.body.contains(";\"'=1+1\";") || file.body.contains(";'=1+1;"), "{}", file.body);
        assert_eq!(file.headers[header::CACHE_CONTROL], "no-store");
        let name = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(name, "attachment; filename=\"asiakkaat-2026-11-24.csv\"");
        let (headings, rows) = rows(&file);
        assert_eq!(rows.len(), 4);
        let of = |row: usize, heading: &str| field(&headings, &rows[row], heading).to_owned();
        assert_eq!(of(0, "Etunimet"), "Maija Sofia");
        assert_eq!(of(0, "Puhelin"), "+358401234567");
        assert_eq!(of(0, "Postinumero"), "40100");
        assert_eq!(of(2, "Y-tunnus"), "0112038-9");
        assert_eq!(of(2, "Yritys"), "Esimerkki Huolto Oy");
        assert_eq!(of(3, "Sukunimi"), "=1+1");
        assert_eq!(of(3, "Lisätiedot"), "-kaksi riviä\nja \"lainaus\"; puolipiste");
        assert_eq!((of(3, "Katuosoite"), of(3, "Turvakielto")), ("Piilo 1".into(), "kyllä".into()));
    }

    async fn json_fits_the_published_schema_and_a_search_takes_out_its_hits_alone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let contact = house.browser("data_protection_contact").await;
        let schema = house.stranger().get("/schema/customers-1.json").await;
        let schema: serde_json::Value = serde_json::from_str(&schema.body).unwrap();
        let ready = contact.post("/export", &order("json", &ALL, "mallikas")).await;
        assert!(ready.body.contains("Tiedostoon tulee yksi asiakas"), "{}", ready.body);
        for (choices, words, count) in [(&ALL[..], "", 3), (&ALL[..], "mallikas", 1), (&ALL[..1], "xyzzy", 0), (&["address"][..], "", 3)] {
            let file = contact.post("/export/file", &order("json", choices, words)).await;
            let json: serde_json::Value = serde_json::from_str(&file.body).unwrap();
            assert_eq!(wrong(&schema, &json), Vec::<String>::new());
            assert_eq!(json["count"], count, "{words}");
            assert_eq!(json["customers"].as_array().unwrap().len(), count);
        }
        let file = contact.post("/export/file", &order("json", &ALL, "mallikas")).await;
        let json: serde_json::Value = serde_json::from_str(&file.body).unwrap();
        let maija = &json["customers"][0];
        assert_eq!(maija["id"], ids["Maija"].as_str());
        assert_eq!(maija["emails"], serde_json::json!(["maija@example.fi"]));
        assert_eq!(maija["addresses"][0]["lines"], serde_json::json!(["Esimerkkitie 3 B 12"]));
        assert_eq!(maija["notes"], serde_json::json!(["Soittaa aamulla."]));
        let mut odd = json.clone();
        odd["customers"][0]["identity_code"] = "x".into();
        assert!(!wrong(&schema, &odd).is_empty(), "the schema is not one that takes anything");
    }

    async fn cards_hold_what_an_address_book_has_a_place_for_and_mark_a_turvakielto(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        let mut hidden = person("Åsa", "Öhman");
        hidden.extend([("non_disclosure", "1"), ("street", "Piilo 1"), ("town", "Espoo"), ("postal_code", "02100")]);
        added(&clerk, &hidden).await;
        let contact = house.browser("data_protection_contact").await;
        let file = contact.post("/export/file", &order("vcard", &ALL, "")).await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/vcard; charset=utf-8");
        let read: Result<Vec<_>, _> = formats::vcard::Reader::new(file.body.as_bytes()).collect();
        let cards: Vec<_> = read.unwrap().into_iter().map(|(_, card)| card).collect();
        assert_eq!(cards.len(), 4);
        assert_eq!(cards[0].formatted_name, "Maija Mallikas");
        assert_eq!(cards[0].name.as_ref().unwrap().additional, "Sofia");
        assert_eq!(cards[0].phones[0].value, "+358401234567");
        assert_eq!(cards[0].addresses[0].postal_code, "40100");
        assert_eq!(cards[0].notes, ["Soittaa aamulla."]);
        assert_eq!((cards[2].organisation[0].as_str(), cards[2].business_id.as_str()), ("Esimerkki Huolto Oy", "0112038-9"));
        assert_eq!(cards[3].notes, ["Turvakielto"]);
        let nothing = contact.post("/export/file", &order("vcard", &["number"], "")).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "no place for it");
        let book = contact.post("/export/file", &order("xlsx", &["names"], "")).await;
        assert!(book.body.starts_with("PK"), "{}", book.body);
    }

    async fn whoever_is_taken_out_can_be_told_by_whom_and_why(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let contact = house.browser("data_protection_contact").await;
        let trail = |id: String| {
            let contact = contact.clone();
            async move { contact.get(&format!("/customers/{id}/trail")).await.body }
        };
        contact.post("/export", &order("csv", &["names"], "")).await;
        assert!(!trail(ids["Maija"].clone()).await.contains("vuosikirje"), "nothing left yet");
        contact.post("/export/file", &order("csv", &["names", "phone"], "")).await;
        for who in ["Maija", "Pekka", "Oy"] {
            let told = trail(ids[who].clone()).await;
            assert!(told.contains("vuosikirje asiakkaille") && told.contains("Testi data_protection_contact"), "{who}: {told}");
        }
        let mut bare = order("csv", &["number", "language"], "");
        bare[2] = ("reason", "tilasto ilman nimiä");
        contact.post("/export/file", &bare).await;
        for who in ["Maija", "Oy"] {
            let told = trail(ids[who].clone()).await;
            assert!(told.contains("tilasto ilman nimiä"), "{who}: also where no name left");
        }
        let refused = clerk.post("/export/file", &order("csv", &["names"], "")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(!refused.body.contains("Mallikas"));
    }

    async fn without_a_reason_or_a_choice_nothing_leaves_and_the_form_says_what_to_do(stores: Stores) {
        let house = House::new(stores).await;
        add_customers(&house.browser("clerk").await).await;
        let contact = house.browser("data_protection_contact").await;
        let none = [("format", "csv"), ("reason", "  "), ("choice", "names")];
        for path in ["/export", "/export/file"] {
            let answer = contact.post(path, &none).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains("role=\"alert\"") && !answer.body.contains("Mallikas"));
            let answer = contact.post(path, &order("csv", &[], "")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains("Valitse ainakin yksi tieto"), "{}", answer.body);
            for odd in [order("exe", &["names"], ""), order("csv", &["identity_code"], "")] {
                assert_eq!(contact.post(path, &odd).await.status, StatusCode::BAD_REQUEST);
            }
        }
    }

    async fn who_is_restricted_or_objects_is_left_out_as_on_every_page(stores: Stores) {
        let house = House::under(stores, &clerks_may_export()).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (guard, contact) = (house.app.guard(), actor(house.app.guard(), "data_protection_contact").await);
        let (maija, pekka): (PartyId, PartyId) = (ids["Maija"].parse().unwrap(), ids["Pekka"].parse().unwrap());
        let says_no = move |work: &mut Work<'_>| {
            let proof = work.ask::<Requests>(Ask::change(&[maija]).because("kirje"))?;
            work.restrict(&proof, maija, true)?;
            let proof = work.ask::<Permissions>(Ask::change(&[pekka]).because("kirje"))?;
            work.object(&proof, pekka, &[Purpose::Care])
        };
        guard.desk().write(&contact, Purpose::Rights, says_no).await.unwrap();
        let mine = order("csv", &["number", "names"], "");
        let (headings, taken) = rows(&clerk.post("/export/file", &mine).await);
        assert_eq!(taken.len(), 1, "{taken:?}");
        assert_eq!(field(&headings, &taken[0], "Yritys"), "Esimerkki Huolto Oy");
        let found = order("csv", &["number", "names"], "mallikas");
        assert!(rows(&clerk.post("/export/file", &found).await).1.is_empty());
        let counted = clerk.post("/export", &found).await.body;
        assert!(counted.contains("Tiedostoon tulee 0 asiakasta"), "{counted}");
        let told = house.browser("data_protection_contact").await.get(&format!("/customers/{maija}/trail")).await.body;
        assert!(!told.contains("vuosikirje"), "she was not taken out");
    }

    async fn a_file_that_breaks_off_is_no_whole_file(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        many(&clerk, 620).await;
        let contact = house.browser("data_protection_contact").await;
        let whole = sent(&contact, &order("csv", &["names"], "")).await.unwrap();
        assert_eq!(whole.lines().count(), 621);
        let breaking = |tx: &mut store::Tx<'_>| {
            let last = tx.one(&LAST, ())?;
            Ok(tx.run_one(&BREAK_NAME, (last, vec![1; 61]))?)
        };
        house.app.guard().write_state(breaking).await.unwrap();
        for format in ["csv", "json"] {
            let broken = sent(&contact, &order(format, &["names"], "")).await;
            assert!(broken.is_err(), "{format}: the transfer itself must fail");
            let without = sent(&contact, &order(format, &["number"], "")).await;
            assert!(without.is_ok(), "{format}: numbers open nothing");
        }
    }
}

/// Brings in many customers.
pub(crate) async fn many(clerk: &Browser, count: usize) {
    let mut file = String::from("Sukunimi;Puhelin\n");
    for row in 0..count {
        writeln!(file, "Rivi{row};04012{row:05}").unwrap();
    }
    let told = [
        ("name", "x"),
        ("connection", "customer"),
        ("source", "person"),
    ];
    let checked = crate::importing::checked(clerk, &told, file.as_bytes()).await;
    let upload = crate::importing::upload_of(&checked).to_owned();
    let begun = clerk.post("/import/go", &[("file", &upload)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    for _ in 0..400 {
        if !clerk
            .get(begun.location())
            .await
            .body
            .contains("data-follow")
        {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the import did not end");
}

/// The file as it comes, or that its transfer broke.
async fn sent(contact: &Browser, fields: &[(&str, &str)]) -> Result<String, axum::Error> {
    let token = contact.token().await;
    let mut all = vec![("form_token", token.as_str())];
    all.extend_from_slice(fields);
    let encoded: Vec<String> = all
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
        .collect();
    let request = Request::builder()
        .method("POST")
        .uri("/export/file")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, &contact.cookie)
        .extension(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 1))))
        .body(Body::from(encoded.join("&")))
        .unwrap();
    let answer = contact.answer(request).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let bytes = to_bytes(answer.into_body(), usize::MAX).await?;
    Ok(String::from_utf8(bytes.to_vec()).unwrap())
}
