//! What a proof opens, and what it does not: its party, its deed, its category.

use basics::{Day, Zone};
use guard::category::{Contact, Identity, IdentityCode, Permissions, Services};
use guard::{Actor, Ask, Error, Guard, Place, Refusal, Work};
use policy::{Action, Purpose};
use testkit::Stores;

use crate::house::{House, clerk, refusal, staff};
use crate::people::{self, CODE, CODES, NAME, NAMES, Person, add, import, name, own_name};
use basics::PartyId;

/// Opens the identity code of a party with the proof that an ask gives.
async fn code(
    guard: &Guard,
    actor: &Actor,
    purpose: Purpose,
    party: PartyId,
    ask: fn(PartyId) -> Ask,
) -> Result<String, Error> {
    let opening = move |work: &mut Work<'_>| {
        let proof = work.ask::<IdentityCode>(ask(party))?;
        let (row, lot, sealed) = work.tx().all(&CODES, (party,))?.remove(0);
        let place = Place::new(party, lot, row.get());
        work.open(&proof, &CODE, place, &sealed)
            .map(guard::Opened::into_exposed)
    };
    guard.desk().read(actor, purpose, opening).await
}

testkit::both_engines! {
    async fn a_proof_that_names_another_party_opens_and_seals_nothing(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let clerk = clerk(&guard).await;
        let one = add(&guard, &Person::named("Ensimmäinen")).await;
        let other = add(&guard, &Person::named("Toinen")).await;
        let opening = move |work: &mut Work<'_>| {
            let proof = work.ask::<Identity>(Ask::view(&[one]))?;
            let (row, lot, sealed) = work.tx().all(&NAMES, (other,))?.remove(0);
            work.open(&proof, &NAME, Place::new(other, lot, row.get()), &sealed).map(|_| ())
        };
        let refused = guard.desk().read(&import(), Purpose::Care, opening).await;
        assert!(matches!(refused, Err(Error::NotCovered)));
        let sealing = move |work: &mut Work<'_>| {
            let proof = work.ask::<Identity>(Ask::change(&[one]))?;
            let (row, lot, _) = work.tx().all(&NAMES, (other,))?.remove(0);
            let place = Place::new(other, lot, row.get());
            work.seal(&proof, &NAME, place, &"Väärä".to_owned()).map(|_| ())
        };
        let refused = guard.desk().write(&clerk, Purpose::Care, sealing).await;
        assert!(matches!(refused, Err(Error::NotCovered)));
        let making = move |work: &mut Work<'_>| {
            let proof = work.ask::<Identity>(Ask::change(&[one]))?;
            work.lot(&proof, other)
        };
        let refused = guard.desk().write(&clerk, Purpose::Care, making).await;
        assert!(matches!(refused, Err(Error::NotCovered)));
        guard.close().await;
    }

    async fn a_proof_that_shows_does_not_change(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let clerk = clerk(&guard).await;
        let party = add(&guard, &Person::named("Ensimmäinen")).await;
        for ask in [Ask::view as fn(&[PartyId]) -> Ask, Ask::list, Ask::search] {
            let sealing = move |work: &mut Work<'_>| {
                let proof = work.ask::<Identity>(ask(&[party]))?;
                let (row, lot, _) = work.tx().all(&NAMES, (party,))?.remove(0);
                let place = Place::new(party, lot, row.get());
                work.seal(&proof, &NAME, place, &"Väärä".to_owned()).map(|_| ())
            };
            let refused = guard.desk().write(&clerk, Purpose::Care, sealing).await;
            assert!(matches!(refused, Err(Error::NotCovered)));
        }
        guard.close().await;
    }

    async fn an_identity_code_opens_only_by_a_reveal_with_a_reason(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let billing = staff(&guard, "billing").await;
        let party = add(&guard, &Person::named("Tunnus")).await;
        let view: fn(PartyId) -> Ask = |party| Ask::view(&[party]);
        let change: fn(PartyId) -> Ask = |party| Ask::change(&[party]);
        let silent: fn(PartyId) -> Ask = |party| Ask::reveal(party, "  ");
        let reveal: fn(PartyId) -> Ask = |party| Ask::reveal(party, "tarkastuspyyntö");

        let viewed = code(&guard, &contact, Purpose::Rights, party, view).await;
        assert_eq!(refusal(&viewed), Some(Refusal::Right));
        let silently = code(&guard, &contact, Purpose::Rights, party, silent).await;
        assert_eq!(refusal(&silently), Some(Refusal::ReasonMissing));
        // Whoever may enter a code is proved for changing it, and still does not read it.
        let changed = code(&guard, &billing, Purpose::Billing, party, change).await;
        assert!(matches!(changed, Err(Error::NotCovered)));
        let imported = code(&guard, &import(), Purpose::Care, party, view).await;
        assert!(matches!(imported, Err(Error::NotCovered)), "not even the job that stored it");
        let revealed = code(&guard, &contact, Purpose::Rights, party, reveal).await;
        assert_eq!(revealed.unwrap(), "050687-Tunnus");

        let seen = guard.records().of_party(&contact, party, None, 20).await.unwrap();
        let reveals: Vec<_> = seen.iter().filter(|one| one.action == Action::Reveal).collect();
        assert_eq!(reveals.len(), 1, "the refused and the uncovered are no reveals");
        assert_eq!(reveals[0].reason.as_deref(), Some("tarkastuspyyntö"));
        assert_eq!(reveals[0].opened, [party]);
        guard.close().await;
    }

    async fn a_technician_sees_a_customer_from_the_day_before_until_seven_days_after_the_job(
        stores: Stores
    ) {
        let (house, guard) = House::new(stores).await;
        staff(&guard, "administrator").await;
        let technician = staff(&guard, "technician").await;
        let party = add(&guard, &Person::named("Kohde")).await;
        let elsewhere = add(&guard, &Person::named("Muualla")).await;
        let who = technician.staff().unwrap().staff;
        let day = |text: &str| Day::parse(text).unwrap();
        let (from, until) = (day("2026-12-10"), day("2026-12-11"));
        let assigning = move |work: &mut Work<'_>| {
            let proof = work.ask::<Services>(Ask::import(&[party]))?;
            work.assign(&proof, who, party, (from, until))
        };
        guard.desk().write(&import(), Purpose::Care, assigning).await.unwrap();

        let zone = Zone::named("Europe/Helsinki").unwrap();
        let begins = zone.start_of(day("2026-12-09"));
        let ends = zone.start_of(day("2026-12-19"));
        let cases = [
            (begins.plus_ms(-1), false),
            (begins, true),
            (zone.start_of(from), true),
            (ends.plus_ms(-1), true),
            (ends, false),
        ];
        for (now, seen) in cases {
            house.clock.set(now);
            let looked = name(&guard, &technician, Purpose::Services, party).await;
            if seen {
                assert_eq!(looked.unwrap(), "Kohdelainen", "{now}");
            } else {
                assert_eq!(refusal(&looked), Some(Refusal::OutOfScope), "{now}");
            }
            let other = name(&guard, &technician, Purpose::Services, elsewhere).await;
            assert_eq!(refusal(&other), Some(Refusal::OutOfScope), "{now}");
        }
        guard.close().await;
    }

    async fn a_restriction_and_an_objection_stop_the_next_look(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let party = add(&guard, &Person::named("Rajoitettu")).await;
        let say = |restricted: bool, objects: bool| {
            move |work: &mut Work<'_>| {
                people::restrict(work, party, restricted)?;
                let proof = work.ask::<Permissions>(Ask::change(&[party]))?;
                if objects {
                    work.object(&proof, party, &[Purpose::Care])
                } else {
                    work.withdraw_objection(&proof, party, &[Purpose::Care])
                }
            }
        };
        assert!(own_name(&guard, party).await.is_ok());
        let restricted = say(true, false);
        guard.desk().write(&contact, Purpose::Rights, restricted).await.unwrap();
        assert_eq!(refusal(&own_name(&guard, party).await), Some(Refusal::Restricted));
        let rights = name(&guard, &contact, Purpose::Rights, party).await;
        assert_eq!(rights.unwrap(), "Rajoitettulainen", "her own rights go on");
        let objecting = say(false, true);
        guard.desk().write(&contact, Purpose::Rights, objecting).await.unwrap();
        assert_eq!(refusal(&own_name(&guard, party).await), Some(Refusal::Objected));
        guard.desk().write(&contact, Purpose::Rights, say(false, false)).await.unwrap();
        assert!(own_name(&guard, party).await.is_ok());
        guard.close().await;
    }

    async fn a_look_at_several_opens_none_where_one_of_them_may_not_be_seen(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let open = add(&guard, &Person::named("Avoin")).await;
        let shut = add(&guard, &Person::named("Suljettu")).await;
        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let restricting = move |work: &mut Work<'_>| people::restrict(work, shut, true);
        guard.desk().write(&contact, Purpose::Rights, restricting).await.unwrap();
        let both = move |work: &mut Work<'_>| {
            work.ask::<Contact>(Ask::view(&[open, shut])).map(|_| ())
        };
        let looked = guard.desk().read(&import(), Purpose::Care, both).await;
        assert_eq!(refusal(&looked), Some(Refusal::Restricted));
        let visible = move |work: &mut Work<'_>| {
            work.visible::<Contact>(Action::Search, &[open, shut])
        };
        let seen = guard.desk().read(&import(), Purpose::Care, visible).await;
        assert_eq!(seen.unwrap(), [open], "a list leaves her out without a word");
        guard.close().await;
    }
}
