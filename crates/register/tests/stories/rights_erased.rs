//! Requests of whoever was erased as she asked: who asked, what is left of her pages, where the
//! erasure was carried out, which letter comes next.

use axum::http::StatusCode;
use testkit::Stores;

use crate::forms::{filled, held};
use crate::house::{Browser, House, add_customers};
use crate::rights::{asked, done, identified, path_of, refused, row};
use crate::rights_answers::letter;

/// Her erasure is asked for, granted and carried out: the request, and the address of the case.
async fn erased(dpo: &Browser, party: &str, given: &[(&str, &str)]) -> (String, String) {
    let fields = [&[("kind", "erasure")], given].concat();
    let row = identified(dpo, party, &fields).await;
    let granted = [
        ("deed", "decide"),
        ("kind", "erasure"),
        ("outcome", "granted"),
    ];
    done(dpo, party, &row, &granted).await;
    let case = crate::erasing::erase(dpo, party).await;
    (row, case)
}

const GIVEN: [(&str, &str); 5] = [
    ("name", "Maija Mallikas"),
    ("street", "Esimerkkitie 3"),
    ("postal_code", "40100"),
    ("town", "Jyväskylä"),
    ("email", "maija@example.fi"),
];

/// What a form of the page begins with: which letter, and where it goes.
async fn begins(dpo: &Browser, party: &str) -> (String, String) {
    let path = format!("{}/letter", path_of(party));
    let fields = filled(&dpo.get(&path_of(party)).await.body, &path);
    (
        held(&fields, "letter").to_owned(),
        held(&fields, "to").to_owned(),
    )
}

