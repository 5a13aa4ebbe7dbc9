//! Numbers given once, keys that lie ahead, and the end of the trail, over restarts.

use guard::{Error, Guard, Work};
use policy::Purpose;
use testkit::Stores;

use crate::house::House;
use crate::people::{Person, add, import};

store::statements! {
    /// Keys made and handed out.
    REACH: () -> (i64, i64) = "select made, taken from vault where one = 1";
    /// Checkpoints.
    SIGNED: () -> i64 = "select cast(count(*) as bigint) from checkpoint";
}

/// Takes numbers, where the register's highest is `highest`; nothing is kept where `fails`.
async fn take(guard: &Guard, highest: i64, count: usize, fails: bool) -> Option<i64> {
    let taking = move |work: &mut Work<'_>| {
        let first = work.next_numbers("test", highest, count)?;
        if fails {
            Err(Error::NotThere)
        } else {
            Ok(first)
        }
    };
    guard
        .desk()
        .write(&import(), Purpose::Care, taking)
        .await
        .ok()
}

testkit::both_engines! {
    async fn no_number_is_given_twice_after_an_old_register_was_put_back(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        assert_eq!(take(&guard, 1000, 1, false).await, Some(1001));
        assert_eq!(take(&guard, 1001, 5, false).await, Some(1002));
        guard.close().await;
        // The register knows of the first alone.
        let (guard, _) = house.open().await;
        assert_eq!(take(&guard, 1001, 1, false).await, Some(1007));
        assert_eq!(take(&guard, 1007, 1, false).await, Some(1008));
        guard.close().await;
    }

    async fn a_unit_that_fails_leaves_no_gap(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        assert_eq!(take(&guard, 1000, 1, true).await, None);
        assert_eq!(take(&guard, 1000, 2, false).await, Some(1001));
        guard.close().await;
    }

    async fn while_numbers_are_handed_out_keys_still_lie_ahead(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        for number in 0..600 {
            add(&guard, &Person::named(&format!("N{number}"))).await;
            if number % 100 == 0 {
                let beside = house.beside().await;
                let reach = beside.keys.read(|tx| tx.one(&REACH, ())).await.unwrap();
                assert!(reach.0 - reach.1 >= vault::KEYS_AHEAD / 2, "{reach:?}");
                beside.close().await;
            }
        }
        guard.close().await;
    }

    async fn the_end_of_the_trail_is_signed_when_the_register_closes_and_after_a_crash(
        stores: Stores
    ) {
        let (house, guard) = House::new(stores).await;
        add(&guard, &Person::named("Aiempi")).await;
        guard.close().await;
        let beside = house.beside().await;
        let signed = beside.lines.read(|tx| tx.one(&SIGNED, ())).await.unwrap();
        assert_eq!(signed, 2, "the first line and the last");
        let party = basics::PartyId::new(1);
        beside.append(crate::house::line(party)).await;
        let (guard, _) = house.open().await;
        let signed = beside.lines.read(|tx| tx.one(&SIGNED, ())).await.unwrap();
        assert_eq!(signed, 3);
        assert_eq!(guard.verify_trail(None).await.unwrap().checkpoints, 6);
        beside.close().await;
        guard.close().await;
    }
}
