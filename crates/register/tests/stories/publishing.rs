//! Publishing a notice: what would lock everybody out or confuse the times is refused.

use guard::NotPublished;
use policy::NotAVersion;
use testkit::Stores;

use crate::house::{House, NOTICE, NOW, PASSWORD};

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
}
