//! The next version of the notice, written in the browser by whoever may publish it.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Browser, House, NOTICE};

/// A field of the page that was posted back: its value.
fn field<'p>(page: &'p str, name: &str) -> &'p str {
    let asked = ["name=\"", name, "\" value=\""].concat();
    let (_, rest) = page.split_once(&asked).unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

async fn begun(admin: &Browser, from: &str) {
    let answer = admin.post("/notice/draft", &[("from", from)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), "/notice/draft");
}

async fn revision(admin: &Browser) -> String {
    let page = admin.get("/notice/draft/file").await.body;
    field(&page, "revision").to_owned()
}

async fn file(admin: &Browser) -> String {
    admin.get("/notice/draft/download").await.body
}

const CONTACT: &str = "/notice/draft/parts/contact";

testkit::both_engines! {
    async fn a_draft_is_begun_changed_part_by_part_compared_and_published(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        assert!(admin.get("/notice/draft").await.body.contains("value=\"blank\""));
        begun(&admin, "force").await;
        assert_eq!(file(&admin).await, NOTICE);
        let form = admin.get(CONTACT).await.body;
        assert!(form.contains("value=\"Eino Koskinen\""), "{form}");
        let first = revision(&admin).await;
        let saved = admin.post(CONTACT, &[("revision", &first), ("name", "Testi Tuomi")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        // What the form did not hold stays, and so does everything around it.
        let now = file(&admin).await;
        assert_eq!(now, NOTICE.replace("name = \"Eino Koskinen\"\nemail", "name = \"Testi Tuomi\"\nemail"));
        // A shorter clock is told with what waits, and how much there is.
        let clock = NOTICE.split("[[clock]]").position(|one| one.contains("of = \"staff\"")).unwrap();
        let path = format!("/notice/draft/parts/clock/{clock}");
        let second = revision(&admin).await;
        let fields = [("revision", second.as_str()), ("period", "4 years")];
        assert_eq!(admin.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
        let compared = admin.get("/notice/draft/publication").await.body;
        assert!(compared.contains("Testi Tuomi"), "{compared}");
        assert!(compared.contains("1.12.2026"), "seven days from 24.11.2026: {compared}");
        assert!(compared.contains("rekisterissä"), "{compared}");
        for language in ["fi", "sv", "en"] {
            let preview = admin.get(&format!("/notice/draft/preview?lang={language}")).await;
            assert_eq!(preview.status, StatusCode::OK);
            assert!(preview.body.contains("Testi Tuomi"), "{language}");
        }
        // Nothing of it is in force yet, and the number has to be typed.
        assert!(!admin.get("/notice").await.body.contains("Testi Tuomi"));
        let third = revision(&admin).await;
        house.clock.advance_ms(1000);
        let publication = "/notice/draft/publication";
        let unsure = admin.post(publication, &[("revision", &third), ("number", "1")]).await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sure = admin.post(publication, &[("revision", &third), ("number", "2")]).await;
        assert_eq!(sure.status, StatusCode::SEE_OTHER, "{}", sure.body);
        assert!(admin.get("/notice").await.body.contains("Testi Tuomi"));
        assert!(admin.get("/notice/draft").await.body.contains("value=\"blank\""), "the draft is gone");
        assert_eq!(house.app.guard().notices().versions().await.unwrap().len(), 2);
    }

    async fn what_is_wrong_stands_beside_its_field_and_nothing_is_saved(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        begun(&admin, "force").await;
        let before = file(&admin).await;
        let revision = revision(&admin).await;
        let wrong = admin.post(CONTACT, &[("revision", &revision), ("email", "not an address")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("value=\"not an address\""), "what was typed comes back");
        assert!(wrong.body.contains("aria-invalid=\"true\" aria-describedby=\"email-why\""), "{}", wrong.body);
        let floor = NOTICE.split("[[clock]]").position(|one| one.contains("of = \"billing\"\n")).unwrap();
        let path = format!("/notice/draft/parts/clock/{floor}");
        let short = admin.post(&path, &[("revision", &revision), ("period", "1 year")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(short.body.contains("id=\"period-why\""), "{}", short.body);
        let one_language = [("revision", revision.as_str()), ("kind", "consent"), ("text.fi", "vain suomeksi"), ("text.sv", ""), ("text.en", "")];
        let half = admin.post("/notice/draft/parts/right/new", &one_language).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(half.body.contains("vain suomeksi"));
        let broken = admin.post("/notice/draft/file", &[("revision", &revision), ("text", "[controller")]).await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(broken.body.contains("[controller"));
        assert_eq!(file(&admin).await, before);
        for path in ["parts/nothing", "parts/purpose/99", "parts/purpose/x", "parts/contact/1"] {
            let answer = admin.get(&["/notice/draft/", path].concat()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn a_file_that_is_toml_but_no_notice_is_kept_and_cannot_be_published(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        begun(&admin, "force").await;
        let at = revision(&admin).await;
        let text = NOTICE.replace("business_id = \"1769330-9\"", "business_id = \"1769330-1\"");
        let taken = admin.upload("/notice/draft/upload", &[("revision", &at)], text.as_bytes()).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        assert_eq!(file(&admin).await, text);
        let overview = admin.get("/notice/draft").await.body;
        assert!(overview.contains("href=\"/notice/draft/parts/controller\">"), "{overview}");
        assert!(overview.contains("1769330-1"));
        let page = admin.get("/notice/draft/publication").await.body;
        assert!(!page.contains("name=\"number\""), "there is no way to publish it");
        let at = revision(&admin).await;
        let forced = admin.post("/notice/draft/publication", &[("revision", &at), ("number", "2")]).await;
        assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.app.guard().notices().versions().await.unwrap().len(), 1);
        // Another part can be saved meanwhile, and mending it makes it a notice again.
        let spoken = admin.post(CONTACT, &[("revision", &at), ("phone", "soita vaihteeseen")]).await;
        assert_eq!(spoken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", spoken.body);
        assert!(spoken.body.contains("id=\"phone-why\"") && spoken.body.contains("ei ole puhelinnumero"), "{}", spoken.body);
        assert!(!spoken.body.contains("class=\"good"), "nothing is praised beside what is wrong: {}", spoken.body);
        let saved = admin.post(CONTACT, &[("revision", &at), ("phone", "p. 050 111 1111")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let at = revision(&admin).await;
        let fields = [("revision", at.as_str()), ("business_id", "1769330-9")];
        let mended = admin.post("/notice/draft/parts/controller", &fields).await;
        assert_eq!(mended.status, StatusCode::SEE_OTHER, "{}", mended.body);
        assert!(admin.get("/notice/draft/publication").await.body.contains("name=\"number\""));
    }

    async fn whoever_read_an_older_state_is_told_so(stores: Stores) {
        let house = House::new(stores).await;
        let (one, other) = (house.browser("administrator").await, house.browser("administrator").await);
        begun(&one, "force").await;
        let again = other.post("/notice/draft", &[("from", "blank")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let both = revision(&one).await;
        let first = one.post(CONTACT, &[("revision", &both), ("phone", "050 111 1111")]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        for (path, more) in [("file", ("text", "x = 1")), ("publication", ("number", "2"))] {
            let late = one.post(&["/notice/draft/", path].concat(), &[("revision", &both), more]).await;
            assert_eq!(late.status, StatusCode::CONFLICT, "{path}");
        }
        let late = one.post("/notice/draft/discarded", &[("revision", &both)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let now = revision(&one).await;
        let gone = one.post("/notice/draft/discarded", &[("revision", &now)]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        // A draft begun afterwards is another one: what was read of the first does not fit it.
        house.clock.advance_ms(1000);
        begun(&one, "force").await;
        let stale = other.post(CONTACT, &[("revision", &now), ("name", "Testi Kolmas")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
    }

    async fn nobody_else_sees_or_writes_the_draft(stores: Stores) {
        let house = House::new(stores).await;
        let leads = |page: &str| page.contains("href=\"/notice/draft\">Muokkaa</a>");
        assert!(leads(&house.browser("administrator").await.get("/notice").await.body));
        assert!(!leads(&house.browser("clerk").await.get("/notice").await.body));
        let admin = house.browser("administrator").await;
        begun(&admin, "force").await;
        let at = revision(&admin).await;
        for role in ["clerk", "technician", "billing", "marketing", "data_protection_contact", "owner"] {
            let browser = house.browser(role).await;
            for path in ["", "/parts/contact", "/parts/purpose", "/parts/purpose/1", "/file", "/download", "/preview", "/publication"] {
                let answer = browser.get(&["/notice/draft", path].concat()).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role} {path}");
                assert!(!answer.body.contains("Eino"), "{role} {path}");
            }
            for (path, more) in [("", ("from", "blank")), ("/discarded", ("x", "")), ("/parts/contact", ("name", "Testi")), ("/file", ("text", "")), ("/publication", ("number", "2"))] {
                let answer = browser.post(&["/notice/draft", path].concat(), &[("revision", &at), more]).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role} {path}");
            }
        }
        assert_eq!(file(&admin).await, NOTICE);
    }

    async fn the_blank_notice_is_one_and_says_what_it_lacks(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        begun(&admin, "blank").await;
        let page = admin.get("/notice/draft").await.body;
        assert!(page.contains("/notice/draft/parts/interest/1"), "the way leads to the interest without a test");
        assert!(page.contains("GDPR 13(1)(e)"), "{page}");
        let interest = admin.get("/notice/draft/parts/interest/1").await.body;
        let at = field(&interest, "revision").to_owned();
        let test = [
            ("revision", at.as_str()),
            ("balancing.text.fi", "Punnittu."),
            ("balancing.text.sv", "Avvägt."),
            ("balancing.text.en", "Weighed."),
            ("balancing.dated", "20.11.2026"),
            ("balancing.reviewer", "Testi Tuomi"),
            ("balancing.next_review", "2026-11-01"),
        ];
        let backwards = admin.post("/notice/draft/parts/interest/1", &test).await;
        assert_eq!(backwards.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(backwards.body.contains("id=\"balancing-next_review-why\""), "{}", backwards.body);
        let mut test = test;
        test[6].1 = "2027-11-20";
        let saved = admin.post("/notice/draft/parts/interest/1", &test).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert!(!admin.get("/notice/draft").await.body.contains("/notice/draft/parts/interest/1"));
    }
}
