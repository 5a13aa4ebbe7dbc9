//! What changes is told, and what must be heeded is marked.

use rstest::rstest;

use super::*;
use crate::tests::{COMPLETED, SEED, read};

/// What changes where `from` is replaced by `to` in the completed notice.
fn after(from: &str, to: &str) -> Vec<Change> {
    assert!(COMPLETED.contains(from), "{from}");
    diff(&read(COMPLETED), &read(&COMPLETED.replacen(from, to, 1)))
}

#[test]
fn two_notices_that_say_the_same_do_not_differ() {
    assert_eq!(diff(&read(COMPLETED), &read(COMPLETED)), []);
    // Where something stands in the file, and why it was added, is no part of what it says.
    let moved = format!("# moved\n\n{COMPLETED}").replace("GDPR art. 13", "GDPR");
    assert_eq!(diff(&read(COMPLETED), &read(&moved)), []);
}

#[rstest]
#[case("period = \"6 months\"", "period = \"3 months\"", Some(Heed::Shorter))]
#[case("period = \"6 months\"", "period = \"9 months\"", Some(Heed::Longer))]
#[case("period = \"6 months\"", "period = \"not stated\"", Some(Heed::Longer))]
#[case(
    "starts = \"arrival\"",
    "starts = \"completion\"",
    Some(Heed::OtherStart)
)]
#[case("period = \"12 months\"\nstarts", "period = \"1 year\"\nstarts", None)]
#[case("ground = \"need\"", "ground = \"claims\"", None)]
fn a_changed_clock_says_which_way(
    #[case] from: &str,
    #[case] to: &str,
    #[case] heed: Option<Heed>,
) {
    let changes = after(from, to);
    // Twelve months are a year: nothing changes at all.
    assert!(changes.len() <= 1);
    assert_eq!(changes.first().and_then(|change| change.heed), heed);
}

#[test]
fn a_first_period_counts_as_a_shorter_one() {
    let changes = diff(&read(SEED), &read(COMPLETED));
    let clocks: Vec<_> = changes
        .iter()
        .filter(|change| change.section == "clock")
        .collect();
    assert_eq!(clocks.len(), Kept::ALL.len());
    assert!(clocks.iter().all(|clock| clock.heed == Some(Heed::Shorter)));
    assert!(Heed::Shorter.waits() && Heed::OtherStart.waits() && !Heed::Longer.waits());
}

#[test]
fn a_new_purpose_is_told_first_and_a_lost_category_is_marked() {
    let (seed, completed) = (read(SEED), read(COMPLETED));
    assert_eq!(completed.vanishing(&seed), [Category::SiteAccess]);
    let back = diff(&completed, &seed);
    let lost = back
        .iter()
        .find(|change| change.heed == Some(Heed::CategoryVanishes))
        .unwrap();
    assert_eq!(lost.about.as_ref().unwrap().key, "site_access");

    let mut without = SEED.to_owned();
    let start = without.find("[[purpose]]\nkey = \"statistics\"").unwrap();
    let end = without[start + 1..].find("[[purpose]]\n").unwrap() + start + 1;
    without.replace_range(start..end, "");
    let fewer = read(&without);
    assert_eq!(fewer.new_purposes(&seed), [Purpose::Statistics]);
    let changes = diff(&fewer, &seed);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].heed, Some(Heed::ToldFirst));
}

#[rstest]
#[case(
    "fi = \"TL-Maint Oy:n asiakas- ja markkinointirekisteri\"",
    "fi = \"x\"",
    "register"
)]
#[case("phone = \"050 3293 392\"", "phone = \"050 3293 393\"", "contact")]
#[case("country = \"FI\"\nrole", "country = \"SE\"\nrole", "recipient")]
#[case("rights = [\"import\", \"merge\"]", "rights = [\"import\"]", "role")]
#[case("signed = false", "signed = true", "requests")]
#[case("given = \"freely\"", "given = \"by_law\"", "category")]
#[case("next_review = 2027-11-02", "next_review = 2028-11-02", "interest")]
#[case(
    "[connection.inactivity]\nadded = \"GDPR art. 5(1)(e)\"\nperiod = \"5 years\"",
    "[connection.inactivity]\nadded = \"GDPR art. 5(1)(e)\"\nperiod = \"4 years\"",
    "connection"
)]
fn each_difference_stands_in_its_section(
    #[case] from: &str,
    #[case] to: &str,
    #[case] section: &str,
) {
    let changes = after(from, to);
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0].section, changes[0].kind),
        (section, ChangeKind::Changed)
    );
    assert_ne!(changes[0].before, changes[0].after);
}

#[test]
fn a_lost_field_is_marked_and_its_shorter_time_waits() {
    let completed = read(COMPLETED);
    let start = COMPLETED.find("[[field]]").unwrap();
    let end = COMPLETED.find("[identity_code]").unwrap();
    let none = [&COMPLETED[..start], &COMPLETED[end..]].concat();
    let lost = diff(&completed, &read(&none));
    assert_eq!(lost.len(), completed.fields().len());
    for change in &lost {
        let told = (change.section, change.kind, change.heed);
        let vanishes = Some(Heed::FieldVanishes);
        assert_eq!(told, ("field", ChangeKind::Removed, vanishes));
    }
    let keys: Vec<String> = completed
        .vanishing_fields(&read(&none))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        keys,
        ["heating", "next_service", "buildings", "call_time", "pets"]
    );
    let added = diff(&read(&none), &completed);
    assert!(added.iter().all(|one| one.kind == ChangeKind::Added));
    let pets = "period = \"12 months\"\ntext";
    for (to, heed) in [
        ("period = \"6 months\"\ntext", Some(Heed::Shorter)),
        ("text", Some(Heed::Longer)),
    ] {
        let changes = after(pets, to);
        assert_eq!(changes.len(), 1);
        assert_eq!((changes[0].section, changes[0].heed), ("field", heed));
    }
    let heating = "kind = \"choice\"\ncategory = \"services\"";
    let moved = after(heating, "kind = \"choice\"\ncategory = \"other\"");
    assert_eq!((moved.len(), moved[0].heed), (1, Some(Heed::FieldVanishes)));
    let other = after("fi = \"öljy\"", "fi = \"polttoöljy\"");
    assert_eq!((other.len(), other[0].heed), (1, None));
    assert_ne!(other[0].before, other[0].after);
}

#[rstest]
#[case(Language::Fi)]
#[case(Language::Sv)]
#[case(Language::En)]
fn from_the_seed_to_the_completed_notice_in_words(#[case] language: Language) {
    let lines: Vec<_> = diff(&read(SEED), &read(COMPLETED))
        .iter()
        .map(|change| change.sentence(language))
        .collect();
    insta::assert_snapshot!(format!("completed_{language}"), lines.join("\n"));
}
