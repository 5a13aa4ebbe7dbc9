//! What is proposed to be covered, as tables, and that it lies within its text.

use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn maija() -> Known {
    let mut known = Known::default();
    known.own("Maija Sofia Mallikas");
    known.own("040 123 4567, maija@example.fi");
    known.related("Matti Virtanen");
    known.related("Oy Esimerkki Ab");
    known
}

fn found(text: &str) -> Vec<(&str, Why)> {
    let hits = maija().hits(text).into_iter();
    hits.map(|hit| (&text[hit.start..hit.end], hit.why))
        .collect()
}

#[rstest]
#[case("Soita Matille, 050 765 4321.", &[("Matille", Why::Related), ("050 765 4321", Why::Phone)])]
#[case("Avain Virtaselta (+358 50 7654321)", &[("Virtaselta", Why::Related), ("+358 50 7654321", Why::Phone)])]
#[case("Laita naapuri@example.com. Oma on maija@example.fi", &[("naapuri@example.com", Why::Email)])]
#[case("Hetu 131052-308T ja 131052A9999", &[("131052-308T", Why::IdentityCode), ("131052A9999", Why::IdentityCode)])]
#[case("050 765 4321 0400 765 321", &[("050 765 4321", Why::Phone), ("0400 765 321", Why::Phone)])]
#[case("Soita 050 765 4321 iltaisin", &[("050 765 4321", Why::Phone)])]
#[case("Puh. 050 765 4321 tai 0400 765 321 aina", &[("050 765 4321", Why::Phone), ("0400 765 321", Why::Phone)])]
#[case("Oma numero 040 1234567, tilaus 24.11.2026, avain 12345", &[])]
#[case("c/o Kalle Korhonen, Koetie 3, 40100 Jyväskylä", &[("Kalle Korhonen", Why::CareOf)])]
#[case("Koetie 3 C/O: Aino\n40100 Jyväskylä", &[("Aino", Why::CareOf)])]
#[case("c/o, abc/opq, c/o ", &[])]
#[case("maton pesu, virtaa on", &[])]
#[case("Maija Mallikas soitti", &[])]
#[case("", &[])]
fn what_is_told_by_its_shape_or_by_those_beside_her_is_proposed(
    #[case] text: &str,
    #[case] expected: &[(&str, Why)],
) {
    assert_eq!(found(text), expected);
}

#[test]
fn in_whose_care_her_post_is_sent_is_not_her_own_name() {
    let mut known = maija();
    known.own("c/o Kalle Korhonen, Esimerkkitie 3");
    let pairs = known.pairs("Avain on Kalle Korhosella, Maija Esimerkkitie");
    assert_eq!(pairs.len(), 1, "{pairs:?}");
}

#[test]
fn two_capital_words_beside_each_other_may_be_a_name_unless_they_are_hers() {
    let text = "Tapasi Kalle Korhosen, Maija Mallikas ja Anna-Liisa\nEsimerkki";
    let pairs = maija().pairs(text);
    let said: Vec<&str> = pairs
        .iter()
        .map(|pair| &text[pair.start..pair.end])
        .collect();
    assert_eq!(said, ["Tapasi Kalle", "Kalle Korhosen"]);
    let readings = &pairs[1].readings;
    assert_eq!(readings[0], ("kalle".into(), "korhosen".into()));
    assert!(
        readings.contains(&("kalle".into(), "korhonen".into())),
        "{readings:?}"
    );
    assert!(readings.len() <= FORMS_MAX);
}

proptest! {
    #[test]
    fn whatever_a_text_is_its_hits_are_places_in_it_and_lie_apart(text in "[ -~åäöÅÄÖ\n’é😀]{0,80}") {
        let known = maija();
        let hits = known.hits(&text);
        for hit in &hits {
            prop_assert!(text.get(hit.start..hit.end).is_some_and(|said| !said.is_empty()));
        }
        prop_assert!(hits.windows(2).all(|both| both[0].end <= both[1].start));
        for pair in known.pairs(&text) {
            prop_assert!(text.get(pair.start..pair.end).is_some());
        }
    }

    #[test]
    fn nothing_of_a_hit_is_left_outside_when_hits_are_set_apart(places in proptest::collection::vec((0_usize..40, 1_usize..12), 0..12)) {
        let hits = || places.iter().map(|(start, long)| Hit { start: *start, end: start + long, why: Why::Named });
        let kept = apart(hits().collect());
        prop_assert!(kept.windows(2).all(|both| both[0].end <= both[1].start));
        for hit in hits() {
            prop_assert!(kept.iter().any(|one| one.start <= hit.start && hit.end <= one.end));
        }
    }
}
