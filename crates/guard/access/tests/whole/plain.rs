//! No personal value lies in the clear: not in a file of the data folder, not in one of the
//! server's. The exceptions are the names of staff and the published notices.

use std::hash::{BuildHasher, RandomState};

use basics::Language;
use formats::fold;
use guard::{Ask, Guard, NewAccount, NewPassword, Work};
use policy::Purpose;
use secrecy::SecretString;
use testkit::Stores;
use zeroize::Zeroizing;

use crate::house::{House, sign_in, staff};
use crate::people::{self, Person, add, found, import, own_name};
use crate::scan::{Found, Needles};

/// A person nobody else writes about, on a server that others use too.
fn person(tag: &str, number: u64) -> Person {
    Person {
        name: format!("Ääkkölä{tag}-Öhström"),
        street: format!("Pöllönåskuja{tag} 7"),
        phone: format!("+35849{number}"),
        email: format!("sähkö{tag}@example.com"),
        birth: "0887-06-05".into(),
        code: format!("050687-{tag}"),
        note: format!("Pitää kissoista, ei soiteta yöllä {tag}"),
    }
}

/// Looks into every file there is.
fn look(house: &House, needles: &Needles) -> Found {
    let mut all = needles.found_in(house.stores.data_dir());
    if let Some(cluster) = house.stores.cluster_dir() {
        for (number, files) in needles.found_in(&cluster) {
            all.entry(number).or_default().extend(files);
        }
    }
    all
}

/// Does with a person whatever could leave something of her somewhere.
async fn live(guard: &Guard, person: &Person, others: &[String; 3]) {
    let [reason, file, stranger] = others.clone();
    let contact = staff(guard, "data_protection_contact").await;
    let party = add(guard, person).await;
    own_name(guard, party).await.unwrap();
    for text in [&person.name, &person.street, &person.phone, &person.email] {
        assert_eq!(
            found(guard, text).await,
            [party],
            "she is found by what is sealed"
        );
    }
    let (code, why) = (person.code.clone(), reason.clone());
    let finding = move |work: &mut Work<'_>| work.find_identity_code(&code, &why);
    let hits = guard
        .desk()
        .read(&contact, Purpose::Rights, finding)
        .await
        .unwrap();
    assert_eq!(hits.len(), 1);
    let exporting = move |work: &mut Work<'_>| {
        work.ask::<guard::category::Identity>(Ask::export(&[party], &reason))
            .map(|_| ())
    };
    guard
        .desk()
        .read(&contact, Purpose::Rights, exporting)
        .await
        .unwrap();
    let restricting = move |work: &mut Work<'_>| people::restrict(work, party, true);
    guard
        .desk()
        .write(&contact, Purpose::Rights, restricting)
        .await
        .unwrap();
    let bytes = Zeroizing::new(file.into_bytes());
    guard
        .keep_file(&import(), Purpose::Care, bytes)
        .await
        .unwrap();
    let wrong = guard
        .accounts()
        .sign_in(&stranger, SecretString::from(stranger.clone()), "here");
    assert!(wrong.await.is_err());
}

testkit::both_engines! {
    async fn nothing_of_a_person_lies_in_the_clear_in_any_file(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let random = RandomState::new().hash_one(std::process::id()) % 90_000_000 + 10_000_000;
        let letter = |digit: u8| char::from(digit - b'0' + b'a');
        let tag: String = random.to_string().bytes().map(letter).collect();
        let person = person(&tag, random);
        staff(&guard, "administrator").await;
        let turned: String = tag.chars().rev().collect();
        let staff_name = format!("Päivi Työntekijä{turned}");
        let account = NewAccount {
            name: staff_name.clone(),
            email: format!("paivi{turned}@example.com"),
            language: Language::Fi,
            password: NewPassword::parse(SecretString::from("hevonen akku niitti"), &[]).unwrap(),
            roles: Vec::new(),
        };
        let admin = sign_in(&guard, "administrator").await;
        guard.accounts().add(&admin, account).await.unwrap();
        let others = [
            format!("tarkastuspyyntö nro {tag}"),
            format!("Rivi;Hylätty{tag};Ylätie 1"),
            format!("vieras{tag}@example.com"),
        ];
        live(&guard, &person, &others).await;

        let mut texts = vec![staff_name];
        texts.extend(person.values().map(str::to_owned));
        texts.extend(others);
        let words: Vec<String> = texts[1..].iter().flat_map(|text| fold::words(text)).collect();
        // Words of hers alone: others stand in the notice too.
        texts.extend(words.into_iter().filter(|word| word.contains(&tag)));
        let needles = Needles::texts(&texts);
        let open = look(&house, &needles);
        assert!(open.contains_key(&0), "the name of staff lies in the clear, and is found");
        assert_eq!(open.len(), 1, "and nothing else does: {open:?}");
        guard.close().await;
        let closed = look(&house, &needles);
        assert!(closed.contains_key(&0));
        assert_eq!(closed.len(), 1, "nor after closing: {closed:?}");
    }
}
