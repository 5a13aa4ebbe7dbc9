//! Erasing lots: by whom, what goes, what stays, what is told; and every "no" that stands.

use basics::{LotId, PartyId, UnitId};
use guard::category::{Contact, Identity};
use guard::{Actor, Erasure, Error, Guard, IndexTerms, No, NoKind, Place, Receipt, Work};
use policy::{Action, Purpose};
use testkit::Stores;

use crate::house::{Beside, House, NOW, refusal, staff};
use crate::people::{NAME, NAMES, Person, add, found, lot_of, lots, own_name, reindex};

store::statements! {
    /// Destroys a key.
    DESTROY: (LotId,) -> () = "delete from lot_key where lot_id = $1";
    /// The terms of a party wait for the index.
    LOSE: (PartyId,) -> () = "update indexed set version = version + 1 where party_id = $1";
    /// Something was erased.
    ERASED: () -> () = "update vault set generation = generation + 1 where one = 1";
}

/// What a party is found by from what is left of it: its names.
fn left(work: &mut Work<'_>, party: PartyId) -> Result<IndexTerms, Error> {
    let mut terms = IndexTerms::new();
    for (row, lot, sealed) in work.tx().all(&NAMES, (party,))? {
        let place = Place::new(party, lot, row.get());
        work.for_index(&NAME, place, &sealed, &mut terms, |terms, name| {
            terms.name(name);
        })?;
    }
    Ok(terms)
}

pub(crate) async fn erase(
    guard: &Guard,
    actor: &Actor,
    lots: Vec<LotId>,
) -> Result<Receipt, Error> {
    let erasure = Erasure {
        lots,
        decision: "request 1".to_owned(),
        ..Erasure::default()
    };
    let deciding = move |_: &mut Work<'_>| Ok((erasure.clone(), ()));
    let erased = guard.erase(actor, Purpose::Rights, deciding, left).await?;
    Ok(erased.0.expect("something goes"))
}

pub(crate) async fn write_no(beside: &Beside, unit: i64, entry: i64, party: PartyId, kind: NoKind) {
    let no = No {
        party,
        kind,
        purpose: String::new(),
        at: NOW,
    };
    let noes = [(entry, no)];
    let written = beside.vault(move |here, vault, _| {
        vault.write_noes(
            here,
            (UnitId::new(unit), None),
            &noes,
            &[],
            basics::Instant::from_ms(0),
        )
    });
    written.await.unwrap();
}

