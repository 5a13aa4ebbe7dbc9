//! What a relation is, as it is asked for and as it is shown.

use basics::{Day, Instant, PartyId, RowId};
use policy::{Purpose, SourceKind};

use super::error::Error;

/// The longest apartment, and the longest text of what a relation rests on.
const APARTMENT_CHARACTERS_MAX: usize = 40;
const PROOF_CHARACTERS_MAX: usize = 500;

/// As what the other one stands to a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The manager of a housing company (isännöitsijä, asunto-osakeyhtiölaki 1599/2009 7:17 §).
    Manager,
    /// Who pays its bills.
    Payer,
    /// Who rents at one of its sites.
    Tenant,
    /// Who lives at one of its sites without renting there.
    Resident,
    /// The guardian of a person (edunvalvoja, holhoustoimilaki 442/1999).
    Guardian,
    /// Who has custody of a child (huoltaja, laki 361/1983).
    Custodian,
    /// Who speaks for the estate of the deceased (kuolinpesä, perintökaari 40/1965 18 luku).
    Estate,
    /// Whom it authorised to speak for it.
    Proxy,
}

impl Kind {
    /// All, in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::Manager,
        Self::Payer,
        Self::Tenant,
        Self::Resident,
        Self::Guardian,
        Self::Custodian,
        Self::Estate,
        Self::Proxy,
    ];

    /// `manager`, `payer` …
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Payer => "payer",
            Self::Tenant => "tenant",
            Self::Resident => "resident",
            Self::Guardian => "guardian",
            Self::Custodian => "custodian",
            Self::Estate => "estate",
            Self::Proxy => "proxy",
        }
    }

    /// What has this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether somebody lives at a site of the other one: then the relation is about the one who
    /// lives there, and goes with her data.
    #[must_use]
    pub const fn lives(self) -> bool {
        matches!(self, Self::Tenant | Self::Resident)
    }

    /// Whether the one whom it is about is always a person.
    #[must_use]
    pub const fn of_person(self) -> bool {
        matches!(self, Self::Guardian | Self::Custodian | Self::Estate)
    }

    /// Whether it may be about one site.
    #[must_use]
    pub const fn may_have_site(self) -> bool {
        self.lives() || matches!(self, Self::Payer)
    }
}

impl store::Column for Kind {
    const KIND: store::Kind = store::Kind::Text;
    const NULLABLE: bool = false;

    fn to_value(&self) -> store::Value<'_> {
        self.key().into()
    }

    fn from_value(value: store::Value<'_>) -> Result<Self, store::Error> {
        let text = value.text()?;
        Self::from_key(&text).ok_or_else(store::Error::unreadable)
    }
}

/// The matters somebody may be told about another: the care of the customer relationship, work,
/// bills. As the notice names its purposes.
pub(super) const MATTERS: [Purpose; 3] = [Purpose::Care, Purpose::Services, Purpose::Billing];

/// The matters as they are kept: `services billing`.
pub(super) fn kept(matters: &[Purpose]) -> String {
    let keys: Vec<&str> = matters.iter().map(|purpose| purpose.key()).collect();
    keys.join(" ")
}

/// The matters that were kept.
pub(super) fn of_kept(text: &str) -> Vec<Purpose> {
    let named = |matter: &Purpose| text.split(' ').any(|key| key == matter.key());
    MATTERS.into_iter().filter(named).collect()
}

/// A relation to be written down.
#[derive(Clone)]
pub struct RelationEntry {
    /// As what the other one stands to the customer on whose page it is written.
    pub kind: Kind,
    /// The other one's customer number.
    pub number: i64,
    /// The site of the customer that it is about.
    pub site: Option<RowId>,
    /// The apartment.
    pub apartment: Option<String>,
    /// What it rests on.
    pub proof: Option<String>,
    /// In which matters the other one may be told.
    pub told: Vec<Purpose>,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Option<Day>,
    /// Where it is known from.
    pub source: SourceKind,
}

/// A relation as it is shown on the page of one of the two.
pub(super) struct RelationView {
    /// Which one.
    pub(super) row: RowId,
    /// Whom it is about.
    pub(super) party: PartyId,
    /// The one of the two whose page this is not.
    pub(super) counterpart: PartyId,
    /// The name of that one; empty where the actor may not see it.
    pub(super) name: String,
    /// Whether the page is that of the one whom it is about.
    pub(super) own: bool,
    /// As what the other one stands.
    pub(super) kind: Kind,
    /// What the site is called.
    pub(super) site: Option<String>,
    /// The apartment.
    pub(super) apartment: Option<String>,
    /// What it rests on.
    pub(super) proof: Option<String>,
    /// In which matters one may be told about the other.
    pub(super) told: Vec<Purpose>,
    /// The first day.
    pub(super) from: Day,
    /// The last day.
    pub(super) until: Option<Day>,
    /// Where it is known from.
    pub(super) source: SourceKind,
    /// When it was written down.
    pub(super) recorded: Instant,
}

impl RelationView {
    /// Whether it holds on a day or will.
    #[must_use]
    pub(super) fn holds(&self, day: Day) -> bool {
        self.until.is_none_or(|until| until >= day)
    }

    /// Whether it is the one whose page this is that may be told about the other: the manager on
    /// her own page, and the resident on hers.
    #[must_use]
    pub(super) const fn tells_here(&self) -> bool {
        self.own == self.kind.lives()
    }
}

/// An apartment as it was typed, in one line.
///
/// # Errors
///
/// [`Error::Length`].
pub(super) fn apartment(text: &str) -> Result<Option<String>, Error> {
    line(text, APARTMENT_CHARACTERS_MAX)
}

/// What a relation rests on, as it was typed, in one line.
///
/// # Errors
///
/// [`Error::Length`].
pub(super) fn proof(text: &str) -> Result<Option<String>, Error> {
    line(text, PROOF_CHARACTERS_MAX)
}

fn line(text: &str, most: usize) -> Result<Option<String>, Error> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().count() > most {
        return Err(Error::Length);
    }
    Ok((!text.is_empty()).then_some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matters_are_known_again() {
        let some = vec![Purpose::Care, Purpose::Billing];
        assert_eq!(of_kept(&kept(&some)), some);
        assert_eq!(of_kept(""), []);
        assert_eq!(of_kept("marketing services"), [Purpose::Services]);
    }

    #[test]
    fn every_kind_is_known_by_its_key() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_key(kind.key()), Some(kind));
        }
        assert_eq!(Kind::from_key("friend"), None);
    }

    #[test]
    fn the_manager_is_told_on_her_page_and_the_resident_on_hers() {
        let day = Day::new(2026, 11, 29).unwrap();
        let view = |kind, own| RelationView {
            row: RowId::new(1),
            party: PartyId::new(1),
            counterpart: PartyId::new(2),
            name: String::new(),
            own,
            kind,
            site: None,
            apartment: None,
            proof: None,
            told: Vec::new(),
            from: day,
            until: Some(day),
            source: SourceKind::Person,
            recorded: Instant::from_ms(0),
        };
        assert!(view(Kind::Manager, false).tells_here());
        assert!(!view(Kind::Manager, true).tells_here());
        assert!(view(Kind::Tenant, true).tells_here());
        assert!(!view(Kind::Tenant, false).tells_here());
        assert!(view(Kind::Payer, true).holds(day));
        assert!(!view(Kind::Payer, true).holds(day.plus_days(1)));
    }
}
