//! What no page of ours sends: too much, of a wrong kind, twice at once, in no language of ours.
//! Each is answered in words, and nothing of it is stored.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Answer, Browser, House, person};
use crate::importing::{checked, upload_of};
use crate::moving_in::TOLD;

store::statements! {
    /// Parties, imports and uploads that are kept.
    pub(crate) STORED: () -> (i64, i64, i64) =
        "select cast((select count(*) from party) as bigint),
                cast((select count(*) from import_batch) as bigint),
                cast((select count(*) from loose_file) as bigint)";
}

async fn stored(house: &House) -> (i64, i64, i64) {
    let read = |tx: &mut store::Tx<'_>| Ok(tx.one(&STORED, ())?);
    house.app.guard().read_state(read).await.unwrap()
}

async fn go(clerk: &Browser, file: &str) -> Answer {
    clerk.post("/import/go", &[("file", file)]).await
}

testkit::both_engines! {
    async fn an_upload_that_is_too_large_is_refused_in_words_and_nothing_of_it_is_kept(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let upload = vec![b'a'; seloste::transfer::UPLOAD_BYTES_MAX + 1];
        let answer = clerk.upload("/import", &TOLD, &upload).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.body.contains("liian suuri"), "{}", answer.body);
        assert_eq!(stored(&house).await, (0, 0, 0));
    }

    async fn a_form_of_a_wrong_kind_is_answered_in_words_and_stores_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let token = clerk.token().await;
        let form = format!("form_token={token}&kind=person&last_name=Mallikas&connection=customer&source=person");
        let json = format!("{{\"form_token\":\"{token}\",\"last_name\":\"Mallikas\"}}");
        let urlencoded = "application/x-www-form-urlencoded";
        let requests: [(&str, &str, &[u8]); 8] = [
            ("/customers", "application/json", json.as_bytes()),
            ("/customers", "text/plain", form.as_bytes()),
            ("/customers", "multipart/form-data; boundary=cut", form.as_bytes()),
            ("/customers", "", form.as_bytes()),
            ("/import", urlencoded, form.as_bytes()),
            ("/import", "multipart/form-data", form.as_bytes()),
            ("/import", "multipart/form-data; boundary=cut", b"--cut\r\nContent-Disposition: form-data; name=\"form_tok"),
            ("/import", "text/csv", b"Sukunimi\nMallikas\n"),
        ];
        let signing_in = house.stranger().send_body("POST", "/sign-in", "application/json", b"{}".to_vec()).await;
        assert_eq!(signing_in.status, StatusCode::BAD_REQUEST);
        assert!(signing_in.body.contains("Lomaketta ei voitu lukea"), "{}", signing_in.body);
        for path in ["/customers?before=eilen", "/staff?after=%ff"] {
            let answer = clerk.get(path).await;
            assert!(answer.status.is_client_error() && answer.body.contains("<html"), "{path}: {}", answer.body);
        }
        for (path, kind, body) in requests {
            let answer = clerk.send_body("POST", path, kind, body.to_vec()).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} {kind}");
            assert!(answer.body.contains("Lomaketta ei voitu lukea"), "{path} {kind}: {}", answer.body);
        }
        let bytes = [form.as_bytes(), b"&note=%ff%fe%00"].concat();
        let odd = clerk.send_body("POST", "/customers", urlencoded, bytes).await;
        assert!(odd.status == StatusCode::BAD_REQUEST || odd.status == StatusCode::SEE_OTHER, "{}", odd.status);
        let expected = i64::from(odd.status == StatusCode::SEE_OTHER);
        assert_eq!(stored(&house).await, (expected, 0, 0));
    }

    async fn a_field_of_a_million_characters_is_refused_in_words(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let huge = "a".repeat(1_000_000);
        let answer = clerk.post("/customers", &person("Maija", &huge)).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.body.contains("liian suuri") && answer.body.len() < 10_000);
        let long = "a".repeat(200_000);
        let answer = clerk.post("/customers", &person("Maija", &long)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("enintään 200 merkkiä"));
        let mut noted = person("Maija", "Mallikas");
        noted.push(("note", &long));
        let answer = clerk.post("/customers", &noted).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("10 000 merkkiä") || answer.body.contains("10\u{a0}000 merkkiä"));
        let found = clerk.post("/customers/hits", &[("words", &long)]).await;
        assert_eq!(found.status, StatusCode::OK);
        let file = format!("Sukunimi;Lisätiedot\nMallikas;{huge}\n");
        let answer = checked(&clerk, &TOLD, file.as_bytes()).await;
        assert!(answer.body.contains("Rivi 2.") && !answer.body.contains("name=\"file\""), "{}", answer.body);
        assert!(answer.body.len() < 100_000, "what was sent is not sent back");
        let (parties, batches, _) = stored(&house).await;
        assert_eq!((parties, batches), (0, 0));
    }

    async fn a_language_that_is_none_of_ours_changes_nothing(stores: Stores) {
        let house = House::new(stores).await;
        for path in ["/sign-in?lang=de", "/notice?lang=de", "/notice/pdf?lang=%ff"] {
            let page = house.stranger().get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.body.contains("Tarkista osoite"), "{path}: {}", page.body);
        }
        let page = house.stranger().get("/sign-in?lang=sv").await;
        assert!(page.body.contains("Logga in"), "{}", page.body);
        let clerk = house.browser("clerk").await;
        let answer = clerk.post("/account/language", &[("language", "de")]).await;
        assert!(answer.status.is_client_error() && answer.body.contains("Avaa sivu uudelleen"), "{} {}", answer.status, answer.body);
        assert!(clerk.get("/account").await.body.contains("lang=\"fi\""));
        let mut fields = person("Maija", "Mallikas");
        fields.retain(|(name, _)| *name != "language");
        fields.push(("language", "klingon"));
        let answer = clerk.post("/customers", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stored(&house).await, (0, 0, 0));
    }

    async fn what_no_handler_answers_is_answered_in_words_too(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let odd = clerk.send("DELETE", "/customers", &[]).await;
        assert_eq!(odd.status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(odd.body.contains("Tarkista osoite") && odd.headers.contains_key("allow"), "{}", odd.body);
        let mut often = clerk.get("/account").await;
        for _ in 0..2_000 {
            often = clerk.get("/nowhere").await;
            if often.status != StatusCode::NOT_FOUND {
                break;
            }
        }
        assert_eq!(often.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(often.body.contains("Odota hetki"), "{}", often.body);
        assert!(often.headers.contains_key("retry-after") && often.headers.contains_key("content-security-policy"));
    }

    async fn an_upload_after_the_session_ended_or_with_a_forged_token_is_not_kept(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let body = |token: &str| {
            format!(
                "--cut\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n\
                 --cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n\
                 Sukunimi\nMallikas\n\r\n--cut--\r\n"
            )
            .into_bytes()
        };
        let kind = "multipart/form-data; boundary=cut";
        let token = clerk.token().await;
        for forged in ["", "keksitty", &token[1..]] {
            let answer = clerk.send_body("POST", "/import", kind, body(forged)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
            assert!(answer.body.contains("Lomake ei tullut tältä sivulta"), "{}", answer.body);
        }
        house.clock.advance_ms(31 * 60_000);
        let late = clerk.send_body("POST", "/import", kind, body(&token)).await;
        assert_eq!(late.status, StatusCode::UNAUTHORIZED);
        assert!(late.body.contains("Istuntosi on päättynyt"), "{}", late.body);
        assert_eq!(stored(&house).await, (0, 0, 0));
    }

    async fn one_file_that_two_import_at_once_is_stored_once(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut list = String::from("Etunimet;Sukunimi\n");
        for row in 0..700 {
            list.push_str("Maija;Mallikas");
            list.push_str(&row.to_string());
            list.push('\n');
        }
        let (one, other) = tokio::join!(
            checked(&clerk, &TOLD, list.as_bytes()),
            checked(&clerk, &TOLD, list.as_bytes()),
        );
        assert_eq!((one.status, other.status), (StatusCode::OK, StatusCode::OK));
        let (first, second) = tokio::join!(go(&clerk, upload_of(&one)), go(&clerk, upload_of(&other)));
        for answer in [&first, &second] {
            let taken = answer.status == StatusCode::SEE_OTHER;
            assert!(taken || answer.body.contains("tuo"), "{} {}", answer.status, answer.body);
        }
        for _ in 0..600 {
            let batches = seloste::transfer::batches(&house.app).await.unwrap();
            if batches.iter().all(|batch| batch.ended.is_some()) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        let (parties, batches, _) = stored(&house).await;
        assert_eq!((parties, batches), (700, 1));
        house.app.guard().verify_trail(None).await.unwrap();
    }

    async fn a_ground_or_connection_that_the_notice_does_not_name_is_stored_from_no_form(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut fields = person("Maija", "Mallikas");
        fields.extend([("identity_code", "131052-308T"), ("identity_code_ground", "credit")]);
        let answer = clerk.post("/customers", &fields).await;
        assert!(answer.status.is_client_error(), "{} {}", answer.status, answer.body);
        let file = "Sukunimi;Henkilötunnus\nMallikas;131052-308T\n";
        let mut told = TOLD.to_vec();
        told.push(("identity_code_ground", "credit"));
        let checked = checked(&clerk, &told, file.as_bytes()).await;
        assert!(checked.body.contains("tietosuojalaki 29 §"), "{}", checked.body);
        let told = [("name", "x"), ("connection", "contact_person_of"), ("source", "person")];
        let answer = clerk.upload("/import", &told, b"Sukunimi\nMallikas\n").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stored(&house).await.0, 0);
    }
}
