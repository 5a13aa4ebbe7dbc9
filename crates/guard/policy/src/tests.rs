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
