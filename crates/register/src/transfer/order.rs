//! What is imported and how, as the importer said it once for the whole file.
//!
//! Invariants: nothing is imported on a connection, from a source or with a ground that the notice
//! does not name; a run that goes on does so under the order it began with.

use std::str::FromStr;

use basics::{Code, Coded, Day, Language};
use formats::Artificial;
use policy::{ConnectionKind, IdentityCodeGround, Policy, SourceKind};

use crate::people::Terms;

/// What is imported, and how.
#[derive(Clone)]
pub struct Order {
    /// What the importer said about the whole file.
    pub terms: Terms,
    /// Where the data comes from, in her word.
    pub source: String,
    /// Whether rows that may be someone known are taken as new.
    pub create_likely: bool,
    /// Whether columns with unknown headings are left out.
    pub ignore_unknown: bool,
    /// Check everything, store nothing.
    pub dry_run: bool,
}

/// What the notice does not name, so that nothing is imported by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The connection, or one that cannot be told by a list.
    #[error("the notice does not name this connection")]
    Connection,
    /// The source.
    #[error("the notice does not name this source")]
    Source,
    /// The ground of identity codes.
    #[error("the notice does not name this ground")]
    Ground,
}

impl Coded for Unfit {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Connection => "people.field.connection",
            Self::Source => "transfer.order.source",
            Self::Ground => "people.field.identity_code_ground",
        })
    }
}

/// Connections that a list can bring: which organisation a contact person belongs to, a plain list
/// does not tell.
pub(super) fn connections(policy: &Policy) -> Vec<ConnectionKind> {
    let listed = |kind: &ConnectionKind| *kind != ConnectionKind::ContactPersonOf;
    let all = ConnectionKind::ALL.into_iter().filter(listed);
    all.filter(|kind| policy.holds(*kind)).collect()
}

/// Sources that the notice names; all of them where it names none.
pub(super) fn sources(policy: &Policy) -> Vec<SourceKind> {
    let named: Vec<_> = policy.sources().iter().map(|source| source.kind).collect();
    if named.is_empty() {
        SourceKind::ALL.to_vec()
    } else {
        named
    }
}

/// Grounds on which the notice lets identity codes be stored.
pub(super) fn grounds(policy: &Policy) -> Vec<IdentityCodeGround> {
    let grounds = policy
        .identity_code()
        .map(|rule| rule.grounds.iter().copied().collect());
    grounds.unwrap_or_default()
}

/// Who said it, where nobody says it otherwise: the customers themselves, or the stakeholders.
#[must_use]
pub const fn usual_source(connection: ConnectionKind) -> SourceKind {
    match connection {
        ConnectionKind::Stakeholder => SourceKind::Stakeholder,
        _ => SourceKind::Person,
    }
}

impl Order {
    /// Whether the notice allows it.
    ///
    /// # Errors
    ///
    /// What it does not name.
    pub fn fits(&self, policy: &Policy) -> Result<(), Unfit> {
        let terms = &self.terms;
        if !connections(policy).contains(&terms.connection) {
            return Err(Unfit::Connection);
        }
        if !sources(policy).contains(&terms.source) {
            return Err(Unfit::Source);
        }
        match terms.identity_code_ground {
            Some(ground) if !grounds(policy).contains(&ground) => Err(Unfit::Ground),
            _ => Ok(()),
        }
    }

    /// The order in words: what must be the same for a run that goes on.
    pub(super) fn said(&self) -> String {
        let ground = self.terms.identity_code_ground;
        [
            self.terms.connection.key(),
            self.terms.source.key(),
            ground.map_or("-", IdentityCodeGround::key),
            self.terms.language.code(),
            if self.create_likely { "create" } else { "-" },
            if self.ignore_unknown { "ignore" } else { "-" },
        ]
        .join(" ")
    }

    /// The order that was said in words.
    pub(super) fn of_said(
        said: &str,
        source: &str,
        today: Day,
        artificial: Artificial,
    ) -> Option<Self> {
        let words: Vec<&str> = said.split(' ').collect();
        let [connection, kind, ground, language, likely, unknown] = words.as_slice() else {
            return None;
        };
        Some(Self {
            terms: Terms {
                connection: ConnectionKind::from_key(connection)?,
                source: SourceKind::from_key(kind)?,
                of: None,
                from: today,
                identity_code_ground: IdentityCodeGround::from_key(ground),
                artificial,
                language: Language::from_str(language).ok()?,
                today,
            },
            source: source.to_owned(),
            create_likely: *likely == "create",
            ignore_unknown: *unknown == "ignore",
            dry_run: false,
        })
    }
}
