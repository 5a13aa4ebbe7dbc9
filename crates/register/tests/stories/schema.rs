//! Every statement runs, every table has one owner, every column is classed.

use std::collections::BTreeSet;

use store::columns::Columns;
use testkit::Stores;

testkit::both_engines! {
    async fn every_statement_of_the_register_is_prepared_as_it_is_declared(stores: Stores) {
        let register = stores.open_register().await;
        let own = seloste::statements();
        let all = [guard::statements(), own].concat();
        let mismatches = store::prepared::check(&register, &all).await.unwrap();
        assert!(mismatches.is_empty(), "{mismatches:#?}");
    }

    async fn every_column_of_the_live_register_is_classed_and_every_class_is_live(stores: Stores) {
        let register = stores.open_register().await;
        let live = register.describe().await.unwrap();
        let findings = Columns::ours().unwrap().check("register", &live);
        assert!(findings.is_empty(), "{findings:#?}");
    }
}

#[test]
fn every_table_has_an_owner_that_exists() {
    let columns = Columns::ours().unwrap();
    let names = seloste::capabilities()
        .into_iter()
        .map(|capability| capability.name);
    let core = ["guard", "vault", "trail", "jobs"];
    let owners: BTreeSet<&str> = names.chain(core).collect();
    for store in ["register", "keys", "index", "trail"] {
        for (table, told) in columns.tables(store) {
            assert!(
                owners.contains(told.owner.as_str()),
                "{store}.{table} is owned by {}",
                told.owner
            );
        }
    }
}

#[test]
fn the_sealed_columns_in_code_are_those_of_the_list() {
    let columns = Columns::ours().unwrap();
    let listed: BTreeSet<(String, u32, String)> = columns
        .sealed()
        .filter(|column| column.store == "register")
        .map(|column| {
            (
                format!("{}.{}", column.table, column.column),
                u32::from(column.number),
                column.category.to_owned(),
            )
        })
        .collect();
    let declared: BTreeSet<(String, u32, String)> = seloste::capabilities()
        .into_iter()
        .flat_map(|capability| (capability.columns)())
        .map(|(name, number, category)| (name.to_owned(), number, category.key().to_owned()))
        .collect();
    assert_eq!(declared, listed);
    assert_eq!(columns.check_numbers(), Vec::<String>::new());
}
