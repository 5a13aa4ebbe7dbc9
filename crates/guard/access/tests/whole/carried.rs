//! A whole register taken to another one: no "no" is lost, nothing erased comes back, the same
//! people reach the same customers.

use std::fs::File;
use std::io::Write;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use basics::{Day, Language, LotId, PartyId};
use guard::category::{Identity, Permissions, Requests, Services};
use guard::{Addresses, Ask, Guard, NewAccount, NewPassword, NotWhole, Refusal, Work};
use policy::{MarketingChannel, Purpose, RoleKey};
use secrecy::SecretString;
use testkit::Stores;

use crate::house::{House, refusal, sign_in, staff};
use crate::people::{LOTS, Person, add};

store::statements! {
    /// Whether there is a key of a lot.
    KEY: (LotId,) -> i64 =
        "select cast(count(*) as bigint) from lot_key where lot_id = $1";

    /// An address that is suppressed.
    FILL: (Vec<u8>,) -> () =
        "insert into suppression (channel, hash, reason, at_ms) values ('email', $1, 'prohibition', cast(0 as bigint))";

    /// How many forbid something.
    FORBID: () -> i64 =
        "select cast(count(*) as bigint) from party where objects <> ''";
}

const WORDS: &str = "oikea hevonen paristo niitti";
const PASSWORD: &str = "hevonen akku niitti oikein";

fn words() -> SecretString {
    SecretString::from(WORDS)
}

/// The first administrator of another register.
pub(crate) async fn newcomer(guard: &Guard) -> guard::Actor {
    let password = NewPassword::parse(SecretString::from(PASSWORD), &[]).unwrap();
    let first = NewAccount {
        name: "Uusi".into(),
        email: "uusi@example.com".into(),
        language: Language::Fi,
        password: password.hers(),
        roles: vec!["administrator".parse::<RoleKey>().unwrap()],
    };
    guard.accounts().add_first(first).await.unwrap();
    let accounts = guard.accounts();
    let signed_in = accounts.sign_in_once("uusi@example.com", SecretString::from(PASSWORD));
    signed_in.await.unwrap()
}

/// Whether somebody with a role may see a person's name for a purpose.
async fn sees(guard: &Guard, role: &str, purpose: Purpose, party: PartyId) -> Option<Refusal> {
    let actor = sign_in(guard, role).await;
    let asking = move |work: &mut Work<'_>| work.ask::<Identity>(Ask::view(&[party])).map(drop);
    refusal(&guard.desk().read(&actor, purpose, asking).await)
}

