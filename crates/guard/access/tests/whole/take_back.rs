//! Taking back what a file brought: whom nobody touched goes with her keys, the others stay.

use basics::PartyId;
use guard::{Actor, Error, Guard, TakenBack, Work};
use policy::{Action, Purpose};
use testkit::Stores;

use crate::house::{House, staff};
use crate::people::{self, Person, add, found, import, lots, own_name};

store::statements! {
    /// Whether there is a party.
    PARTIES: () -> i64 = "select cast(count(*) as bigint) from party";
}

async fn take_back(guard: &Guard, actor: &Actor, parties: &[PartyId]) -> Result<TakenBack, Error> {
    let forget = |_work: &mut Work<'_>, _party: PartyId| Ok(());
    let parties = parties.to_vec();
    guard
        .take_back(actor, Purpose::Care, parties, "undo 5".to_owned(), forget)
        .await
}

testkit::both_engines! {
    async fn whom_nobody_touched_goes_with_her_keys_and_the_others_stay(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let gone = add(&guard, &Person::named("Menevä")).await;
        let touched = add(&guard, &Person::named("Muuttunut")).await;
        let shut = add(&guard, &Person::named("Rajattu")).await;
        staff(&guard, "administrator").await;
        let officer = staff(&guard, "data_protection_contact").await;
        let restricting = move |work: &mut Work<'_>| people::restrict(work, shut, true);
        guard.desk().write(&officer, Purpose::Rights, restricting).await.unwrap();
        let touching = move |work: &mut Work<'_>| work.touch(touched, 1);
        guard.desk().write(&import(), Purpose::Care, touching).await.unwrap();
        let hers = lots(&guard, gone).await;
        let taken = take_back(&guard, &import(), &[gone, touched, shut, PartyId::new(1)]).await.unwrap();
        assert_eq!(taken.parties, [gone]);
        assert_eq!(taken.keys, u64::try_from(hers.len()).unwrap());
        assert!(matches!(own_name(&guard, gone).await, Err(Error::NotThere)));
        assert!(found(&guard, "menevälainen").await.is_empty());
        assert_eq!(own_name(&guard, touched).await.unwrap(), "Muuttunutlainen");
        assert_eq!(people::count(&guard, &PARTIES).await, 2);
        let beside = house.beside().await;
        let lines = beside.latest(20).await;
        let line = lines.iter().find(|one| one.line.action == Action::Erase).unwrap();
        assert_eq!((line.line.parties.as_slice(), line.line.lots.len()), ([gone].as_slice(), hers.len()));
        beside.close().await;
        let again = take_back(&guard, &import(), &[gone, touched]).await.unwrap();
        assert_eq!((again.parties, again.keys), (Vec::new(), 0));
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.mended, guard::Mended::default());
        guard.close().await;
    }

    async fn whoever_may_not_import_takes_nothing_back(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Pysyvä")).await;
        staff(&guard, "administrator").await;
        let technician = staff(&guard, "technician").await;
        let refused = take_back(&guard, &technician, &[party]).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        assert_eq!(own_name(&guard, party).await.unwrap(), "Pysyvälainen");
        guard.close().await;
    }
}
