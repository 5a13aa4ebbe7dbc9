//! Everything that a package is made from, read in one unit of work.
//!
//! Invariant: what a package tells is what the capabilities collect ([`crate::collected`]) and the
//! originals they name ([`crate::originals`]), and nothing is left out silently: where the role does
//! not see a category in which something of hers lies, no package is made.

use std::collections::BTreeSet;

use basics::{Day, Language, PartyId, hex};
use guard::{PartyKind, Work};
use policy::{Category, ConnectionKind, LegalBasis, Policy, Purpose, SourceKind};
use sha2::{Digest as _, Sha256};

use super::hits::{Known, care_of};
use super::model::{Error, PackageKind};
use crate::capability::Piece;
use crate::files::Original;
use crate::people::{Card, card_of, connections_of};
use crate::relations::names_beside;
use crate::retention;

/// What a package is made from.
pub(super) struct Gathered {
    /// Whether more stand beside her than are known by name here.
    pub(super) beside_cut: bool,
    pub(super) party: PartyId,
    pub(super) kind: PackageKind,
    /// Her own language, in which she is told.
    pub(super) language: Language,
    pub(super) card: Card,
    pub(super) pieces: Vec<Piece>,
    pub(super) originals: Vec<Original>,
    /// How long each category is kept, and why.
    pub(super) kept: Vec<retention::Told>,
    pub(super) connections: Vec<(ConnectionKind, Day, Option<Day>)>,
    /// What those beside her are called.
    beside: Vec<String>,
}

/// Reads what a package of a kind is made from.
///
/// # Errors
///
/// [`Error::NotAll`]; the refusal; the vault's and the stores' failures.
pub(super) fn gathered(
    work: &mut Work<'_>,
    party: PartyId,
    kind: PackageKind,
) -> Result<Gathered, Error> {
    let card = card_of(work, party)?;
    let language = card.language;
    let kept = retention::told_of(work, party, language)?;
    let held = kept.iter().filter(|one| !one.lots.is_empty());
    if held.into_iter().any(|one| !sees(work, one.category)) {
        return Err(Error::NotAll);
    }
    let connections = connections_of(work, party)?;
    let mut pieces = crate::collected(work, party, language)?;
    let mut originals = crate::originals(work, party)?;
    if kind == PackageKind::Portability {
        let portable = |category| is_portable(work.policy(), category, &connections);
        let gave = |source: Option<SourceKind>| source == Some(SourceKind::Person);
        pieces.retain(|one| gave(one.source) && one.ended.is_none() && portable(one.category));
        originals.retain(|one| gave(Some(one.source)) && portable(one.category));
    }
    let connected = card.connected.iter().map(|one| one.name.clone());
    let mut beside: Vec<String> = connected.collect();
    let of = card.connections.iter().filter_map(|one| one.of.as_ref());
    beside.extend(of.map(|(_, name)| name.clone()));
    let (related, more) = names_beside(work, party)?;
    beside.extend(related);
    let beside_cut = more || card.more_connected;
    Ok(Gathered {
        beside_cut,
        party,
        kind,
        language,
        card,
        pieces,
        originals,
        kept,
        connections,
        beside,
    })
}

/// Whether a role that answers requests sees a category, or the part of it that a token is.
fn sees(work: &Work<'_>, category: Category) -> bool {
    if let Some(token) = work.actor().token() {
        let power = &token.power;
        let role = power.role_sees(work.policy(), category);
        return role && power.purposes.contains(&Purpose::Rights);
    }
    let mut roles = work.policy().roles().iter();
    roles.any(|role| {
        work.actor().has_role(&role.key)
            && role.purposes.contains(&Purpose::Rights)
            && role.sees(category)
    })
}

/// The bases of a purpose for the connections of a party.
pub(super) fn bases(
    policy: &Policy,
    purpose: Purpose,
    connections: &[(ConnectionKind, Day, Option<Day>)],
) -> BTreeSet<LegalBasis> {
    policy.bases_of(purpose, connections.iter().map(|one| one.0))
}

/// Whether the right to portability reaches a category: one of its purposes rests on consent or
/// contract for a connection of hers (GDPR art. 20(1)(a)).
fn is_portable(
    policy: &Policy,
    category: Category,
    connections: &[(ConnectionKind, Day, Option<Day>)],
) -> bool {
    let mut purposes = policy.purposes_of(category).into_iter();
    purposes.any(|purpose| {
        let bases = bases(policy, purpose, connections);
        bases.into_iter().any(LegalBasis::portable)
    })
}

/// Whether the values of a category are hers by their nature, so that nobody else is sought in them.
pub(super) const fn is_her_own(category: Category) -> bool {
    matches!(
        category,
        Category::Identity
            | Category::Company
            | Category::Contact
            | Category::BirthDate
            | Category::IdentityCode
    )
}

impl Gathered {
    /// The texts in which others may be told of: each with its place among the pieces. An address is
    /// one where it says in whose care it is.
    pub(super) fn texts(&self) -> impl Iterator<Item = (usize, &Piece)> {
        let all = self.pieces.iter().enumerate();
        all.filter(|(_, piece)| !is_her_own(piece.category) || !care_of(&piece.text).is_empty())
    }

    /// What is hers, and who stands beside her.
    pub(super) fn known(&self) -> Known {
        let mut known = Known::default();
        for piece in self.pieces.iter().filter(|one| is_her_own(one.category)) {
            known.own(&piece.text);
        }
        known.own(&self.card.name);
        for name in self.card.names.iter().flatten() {
            known.own(name);
        }
        if let Some(contacts) = self.card.contacts.shown() {
            for contact in contacts {
                known.own(&contact.lines.join(", "));
            }
        }
        for name in &self.beside {
            known.related(name);
        }
        known
    }

    /// A digest of all that is looked through before a package leaves: what was written about her
    /// and which originals there are. It lies sealed with what was decided.
    pub(super) fn digest(&self) -> String {
        let own = super::ledger::piece_title(self.language);
        let laid_out = texts::say(self.language, "packages-piece");
        let handed = texts::say(self.language, "rights-deed-delivered");
        let mut digest = Sha256::new();
        let mut add = |part: &[u8]| {
            digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(part);
        };
        add(self.kind.key().as_bytes());
        let written = self.texts().filter(|(_, piece)| {
            // What the making and the handing over of copies adds itself changes nothing in them.
            let made = piece.what == own || piece.what == laid_out;
            let by_itself =
                (made || piece.what.starts_with(&handed)) && piece.category == Category::Requests;
            !by_itself && !piece.text.is_empty()
        });
        for (_, piece) in written {
            add(piece.text.as_bytes());
        }
        for original in &self.originals {
            add(&original.row.get().to_be_bytes());
        }
        hex(&digest.finalize())
    }

    /// Whether she is a person; otherwise it is an organisation.
    pub(super) fn party_kind(&self) -> PartyKind {
        self.card.kind
    }
}

/// What a text is known again by, whoever else has the same: for the keys of its hits.
pub(super) fn text_key(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    hex(digest.get(..8).unwrap_or_default())
}
