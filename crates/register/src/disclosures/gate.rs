//! The gate: through it alone data leaves for somebody outside.
//!
//! Pure. [`scope`] says what a recipient may receive under an entry of the notice in force, and
//! [`check`] holds an order against it; an order that passed is [`Cleared`], and only a cleared one
//! is written down, opened and packed.
//!
//! Invariants: nothing is given that the notice does not name (ground, recipient, category), to a
//! third country it names no transfer to, about more than a single case, or to whom an agreement is
//! lacking; sending to the person herself is no disclosure and does not pass here.
//!
//! Sources: GDPR art. 4(9), 5(1)(b) and (c), 28, 44; tietosuojalaki 1050/2018, 34 §.

use std::collections::BTreeSet;

use basics::Day;
use formats::Country;
use policy::{Category, DisclosureGround, Policy};

use super::error::Error;
use super::model::{NewRecipient, Order, PARTIES_MAX, Recipient, Role, WITHHELD_DAYS_MAX};
use crate::packages;

/// That data may reach a country on a day: the one check for everything outside that can be set up
/// with a country, such as a recipient, a mail relay, a storage, a webhook, whoever says who signs in
/// (GDPR art. 44). Inside the European Economic Area it may; outside it only where
/// the notice names a transfer to that country with the tool that makes it lawful (art. 45–49).
///
/// # Errors
///
/// [`Error::ThirdCountry`].
pub fn reaches(policy: &Policy, country: Country, day: Day) -> Result<(), Error> {
    let transfers = policy
        .transfers()
        .map(|transfers| transfers.countries.as_slice());
    let mut named = transfers.unwrap_or_default().iter();
    let allowed = policy::in_eea_on(country, day) || named.any(|one| one.country == country);
    allowed.then_some(()).ok_or(Error::ThirdCountry)
}

/// What a recipient may receive under an entry of the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// On which ground.
    pub ground: DisclosureGround,
    /// What, at most.
    pub categories: BTreeSet<Category>,
    /// Whether another member of staff must confirm it.
    pub two: bool,
}

/// What a recipient may receive under an entry of the notice on a day.
///
/// # Errors
///
/// [`Error::Ended`], [`Error::Entry`], [`Error::ThirdCountry`], [`Error::Roles`] where the notice
/// has made it something else, [`Error::Agreement`] and [`Error::ReviewDue`] of a processor.
pub fn scope(
    policy: &Policy,
    recipient: &Recipient,
    entry: &str,
    day: Day,
) -> Result<Scope, Error> {
    if recipient.ended.is_some() {
        return Err(Error::Ended);
    }
    let own = recipient.entries.iter().any(|one| one == entry);
    let stated = policy.recipients().iter().find(|one| one.key == entry);
    let stated = stated.filter(|_| own).ok_or(Error::Entry)?;
    let grounds = policy
        .disclosure()
        .map(|disclosure| disclosure.grounds.as_slice());
    let mut grounds = grounds.unwrap_or_default().iter();
    let ground = grounds
        .find(|one| one.ground == stated.ground)
        .ok_or(Error::Entry)?;
    if Role::of(stated) != recipient.role {
        return Err(Error::Roles);
    }
    reaches(policy, recipient.country, day)?;
    if recipient.role == Role::Processor {
        recipient.agreement.ok_or(Error::Agreement)?;
        if recipient.review.is_none_or(|review| review < day) {
            return Err(Error::ReviewDue);
        }
    }
    let may = |category: &Category| recipient.categories.contains(category);
    Ok(Scope {
        ground: stated.ground,
        categories: stated.categories.iter().copied().filter(may).collect(),
        two: ground.two,
    })
}

/// An order that passed the gate.
pub struct Cleared {
    /// What was ordered.
    pub(super) order: Order,
    /// To whom.
    pub(super) recipient: Recipient,
    /// What that one may receive.
    pub(super) scope: Scope,
}

