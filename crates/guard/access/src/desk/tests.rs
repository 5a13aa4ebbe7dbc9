//! What a unit leaves where it fails, breaks off or runs again: its refusals, and no "no".

use std::sync::Arc;

use basics::{Clock, PartyId};
use testkit::{FixedClock, SeededEntropy, Stores};
use vault::NoKind;

use super::*;
use crate::actor::jobs;
use crate::ask::Ask;
use crate::category::Recordings;
use crate::parties::PartyKind;
use crate::start::Setup;
use crate::{Guard, RootKey};

const NOTICE: &str = include_str!("../../../../../notice/tlmaint.toml");

async fn guard(stores: &Stores) -> Guard {
    let clock = FixedClock::default();
    let at = stores.locations.clone();
    let setup = Setup {
        register: at.register,
        keys: at.keys,
        index: at.index,
        trail: at.trail,
        files: stores.data_dir().join("files"),
        clock: Arc::new(clock.clone()),
        entropy: Arc::new(SeededEntropy::new(7)),
    };
    let root = RootKey::draw().unwrap();
    Guard::create(&setup, &root, NOTICE, Some(clock.now()))
        .await
        .unwrap()
}

fn no(party: PartyId, at: Instant) -> No {
    No {
        party,
        kind: NoKind::Restriction,
        purpose: String::new(),
        at,
    }
}

/// How many of a party's noes stand beside the keys.
async fn standing(guard: &Guard, party: PartyId) -> usize {
    let core = Arc::clone(&guard.core);
    let noes = store::hop(move |here| core.vault.noes_of(here, party)).await;
    noes.unwrap().unwrap().len()
}

/// The codes of the newest lines.
async fn codes(guard: &Guard) -> Vec<(Vec<PartyId>, Vec<PartyId>, Option<String>, bool)> {
    let core = Arc::clone(&guard.core);
    let lines = store::hop(move |here| core.trail.latest(here, None, 2)).await;
    let lines = lines.unwrap().unwrap().into_iter();
    let told = lines.map(|one| {
        let line = one.line;
        (line.parties, line.listed, line.code, line.reason.is_some())
    });
    told.collect()
}

async fn write(
    guard: &Guard,
    work: impl for<'w> Fn(&mut Work<'w>) -> Result<(), Error> + Send + 'static,
) -> Result<(), Error> {
    let import = Actor::of_job(&jobs::IMPORT);
    guard.desk().write(&import, Purpose::Care, work).await
}

fn party_of(work: &mut Work<'_>, party: PartyId) -> Result<(), Error> {
    let row = (party, PartyKind::Person, work.now(), 1, None);
    Ok(work.tx.run_one(&crate::parties::ADD_PARTY, row)?)
}

testkit::both_engines! {
    async fn a_no_of_a_unit_that_failed_does_not_stand(stores: Stores) {
        let guard = guard(&stores).await;
        let party = PartyId::new(5);
        // The work itself fails.
        let failed = write(&guard, move |work| {
            work.noes.push((no(party, work.now()), true));
            Err(Error::NotThere)
        });
        assert!(failed.await.is_err());
        assert_eq!(standing(&guard, party).await, 0);
        // Said twice in one unit it stands once.
        let kept = write(&guard, move |work| {
            party_of(work, party)?;
            work.noes.push((no(party, work.now()), true));
            work.noes.push((no(party, work.now()), true));
            Ok(())
        });
        kept.await.unwrap();
        assert_eq!(standing(&guard, party).await, 1);
        guard.close().await;
    }

    async fn of_several_words_of_a_unit_the_last_one_counts(stores: Stores) {
        let guard = guard(&stores).await;
        let party = PartyId::new(5);
        let said = move |word: bool| {
            move |work: &mut Work<'_>| {
                work.noes.push((no(party, work.now()), !word));
                work.noes.push((no(party, work.now()), word));
                Ok(())
            }
        };
        write(&guard, said(true)).await.unwrap();
        assert_eq!(standing(&guard, party).await, 1);
        write(&guard, said(false)).await.unwrap();
        assert_eq!(standing(&guard, party).await, 0);
        guard.close().await;
    }

    async fn a_refusal_is_recorded_also_where_its_unit_breaks_off(stores: Stores) {
        let guard = guard(&stores).await;
        let party = PartyId::new(5);
        write(&guard, move |work| party_of(work, party)).await.unwrap();
        let broken = write(&guard, move |work| {
            let ask = Ask::reveal(party, "miksi");
            assert!(work.ask::<Recordings>(ask).is_err());
            panic!("the work breaks off");
        });
        assert!(broken.await.is_err());
        let told = codes(&guard).await;
        let (opened, listed, code, reasoned) = told.first().unwrap();
        assert_eq!((opened.as_slice(), listed.as_slice()), ([].as_slice(), [party].as_slice()));
        let code = code.as_deref().unwrap();
        assert_eq!(crate::lines::read_refused(code), (Some(policy::Action::Reveal), "access.right.missing"));
        assert!(*reasoned, "the reason that was given is kept");
        guard.close().await;
    }
}
