//! Tasks: written down, done, opened again, given to others, seen by whoever stands in.

use axum::http::StatusCode;
use basics::Language;
use guard::{NewAccount, NewPassword};
use secrecy::SecretString;
use testkit::Stores;

use crate::house::{self, Browser, House, PASSWORD, add_customers};
use crate::moving_in::{imported, told, until};

/// A second clerk, signed in: her number and her browser.
async fn second_clerk(house: &House) -> (String, Browser) {
    let password = NewPassword::parse(SecretString::from(PASSWORD), &[]).unwrap();
    let account = NewAccount {
        name: "Toinen Toimisto".to_owned(),
        email: "second@example.com".to_owned(),
        language: Language::Fi,
        password: password.hers(),
        roles: vec!["clerk".parse().unwrap()],
    };
    let guard = house.app.guard();
    let administrator = house::actor(guard, "administrator").await;
    let staff = guard.accounts().add(&administrator, account).await.unwrap();
    (staff.to_string(), house.browser("second").await)
}

async fn add(clerk: &Browser, party: &str, text: &str, due: &str, staff: &str) {
    let path = format!("/customers/{party}/tasks");
    let fields = [("text", text), ("due", due), ("staff", staff)];
    let answer = clerk.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// The number of the first task that a page names.
fn row(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"row\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn deed(clerk: &Browser, party: &str, fields: &[(&str, &str)]) -> StatusCode {
    let path = format!("/customers/{party}/tasks/deed");
    clerk.post(&path, fields).await.status
}

testkit::both_engines! {
    async fn a_task_is_written_down_done_and_opened_again(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, path) = (&ids["Maija"], format!("/customers/{}/tasks", ids["Maija"]));
        add(&clerk, maija, "Soita takaisin avaimista", "1.1.2020", "").await;
        let page = clerk.get(&path).await.body;
        assert!(page.contains("Soita takaisin avaimista") && page.contains("myöhässä"));
        let list = clerk.get("/tasks?whose=nobody").await.body;
        assert!(list.contains("Soita takaisin avaimista") && list.contains("Mallikas Maija"));
        assert!(clerk.get("/").await.body.contains("Yksi tehtävä odottaa tekijää"));
        assert!(!clerk.get("/tasks").await.body.contains("Soita takaisin"), "it is nobody's own");
        let task = row(&page);
        assert_eq!(deed(&clerk, maija, &[("row", &task), ("deed", "done")]).await, StatusCode::SEE_OTHER);
        assert!(!clerk.get("/tasks?whose=all").await.body.contains("Soita takaisin"));
        assert!(clerk.get(&path).await.body.contains("Avaa uudelleen"));
        assert_eq!(deed(&clerk, maija, &[("row", &task), ("deed", "done")]).await, StatusCode::NOT_FOUND, "it is done already");
        assert_eq!(deed(&clerk, maija, &[("row", &task), ("deed", "reopen")]).await, StatusCode::SEE_OTHER);
        assert!(clerk.get("/tasks?whose=all").await.body.contains("Soita takaisin"));
        let other = &ids["Pekka"];
        assert_eq!(deed(&clerk, other, &[("row", &task), ("deed", "done")]).await, StatusCode::NOT_FOUND, "it is not hers");
    }

    async fn a_task_goes_to_another_and_to_whoever_stands_in(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let (second, other) = second_clerk(&house).await;
        let ids = add_customers(&clerk).await;
        let maija = &ids["Maija"];
        add(&clerk, maija, "Lähetä tarjous", "31.12.2099", "").await;
        let task = row(&clerk.get(&format!("/customers/{maija}/tasks")).await.body);
        let give = [("row", task.as_str()), ("deed", "give"), ("staff", second.as_str()), ("due", "1.2.2020")];
        assert_eq!(deed(&clerk, maija, &give).await, StatusCode::SEE_OTHER);
        assert!(other.get("/tasks").await.body.contains("Lähetä tarjous"));
        assert!(other.get("/").await.body.contains("Yksi tehtäväsi"));
        assert!(!clerk.get("/tasks").await.body.contains("Lähetä tarjous"));
        // The other one goes on leave; the first stands in.
        let page = other.get("/tasks/absence").await.body;
        let (_, rest) = page.split_once("<option value=\"").unwrap();
        let first = rest.split('"').next().unwrap().to_owned();
        let away = [("from", "1.1.2020"), ("until", "31.12.2099"), ("substitute", first.as_str())];
        assert_eq!(other.post("/tasks/absence", &away).await.status, StatusCode::SEE_OTHER);
        assert!(clerk.get("/tasks").await.body.contains("Lähetä tarjous"), "she stands in");
        let back = [("from", "2020-01-01")];
        assert_eq!(other.post("/tasks/absence/ended", &back).await.status, StatusCode::SEE_OTHER);
        assert!(!clerk.get("/tasks").await.body.contains("Lähetä tarjous"));
        // The other one leaves the firm.
        let over = [("from", second.as_str()), ("to", first.as_str())];
        assert_eq!(clerk.post("/tasks/hand-over", &over).await.status, StatusCode::SEE_OTHER);
        assert!(clerk.get("/tasks").await.body.contains("Lähetä tarjous"));
    }

    async fn today_tells_what_is_due_within_a_week_and_what_a_closed_account_left(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, admin) = (house.browser("clerk").await, house.browser("administrator").await);
        let (second, _) = second_clerk(&house).await;
        let ids = add_customers(&clerk).await;
        // The clock of the house stands at 24.11.2026.
        for due in ["25.11.2026", "1.12.2026", "2.12.2026"] {
            add(&clerk, &ids["Maija"], "Soita", due, &second).await;
        }
        assert!(!clerk.get("/").await.body.contains("seitsemän päivän"), "another's are not hers");
        let free = clerk.post(&format!("/customers/{}/tasks", ids["Maija"]), &[("text", "Kuka ehtii"), ("due", "25.11.2026"), ("staff", "")]).await;
        assert_eq!(free.status, StatusCode::SEE_OTHER, "{}", free.body);
        let today = clerk.get("/").await.body;
        assert!(today.contains("Yksi tehtävä on tehtävä seuraavien seitsemän päivän aikana."), "{today}");
        let account = format!("/staff/{second}");
        let page = admin.get(&account).await.body;
        assert!(page.contains("Hänellä on 3 avointa tehtävää.") && page.contains("Sulje tunnus</button>"), "{page}");
        assert!(page.contains("<dd>suomi</dd>"), "a language has a name: {page}");
        assert!(!page.contains("/tasks?whose=all"), "an administrator hands nothing over");
        assert!(!clerk.get("/").await.body.contains("suljet"), "the account is open");
        admin.post(&format!("{account}/closed"), &[("deed", "close")]).await;
        let today = clerk.get("/").await.body;
        assert!(today.contains("3 avointa tehtävää on suljetuilla tunnuksilla"), "{today}");
        assert!(!admin.get("/").await.body.contains("suljetuilla tunnuksilla"));
        let list = clerk.get(&format!("/tasks?whose=all&from={second}")).await.body;
        assert!(list.contains("<details open><summary>") && list.contains("<form id=\"hand-over\"") && list.contains(&format!("<option value=\"{second}\" selected>")), "{list}");
        let over = [("from", second.as_str()), ("to", "")];
        assert_eq!(clerk.post("/tasks/hand-over", &over).await.status, StatusCode::SEE_OTHER);
        assert!(!clerk.get("/").await.body.contains("suljetuilla tunnuksilla"));
    }

    async fn what_cannot_be_a_task_is_said_and_what_was_typed_stays(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let path = format!("/customers/{}/tasks", ids["Maija"]);
        for (text, due, sentence) in [
            ("Soita", "ensi viikolla", "Päivää ei ymmärretty"),
            ("", "", "Kirjoita, mitä on tehtävä"),
            ("Tunnus 010594Y9032", "", "henkilötunnu"),
        ] {
            let answer = clerk.post(&path, &[("text", text), ("due", due), ("staff", "")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{text} {due}");
            assert!(answer.body.contains(sentence), "{text} {due}: {}", answer.body);
            assert!(answer.body.contains(&format!("value=\"{due}\"")) || due.is_empty());
        }
        let (second, _) = second_clerk(&house).await;
        let away = [("from", "2.1.2099"), ("until", "1.1.2099"), ("substitute", second.as_str())];
        let answer = clerk.post("/tasks/absence", &away).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("viimeinen päivä on ennen") && answer.body.contains("value=\"2.1.2099\""), "{}", answer.body);
    }

    async fn whoever_may_not_see_notes_sees_no_tasks(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let path = format!("/customers/{}/tasks", ids["Maija"]);
        add(&clerk, &ids["Maija"], "Salainen asia", "", "").await;
        let billing = house.browser("billing").await;
        let page = billing.get(&path).await.body;
        assert!(!page.contains("Salainen asia") && page.contains("Roolisi ei oikeuta"), "{page}");
        let answer = billing.post(&path, &[("text", "x"), ("due", ""), ("staff", "")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let technician = house.browser("technician").await;
        assert_eq!(technician.get(&path).await.status, StatusCode::NOT_FOUND, "she is outside her jobs");
        assert!(!technician.get("/").await.body.contains("href=\"/tasks\""));
    }

    async fn open_tasks_of_the_old_system_find_their_customers_and_are_taken_back(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (_, second) = second_clerk(&house).await;
        let file = "Asiakasnumero;Tehtävä;Määräpäivä;Tekijä\n\
            1002;Vaihda suodatin;30.11.2026;toinen TOIMISTO\n\
            1002;Kysy avaimista;;\n\
            1001;Soita;joskus;\n\
            1001;Soita;;Kuka Tahansa\n\
            1001;Tunnus 010594Y9032;;\n\
            4711;Kenen;;\n";
        let (at, page) = imported(&clerk, &told(&[("what", "tasks")]), file.as_bytes()).await;
        assert!(page.contains("<dd>2</dd>") || page.contains(">2<"), "{page}");
        let own = second.get("/tasks").await.body;
        assert!(own.contains("Vaihda suodatin") && own.contains("30.11.2026"), "{own}");
        let nobodys = clerk.get("/tasks?whose=nobody").await.body;
        assert!(nobodys.contains("Kysy avaimista") && nobodys.contains("24.11.2026"), "due on the day of the import: {nobodys}");
        let rejected = clerk.get(&format!("{at}/rejected")).await.body;
        for sentence in ["Kirjoita päivä", "Tekijäksi nimettyä ei ole", "henkilötunnu"] {
            assert!(rejected.contains(sentence), "{sentence}: {rejected}");
        }
        let compared = clerk.get(&format!("{at}/compared")).await.body;
        assert!(compared.contains("Määräpäiviä"), "{compared}");
        // What was done since stays.
        let page = second.get(&format!("/customers/{}/tasks", ids["Pekka"])).await.body;
        let (_, at_task) = page.split_once("Vaihda suodatin").unwrap();
        assert_eq!(deed(&second, &ids["Pekka"], &[("row", &row(at_task)), ("deed", "done")]).await, StatusCode::SEE_OTHER);
        crate::moving_in::taken_back(&clerk, &at).await;
        until(&clerk, &at, "Tuonti on peruttu").await;
        let page = clerk.get(&format!("/customers/{}/tasks", ids["Pekka"])).await.body;
        assert!(page.contains("Vaihda suodatin") && !page.contains("Kysy avaimista"), "{page}");
        // A list without the column says which is missing.
        let none = clerk.upload("/import", &told(&[("what", "tasks")]), "Asiakasnumero\n1002\n".as_bytes()).await;
        let page = clerk.get(none.location()).await.body;
        assert!(page.contains("Otsikon pitää olla kuten Tehtävä"), "{page}");
    }
}