testkit::both_engines! {
    async fn whoever_was_erased_is_called_as_her_letter_says_and_never_by_a_dash(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let ids = add_customers(&clerk).await;
        let (maija, pekka) = (ids["Maija"].clone(), ids["Pekka"].clone());
        let (first, _) = erased(&dpo, &maija, &GIVEN).await;
        let (second, _) = erased(&dpo, &pekka, &[]).await;
        let complaint = [("row", "new"), ("text", "Miksi ei vastattu?"), ("due", "4.12.2026")];
        assert_eq!(dpo.post(&format!("{}/complaint", path_of(&pekka)), &complaint).await.status, StatusCode::SEE_OTHER);
        let named = format!("<a href=\"/customers/{maija}/requests\">Maija Mallikas</a> <span class=\"tag\">tiedot poistettu</span>");
        let nameless = format!("<a href=\"/customers/{pekka}/requests\">tiedot poistettu</a>");
        let open = dpo.get("/requests").await.body;
        assert!(open.contains(&named) && !open.contains(">–</a>"), "{open}");
        assert_eq!(open.matches(&nameless).count(), 2, "the request and the question of the authority: {open}");
        for (party, row) in [(&maija, &first), (&pekka, &second)] {
            done(&dpo, party, row, &[("deed", "answer")]).await;
        }
        let over = dpo.get("/requests?which=over").await.body;
        assert!(over.contains(&named) && over.contains(&nameless) && !over.contains(">–</a>"), "{over}");
        dpo.post("/account/language", &[("language", "sv")]).await;
        assert!(dpo.get("/requests?which=over").await.body.contains("uppgifterna raderade"));
        // Nobody who is in the register, or was not found, is said to be erased.
        dpo.post("/account/language", &[("language", "fi")]).await;
        let oy = ids["Oy"].clone();
        asked(&dpo, &oy, &[("kind", "access"), ("way", "post"), ("name", "Timo Toimija")]).await;
        dpo.post("/requests/new", &[("kind", "access"), ("way", "post"), ("name", "Liisa Tuntematon")]).await;
        let open = dpo.get("/requests").await.body;
        let own = format!("<a href=\"/customers/{oy}/requests\">Esimerkki Huolto Oy</a></td>");
        assert!(open.contains(&own) && open.contains("Liisa Tuntematon</a> <span class=\"tag\">ei löydetty</span>"), "{open}");
    }

    async fn of_whoever_was_erased_only_what_is_left_is_offered(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let (row, case) = erased(&dpo, &maija, &GIVEN).await;
        let own = format!("href=\"/customers/{maija}");
        for path in ["/requests", "/disclosures", "/holds", "/packages"] {
            let page = dpo.get(&format!("/customers/{maija}{path}")).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
            let led: Vec<&str> = page.body.split(&own).skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert!(led.len() >= 4 && led.contains(&"/disclosures") && led.contains(&"/requests"), "{path}: {led:?}");
            for to in led {
                let answer = dpo.get(&format!("/customers/{maija}{to}")).await;
                assert_eq!(answer.status, StatusCode::OK, "{path} leads to {to}");
            }
        }
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("Hänen tietonsa on poistettu rekisteristä"), "{page}");
        for action in ["", "/mail"] {
            let form = format!("<form method=\"post\" action=\"{}{action}\"", path_of(&maija));
            assert!(!page.contains(&form), "no new request: {page}");
        }
        let again = asked(&dpo, &maija, &[("kind", "access"), ("way", "post")]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "she asks as somebody who is not here: {}", again.body);
        // Her requests go on to their end.
        let decided = format!("<a href=\"{case}\">Poistamisen ratkaisu</a>");
        assert!(page.contains(&decided), "{case}: {page}");
        assert_eq!(dpo.get(&case).await.status, StatusCode::OK);
        done(&dpo, &maija, &row, &[("deed", "answer")]).await;
        refused(&dpo, &maija, &row, &[("deed", "end"), ("words", "x")], "Pyyntö on jo päättynyt").await;
    }

    async fn whoever_is_in_the_register_has_all_her_pages_and_her_erasure_leads_to_its_decision(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        asked(&dpo, &maija, &[("kind", "erasure"), ("way", "post")]).await;
        let row = row(&dpo, &maija).await;
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "document")]).await;
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "erasure"), ("outcome", "granted")]).await;
        let page = dpo.get(&path_of(&maija)).await.body;
        for path in ["", "/timeline", "/why", "/erasure", "/access"] {
            assert!(page.contains(&format!("href=\"/customers/{maija}{path}\"")), "{path}: {page}");
        }
        assert!(page.contains(&format!("<a href=\"/customers/{maija}/erasure\">Poistamisen ratkaisu</a>")), "{page}");
        assert!(!page.contains("on poistettu rekisteristä"), "{page}");
    }

    async fn the_letter_that_comes_next_is_chosen_first(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let fields = [[("kind", "access"), ("kind", "erasure"), ("way", "post")].as_slice(), &GIVEN].concat();
        asked(&dpo, &maija, &fields).await;
        let row = row(&dpo, &maija).await;
        assert_eq!(begins(&dpo, &maija).await, ("receipt".to_owned(), String::new()), "it goes where she is on file");
        done(&dpo, &maija, &row, &[("deed", "ask_identity"), ("words", "Kuka kysyy?")]).await;
        assert_eq!(begins(&dpo, &maija).await.0, "identity");
        letter(&dpo, &maija, &row, ("identity", "mail"), &[]).await;
        assert_eq!(begins(&dpo, &maija).await.0, "receipt", "what was made does not come next");
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "document")]).await;
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "erasure"), ("outcome", "granted")]).await;
        assert_eq!(begins(&dpo, &maija).await.0, "receipt", "nothing was erased yet, and not everything is decided");
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "access"), ("outcome", "granted")]).await;
        assert_eq!(begins(&dpo, &maija).await.0, "answer");
        crate::erasing::erase(&dpo, &maija).await;
        assert_eq!(begins(&dpo, &maija).await, ("erased".to_owned(), "given".to_owned()));
        let made = letter(&dpo, &maija, &row, ("erased", "mail"), &[]).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.body);
        assert_eq!(begins(&dpo, &maija).await.0, "answer");
        letter(&dpo, &maija, &row, ("answer", "mail"), &[]).await;
        assert_eq!(begins(&dpo, &maija).await.0, "answer", "and stays so until it is answered");
        // What was chosen before stays chosen.
        let wrong = letter(&dpo, &maija, &row, ("receipt", "mail"), &[("words", "Tunnus 010594Y9032")]).await;
        let path = format!("{}/letter", path_of(&maija));
        assert_eq!(held(&filled(&wrong.body, &path), "letter"), "receipt");
    }

    async fn the_forms_of_a_new_request_are_folded_where_there_is_one(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let page = dpo.get(&path_of(&maija)).await.body;
        let open = format!("<form method=\"post\" action=\"{}\" class=\"card\">", path_of(&maija));
        assert!(page.contains(&open) && !page.contains("<summary>Kirjaa pyyntö</summary>"), "{page}");
        asked(&dpo, &maija, &[("kind", "access"), ("way", "post")]).await;
        let (add, mail) = ("<summary>Kirjaa pyyntö</summary>", "<summary>Pyyntö sähköpostina</summary>");
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains(&["<details class=\"card\">", add].concat()), "{page}");
        assert!(page.contains(&["<details class=\"card\">", mail].concat()), "{page}");
        let wrong = asked(&dpo, &maija, &[("way", "post")]).await.body;
        assert!(wrong.contains(&["<details class=\"card\" open>", add].concat()), "{wrong}");
        assert!(wrong.contains(&["<details class=\"card\">", mail].concat()), "{wrong}");
        let none = dpo.upload_named(&format!("{}/mail", path_of(&maija)), &[], ("kuva.png", b"\x89PNG\r\n\x1a\n")).await.body;
        assert!(none.contains(&["<details class=\"card\" open>", mail].concat()), "{none}");
    }
}
