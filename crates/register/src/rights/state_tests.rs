//! How a request stands, as tables and as laws over all paths.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn step(deed: Deed, on: &str) -> Step {
    Step { deed, on: day(on) }
}

const BOTH: [RequestKind; 2] = [RequestKind::Access, RequestKind::MarketingObjection];

#[test]
fn a_request_goes_from_receipt_to_answer() {
    let steps = [
        step(Deed::Identified(Means::CallBack), "25.11.2026"),
        step(
            Deed::Decided(RequestKind::Access, Outcome::Granted),
            "1.12.2026",
        ),
        step(
            Deed::Decided(RequestKind::MarketingObjection, Outcome::Granted),
            "1.12.2026",
        ),
        step(Deed::Answered, "2.12.2026"),
    ];
    let over = Request::walked(day("24.11.2026"), BOTH.to_vec(), steps).expect("it goes");
    let Request::Closed(closed) = over else {
        panic!("it is over");
    };
    assert!(closed.answered);
    // 24.12. is a Thursday before Christmas and no public holiday by law.
    assert_eq!(
        (closed.on, closed.due),
        (day("2.12.2026"), day("24.12.2026"))
    );
}

#[test]
fn the_clock_stands_still_while_it_is_asked_who_she_is() {
    let steps = [
        step(Deed::AskedIdentity, "26.11.2026"),
        step(Deed::Identified(Means::LetterOnFile), "6.12.2026"),
    ];
    let asked = Request::walked(day("24.11.2026"), BOTH.to_vec(), steps[..1].to_vec());
    assert_eq!(asked.expect("asked").waits_since(), Some(day("26.11.2026")));
    let known = Request::walked(day("24.11.2026"), BOTH.to_vec(), steps).expect("known");
    // Ten days later than 24.12.2026: a Sunday, so Monday.
    assert_eq!(known.due(), day("4.1.2027"));
    assert_eq!(known.waits_since(), None);
}

#[test]
fn the_month_becomes_three_once_and_within_the_first() {
    let received = day("30.11.2026");
    let fresh = Request::begin(received, BOTH.to_vec());
    assert_eq!(fresh.due(), day("30.12.2026"));
    let late = step(Deed::Extended, "31.12.2026");
    assert_eq!(fresh.clone().follow(late), Err(NotNow::NotExtended));
    let extended = fresh
        .follow(step(Deed::Extended, "30.12.2026"))
        .expect("in time");
    assert_eq!(extended.due(), day("1.3.2027"));
    let twice = step(Deed::Extended, "30.12.2026");
    assert_eq!(extended.follow(twice), Err(NotNow::NotExtended));
}

#[test]
fn what_may_not_follow_says_why() {
    let fresh = || Request::begin(day("24.11.2026"), BOTH.to_vec());
    let on = "25.11.2026";
    let known = || {
        fresh()
            .follow(step(Deed::Identified(Means::Document), on))
            .expect("known")
    };
    let cases = [
        (
            fresh(),
            Deed::Decided(RequestKind::Access, Outcome::Granted),
            NotNow::NotIdentified,
        ),
        (fresh(), Deed::Answered, NotNow::NotIdentified),
        (
            fresh(),
            Deed::Delivered(RequestKind::Access),
            NotNow::NotIdentified,
        ),
        (
            known(),
            Deed::Delivered(RequestKind::Portability),
            NotNow::NotAskedFor,
        ),
        (known(), Deed::Answered, NotNow::Undecided),
        (known(), Deed::AskedIdentity, NotNow::AskedAlready),
        (
            known(),
            Deed::Decided(RequestKind::Erasure, Outcome::Granted),
            NotNow::NotAskedFor,
        ),
        (
            known(),
            Deed::Decided(RequestKind::MarketingObjection, Outcome::Refused),
            NotNow::Absolute,
        ),
    ];
    for (request, deed, why) in cases {
        assert_eq!(request.follow(step(deed, on)), Err(why), "{deed:?}");
    }
    let earlier = step(Deed::Ended, "23.11.2026");
    assert_eq!(fresh().follow(earlier), Err(NotNow::DayBefore));
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let kind = prop::sample::select(RequestKind::ALL.to_vec());
    let outcome = prop::sample::select(Outcome::ALL.to_vec());
    prop_oneof![
        Just(Deed::AskedIdentity),
        prop::sample::select(Means::ALL.to_vec()).prop_map(Deed::Identified),
        Just(Deed::Extended),
        kind.clone().prop_map(Deed::Delivered),
        (kind, outcome).prop_map(|(kind, outcome)| Deed::Decided(kind, outcome)),
        Just(Deed::Answered),
        Just(Deed::Ended),
    ]
}

proptest! {
    #[test]
    fn no_path_reaches_an_answer_without_knowing_who_asks_and_deciding_everything(
        kinds in prop::sample::subsequence(RequestKind::ALL.to_vec(), 1..4),
        deeds in prop::collection::vec((any_deed(), 0_i32..20), 0..40),
    ) {
        let received = day("24.11.2026");
        let (mut request, mut on, mut taken) = (Request::begin(received, kinds.clone()), received, Vec::new());
        for (deed, later) in deeds {
            on = on.plus_days(later);
            let before = request.due();
            if let Ok(next) = request.clone().follow(Step { deed, on }) {
                // The clock never loses a day: only asking and extending move it, and later.
                prop_assert!(next.due() >= before);
                prop_assert!(matches!(deed, Deed::Identified(_) | Deed::Extended) || next.due() == before);
                request = next;
                taken.push(deed);
            }
        }
        if let Request::Closed(Closed { answered: true, .. }) = request {
            let known = taken.iter().position(|deed| matches!(deed, Deed::Identified(_)));
            let known = known.expect("somebody was recognised");
            for kind in kinds {
                let decided = taken.iter().position(|deed| matches!(deed, Deed::Decided(one, _) if *one == kind));
                prop_assert!(decided.is_some_and(|decided| decided > known), "{kind:?}");
            }
        }
    }
}
