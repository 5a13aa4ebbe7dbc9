//! Taking back what was just done, with the button that tells of it; what is wrong stands at its
//! field; a browser speaks the language that was chosen for it.

use axum::http::StatusCode;
use testkit::Stores;

use crate::forms::filled;
use crate::house::{Answer, Browser, House, add_customers, added, person};
use crate::tags::tag;

/// A change of a customer, from her page as it stands.
pub(crate) async fn change(
    browser: &Browser,
    path: &str,
    what: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let page = browser.get(path).await.body;
    let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
    let version = rest.split('"').next().unwrap().to_owned();
    let mut all = vec![("what", what), ("version", version.as_str())];
    all.extend_from_slice(fields);
    browser.post(&format!("{path}/change"), &all).await
}

/// The number of the row whose form of this kind a page holds first.
pub(crate) fn row(page: &str, what: &str) -> String {
    let mark = format!("name=\"what\" value=\"{what}\">");
    let (_, rest) = page
        .split_once(&mark)
        .unwrap_or_else(|| panic!("no {what}: {page}"));
    let (_, rest) = rest.split_once("name=\"row\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Presses the button on the page that an answer leads to.
pub(crate) async fn press(browser: &Browser, path: &str, answer: &Answer) -> Answer {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = browser.followed(answer).await;
    assert!(page.contains(">Kumoa</button>"), "a button: {page}");
    let fields = filled(&page, path);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &fields).await
}

pub(crate) async fn finds(browser: &Browser, words: &str, name: &str) -> bool {
    let hits = browser.post("/customers/hits", &[("words", words)]).await;
    hits.body.contains(name)
}

testkit::both_engines! {
    async fn what_was_just_done_to_a_customer_is_taken_back_by_one_press(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let path = format!("/customers/{}", add_customers(&clerk).await["Maija"]);
        let undo = format!("{path}/undo");
        // A telephone that was ended holds again, and is found.
        let phone = change(&clerk, &path, "contact", &[("phone", "040 765 4321"), ("source", "person")]).await;
        assert_eq!(phone.status, StatusCode::SEE_OTHER, "{}", phone.body);
        let page = clerk.get(&path).await.body;
        let (_, at) = page.split_once("4321\">").unwrap();
        let row = row(at, "end-contact");
        let ended = change(&clerk, &path, "end-contact", &[("row", &row)]).await;
        assert!(!finds(&clerk, "040 765 4321", "Mallikas").await, "it ended");
        let back = press(&clerk, &undo, &ended).await;
        assert!(clerk.followed(&back).await.contains("Peruttu"));
        assert!(finds(&clerk, "040 765 4321", "Mallikas").await, "and holds again");
        // A name that was changed by mistake.
        let named = change(&clerk, &path, "names", &[("first_names", "Maija"), ("last_name", "Virheellinen"), ("source", "person")]).await;
        assert!(finds(&clerk, "Virheellinen", "Virheellinen").await);
        press(&clerk, &undo, &named).await;
        let page = clerk.get(&path).await.body;
        assert!(page.contains("<h1>Mallikas "), "{page}");
        assert!(!finds(&clerk, "Virheellinen", "Virheellinen").await);
        // A note that was written, and one that was taken away.
        let written = change(&clerk, &path, "note", &[("note", "Soittaa keskiviikkona"), ("source", "person")]).await;
        press(&clerk, &undo, &written).await;
        let notes = format!("{path}/notes");
        assert!(!clerk.get(&notes).await.body.contains("keskiviikkona"));
        let kept = change(&clerk, &path, "note", &[("note", "Avain talonmiehellä"), ("source", "person")]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let row = self::row(&clerk.get(&path).await.body, "end-note");
        let taken = change(&clerk, &path, "end-note", &[("row", &row)]).await;
        assert!(!clerk.get(&notes).await.body.contains("talonmiehellä"));
        press(&clerk, &undo, &taken).await;
        assert!(clerk.get(&notes).await.body.contains("talonmiehellä"));
    }

    async fn another_number_takes_the_place_of_one_and_one_press_takes_it_back(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let path = format!("/customers/{}", add_customers(&clerk).await["Maija"]);
        let given = [("phone", "040 765 4321"), ("from", "1.2.2026"), ("source", "person")];
        let given = change(&clerk, &path, "contact", &given).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        let page = clerk.get(&path).await.body;
        let (_, at) = page.split_once("4321<br>").expect("the number");
        let row = row(at, "replace-contact");
        let form = at.split("</form>").next().unwrap();
        assert!(form.contains("name=\"phone\"") && form.contains("4321\""), "what holds stands in the form: {form}");
        let wrong = change(&clerk, &path, "replace-contact", &[("row", &row), ("phone", "puhelin"), ("source", "person")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains(&format!("id=\"replace-contact-{row}-phone-error\"")) && wrong.body.contains("value=\"puhelin\""), "{}", wrong.body);
        let other = change(&clerk, &path, "replace-contact", &[("row", &row), ("email", "maija@example.fi"), ("source", "person")]).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "a number becomes no e-mail address");
        let ahead = [("row", row.as_str()), ("phone", "050 123 9876"), ("from", "15.12.2026"), ("source", "person")];
        let ahead = change(&clerk, &path, "replace-contact", &ahead).await;
        assert_eq!(ahead.status, StatusCode::UNPROCESSABLE_ENTITY, "until its day the old one holds");
        assert!(ahead.body.contains(&format!("id=\"replace-contact-{row}-from-error\"")) && ahead.body.contains("alkaa vasta myöhemmin"), "{}", ahead.body);
        let changed = [("row", row.as_str()), ("phone", "050 123 9876"), ("from", "20.11.2026"), ("source", "person")];
        let changed = change(&clerk, &path, "replace-contact", &changed).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        assert!(finds(&clerk, "050 123 9876", "Mallikas").await && !finds(&clerk, "040 765 4321", "Mallikas").await);
        press(&clerk, &format!("{path}/undo"), &changed).await;
        assert!(finds(&clerk, "040 765 4321", "Mallikas").await && !finds(&clerk, "050 123 9876", "Mallikas").await);
        let page = clerk.get(&path).await.body;
        assert!(page.contains("4321<br>") && page.contains("1.2.2026") && !page.contains("9876<br>"), "{page}");
    }

    async fn what_is_still_to_begin_is_put_right_and_ended_as_never_used(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let path = format!("/customers/{}", add_customers(&clerk).await["Maija"]);
        let given = [("email", "muuttaja@example.fo"), ("from", "1.1.2027"), ("source", "person")];
        change(&clerk, &path, "contact", &given).await;
        let at = |page: &str| row(page.split_once("example.fo<br>").expect("the address").1, "replace-contact");
        let row = at(&clerk.get(&path).await.body);
        let changed = [("row", row.as_str()), ("email", "muuttaja@example.fi"), ("source", "person")];
        let changed = change(&clerk, &path, "replace-contact", &changed).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        let page = clerk.get(&path).await.body;
        assert!(page.contains("muuttaja@example.fi<br>") && page.contains("1.1.2027") && !page.contains("example.fo<br>"), "{page}");
        let (_, rest) = page.split_once("muuttaja@example.fi<br>").unwrap();
        let row = self::row(rest, "end-contact");
        let ended = change(&clerk, &path, "end-contact", &[("row", &row)]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        assert!(!finds(&clerk, "muuttaja@example.fi", "Mallikas").await);
    }

    async fn nothing_is_taken_back_that_somebody_built_on_or_that_another_did(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let path = format!("/customers/{}", add_customers(&clerk).await["Maija"]);
        let undo = format!("{path}/undo");
        let written = change(&clerk, &path, "note", &[("note", "Soittaa keskiviikkona"), ("source", "person")]).await;
        let shown = clerk.followed(&written).await;
        let fields = filled(&shown, &undo);
        let version = fields[0].1.as_str();
        assert_ne!(dpo.post(&undo, &[("version", version)]).await.status, StatusCode::SEE_OTHER, "another's");
        change(&clerk, &path, "note", &[("note", "Ja torstaina"), ("source", "person")]).await;
        let late = clerk.post(&undo, &[("version", version)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert!(clerk.get(&path).await.body.contains("keskiviikkona"), "it stays");
        // Somebody else's page never shows the button.
        assert!(!dpo.followed(&written).await.contains(">Kumoa</button>"));
        // What is told to others in the same moment has no button.
        let banned = change(&clerk, &path, "prohibition", &[("channel", "all"), ("way", "phone")]).await;
        assert!(!clerk.followed(&banned).await.contains(">Kumoa</button>"));
    }

    async fn a_task_and_a_tag_are_as_they_were_after_one_press(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let path = format!("/customers/{}", add_customers(&clerk).await["Maija"]);
        let (tasks, deed) = (format!("{path}/tasks"), format!("{path}/tasks/deed"));
        clerk.post(&tasks, &[("text", "Soita takaisin"), ("due", "")]).await;
        let page = clerk.get(&tasks).await.body;
        let (_, rest) = page.split_once("name=\"row\" value=\"").unwrap();
        let row = rest.split('"').next().unwrap();
        let done = clerk.post(&deed, &[("row", row), ("deed", "done"), ("back", "list")]).await;
        let open = press(&clerk, &deed, &done).await;
        assert_eq!(open.location(), "/tasks", "it leads back to where it was pressed");
        assert!(clerk.get("/tasks?whose=all").await.body.contains("Soita takaisin"));
        let tag = tag(&clerk, "Huoltosopimus").await;
        let tags = format!("{path}/tags");
        let page = clerk.get(&tags).await.body;
        let put = clerk.post(&tags, &[("tag", &tag), ("deed", "put")]).await;
        let before = clerk.get(&tags).await.body;
        press(&clerk, &tags, &put).await;
        assert_ne!(clerk.get(&tags).await.body, before);
        assert_eq!(clerk.get(&tags).await.body, page);
    }

    async fn what_is_wrong_stands_at_its_field(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let path = format!("/customers/{}", add_customers(&clerk).await["Maija"]);
        let cases = [
            ("contact", vec![("phone", "puhelin"), ("source", "person")], "contact-phone"),
            ("contact", vec![("street", "Tie 1"), ("postal_code", "12"), ("town", "Kylä"), ("source", "person")], "contact-postal_code"),
            ("names", vec![("first_names", "M"), ("last_name", ""), ("source", "person")], "names-last_name"),
            ("profile", vec![("language", "fi"), ("deceased", "huomenna")], "profile-deceased"),
            ("connect", vec![("connection", "contact_person_of"), ("of", "9999"), ("source", "person")], "connect-of"),
            ("prohibition", vec![("way", "phone"), ("channel", "all"), ("on", "1.1.2999")], "prohibition-on"),
        ];
        for (what, fields, id) in cases {
            let again = change(&clerk, &path, what, &fields).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", again.body);
            let error = format!("id=\"{id}-error\"");
            assert_eq!(again.body.matches(&error).count(), 1, "{id}: {}", again.body);
            let described = format!("aria-describedby=\"{id}-error\"");
            assert_eq!(again.body.matches(&described).count(), 1, "{id}");
        }
    }

    async fn a_browser_speaks_the_language_chosen_for_it_whatever_the_accounts(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        assert!(clerk.get("/account").await.body.contains("Ulkoasu"));
        let chosen = clerk.post("/account/browser-language", &[("language", "sv")]).await;
        let page = clerk.followed(&chosen).await;
        assert!(page.contains("<html lang=\"sv\"") && page.contains("Utseende"), "{page}");
        let account = page.split_once("id=\"language\"").unwrap().1;
        assert!(account.split_once("selected").unwrap().0.ends_with("value=\"fi\" "), "the account's stays Finnish");
        let again = clerk.post("/account/browser-language", &[("language", "")]).await;
        assert!(clerk.followed(&again).await.contains("<html lang=\"fi\""));
        let wrong = clerk.post("/account/browser-language", &[("language", "xx")]).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    }

    async fn after_an_idle_connection_was_ended_the_next_change_is_taken_back_alone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let hilja = added(&clerk, &person("Hilja", "Hiljainen")).await;
        let rauha = added(&clerk, &person("Rauha", "Rajattunen")).await;
        house.clock.advance_days(5 * 366);
        let (clerk, officer) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let page = officer.get("/retention/idle").await.body;
        assert!(page.contains("Hiljainen") && page.contains("Rajattunen"), "{page}");
        let chosen = |page: &str, party: &str| {
            let (_, rest) = page.split_once(&format!("name=\"row\" value=\"{party}:")).unwrap();
            format!("{party}:{}", rest.split('"').next().unwrap())
        };
        let (hers, restricted) = (chosen(&page, &hilja), chosen(&page, &rauha));
        crate::retention::restrict(&house, &rauha).await;
        let page = officer.get("/retention/idle").await.body;
        assert!(page.contains("Hiljainen") && !page.contains("Rajattunen"), "nobody who is restricted is proposed: {page}");
        let late = officer.post("/retention/idle", &[("row", &restricted)]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.body);
        let both = officer.post("/retention/idle", &[("row", &hers), ("row", &restricted)]).await;
        assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY, "none of them: {}", both.body);
        let ended = officer.post("/retention/idle", &[("row", &hers)]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        let path = format!("/customers/{hilja}");
        let before = clerk.get(&path).await.body;
        assert!(before.contains("ei tapahtumia pitkään aikaan"), "{before}");
        let named = change(&clerk, &path, "names", &[("first_names", "Hilja"), ("last_name", "Virheellinen"), ("source", "person")]).await;
        press(&clerk, &format!("{path}/undo"), &named).await;
        let page = clerk.get(&path).await.body;
        assert!(page.contains("<h1>Hiljainen ") && !finds(&clerk, "Virheellinen", "Virheellinen").await, "{page}");
        assert!(page.contains("ei tapahtumia pitkään aikaan"), "the connection stays ended: {page}");
    }
}
