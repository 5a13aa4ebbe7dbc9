//! Fields of the company's own in lists that come and go, and by programs.

use axum::http::StatusCode;
use policy::Purpose;
use serde_json::{Value, json};
use testkit::Stores;

use crate::api_caller::{Program, whole};
use crate::fields::with_fields;
use crate::house::{Answer, Browser, House, add_customers};
use crate::importing::{checked, upload_of};
use crate::merging::card;

async fn imported(clerk: &Browser, file: &str, mode: &str) -> String {
    let told = [
        ("name", "huoltolista"),
        ("connection", "customer"),
        ("source", "person"),
        ("mode", mode),
    ];
    let check = checked(clerk, &told, file.as_bytes()).await;
    let gone = clerk
        .post("/import/go", &[("file", upload_of(&check))])
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    crate::importing::ended(clerk, gone.location()).await
}

async fn held(house: &House, name: &str) -> Vec<(String, String)> {
    let clerk = house.browser("clerk").await;
    let found = clerk.post("/customers/hits", &[("words", name)]).await.body;
    let ids = crate::lists::listed(&found);
    assert_eq!(ids.len(), 1, "{name}: {found}");
    let card = card(house, "clerk", Purpose::Care, &ids[0]).await.unwrap();
    let fields = card.fields.iter();
    fields
        .filter_map(|one| Some((one.key.clone(), one.held.as_ref()?.value.kept())))
        .collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    all.iter().map(owned).collect()
}

/// A field of a customer as it is sent.
fn field(read: &Answer, key: &str) -> Value {
    let read = read.json();
    let mut fields = read["fields"].as_array().unwrap().iter();
    let found = fields.find(|one| one["key"] == key);
    found.cloned().unwrap_or(Value::Null)
}

async fn put(program: &Program, etag: &str, path: &str, (field, value): (&str, Value)) -> Answer {
    let body = serde_json::to_vec(&json!({"value": value, "source": "person"})).unwrap();
    let path = format!("{path}/fields/{field}");
    let program = program.with("if-match", etag);
    program
        .send("PUT", &path, Some("application/json"), body)
        .await
}

const LIST: &str = "Etunimet;Sukunimi;Yritys;Y-tunnus;Lämmitysmuoto;field:next_service;hoidettavia rakennuksia;Sähköposti\r\n\
    Liisa;Lämpö;;;Kaukolämpö;1.3.2027;;liisa@example.fi\r\n\
    ;;Talo Esimerkki Oy;0112038-9;oil;;12,5;\r\n\
    Veera;Virhe;;;turve;ensi vuonna;3;\r\n";

