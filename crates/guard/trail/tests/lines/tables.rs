//! Every statement means what it says on both engines, and every column is classed.

use basics::Coded;
use store::columns::Columns;
use store::prepared::check;
use store::{Db, describe};
use testkit::{Stores, both_engines};
use trail::{Error, NotProved, NotTrue};

async fn tables_of(db: &Db) -> Vec<describe::TableInfo> {
    db.read(describe::tables).await.unwrap()
}

both_engines! {
    async fn every_statement_is_understood_as_it_is_declared(stores: Stores) {
        let (trail, keys) = (stores.open_trail().await, stores.open_keys().await);
        let register = stores.open_register().await;
        assert_eq!(check(&trail, &trail::statements_of_trail()).await.unwrap(), []);
        assert_eq!(check(&keys, &trail::statements_of_keys()).await.unwrap(), []);
        assert_eq!(check(&register, &trail::statements_of_register()).await.unwrap(), []);
        let names = |all: Vec<&'static dyn store::Declared>| {
            let names = all.into_iter().map(store::Declared::name);
            names.collect::<std::collections::BTreeSet<_>>()
        };
        let [of_trail, of_register, of_keys] = [
            names(trail::statements_of_trail()),
            names(trail::statements_of_register()),
            names(trail::statements_of_keys()),
        ];
        let apart: std::collections::BTreeSet<_> =
            of_trail.into_iter().chain(of_register).chain(of_keys).collect();
        assert_eq!(names(trail::statements()), apart);
    }

    async fn every_column_of_the_trail_is_classed(stores: Stores) {
        let live = tables_of(&stores.open_trail().await).await;
        let columns = Columns::ours().unwrap();
        assert_eq!(columns.check("trail", &live), Vec::<String>::new());
        assert!(live.iter().all(|table| table.strict));
        let keys = tables_of(&stores.open_keys().await).await;
        assert_eq!(columns.check("keys", &keys), Vec::<String>::new());
        let register = tables_of(&stores.open_register().await).await;
        let wrong = columns.check("register", &register);
        let ours: Vec<_> = wrong.iter().filter(|text| text.contains("trail_out")).collect();
        assert!(ours.is_empty(), "{ours:?}");
    }
}

#[test]
fn every_error_has_a_sentence_in_every_language() {
    let sequence = 1;
    let (month, first, last, kept) = (202_611, 1, 2, trail::Kept::Keys);
    let mut codes = vec![];
    codes.extend(
        [
            Error::Origin,
            Error::TooLong,
            Error::Unreadable,
            Error::Torn,
            Error::Taken,
            Error::NotThere,
        ]
        .map(|error| error.code()),
    );
    codes.extend(
        [
            NotTrue::Changed { sequence },
            NotTrue::Removed { sequence },
            NotTrue::Inserted { sequence },
            NotTrue::Reordered { sequence },
            NotTrue::CutOff { sequence },
            NotTrue::LookUp { sequence },
            NotTrue::Month { month, sequence },
            NotTrue::Tree { month, sequence },
            NotTrue::Rewritten { first, last, kept },
            NotTrue::Signature { kept },
        ]
        .map(|error| error.code()),
    );
    codes.extend([NotProved::Form, NotProved::Signature, NotProved::Path].map(|e| e.code()));
    let mut expected: Vec<String> = codes.iter().map(|code| code.text_key()).collect();
    expected.sort();
    for locale in [
        include_str!("../../../../../locales/fi/trail.ftl"),
        include_str!("../../../../../locales/sv/trail.ftl"),
        include_str!("../../../../../locales/en/trail.ftl"),
    ] {
        let sentences = locale.lines().filter_map(|line| line.split_once(" = "));
        let mut keys: Vec<String> = sentences.map(|(key, _)| key.to_owned()).collect();
        keys.sort();
        assert_eq!(keys, expected);
    }
}