/// Holds an order against what its recipient may receive.
///
/// # Errors
///
/// [`Error`], as [`scope`] and for each thing that a ground needs and the order lacks.
pub fn check(
    policy: &Policy,
    recipient: Recipient,
    order: Order,
    day: Day,
) -> Result<Cleared, Error> {
    let scope = scope(policy, &recipient, &order.entry, day)?;
    match order.chosen.len() {
        0 => return Err(Error::Nothing),
        1..=PARTIES_MAX => {}
        _ => return Err(Error::Bulk),
    }
    if order.chosen.iter().any(|(_, marks)| marks.is_empty()) {
        return Err(Error::Nothing);
    }
    if order.words.is_empty() {
        return Err(Error::Words);
    }
    if !(1..=packages::DAYS_MAX).contains(&order.days) {
        return Err(Error::Form);
    }
    let demanded = scope.ground == DisclosureGround::AuthorityDemand;
    match &order.demand {
        Some(demand) if demand.reference.is_empty() || demand.paper.is_empty() => {
            return Err(Error::Demand);
        }
        None if demanded => return Err(Error::Demand),
        _ => {}
    }
    if let Some(withheld) = &order.withheld {
        let last = day.plus_days(WITHHELD_DAYS_MAX);
        let fits = demanded && !withheld.secrecy.is_empty();
        if !fits || withheld.until <= day || withheld.until > last {
            return Err(Error::Withheld);
        }
    }
    Ok(Cleared {
        order,
        recipient,
        scope,
    })
}

/// Holds a recipient against the notice before it is added; what it is.
///
/// # Errors
///
/// [`Error`].
pub fn admit(policy: &Policy, new: &NewRecipient, day: Day) -> Result<Role, Error> {
    let stated = policy.recipients().iter();
    let stated: Vec<_> = stated
        .filter(|one| new.entries.contains(&one.key))
        .collect();
    if stated.is_empty() || stated.len() != new.entries.len() {
        return Err(Error::Entry);
    }
    let mut roles = stated.iter().map(|one| Role::of(one));
    let role = roles.next().ok_or(Error::Entry)?;
    if roles.any(|other| other != role) {
        return Err(Error::Roles);
    }
    let named = |one: &&policy::Recipient| match &one.who {
        policy::Receiver::Named(name) => *name == new.name,
        policy::Receiver::Group(_) => true,
    };
    if !stated.iter().all(named) {
        return Err(Error::NotNamed);
    }
    reaches(policy, new.country, day)?;
    let allowed = |category: &Category| stated.iter().any(|one| one.categories.contains(category));
    if new.categories.is_empty() || !new.categories.iter().all(allowed) {
        return Err(Error::Categories);
    }
    if new.agreement.is_some_and(|agreement| agreement > day) {
        return Err(Error::Day("agreement"));
    }
    let ahead = new.review.is_some_and(|review| review > day);
    match role {
        Role::Processor if new.agreement.is_none() || !ahead => Err(Error::Agreement),
        _ if new.review.is_some() && !ahead => Err(Error::Day("review")),
        _ => Ok(role),
    }
}

/// That a standing feed may go to a recipient: to a processor under an agreement that is looked at
/// again, and to nobody else; to another controller nothing goes by itself.
///
/// # Errors
///
/// [`Error::FeedToController`]; as [`scope`].
pub fn feeds(
    policy: &Policy,
    recipient: &Recipient,
    entry: &str,
    day: Day,
) -> Result<Scope, Error> {
    if recipient.role != Role::Processor {
        return Err(Error::FeedToController);
    }
    scope(policy, recipient, entry, day)
}

#[cfg(test)]
mod tests {
    use basics::{ActorId, Instant, PartyId, RecipientId};
    use rstest::rstest;

    use super::super::model::{Demand, Withheld};
    use super::*;
    use crate::packages::Format;

    const NOTICE: &str = include_str!("../../../../notice/tlmaint.toml");

    fn policy() -> Policy {
        Policy::parse(NOTICE, "notice.toml").unwrap()
    }

    fn day() -> Day {
        Day::new(2026, 11, 24).unwrap()
    }

