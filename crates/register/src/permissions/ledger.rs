//! The acts of each party: recorded, and with them whatever they change about access.
//!
//! Invariants: an act is added and never changed; the guard's "no" follows from the acts by the same
//! rule that pages show; words are sealed, and a list's act about somebody it did not bring has none.

use std::sync::Arc;

use basics::{ActorId, Day, Instant, Language, LotId, PartyId, RowId};
use guard::category::{Kind, Permissions};
use guard::{Addresses, ByKey, Noted, PartyKind, PartyRow, Place, Sealed, Work};
use policy::{Channel, MarketingChannel, Permission, Policy};

use super::act::{Act, ActRow, Teller, What, Words};
use super::columns::{ACT_WORDS, ActWords};
use super::error::Error;
use super::rules::{Rules, Standing, standing};

/// An act as it lies there: its row; what, over which channel, on which day, how, told by whom.
pub(crate) type Kept = (
    RowId,
    What,
    Over,
    Day,
    Option<ByKey<Channel>>,
    Teller,
    Option<Language>,
    Option<i64>,
    Option<LotId>,
    Option<Sealed>,
    Instant,
    ActorId,
);

store::statements! {
    /// An act.
    pub(crate) ADD_ACT: (RowId, PartyId, What, Over, Day, Option<ByKey<Channel>>, Teller, Option<Language>, Option<i64>, Option<LotId>, Option<Sealed>, Instant, ActorId) -> () =
        "insert into permission_act
                (row_id, party_id, what, channel, act_day, way, told_by, language, notice_version,
                 lot_id, sealed, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    /// The acts of a party, newest first, before one of them.
    pub(crate) ACTS: (PartyId, RowId, i64) -> Kept =
        "select row_id, what, channel, act_day, way, told_by, language, notice_version, lot_id,
                sealed, recorded_ms, recorded_by
           from permission_act
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// The acts of a party that is held no more.
    pub(crate) DROP_ACTS: (PartyId,) -> () =
        "delete from permission_act where party_id = $1";
}

/// Over which channel; nothing: marketing as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Over(pub(crate) Option<MarketingChannel>);

const WHOLE: &str = "all";

impl store::Column for Over {
    const KIND: store::Kind = store::Kind::Text;
    const NULLABLE: bool = false;

    fn to_value(&self) -> store::Value<'_> {
        self.0.map_or(WHOLE, MarketingChannel::key).into()
    }

    fn from_value(value: store::Value<'_>) -> Result<Self, store::Error> {
        let text = value.text()?;
        if text == WHOLE {
            return Ok(Self(None));
        }
        let channel = MarketingChannel::from_key(&text);
        channel
            .map(|one| Self(Some(one)))
            .ok_or_else(store::Error::unreadable)
    }
}

/// Acts that the rule reads: more than anybody says in a lifetime; the guard's "no" holds anyway.
const READ: i64 = 1_000;

/// The acts of a party, as the rule reads them.
pub(super) fn acts_of(work: &mut Work<'_>, party: PartyId) -> Result<Vec<ActRow>, Error> {
    let newest = RowId::new(i64::MAX);
    let rows = work.tx().all(&ACTS, (party, newest, READ))?;
    Ok(rows.iter().map(row_of).collect())
}

pub(super) fn row_of(kept: &Kept) -> ActRow {
    ActRow {
        row: kept.0,
        what: kept.1,
        channel: kept.2.0,
        on: kept.3,
        way: kept.4.map(|way| way.0),
        teller: kept.5,
    }
}

/// Records an act of a party; `addresses` are those it is reached at.
///
/// # Errors
///
/// What is missing or cannot be; the refusal; the stores' failures.
pub fn record<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Permissions>,
    party: &PartyRow,
    act: &Act,
    addresses: &Addresses,
) -> Result<(), Error> {
    let act = fitting(work, party, act)?;
    let before = acts_of(work, party.party)?;
    if act.what == What::Withdrawal {
        let stands = |channel| matches!(standing(&before, channel), Standing::Consent(_));
        if !act.channels.iter().any(|channel| stands(*channel)) {
            return Err(Error::NothingToWithdraw);
        }
    }
    let over = if act.is_whole() && act.what == What::Prohibition {
        vec![Over(None)]
    } else {
        act.channels
            .iter()
            .map(|channel| Over(Some(*channel)))
            .collect()
    };
    for over in over {
        add(work, proof, party.party, &act, over)?;
    }
    follow(work, proof, party, &act, addresses)
}

