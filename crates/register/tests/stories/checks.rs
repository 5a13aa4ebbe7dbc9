//! Checks of uploaded lists: the newest one counts, and nothing of an earlier one stays.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::House;
use crate::importing::{checked, upload_of};
use crate::moving_in::{TOLD, until};

testkit::both_engines! {
    async fn another_order_for_the_columns_leaves_nothing_of_the_check_before(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let list = "Sukunimi;Sähköposti\nMallikas;ei osoite\nOikea;oikea@example.fi\n";
        let found = checked(&clerk, &TOLD, list.as_bytes()).await;
        let check = format!("/import/checks/{}", upload_of(&found));
        let (columns, rejected) = (format!("{check}/columns"), format!("{check}/rejected"));
        assert_eq!(clerk.file(&rejected).await.0, StatusCode::OK);
        let twice = clerk.post(&columns, &[("c0", "email"), ("c1", "email")]).await;
        assert_eq!(twice.location(), columns, "one thing stands in two columns");
        assert_eq!(clerk.get(&rejected).await.status, StatusCode::NOT_FOUND);
        // Pressed twice: the check that began last counts, and the other leaves nothing.
        let said = [("c0", "last_name"), ("c1", "email")];
        clerk.post(&columns, &said).await;
        clerk.post(&columns, &said).await;
        until(&clerk, &check, "Tuo yksi asiakas").await;
        assert_eq!(clerk.file(&rejected).await.0, StatusCode::OK);
        clerk.post(&format!("{check}/discard"), &[]).await;
        house.clock.advance_ms(31 * 24 * 60 * 60 * 1_000);
        assert_eq!(house.app.guard().old_files(100).await.unwrap(), Vec::<i64>::new());
    }
}
