//! The paths of a breach, as tables and as laws over all of them.

use proptest::prelude::*;
use rstest::rstest;

use super::*;

const HOUR: i64 = 60 * 60 * 1_000;

fn at(hours: i64) -> Instant {
    Instant::from_ms(hours * HOUR)
}

fn step(deed: Deed, hours: i64) -> Step {
    Step {
        deed,
        at: at(hours),
    }
}

fn walked(steps: &[Step]) -> Result<Breach, NotNow> {
    Breach::walked(at(0), steps.iter().copied())
}

#[test]
fn a_breach_of_high_risk_is_closed_when_authority_and_people_were_told() {
    let mut steps = vec![
        step(Deed::Noted, 1),
        step(Deed::Aware, 2),
        step(Deed::Measure, 1),
        step(Deed::Assessed(Risk::High), 3),
        step(Deed::ToldAuthority, 60),
    ];
    let open = walked(&steps).expect("it goes");
    assert_eq!(open.waits_until(), None);
    assert!(open.owes_people());
    let early = open.follow(step(Deed::Closed, 61));
    assert_eq!(early, Err(NotNow::PeopleOpen));
    steps.extend([
        step(Deed::ToldPeople, 70),
        step(Deed::ToldAuthority, 90),
        step(Deed::Closed, 100),
    ]);
    let Ok(Breach::Closed(closed)) = walked(&steps) else {
        panic!("it is over");
    };
    let was = closed.was.expect("it was certain");
    assert!(closed.breach);
    assert_eq!(was.authority, Authority::Told(at(60)), "the first counts");
}

#[rstest]
#[case(74, false)]
#[case(75, true)]
fn seventy_two_hours_run_from_awareness_hour_by_hour(#[case] hours: i64, #[case] late: bool) {
    let open = walked(&[step(Deed::Aware, 2)]).expect("it goes");
    assert_eq!(open.waits_until(), Some(at(74)));
    assert_eq!(open.known().expect("known").is_late(at(hours)), late);
}

#[rstest]
#[case(0, 0)]
#[case(1, -1)]
#[case(-1, 0)]
#[case(-HOUR, 1)]
#[case(-72 * HOUR, 72)]
fn a_begun_hour_that_is_left_counts_as_none(#[case] now: i64, #[case] left: i64) {
    assert_eq!(hours_left(at(0), Instant::from_ms(now)), left);
}

#[rstest]
#[case(&[], Deed::ToldAuthority, NotNow::NotAware)]
#[case(&[], Deed::Assessed(Risk::High), NotNow::NotAware)]
#[case(&[Deed::Aware], Deed::Aware, NotNow::AwareAlready)]
#[case(&[Deed::Aware], Deed::NotTold, NotNow::Unassessed)]
#[case(&[Deed::Aware], Deed::Closed, NotNow::Unassessed)]
#[case(&[Deed::Aware, Deed::Assessed(Risk::Risk)], Deed::NotTold, NotNow::RiskLikely)]
#[case(&[Deed::Aware, Deed::Assessed(Risk::Risk)], Deed::Closed, NotNow::AuthorityOpen)]
#[case(&[Deed::Aware, Deed::Assessed(Risk::Unlikely)], Deed::Closed, NotNow::AuthorityOpen)]
#[case(&[Deed::Aware, Deed::Assessed(Risk::Unlikely), Deed::ToldAuthority], Deed::NotTold, NotNow::ToldAlready)]
#[case(&[Deed::Aware, Deed::Assessed(Risk::Risk)], Deed::Spared(Spared::Averted), NotNow::NotHigh)]
#[case(&[Deed::NoBreach], Deed::Noted, NotNow::Over)]
fn what_may_not_follow_says_why(#[case] before: &[Deed], #[case] deed: Deed, #[case] why: NotNow) {
    let steps: Vec<Step> = before.iter().map(|deed| step(*deed, 1)).collect();
    let stands = walked(&steps).expect("it goes");
    assert_eq!(stands.follow(step(deed, 2)), Err(why));
}

