//! Whether marketing may reach a party over a channel, and why: one pure rule.
//!
//! The person's own newest act wins; a list, a merge or the register itself never lifts a "no"
//! (GDPR art. 7(3), 21(3)). Electronic marketing to a natural person needs her consent (laki
//! sähköisen viestinnän palveluista 917/2014, 200 § 1 mom.) or a sale at which she was told (3 mom.);
//! letters and calls are open to her until she forbids them (2 mom.); to a legal person marketing is
//! open until it forbids it (202 §), and so it is to whoever speaks for one, in matters of that role.
//!
//! Pure: no clock, no store.

use std::collections::BTreeSet;

use basics::Day;
use guard::PartyKind;
use policy::{MarketingChannel, Permission, Policy, Purpose};

use super::act::{ActRow, What};

/// What the notice says of permissions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// Whether it names marketing as a purpose at all.
    pub named: bool,
    /// On which permission natural persons are reached electronically.
    pub persons: BTreeSet<Permission>,
    /// On which permission organisations are.
    pub organisations: BTreeSet<Permission>,
}

impl Rules {
    /// Those of a notice.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        let marketing = policy.marketing();
        Self {
            named: policy.purpose(Purpose::Marketing).is_some(),
            persons: marketing.map_or_else(BTreeSet::new, |one| one.persons.clone()),
            organisations: marketing.map_or_else(BTreeSet::new, |one| one.organisations.clone()),
        }
    }

    /// Whether a permission counts for such a party.
    #[must_use]
    pub fn names(&self, kind: PartyKind, permission: Permission) -> bool {
        match kind {
            PartyKind::Person => self.persons.contains(&permission),
            PartyKind::Organisation => self.organisations.contains(&permission),
        }
    }
}

/// What the rule has to know of a party beside its acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// A natural person or a legal one.
    pub kind: PartyKind,
    /// Whether she speaks for an organisation (a contact person of one).
    pub in_role: bool,
    /// The day of her death.
    pub deceased: Option<Day>,
    /// Whether the processing is restricted (GDPR art. 18).
    pub restricted: bool,
    /// The channels that the guard holds closed, and since when where the ledger beside the keys
    /// knows it.
    pub closed: Vec<(MarketingChannel, Option<Day>)>,
    /// What the notice says.
    pub rules: Rules,
}

/// Whether marketing may reach a party over a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// Yes.
    Yes,
    /// In matters of her role for an organisation alone.
    InRole,
    /// No.
    No,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// She is dead.
    Deceased(Day),
    /// The processing is restricted.
    Restricted,
    /// An act says no.
    Forbidden(ActRow),
    /// A "no" beside the keys of which the register has lost the act.
    Kept(Option<Day>),
    /// The notice names no marketing, or no permission for this channel.
    NotInNotice,
    /// She agreed.
    Consent(ActRow),
    /// A sale.
    Sale(ActRow),
    /// She speaks for an organisation (202 §).
    Role,
    /// It is an organisation and has not forbidden it (202 §).
    Organisation,
    /// Letters and calls are open until she forbids them (200 § 2 mom.).
    NotForbidden,
    /// There is neither consent nor sale (200 § 1 mom.).
    NoConsent,
}

/// A state and its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Whether marketing may reach her.
    pub allowed: Allowed,
    /// Why.
    pub why: Why,
}

/// What stands of a party's acts for a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing was said.
    Nothing,
    /// No.
    No(ActRow),
    /// A consent.
    Consent(ActRow),
    /// A sale, and no consent.
    Sale(ActRow),
}

/// What stands: the newest own act, by its day and then by when it was recorded.
pub(super) fn standing(acts: &[ActRow], channel: MarketingChannel) -> Standing {
    let mut acts: Vec<&ActRow> = acts.iter().filter(|act| act.is_about(channel)).collect();
    acts.sort_by_key(|act| (act.on, act.row));
    acts.into_iter()
        .fold(Standing::Nothing, |stands, act| match (act.what, stands) {
            (what, _) if what.is_no() => Standing::No(*act),
            (What::Consent, Standing::No(_)) if !act.teller.own_act() => stands,
            (What::Consent, _) => Standing::Consent(*act),
            // A sale is no act by which she takes anything back, and less than a consent.
            (What::SoftOptIn, Standing::Nothing | Standing::Sale(_)) => Standing::Sale(*act),
            _ => stands,
        })
}

/// Whether marketing may reach a party over a channel, and why.
#[must_use]
pub fn state(facts: &Facts, acts: &[ActRow], channel: MarketingChannel) -> State {
    let because = |allowed, why| State { allowed, why };
    let no = |why| because(Allowed::No, why);
    if let Some(day) = facts.deceased {
        return no(Why::Deceased(day));
    }
    let stands = standing(acts, channel);
    if let Standing::No(act) = stands {
        return no(Why::Forbidden(act));
    }
    // What the guard holds closed is closed, whatever the register says: it may be an old one.
    if let Some((_, since)) = facts.closed.iter().find(|(closed, _)| *closed == channel) {
        return no(Why::Kept(*since));
    }
    if facts.restricted {
        return no(Why::Restricted);
    }
    if !facts.rules.named {
        return no(Why::NotInNotice);
    }
    let counts = |permission| facts.rules.names(facts.kind, permission);
    match stands {
        Standing::Consent(act) if !channel.electronic() || counts(Permission::Consent) => {
            return because(Allowed::Yes, Why::Consent(act));
        }
        Standing::Sale(act) if counts(Permission::SoftOptIn) => {
            return because(Allowed::Yes, Why::Sale(act));
        }
        _ => {}
    }
    let opt_out = facts.rules.organisations.contains(&Permission::OptOut);
    match (facts.kind, channel.electronic()) {
        (PartyKind::Organisation, true) if !opt_out => no(Why::NotInNotice),
        (PartyKind::Organisation, _) => because(Allowed::Yes, Why::Organisation),
        (PartyKind::Person, false) => because(Allowed::Yes, Why::NotForbidden),
        (PartyKind::Person, true) if facts.in_role && opt_out => {
            because(Allowed::InRole, Why::Role)
        }
        (PartyKind::Person, true) if facts.rules.persons.is_empty() => no(Why::NotInNotice),
        (PartyKind::Person, true) => no(Why::NoConsent),
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
