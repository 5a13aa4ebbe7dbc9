//! The desk: nothing leaves before the trail has it, and the trail tells what happened, no more.

use basics::Coded;
use basics::PartyId;
use guard::category::{BirthDate, Identity};
use guard::{Ask, Error, Place, Refusal, Work};
use policy::{Action, Category, Purpose};
use testkit::Stores;

use crate::house::{Beside, House, clerk, refusal, staff};
use crate::people::{self, NAME, NAME_COUNT, NAMES, Person, WAITING, add, own_name, put_name};

store::statements! {
    /// The trail takes nothing any more.
    BREAK: () -> () = "alter table head rename to head_away";
    /// It takes everything again.
    MEND: () -> () = "alter table head_away rename to head";
    /// The trail takes no lines any more, but looks as if it did.
    BREAK_LINES: () -> () = "alter table line rename to line_away";
    /// It takes them again.
    MEND_LINES: () -> () = "alter table line_away rename to line";
}

async fn alter(beside: &Beside, statement: &'static store::Statement<(), ()>) {
    let altering = move |tx: &mut store::Tx<'_>| tx.run(statement, ());
    beside.lines.write(altering).await.unwrap();
}

fn by_the_trail<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Trail(_)))
}

testkit::both_engines! {
    async fn where_the_trail_takes_no_line_nothing_is_shown_and_nothing_changed(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let clerk = clerk(&guard).await;
        let party = add(&guard, &Person::named("Näkymätön")).await;
        let beside = house.beside().await;
        let before = beside.end().await;
        let names = people::count(&guard, &NAME_COUNT).await;
        alter(&beside, &BREAK).await;
        assert!(by_the_trail(&own_name(&guard, party).await));
        let changing = move |work: &mut Work<'_>| put_name(work, party, "Uusi nimi");
        let changed = guard.desk().write(&clerk, Purpose::Care, changing).await;
        assert!(by_the_trail(&changed));
        assert!(guard.ready().await.is_err());
        // A refusal that cannot be recorded is not given either.
        let refused = |work: &mut Work<'_>| {
            work.ask::<guard::category::Recordings>(Ask::view(&[])).map(|_| ())
        };
        let refused = guard.desk().read(&clerk, Purpose::Care, refused).await;
        assert!(by_the_trail(&refused));
        assert_eq!(people::count(&guard, &NAME_COUNT).await, names);
        assert_eq!(people::count(&guard, &WAITING).await, 0);

        alter(&beside, &MEND).await;
        guard.ready().await.unwrap();
        assert_eq!(beside.end().await, before, "what gave nothing left no line");
        assert_eq!(own_name(&guard, party).await.unwrap(), "Näkymätönlainen");
        guard.desk().write(&clerk, Purpose::Care, changing).await.unwrap();
        assert_eq!(own_name(&guard, party).await.unwrap(), "Uusi nimi");
        guard.verify_trail(None).await.unwrap();
        guard.close().await;
    }

    async fn a_change_whose_line_is_held_up_gives_nothing_and_its_line_comes_later(
        stores: Stores
    ) {
        let (house, guard) = House::new(stores).await;
        let clerk = clerk(&guard).await;
        let party = add(&guard, &Person::named("Näkymätön")).await;
        let beside = house.beside().await;
        let before = beside.end().await;
        alter(&beside, &BREAK_LINES).await;
        // The first who finds out: her change is kept with its line, and she is told of an error.
        let changing = move |work: &mut Work<'_>| put_name(work, party, "Uusi nimi");
        let changed = guard.desk().write(&clerk, Purpose::Care, changing).await;
        assert!(by_the_trail(&changed));
        assert_eq!(people::count(&guard, &WAITING).await, 1);
        alter(&beside, &MEND_LINES).await;
        assert_eq!(beside.end().await, before);
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.settled, 1);
        let newest = beside.latest(1).await;
        assert_eq!((newest[0].line.action, newest[0].line.parties.as_slice()),
            (Action::Change, [party].as_slice()));
        assert_eq!(own_name(&guard, party).await.unwrap(), "Uusi nimi");
        guard.close().await;
    }

    async fn a_refusal_is_a_line_with_its_code(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        staff(&guard, "administrator").await;
        let billing = staff(&guard, "billing").await;
        let party = add(&guard, &Person::named("Syntynyt")).await;
        let beside = house.beside().await;
        let looking = move |work: &mut Work<'_>| {
            work.ask::<BirthDate>(Ask::view(&[party])).map(|_| ())
        };
        let looked = guard.desk().read(&billing, Purpose::Billing, looking).await;
        assert_eq!(refusal(&looked), Some(Refusal::View));
        let line = &beside.latest(1).await[0].line;
        assert_eq!(line.action, Action::Refuse);
        let code = ["view:", Refusal::View.code().as_str()].concat();
        assert_eq!(line.code, Some(code), "what was asked for and why it was refused");
        assert_eq!((line.actor, line.purpose), (billing.id(), Purpose::Billing));
        assert_eq!((line.parties.as_slice(), line.listed.as_slice()), ([].as_slice(), [party].as_slice()));
        assert_eq!(line.categories, [Category::BirthDate]);

        // The change of a unit that was refused in part is undone; the refusal stays.
        let contact = staff(&guard, "data_protection_contact").await;
        let changing = move |work: &mut Work<'_>| {
            people::restrict(work, party, true)?;
            work.ask::<BirthDate>(Ask::add()).map(|_| ())
        };
        let changed = guard.desk().write(&contact, Purpose::Rights, changing).await;
        assert_eq!(refusal(&changed), Some(Refusal::Change));
        assert!(own_name(&guard, party).await.is_ok(), "not restricted");
        let codes = beside.latest(2).await;
        let code = ["change:", Refusal::Change.code().as_str()].concat();
        assert_eq!(codes[1].line.code, Some(code));

        let nobody = PartyId::new(1);
        let looking = move |work: &mut Work<'_>| {
            work.ask::<Identity>(Ask::view(&[nobody])).map(|_| ())
        };
        let looked = guard.desk().read(&billing, Purpose::Billing, looking).await;
        assert!(matches!(looked, Err(Error::NotThere)));
        let line = &beside.latest(1).await[0].line;
        let code = ["view:", Error::NotThere.code().as_str()].concat();
        assert_eq!(line.code, Some(code));
        guard.close().await;
    }

    async fn a_change_whose_unit_fails_leaves_no_line_and_no_row(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let clerk = clerk(&guard).await;
        let party = add(&guard, &Person::named("Muuttuva")).await;
        let beside = house.beside().await;
        let (before, names) = (beside.end().await, people::count(&guard, &NAME_COUNT).await);
        let failing = move |work: &mut Work<'_>| {
            put_name(work, party, "Uusi nimi")?;
            Err::<(), _>(Error::Changed)
        };
        let failed = guard.desk().write(&clerk, Purpose::Care, failing).await;
        assert!(matches!(failed, Err(Error::Changed)));
        assert_eq!(beside.end().await, before);
        assert_eq!(people::count(&guard, &NAME_COUNT).await, names);
        assert_eq!(people::count(&guard, &WAITING).await, 0);
        let lasting = move |work: &mut Work<'_>| put_name(work, party, "Uusi nimi");
        guard.desk().write(&clerk, Purpose::Care, lasting).await.unwrap();
        assert_eq!(beside.end().await, before + 1, "the same change that is kept has one");
        guard.close().await;
    }

    async fn a_list_is_on_the_record_as_listed_and_a_page_as_opened(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let clerk = clerk(&guard).await;
        let one = add(&guard, &Person::named("Ensimmäinen")).await;
        let other = add(&guard, &Person::named("Toinen")).await;
        let beside = house.beside().await;
        let cases = [
            (Ask::list as fn(&[PartyId]) -> Ask, Action::List, false),
            (Ask::search, Action::Search, false),
            (Ask::view, Action::View, true),
        ];
        for (ask, action, opens) in cases {
            let looking = move |work: &mut Work<'_>| {
                let proof = work.ask::<Identity>(ask(&[one, other]))?;
                let mut names = Vec::new();
                for party in [one, other] {
                    let (row, lot, sealed) = work.tx().all(&NAMES, (party,))?.remove(0);
                    let place = Place::new(party, lot, row.get());
                    names.push(work.open(&proof, &NAME, place, &sealed)?.into_exposed());
                }
                Ok::<_, Error>(names)
            };
            let names = guard.desk().read(&clerk, Purpose::Care, looking).await.unwrap();
            assert_eq!(names, ["Ensimmäinenlainen", "Toinenlainen"]);
            let line = &beside.latest(1).await[0].line;
            let both = [one, other];
            let (opened, listed) = if opens { (&both[..], &[][..]) } else { (&[][..], &both[..]) };
            assert_eq!(line.action, action);
            assert_eq!((line.parties.as_slice(), line.listed.as_slice()), (opened, listed));
            assert_eq!(line.count, 2);
        }
        guard.close().await;
    }
}
