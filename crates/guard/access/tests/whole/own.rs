//! The register's own words: opened by their right alone, as nobody's value, and gone with their key.

use basics::{LotId, PartyId, RowId};
use guard::category::Requests;
use guard::{Actor, Ask, Error, Guard, OwnColumn, Place, Sealed, SealedColumn, Work, jobs};
use policy::{Kept, Purpose, Right};
use testkit::Stores;

use crate::house::{House, staff};

const WORDS: OwnColumn<Requests, String> = OwnColumn::new(220, "breach.sealed", Right::Breaches);
const AS_A_PARTYS: SealedColumn<Requests, String> = SealedColumn::new(220, "breach.sealed");
const ROW: RowId = RowId::new(17);

/// Words under a lot of their own.
async fn sealed(guard: &Guard, officer: &Actor) -> (LotId, Sealed) {
    let sealing = |work: &mut Work<'_>| {
        let proof = work.ask::<Requests>(Ask::change(&[]).with(Right::Breaches))?;
        let lot = work.own_lot(&proof, Kept::Breaches)?;
        let sealed = work.seal_own(&proof, &WORDS, (lot, ROW), &"Levy katosi.".to_owned())?;
        Ok::<_, Error>((lot, sealed))
    };
    let desk = guard.desk();
    desk.write(officer, Purpose::Breach, sealing).await.unwrap()
}

async fn opened(
    guard: &Guard,
    officer: &Actor,
    (lot, sealed): (LotId, Sealed),
    right: Option<Right>,
) -> Result<String, Error> {
    let opening = move |work: &mut Work<'_>| {
        let ask = Ask::view(&[]);
        let ask = match right {
            Some(right) => ask.with(right),
            None => ask,
        };
        let proof = work.ask::<Requests>(ask)?;
        let words = work.open_own(&proof, &WORDS, (lot, ROW), &sealed)?;
        Ok(words.into_exposed())
    };
    guard.desk().read(officer, Purpose::Breach, opening).await
}

testkit::both_engines! {
    async fn own_words_open_by_their_right_alone(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        staff(&guard, "administrator").await;
        let officer = staff(&guard, "data_protection_contact").await;
        let words = sealed(&guard, &officer).await;
        let seen = opened(&guard, &officer, words.clone(), Some(Right::Breaches)).await;
        assert_eq!(seen.unwrap(), "Levy katosi.");
        for right in [None, Some(Right::Trail)] {
            let refused = opened(&guard, &officer, words.clone(), right).await;
            assert!(matches!(refused, Err(Error::NotCovered)), "{right:?}");
        }
        // No party's proof opens it, whatever number she has.
        let (lot, value) = words;
        let opening = move |work: &mut Work<'_>| {
            let proof = work.ask::<Requests>(Ask::view(&[]).with(Right::Breaches))?;
            let place = Place::new(PartyId::new(0), lot, ROW.get());
            work.open(&proof, &AS_A_PARTYS, place, &value).map(|_| ())
        };
        let refused = guard.desk().read(&officer, Purpose::Breach, opening).await;
        assert!(matches!(refused, Err(Error::NotCovered)));
        // What is kept of parties has no own lots.
        let wrong = |work: &mut Work<'_>| {
            let proof = work.ask::<Requests>(Ask::change(&[]).with(Right::Breaches))?;
            work.own_lot(&proof, Kept::Contact).map(|_| ())
        };
        let refused = guard.desk().write(&officer, Purpose::Breach, wrong).await;
        assert!(matches!(refused, Err(Error::NotCovered)));
        guard.close().await;
    }

    async fn erased_own_words_open_never_again_and_the_start_agrees(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        staff(&guard, "administrator").await;
        let officer = staff(&guard, "data_protection_contact").await;
        let words = sealed(&guard, &officer).await;
        let stays = sealed(&guard, &officer).await;
        let job = Actor::of_job(&jobs::OVERSIGHT);
        let lots = vec![words.0];
        let erasing = guard.erase_own(&job, Purpose::Security, lots.clone(), "clock 1".to_owned());
        assert_eq!(erasing.await.unwrap(), 1, "its lot");
        let gone = opened(&guard, &officer, words, Some(Right::Breaches)).await;
        assert!(gone.is_err());
        let again = guard.erase_own(&job, Purpose::Security, lots, "clock 1".to_owned()).await;
        assert!(matches!(again, Err(Error::NotThere)));
        guard.verify_trail(None).await.unwrap();
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.erased_from_trail, 0, "the ledger knows it");
        let seen = opened(&guard, &officer, stays, Some(Right::Breaches)).await;
        assert_eq!(seen.unwrap(), "Levy katosi.");
        guard.close().await;
    }
}
