//! What is in a file of a party: opened under a proof that names her, carried with a whole register,
//! kept by a backup, gone with its lot.

use std::fs;
use std::io::{Read as _, Write as _};

use basics::{LotId, PartyId, RowId};
use guard::category::Other;
use guard::{Ask, Content, Error, Guard, Place, Sealed, SealedColumn, Work, payload};
use policy::Purpose;
use secrecy::SecretString;
use testkit::Stores;

use crate::backup::{back_up, restored};
use crate::carried::newcomer;
use crate::house::{House, sign_in, staff};
use crate::people::{Person, add};

payload! {
    struct FileValue {
        name: String,
        content: Content,
    }
}

const OTHER: SealedColumn<Other, FileValue> = SealedColumn::new(174, "party_file.other");
const WORDS: &str = "oikea hevonen paristo niitti";

store::statements! {
    /// A file.
    ADD: (RowId, PartyId, LotId, Sealed) -> () =
        "insert into party_file
                (row_id, party_id, lot_id, other, kind, bytes, source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, 'txt', 5, 'person', 1, 1)";

    /// A file of a party.
    ONE: (PartyId,) -> (RowId, LotId, Sealed) =
        "select row_id, lot_id, other from party_file where party_id = $1";
}

fn bytes() -> Vec<u8> {
    "Hyvää päivää. ".repeat(20_000).into_bytes()
}

/// Keeps a file for a party.
async fn keep(guard: &Guard, party: PartyId) {
    let mut writer = guard.begin_content().await.unwrap();
    writer.write_all(&bytes()).unwrap();
    let (content, length) = guard.finish_content(writer).await.unwrap();
    assert_eq!(length, bytes().len() as u64);
    let by = sign_in(guard, "clerk").await;
    let keeping = move |work: &mut Work<'_>| {
        let proof = work.ask::<Other>(Ask::change(&[party]))?;
        let lot = work.lot_of_its_own(&proof, party)?;
        let row = RowId::new(work.ids().ordered());
        let place = Place::new(party, lot, row.get());
        work.keep_content(&proof, place, &content)?;
        let name = "kirje.txt".to_owned();
        let content = content.clone();
        let sealed = work.seal(&proof, &OTHER, place, &FileValue { name, content })?;
        Ok::<_, Error>(work.tx().run_one(&ADD, (row, party, lot, sealed))?)
    };
    guard
        .desk()
        .write(&by, Purpose::Care, keeping)
        .await
        .unwrap();
}

/// What is in the file of a party, asked for by naming `named`.
async fn read(guard: &Guard, party: PartyId, named: PartyId) -> Result<Vec<u8>, Error> {
    let by = sign_in(guard, "clerk").await;
    let reading = move |work: &mut Work<'_>| {
        let own = work.ask::<Other>(Ask::view(&[party]))?;
        let (row, lot, sealed) = work.tx().one(&ONE, (party,))?;
        let place = Place::new(party, lot, row.get());
        let value = work.open(&own, &OTHER, place, &sealed)?;
        assert_eq!(value.expose().name, "kirje.txt");
        let proof = work.ask::<Other>(Ask::view(&[named]))?;
        work.read_content(&proof, party, &value.expose().content)
    };
    let mut reader = guard.desk().read(&by, Purpose::Care, reading).await?;
    let mut read = Vec::new();
    reader.read_to_end(&mut read).map_err(|_| Error::NotThere)?;
    Ok(read)
}

testkit::both_engines! {
    async fn a_file_goes_with_its_register_and_opens_for_her_whom_the_proof_names(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let admin = staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        staff(&guard, "clerk").await;
        let maija = add(&guard, &Person::named("Maija")).await;
        let other = add(&guard, &Person::named("Toinen")).await;
        keep(&guard, maija).await;
        assert!(read(&guard, maija, maija).await.unwrap() == bytes());
        assert!(matches!(read(&guard, maija, other).await, Err(Error::NotCovered)));

        let package = house.stores.data_dir().join("package");
        let target = fs::File::create(&package).unwrap();
        let words = || SecretString::from(WORDS);
        let out = guard.take_out_whole(&admin, &contact, "muutto", words(), target).await.unwrap();
        let files = out.tables.iter().find(|one| one.table == "files.contents").unwrap();
        assert!(files.rows > 1, "in pieces");
        let sealed = fs::read(&package).unwrap();
        assert!(!sealed.windows(5).any(|window| window == b"kirje"));
        let (there, new) = house.other().await;
        let first = newcomer(&new).await;
        let taken = new.take_in_whole(&first, package, words(), || Ok(())).await.unwrap();
        assert_eq!(out.tables, taken.tables);
        new.close().await;
        let (new, _) = there.open().await;
        assert!(read(&new, maija, maija).await.unwrap() == bytes());
        new.close().await;

        let (folder, _) = back_up(&house, &guard).await;
        guard.close().await;
        let (_, again, _) = restored(&house, &folder, true).await;
        assert!(read(&again, maija, maija).await.unwrap() == bytes(), "a backup has it");
        again.close().await;
    }
}