    fn new(entries: &[&str], country: &str) -> NewRecipient {
        NewRecipient {
            name: "Yhteistyö Esimerkki Oy".to_owned(),
            country: Country::parse(country).unwrap(),
            entries: entries.iter().map(|one| (*one).to_owned()).collect(),
            categories: vec![Category::Contact, Category::Identity],
            agreement: None,
            review: None,
        }
    }

    fn recipient(entries: &[&str], role: Role) -> Recipient {
        let new = new(entries, "FI");
        Recipient {
            recipient: RecipientId::new(1),
            name: new.name,
            country: new.country,
            role,
            entries: new.entries,
            categories: new.categories,
            agreement: Some(day().plus_days(-10)),
            review: Some(day().plus_days(10)),
            added: Instant::from_ms(0),
            by: ActorId::new(1),
            ended: None,
        }
    }

    fn order(entry: &str) -> Order {
        Order {
            recipient: RecipientId::new(1),
            entry: entry.to_owned(),
            chosen: vec![(PartyId::new(1), vec!["mark".to_owned()])],
            words: "Tilattu työ 12".to_owned(),
            demand: None,
            withheld: None,
            format: Format::Pdf,
            days: 7,
        }
    }

    fn demand() -> Demand {
        Demand {
            reference: "5500/R/1/26".to_owned(),
            paper: "Mappi 3".to_owned(),
        }
    }

    #[rstest]
    #[case("FI", true)]
    #[case("NO", true)]
    #[case("US", false)]
    #[case("GB", false)]
    #[case("CH", false)]
    fn data_reaches_the_eea_alone_while_the_notice_says_so(#[case] code: &str, #[case] may: bool) {
        let country = Country::parse(code).unwrap();
        assert_eq!(reaches(&policy(), country, day()).is_ok(), may);
        let new = new(&["subcontractor"], code);
        let admitted = admit(&policy(), &new, day());
        assert_eq!(admitted.is_ok(), may);
    }

    #[test]
    fn a_transfer_that_the_notice_names_opens_its_country() {
        let with = format!(
            "{NOTICE}\n[[transfers.country]]\ncode = \"CH\"\ntool = \"adequacy\"\n\
             text = {{ fi = \"2000/518/EY\", sv = \"2000/518/EG\", en = \"2000/518/EC\" }}\n"
        );
        let policy = Policy::parse(&with, "notice.toml").unwrap();
        let reached = |code| reaches(&policy, Country::parse(code).unwrap(), day());
        assert!(reached("CH").is_ok() && reached("US").is_err());
    }

    #[test]
    fn a_recipient_is_what_the_notice_makes_it() {
        let policy = policy();
        let partner = admit(
            &policy,
            &new(&["subcontractor", "house_manager"], "FI"),
            day(),
        );
        assert_eq!(partner.unwrap(), Role::Partner);
        let refused = |new: NewRecipient| admit(&policy, &new, day()).unwrap_err();
        assert!(matches!(refused(new(&[], "FI")), Error::Entry));
        assert!(matches!(refused(new(&["nobody"], "FI")), Error::Entry));
        assert!(matches!(
            refused(new(&["subcontractor", "authorities"], "FI")),
            Error::Roles
        ));
        assert!(matches!(
            refused(new(&["collection_agency"], "FI")),
            Error::NotNamed
        ));
        let mut beyond = new(&["subcontractor"], "FI");
        beyond.categories.push(Category::Messages);
        assert!(matches!(refused(beyond), Error::Categories));
        let mut processor = new(&["accounting_firm"], "FI");
        "Tilitoimisto Esimerkki Oy".clone_into(&mut processor.name);
        assert!(matches!(refused(processor.clone()), Error::Agreement));
        processor.agreement = Some(day());
        processor.review = Some(day());
        assert!(
            matches!(refused(processor.clone()), Error::Agreement),
            "reviewed today, and never again"
        );
        processor.review = Some(day().plus_days(365));
        assert_eq!(admit(&policy, &processor, day()).unwrap(), Role::Processor);
    }