testkit::both_engines! {
    async fn what_is_erased_is_gone_and_told_and_the_rest_is_found_at_once(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let person = Person::named("Jäävä");
        let party = add(&guard, &person).await;
        assert_eq!(found(&guard, &person.phone).await, [party]);
        staff(&guard, "administrator").await;
        let officer = staff(&guard, "data_protection_contact").await;
        let lot = lot_of::<Contact>(&guard, party).await;
        let receipt = erase(&guard, &officer, vec![lot, lot]).await.unwrap();
        assert_eq!((receipt.keys, receipt.rows, receipt.lots), (1, 4, vec![lot]));
        assert!(receipt.proof.is_some());
        assert_eq!(own_name(&guard, party).await.unwrap(), "Jäävälainen");
        assert_eq!(found(&guard, "jäävälainen").await, [party]);
        assert!(found(&guard, &person.phone).await.is_empty());
        assert!(lots(&guard, party).await.iter().all(|(other, _)| *other != lot));
        let beside = house.beside().await;
        let lines = beside.latest(20).await;
        let line = lines.iter().find(|one| Some(one.sequence) == receipt.sequence).unwrap();
        assert_eq!((line.line.action, &line.line.lots), (Action::Erase, &vec![lot]));
        assert_eq!(line.line.parties, [party]);
        beside.close().await;
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.mended, guard::Mended::default());
        assert_eq!(report.erased_from_trail, 0);
        guard.close().await;
    }

    async fn nothing_is_erased_without_the_right_of_nobody_and_under_a_hold(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Pysyvä")).await;
        let admin = staff(&guard, "administrator").await;
        let lot = lot_of::<Identity>(&guard, party).await;
        assert!(refusal(&erase(&guard, &admin, vec![lot]).await).is_some());
        let officer = staff(&guard, "data_protection_contact").await;
        let unknown = erase(&guard, &officer, vec![lot, LotId::new(i64::MAX)]).await;
        assert!(matches!(unknown, Err(Error::NotThere)));
        let beside = house.beside().await;
        write_no(&beside, 1, 1, party, NoKind::Hold).await;
        assert!(matches!(erase(&guard, &officer, vec![lot]).await, Err(Error::Held)));
        assert_eq!(own_name(&guard, party).await.unwrap(), "Pysyvälainen");
        beside.close().await;
        guard.close().await;
        // A hold stands in the ledger, whatever register is put back.
        let (guard, report) = house.open().await;
        assert_eq!(report.noes_restored, 0);
        let reading = move |work: &mut Work<'_>| work.noes_of(party);
        let noes = guard.desk().read(&officer, Purpose::Rights, reading).await.unwrap();
        assert_eq!(noes.iter().map(|no| no.kind).collect::<Vec<_>>(), [NoKind::Hold]);
        guard.close().await;
    }

    async fn who_is_just_being_erased_holds_up_nobody_elses_place_in_the_index(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let person = Person::named("Jäävä");
        let party = add(&guard, &person).await;
        let lot = lot_of::<Contact>(&guard, party).await;
        // As an erasure by another process leaves it for a moment: the key is gone, the row is not.
        let beside = house.beside().await;
        let destroying = move |tx: &mut store::Tx<'_>| {
            tx.run_one(&DESTROY, (lot,))?;
            tx.run_one(&ERASED, ())
        };
        beside.keys.write(destroying).await.unwrap();
        beside.register.write(move |tx| tx.run_one(&LOSE, (party,))).await.unwrap();
        assert_eq!(reindex(&guard).await, 1);
        assert_eq!(found(&guard, "jäävälainen").await, [party]);
        assert!(found(&guard, &person.phone).await.is_empty());
        beside.close().await;
        guard.close().await;
    }

    async fn lifting_a_no_leaves_a_newer_one_standing(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Jyrkkä")).await;
        let beside = house.beside().await;
        write_no(&beside, 1, 1, party, NoKind::Restriction).await;
        let no = No { party, kind: NoKind::Restriction, purpose: String::new(), at: NOW };
        let lifting = beside.vault(move |here, vault, _| vault.entries_of(here, &no));
        let stood = lifting.await.unwrap();
        write_no(&beside, 2, 2, party, NoKind::Restriction).await;
        let lifting = beside.vault(move |here, vault, _| vault.lift_noes(here, &stood, NOW));
        lifting.await.unwrap();
        let standing = beside.vault(move |here, vault, _| vault.noes_of(here, party));
        assert_eq!(standing.await.unwrap().len(), 1);
        let taking = beside.vault(move |here, vault, _| vault.take_back_noes(here, UnitId::new(2)));
        taking.await.unwrap();
        let standing = beside.vault(move |here, vault, _| vault.noes_of(here, party));
        assert_eq!(standing.await.unwrap(), []);
        beside.close().await;
        guard.close().await;
    }

    async fn every_no_of_many_is_in_an_old_register_again(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Jyrkkä")).await;
        let beside = house.beside().await;
        for entry in 1..=1_200 {
            let other = if entry == 700 { party } else { PartyId::new(entry * 1_000) };
            write_no(&beside, entry, entry, other, NoKind::Restriction).await;
        }
        beside.close().await;
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.noes_restored, 1, "the others are not in the register");
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.noes_restored, 0);
        guard.close().await;
    }
}
