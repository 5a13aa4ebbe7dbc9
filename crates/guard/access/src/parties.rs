//! The rows every party has, whatever it is: made, touched, restricted.

use basics::{Instant, PartyId};
use policy::{Action, MarketingChannel, Purpose};
use vault::{No, NoKind};

use crate::ask::{Ask, Noted};
use crate::category::{Company, Identity, Kind, Permissions, Requests};
use crate::error::Error;
use crate::marketing::{closed_by, words_of};
use crate::refusal::Refusal;
use crate::work::Work;

store::statements! {
    /// A new party.
    pub(crate) ADD_PARTY: (PartyId, PartyKind, Instant, i64, Option<Instant>) -> () =
        "insert into party (party_id, kind, created_ms, version, objects, reach_ms)
         values ($1, $2, $3, $4, '', $5)";

    /// Somebody who asks about her data and is not in the register, or not found yet: known by her
    /// request alone, and found as one who was erased is found.
    pub(crate) ADD_REQUESTER: (PartyId, PartyKind, Instant) -> () =
        "insert into party (party_id, kind, created_ms, version, objects, reach_ms, erased)
         values ($1, $2, $3, cast(1 as bigint), '', null, cast(2 as bigint))";

    /// Whether somebody is known by her request alone.
    pub(crate) IS_REQUESTER: (PartyId,) -> PartyId =
        "select party_id from party where party_id = $1 and erased = 2";

    /// What kind of party it is, how often it changed, and into which it was merged.
    pub(crate) PARTY: (PartyId,) -> (PartyKind, Instant, i64, Option<PartyId>) =
        "select kind, created_ms, version, merged_into from party where party_id = $1";

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
    /// Into which party it was merged; nothing where it stands for itself.
    pub merged: Option<PartyId>,
}

/// How often an id that is taken is drawn again.
const NEIGHBOURS_DRAWN: usize = 4;

impl<'w> Work<'w> {
    /// New parties, by hand or by a file. Marketing may reach an organisation until it forbids it,
    /// a person only after she allowed it (laki 917/2014, 200 and 202 §).
    ///
    /// # Errors
    ///
    /// The refusal, recorded, where the actor may add nobody of such a kind; the store's error.
    pub fn add_parties(
        &mut self,
        kinds: impl Iterator<Item = PartyKind>,
        how: Adding,
    ) -> Result<Vec<PartyId>, Error> {
        let (now, mut rows) = (self.now(), Vec::new());
        let mut asked: Option<PartyKind> = None;
        for kind in kinds {
            if asked.replace(kind) != Some(kind) {
                match kind {
                    PartyKind::Person => self.may_add::<Identity>(how)?,
                    PartyKind::Organisation => self.may_add::<Company>(how)?,
                }
            }
            let party = self.new_id(how);
            let reach = (kind == PartyKind::Organisation).then_some(now);
            self.added.insert(party);
            rows.push((party, kind, now, 1, reach));
        }
        let parties = rows.iter().map(|row| row.0).collect();
        self.tx.batch(&ADD_PARTY, rows)?;
        Ok(parties)
    }

    /// One new party, as [`Work::add_parties`].
    ///
    /// # Errors
    ///
    /// As that.
    pub fn add_party(&mut self, kind: PartyKind, how: Adding) -> Result<PartyId, Error> {
        let added = self.add_parties(std::iter::once(kind), how)?;
        added.into_iter().next().ok_or(Error::NotThere)
    }

    /// Somebody who asks about her data and is not in the register, or not found yet (GDPR art. 15(1):
    /// whether anything is held is what she asks). Nothing but her request says who she is, so she
    /// is found nowhere but by what may be done with requests.
    ///
    /// # Errors
    ///
    /// The refusal, recorded, where the actor may not change requests; the store's error.
    pub fn add_requester(&mut self) -> Result<PartyId, Error> {
        let _grant = self.grant::<Requests>(Ask::add())?;
        let (party, now) = (self.core.ids.party(), self.now());
        self.added.insert(party);
        self.tx
            .run_one(&ADD_REQUESTER, (party, PartyKind::Person, now))?;
        Ok(party)
    }

    /// Those that a file brings lie together.
    fn new_id(&mut self, how: Adding) -> PartyId {
        let ids = &self.core.ids;
        if how == Adding::ByHand {
            return ids.party();
        }
        let place = self
            .neighbourhood
            .get_or_insert_with(|| ids.neighbourhood());
        let mut drawn = (0..NEIGHBOURS_DRAWN).map(|_| ids.neighbour(*place));
        let fresh = drawn.find(|party| !self.added.contains(party));
        fresh.unwrap_or_else(|| ids.party())
    }

    fn may_add<C: Kind>(&mut self, how: Adding) -> Result<(), Error> {
        let _grant = self.grant::<C>(how.ask_to_add())?;
        Ok(())
    }

