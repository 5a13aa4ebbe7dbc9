//! What a data subject may do and expect (§ 9): rights, requests, objection, automated decisions,
//! marketing.

use std::collections::BTreeSet;

use super::who::{Address, email};
use crate::mark::{Mark, Wording};
use crate::read::Table;
use crate::{Channel, Permission, SubjectRight};

/// A right the notice tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeclaredRight {
    /// Which.
    pub right: SubjectRight,
    /// What it means, and how to use it.
    pub text: Wording,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl DeclaredRight {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let right = table.need("kind", table.word("kind"));
        let text = table.need("text", table.wording("text"));
        Some(Self {
            right: right?,
            text: text?,
            mark,
        })
    }
}

/// How requests are made and answered (GDPR art. 12).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Requests {
    /// How to make one.
    pub text: Wording,
    /// To whom letters are addressed.
    pub name: Option<String>,
    /// Where they go, where not to the controller's own address.
    pub address: Option<Address>,
    /// Ways to make one.
    pub channels: BTreeSet<Channel>,
    /// Whether the notice demands writing.
    pub written: bool,
    /// Whether the notice demands a signature.
    pub signed: bool,
    /// When an answer comes (art. 12(3)).
    pub time: Option<Wording>,
    /// What it costs (art. 12(5)).
    pub cost: Option<Wording>,
    /// How the person is known to be who she says (art. 12(6)).
    pub identity: Option<Wording>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Requests {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let text = table.need("text", table.wording("text"));
        let name = table.text("name");
        let address = table.section("address", Address::read);
        let channels = table.need("channels", table.words("channels"));
        let written = table.need("written", table.flag("written"));
        let signed = table.need("signed", table.flag("signed"));
        let time = table.wording("time");
        let cost = table.wording("cost");
        let identity = table.wording("identity");
        Some(Self {
            text: text?,
            name,
            address,
            channels: channels?,
            written: written?,
            signed: signed?,
            time,
            cost,
            identity,
            mark,
        })
    }
}

/// The right to object, set apart from everything else (GDPR art. 21(4)).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Objection {
    /// To processing on the ground of a legitimate interest.
    pub text: Wording,
    /// To direct marketing: always, without a reason.
    pub marketing: Option<Wording>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Objection {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let text = table.need("text", table.wording("text"));
        let marketing = table.wording("marketing");
        Some(Self {
            text: text?,
            marketing,
            mark,
        })
    }
}

/// Whether something is done by machine alone: decisions (GDPR art. 22), profiling (art. 4(4)).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ByMachine {
    /// Whether it is done.
    pub used: bool,
    /// In the controller's words.
    pub text: Wording,
    /// The logic, its significance and consequences, where it is done (art. 13(2)(f)).
    pub logic: Option<Wording>,
    /// How a human looks at such a decision, how one states a view and contests it (art. 22(3)): a
    /// notice that names automated decisions without it is refused.
    pub review: Option<Box<Wording>>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl ByMachine {
    /// Decisions made by machine alone, with the review that each of them needs.
    pub(crate) fn read_decisions(table: &Table<'_, '_>) -> Option<Self> {
        let mut read = Self::read(table)?;
        let review = table.wording("review").map(Box::new);
        read.review = if read.used {
            Some(table.need("review", review)?)
        } else {
            review
        };
        Some(read)
    }

    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let used = table.need("used", table.flag("used"));
        let text = table.need("text", table.wording("text"));
        let logic = table.wording("logic");
        Some(Self {
            used: used?,
            text: text?,
            logic,
            review: None,
            mark,
        })
    }
}

/// Electronic direct marketing (917/2014, 200–203 §).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Marketing {
    /// In the controller's words.
    pub text: Wording,
    /// On which permission natural persons are written to (200 §).
    pub persons: BTreeSet<Permission>,
    /// On which permission organisations are written to (202 §).
    pub organisations: BTreeSet<Permission>,
    /// How to refuse, in every message (200 § 3 mom., 202 §).
    pub refusal: Option<Wording>,
    /// Where a request to stop reaches the sender (203 §).
    pub stop_address: Option<String>,
    /// That a prohibition is kept, how, and how it can be lifted (GDPR art. 21(3)).
    pub suppression: Option<Wording>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Marketing {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let text = table.need("text", table.wording("text"));
        let persons = table.words("persons").unwrap_or_default();
        let organisations = table.words("organisations").unwrap_or_default();
        let refusal = table.wording("refusal");
        let stop_address = email(table, "stop_address");
        let suppression = table.wording("suppression");
        Some(Self {
            text: text?,
            persons,
            organisations,
            refusal,
            stop_address,
            suppression,
            mark,
        })
    }
}
