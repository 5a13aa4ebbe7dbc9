//! The trail keeps its lines as long as the notice says, and no longer.

use basics::{Day, Zone};
use testkit::Stores;

use crate::house::House;
use crate::people::{Person, add, own_name};

testkit::both_engines! {
    async fn the_trail_keeps_its_lines_for_the_five_years_of_the_notice(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let zone = Zone::named("Europe/Helsinki").unwrap();
        let noon = |day: &str| zone.start_of(Day::parse(day).unwrap()).plus_ms(12 * 3_600_000);
        house.clock.set(noon("2026-11-24"));
        let party = add(&guard, &Person::named("Vanha")).await;
        let early = guard.verify_trail(None).await.unwrap();
        house.clock.set(noon("2031-11-30"));
        own_name(&guard, party).await.unwrap();
        assert_eq!(guard.expire_trail().await.unwrap(), 0, "the last day is kept");
        house.clock.set(noon("2031-12-01"));
        assert_eq!(guard.expire_trail().await.unwrap(), early.lines);
        let verified = guard.verify_trail(None).await.unwrap();
        assert_eq!(verified.expired, early.lines);
        assert!(verified.lines > early.lines + 1, "the later look, and the line that tells it");
        assert_eq!(guard.expire_trail().await.unwrap(), 0);
        guard.close().await;
        let (guard, _) = house.open().await;
        assert_eq!(own_name(&guard, party).await.unwrap(), "Vanhalainen");
        guard.close().await;
    }
}
