//! Publishing a notice: what would lock everybody out or confuse the times is refused.

use axum::http::StatusCode;
use guard::NotPublished;
use policy::NotAVersion;
use testkit::Stores;

use crate::house::{House, NOTICE, NOW, PASSWORD};

store::statements! {
    /// A version as a program published it that knew fewer rules.
    OF_AN_OLDER_PROGRAM: (i64, String) -> () =
        "update notice_version set body = $2 where number = $1";
}

testkit::both_engines! {
    async fn a_notice_that_nobody_could_mend_is_refused(stores: Stores) {
        let house = House::new(stores).await;
        let (accounts, notices) = (house.app.guard().accounts(), house.app.guard().notices());
        let admin = accounts.sign_in_once("administrator@example.com", PASSWORD.to_owned().into()).await.unwrap();
        house.clock.advance_ms(1000);
        let now = Some(NOW.plus_ms(1000));
        let all = "rights = [\"staff\", \"settings\", \"operation\"]";
        assert!(NOTICE.contains(all));
        for fewer in ["rights = [\"staff\", \"operation\"]", "rights = [\"settings\"]"] {
            let published = notices.publish(&admin, NOTICE.replace(all, fewer), now).await;
            assert!(matches!(published, Err(NotPublished::NobodyManages)), "{fewer}");
        }
        // The rights move to a role that nobody has.
        let moved = NOTICE.replace("key = \"administrator\"", "key = \"keeper\"");
        let published = notices.publish(&admin, moved, now).await;
        assert!(matches!(published, Err(NotPublished::NobodyManages)));
        assert_eq!(notices.versions().await.unwrap().len(), 1);
    }

    async fn the_same_notice_twice_and_times_out_of_order_are_refused(stores: Stores) {
        let house = House::new(stores).await;
        let (accounts, notices) = (house.app.guard().accounts(), house.app.guard().notices());
        let admin = accounts.sign_in_once("administrator@example.com", PASSWORD.to_owned().into()).await.unwrap();
        let other = [NOTICE, "\n# another\n"].concat();
        let cases = [
            (NOTICE, Some(NOW.plus_ms(1)), NotAVersion::Same),
            (&other, Some(NOW.plus_ms(-1)), NotAVersion::Order),
            (&other, None, NotAVersion::UnknownTime),
        ];
        for (text, from, why) in cases {
            let published = notices.publish(&admin, text.to_owned(), from).await;
            assert!(matches!(published, Err(NotPublished::NotAVersion(found)) if found == why), "{why:?}");
        }
    }

    async fn a_notice_of_tomorrow_is_enforced_from_tomorrow(stores: Stores) {
        let house = House::new(stores).await;
        let (accounts, notices) = (house.app.guard().accounts(), house.app.guard().notices());
        let admin = accounts.sign_in_once("administrator@example.com", PASSWORD.to_owned().into()).await.unwrap();
        let day = 24 * 60 * 60_000;
        let title = "title = { fi = \"Toimisto\"";
        assert!(NOTICE.contains(title), "the role of the office has a title");
        let text = NOTICE.replace(title, "title = { fi = \"Asiakaspalvelu\"");
        notices.publish(&admin, text, Some(NOW.plus_ms(day))).await.unwrap();
        let clerk = house.browser("clerk").await;
        assert!(clerk.get("/account").await.body.contains("Toimisto"));
        let versions = clerk.get("/notice/versions").await.body;
        let current = versions.split("<tr>").find(|row| row.contains("class=\"tag\""));
        assert!(current.is_some_and(|row| row.contains("/notice/versions/1\"")), "{versions}");
        house.clock.advance_ms(day);
        let clerk = house.browser("clerk").await;
        assert!(clerk.get("/account").await.body.contains("Asiakaspalvelu"));
    }

    async fn a_clock_set_back_before_the_first_notice_does_not_shut_the_register(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        house.clock.advance_ms(-2 * 24 * 60 * 60_000);
        assert_eq!(clerk.get("/customers").await.status, 200);
        let again = house.browser("clerk").await;
        assert!(again.get("/account").await.body.contains("Toimisto"));
    }

    async fn a_version_that_only_a_younger_rule_refuses_stays_to_be_read(stores: Stores) {
        let house = House::new(stores).await;
        let contact = NOTICE.replacen("phone = \"050 3293 392\"", "phone = \"kysy vaihteesta\"", 1);
        assert_ne!(contact, NOTICE, "the notice has the number");
        let (register, older) = (house.register_beside().await, contact.clone());
        register.write(move |tx| tx.run_one(&OF_AN_OLDER_PROGRAM, (1, older.clone()))).await.unwrap();
        let (stranger, admin) = (house.stranger(), house.browser("administrator").await);
        let reads = async || {
            let version = stranger.get("/notice/versions/1").await;
            assert_eq!(version.status, StatusCode::OK, "{}", version.body);
            assert!(version.body.contains("kysy vaihteesta"), "{}", version.body);
        };
        reads().await;
        // Whoever writes the next one is asked for a number, and cannot publish without.
        let begun = admin.post("/notice/draft", &[("from", "force")]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
        let revision = async || {
            let page = admin.get("/notice/draft/file").await.body;
            let (_, rest) = page.split_once("name=\"revision\" value=\"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let draft = admin.get("/notice/draft").await.body;
        assert!(draft.contains("”kysy vaihteesta” ei ole puhelinnumero"), "{draft}");
        house.clock.advance_ms(1000);
        let publication = "/notice/draft/publication";
        assert!(!admin.get(publication).await.body.contains("name=\"number\""), "no way to publish it");
        let at = revision().await;
        let forced = admin.post(publication, &[("revision", &at), ("number", "2")]).await;
        assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", forced.body);
        let by_file = house.app.guard().notices();
        let actor = house.app.guard().accounts();
        let actor = actor.sign_in_once("administrator@example.com", PASSWORD.to_owned().into()).await.unwrap();
        let again = [contact.as_str(), "\n# another\n"].concat();
        let published = by_file.publish(&actor, again, Some(NOW.plus_ms(1000))).await;
        assert!(matches!(published, Err(NotPublished::Broken(_))));
        // Mended it is published, and the version before is read as it was.
        let text = contact.replace("phone = \"kysy vaihteesta\"", "phone = \"050 111 1111\"");
        let saved = admin.post("/notice/draft/file", &[("revision", &at), ("text", &text)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let at = revision().await;
        let published = admin.post(publication, &[("revision", &at), ("number", "2")]).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.body);
        let now = stranger.get("/notice").await.body;
        assert!(now.contains("050 111 1111") && !now.contains("kysy vaihteesta"), "{now}");
        reads().await;
    }
}
