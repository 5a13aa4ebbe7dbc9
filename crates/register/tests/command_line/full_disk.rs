//! A disk that becomes full in the middle of an import: said in words, whole rows only.

use std::fmt::Write as _;
use std::process::Command;

use crate::house::{FIRST, House, NOTICE, PASSWORD, Ran, finished};

/// Makes a register on a file system of nine megabytes that nobody else sees, fills it by an
/// import, and says how each step ended.
const SCRIPT: &str = r#"
set -u
mount -t tmpfs -o size=9m none "$HOUSE/data" || exit 90
seloste() { "$SELOSTE" --data "$HOUSE/data/register" "$@"; }
say() { echo "$1 $2" >> "$HOUSE/codes"; }
echo "$PASSWORD" | seloste init --notice "$NOTICE" --admin administrator@example.com --password-stdin 2> "$HOUSE/told"
say init $?
printf '%s\n%s\n' "$PASSWORD" "$FIRST" | seloste staff add clerk@example.com --name Testaaja --role clerk --as administrator@example.com --password-stdin
say add $?
printf '%s\n%s\n' "$FIRST" "$PASSWORD" | seloste staff password --as clerk@example.com --password-stdin
say own $?
echo "$PASSWORD" | seloste import customers "$HOUSE/list.csv" --source x --as clerk@example.com --password-stdin > "$HOUSE/result" 2> "$HOUSE/told"
say import $?
mount -o remount,size=150m "$HOUSE/data" || exit 91
seloste trail verify > "$HOUSE/verified" 2>&1
say verify $?
cp -r "$HOUSE/data/register" "$HOUSE/copy"
echo "$PASSWORD" | seloste import customers "$HOUSE/list.csv" --source x --json --as clerk@example.com --password-stdin > "$HOUSE/again" 2>&1
say again $?
"#;

/// Whether somebody may mount something that nobody else sees.
fn may_mount(house: &House) -> bool {
    let mut command = Command::new("unshare");
    command.args([
        "--user",
        "--map-root-user",
        "--mount",
        "mount",
        "-t",
        "tmpfs",
        "none",
    ]);
    command.arg(house.data());
    finished_well(command)
}

fn finished_well(mut command: Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_full_disk_ends_an_import_in_words_and_leaves_whole_rows_only() {
    let house = House::empty();
    std::fs::create_dir(house.data()).unwrap();
    if !may_mount(&house) {
        eprintln!("not run: nothing can be mounted here");
        assert!(
            std::env::var_os("CI").is_none(),
            "a build server must mount"
        );
        return;
    }
    let mut list = String::from("Sukunimi;Sähköposti;Lisätiedot\n");
    for row in 0..8_000 {
        writeln!(list, "Mallikas{row};m{row}@example.fi;{}", "x".repeat(500)).unwrap();
    }
    house.file("list.csv", list);
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT])
        .env("HOUSE", house.path(""))
        .env("SELOSTE", env!("CARGO_BIN_EXE_seloste"))
        .env("NOTICE", NOTICE)
        .env("FIRST", FIRST)
        .env("PASSWORD", PASSWORD);
    let ran: Ran = finished(command, &[]);
    let read = |name: &str| std::fs::read_to_string(house.path(name)).unwrap_or_default();
    let told = [read("told"), read("result"), ran.told].concat();
    assert_eq!(
        read("codes"),
        "init 0\nadd 0\nown 0\nimport 1\nverify 0\nagain 0\n",
        "{told}"
    );
    assert!(told.contains("levy on täynnä"), "{told}");
    assert!(told.contains("jatkuu siitä, mihin jäi"), "{told}");
    assert!(
        read("verified").contains("Loki on ehjä"),
        "{}",
        read("verified")
    );
    let again: serde_json::Value = serde_json::from_str(&read("again")).unwrap();
    assert_eq!(
        (&again["created"], &again["rejected"]),
        (&8_000.into(), &0.into()),
        "{again}"
    );
    let copy = crate::house::House::at(house.path("copy"));
    assert_eq!(copy.register(|tx| tx.one(&crate::rows::HALVES, ())), 0);
    let parties = copy.register(|tx| tx.one(&crate::rows::PARTIES, ()));
    assert!(parties % 1_000 == 0 && parties < 8_000, "{parties}");
}