    /// The row of a party; nothing where there is none. It tells nothing about anyone; whether
    /// the actor may know that the party exists is decided by asking.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn party(&mut self, party: PartyId) -> Result<Option<PartyRow>, Error> {
        let row = self.tx.maybe(&PARTY, (party,))?;
        Ok(row.map(|(kind, created, version, merged)| PartyRow {
            party,
            kind,
            created,
            version,
            merged,
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
    /// [`Error::NotCovered`]; the store's error.
    pub fn restrict(
        &mut self,
        proof: &Noted<'w, Requests>,
        party: PartyId,
        restricted: bool,
    ) -> Result<(), Error> {
        if proof.imports() {
            return Err(Error::NotCovered);
        }
        proof.covers_change(party)?;
        let since = restricted.then_some(self.now());
        self.tx.run_one(&RESTRICT_PARTY, (party, since))?;
        let no = self.no(party, NoKind::Restriction, String::new());
        self.noes.push((no, restricted));
        self.forget(party);
        Ok(())
    }

    /// The person objects to these purposes too (GDPR art. 21): by her own word, or because a file
    /// says that she did.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the store's error.
    pub fn object(
        &mut self,
        proof: &Noted<'w, Permissions>,
        party: PartyId,
        purposes: &[Purpose],
    ) -> Result<(), Error> {
        proof.covers_change(party)?;
        let mut words = self.words(party)?;
        for purpose in purposes {
            if !words.iter().any(|word| word == purpose.key()) {
                words.push(purpose.key().to_owned());
                let no = self.no(party, NoKind::Objection, purpose.key().to_owned());
                self.noes.push((no, true));
            }
        }
        self.write_words(party, &words)
    }

    /// The person takes objections back. Only she does: it needs the purpose *rights*, so no file,
    /// no merge and no clerk lifts a "no".
    ///
    /// # Errors
    ///
    /// [`Refusal::Purpose`]; [`Error::NotCovered`]; the store's error.
    pub fn withdraw_objection(
        &mut self,
        proof: &Noted<'w, Permissions>,
        party: PartyId,
        purposes: &[Purpose],
    ) -> Result<(), Error> {
        proof.covers_change(party)?;
        if proof.imports() || self.purpose() != Purpose::Rights {
            return Err(Refusal::Purpose.into());
        }
        let (mut words, mut gone) = (self.words(party)?, Vec::new());
        for purpose in purposes {
            // What is said of a purpose is said of each of its channels.
            let channels = [purpose.key(), "."].concat();
            let of = |word: &String| word == purpose.key() || word.starts_with(&channels);
            gone.extend(words.iter().filter(|word| of(word)).cloned());
            words.retain(|word| !of(word));
        }
        for word in gone {
            let no = self.no(party, NoKind::Objection, word);
            self.noes.push((no, false));
        }
        self.write_words(party, &words)
    }

    /// The purposes a party objects to.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn objections(&mut self, party: PartyId) -> Result<Vec<Purpose>, Error> {
        let (_, keys) = self.tx.one(&OBJECTS, (party,))?;
        Ok(keys.split(' ').filter_map(Purpose::from_key).collect())
    }

    fn words(&mut self, party: PartyId) -> Result<Vec<String>, Error> {
        let (_, objects) = self.tx.one(&OBJECTS, (party,))?;
        Ok(words_of(&objects))
    }

    /// The words of objection of a party are these.
    pub(crate) fn write_words(&mut self, party: PartyId, words: &[String]) -> Result<(), Error> {
        self.tx.run_one(&SET_OBJECTS, (party, words.join(" ")))?;
        self.forget(party);
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

    /// Marketing may reach the party from now on. A file never says so.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the store's error.
    pub fn allow_marketing(
        &mut self,
        proof: &Noted<'w, Permissions>,
        party: PartyId,
    ) -> Result<(), Error> {
        if proof.imports() {
            return Err(Error::NotCovered);
        }
        proof.covers_change(party)?;
        self.set_reach(party, Some(self.now()))
    }

    /// Marketing may not reach the party any more: whatever the change is that brings it about.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the store's error.
    pub fn stop_marketing<C: Kind>(
        &mut self,
        proof: &Noted<'w, C>,
        party: PartyId,
    ) -> Result<(), Error> {
        proof.covers_change(party)?;
        self.set_reach(party, None)
    }

    pub(crate) fn set_reach(
        &mut self,
        party: PartyId,
        since: Option<Instant>,
    ) -> Result<(), Error> {
        self.tx.run_one(&SET_REACH, (party, since))?;
        self.forget(party);
        Ok(())
    }
}

/// How somebody comes into the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adding {
    /// By a member of staff.
    ByHand,
    /// By a file.
    ByFile,
}

impl Adding {
    /// The action it is.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::ByHand => Action::Change,
            Self::ByFile => Action::Import,
        }
    }

    /// What is asked for before anybody is there.
    #[must_use]
    pub fn ask_to_add(self) -> Ask {
        match self {
            Self::ByHand => Ask::add(),
            Self::ByFile => Ask::import(&[]),
        }
    }

    /// What is asked for about these parties.
    #[must_use]
    pub fn ask(self, parties: &[PartyId]) -> Ask {
        Ask::new(self.action(), parties)
    }
}

/// What stands against the use of a party's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stance {
    /// Since when the processing is restricted (GDPR art. 18).
    pub restricted: Option<Instant>,
    /// The purposes the person objects to (GDPR art. 21).
    pub objects: Vec<Purpose>,
    /// The channels over which she forbids marketing (art. 21(2)).
    pub no_marketing: Vec<MarketingChannel>,
}

impl Work<'_> {
    /// What stands against the use of a party's data. Whether the actor may know it is decided by
    /// asking: the objections belong to the permissions.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn stance(&mut self, party: PartyId) -> Result<Stance, Error> {
        let (restricted, objects) = self.tx.one(&OBJECTS, (party,))?;
        Ok(Stance::read(restricted, &objects))
    }
}

impl Stance {
    pub(crate) const fn nothing() -> Self {
        Self {
            restricted: None,
            objects: Vec::new(),
            no_marketing: Vec::new(),
        }
    }

    pub(crate) fn read(restricted: Option<Instant>, objects: &str) -> Self {
        Self {
            restricted,
            objects: objects.split(' ').filter_map(Purpose::from_key).collect(),
            no_marketing: closed_by(objects),
        }
    }
}
