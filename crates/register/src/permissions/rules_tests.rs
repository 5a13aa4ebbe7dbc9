//! The rule of permissions as tables, and its laws.

use basics::{Day, RowId};
use policy::Channel;
use proptest::prelude::*;
use rstest::rstest;

use super::super::act::Teller;
use super::*;
use MarketingChannel::{Email, Phone, Post, Sms};
use Teller::{List, Person, Register, Staff};
use What::{Consent, EarlierNo, Prohibition, SoftOptIn, Withdrawal};

fn day(day: i8) -> Day {
    Day::new(2026, 2, day).unwrap()
}

type Said = (i8, What, Option<MarketingChannel>, Teller);

/// Acts in the order in which they were recorded.
fn acts(said: &[Said]) -> Vec<ActRow> {
    let act = |(row, (on, what, channel, teller)): (i64, &Said)| ActRow {
        row: RowId::new(row),
        what: *what,
        channel: *channel,
        on: day(*on),
        way: Some(Channel::Phone),
        teller: *teller,
    };
    (1..).zip(said).map(act).collect()
}

fn person() -> Facts {
    Facts {
        kind: PartyKind::Person,
        in_role: false,
        deceased: None,
        restricted: false,
        closed: Vec::new(),
        rules: Rules {
            named: true,
            persons: [Permission::Consent, Permission::SoftOptIn].into(),
            organisations: [Permission::OptOut].into(),
        },
    }
}

fn organisation() -> Facts {
    Facts {
        kind: PartyKind::Organisation,
        ..person()
    }
}

/// The word of a reason, with the row of its act where there is one.
fn word(state: State) -> (Allowed, &'static str, i64) {
    let (word, row) = match state.why {
        Why::Deceased(_) => ("deceased", 0),
        Why::Restricted => ("restricted", 0),
        Why::Forbidden(act) => ("forbidden", act.row.get()),
        Why::Kept(_) => ("kept", 0),
        Why::NotInNotice => ("notice", 0),
        Why::Consent(act) => ("consent", act.row.get()),
        Why::Sale(act) => ("sale", act.row.get()),
        Why::Role => ("role", 0),
        Why::Organisation => ("organisation", 0),
        Why::NotForbidden => ("open", 0),
        Why::NoConsent => ("no consent", 0),
    };
    (state.allowed, word, row)
}