testkit::both_engines! {
    async fn what_was_said_and_erased_stays_so_in_the_other_register(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let admin = staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        for role in ["clerk", "technician"] {
            staff(&guard, role).await;
        }
        let restricted = add(&guard, &Person::named("Rajattu")).await;
        let objecting = add(&guard, &Person::named("Vastustava")).await;
        let assigned = add(&guard, &Person::named("Työmaa")).await;
        let erased = add(&guard, &Person::named("Poistettu")).await;
        let says = move |work: &mut Work<'_>| {
            let proof = work.ask::<Requests>(Ask::change(&[restricted]).because("kirje"))?;
            work.restrict(&proof, restricted, true)?;
            let proof = work.ask::<Permissions>(Ask::change(&[objecting]).because("kirje"))?;
            work.object(&proof, objecting, &[Purpose::Care])
        };
        guard.desk().write(&contact, Purpose::Rights, says).await.unwrap();
        let technician = sign_in(&guard, "technician").await;
        let hers = technician.staff().unwrap().staff;
        let assigns = move |work: &mut Work<'_>| {
            let proof = work.ask::<Services>(Ask::change(&[assigned]))?;
            let day = Day::new(2026, 11, 24).unwrap();
            work.assign(&proof, hers, assigned, (day, day))
        };
        let clerk = sign_in(&guard, "clerk").await;
        guard.desk().write(&clerk, Purpose::Services, assigns).await.unwrap();
        let lots = move |tx: &mut store::Tx<'_>| Ok(tx.all(&LOTS, (erased,))?);
        let lots = guard.read_state(lots).await.unwrap();
        let lots: Vec<LotId> = lots.into_iter().map(|(lot, _)| lot).collect();
        let beside = house.beside().await;
        beside.erase(erased, lots.clone()).await;
        beside.close().await;

        let package = house.stores.data_dir().join("package");
        let target = File::create(&package).unwrap();
        let out = guard.take_out_whole(&admin, &contact, "muutto", words(), target).await.unwrap();
        let rows = |name: &str| out.tables.iter().find(|one| one.table == name).unwrap().rows;
        assert_eq!((rows("register.assignment"), rows("keys.no_ledger")), (1, 2));
        assert!(rows("keys.erasure") > 0);

        let (other, new) = house.other().await;
        let first = newcomer(&new).await;
        let taken = new.take_in_whole(&first, package.clone(), words(), || Ok(())).await.unwrap();
        assert_eq!(out.tables, taken.tables);
        new.close().await;
        let (new, report) = other.open().await;
        assert_eq!((report.noes_restored, report.erased_from_trail), (0, 0));
        for guard in [&guard, &new] {
            assert_eq!(sees(guard, "clerk", Purpose::Care, restricted).await, Some(Refusal::Restricted));
            assert_eq!(sees(guard, "clerk", Purpose::Care, objecting).await, Some(Refusal::Objected));
            assert_eq!(sees(guard, "clerk", Purpose::Care, assigned).await, None);
            assert_eq!(sees(guard, "technician", Purpose::Services, assigned).await, None);
            assert_eq!(sees(guard, "technician", Purpose::Services, objecting).await, Some(Refusal::OutOfScope));
        }
        let beside = other.beside().await;
        for lot in lots {
            let key = move |tx: &mut store::Tx<'_>| tx.one(&KEY, (lot,));
            assert_eq!(beside.keys.read::<i64, store::Error>(key).await.unwrap(), 0, "erased is erased");
        }
        beside.close().await;
        let again = new.take_in_whole(&first, package, words(), || Ok(())).await;
        assert!(matches!(again, Err(NotWhole::NotFresh)));
        guard.close().await;
        new.close().await;
    }

    async fn what_is_taken_out_while_others_write_is_of_one_moment(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let admin = staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let beside = house.beside().await;
        let fill = |tx: &mut store::Tx<'_>| {
            let rows = (0..FILLED).map(|row| (row.to_be_bytes().to_vec(),));
            tx.batch(&FILL, rows)
        };
        beside.keys.write::<_, store::Error>(fill).await.unwrap();
        beside.close().await;
        let (asks, asked) = channel::<()>();
        let (says, said) = channel();
        let (writing, forbids) = (guard.clone(), contact.clone());
        let runtime = tokio::runtime::Handle::current();
        let writer = std::thread::spawn(move || {
            let mut count = 0;
            for () in asked {
                runtime.block_on(forbidding(&writing, &forbids, count));
                count += 1;
                let _waited_for = says.send(());
            }
            count
        });
        let package = house.stores.data_dir().join("package");
        let target = Meanwhile { file: File::create(&package).unwrap(), asks, said };
        let out = guard.take_out_whole(&admin, &contact, "muutto", words(), target).await.unwrap();
        let said = tokio::task::spawn_blocking(|| writer.join()).await.unwrap().unwrap();
        let (other, new) = house.other().await;
        let first = newcomer(&new).await;
        let taken = new.take_in_whole(&first, package, words(), || Ok(())).await.unwrap();
        assert_eq!(out.tables, taken.tables, "it reads back as it was");
        let forbid = new.read_state(|tx| Ok(tx.one(&FORBID, ())?)).await.unwrap();
        assert!((1..said).contains(&forbid), "some came before its moment, some after: {forbid} of {said}");
        let rows = |name: &str| out.tables.iter().find(|one| one.table == name).unwrap().rows;
        let beside = (rows("keys.no_ledger"), rows("keys.suppression"));
        let forbid = u64::try_from(forbid).unwrap();
        assert_eq!(beside, (forbid, FILLED + forbid), "nobody forbids it in one store alone");
        new.close().await;
        let (new, report) = other.open().await;
        assert_eq!(report.noes_restored, 0);
        new.close().await;
        guard.close().await;
    }
}

/// Suppressed addresses that fill more than a piece of a package.
const FILLED: u64 = 1_500;

/// A file in which somebody forbids marketing whenever a piece is written.
struct Meanwhile {
    file: File,
    asks: Sender<()>,
    said: Receiver<()>,
}

impl Write for Meanwhile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.asks.send(()).unwrap();
        self.said.recv_timeout(Duration::from_secs(20)).unwrap();
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Somebody comes and forbids marketing to her address.
async fn forbidding(guard: &Guard, contact: &guard::Actor, number: i64) {
    let party = add(guard, &Person::named(&format!("Kieltävä{number}"))).await;
    let saying = move |work: &mut Work<'_>| {
        let mut addresses = Addresses::new();
        addresses.email(&format!("m{number}@example.fi"));
        let today = work.today();
        let proof = work.ask::<Permissions>(Ask::change(&[party]))?;
        work.forbid_marketing(&proof, party, &MarketingChannel::ALL, (today, &addresses))
    };
    let desk = guard.desk();
    desk.write(contact, Purpose::Rights, saying).await.unwrap();
}
