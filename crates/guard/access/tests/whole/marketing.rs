//! A "no" to marketing for each channel: what lifts it, what does not, and the hashes that outlive
//! whoever gave it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use basics::{Day, PartyId};
use guard::category::{Identity, Permissions};
use guard::{Addresses, Ask, Error, Guard, Work};
use policy::{MarketingChannel, Purpose};
use testkit::{Engine, Stores};

use crate::house::{House, staff};
use crate::people::{Person, add, import};

fn addresses() -> Addresses {
    let mut addresses = Addresses::new();
    addresses.email("maija@example.fi");
    addresses.phone("+358490000001");
    addresses
}

fn forbid(
    work: &mut Work<'_>,
    party: PartyId,
    channels: &[MarketingChannel],
    since: Day,
) -> Result<(), Error> {
    let proof = work.ask::<Permissions>(Ask::change(&[party]))?;
    work.forbid_marketing(&proof, party, channels, (since, &addresses()))
}

fn allow(
    work: &mut Work<'_>,
    party: PartyId,
    channel: MarketingChannel,
    on: Day,
) -> Result<bool, Error> {
    let proof = work.ask::<Permissions>(Ask::change(&[party]))?;
    work.take_back_prohibition(&proof, party, channel, (on, &addresses()))
}

/// The channels a party closed, and those over which its addresses are suppressed.
async fn closed(guard: &Guard, party: PartyId) -> (Vec<MarketingChannel>, Vec<MarketingChannel>) {
    let reading = move |work: &mut Work<'_>| {
        let closed = work.forbidden_channels(party)?;
        let suppressed = work.suppressed_among(&[Arc::new(addresses())])?.remove(0);
        Ok::<_, Error>((closed, suppressed))
    };
    let desk = guard.desk();
    desk.read(&import(), Purpose::Care, reading).await.unwrap()
}

use MarketingChannel::{Email, Phone, Post, Sms};

