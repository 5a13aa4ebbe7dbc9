//! Requests walked from receipt to answer, and every path that is none.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn step(deed: Deed, on: &str) -> Step {
    Step { deed, on: day(on) }
}

const BOTH: [RequestKind; 2] = [RequestKind::Access, RequestKind::MarketingObjection];

fn fresh() -> Request {
    Request::begin(day("24.11.2026"), BOTH.to_vec())
}

fn known(means: Means) -> Request {
    let identified = step(Deed::Identified(means), "25.11.2026");
    fresh().follow(identified).expect("known")
}

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
    assert_eq!(closed.ending, Ending::Answered);
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
        step(Deed::Reminded, "3.12.2026"),
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
fn an_unclear_letter_is_asked_about_and_answered_once_it_is_clear() {
    let unclear = Request::begin(day("24.11.2026"), Vec::new());
    let identified = step(Deed::Identified(Means::Known), "24.11.2026");
    let answered = step(Deed::Answered, "2.12.2026");
    let known = unclear.follow(identified).expect("known");
    assert_eq!(known.clone().follow(answered), Err(NotNow::Unclear));
    let asked = known
        .follow(step(Deed::AskedMeaning, "25.11.2026"))
        .expect("asked");
    assert_eq!(asked.waits_since(), Some(day("25.11.2026")));
    let clear = step(Deed::Understood(RequestKind::Erasure), "27.11.2026");
    let clear = asked.follow(clear).expect("clear");
    assert_eq!(clear.kinds(), [RequestKind::Erasure]);
    // Two days later than 24.12., a Saturday; 26.12. is a holiday as well.
    assert_eq!(
        (clear.waits_since(), clear.due()),
        (None, day("28.12.2026"))
    );
    let decided = Deed::Decided(RequestKind::Erasure, Outcome::Refused);
    let decided = clear.follow(step(decided, "1.12.2026")).expect("decided");
    assert!(matches!(decided.follow(answered), Ok(Request::Closed(_))));
}

#[test]
fn what_may_not_follow_says_why() {
    let on = "25.11.2026";
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
            known(Means::NotNeeded),
            Deed::Delivered(RequestKind::Access),
            NotNow::NotIdentified,
        ),
        (
            known(Means::Document),
            Deed::Delivered(RequestKind::Portability),
            NotNow::NotAskedFor,
        ),
        (fresh(), Deed::Reminded, NotNow::NothingAsked),
        (
            fresh(),
            Deed::Understood(RequestKind::Access),
            NotNow::KnownAlready,
        ),
        (known(Means::Document), Deed::Answered, NotNow::Undecided),
        (
            known(Means::Document),
            Deed::AskedIdentity,
            NotNow::AskedAlready,
        ),
        (
            known(Means::Document),
            Deed::Decided(RequestKind::Erasure, Outcome::Granted),
            NotNow::NotAskedFor,
        ),
        (
            known(Means::Document),
            Deed::Decided(RequestKind::MarketingObjection, Outcome::Unfounded),
            NotNow::Absolute,
        ),
        (
            known(Means::NotNeeded),
            Deed::Decided(RequestKind::Access, Outcome::Refused),
            NotNow::NotIdentified,
        ),
    ];
    for (request, deed, why) in cases {
        assert_eq!(request.follow(step(deed, on)), Err(why), "{deed:?}");
    }
    let earlier = step(Deed::Ended, "23.11.2026");
    assert_eq!(fresh().follow(earlier), Err(NotNow::DayBefore));
}

#[test]
fn whoever_is_found_after_all_is_recognised_before_anything_else_is_said() {
    let nothing = Deed::Decided(RequestKind::Access, Outcome::Nothing);
    let told = known(Means::NotNeeded)
        .follow(step(nothing, "25.11.2026"))
        .expect("there is nothing");
    let found = told.follow(step(Deed::Linked, "26.11.2026"));
    assert!(matches!(found, Ok(Request::Received(_))));
    let told = known(Means::Document)
        .follow(step(nothing, "25.11.2026"))
        .expect("there is nothing");
    let found = told.follow(step(Deed::Linked, "26.11.2026"));
    let Ok(Request::Identified(found)) = found else {
        panic!("she is known");
    };
    assert_eq!(found.undecided(), BOTH, "there is something after all");
}

