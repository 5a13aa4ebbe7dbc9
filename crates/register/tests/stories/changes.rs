//! Changing a customer: what is checked, what is kept of what was typed, what others are told.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Answer, Browser, House, add_customers, added, person};

/// A customer's page, and changes posted to it from its current version.
struct Customer<'a> {
    browser: &'a Browser,
    path: String,
}

impl<'a> Customer<'a> {
    fn new(browser: &'a Browser, id: &str) -> Self {
        let path = format!("/customers/{id}");
        Self { browser, path }
    }

    async fn page(&self) -> String {
        self.browser.get(&self.path).await.body
    }

    async fn version(&self) -> String {
        let page = self.page().await;
        let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    async fn change(&self, what: &str, fields: &[(&str, &str)]) -> Answer {
        let version = self.version().await;
        let mut all = vec![("what", what), ("version", version.as_str())];
        all.extend_from_slice(fields);
        let path = format!("{}/change", self.path);
        self.browser.post(&path, &all).await
    }

    async fn changed(&self, what: &str, fields: &[(&str, &str)]) {
        let answer = self.change(what, fields).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{what}: {}",
            answer.body
        );
    }

    async fn refused(&self, what: &str, fields: &[(&str, &str)], sentence: &str) -> Answer {
        let answer = self.change(what, fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{what}: {}",
            answer.body
        );
        assert!(
            answer.body.contains(sentence),
            "{what}: {sentence}: {}",
            answer.body
        );
        answer
    }
}

async fn finds(browser: &Browser, words: &str, name: &str) -> bool {
    let hits = browser.post("/customers/hits", &[("words", words)]).await;
    hits.body.contains(name)
}

