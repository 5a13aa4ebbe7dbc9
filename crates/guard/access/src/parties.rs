//! The rows every party has, whatever it is: made, touched, restricted.

use basics::{Instant, PartyId};
use policy::Purpose;
use vault::{No, NoKind};

use crate::error::Error;
use crate::work::Work;

store::statements! {
    /// A new party.
    pub(crate) ADD_PARTY: (PartyId, PartyKind, Instant, i64, Option<Instant>) -> () =
        "insert into party (party_id, kind, created_ms, version, objects, reach_ms)
         values ($1, $2, $3, $4, '', $5)";

    /// What kind of party it is and how often it changed.
    pub(crate) PARTY: (PartyId,) -> (PartyKind, Instant, i64) =
        "select kind, created_ms, version from party where party_id = $1";

    /// The next version of a party, where it still has the version that was seen.
    pub(crate) TOUCH_PARTY: (PartyId, i64) -> () =
        "update party set version = version + 1 where party_id = $1 and version = $2";

    /// Whether a party is restricted, and the purposes it objects to.
    pub(crate) OBJECTS: (PartyId,) -> (Option<Instant>, String) =
        "select restricted_ms, objects from party where party_id = $1";

    /// Restricts a party, or lifts the restriction.
    pub(crate) RESTRICT_PARTY: (PartyId, Option<Instant>) -> () =
        "update party set restricted_ms = $2 where party_id = $1";

    /// The purposes a party objects to.
    pub(crate) SET_OBJECTS: (PartyId, String) -> () =
        "update party set objects = $2 where party_id = $1";

    /// Opens a party to marketing, or closes it.
    pub(crate) SET_REACH: (PartyId, Option<Instant>) -> () =
        "update party set reach_ms = $2 where party_id = $1";
}

/// A natural person or a legal one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartyKind {
    /// The data subject.
    Person,
    /// A firm, a housing company, an association, an authority.
    Organisation,
}

impl PartyKind {
    /// `person` or `organisation`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
        }
    }

    /// The kind with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Person, Self::Organisation]
            .into_iter()
            .find(|kind| kind.key() == key)
    }
}

impl store::Column for PartyKind {
    const KIND: store::Kind = store::Kind::Text;
    const NULLABLE: bool = false;

    fn to_value(&self) -> store::Value<'_> {
        self.key().into()
    }

    fn from_value(value: store::Value<'_>) -> Result<Self, store::Error> {
        Self::from_key(&value.text()?).ok_or_else(store::Error::unreadable)
    }
}

/// The row every party has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartyRow {
    /// Its id.
    pub party: PartyId,
    /// What it is.
    pub kind: PartyKind,
    /// Since when it is in the register.
    pub created: Instant,
    /// How often it changed.
    pub version: i64,
}

impl Work<'_> {
    /// A new party. Marketing may reach an organisation until it forbids it, a person only after
    /// she allowed it (laki 917/2014, 200 and 202 §).
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn add_party(&mut self, kind: PartyKind) -> Result<PartyId, Error> {
        let party = self.ids().party();
        let now = self.now();
        let reach = (kind == PartyKind::Organisation).then_some(now);
        self.tx.run_one(&ADD_PARTY, (party, kind, now, 1, reach))?;
        Ok(party)
    }

    /// The row of a party; nothing where there is none. It tells nothing about anyone; whether
    /// the actor may know that the party exists is decided by asking.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn party(&mut self, party: PartyId) -> Result<Option<PartyRow>, Error> {
        let row = self.tx.maybe(&PARTY, (party,))?;
        Ok(row.map(|(kind, created, version)| PartyRow {
            party,
            kind,
            created,
            version,
        }))
    }

    /// Counts a change of the party. `seen` is the version the change was made from.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`] where someone else was faster.
    pub fn touch(&mut self, party: PartyId, seen: i64) -> Result<(), Error> {
        match self.tx.run(&TOUCH_PARTY, (party, seen))? {
            1 => Ok(()),
            _ => Err(Error::Changed),
        }
    }

    /// Restricts the processing of a party's data, or lifts the restriction (GDPR art. 18). It
    /// stands beside the keys too, so that no restored backup loses it.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn restrict(&mut self, party: PartyId, restricted: bool) -> Result<(), Error> {
        let since = restricted.then_some(self.now());
        self.tx.run_one(&RESTRICT_PARTY, (party, since))?;
        let no = self.no(party, NoKind::Restriction, String::new());
        self.noes.push((no, restricted));
        Ok(())
    }

    /// The purposes a party objects to.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn objections(&mut self, party: PartyId) -> Result<Vec<Purpose>, Error> {
        let (_, objects) = self.tx.one(&OBJECTS, (party,))?;
        Ok(objects.split(' ').filter_map(Purpose::from_key).collect())
    }

    /// The purposes a person objects to from now on (GDPR art. 21).
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn object(&mut self, party: PartyId, purposes: &[Purpose]) -> Result<(), Error> {
        let before = self.objections(party)?;
        let keys: Vec<&str> = purposes.iter().map(|purpose| purpose.key()).collect();
        self.tx.run_one(&SET_OBJECTS, (party, keys.join(" ")))?;
        for purpose in Purpose::ALL {
            let stands = purposes.contains(&purpose);
            if stands != before.contains(&purpose) {
                let no = self.no(party, NoKind::Objection, purpose.key().to_owned());
                self.noes.push((no, stands));
            }
        }
        Ok(())
    }

    fn no(&self, party: PartyId, kind: NoKind, purpose: String) -> No {
        No {
            party,
            kind,
            purpose,
            at: self.now(),
        }
    }

    /// Opens a party to marketing, or closes it.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn reach(&mut self, party: PartyId, open: bool) -> Result<(), Error> {
        let since = open.then_some(self.now());
        Ok(self.tx.run_one(&SET_REACH, (party, since))?)
    }
}