testkit::both_engines! {
    async fn a_no_to_all_is_taken_back_channel_by_channel_by_an_act_not_older_than_it(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Kieltävä")).await;
        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let desk = guard.desk();
        let saying_no = move |work: &mut Work<'_>| {
            let today = work.today();
            forbid(work, party, &MarketingChannel::ALL, today.plus_days(-3))
        };
        desk.write(&contact, Purpose::Rights, saying_no).await.unwrap();
        assert_eq!(closed(&guard, party).await, (MarketingChannel::ALL.to_vec(), vec![Email, Sms, Phone]));
        let older = move |work: &mut Work<'_>| {
            let today = work.today();
            allow(work, party, Email, today.plus_days(-4))
        };
        assert!(!desk.write(&contact, Purpose::Rights, older).await.unwrap(), "said before the no");
        let to_come = move |work: &mut Work<'_>| {
            let today = work.today();
            allow(work, party, Email, today.plus_days(1))
        };
        let refused = desk.write(&contact, Purpose::Rights, to_come).await;
        assert!(matches!(refused, Err(Error::NotCovered)), "an act that is still to come");
        assert_eq!(closed(&guard, party).await.0, MarketingChannel::ALL);
        let newer = move |work: &mut Work<'_>| {
            let today = work.today();
            allow(work, party, Email, today.plus_days(-3))
        };
        assert!(desk.write(&contact, Purpose::Rights, newer).await.unwrap());
        assert_eq!(closed(&guard, party).await, (vec![Sms, Phone, Post], vec![Sms, Phone]));
        let noes = desk.read(&contact, Purpose::Rights, move |work: &mut Work<'_>| work.noes_of(party)).await.unwrap();
        let words: Vec<&str> = noes.iter().map(|no| no.purpose.as_str()).collect();
        assert_eq!(words, ["marketing.sms", "marketing.phone", "marketing.post"]);
        assert!(noes.iter().all(|no| no.at == noes[0].at), "since the day of the first no");
        let whole = move |work: &mut Work<'_>| {
            let proof = work.ask::<Permissions>(Ask::change(&[party]))?;
            work.withdraw_objection(&proof, party, &[Purpose::Marketing])
        };
        desk.write(&contact, Purpose::Rights, whole).await.unwrap();
        assert_eq!(closed(&guard, party).await.0, [], "what she objects to as a whole covers each channel");
        guard.close().await;
    }

    async fn who_forbids_each_channel_forbids_marketing(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Kieltävä")).await;
        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        for channel in MarketingChannel::ALL {
            let saying_no = move |work: &mut Work<'_>| {
                let today = work.today();
                forbid(work, party, &[channel], today)
            };
            guard.desk().write(&contact, Purpose::Rights, saying_no).await.unwrap();
        }
        let objecting = move |work: &mut Work<'_>| work.objections(party);
        let objects = guard.desk().read(&contact, Purpose::Rights, objecting).await.unwrap();
        assert_eq!(objects, [Purpose::Marketing]);
        guard.close().await;
    }

    async fn a_file_lifts_no_no(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Kieltävä")).await;
        let by_file = |does: fn(&mut Work<'_>, PartyId) -> Result<(), Error>| {
            let desk = guard.desk();
            async move {
                let doing = move |work: &mut Work<'_>| does(work, party);
                desk.write(&import(), Purpose::Care, doing).await
            }
        };
        by_file(|work, party| {
            let proof = work.ask::<Permissions>(Ask::import(&[party]))?;
            let today = work.today();
            work.forbid_marketing(&proof, party, &[Email], (today, &addresses()))
        }).await.unwrap();
        assert_eq!(closed(&guard, party).await.0, [Email], "a file brings one");
        let lifted = by_file(|work, party| {
            let proof = work.ask::<Permissions>(Ask::import(&[party]))?;
            let today = work.today();
            work.take_back_prohibition(&proof, party, Email, (today, &addresses())).map(|_| ())
        }).await;
        assert!(matches!(lifted, Err(Error::NotCovered)));
        assert_eq!(closed(&guard, party).await, (vec![Email], vec![Email]));
        guard.close().await;
    }

    async fn a_unit_that_fails_suppresses_nothing(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Kieltävä")).await;
        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let failing = move |work: &mut Work<'_>| {
            let today = work.today();
            forbid(work, party, &MarketingChannel::ALL, today)?;
            work.touch(party, 17)
        };
        let failed = guard.desk().write(&contact, Purpose::Rights, failing).await;
        assert!(matches!(failed, Err(Error::Changed)));
        assert_eq!(closed(&guard, party).await, (Vec::new(), Vec::new()));
        guard.close().await;
    }

    async fn whoever_comes_with_a_suppressed_address_has_its_no(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let (first, second) = (Person::named("Ensimmäinen"), Person::named("Toinen"));
        let (first, second) = (add(&guard, &first).await, add(&guard, &second).await);
        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let saying_no = move |work: &mut Work<'_>| {
            let today = work.today();
            forbid(work, first, &[Email, Post], today)
        };
        guard.desk().write(&contact, Purpose::Rights, saying_no).await.unwrap();
        let meeting = move |work: &mut Work<'_>| {
            let proof = work.ask::<Identity>(Ask::import(&[second]))?;
            work.meet_suppression(&proof, &[(second, Arc::new(addresses()))])
        };
        let met = guard.desk().write(&import(), Purpose::Care, meeting).await.unwrap();
        assert_eq!(met, [(second, vec![Email])]);
        assert_eq!(closed(&guard, second).await.0, [Email]);
        let again = guard.desk().write(&import(), Purpose::Care, meeting).await.unwrap();
        assert_eq!(again, [], "it is closed already");
        guard.close().await;
    }

    async fn whoever_comes_in_the_moment_of_a_no_has_it_where_she_comes_after_it(stores: Stores) {
        let engine = stores.engine;
        let (_house, guard) = House::with_keys_in_a_file(stores).await;
        let (first, second) = (Person::named("Ensimmäinen"), Person::named("Toinen"));
        let (first, second) = (add(&guard, &first).await, add(&guard, &second).await);
        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let (looked, begins) = std::sync::mpsc::channel();
        let said = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&said);
        let meeting = move |work: &mut Work<'_>| {
            let hers = Arc::new(addresses());
            let free = work.suppressed_among(&[Arc::clone(&hers)])?;
            let _told_once = looked.send(());
            // On a server the other's "no" is said meanwhile, in a file it waits for this unit.
            let waits = (0..100).take_while(|_| !told.load(Ordering::Acquire));
            waits.for_each(|_| std::thread::sleep(Duration::from_millis(10)));
            let between = told.load(Ordering::Acquire);
            let proof = work.ask::<Identity>(Ask::import(&[second]))?;
            let met = work.meet_suppression(&proof, &[(second, hers)])?;
            Ok::<_, Error>((free.concat(), between, met))
        };
        let (importer, desk) = (import(), guard.desk());
        let coming = desk.write(&importer, Purpose::Care, meeting);
        let saying = async {
            tokio::task::spawn_blocking(move || begins.recv()).await.unwrap().unwrap();
            let saying = move |work: &mut Work<'_>| {
                let today = work.today();
                forbid(work, first, &[Email], today)
            };
            guard.desk().write(&contact, Purpose::Rights, saying).await.unwrap();
            said.store(true, Ordering::Release);
        };
        let (came, ()) = tokio::join!(coming, saying);
        let (found, between, met) = came.unwrap();
        match engine {
            Engine::Postgres => {
                assert!(between, "the no was told while the other was under way");
                assert_eq!((found, met), (vec![Email], vec![(second, vec![Email])]), "it looked again");
                assert_eq!(closed(&guard, second).await.0, [Email]);
            }
            Engine::Sqlite => {
                assert!(!between, "the no waited");
                assert_eq!((found, met), (Vec::new(), Vec::new()), "she came before it");
            }
        }
        guard.close().await;
    }
}
