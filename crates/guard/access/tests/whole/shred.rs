//! Erasure that holds: when the key of a lot is destroyed, nobody has its values any more, whatever
//! copies there are. Beside each look stands the same look before the erasure, which finds it all.
//!
//! The keys lie in a file on either engine, as the program has them. What a server's own log still
//! holds of rows and tokens is sealed under keys that are gone, or of no use without the root key;
//! so on PostgreSQL only the keys' bytes are looked for in every file.

use basics::{LotId, PartyId, RowId};
use guard::{Error, Guard, Sealed};
use policy::Purpose;
use testkit::{Engine, Stores};
use zeroize::Zeroizing;

use crate::house::{Beside, House};
use crate::people::{CODES, CONTACTS, NAMES, Person, add, found, import, lots, own_name};
use crate::scan::Needles;

store::statements! {
    /// The wrapped key of a lot.
    KEY: (LotId,) -> Vec<u8> = "select wrapped from lot_key where lot_id = $1";
    /// The tokens of a party, eight bytes each.
    TOKENS: (PartyId,) -> Vec<u8> = "select tokens from party_tokens where party_id = $1";
}

/// What there is of a party, as bytes.
struct Bytes {
    keys: Vec<Vec<u8>>,
    tokens: Vec<Vec<u8>>,
    values: Vec<Vec<u8>>,
}

async fn bytes_of(beside: &Beside, party: PartyId, lots: &[LotId]) -> Bytes {
    let mut keys = Vec::new();
    for lot in lots {
        let lot = *lot;
        keys.push(
            beside
                .keys
                .read(move |tx| tx.one(&KEY, (lot,)))
                .await
                .unwrap(),
        );
    }
    let tokens = beside
        .index
        .read(move |tx| tx.one(&TOKENS, (party,)))
        .await
        .unwrap();
    let tokens: Vec<Vec<u8>> = tokens.chunks_exact(8).map(<[u8]>::to_vec).collect();
    assert!(tokens.len() > 20);
    let values = rows(beside, party).await;
    let values = values
        .iter()
        .map(|(_, _, sealed)| sealed.bytes().to_vec())
        .collect();
    Bytes {
        keys,
        tokens,
        values,
    }
}

async fn rows(beside: &Beside, party: PartyId) -> Vec<(RowId, LotId, Sealed)> {
    let reading = move |tx: &mut store::Tx<'_>| {
        let tables = [&NAMES, &CONTACTS, &CODES].map(|table| tx.all(table, (party,)));
        let tables = tables.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok::<_, store::Error>(tables.concat())
    };
    beside.register.read(reading).await.unwrap()
}

/// Opens the name of a party with the root key and whatever keys there are, asking nobody.
async fn opens(beside: &Beside, party: PartyId) -> Result<(), vault::Error> {
    let (row, lot, sealed) = rows(beside, party).await.remove(0);
    let place = vault::Place {
        column: 101,
        row,
        lot,
        party,
    };
    beside
        .vault(move |here, vault, _| vault.open(here, place, &sealed).map(|_| ()))
        .await
}

/// How many of these lie in a file, of the data folder or of the server.
fn seen(house: &House, bytes: &[Vec<u8>]) -> usize {
    let needles = Needles::raw(bytes);
    let mut all = needles.found_in(house.stores.data_dir());
    if let Some(cluster) = house.stores.cluster_dir() {
        all.extend(needles.found_in(&cluster));
    }
    all.len()
}

/// A register in which a party lies among others, so that what is removed has neighbours on every
/// page.
async fn crowd(guard: &Guard) -> PartyId {
    let mut gone = None;
    for number in 0..120 {
        if number == 60 {
            gone = Some(add(guard, &Person::named("Hävitettävä")).await);
        }
        add(guard, &Person::named(&format!("Naapuri{number}"))).await;
    }
    gone.unwrap()
}

testkit::both_engines! {
    async fn nothing_of_a_shredded_lot_is_left_in_any_file_or_opens_in_any_copy(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let gone = crowd(&guard).await;
        let all: Vec<LotId> = lots(&guard, gone).await.into_iter().map(|(lot, _)| lot).collect();
        guard.close().await;
        let beside = house.beside().await;
        let bytes = bytes_of(&beside, gone, &all).await;
        beside.close().await;
        let backup = house.stores.back_up();

        // Without the shredding: everything is found, and a full copy opens.
        assert_eq!(seen(&house, &bytes.keys), bytes.keys.len());
        assert_eq!(seen(&house, &bytes.values), bytes.values.len());
        assert_eq!(seen(&house, &bytes.tokens), bytes.tokens.len());
        put_back(&house, &backup);
        let beside = house.beside().await;
        opens(&beside, gone).await.unwrap();

        beside.erase(gone, all).await;
        beside.close().await;
        gone_from_the_files(&house, &bytes);

        // The full copy of before, today's keys and the root key in hand.
        put_back(&house, &backup);
        let beside = house.beside().await;
        assert_eq!(rows(&beside, gone).await.len(), 5, "the copy holds every row");
        assert!(matches!(opens(&beside, gone).await, Err(vault::Error::KeyGone)));
        beside.close().await;

        // Whoever starts from the copy is rid of it too.
        let (guard, report) = house.open().await;
        assert!(report.mended.erased_again > 0);
        assert!(matches!(own_name(&guard, gone).await, Err(Error::NotThere)));
        assert!(found(&guard, "hävitettävälainen").await.is_empty());
        assert_eq!(found(&guard, "naapuri7lainen").await.len(), 1);
        guard.close().await;
        gone_from_the_files(&house, &bytes);
    }

    async fn of_a_dropped_file_neither_its_key_nor_its_bytes_are_left(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let text = Zeroizing::new(b"Hyl\xe4tyt rivit".repeat(20));
        let file = guard.keep_file(&import(), Purpose::Care, text).await.unwrap();
        let lot = LotId::new(file);
        let beside = house.beside().await;
        let key = beside.keys.read(move |tx| tx.one(&KEY, (lot,))).await.unwrap();
        beside.close().await;
        let name = format!("{file:016x}");
        let sealed = std::fs::read(house.setup.files.join("loose").join(&name[14..]).join(&name)).unwrap();
        let both = [key, sealed];
        assert_eq!(seen(&house, &both), 2);
        guard.drop_file(file).await.unwrap();
        assert_eq!(seen(&house, &both), 0, "while the register is open");
        guard.close().await;
        assert_eq!(seen(&house, &both), 0);
    }
}

/// The keys on either engine; sealed values and tokens where the files are ours.
fn gone_from_the_files(house: &House, bytes: &Bytes) {
    assert_eq!(seen(house, &bytes.keys), 0, "no key");
    if house.stores.engine == Engine::Sqlite {
        assert_eq!(seen(house, &bytes.values), 0, "no sealed value");
        // Known: SQLite overwrites what is deleted, and of a cell that once divided two pages of a
        // tree it may have left a copy in the unused part of one. So a token or two of a party
        // can outlive it until the index is written anew; no row finds by them.
        let left = seen(house, &bytes.tokens);
        assert!(left * 5 < bytes.tokens.len(), "{left} tokens");
    }
}

fn put_back(house: &House, backup: &testkit::Backup) {
    for store in ["register", "index", "trail"] {
        house.stores.put_back(backup, store);
    }
}
