//! Recipients and disclosures as they are typed, stored and shown.

use basics::{ActorId, Day, DisclosureId, Instant, PackageId, PartyId, RecipientId, RowId};
use formats::Country;
use policy::{Category, DisclosureGround};

use crate::packages::Format;

/// Parties that one disclosure is about at most. Who wants more wants a register: the notice gives
/// specified data in single cases, and whatever is about more is refused as a bulk demand.
pub const PARTIES_MAX: usize = 20;
/// The longest words of a disclosure, in characters.
pub(super) const WORDS_MAX: usize = 1_000;
/// The longest name of a recipient, in characters.
pub(super) const NAME_MAX: usize = 200;
/// How long a disclosure may be withheld from the person at most, in days: then it is told, or
/// looked at anew.
pub const WITHHELD_DAYS_MAX: i32 = 366;

/// What a recipient is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It decides on its own purposes: a business partner (GDPR art. 4(7)).
    Partner,
    /// An authority acting on its own powers (art. 4(9)).
    Authority,
    /// It acts on our behalf under an agreement (art. 28).
    Processor,
    /// It collects claims that are due, as a controller of its own (513/1999).
    Agency,
}

impl Role {
    /// Every one.
    pub const ALL: [Self; 4] = [
        Self::Partner,
        Self::Authority,
        Self::Processor,
        Self::Agency,
    ];

    /// Its key, as it is stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Authority => "authority",
            Self::Processor => "processor",
            Self::Agency => "agency",
        }
    }

    /// The one of a key; nothing where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// The role of an entry of the notice.
    #[must_use]
    pub fn of(entry: &policy::Recipient) -> Self {
        match (entry.role, entry.ground) {
            (policy::RecipientRole::Processor, _) => Self::Processor,
            (policy::RecipientRole::Authority, _) => Self::Authority,
            (policy::RecipientRole::Controller, DisclosureGround::Collection) => Self::Agency,
            (policy::RecipientRole::Controller, _) => Self::Partner,
        }
    }

    /// The key of its text.
    #[must_use]
    pub fn text_key(self) -> String {
        ["disclosures-role-", self.key()].concat()
    }
}

/// Somebody outside who may receive data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Which.
    pub recipient: RecipientId,
    /// What it is called.
    pub name: String,
    /// Where it processes the data.
    pub country: Country,
    /// What it is.
    pub role: Role,
    /// The entries of the notice under which it may receive.
    pub entries: Vec<String>,
    /// What it may receive at most.
    pub categories: Vec<Category>,
    /// The day of its agreement.
    pub agreement: Option<Day>,
    /// The day by which the agreement is looked at again.
    pub review: Option<Day>,
    /// When it was added.
    pub added: Instant,
    /// By whom.
    pub by: ActorId,
    /// Since when it receives nothing any more.
    pub ended: Option<Instant>,
}

/// A recipient as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecipient {
    /// What it is called.
    pub name: String,
    /// Where it processes the data.
    pub country: Country,
    /// The entries of the notice under which it may receive.
    pub entries: Vec<String>,
    /// What it may receive at most.
    pub categories: Vec<Category>,
    /// The day of its agreement.
    pub agreement: Option<Day>,
    /// The day by which the agreement is looked at again.
    pub review: Option<Day>,
}

/// An authority's demand: specified, and on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// The authority's own number.
    pub reference: String,
    /// Where the paper lies.
    pub paper: String,
}

/// That the person is not told yet, because the law says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Until and with which day.
    pub until: Day,
    /// On what it rests (tietosuojalaki 34 §).
    pub secrecy: String,
}

/// What is to be given, to whom and why.
#[derive(Clone)]
pub struct Order {
    /// To whom.
    pub recipient: RecipientId,
    /// Under which entry of the notice.
    pub entry: String,
    /// Of whom, and the marks of the values.
    pub chosen: Vec<(PartyId, Vec<String>)>,
    /// Why.
    pub words: String,
    /// The authority's demand.
    pub demand: Option<Demand>,
    /// Until when the person is not told.
    pub withheld: Option<Withheld>,
    /// In which form.
    pub format: Format,
    /// For how many days it can be handed over.
    pub days: i64,
}

/// How a disclosure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for a second pair of eyes, or for its package.
    Waiting,
    /// Its package was made.
    Given(Instant, ActorId),
    /// It was given up.
    Cancelled(Instant),
}

/// What stands in the clear of a disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Which: the number by which its recipient is told of corrections.
    pub disclosure: DisclosureId,
    /// To whom.
    pub recipient: RecipientId,
    /// On which ground.
    pub ground: DisclosureGround,
    /// Under which entry of the notice.
    pub entry: String,
    /// In which form.
    pub format: Format,
    /// For how many days it can be handed over.
    pub days: i64,
    /// Of how many parties it tells.
    pub parts: i64,
    /// Whether another member of staff must confirm it.
    pub two: bool,
    /// Until which day the person is not told.
    pub withheld_until: Option<Day>,
    /// When it was prepared.
    pub prepared: Instant,
    /// By whom.
    pub by: ActorId,
    /// How it stands.
    pub state: State,
    /// What is handed over.
    pub package: Option<PackageId>,
}

impl Disclosure {
    /// Whether the person is not told of it on a day.
    #[must_use]
    pub fn is_withheld(&self, day: Day) -> bool {
        self.withheld_until.is_some_and(|until| day <= until)
    }
}

/// A disclosure as it is told of one party.
pub struct Told {
    /// The part: numbers of rows run in time.
    pub row: RowId,
    /// What stands in the clear.
    pub disclosure: Disclosure,
    /// To whom.
    pub whom: String,
    /// Why.
    pub words: String,
    /// The authority's own number of its demand.
    pub reference: Option<String>,
    /// Where the paper lies.
    pub paper: Option<String>,
    /// On what it rests that she is not told yet.
    pub secrecy: Option<String>,
    /// What was given: category and name of each value.
    pub fields: Vec<String>,
}

/// A value that can be given.
pub(super) struct Offered {
    /// Its mark.
    pub mark: String,
    /// Its category.
    pub category: Category,
    /// What it is, in words.
    pub what: String,
    /// The value, in words.
    pub text: String,
}

/// The values of one party.
pub(super) struct Of {
    /// Whose.
    pub party: PartyId,
    /// What she is called, for whoever chooses.
    pub name: String,
    /// The values.
    pub values: Vec<Offered>,
}
