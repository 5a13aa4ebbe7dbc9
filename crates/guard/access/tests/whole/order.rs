//! The blind index while units, processes and old copies come in any order.

use basics::PartyId;
use guard::{Adding, Exact, Guard, IndexTerms, Work};
use policy::Purpose;
use store::Here;
use testkit::Stores;
use vault::{NOBODY, Vault};

use crate::house::House;
use crate::people::{Person, add, add_in_stream, found, import, lots, reindex};

fn named(name: &str) -> IndexTerms {
    let mut terms = IndexTerms::new();
    terms.name(name);
    terms.customer_number(1001);
    terms
}

fn announce(
    here: &Here,
    vault: &Vault,
    register: &store::Db,
    party: PartyId,
) -> Result<i64, vault::Error> {
    register.write_here(here, |tx| vault.will_index(tx, party))
}

/// Whom an e-mail address finds, for whoever adds people from a file.
async fn holders(guard: &Guard, person: &Person) -> Vec<PartyId> {
    let exact = Exact::Email(person.email.clone());
    let finding = move |work: &mut Work<'_>| work.find_exact(Adding::ByFile, &exact);
    let (desk, import) = (guard.desk(), import());
    let found = desk.write(&import, Purpose::Care, finding);
    found.await.unwrap()
}

testkit::both_engines! {
    async fn what_a_stream_brings_is_known_at_once_and_found_when_it_ends(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let person = Person::named("Virta");
        let party = add_in_stream(&guard, &person).await;
        assert_eq!(holders(&guard, &person).await, [party], "nobody is taken for new");
        assert!(found(&guard, &person.name).await.is_empty(), "it is on its way");
        assert_eq!(guard.to_be_indexed(None, 10).await.unwrap(), [party], "and that is written down");
        guard.desk().end_stream().await.unwrap();
        assert_eq!(holders(&guard, &person).await, [party], "once, wherever it is found");
        assert_eq!(found(&guard, &person.name).await, [party]);
        assert!(guard.to_be_indexed(None, 10).await.unwrap().is_empty());
        guard.desk().end_stream().await.unwrap();
        guard.close().await;
    }

    async fn a_stream_that_broke_off_is_found_at_the_next_start(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let person = Person::named("Virta");
        let party = add_in_stream(&guard, &person).await;
        guard.close().await;
        let beside = house.beside().await;
        let left = beside.vault(|here, vault, register| vault.to_be_indexed(here, register, (NOBODY, 10)));
        let left = left.await.unwrap();
        assert_eq!(left, [party], "whoever starts is told");
        beside.close().await;
    }

    async fn terms_of_an_older_change_that_come_late_are_left_out(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Alku")).await;
        let (one, other) = (house.beside().await, house.beside().await);
        let announced = one.vault(move |here, vault, register| announce(here, vault, register, party));
        let early = announced.await.unwrap();
        let later = other.vault(move |here, vault, register| {
            let late = announce(here, vault, register, party)?;
            vault.index(here, register, &[(party, late, named("Uudempi"))])
        });
        later.await.unwrap();
        let stale = one.vault(move |here, vault, register| {
            vault.index(here, register, &[(party, early, named("Vanhempi"))])
        });
        stale.await.unwrap();
        assert_eq!(found(&guard, "uudempi").await, [party]);
        assert!(found(&guard, "vanhempi").await.is_empty());
        assert!(guard.to_be_indexed(None, 1).await.unwrap().is_empty());
        one.close().await;
        other.close().await;
        guard.close().await;
    }

    async fn a_party_that_changes_twice_at_once_is_found_by_its_last_terms_alone(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Alku")).await;
        let other = add(&guard, &Person::named("Toinen")).await;
        let beside = house.beside().await;
        let writing = beside.vault(move |here, vault, register| {
            let first = announce(here, vault, register, party)?;
            let middle = announce(here, vault, register, other)?;
            let last = announce(here, vault, register, party)?;
            vault.index(here, register, &[
                (party, first, named("Ensimmäinen")),
                (other, middle, named("Muukalainen")),
                (party, last, named("Viimeinen")),
            ])
        });
        writing.await.unwrap();
        assert!(found(&guard, "ensimmäinen").await.is_empty());
        assert_eq!(found(&guard, "viimeinen").await, [party]);
        assert_eq!(found(&guard, "muukalainen").await, [other]);
        beside.close().await;
        guard.close().await;
    }

    async fn a_newer_announcement_outlives_the_writing_of_an_older_one(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Alku")).await;
        let beside = house.beside().await;
        let writing = beside.vault(move |here, vault, register| {
            let early = announce(here, vault, register, party)?;
            announce(here, vault, register, party)?;
            vault.index(here, register, &[(party, early, named("Vanhempi"))])
        });
        writing.await.unwrap();
        assert_eq!(guard.to_be_indexed(None, 1).await.unwrap(), [party]);
        beside.close().await;
        guard.close().await;
    }

    async fn tokens_of_what_was_erased_do_not_come_back_late(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Alku")).await;
        let all = lots(&guard, party).await.into_iter().map(|(lot, _)| lot).collect();
        let beside = house.beside().await;
        let announced =
            beside.vault(move |here, vault, register| announce(here, vault, register, party));
        let early = announced.await.unwrap();
        beside.erase(party, all).await;
        let late = beside.vault(move |here, vault, register| {
            vault.index(here, register, &[(party, early, named("Poistettu"))])
        });
        late.await.unwrap();
        assert!(found(&guard, "poistettu").await.is_empty());
        assert!(found(&guard, "alkulainen").await.is_empty());
        beside.close().await;
        guard.close().await;
    }

    async fn nobody_is_found_by_what_an_old_register_does_not_hold(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let early = add(&guard, &Person::named("Aiempi")).await;
        let kept = add(&guard, &Person::named("Entinen")).await;
        guard.close().await;
        let backup = house.stores.back_up();
        let (guard, _) = house.open().await;
        let late = add(&guard, &Person::named("Myöhempi")).await;
        let beside = house.beside().await;
        let changed = beside.vault(move |here, vault, register| {
            let version = announce(here, vault, register, kept)?;
            vault.index(here, register, &[(kept, version, named("Muuttunut"))])
        });
        changed.await.unwrap();
        beside.close().await;
        assert_eq!(found(&guard, "myöhempilainen").await, [late]);
        guard.close().await;
        house.stores.put_back(&backup, "register");

        let (guard, report) = house.open().await;
        assert!(report.mended.index_behind && !report.mended.index_lost);
        assert!(found(&guard, "myöhempilainen").await.is_empty());
        assert_eq!(reindex(&guard).await, 1, "only whom they differ about");
        assert!(found(&guard, "muuttunut").await.is_empty());
        assert_eq!(found(&guard, "entinenlainen").await, [kept]);
        assert_eq!(found(&guard, "aiempilainen").await, [early]);
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.mended, guard::Mended::default());
        guard.close().await;
    }
}
