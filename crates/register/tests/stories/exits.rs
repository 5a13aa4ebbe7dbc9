//! Whatever hands out files is known: each leads through the gate of disclosures, or is a named right
//! of those inside, or holds nothing of anybody.
//!
//! The sources themselves are read, so that a new way out fails here until somebody says what it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// By what something leaves.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// Through the gate of disclosures: recipient, ground, persons, categories.
    Gate,
    /// As a package that was made by the gate, or for the person it is about.
    Package,
    /// By a right of those inside, or to the person herself: which, and why it is no disclosure.
    Inside(&'static str),
    /// Nothing of anybody is in it: what it is.
    Nobodys(&'static str),
}

use Way::{Gate, Inside, Nobodys, Package};

/// What in a source file says that something is handed out or written to the disk.
const MARKS: [&str; 12] = [
    "CONTENT_DISPOSITION",
    "saved(",
    "Body::from_stream",
    "streamed(",
    "read_out(",
    "File::create",
    "File::options",
    "OpenOptions",
    "fs::write",
    "create_new",
    "io::stdout",
    ".persist(",
];

/// The source files that hand something out.
const FILES: &[(&str, Way)] = &[
    (
        "cli/moving.rs",
        Inside("import: the rows that were not taken, back to who brought them"),
    ),
    ("cli/operate.rs", Nobodys("made-up customers")),
    (
        "cli/outward.rs",
        Inside("export, with a reason; a whole register sealed by two"),
    ),
    (
        "cli/screen.rs",
        Nobodys("how every command prints: each is in the list of commands"),
    ),
    ("export/flow.rs", Inside("export, with a reason")),
    ("files/pages/open.rs", Inside("a look at a file's category")),
    ("folder/mod.rs", Nobodys("key files of the data folder")),
    (
        "informing/pages.rs",
        Inside("import or rights: letters to the persons themselves"),
    ),
    ("keeping/mod.rs", Inside("operation: backups, sealed")),
    ("keeping/restore.rs", Inside("operation: backups, sealed")),
    ("listen/made.rs", Nobodys("the certificate of the register")),
    ("notice/edit/file.rs", Nobodys("a draft of the notice")),
    ("packages/outward.rs", Package),
    ("relocation.rs", Nobodys("the settings of the data folder")),
    (
        "retention/pages/case.rs",
        Nobodys("a receipt: lots, counts, days and laws"),
    ),
    (
        "transfer/api/follow.rs",
        Inside("import: the rows that were not taken, back to who brought them"),
    ),
    ("transfer/pages/compared.rs", Nobodys("counts")),
    (
        "transfer/pages/rejected.rs",
        Inside("import: the rows that were not taken, back to who brought them"),
    ),
    (
        "access/pages/review.rs",
        Inside("rights and export: a copy, to the person herself"),
    ),
    (
        "breaches/pages/papers.rs",
        Inside("breaches: to the authority, and to the persons themselves"),
    ),
    (
        "breaches/pages/seen.rs",
        Inside("breaches, with a reason: whom somebody saw"),
    ),
    ("oversight/report.rs", Nobodys("figures of a month")),
    (
        "web/download.rs",
        Nobodys("how a file is handed out: whoever does stands here"),
    ),
    (
        "web/piped.rs",
        Nobodys("how an answer comes piece by piece: whoever gives one stands here"),
    ),
    (
        "rights/pages/letters.rs",
        Inside("rights: letters to the persons themselves"),
    ),
];

/// Parts of an address that say that it may hand out a file.
const WORDS: [&str; 19] = [
    "backup",
    "compared",
    "csv",
    "disclosures",
    "download",
    "export",
    "fetch",
    "file",
    "json",
    "key",
    "letters",
    "mail",
    "package",
    "passphrase",
    "pdf",
    "picture",
    "print",
    "receipt",
    "rejected",
];

/// The addresses that may hand out a file, or lead to one.
const ADDRESSES: &[(&str, Way)] = &[
    (
        "/customers/{id}/files",
        Inside("a look at a file's category"),
    ),
    (
        "/customers/{id}/files/{file}",
        Inside("a look at a file's category"),
    ),
    ("/customers/{party}/disclosures", Gate),
    ("/customers/{party}/disclosures/new", Gate),
    ("/customers/{party}/disclosures/preview", Gate),
    ("/customers/{party}/disclosures/to-tell", Gate),
    (
        "/customers/{party}/files",
        Inside("a look at a file's category"),
    ),
    (
        "/customers/{party}/files/deed",
        Inside("a change of a file's category"),
    ),
    (
        "/customers/{party}/files/{file}",
        Inside("a look at a file's category"),
    ),
    (
        "/customers/{party}/files/{file}/picture",
        Inside("a look at a file's category"),
    ),
    ("/customers/{party}/packages", Package),
    ("/disclosures", Gate),
    ("/disclosures/recipients", Gate),
    ("/disclosures/recipients/{recipient}", Gate),
    ("/disclosures/to-tell", Gate),
    ("/disclosures/{disclosure}", Gate),
    ("/disclosures/{disclosure}/cancel", Gate),
    ("/disclosures/{disclosure}/give", Gate),
    ("/export", Inside("export, with a reason")),
    ("/export/file", Inside("export, with a reason")),
    ("/exports", Inside("export, with a reason")),
    ("/exports/counts", Inside("export, with a reason")),
    ("/fetch/{token}", Package),
    ("/import/checks/{file}", Inside("import")),
    ("/import/checks/{file}/columns", Inside("import")),
    ("/import/checks/{file}/discard", Inside("import")),
    ("/import/checks/{file}/events", Inside("import")),
    ("/import/checks/{file}/progress", Inside("import")),
    ("/import/{batch}/compared", Nobodys("counts")),
    ("/import/{batch}/compared.csv", Nobodys("counts")),
    (
        "/import/{batch}/rejected",
        Inside("import: the rows that were not taken"),
    ),
    (
        "/import/{batch}/rejected.xlsx",
        Inside("import: the rows that were not taken"),
    ),
    (
        "/import/checks/{file}/rejected",
        Inside("import: the rows that would not be taken"),
    ),
    (
        "/import/checks/{file}/rejected.xlsx",
        Inside("import: the rows that would not be taken"),
    ),
    ("/imports/checks/{file}", Inside("import")),
    ("/imports/checks/{file}/imports", Inside("import")),
    ("/imports/checks/{file}/runs", Inside("import")),
    (
        "/imports/{id}/rejected",
        Inside("import: the rows that were not taken"),
    ),
    ("/notice/draft/download", Nobodys("a draft of the notice")),
    ("/notice/draft/file", Nobodys("a draft of the notice")),
    (
        "/notice/due/letters",
        Inside("letters to the persons themselves"),
    ),
    (
        "/notice/due/mail",
        Inside("e-mails to the persons themselves"),
    ),
    ("/notice/pdf", Nobodys("the notice")),
    ("/packages/{package}", Package),
    ("/packages/{package}/address", Package),
    ("/packages/{package}/close", Package),
    ("/packages/{package}/key", Package),
    ("/packages/{package}/passphrase", Package),
    ("/packages/{package}/print", Package),
    ("/packages/{package}/sealed", Package),
    ("/packages/{package}/withdraw", Package),
    (
        "/retention/cases/{case}/notices/{file}",
        Nobodys("lots, counts, days and laws"),
    ),
    (
        "/retention/cases/{case}/receipt.json",
        Nobodys("lots, counts, days and laws"),
    ),
    (
        "/retention/cases/{case}/receipt.pdf",
        Nobodys("lots, counts, days and laws"),
    ),
    (
        "/retention/cases/{case}/receipt.txt",
        Nobodys("lots, counts, days and laws"),
    ),
    ("/schema/customers-1.json", Nobodys("the form of an export")),
    (
        "/set-up/keys",
        Nobodys("the copy of the keys, before there is anybody"),
    ),
    (
        "/set-up/notice/file",
        Nobodys("a notice, before there is anybody"),
    ),
    (
        "/breaches/seen.csv",
        Inside("breaches, with a reason: whom somebody saw"),
    ),
    (
        "/breaches/{breach}/people/letters",
        Inside("letters to the persons themselves"),
    ),
    (
        "/breaches/{breach}/people/mail",
        Inside("e-mails to the persons themselves"),
    ),
    (
        "/customers/{party}/access/{package}",
        Inside("rights: what is looked through"),
    ),
    (
        "/customers/{party}/access/{package}/copy",
        Inside("rights and export: a copy, to the person herself"),
    ),
    ("/customers/{party}/access/{package}/sealed", Package),
    (
        "/customers/{party}/requests/mail",
        Nobodys("an e-mail that comes in"),
    ),
    (
        "/customers/{party}/requests/papers/{file}",
        Inside("rights: a paper of a request"),
    ),
    ("/requests/mail", Nobodys("an e-mail that comes in")),
    ("/schema/access-1.json", Nobodys("the form of a copy")),
];

/// The jobs. None gives anything to anybody by itself.
const JOBS: &[(&str, Way)] = &[
    ("bulk", Nobodys("forgets what can be undone no more")),
    ("checkpoint", Nobodys("signs the trail")),
    ("files", Nobodys("destroys files")),
    ("import-files", Nobodys("destroys files")),
    ("keys-ahead", Nobodys("makes keys")),
    ("merges", Nobodys("removes rows")),
    ("packages", Nobodys("destroys packages")),
    ("reindex", Nobodys("writes the index")),
    ("retention", Nobodys("erases")),
    ("sessions", Nobodys("forgets sessions")),
    ("statistics", Nobodys("counts")),
    ("trail-clock", Nobodys("lets lines of the trail go")),
    (
        "access-packages",
        Nobodys("erases what was decided about copies"),
    ),
    ("oversight", Nobodys("counts looks, erases old breaches")),
];

/// The commands.
const COMMANDS: &[(&str, Way)] = &[
    ("Backup", Inside("operation: sealed, without keys")),
    ("Certificate", Nobodys("the certificate of the register")),
    ("Completions", Nobodys("words of the program")),
    ("Demo", Nobodys("made-up customers")),
    ("Disclosures", Gate),
    ("Doctor", Nobodys("states and counts")),
    (
        "Export",
        Inside("export, with a reason; a whole register sealed by two"),
    ),
    ("Find", Inside("a search, signed in")),
    ("Import", Inside("import: the rows that were not taken")),
    ("Init", Nobodys("a new register")),
    ("Keys", Inside("operation: wrapped keys")),
    ("Manual", Nobodys("words of the program")),
    ("Move", Inside("operation: to the register's own server")),
    ("Notice", Nobodys("the notice")),
    ("People", Inside("a look, signed in")),
    ("Restore", Inside("operation: sealed")),
    ("Retention", Inside("a look, signed in; counts")),
    ("Sample", Nobodys("made-up customers")),
    (
        "Serve",
        Nobodys("the pages: each is in the list of addresses"),
    ),
    ("Staff", Inside("staff, signed in")),
    ("Token", Inside("staff, signed in")),
    ("Trail", Inside("trail, signed in")),
    ("Breach", Inside("breaches, signed in")),
    (
        "Rights",
        Inside("rights, signed in; a copy with export as well"),
    ),
];

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file below a folder, by its path from there.
fn read(root: &Path, folder: &Path, all: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, all);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            all.insert(name.replace('\\', "/"), fs::read_to_string(&path).unwrap());
        }
    }
}

