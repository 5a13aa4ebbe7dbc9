//! To whom data is given, and across which borders (§ 7); how it is protected (§ 8).

use std::collections::BTreeSet;

use basics::{Language, Texts};
use formats::Country;

use super::country;
use super::why::plain_key;
use crate::check::About;
use crate::mark::{Mark, Wording};
use crate::read::Table;
use crate::{Category, DisclosureGround, RecipientRole, TransferTool};

/// When data is given to someone outside.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Disclosure {
    /// The grounds, each in the controller's words.
    pub grounds: Vec<DeclaredGround>,
    /// What is never done: for other reasons, by itself.
    pub limits: Option<Wording>,
    /// Whether data goes to partners by itself.
    pub automatic: bool,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// A ground of disclosure in the controller's words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeclaredGround {
    /// Which.
    pub ground: DisclosureGround,
    /// In the controller's words.
    pub text: Wording,
    /// Whether somebody else than whoever prepared it confirms each disclosure on this ground.
    pub two: bool,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Disclosure {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let grounds = table.list("ground", |ground| {
            let mark = ground.mark();
            let key = ground.need("key", ground.word("key"));
            let text = ground.need("text", ground.wording("text"));
            let two = ground.flag("two").unwrap_or(false);
            Some(DeclaredGround {
                ground: key?,
                text: text?,
                two,
                mark,
            })
        });
        let limits = table.wording("limits");
        let automatic = table.need("automatic", table.flag("automatic"));
        Some(Self {
            grounds,
            limits,
            automatic: automatic?,
            mark,
        })
    }
}

/// Who is meant by a recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receiver {
    /// One, by name.
    Named(String),
    /// A group, in words.
    Group(Wording),
}

/// A recipient or a group of recipients (GDPR art. 13(1)(e)).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recipient {
    /// Its name in the file; a recorded disclosure refers to it.
    pub key: String,
    /// Who.
    pub who: Receiver,
    /// Where it processes the data.
    pub country: Country,
    /// What it is.
    pub role: RecipientRole,
    /// Why it may receive.
    pub ground: DisclosureGround,
    /// What it may receive, at most.
    pub categories: BTreeSet<Category>,
    /// What for.
    pub text: Wording,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Recipient {
    pub(crate) fn about(&self) -> About {
        let [fi, sv, en] = Language::ALL.map(|language| self.who.name_in(language).to_owned());
        About::own(&self.key, Texts { fi, sv, en })
    }

    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let key = plain_key(table, "key");
        let name = table.text("name").map(Receiver::Named);
        let group = table.wording("group").map(Receiver::Group);
        let who = match (name, group) {
            (Some(_), Some(_)) => {
                table.refuse("policy.recipient.both", "group", vec![]);
                None
            }
            (name, group) => table.need("name", name.or(group)),
        };
        let country = table.need("country", country::read(table, "country"));
        let role: Option<RecipientRole> = table.need("role", table.word("role"));
        let ground = table.need("ground", table.word("ground"));
        let categories = table.need("categories", table.words("categories"));
        let text = table.need("text", table.wording("text"));
        let (role, ground) = (role?, ground?);
        if (role == RecipientRole::Processor) != (ground == DisclosureGround::Processing) {
            table.refuse("policy.recipient.ground", "ground", vec![]);
        }
        Some(Self {
            key: key?,
            who: who?,
            country: country?,
            role,
            ground,
            categories: categories?,
            text: text?,
            mark,
        })
    }
}

/// Transfers outside the EEA (GDPR art. 13(1)(f), 44–49).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transfers {
    /// In the controller's words.
    pub text: Wording,
    /// The countries; empty where none receives anything.
    pub countries: Vec<Transfer>,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// A transfer to one country outside the EEA.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transfer {
    /// To where.
    pub country: Country,
    /// What makes it lawful.
    pub tool: TransferTool,
    /// The safeguard, and how to get a copy of it.
    pub text: Wording,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Transfers {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let text = table.need("text", table.wording("text"));
        let countries = table.list("country", |country| {
            let mark = country.mark();
            let code = country.need("code", country::read(country, "code"));
            let tool = country.need("tool", country.word("tool"));
            let text = country.need("text", country.wording("text"));
            Some(Transfer {
                country: code?,
                tool: tool?,
                text: text?,
                mark,
            })
        });
        Some(Self {
            text: text?,
            countries,
            mark,
        })
    }
}

/// How the data is protected (GDPR art. 30(1)(g), 32).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Security {
    /// The measures, in the controller's words.
    pub measures: Vec<Wording>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Security {
    pub(crate) fn read(table: &Table<'_, '_>) -> Self {
        let mark = table.mark();
        let measures = table.list("measure", Table::sentence);
        Self { measures, mark }
    }
}