/// What the guard holds follows from the acts.
fn follow<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Permissions>,
    party: &PartyRow,
    act: &Act,
    addresses: &Addresses,
) -> Result<(), Error> {
    let id = party.party;
    let acts = acts_of(work, id)?;
    let closed = work.forbidden_channels(id)?;
    let stands = |channel: &MarketingChannel| standing(&acts, *channel);
    let no = |channel: &&MarketingChannel| matches!(stands(channel), Standing::No(_));
    let mut opened = false;
    if act.what.is_no() {
        let channels: Vec<MarketingChannel> = act.channels.iter().filter(no).copied().collect();
        if !channels.is_empty() {
            work.forbid_marketing(proof, id, &channels, (act.on, addresses))?;
        }
    } else if act.what == What::Consent && act.teller.own_act() {
        for channel in &act.channels {
            let consents = matches!(stands(channel), Standing::Consent(_));
            if consents && closed.contains(channel) {
                opened |= work.take_back_prohibition(proof, id, *channel, (act.on, addresses))?;
            }
        }
    }
    // A list opens nobody to those who may see only whom marketing reaches.
    if !act.teller.own_act() {
        return Ok(());
    }
    let closed = work.forbidden_channels(id)?;
    let permitted = |channel: &MarketingChannel| {
        let stands = stands(channel);
        !closed.contains(channel) && matches!(stands, Standing::Consent(_) | Standing::Sale(_))
    };
    match party.kind {
        PartyKind::Person if MarketingChannel::ALL.iter().any(permitted) => {
            work.allow_marketing(proof, id)?;
        }
        PartyKind::Person => work.stop_marketing(proof, id)?,
        PartyKind::Organisation if opened => work.allow_marketing(proof, id)?,
        PartyKind::Organisation => {}
    }
    Ok(())
}

/// The act as it is recorded, where the notice and the law let it be one.
fn fitting(work: &mut Work<'_>, party: &PartyRow, act: &Act) -> Result<Act, Error> {
    let mut act = act.clone();
    if act.on > work.today() {
        return Err(Error::DayFuture);
    }
    if act.channels.is_empty() {
        return Err(Error::ChannelMissing);
    }
    let rules = Rules::of(work.policy());
    if act.what == What::Consent {
        if !takes_consent(work.policy(), party.kind) {
            return Err(Error::NotInNotice);
        }
        if let Some(language) = act.notice_wording {
            let marketing = work.policy().marketing().ok_or(Error::NotInNotice)?;
            act.words.wording = Some(marketing.text.get(language).to_owned());
            act.words.language = Some(language);
            act.words.notice_version = Some(work.notice_number()?);
        }
        if act.words.wording.is_none() {
            return Err(Error::WordingMissing);
        }
    }
    if act.what == What::SoftOptIn {
        let electronic = act.channels.iter().all(|channel| channel.electronic());
        if party.kind != PartyKind::Person || !electronic {
            return Err(Error::NotOfSale);
        }
        if !rules.names(party.kind, Permission::SoftOptIn) {
            return Err(Error::NotInNotice);
        }
    }
    Ok(act)
}