fn all() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    read(&sources(), &sources(), &mut all);
    assert!(all.len() > 200, "the sources are read");
    all
}

/// The quoted texts that follow a mark, past blanks.
fn quoted<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    let after = text.split(mark).skip(1).map(str::trim_start);
    let quoted = after.filter_map(|rest| rest.strip_prefix('"')?.split('"').next());
    quoted.collect()
}

/// That what is found and what is listed are the same.
fn same(what: &str, found: &BTreeSet<String>, listed: &[(&str, Way)]) {
    for (name, way) in listed {
        if let Inside(why) | Nobodys(why) = way {
            assert!(why.len() > 3, "{name}: nobody says why it may leave");
        }
    }
    let known: BTreeSet<String> = listed.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(known.len(), listed.len(), "{what}: each stands there once");
    let new: Vec<_> = found.difference(&known).collect();
    assert!(
        new.is_empty(),
        "{what}: nobody said through what these leave: {new:?}"
    );
    let gone: Vec<_> = known.difference(found).collect();
    assert!(gone.is_empty(), "{what}: these are no more: {gone:?}");
}

#[test]
fn every_file_of_the_sources_that_hands_something_out_is_known() {
    let sources = all();
    let marked = |text: &str| {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        MARKS.iter().any(|mark| code.contains(mark))
    };
    let found = sources.iter().filter(|(_, text)| marked(text));
    same(
        "files",
        &found.map(|(name, _)| name.clone()).collect(),
        FILES,
    );
}

