//! Two who write the next version of the notice at once, and versions that come between.

use axum::http::StatusCode;
use testkit::Stores;

use crate::forms::{filled, held, typed};
use crate::house::{Answer, Browser, House, NOTICE, NOW, PASSWORD};

const CONTACT: &str = "/notice/draft/parts/contact";
const PURPOSE: &str = "/notice/draft/parts/purpose/1";
const FILE: &str = "/notice/draft/file";
const PUBLICATION: &str = "/notice/draft/publication";

type Form = Vec<(String, String)>;

async fn begun(admin: &Browser) {
    let answer = admin.post("/notice/draft", &[("from", "force")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn form(browser: &Browser, path: &str) -> Form {
    filled(&browser.get(path).await.body, path)
}

async fn sent(browser: &Browser, path: &str, form: &Form) -> Answer {
    let fields: Vec<_> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &fields).await
}

#[track_caller]
fn is(answer: &Answer, status: StatusCode) {
    assert_eq!(answer.status, status, "{}", answer.body);
}

async fn file(admin: &Browser) -> String {
    admin.get("/notice/draft/download").await.body
}

async fn discarded(admin: &Browser) {
    let revision = held(&form(admin, FILE).await, "revision").to_owned();
    let gone = admin
        .post("/notice/draft/discarded", &[("revision", &revision)])
        .await;
    is(&gone, StatusCode::SEE_OTHER);
}

testkit::both_engines! {
    async fn what_the_second_left_alone_stays_as_the_first_saved_it(stores: Stores) {
        let house = House::new(stores).await;
        let (one, other) = (house.browser("administrator").await, house.browser("administrator").await);
        begun(&one).await;
        let (mut first, mut second) = (form(&one, CONTACT).await, form(&other, CONTACT).await);
        typed(&mut first, "phone", "050 111 1111");
        typed(&mut second, "name", "Testi Toinen");
        is(&sent(&one, CONTACT, &first).await, StatusCode::SEE_OTHER);
        let late = sent(&other, CONTACT, &second).await;
        is(&late, StatusCode::CONFLICT);
        let again = filled(&late.body, CONTACT);
        assert_eq!((held(&again, "phone"), held(&again, "name")), ("050 111 1111", "Testi Toinen"));
        assert!(!late.body.contains("Toinen tallensi tähän"), "they changed different fields");
        is(&sent(&other, CONTACT, &again).await, StatusCode::SEE_OTHER);
        let text = file(&one).await;
        assert!(text.contains("Testi Toinen") && text.contains("050 111 1111"), "{text}");
        // Both change one field: the other's stands beside it, and hers is what she decides.
        let (mut first, mut second) = (form(&one, CONTACT).await, form(&other, CONTACT).await);
        typed(&mut first, "name", "Testi Kolmas");
        typed(&mut second, "name", "Testi Neljäs");
        is(&sent(&one, CONTACT, &first).await, StatusCode::SEE_OTHER);
        let late = sent(&other, CONTACT, &second).await;
        is(&late, StatusCode::CONFLICT);
        assert!(late.body.contains("Toinen tallensi tähän: Testi Kolmas"), "{}", late.body);
        is(&sent(&other, CONTACT, &filled(&late.body, CONTACT)).await, StatusCode::SEE_OTHER);
        assert!(file(&one).await.contains("Testi Neljäs"));
    }

    async fn a_list_that_grew_meanwhile_is_not_overwritten(stores: Stores) {
        let house = House::new(stores).await;
        let (one, other) = (house.browser("administrator").await, house.browser("administrator").await);
        begun(&one).await;
        let (mut first, mut second) = (form(&one, PURPOSE).await, form(&other, PURPOSE).await);
        typed(&mut first, "basis[2].basis", "consent");
        first.push(("basis[2].connections".to_owned(), "customer".to_owned()));
        typed(&mut first, "basis[2].text.fi", "ensimmäisen peruste");
        typed(&mut first, "basis[2].text.sv", "den förstas grund");
        typed(&mut first, "basis[2].text.en", "the basis of the first");
        typed(&mut second, "text.fi", "toisen tarkoitus");
        is(&sent(&one, PURPOSE, &first).await, StatusCode::SEE_OTHER);
        let late = sent(&other, PURPOSE, &second).await;
        is(&late, StatusCode::CONFLICT);
        let again = filled(&late.body, PURPOSE);
        assert_eq!(held(&again, "basis[2].text.fi"), "ensimmäisen peruste");
        is(&sent(&other, PURPOSE, &again).await, StatusCode::SEE_OTHER);
        let text = file(&one).await;
        assert!(text.contains("toisen tarkoitus") && text.contains("ensimmäisen peruste"), "{text}");
        // Both add one: what the second typed has no field any more, and is told.
        let (mut first, mut second) = (form(&one, PURPOSE).await, form(&other, PURPOSE).await);
        typed(&mut first, "basis[3].basis", "consent");
        first.push(("basis[3].connections".to_owned(), "customer".to_owned()));
        typed(&mut second, "basis[3].basis", "consent");
        typed(&mut second, "basis[3].text.fi", "toisen oma peruste");
        is(&sent(&one, PURPOSE, &first).await, StatusCode::SEE_OTHER);
        let late = sent(&other, PURPOSE, &second).await;
        is(&late, StatusCode::CONFLICT);
        assert!(late.body.contains("toisen oma peruste"), "{}", late.body);
        assert_eq!(held(&filled(&late.body, PURPOSE), "basis[4].text.fi"), "");
    }

    async fn what_was_typed_comes_back_where_the_one_of_a_list_or_the_draft_is_gone(stores: Stores) {
        let house = House::new(stores).await;
        let (one, other) = (house.browser("administrator").await, house.browser("administrator").await);
        begun(&one).await;
        let (first, second) = ("/notice/draft/parts/clock/1", "/notice/draft/parts/clock/2");
        let mut open = form(&other, second).await;
        typed(&mut open, "period", "9 years");
        let own = held(&open, "of").to_owned();
        for removed in 0..2 {
            let mut gone = form(&one, first).await;
            gone.push(("remove".to_owned(), "1".to_owned()));
            is(&sent(&one, first, &gone).await, StatusCode::SEE_OTHER);
            let late = sent(&other, second, &open).await;
            is(&late, StatusCode::CONFLICT);
            // First the one before it is gone, then this one itself.
            let path = [first, "/notice/draft/parts/clock/new"][removed];
            let again = filled(&late.body, path);
            assert_eq!(held(&again, "period"), "9 vuotta", "in the words of whoever typed it");
            assert_eq!(held(&again, "of"), own);
        }
        let mut contact = form(&other, CONTACT).await;
        typed(&mut contact, "name", "Testi Toinen");
        discarded(&one).await;
        let lost = sent(&other, CONTACT, &contact).await;
        is(&lost, StatusCode::CONFLICT);
        let again = filled(&lost.body, CONTACT);
        assert_eq!(held(&again, "name"), "Testi Toinen");
        let text = [("revision", "1"), ("text", "x = \"kirjoitettu\"")];
        let lost = other.post(FILE, &text).await;
        is(&lost, StatusCode::CONFLICT);
        assert!(lost.body.contains("kirjoitettu"), "{}", lost.body);
        // She begins another one, and sends it once more.
        begun(&other).await;
        let late = sent(&other, CONTACT, &again).await;
        is(&late, StatusCode::CONFLICT);
        is(&sent(&other, CONTACT, &filled(&late.body, CONTACT)).await, StatusCode::SEE_OTHER);
        assert!(file(&one).await.contains("Testi Toinen"));
    }

    async fn a_file_does_not_go_in_the_place_of_anothers_unseen(stores: Stores) {
        let house = House::new(stores).await;
        let (one, other) = (house.browser("administrator").await, house.browser("administrator").await);
        begun(&one).await;
        let (mut first, mut second) = (form(&one, FILE).await, form(&other, FILE).await);
        typed(&mut first, "text", &[NOTICE, "# yksi\n"].concat());
        typed(&mut second, "text", &[NOTICE, "# toinen\n"].concat());
        is(&sent(&one, FILE, &first).await, StatusCode::SEE_OTHER);
        let late = sent(&other, FILE, &second).await;
        is(&late, StatusCode::CONFLICT);
        assert!(late.body.contains("<code># yksi</code>") && late.body.contains("<code># toinen</code>"), "{}", late.body);
        let mut again = filled(&late.body, FILE);
        assert!(held(&again, "text").contains("# toinen"));
        is(&sent(&other, FILE, &again).await, StatusCode::CONFLICT);
        assert!(file(&one).await.ends_with("# yksi\n"));
        let (_, seen) = late.body.split_once("name=\"over\" value=\"").unwrap();
        again.push(("over".to_owned(), seen.split('"').next().unwrap().to_owned()));
        is(&sent(&other, FILE, &again).await, StatusCode::SEE_OTHER);
        assert!(file(&one).await.ends_with("# toinen\n"));
    }

    async fn every_change_of_the_draft_is_in_the_trail(stores: Stores) {
        let house = House::new(stores).await;
        let (admin, contact) = (house.browser("administrator").await, house.browser("data_protection_contact").await);
        let told = async || {
            let actors = contact.get("/trail").await.body;
            let link = actors.split("href=\"").find(|part| part.contains("Testi administrator")).unwrap();
            let lines = contact.get(link.split('"').next().unwrap()).await.body;
            assert!(!lines.contains("julkaisi selosteen"), "nothing was published: {lines}");
            lines.matches("muutti käyttöoikeuksia tai asetuksia").count()
        };
        let before = { begun(&admin).await; told().await };
        assert!(before > 0, "it was begun");
        let mut saved = form(&admin, CONTACT).await;
        typed(&mut saved, "name", "Testi Tuomi");
        is(&sent(&admin, CONTACT, &saved).await, StatusCode::SEE_OTHER);
        assert_eq!(told().await, before + 1);
        discarded(&admin).await;
        assert_eq!(told().await, before + 2);
    }

    async fn a_draft_takes_back_no_version_of_a_later_day_unseen(stores: Stores) {
        let house = House::new(stores).await;
        let (accounts, notices) = (house.app.guard().accounts(), house.app.guard().notices());
        let actor = accounts.sign_in_once("administrator@example.com", PASSWORD.to_owned().into()).await.unwrap();
        let admin = house.browser("administrator").await;
        let day = 24 * 60 * 60_000;
        let later = NOTICE.replace("title = { fi = \"Toimisto\"", "title = { fi = \"Asiakaspalvelu\"");
        notices.publish(&actor, later.clone(), Some(NOW.plus_ms(day))).await.unwrap();
        begun(&admin).await;
        assert_eq!(file(&admin).await, later, "it begins from the newest, not from the one in force");
        let mut contact = form(&admin, CONTACT).await;
        typed(&mut contact, "name", "Testi Tuomi");
        is(&sent(&admin, CONTACT, &contact).await, StatusCode::SEE_OTHER);
        let page = admin.get(PUBLICATION).await.body;
        assert!(page.contains("Testi Tuomi") && !page.contains("Asiakaspalvelu"), "{page}");
        assert!(!page.contains("name=\"apart\""));
        let mut past = filled(&page, PUBLICATION);
        typed(&mut past, "number", "3");
        typed(&mut past, "in_force", "2026-11-23");
        let refused = sent(&admin, PUBLICATION, &past).await;
        is(&refused, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("id=\"publication-in_force-error\""), "{}", refused.body);
        // Another version comes between.
        let between = later.replace("Asiakaspalvelu", "Palvelupiste");
        notices.publish(&actor, between, Some(NOW.plus_ms(2 * day))).await.unwrap();
        let page = admin.get(PUBLICATION).await.body;
        assert!(page.contains("Palvelupiste"), "it would be taken back: {page}");
        let mut unseen = filled(&page, PUBLICATION);
        typed(&mut unseen, "number", "4");
        typed(&mut unseen, "in_force", "2026-11-28");
        let refused = sent(&admin, PUBLICATION, &unseen).await;
        is(&refused, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("alkoi versiosta 2"), "{}", refused.body);
        assert_eq!(notices.versions().await.unwrap().len(), 3);
        unseen.push(("apart".to_owned(), "3".to_owned()));
        is(&sent(&admin, PUBLICATION, &unseen).await, StatusCode::SEE_OTHER);
        assert_eq!(notices.versions().await.unwrap().len(), 4);
    }
}