    #[test]
    fn what_a_recipient_may_receive_is_what_both_the_notice_and_its_entry_say() {
        let mut one = recipient(&["subcontractor"], Role::Partner);
        one.categories.push(Category::Billing);
        let may = scope(&policy(), &one, "subcontractor", day()).unwrap();
        assert_eq!(may.ground, DisclosureGround::OrderedService);
        assert_eq!(
            may.categories,
            BTreeSet::from([Category::Identity, Category::Contact])
        );
        let refused = |one: &Recipient, entry| scope(&policy(), one, entry, day()).unwrap_err();
        assert!(matches!(refused(&one, "house_manager"), Error::Entry));
        let mut ended = one.clone();
        ended.ended = Some(Instant::from_ms(1));
        assert!(matches!(refused(&ended, "subcontractor"), Error::Ended));
        let other = recipient(&["subcontractor"], Role::Authority);
        assert!(matches!(refused(&other, "subcontractor"), Error::Roles));
        let mut due = recipient(&["accounting_firm"], Role::Processor);
        due.review = Some(day().plus_days(-1));
        assert!(matches!(refused(&due, "accounting_firm"), Error::ReviewDue));
    }

    #[test]
    fn an_order_lacks_nothing_that_its_ground_needs() {
        let partner = || recipient(&["subcontractor"], Role::Partner);
        let authority = || recipient(&["authorities"], Role::Authority);
        let refused = |recipient, order| check(&policy(), recipient, order, day()).err().unwrap();
        assert!(check(&policy(), partner(), order("subcontractor"), day()).is_ok());
        let mut none = order("subcontractor");
        none.chosen[0].1.clear();
        assert!(matches!(refused(partner(), none), Error::Nothing));
        let mut wordless = order("subcontractor");
        wordless.words.clear();
        assert!(matches!(refused(partner(), wordless), Error::Words));
        let bare = order("authorities");
        assert!(matches!(refused(authority(), bare.clone()), Error::Demand));
        let mut demanded = bare;
        demanded.demand = Some(demand());
        assert!(check(&policy(), authority(), demanded.clone(), day()).is_ok());
        let of_all = (0..=PARTIES_MAX).map(|at| PartyId::new(i64::try_from(at).unwrap()));
        let mut bulk = demanded.clone();
        bulk.chosen = of_all
            .map(|party| (party, vec!["mark".to_owned()]))
            .collect();
        assert!(matches!(refused(authority(), bulk), Error::Bulk));
        let mut unpapered = demanded;
        unpapered.demand = Some(Demand {
            paper: String::new(),
            ..demand()
        });
        assert!(matches!(refused(authority(), unpapered), Error::Demand));
    }

    #[test]
    fn only_a_demand_of_an_authority_is_withheld_and_not_for_ever() {
        let withheld = |days, secrecy: &str| Withheld {
            until: day().plus_days(days),
            secrecy: secrecy.to_owned(),
        };
        let mut demanded = order("authorities");
        demanded.demand = Some(demand());
        let authority = || recipient(&["authorities"], Role::Authority);
        for (days, secrecy, good) in [
            (30, "Esitutkinta", true),
            (0, "Esitutkinta", false),
            (367, "Esitutkinta", false),
            (30, "", false),
        ] {
            let mut order = demanded.clone();
            order.withheld = Some(withheld(days, secrecy));
            let checked = check(&policy(), authority(), order, day());
            assert_eq!(checked.is_ok(), good, "{days} {secrecy}");
        }
        let mut hidden = order("subcontractor");
        hidden.withheld = Some(withheld(30, "Esitutkinta"));
        let partner = recipient(&["subcontractor"], Role::Partner);
        assert!(matches!(
            check(&policy(), partner, hidden, day()),
            Err(Error::Withheld)
        ));
    }

    #[test]
    fn a_standing_feed_goes_to_processors_alone() {
        let processor = recipient(&["accounting_firm"], Role::Processor);
        assert!(feeds(&policy(), &processor, "accounting_firm", day()).is_ok());
        for (entry, role) in [
            ("subcontractor", Role::Partner),
            ("authorities", Role::Authority),
            ("collection_agency", Role::Agency),
        ] {
            let other = recipient(&[entry], role);
            assert!(matches!(
                feeds(&policy(), &other, entry, day()),
                Err(Error::FeedToController)
            ));
        }
    }
}
