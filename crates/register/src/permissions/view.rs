//! What a page or a program is shown of a party's permissions: the state of each channel with its
//! reason, and the acts, newest first.
//!
//! Invariant: shown to whoever may see the category, opened under a proof that names the party.

use basics::{ActorId, Day, Instant, Language, PartyId, RowId};
use guard::category::Permissions as PermissionsKind;
use guard::{Ask, PartyKind, Place, Work};
use policy::MarketingChannel;

use super::act::{ActRow, What};
use super::columns::ACT_WORDS;
use super::error::Error;
use super::ledger::{self, ACTS, row_of};
use super::rules::{Facts, Rules, State, Why, state};

/// Acts shown at once.
pub const SHOWN: usize = 50;

/// The permissions of a party.
pub struct Permissions {
    /// The state of each channel.
    pub states: Vec<(MarketingChannel, State)>,
    /// What forbids marketing, over which channel: the same reasons as if she lived, where she died. The
    /// "no" outlasts a wrong day of death, and her family is told of it.
    pub prohibitions: Vec<(MarketingChannel, State)>,
    /// The newest acts.
    pub acts: Vec<ActView>,
    /// The act before which older ones begin, where there are any.
    pub older: Option<RowId>,
    /// The channels for which a consent stands, to be withdrawn.
    pub consents: Vec<MarketingChannel>,
}

/// An act as it is shown.
pub struct ActView {
    /// What it is.
    pub act: ActRow,
    /// What she agreed to.
    pub wording: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// The version of the notice it stands in.
    pub notice_version: Option<i64>,
    /// Where the proof is.
    pub proof: Option<String>,
    /// What was sold.
    pub sale: Option<String>,
    /// When it was written down.
    pub recorded: Instant,
    /// By whom.
    pub by: ActorId,
}

/// The permissions of a party; nothing where the actor may not see them. `in_role`: whether she
/// speaks for an organisation.
///
/// # Errors
///
/// [`guard::Error::NotThere`]; the vault's and the stores' failures.
pub fn permissions_of(
    work: &mut Work<'_>,
    party: PartyId,
    (in_role, deceased): (bool, Option<Day>),
) -> Result<Option<Permissions>, Error> {
    let Some((acts, older)) = acts_before(work, party, RowId::new(i64::MAX))? else {
        return Ok(None);
    };
    let facts = facts_of(work, party, (in_role, deceased))?;
    // Nearly everybody's acts are all on the first page.
    let rows: Vec<ActRow> = match older {
        None => acts.iter().map(|view| view.act).collect(),
        Some(_) => ledger::acts_of(work, party)?,
    };
    let told = |channel: MarketingChannel| (channel, state(&facts, &rows, channel));
    let states: Vec<_> = MarketingChannel::ALL.into_iter().map(told).collect();
    let stands = |(channel, _): &(MarketingChannel, State)| {
        let stands = super::rules::standing(&rows, *channel);
        matches!(stands, super::rules::Standing::Consent(_)).then_some(*channel)
    };
    let forbidden = |why: &Why| matches!(why, Why::Forbidden(_) | Why::Kept(_));
    let facts = Facts {
        deceased: None,
        ..facts
    };
    let told = |channel: MarketingChannel| (channel, state(&facts, &rows, channel));
    let prohibitions = MarketingChannel::ALL.into_iter().map(told);
    Ok(Some(Permissions {
        prohibitions: prohibitions
            .filter(|(_, state)| forbidden(&state.why))
            .collect(),
        consents: states.iter().filter_map(stands).collect(),
        states,
        acts,
        older,
    }))
}

fn facts_of(
    work: &mut Work<'_>,
    party: PartyId,
    (in_role, deceased): (bool, Option<Day>),
) -> Result<Facts, Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let stance = work.stance(party)?;
    let since = if stance.no_marketing.is_empty() {
        Vec::new()
    } else {
        work.forbidden_since(party)?
    };
    let zone = work.policy().controller().zone.clone();
    let day = |channel: MarketingChannel| {
        let found = since.iter().find(|(one, _)| *one == channel);
        (channel, found.map(|(_, at)| zone.day_at(*at)))
    };
    Ok(Facts {
        kind: row.kind,
        in_role: in_role && row.kind == PartyKind::Person,
        deceased,
        restricted: stance.restricted.is_some(),
        closed: stance.no_marketing.iter().map(|one| day(*one)).collect(),
        rules: Rules::of(work.policy()),
    })
}

/// Acts of a party before one of them, newest first, and where older ones begin; nothing where the
/// actor may not see them.
type Page = Option<(Vec<ActView>, Option<RowId>)>;

/// Acts of a party before one of them, newest first, and the one before which older ones begin;
/// nothing where the actor may not see them.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn acts_before(work: &mut Work<'_>, party: PartyId, before: RowId) -> Result<Page, Error> {
    let asked = work.ask_if_allowed::<PermissionsKind>(Ask::view(&[party]))?;
    let Some(proof) = asked else {
        return Ok(None);
    };
    let wanted = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = work.tx().all(&ACTS, (party, before, wanted))?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let mut acts = Vec::with_capacity(rows.len());
    for kept in rows {
        let act = row_of(&kept);
        let (.., language, notice_version, lot, sealed, recorded, by) = kept;
        let words = match (lot, sealed) {
            (Some(lot), Some(sealed)) => {
                let place = Place::new(party, lot, act.row.get());
                Some(
                    work.open(&proof, &ACT_WORDS, place, &sealed)?
                        .into_exposed(),
                )
            }
            _ => None,
        };
        let (wording, shown, sale) = words.map_or((None, None, None), |words| {
            (words.wording, words.proof, words.sale)
        });
        acts.push(ActView {
            act,
            wording,
            language,
            notice_version,
            proof: shown,
            sale,
            recorded,
            by,
        });
    }
    let older = acts.last().filter(|_| more).map(|last| last.act.row);
    Ok(Some((acts, older)))
}

impl Permissions {
    /// Whether anything says no, by whatever act.
    #[must_use]
    pub fn any_no(&self) -> bool {
        !self.prohibitions.is_empty()
    }

    /// Whether a "no" came with an address that was forbidden before.
    #[must_use]
    pub fn has_earlier_no(&self) -> bool {
        let earlier = |state: &State| match state.why {
            Why::Forbidden(act) => act.what == What::EarlierNo,
            _ => false,
        };
        self.prohibitions.iter().any(|(_, state)| earlier(state))
    }
}
