//! The real migrations: they apply on both engines, make the same tables, and every column is
//! classed.

use std::path::Path;

use store::columns::Columns;
use store::{Db, Engine, Error, Location, Schema, Settings, describe, schemas};
use testkit::{Stores, both_engines};

const NONE: Vec<String> = Vec::new();

fn locations(stores: &Stores) -> [(&'static Schema, Location); 4] {
    let at = stores.locations.clone();
    [
        (&schemas::KEYS, at.keys),
        (&schemas::REGISTER, at.register),
        (&schemas::INDEX, at.index),
        (&schemas::TRAIL, at.trail),
    ]
}

async fn open(location: &Location, schema: &Schema) -> Result<Db, Error> {
    Db::open(location, schema, Settings::default()).await
}

/// A schema with these migrations, for as long as the program runs.
fn schema(migrations: &[(&'static str, &'static str)]) -> Schema {
    Schema {
        name: "shelf",
        migrations: Vec::leak(migrations.to_vec()),
    }
}

const FIRST: (&str, &str) = (
    "V1__box.sql",
    "create table box (box_id bigint primary key);",
);
const SECOND: (&str, &str) = ("V2__lid.sql", "alter table box add column lid text;");
const BROKEN: (&str, &str) = (
    "V2__lid.sql",
    "create table lid (lid_id bigint primary key); nonsense;",
);

both_engines! {
    async fn every_table_is_ours_in_kind_and_every_column_is_classed(stores: Stores) {
        let columns = Columns::ours().unwrap();
        let mut found = columns.check_numbers();
        for (schema, location) in locations(&stores) {
            let db = open(&location, schema).await.unwrap();
            let live = db.describe().await.unwrap();
            found.extend(describe::oddities(&live));
            found.extend(columns.check(schema.name, &live));
            db.close().await;
        }
        assert_eq!(found, NONE);
    }

    async fn opening_a_second_time_changes_nothing(stores: Stores) {
        for (schema, location) in locations(&stores) {
            let (one, two) = (open(&location, schema).await, open(&location, schema).await);
            let (one, two) = (one.unwrap(), two.unwrap());
            assert_eq!(one.describe().await.unwrap(), two.describe().await.unwrap());
        }
    }

    async fn stores_that_open_at_once_are_migrated_once(stores: Stores) {
        let location = stores.own();
        let opening = (0..6).map(|_| {
            let location = location.clone();
            tokio::spawn(async move { open(&location, &schemas::REGISTER).await.map(drop) })
        });
        for opened in opening.collect::<Vec<_>>() {
            opened.await.unwrap().unwrap();
        }
    }

    async fn a_store_of_a_newer_program_is_refused(stores: Stores) {
        let newer = open(&stores.own(), &schema(&[FIRST, SECOND])).await.unwrap();
        newer.close().await;
        let refused = open(&stores.own(), &schema(&[FIRST])).await.err();
        assert_eq!(refused, Some(Error::Newer { store: "shelf", version: 2 }));
    }

    async fn a_migration_that_was_edited_after_it_ran_is_refused(stores: Stores) {
        open(&stores.own(), &schema(&[FIRST])).await.unwrap().close().await;
        let edited = (FIRST.0, "create table box (box_id bigint primary key, lid text);");
        let refused = open(&stores.own(), &schema(&[edited])).await.err();
        assert_eq!(refused, Some(Error::Changed { store: "shelf", version: 1 }));
    }

    async fn a_migration_that_fails_leaves_nothing_of_itself(stores: Stores) {
        let refused = open(&stores.own(), &schema(&[FIRST, BROKEN])).await.err();
        assert!(matches!(refused, Some(Error::Migration { store: "shelf", .. })), "{refused:?}");
        let db = open(&stores.own(), &schema(&[FIRST, SECOND])).await.unwrap();
        let tables = db.describe().await.unwrap();
        assert_eq!(tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["box"]);
        assert_eq!(tables[0].columns.len(), 2);
    }
}

#[test]
fn both_engines_hold_the_same_tables_column_by_column() {
    let Some(server) = Stores::fresh(Engine::Postgres) else {
        return;
    };
    testkit::on(Engine::Sqlite, async |files| {
        for ((schema, file), (_, server)) in locations(&files).into_iter().zip(locations(&server)) {
            let file = open(&file, schema).await.unwrap().describe().await.unwrap();
            let server = open(&server, schema)
                .await
                .unwrap()
                .describe()
                .await
                .unwrap();
            assert_eq!(
                describe::differences(&file, &server),
                NONE,
                "{}",
                schema.name
            );
        }
    });
}

#[test]
fn a_column_that_differs_between_the_engines_is_told() {
    let table = |nullable| describe::TableInfo {
        name: "box".to_owned(),
        columns: vec![describe::ColumnInfo {
            name: "lid".to_owned(),
            kind: Some(store::Kind::Text),
            declared: "text".to_owned(),
            nullable,
            key_place: 0,
        }],
        strict: true,
    };
    assert_eq!(
        describe::differences(&[table(true)], &[table(false)]).len(),
        1
    );
    assert_eq!(describe::differences(&[table(true)], &[]).len(), 1);
    assert_eq!(
        describe::oddities(&[table(true)]),
        ["box has no primary key"]
    );
}

#[test]
fn no_file_of_a_migration_is_passed_over() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    for schema in schemas::ALL {
        let files = std::fs::read_dir(folder.join(schema.name)).unwrap();
        let mut files: Vec<String> = files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        let mut listed: Vec<&str> = schema.migrations.iter().map(|(file, _)| *file).collect();
        files.sort();
        listed.sort_unstable();
        assert_eq!(files, listed, "{}", schema.name);
    }
}