/// A row of an act.
fn add<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Permissions>,
    party: PartyId,
    act: &Act,
    over: Over,
) -> Result<(), Error> {
    let row = RowId::new(work.ids().ordered());
    let Words {
        wording,
        language,
        notice_version,
        proof: shown,
        sale,
    } = act.words.clone();
    let (lot, sealed) = if wording.is_some() || shown.is_some() || sale.is_some() {
        let words = ActWords {
            wording,
            proof: shown,
            sale,
        };
        let lot = work.lot(proof, party)?;
        let place = Place::new(party, lot, row.get());
        (
            Some(lot),
            Some(work.seal(proof, &ACT_WORDS, place, &words)?),
        )
    } else {
        (None, None)
    };
    let (now, actor) = (work.now(), work.actor().id());
    let values = (
        row,
        party,
        act.what,
        over,
        act.on,
        act.way.map(ByKey),
        act.teller,
        language,
        notice_version,
        lot,
        sealed,
        now,
        actor,
    );
    work.tx().run_one(&ADD_ACT, values)?;
    Ok(())
}

/// Somebody who comes into the register forbids marketing: her first act.
///
/// # Errors
///
/// The refusal; the stores' failures.
pub fn ban_new<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Permissions>,
    party: PartyId,
    teller: Teller,
    addresses: &Addresses,
) -> Result<(), Error> {
    let act = Act {
        what: What::Prohibition,
        channels: MarketingChannel::ALL.to_vec(),
        on: work.today(),
        way: None,
        teller,
        words: Words::default(),
        notice_wording: None,
    };
    add(work, proof, party, &act, Over(None))?;
    let today = work.today();
    work.forbid_marketing(proof, party, &act.channels, (today, addresses))?;
    Ok(())
}

/// Whether a notice lets such parties be asked for consent.
#[must_use]
pub fn takes_consent(policy: &Policy, kind: PartyKind) -> bool {
    let rules = Rules::of(policy);
    match kind {
        PartyKind::Person => rules.names(kind, Permission::Consent),
        PartyKind::Organisation => rules.named,
    }
}

/// A consent to e-mail that a list brings, with its day and wording. It lifts no "no"; one that is
/// there already is not recorded twice.
///
/// # Errors
///
/// The refusal; the stores' failures.
pub fn import_consent<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Permissions>,
    party: PartyId,
    (on, wording, language): (Day, &str, Language),
) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let before = acts_of(work, party)?;
    if before.iter().any(|act| act.is_consent(on)) {
        return Ok(());
    }
    let act = Act {
        what: What::Consent,
        channels: vec![MarketingChannel::Email],
        on,
        way: None,
        teller: Teller::List,
        words: Words {
            wording: Some(wording.to_owned()),
            language: Some(language),
            ..Words::default()
        },
        notice_wording: None,
    };
    record(work, proof, &row, &act, &Addresses::new())
}

/// Of each party, whether a consent to e-mail of that day is recorded.
///
/// # Errors
///
/// The store's failure.
pub fn consents_known(work: &mut Work<'_>, asked: &[(PartyId, Day)]) -> Result<Vec<bool>, Error> {
    let newest = RowId::new(i64::MAX);
    let keys = asked.iter().map(|(party, _)| (*party, newest, READ));
    let found = work.tx().all_of(&ACTS, keys)?;
    let known = asked.iter().zip(found);
    let known = known.map(|((_, on), acts)| acts.iter().any(|act| row_of(act).is_consent(*on)));
    Ok(known.collect())
}

/// Closes what was forbidden for these addresses before, party by party, and records why. How many
/// parties that concerns.
///
/// # Errors
///
/// The stores' failures.
pub fn closed_by_earlier<'w, C: Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    met: &[(PartyId, Arc<Addresses>)],
) -> Result<usize, Error> {
    let closed = work.meet_suppression(proof, met)?;
    let (today, now, actor) = (work.today(), work.now(), work.actor().id());
    let mut rows = Vec::new();
    for (party, channels) in &closed {
        for channel in channels {
            let row = RowId::new(work.ids().ordered());
            let over = Over(Some(*channel));
            let teller = Teller::Register;
            rows.push((
                row,
                *party,
                What::EarlierNo,
                over,
                today,
                None,
                teller,
                None,
                None,
                None,
                None,
                now,
                actor,
            ));
        }
    }
    work.tx().batch(&ADD_ACT, rows)?;
    Ok(closed.len())
}
