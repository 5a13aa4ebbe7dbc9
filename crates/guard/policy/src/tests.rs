//! The notices that come with the program are read and say what they must.

use crate::Policy;

/// A notice of the `notice` folder.
pub(crate) const SEED: &str = include_str!("../../../../notice/tlmaint-seed.toml");
/// The same, completed.
pub(crate) const COMPLETED: &str = include_str!("../../../../notice/tlmaint.toml");

/// Reads `text`, or shows what is wrong with it.
pub(crate) fn read(text: &str) -> Policy {
    Policy::parse(text, "notice.toml").unwrap_or_else(|broken| {
        let lines: Vec<_> = broken.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

#[test]
fn the_seed_is_read() {
    let seed = read(SEED);
    assert_eq!(seed.controller().business_id.to_string(), "1769330-9");
    assert_eq!(seed.categories().len(), 11);
}

#[test]
fn the_completed_notice_is_read() {
    let completed = read(COMPLETED);
    assert_eq!(completed.categories().len(), 12);
    assert_eq!(completed.clocks().len(), crate::Kept::ALL.len());
}

#[test]
fn the_end_of_a_connection_is_proposed_after_a_period_that_has_an_end() {
    let completed = read(COMPLETED);
    let stated = completed.connections().iter();
    let stated: Vec<_> = stated
        .map(|one| (one.kind, one.inactivity.is_some()))
        .collect();
    assert_eq!(stated[0], (crate::ConnectionKind::Customer, true));
    assert!(
        stated[1..].iter().all(|one| !one.1),
        "the others do not say"
    );
    let period = "[connection.inactivity]\nadded = \"GDPR art. 5(1)(e)\"\nperiod = \"5 years\"";
    assert!(COMPLETED.contains(period));
    for (wrong, code) in [
        ("21 years", "policy.period.above_ceiling"),
        ("for ever", "policy.period.wrong"),
        ("while in force", "policy.period.wrong"),
        ("soon", "policy.period.wrong"),
    ] {
        let text = COMPLETED.replace(period, &period.replace("5 years", wrong));
        let broken = Policy::parse(&text, "notice.toml").unwrap_err();
        assert_eq!(broken.len(), 1, "{wrong}");
        assert!(
            format!("{:?}", broken[0]).contains(code),
            "{wrong}: {:?}",
            broken[0]
        );
    }
}