#[rstest]
#[case::nothing_said_mail_is_closed(&[], Email, (Allowed::No, "no consent", 0))]
#[case::nothing_said_messages_are_closed(&[], Sms, (Allowed::No, "no consent", 0))]
#[case::nothing_said_calls_are_open(&[], Phone, (Allowed::Yes, "open", 0))]
#[case::nothing_said_letters_are_open(&[], Post, (Allowed::Yes, "open", 0))]
#[case::consent(&[(1, Consent, Some(Email), Staff)], Email, (Allowed::Yes, "consent", 1))]
#[case::consent_is_for_its_channel(&[(1, Consent, Some(Email), Staff)], Sms, (Allowed::No, "no consent", 0))]
#[case::withdrawn(&[(1, Consent, Some(Email), Staff), (2, Withdrawal, Some(Email), Staff)], Email, (Allowed::No, "forbidden", 2))]
#[case::given_again(&[(1, Consent, Some(Email), Staff), (2, Withdrawal, Some(Email), Staff), (3, Consent, Some(Email), Person)], Email, (Allowed::Yes, "consent", 3))]
#[case::same_day_the_later_word(&[(1, Prohibition, None, Staff), (1, Consent, Some(Email), Staff)], Email, (Allowed::Yes, "consent", 2))]
#[case::an_older_consent_recorded_late(&[(5, Prohibition, None, Staff), (3, Consent, Some(Email), Staff)], Email, (Allowed::No, "forbidden", 1))]
#[case::an_older_no_recorded_late(&[(5, Consent, Some(Email), Staff), (3, Prohibition, None, Staff)], Email, (Allowed::Yes, "consent", 1))]
#[case::a_no_for_all_closes_letters(&[(1, Prohibition, None, Staff)], Post, (Allowed::No, "forbidden", 1))]
#[case::a_no_for_one_leaves_the_others(&[(1, Prohibition, Some(Phone), Staff)], Post, (Allowed::Yes, "open", 0))]
#[case::consent_to_mail_leaves_the_no_to_calls(&[(1, Prohibition, None, Staff), (2, Consent, Some(Email), Staff)], Phone, (Allowed::No, "forbidden", 1))]
#[case::a_list_lifts_no_no(&[(1, Prohibition, None, Staff), (9, Consent, Some(Email), List)], Email, (Allowed::No, "forbidden", 1))]
#[case::a_list_lifts_no_earlier_no(&[(1, EarlierNo, Some(Email), Register), (9, Consent, Some(Email), List)], Email, (Allowed::No, "forbidden", 1))]
#[case::a_list_brings_a_consent_where_nothing_stands(&[(1, Consent, Some(Email), List)], Email, (Allowed::Yes, "consent", 1))]
#[case::a_list_brings_a_no(&[(1, Consent, Some(Email), Staff), (2, Prohibition, None, List)], Email, (Allowed::No, "forbidden", 2))]
#[case::she_lifts_the_no_of_a_list(&[(2, Prohibition, None, List), (3, Consent, Some(Email), Person)], Email, (Allowed::Yes, "consent", 2))]
#[case::she_lifts_an_earlier_no(&[(1, EarlierNo, Some(Email), Register), (2, Consent, Some(Email), Staff)], Email, (Allowed::Yes, "consent", 2))]
#[case::a_sale(&[(1, SoftOptIn, Some(Email), Staff)], Email, (Allowed::Yes, "sale", 1))]
#[case::a_sale_lifts_no_no(&[(1, Prohibition, Some(Email), Staff), (2, SoftOptIn, Some(Email), Staff)], Email, (Allowed::No, "forbidden", 1))]
#[case::a_sale_lifts_no_withdrawal(&[(1, Withdrawal, Some(Email), Staff), (2, SoftOptIn, Some(Email), Staff)], Email, (Allowed::No, "forbidden", 1))]
#[case::a_no_after_a_sale(&[(1, SoftOptIn, Some(Email), Staff), (2, Prohibition, Some(Email), Staff)], Email, (Allowed::No, "forbidden", 2))]
#[case::consent_is_more_than_a_sale(&[(1, Consent, Some(Email), Staff), (2, SoftOptIn, Some(Email), Staff)], Email, (Allowed::Yes, "consent", 1))]
fn a_natural_person_is_reached_by_her_own_newest_word(
    #[case] said: &[Said],
    #[case] channel: MarketingChannel,
    #[case] expected: (Allowed, &str, i64),
) {
    assert_eq!(word(state(&person(), &acts(said), channel)), expected);
}

#[rstest]
#[case(&[], Email, (Allowed::Yes, "organisation", 0))]
#[case(&[], Post, (Allowed::Yes, "organisation", 0))]
#[case(&[(1, Prohibition, Some(Email), Staff)], Email, (Allowed::No, "forbidden", 1))]
#[case(&[(1, Prohibition, Some(Email), Staff)], Phone, (Allowed::Yes, "organisation", 0))]
fn an_organisation_is_reached_until_it_forbids_it(
    #[case] said: &[Said],
    #[case] channel: MarketingChannel,
    #[case] expected: (Allowed, &str, i64),
) {
    assert_eq!(word(state(&organisation(), &acts(said), channel)), expected);
}

#[test]
fn whoever_speaks_for_an_organisation_is_reached_in_that_role_until_she_forbids_it() {
    let facts = Facts {
        in_role: true,
        ..person()
    };
    assert_eq!(
        word(state(&facts, &[], Email)),
        (Allowed::InRole, "role", 0)
    );
    let forbidden = acts(&[(1, Prohibition, Some(Email), Staff)]);
    assert_eq!(
        word(state(&facts, &forbidden, Email)),
        (Allowed::No, "forbidden", 1)
    );
}