#[test]
fn a_risk_found_later_takes_back_that_nobody_need_be_told() {
    let spared = [
        step(Deed::Aware, 1),
        step(Deed::Assessed(Risk::Unlikely), 2),
        step(Deed::NotTold, 3),
    ];
    let spared = walked(&spared).expect("it goes");
    assert_eq!(spared.waits_until(), None);
    let risky = spared
        .follow(step(Deed::Assessed(Risk::Risk), 4))
        .expect("assessed anew");
    assert_eq!(risky.waits_until(), Some(at(73)), "the clock never stopped");
}

#[test]
fn nothing_lies_before_it_was_noticed_and_no_report_before_awareness() {
    let early = Breach::begin(at(5)).follow(step(Deed::Aware, 4));
    assert_eq!(early, Err(NotNow::Before));
    let aware = walked(&[step(Deed::Aware, 5)]).expect("it goes");
    assert_eq!(
        aware.follow(step(Deed::ToldAuthority, 4)),
        Err(NotNow::Before)
    );
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        Just(Deed::Aware),
        Just(Deed::Noted),
        prop::sample::select(Risk::ALL.to_vec()).prop_map(Deed::Assessed),
        Just(Deed::Measure),
        prop::sample::select(Language::ALL.to_vec()).prop_map(Deed::Worded),
        Just(Deed::ToldAuthority),
        Just(Deed::NotTold),
        Just(Deed::ToldPeople),
        Just(Deed::ToldPublic),
        prop::sample::select(Spared::ALL.to_vec()).prop_map(Deed::Spared),
        Just(Deed::Closed),
        Just(Deed::NoBreach),
    ]
}

proptest! {
    #[test]
    fn no_path_closes_a_breach_that_still_owes_somebody_a_word(
        deeds in prop::collection::vec((any_deed(), 0_i64..200), 0..40),
    ) {
        let (mut stands, mut taken) = (Breach::begin(at(0)), Vec::new());
        for (deed, hours) in deeds {
            let before = stands.clone();
            let Ok(next) = stands.clone().follow(step(deed, hours)) else {
                continue;
            };
            prop_assert!(before.is_open(), "nothing follows an end");
            if let (Some(was), Some(is)) = (before.known(), next.known()) {
                prop_assert_eq!(was.aware, is.aware, "the clock begins once");
                prop_assert_eq!(was.due(), is.due());
                if let Authority::Told(first) = was.authority {
                    let told = matches!(is.authority, Authority::Told(still) if still <= first);
                    prop_assert!(told, "what the authority was told stays told");
                }
            }
            stands = next;
            taken.push(deed);
        }
        let Breach::Closed(closed) = stands else { return Ok(()) };
        let last = taken.last().copied();
        prop_assert_eq!(last, Some(if closed.breach { Deed::Closed } else { Deed::NoBreach }));
        if let Some(was) = closed.was.filter(|_| closed.breach) {
            let risk = taken.iter().rev().find_map(|deed| match deed {
                Deed::Assessed(risk) => Some(*risk),
                _ => None,
            });
            prop_assert!(taken.contains(&Deed::Aware));
            prop_assert_eq!(risk, was.risk);
            let risk = risk.expect("assessed");
            prop_assert!(risk == Risk::Unlikely || taken.contains(&Deed::ToldAuthority));
            let settled = |deed: &Deed| matches!(deed, Deed::ToldPeople | Deed::ToldPublic | Deed::Spared(_));
            prop_assert!(risk != Risk::High || taken.iter().any(settled));
        }
    }

    #[test]
    fn the_same_steps_make_the_same_breach(
        deeds in prop::collection::vec((any_deed(), 0_i64..200), 0..20),
    ) {
        let (mut stands, mut taken) = (Breach::begin(at(0)), Vec::new());
        for (deed, hours) in deeds {
            let one = step(deed, hours);
            if let Ok(next) = stands.clone().follow(one) {
                stands = next;
                taken.push(one);
            }
        }
        prop_assert_eq!(Breach::walked(at(0), taken), Ok(stands));
    }
}