#[test]
fn no_marketing_is_granted_to_whoever_asks_and_decided_anew_once_she_is_found() {
    let granted = Deed::Decided(RequestKind::MarketingObjection, Outcome::Granted);
    for means in [Means::NotNeeded, Means::Known] {
        let asked = Request::begin(day("24.11.2026"), vec![RequestKind::MarketingObjection]);
        let known = asked.follow(step(Deed::Identified(means), "25.11.2026"));
        let told = known.unwrap().follow(step(granted, "25.11.2026")).unwrap();
        assert!(
            matches!(&told, Request::Identified(one) if one.answer().is_ok()),
            "{means:?}"
        );
        let found = told.follow(step(Deed::Linked, "26.11.2026")).unwrap();
        match found {
            Request::Received(_) => assert_eq!(means, Means::NotNeeded),
            Request::Identified(found) => {
                assert_eq!(found.undecided(), [RequestKind::MarketingObjection]);
            }
            Request::Closed(_) => panic!("nothing was answered"),
        }
    }
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let kind = || prop::sample::select(RequestKind::ALL.to_vec());
    let outcome = prop::sample::select(Outcome::ALL.to_vec());
    prop_oneof![
        2 => Just(Deed::AskedIdentity),
        3 => prop::sample::select(Means::ALL.to_vec()).prop_map(Deed::Identified),
        2 => Just(Deed::AskedMeaning),
        3 => kind().prop_map(Deed::Understood),
        1 => Just(Deed::Reminded),
        1 => Just(Deed::Extended),
        20 => (kind(), outcome).prop_map(|(kind, outcome)| Deed::Decided(kind, outcome)),
        2 => kind().prop_map(Deed::Delivered),
        1 => Just(Deed::Linked),
        3 => Just(Deed::Answered),
        1 => (1_i64..9).prop_map(|row| Deed::Joined(RowId::new(row))),
        1 => Just(Deed::Ended),
    ]
}

/// What the deeds that were taken come to, told without any state: as whom she is known, what was
/// decided.
#[derive(Default)]
struct Told {
    means: Option<Means>,
    kinds: Vec<RequestKind>,
    decided: BTreeMap<&'static str, Outcome>,
}

impl Told {
    fn take(&mut self, deed: Deed) {
        match deed {
            Deed::Identified(means) => self.means = Some(means),
            Deed::Understood(kind) => self.kinds.push(kind),
            Deed::Decided(kind, outcome) => {
                self.decided.insert(kind.key(), outcome);
            }
            Deed::Linked if self.means == Some(Means::NotNeeded) => {
                self.means = None;
                self.decided.clear();
            }
            Deed::Linked => self.decided.retain(|kind, one| {
                let anew = ["marketing_objection", "consent_withdrawal", "objection"];
                *one != Outcome::Nothing && !(one.is_done() && anew.contains(kind))
            }),
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn no_path_reaches_an_answer_without_knowing_who_asks_and_deciding_everything(
        kinds in prop::sample::subsequence(RequestKind::ALL.to_vec(), 0..3),
        deeds in prop::collection::vec((any_deed(), 0_i32..9), 0..60),
    ) {
        let received = day("24.11.2026");
        let (mut request, mut on) = (Request::begin(received, kinds.clone()), received);
        let mut told = Told { kinds, ..Told::default() };
        for (deed, later) in deeds {
            on = on.plus_days(later);
            let (before, waited) = (request.due(), request.waits_since());
            if let Ok(next) = request.clone().follow(Step { deed, on }) {
                // The clock never loses a day: only an answer that was waited for and an extension
                // move it, and later.
                prop_assert!(next.due() >= before);
                let answers = matches!(deed, Deed::Identified(_) | Deed::Understood(_));
                let moves = (answers && waited.is_some()) || deed == Deed::Extended;
                prop_assert!(moves || next.due() == before, "{deed:?}");
                prop_assert!(next.kinds().len() >= request.kinds().len(), "nothing is taken away");
                request = next;
                told.take(deed);
            }
        }
        if let Request::Closed(Closed { ending: Ending::Answered, .. }) = request {
            let means = told.means.expect("somebody was recognised, or need not be");
            prop_assert!(!told.kinds.is_empty());
            for kind in told.kinds {
                let outcome = told.decided.get(kind.key());
                prop_assert!(outcome.is_some(), "{kind:?}");
                let nothing = outcome == Some(&Outcome::Nothing);
                let anybody = nothing || kind == RequestKind::MarketingObjection;
                prop_assert!(anybody || means != Means::NotNeeded, "{kind:?}");
                prop_assert!(!kind.absolute() || !outcome.is_some_and(|one| one.needs_words()));
            }
        }
    }
}