#[test]
fn what_the_guard_holds_closed_is_closed_whatever_the_register_remembers() {
    let facts = Facts {
        closed: vec![(Email, Some(day(3)))],
        ..person()
    };
    let lost = acts(&[(1, Consent, Some(Email), Staff)]);
    let told = state(&facts, &lost, Email);
    assert_eq!(
        (told.allowed, told.why),
        (Allowed::No, Why::Kept(Some(day(3))))
    );
    assert_eq!(word(state(&facts, &[], Phone)), (Allowed::Yes, "open", 0));
}

#[test]
fn the_dead_and_the_restricted_are_left_alone() {
    let agreed = acts(&[(1, Consent, Some(Email), Staff)]);
    let dead = Facts {
        deceased: Some(day(2)),
        ..person()
    };
    let restricted = Facts {
        restricted: true,
        ..person()
    };
    for channel in MarketingChannel::ALL {
        assert_eq!(word(state(&dead, &agreed, channel)).1, "deceased");
        assert_eq!(word(state(&restricted, &agreed, channel)).1, "restricted");
    }
}

#[test]
fn what_the_notice_does_not_name_is_closed() {
    let nothing = Facts {
        rules: Rules::default(),
        ..person()
    };
    let agreed = acts(&[(1, Consent, Some(Email), Staff)]);
    assert_eq!(word(state(&nothing, &agreed, Email)).1, "notice");
    let only_consent = Facts {
        rules: Rules {
            named: true,
            persons: [Permission::Consent].into(),
            organisations: BTreeSet::new(),
        },
        ..person()
    };
    let sold = acts(&[(1, SoftOptIn, Some(Email), Staff)]);
    assert_eq!(word(state(&only_consent, &sold, Email)).1, "no consent");
    let company = Facts {
        kind: PartyKind::Organisation,
        ..only_consent
    };
    assert_eq!(word(state(&company, &[], Email)).1, "notice");
}

fn any_act() -> impl Strategy<Value = Said> {
    let what = prop::sample::select(What::ALL.to_vec());
    let channel = prop::sample::select(vec![None, Some(Email), Some(Sms), Some(Phone), Some(Post)]);
    let teller = prop::sample::select(Teller::ALL.to_vec());
    (1_i8..28, what, channel, teller)
}

proptest! {
    /// No list, no sale and no word of the register opens what she closed.
    #[test]
    fn nothing_but_her_own_word_opens_what_is_closed(
        said in prop::collection::vec(any_act(), 0..12),
        later in prop::collection::vec(any_act(), 0..6),
    ) {
        let before = acts(&said);
        let others = later.into_iter().filter(|one| !(one.3.own_act() && one.1 == Consent));
        let mut all = said.clone();
        all.extend(others);
        for channel in MarketingChannel::ALL {
            if matches!(standing(&before, channel), Standing::No(_)) {
                let after = state(&person(), &acts(&all), channel);
                prop_assert_eq!(after.allowed, Allowed::No);
            }
        }
    }

    /// A "no" of today closes its channel whatever was said before.
    #[test]
    fn the_newest_no_closes(said in prop::collection::vec(any_act(), 0..12), channel in 0_usize..4) {
        let channel = MarketingChannel::ALL[channel];
        let mut all = said;
        all.push((28, Prohibition, Some(channel), Staff));
        prop_assert_eq!(state(&organisation(), &acts(&all), channel).allowed, Allowed::No);
    }

    /// In which order they are read does not matter.
    #[test]
    fn the_order_of_reading_does_not_matter(said in prop::collection::vec(any_act(), 0..12)) {
        let forward = acts(&said);
        let mut backward = forward.clone();
        backward.reverse();
        for channel in MarketingChannel::ALL {
            prop_assert_eq!(state(&person(), &forward, channel), state(&person(), &backward, channel));
        }
    }
}
