//! `doctor` on what is around a register: its folder, the clock, its certificate, its address.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::time::{Duration, SystemTime};

use crate::house::{House, names};
use crate::serving::Serving;

/// The codes of the findings.
#[track_caller]
fn found(house: &House, more: &[&str]) -> Vec<String> {
    let doctor = house.run(&[&["--json", "doctor"], more].concat());
    let json = doctor.json();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(doctor.code, i32::from(!findings.is_empty()), "{json}");
    let codes = findings
        .iter()
        .map(|one| one["code"].as_str().unwrap().to_owned());
    codes.collect()
}

#[test]
fn a_folder_that_others_get_into_is_found() {
    let house = House::made();
    assert!(found(&house, &[]).is_empty());
    fs::set_permissions(house.data(), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(found(&house, &[]), ["doctor.folder.exposed"]);
    let said = house.run(&["--lang", "en", "doctor"]).text();
    assert!(said.contains("chmod 700"), "{said}");
}

#[test]
fn a_folder_of_another_user_is_told_and_not_opened() {
    let house = House::made();
    if chown(house.data(), Some(4711), None).is_err() {
        // Only the superuser can give a folder away; for anyone else there is nothing to try.
        return;
    }
    let before = names(&house.data());
    assert_eq!(found(&house, &[]), ["doctor.folder.foreign"]);
    assert_eq!(names(&house.data()), before, "nothing was opened");
    chown(house.data(), Some(0), None).unwrap();
    assert!(found(&house, &[]).is_empty());
}

#[test]
fn a_clock_that_went_back_is_found() {
    let house = House::made();
    #[expect(
        clippy::disallowed_methods,
        reason = "the file system has no other clock"
    )]
    let later = SystemTime::now() + Duration::from_hours(1);
    let file = File::options()
        .write(true)
        .open(house.data().join("keys.sqlite"))
        .unwrap();
    file.set_modified(later).unwrap();
    assert_eq!(found(&house, &[]), ["doctor.clock.back"]);
}

#[test]
fn a_certificate_is_shown_and_what_is_wrong_with_it_is_found() {
    let house = House::empty();
    house.init(&["--host", "register.example.fi"]).done();
    let said = house.run(&["doctor"]).done().text();
    let shown = house.run(&["--json", "certificate", "show"]).done().json();
    assert!(said.contains(shown["sha256"].as_str().unwrap()), "{said}");
    let other = ["--host", "other.example.fi"];
    assert_eq!(found(&house, &other), ["doctor.certificate.other_host"]);
    fs::write(house.data().join("tls/key.pem"), "x").unwrap();
    assert_eq!(found(&house, &[]), ["listen.certificate.key_form"]);
}

#[test]
fn a_register_that_runs_is_found_to_answer_and_one_that_does_not_is_no_fault() {
    let house = House::made();
    let serving = Serving::of(&house);
    let listen = format!("127.0.0.1:{}", serving.port);
    let said = house
        .run(&["--lang", "en", "doctor", "--listen", &listen])
        .done()
        .text();
    assert!(said.contains("Somebody answers"), "{said}");
    drop(serving);
    let said = house
        .run(&["--lang", "en", "doctor", "--listen", &listen])
        .done()
        .text();
    assert!(said.contains("Nobody answers"), "{said}");
}

#[test]
fn the_root_key_is_taken_from_the_credentials_of_the_service() {
    let house = House::made();
    let credentials = house.path("credentials");
    fs::create_dir(&credentials).unwrap();
    let credential = credentials.join("seloste-root-key");
    fs::rename(house.data().join("root.key"), &credential).unwrap();
    // As systemd leaves it: an access list whose mask stands in the group's bits.
    fs::set_permissions(&credential, Permissions::from_mode(0o440)).unwrap();
    assert_eq!(found(&house, &[]), ["vault.root_key.missing"]);
    let doctor = |house: &House| {
        let mut command = house.command(&["doctor"]);
        command
            .env("CREDENTIALS_DIRECTORY", &credentials)
            .output()
            .unwrap()
    };
    assert!(doctor(&house).status.success());
    fs::set_permissions(&credential, Permissions::from_mode(0o444)).unwrap();
    assert!(!doctor(&house).status.success(), "everybody may read it");
}