testkit::both_engines! {
    async fn a_form_that_is_shown_again_holds_everything_that_was_typed(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let maija = Customer::new(&clerk, &ids["Maija"]);
        let again = maija.refused("profile", &[("language", "sv"), ("protected", "1"), ("deceased", "huomenna")], "Kirjoita päivä").await;
        assert!(again.body.contains("name=\"protected\" value=\"1\" checked"), "the tick stays");
        assert!(again.body.contains("<option value=\"sv\" selected>"), "the language stays");
        assert!(again.body.contains("value=\"huomenna\""));
        let again = maija.refused("connect", &[("connection", "stakeholder"), ("source", "stakeholder"), ("of", "9999")], "ei ole yritystä").await;
        assert!(again.body.contains("<option value=\"stakeholder\" selected>"), "the connection and the source stay");
        assert!(again.body.contains("value=\"9999\""));
    }

    async fn a_person_with_a_turvakielto_is_not_found_by_where_she_lives(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut fields = person("Salla", "Suojattu");
        fields.extend([("non_disclosure", "1"), ("street", "Piilotie 7"), ("postal_code", "40200"), ("town", "Jyväskylä"), ("phone", "040 765 4321")]);
        let salla = added(&clerk, &fields).await;
        assert!(!finds(&clerk, "Piilotie 7", "Suojattu").await && !finds(&clerk, "40200", "Suojattu").await);
        assert!(finds(&clerk, "040 765 4321", "Suojattu").await);
        let list = clerk.get("/customers").await.body;
        assert!(list.contains("Suojattu") && !list.contains("Piilotie"));
        let ids = add_customers(&clerk).await;
        let maija = Customer::new(&clerk, &ids["Maija"]);
        maija.changed("profile", &[("language", "fi"), ("protected", "1")]).await;
        assert!(!finds(&clerk, "Esimerkkitie 3", "Mallikas").await, "from the change on");
        Customer::new(&clerk, &salla).changed("profile", &[("language", "fi")]).await;
        assert!(finds(&clerk, "Piilotie 7", "Suojattu").await, "and back");
    }

    async fn nothing_is_held_on_what_the_notice_does_not_name(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let billing = house.browser("billing").await;
        let ids = add_customers(&clerk).await;
        let maija = Customer::new(&billing, &ids["Maija"]);
        let fields = [("identity_code", "010594Y9032"), ("identity_code_ground", "research"), ("source", "person")];
        maija.refused("identity-code", &fields, "ei mainitse tätä henkilötunnuksen perustetta").await;
    }

    async fn an_identity_code_a_business_id_and_a_birth_date_are_checked_on_change(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, billing) = (house.browser("clerk").await, house.browser("billing").await);
        let mut fields = person("Maija", "Mallikas");
        fields.extend([("birth_date", "1.5.1994")]);
        // The clerk may not enter a birth date; what she may not enter is refused as a whole.
        assert_eq!(clerk.post("/customers", &fields).await.status, StatusCode::FORBIDDEN);
        let ids = add_customers(&clerk).await;
        let code = [("identity_code", "010594Y9032"), ("identity_code_ground", "debt_collection"), ("source", "person")];
        Customer::new(&billing, &ids["Maija"]).changed("identity-code", &code).await;
        let same = Customer::new(&billing, &ids["Pekka"]).refused("identity-code", &code, "sama henkilötunnus").await;
        assert!(same.body.contains(&format!("/customers/{}", ids["Maija"])), "it leads to the other");
        assert!(!same.body.contains("010594Y9032"), "a code is never sent back");
        let toinen = [
            ("kind", "organisation"), ("company", "Toinen Oy"), ("language", "fi"),
            ("connection", "customer"), ("source", "organisation"),
        ];
        let toinen = added(&clerk, &toinen).await;
        let taken = [("company", "Toinen Oy"), ("business_id", "0112038-9"), ("source", "organisation")];
        Customer::new(&clerk, &toinen).refused("organisation", &taken, "sama henkilötunnus tai Y-tunnus").await;
        let pekka = Customer::new(&clerk, &ids["Pekka"]);
        pekka.refused("profile", &[("language", "fi"), ("deceased", "25.11.2026")], "Kuolinpäivä on tulevaisuudessa").await;
        pekka.changed("profile", &[("language", "fi"), ("deceased", "24.11.2026")]).await;
    }

    async fn who_has_no_business_with_an_identity_code_is_not_told_of_one(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, billing) = (house.browser("clerk").await, house.browser("billing").await);
        let ids = add_customers(&clerk).await;
        let code = [("identity_code", "010594Y9032"), ("identity_code_ground", "debt_collection"), ("source", "person")];
        Customer::new(&billing, &ids["Maija"]).changed("identity-code", &code).await;
        let page = Customer::new(&clerk, &ids["Maija"]).page().await;
        assert!(!page.contains("Tallessa") && !page.contains("perimi") && page.contains("Roolisi ei oikeuta"), "{page}");
        let history = format!("/customers/{}/history", ids["Maija"]);
        assert!(!clerk.get(&history).await.body.contains("henkilötunnus"));
        assert!(billing.get(&history).await.body.contains("henkilötunnus"));
        assert!(!billing.get(&history).await.body.contains("muistiinpano"));
    }

    async fn a_former_name_and_a_replaced_name_find(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut fields = person("Maija", "Mallikas");
        fields.push(("former_names", "Neitonen"));
        let id = added(&clerk, &fields).await;
        let maija = Customer::new(&clerk, &id);
        assert!(maija.page().await.contains("Neitonen") && finds(&clerk, "neitonen", "Mallikas Maija").await);
        maija.changed("names", &[("first_names", "Maija"), ("last_name", "Uusinimi"), ("source", "person")]).await;
        for words in ["mallikas", "neitonen", "uusinimi maija"] {
            assert!(finds(&clerk, words, "Uusinimi Maija").await, "{words}");
        }
    }

    async fn each_value_has_its_days_and_its_source(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let maija = Customer::new(&clerk, &ids["Maija"]);
        let fields = [("phone", "050 765 4321"), ("from", "1.2.2026"), ("until", "31.12.2026"), ("source", "stakeholder")];
        maija.changed("contact", &fields).await;
        assert!(maija.page().await.contains("1.2.2026–31.12.2026"));
        maija.refused("contact", &[("phone", "050 765 4322"), ("from", "1.2.2026"), ("until", "1.1.2026"), ("source", "person")], "ennen ensimmäistä").await;
        let fields = [("connection", "contract"), ("from", "1.3.2026"), ("source", "person")];
        maija.changed("connect", &fields).await;
        let page = maija.page().await;
        let form = page.split("value=\"disconnect\"").nth(1).unwrap();
        let row = form.split("name=\"row\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        maija.refused("disconnect", &[("row", &row), ("until", "1.12.2026")], "Päättymispäivä on tulevaisuudessa").await;
        maija.changed("disconnect", &[("row", &row), ("until", "24.11.2026")]).await;
        assert!(maija.page().await.contains("–24.11.2026"));
        maija.changed("note", &[("note", "Avain naapurissa."), ("source", "stakeholder")]).await;
        let history = clerk.get(&format!("{}/history", maija.path)).await.body;
        assert!(history.contains("sidosryhmä") || history.contains("Sidosryhmä"), "{history}");
    }

    async fn a_connection_of_an_organisation_is_a_change_of_its_own_category(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let company = Customer::new(&clerk, &ids["Oy"]);
        company.changed("connect", &[("connection", "contract"), ("source", "organisation")]).await;
        let history = clerk.get(&format!("{}/history", company.path)).await.body;
        let line = history.lines().find(|line| line.contains("yhteys: lisätty")).unwrap();
        assert!(!line.to_lowercase().contains("henkilö"), "{line}");
    }

    async fn a_marketing_ban_is_entered_by_hand_told_and_never_lifted_by_a_clerk(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let maija = Customer::new(&clerk, &ids["Maija"]);
        assert!(!maija.page().await.contains("ei: markkinointikielto"));
        maija.changed("marketing", &[]).await;
        let page = maija.page().await;
        assert!(page.contains("ei: markkinointikielto 24.11.2026"), "{page}");
        assert!(!page.contains("value=\"marketing\""), "there is nothing to lift it with");
    }

    async fn a_contact_person_is_added_from_the_page_of_the_company(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let page = Customer::new(&clerk, &ids["Oy"]).page().await;
        let link = format!("/customers/new/person?of={}", ids["Oy"]);
        assert!(page.contains(&link));
        let form = clerk.get(&link).await.body;
        assert!(form.contains("<option value=\"contact_person_of\" selected>") && form.contains("value=\"1003\""), "{form}");
        assert!(form.contains("<h1>Lisää yhteyshenkilö</h1>") && form.contains("Lisää yhteyshenkilö</button>"), "{form}");
        let mut own = person("Yrjö", "Yhteinen");
        own.retain(|(name, _)| *name != "connection");
        own.extend([("connection", "contact_person_of"), ("of", "1003"), ("company_page", ids["Oy"].as_str())]);
        let nameless = own.iter().map(|(name, value)| (*name, if *name == "last_name" { "" } else { *value }));
        let nameless = clerk.post("/customers", &nameless.collect::<Vec<_>>()).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nameless.body.contains("Lisää yhteyshenkilö</button>"), "the same form: {}", nameless.body);
        let added = clerk.post("/customers", &own).await;
        assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, format!("/customers/{}", ids["Oy"]).as_str()), "{}", added.body);
        let company = clerk.followed(&added).await;
        assert!(company.contains("Yhteyshenkilö on lisätty.") && company.contains("Yhteinen"), "{company}");
        let mut fields = person("Sami", "Sidos");
        fields.retain(|(name, _)| *name != "connection");
        fields.extend([("connection", "stakeholder"), ("of", "77777")]);
        let told = clerk.post("/customers", &fields).await;
        assert!(told.body.contains("ei ole yritystä rekisterissä"), "{}", told.body);
    }

    async fn notes_and_history_go_on_on_older_pages(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let maija = Customer::new(&clerk, &ids["Maija"]);
        let path = format!("{}/change", maija.path);
        for number in 1..=102 {
            let (version, text) = (number.to_string(), format!("muistettava{number}."));
            let fields = [("what", "note"), ("version", version.as_str()), ("note", text.as_str()), ("source", "person")];
            assert_eq!(clerk.post(&path, &fields).await.status, StatusCode::SEE_OTHER, "{number}");
            house.clock.advance_ms(1_000);
        }
        let older = |page: &str, of: &str| -> String {
            let start = format!("href=\"{}/{of}?before=", maija.path);
            let (_, rest) = page.split_once(&start).unwrap_or_else(|| panic!("{of}: {page}"));
            format!("{}/{of}?before={}", maija.path, rest.split('"').next().unwrap())
        };
        let page = maija.page().await;
        assert!(page.contains("muistettava102.") && !page.contains("muistettava82."));
        let second = clerk.get(&older(&page, "notes")).await.body;
        assert!(second.contains("muistettava82.") && second.contains("muistettava63.") && !second.contains("muistettava62."));
        let history = clerk.get(&format!("{}/history", maija.path)).await.body;
        assert!(!history.contains("Mallikas"), "her name is older than a page");
        assert!(clerk.get(&older(&history, "history")).await.body.contains("Mallikas"));
    }

    async fn a_second_role_adds_what_it_may(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let code = [("identity_code", "010594Y9032"), ("identity_code_ground", "debt_collection"), ("source", "person")];
        let page = Customer::new(&clerk, &ids["Maija"]).page().await;
        assert!(!page.contains("Näytä henkilötunnus") && !page.contains("Tallenna henkilötunnus"));
        let admin = house.browser("administrator").await;
        let staff = admin.get("/staff").await.body;
        let row = staff.split("href=\"/staff/").find(|part| part.contains("Testi clerk")).unwrap();
        let path = format!("/staff/{}/roles", row.split('"').next().unwrap());
        let given = admin.post(&path, &[("role", "billing"), ("deed", "give")]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        let both = house.browser("clerk").await;
        let maija = Customer::new(&both, &ids["Maija"]);
        maija.changed("identity-code", &code).await;
        assert!(maija.page().await.contains("Näytä henkilötunnus"));
        let shown = both.post(&format!("{}/identity-code", maija.path), &[("reason", "perintä 3")]).await;
        assert!(shown.body.contains("010594Y9032") && shown.body.contains("Soittaa aamulla."), "the page is still the clerk's: {}", shown.body);
        maija.changed("note", &[("note", "Avain naapurissa."), ("source", "person")]).await;
    }

    async fn a_list_leads_to_its_next_page_until_everybody_was_shown(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        for number in 1..=51 {
            added(&clerk, &person("Maija", &format!("Sukunimi{number}x"))).await;
        }
        let first = clerk.get("/customers").await.body;
        assert!(first.contains("Sukunimi51x") && !first.contains("Sukunimi1x"));
        let (_, rest) = first.split_once("/customers?before=").expect("there is a next page");
        let second = clerk.get(&format!("/customers?before={}", rest.split('"').next().unwrap())).await.body;
        assert!(second.contains("Sukunimi1x") && !second.contains("/customers?before="));
        let technician = house.browser("technician").await.get("/customers").await.body;
        assert!(!technician.contains("Sukunimi") && !technician.contains("/customers?before="));
    }
}
