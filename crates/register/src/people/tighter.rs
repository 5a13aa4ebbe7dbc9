//! What a list says no to, about somebody who is in the register already.
//!
//! Invariant: a list only ever tightens. It adds a marketing ban or a turvakielto and takes none
//! away, whatever stands in it (GDPR art. 21; laki 661/2009, 36 §).

use std::collections::BTreeMap;

use basics::PartyId;
use guard::category::{Company, Identity, Permissions};
use guard::{Ask, Noted, PartyKind, PartyRow, Work};
use policy::{Category, MarketingChannel, Purpose};

use super::difference::{Step, note};
use super::model::{Deed, Entry, Error};
use super::{addresses, queries, terms};
use crate::permissions::{self, Act, Teller, What, Words};

/// What an entry says no to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tighter {
    /// Marketing is forbidden.
    pub marketing_ban: bool,
    /// The person has a turvakielto.
    pub protected: bool,
}

impl Tighter {
    /// What this entry says no to.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            marketing_ban: entry.bans_marketing(),
            protected: entry.is_protected(),
        }
    }

    /// Whether it says no to nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        !self.marketing_ban && !self.protected
    }
}

/// Applies what rows of a file say no to, to these parties; what holds already stays as it is.
///
/// # Errors
///
/// The refusal where one of the parties may not be touched; the store's failure.
pub fn tighten(work: &mut Work<'_>, parties: &[(PartyId, Tighter)]) -> Result<(), Error> {
    let mut wanted: BTreeMap<PartyId, Tighter> = BTreeMap::new();
    for (party, tighter) in parties {
        let all = wanted.entry(*party).or_default();
        all.marketing_ban |= tighter.marketing_ban;
        all.protected |= tighter.protected;
    }
    let mut needed = Vec::new();
    for (party, tighter) in wanted {
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        let needs = lacking(work, party, tighter)?;
        if !needs.is_empty() {
            needed.push((row, needs));
        }
    }
    let all: Vec<PartyId> = needed.iter().map(|(row, _)| row.party).collect();
    let of = |kind: PartyKind| -> Vec<PartyId> {
        let those = needed.iter().filter(|(row, _)| row.kind == kind);
        those.map(|(row, _)| row.party).collect()
    };
    let (persons, organisations) = (of(PartyKind::Person), of(PartyKind::Organisation));
    if !persons.is_empty() {
        let _noted = work.ask::<Identity>(Ask::import(&persons))?;
    }
    if !organisations.is_empty() {
        let _noted = work.ask::<Company>(Ask::import(&organisations))?;
    }
    let bans = needed.iter().any(|(_, needs)| needs.marketing_ban);
    let permissions = if bans {
        Some(work.ask::<Permissions>(Ask::import(&all))?)
    } else {
        None
    };
    for (row, needs) in needed {
        apply(work, permissions.as_ref(), &row, needs)?;
        let now = work.party(row.party)?.ok_or(guard::Error::NotThere)?;
        work.touch(row.party, now.version)?;
    }
    Ok(())
}

/// What does not hold yet.
///
/// # Errors
///
/// The stores' failures.
pub(super) fn lacking(
    work: &mut Work<'_>,
    party: PartyId,
    tighter: Tighter,
) -> Result<Tighter, Error> {
    let objects = work.objections(party)?;
    let (_, _, protected, _) = work.tx().one(&queries::PROFILE, (party,))?;
    Ok(Tighter {
        marketing_ban: tighter.marketing_ban && !objects.contains(&Purpose::Marketing),
        protected: tighter.protected && protected.is_none(),
    })
}

fn apply<'w>(
    work: &mut Work<'w>,
    permissions: Option<&Noted<'w, Permissions>>,
    row: &PartyRow,
    needs: Tighter,
) -> Result<(), Error> {
    if let (Some(proof), true) = (permissions, needs.marketing_ban) {
        let reached = addresses::of_party(work, row.party)?;
        let ban = Act {
            what: What::Prohibition,
            channels: MarketingChannel::ALL.to_vec(),
            on: work.today(),
            way: None,
            teller: Teller::List,
            words: Words::default(),
            notice_wording: None,
        };
        permissions::record(work, proof, row, &ban, &reached)?;
        let step = Step::of(Category::Permissions, "marketing-ban", Deed::Added);
        note(work, row, step)?;
    }
    if needs.protected {
        let (_, language, _, deceased) = work.tx().one(&queries::PROFILE, (row.party,))?;
        let since = Some(work.now());
        let profile = (row.party, language, since, deceased);
        work.tx().run_one(&queries::SET_PROFILE, profile)?;
        let category = match row.kind {
            PartyKind::Person => Category::Identity,
            PartyKind::Organisation => Category::Company,
        };
        let step = Step::of(category, "protection", Deed::Replaced);
        note(work, row, step.states(None, Some("yes".to_owned())))?;
        // From now on she is not found by where she lives.
        let fresh = terms::of_party(work, row.party)?;
        work.reindex(row.party, fresh)?;
    }
    Ok(())
}