#[test]
fn every_address_that_may_hand_out_a_file_is_known() {
    let mut found = BTreeSet::new();
    for text in all().values() {
        let routes = quoted(text, ".route(").into_iter();
        let operations = quoted(text, "path =")
            .into_iter()
            .filter(|path| path.starts_with('/'));
        let named = routes
            .chain(operations)
            .filter(|path| WORDS.iter().any(|word| path.contains(word)));
        found.extend(named.map(str::to_owned));
    }
    same("addresses", &found, ADDRESSES);
}

#[test]
fn every_job_is_known() {
    let sources = all();
    let jobs = &sources["jobs/mod.rs"];
    let (_, table) = jobs.split_once("static JOBS").unwrap();
    let table = table.split("];").next().unwrap();
    let names = quoted(table, "name:").into_iter().map(str::to_owned);
    same("jobs", &names.collect(), JOBS);
}

#[test]
fn every_command_is_known() {
    let sources = all();
    let (_, tree) = sources["cli/args.rs"].split_once("enum Command {").unwrap();
    let tree = tree.split("\n}").next().unwrap();
    let lines = tree.lines().filter_map(|line| line.strip_prefix("    "));
    let names = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    let word = |line: &str| {
        line.split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap()
            .to_owned()
    };
    same("commands", &names.map(word).collect(), COMMANDS);
}

/// What passed the gate is made by the gate alone, and what it gives is packed by packages alone.
#[test]
fn nothing_packs_a_disclosure_but_what_passed_the_gate() {
    for (name, text) in all() {
        if text.contains("Held::Disclosures") {
            let own = ["packages/", "disclosures/"]
                .iter()
                .any(|folder| name.starts_with(folder));
            assert!(own, "{name} packs for somebody else, past the gate");
        }
        if text.contains("Cleared {") {
            assert_eq!(name, "disclosures/gate.rs");
        }
    }
}