testkit::both_engines! {
    async fn a_list_brings_fields_by_their_names_and_keys_and_says_what_it_does_not_take(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let told = [("name", "huoltolista"), ("connection", "customer"), ("source", "person")];
        let check = checked(&clerk, &told, LIST.as_bytes()).await;
        for problem in ["lämmitysmuoto", "Vaihtoehtoa ei ole", "seuraava huolto", "Päivää ei ymmärretty"] {
            assert!(check.body.contains(problem), "{problem}: {}", check.body);
        }
        let columns = clerk.get(&format!("/import/checks/{}/columns", upload_of(&check))).await.body;
        assert!(columns.contains("<option value=\"field:heating\" selected>lämmitysmuoto</option>"), "{columns}");
        imported(&clerk, LIST, "create").await;
        assert_eq!(held(&house, "Lämpö").await, pairs(&[("heating", "district"), ("next_service", "2027-03-01")]));
        assert_eq!(held(&house, "Talo").await, pairs(&[("heating", "oil"), ("buildings", "12.5")]));
        // They are found by it, as if it had been typed.
        let found = clerk.get("/customers?field=heating:district").await.body;
        assert!(found.contains("Lämpö") && !found.contains("Talo"), "{found}");
        let page = clerk.get("/customers?field=heating:oil").await.body;
        assert!(page.contains("Talo"), "{page}");
    }

    async fn a_list_brings_fields_up_to_date_and_leaves_what_it_does_not_say(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        imported(&clerk, LIST, "create").await;
        let newer = "Yritys;Y-tunnus;Lämmitysmuoto;hoidettavia rakennuksia\r\nTalo Esimerkki Oy;0112038-9;Maalämpö;\r\n";
        imported(&clerk, newer, "update").await;
        assert_eq!(held(&house, "Talo").await, pairs(&[("heating", "ground"), ("buildings", "12.5")]));
        let found = clerk.get("/customers?field=heating:oil").await.body;
        assert!(crate::lists::listed(&found).is_empty(), "{found}");
        // Taken back, it is as before.
        let imports = clerk.get("/import").await.body;
        let newest = imports.split("href=\"/import/").find(|part| part.contains("\">huoltolista")).unwrap();
        let path = format!("/import/{}", newest.split('"').next().unwrap());
        crate::moving_in::taken_back(&clerk, &path).await;
        crate::moving_in::until(&clerk, &path, "Tuonti on peruttu").await;
        assert_eq!(held(&house, "Talo").await, pairs(&[("heating", "oil"), ("buildings", "12.5")]));
        let found = clerk.get("/customers?field=heating:oil").await.body;
        assert!(found.contains("Talo"), "{found}");
    }

    async fn what_is_taken_out_reads_back_and_holds_the_fields_of_the_role_alone(stores: Stores) {
        let notice = crate::house::NOTICE.replace("\"import\", \"merge\"", "\"import\", \"merge\", \"export\"");
        let house = House::under(stores, &notice).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        with_fields(&clerk, &ids["Maija"], &[("heating", "oil"), ("next_service", "1.3.2027"), ("pets", "dog")]).await;
        with_fields(&clerk, &ids["Oy"], &[("buildings", "12,5")]).await;
        let order = |format| [("format", format), ("words", ""), ("reason", "huoltokierros"), ("choice", "names"), ("choice", "fields")];
        let csv = clerk.post("/export/file", &order("csv")).await;
        assert_eq!(csv.status, StatusCode::OK, "{}", csv.body);
        for heading in ["lämmitysmuoto", "seuraava huolto", "hoidettavia rakennuksia", "paras soittoaika", "kotieläimiä kohteessa"] {
            assert!(csv.body.lines().next().unwrap().contains(heading), "{}", csv.body);
        }
        for value in ["öljy", "2027-03-01", "12,5", "koira"] {
            assert!(csv.body.contains(value), "{value}: {}", csv.body);
        }
        let json = clerk.post("/export/file", &order("json")).await.body;
        let json: Value = serde_json::from_str(&json).unwrap();
        let fields: Vec<&Value> = json["customers"].as_array().unwrap().iter().map(|one| &one["fields"]).collect();
        assert!(fields.contains(&&json!({
            "heating": "oil", "next_service": "2027-03-01", "buildings": null, "call_time": null, "pets": "dog",
        })), "{fields:?}");
        // What was taken out is brought back in.
        let maija = csv.body.lines().find(|line| line.contains("Mallikas")).unwrap();
        let back = format!("{}\r\n{}\r\n", csv.body.lines().next().unwrap(), maija.replace("Mallikas", "Kopio"));
        imported(&clerk, &back, "create").await;
        assert_eq!(held(&house, "Kopio").await, pairs(&[("heating", "oil"), ("next_service", "2027-03-01"), ("pets", "dog")]));
    }

    async fn a_program_reads_and_sets_the_fields_its_token_reaches(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        with_fields(&clerk, &maija, &[("pets", "dog")]).await;
        let program = house.clerks_program().await;
        let path = format!("/customers/{maija}");
        let read = program.get(&path).await;
        assert_eq!(field(&read, "pets")["value"], "dog", "{}", read.body);
        assert_eq!(field(&read, "heating"), json!({
            "key": "heating", "category": "services", "kind": "choice", "value": null, "source": null, "recorded": null,
        }));
        let etag = read.header("etag");
        let set = put(&program, &etag, &path, ("heating", json!("ground"))).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.body);
        put(&program, &etag, &path, ("heating", json!("oil"))).await.is_problem(412, "access.party.changed");
        let read = program.get(&path).await;
        assert_eq!(field(&read, "heating")["value"], "ground", "{}", read.body);
        let etag = read.header("etag");
        for (of, value, code) in [
            ("heating", "turf", "fields.choice"),
            ("next_service", "soon", "fields.day"),
            ("shoe_size", "42", "fields.unknown"),
            ("buildings", "2", "fields.not_of_kind"),
        ] {
            put(&program, &etag, &path, (of, json!(value))).await.is_problem(422, code);
        }
        let emptied = put(&program, &etag, &path, ("pets", Value::Null)).await;
        assert_eq!(emptied.status, StatusCode::OK, "{}", emptied.body);
        assert_eq!(field(&program.get(&path).await, "pets")["value"], Value::Null);
        let billing = house.program("billing", whole("billing")).await;
        let read = billing.get(&path).await;
        assert_eq!((field(&read, "heating")["value"].clone(), field(&read, "pets")), (json!("ground"), Value::Null), "{}", read.body);
    }
}
