//! Ten times as many as it can serve: it stays small, is slow or says politely that it is busy,
//! and is itself again afterwards.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::browser::Browser;
use crate::house::{CLERK, made, serve};

/// At once, from networks of their own, so that no limit of requests spares the register.
const AT_ONCE: u8 = 160;
const LENGTH: Duration = Duration::from_secs(8);
/// What it may take more than before, in KiB.
const MORE_MAX: u64 = 200 * 1024;

/// The memory that a process holds, in KiB.
fn resident(pid: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    let number = line.split_whitespace().nth(1).unwrap();
    number.parse().unwrap()
}

#[test]
fn ten_times_too_many_are_served_slowly_or_refused_politely_and_then_it_is_itself_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    made(&data, None);
    let (mut serving, port) = serve(&data);
    let clerk = Browser::sign_in(port, "clerk@example.com", CLERK);
    let names = ["Virtanen", "Korhonen", "Mäkinen"];
    for name in names {
        let form = [
            ("kind", "person"),
            ("first_names", "Selma"),
            ("last_name", name),
            ("language", "fi"),
            ("connection", "customer"),
            ("source", "person"),
        ];
        assert_eq!(clerk.post("/customers", &form).unwrap().status, 303);
    }
    let before = resident(serving.id());
    let answers = Mutex::new(BTreeMap::<u16, u64>::new());
    let end = Instant::now() + LENGTH;
    std::thread::scope(|scope| {
        for number in 0..AT_ONCE {
            let (answers, mut clerk) = (&answers, clerk.clone());
            clerk.moves_to(number + 10);
            scope.spawn(move || {
                while Instant::now() < end {
                    let sent = match number % 3 {
                        0 => clerk.get("/customers"),
                        1 => clerk.get("/"),
                        _ => clerk.post("/customers/hits", &[("words", "virt")]),
                    };
                    let status = sent.map_or(0, |answer| answer.status);
                    *answers.lock().unwrap().entry(status).or_default() += 1;
                }
            });
        }
    });
    let answers = answers.into_inner().unwrap();
    let more = resident(serving.id()).saturating_sub(before);
    println!("overload: {AT_ONCE} at once, answers {answers:?}, {more} KiB more at most");
    let other: Vec<_> = answers
        .keys()
        .filter(|status| !matches!(status, 200 | 429 | 503))
        .collect();
    assert!(other.is_empty(), "{answers:?}");
    assert!(
        answers.get(&200).is_some_and(|count| *count > 0),
        "{answers:?}"
    );
    assert!(more < MORE_MAX, "{more} KiB more");
    let after = clerk.get("/customers").unwrap();
    assert_eq!(after.status, 200);
    assert!(names.iter().all(|name| after.body.contains(name)));
    serving.kill().unwrap();
    serving.wait().unwrap();
}
