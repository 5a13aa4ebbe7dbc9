//! Disclosures as they lie in the register: prepared, confirmed, given as a package.
//!
//! Invariants: only what passed the gate is written down, and it passes the gate again in the moment
//! in which it is given; what is opened then is what was looked at, by its marks; whoever prepared a
//! disclosure that two must see does not give it.

use std::io::Write as _;

use basics::{DisclosureId, Language, PartyId, RecipientId, RowId};
use guard::category::Disclosures;
use guard::{Ask, Place, Work};
use policy::{Category, DisclosureGround, Purpose, Right};

use super::choice;
use super::columns::{GIVEN, Given};
use super::error::Error;
use super::gate::{self, Cleared, Scope};
use super::model::{Disclosure, Of, Order, Recipient, State};
use super::queries::{self, Lying, PartLying};
use super::{recipients, sheet};
use crate::app::App;
use crate::packages::{self, Arrived, Format, Held};
use crate::people;
use guard::Actor;

/// Disclosures on a page.
pub(super) const SHOWN: usize = 50;

/// A disclosure of its row, and the language of its package.
pub(super) fn read(lying: Lying) -> Result<(Disclosure, Language), store::Error> {
    let (disclosure, recipient, ground, entry, format, language, days, parts, two, ..) = lying;
    let state = match (lying.12, lying.13, lying.14) {
        (Some(at), Some(by), _) => State::Given(at, by),
        (_, _, Some(at)) => State::Cancelled(at),
        _ => State::Waiting,
    };
    let disclosure = Disclosure {
        disclosure,
        recipient,
        ground: ground.0,
        entry,
        format: Format::from_key(&format).ok_or_else(store::Error::unreadable)?,
        days,
        parts,
        two: two != 0,
        withheld_until: lying.9,
        prepared: lying.10,
        by: lying.11,
        state,
        package: lying.15,
    };
    Ok((disclosure, language))
}

/// That what is restricted or objected to is not given for a use that must stop (GDPR art. 18(2),
/// 21(1)). Her own request, a lawful demand, a claim and the law go on.
fn may_be_given(
    work: &mut Work<'_>,
    party: PartyId,
    ground: DisclosureGround,
) -> Result<(), Error> {
    let stance = work.stance(party)?;
    let use_of = match ground {
        DisclosureGround::CustomerInterest | DisclosureGround::Processing => Purpose::Care,
        DisclosureGround::OrderedService => Purpose::Services,
        DisclosureGround::OwnRequest
        | DisclosureGround::AuthorityDemand
        | DisclosureGround::Collection
        | DisclosureGround::LegalDuty => return Ok(()),
    };
    if stance.restricted.is_some() {
        return Err(Error::Restricted);
    }
    // What a contract needs goes on whatever she objects to.
    if stance.objects.contains(&use_of) {
        let held_on = people::kinds_held_on(work, party)?;
        if work.policy().ends_by_no(use_of, &held_on) {
            return Err(Error::Objects);
        }
    }
    Ok(())
}

/// What was given of a party and waits in its package is handed over no more, where it is for a use that
/// must stop: her processing was restricted, or she objected (GDPR art. 18(2), 21(1)).
///
/// # Errors
///
/// The stores' failures.
pub fn stop_given(work: &mut Work<'_>, party: PartyId) -> Result<(), guard::Error> {
    for (package, ground) in work.tx().all(&queries::PACKAGES_OF, (party,))? {
        match may_be_given(work, party, ground.0) {
            Ok(()) => {}
            Err(Error::Restricted | Error::Objects) => packages::stop(work, package)?,
            Err(error) => return Err(error.into_guard()),
        }
    }
    Ok(())
}

/// What may be given of these parties to a recipient, for whoever chooses. Nothing leaves by it.
///
/// # Errors
///
/// The refusal; what the gate says; [`Error::Restricted`], [`Error::Objects`], [`Error::Bulk`]; the
/// vault's and the stores' failures.
pub(super) fn offers(
    work: &mut Work<'_>,
    (recipient, entry): (&Recipient, &str),
    parties: &[PartyId],
    language: Language,
) -> Result<(Scope, Vec<Of>), Error> {
    let today = work.today();
    let scope = gate::scope(work.policy(), recipient, entry, today)?;
    if parties.len() > super::PARTIES_MAX {
        return Err(Error::Bulk);
    }
    let ask = Ask::view(parties).with(Right::Disclose);
    let _proof = work.ask::<Disclosures>(ask)?;
    let mut all = Vec::with_capacity(parties.len());
    for party in parties {
        may_be_given(work, *party, scope.ground)?;
        all.push(choice::offered(work, *party, &scope, language)?);
    }
    Ok((scope, all))
}

/// The marks of what may be given of a party to a recipient in some categories: all of it is chosen.
///
/// # Errors
///
/// As [`offers`]; `NotThere` where there is no such recipient.
pub fn marks(
    work: &mut Work<'_>,
    (recipient, entry): (RecipientId, &str),
    party: PartyId,
    categories: &[Category],
    language: Language,
) -> Result<Vec<String>, Error> {
    let recipient = recipients::one(work.tx(), recipient)?;
    let (_, offers) = offers(work, (&recipient, entry), &[party], language)?;
    let values = offers.into_iter().flat_map(|of| of.values);
    let chosen = values.filter(|value| categories.contains(&value.category));
    Ok(chosen.map(|value| value.mark).collect())
}

/// An order as it passes the gate today.
///
/// # Errors
///
/// `NotThere` where there is no such recipient; what the gate says; the store's failure.
pub(super) fn cleared(work: &mut Work<'_>, order: &Order) -> Result<Cleared, Error> {
    let recipient = recipients::one(work.tx(), order.recipient)?;
    let today = work.today();
    gate::check(work.policy(), recipient, order.clone(), today)
}

/// What was chosen of what may be given: the exact data, to be looked at.
///
/// # Errors
///
/// As [`offers`]; [`Error::Changed`].
pub(super) fn preview(
    work: &mut Work<'_>,
    cleared: &Cleared,
    language: Language,
) -> Result<Vec<Of>, Error> {
    let parties: Vec<PartyId> = cleared.order.chosen.iter().map(|one| one.0).collect();
    let whom = (&cleared.recipient, cleared.order.entry.as_str());
    let (_, offers) = offers(work, whom, &parties, language)?;
    let chosen = offers.into_iter().zip(&cleared.order.chosen);
    chosen
        .map(|(of, (_, marks))| choice::chosen(of, marks))
        .collect()
}

/// Writes down what passed the gate; which one it is.
///
/// # Errors
///
/// As [`preview`].
pub(super) fn prepare(
    work: &mut Work<'_>,
    cleared: &Cleared,
    language: Language,
) -> Result<DisclosureId, Error> {
    let chosen = preview(work, cleared, language)?;
    let parties: Vec<PartyId> = chosen.iter().map(|of| of.party).collect();
    let ask = Ask::change(&parties).with(Right::Disclose);
    let proof = work.ask::<Disclosures>(ask)?;
    let order = &cleared.order;
    let disclosure = DisclosureId::new(work.ids().ordered());
    let (now, by) = (work.now(), work.actor().id());
    let withheld = order.withheld.as_ref();
    let row = (
        disclosure,
        cleared.recipient.recipient,
        guard::ByKey(cleared.scope.ground),
        order.entry.clone(),
        order.format.key().to_owned(),
        language,
        order.days,
        i64::try_from(parties.len()).unwrap_or(i64::MAX),
        i64::from(cleared.scope.two),
        withheld.map(|one| one.until),
        now,
        by,
    );
    work.tx().run_one(&queries::ADD, row)?;
    for (of, (_, marks)) in chosen.iter().zip(&order.chosen) {
        let lot = work.lot_of_its_own(&proof, of.party)?;
        let row = RowId::new(work.ids().ordered());
        let place = Place::new(of.party, lot, row.get());
        let named = of.values.iter().map(|value| {
            let category = texts::say(language, &value.category.text_key());
            [&category, ": ", &value.what].concat()
        });
        let given = Given {
            whom: cleared.recipient.name.clone(),
            words: order.words.clone(),
            reference: order.demand.as_ref().map(|one| one.reference.clone()),
            paper: order.demand.as_ref().map(|one| one.paper.clone()),
            secrecy: withheld.map(|one| one.secrecy.clone()),
            fields: named.collect(),
            marks: marks.clone(),
        };
        let sealed = work.seal(&proof, &GIVEN, place, &given)?;
        let part = (row, of.party, lot, disclosure, sealed, now);
        work.tx().run_one(&queries::ADD_PART, part)?;
    }
    Ok(disclosure)
}

/// Prepares a disclosure, and gives it at once where nobody else must see it; which one it is.
///
/// # Errors
///
/// As [`prepare`] and [`give`].
pub async fn disclose(
    app: &App,
    actor: &Actor,
    order: Order,
    language: Language,
) -> Result<DisclosureId, Error> {
    let preparing = move |work: &mut Work<'_>| {
        let cleared = cleared(work, &order)?;
        let two = cleared.scope.two;
        Ok::<_, Error>((prepare(work, &cleared, language)?, two))
    };
    let desk = app.guard().desk();
    let (disclosure, two) = desk.write(actor, Purpose::Rights, preparing).await?;
    if !two {
        give(app, actor, disclosure).await?;
    }
    Ok(disclosure)
}

/// One disclosure with its parts, for whoever may disclose.
pub(super) struct Whole {
    pub(super) disclosure: Disclosure,
    pub(super) language: Language,
    pub(super) recipient: Recipient,
    /// What was written down of each party.
    pub(super) parts: Vec<(PartyId, Given)>,
}

/// One disclosure.
///
/// # Errors
///
/// The refusal; `NotThere`, also without the right to disclose, and where somebody of it was erased;
/// the vault's and the stores' failures.
pub(super) fn one(work: &mut Work<'_>, disclosure: DisclosureId) -> Result<Whole, Error> {
    recipients::may_look(work)?;
    let lying = work.tx().maybe(&queries::ONE, (disclosure,))?;
    let (disclosure, language) = read(lying.ok_or(guard::Error::NotThere)?)?;
    if !work.actor().holds(work.policy(), Right::Disclose) {
        return Err(guard::Error::NotThere.into());
    }
    let recipient = recipients::one(work.tx(), disclosure.recipient)?;
    let rows = work.tx().all(&queries::PARTS, (disclosure.disclosure,))?;
    let parties: Vec<PartyId> = rows.iter().map(|part| part.1).collect();
    let seen = work.visible::<Disclosures>(policy::Action::View, &parties)?;
    let rows: Vec<PartLying> = rows
        .into_iter()
        .filter(|part| seen.contains(&part.1))
        .collect();
    let proof = work.ask::<Disclosures>(Ask::view(&seen))?;
    let mut parts = Vec::with_capacity(rows.len());
    for (row, party, lot, _, sealed) in rows {
        let place = Place::new(party, lot, row.get());
        parts.push((
            party,
            work.open(&proof, &GIVEN, place, &sealed)?.into_exposed(),
        ));
    }
    Ok(Whole {
        disclosure,
        language,
        recipient,
        parts,
    })
}

/// Whether all of whom a disclosure tells are still there.
fn is_whole(whole: &Whole) -> bool {
    i64::try_from(whole.parts.len()).is_ok_and(|parts| parts == whole.disclosure.parts)
}

/// The exact data of a disclosure that waits, as the register holds it now.
///
/// # Errors
///
/// As [`preview`]; [`Error::Over`].
pub(super) fn waiting(work: &mut Work<'_>, whole: &Whole) -> Result<Vec<Of>, Error> {
    if whole.disclosure.state != State::Waiting {
        return Err(Error::Over);
    }
    if !is_whole(whole) {
        return Err(guard::Error::NotThere.into());
    }
    let parties: Vec<PartyId> = whole.parts.iter().map(|part| part.0).collect();
    let whom = (&whole.recipient, whole.disclosure.entry.as_str());
    let (_, offers) = offers(work, whom, &parties, whole.language)?;
    let chosen = offers.into_iter().zip(&whole.parts);
    chosen
        .map(|(of, (_, given))| choice::chosen(of, &given.marks))
        .collect()
}

/// Everything of a disclosure opened to leave: each category it holds is told by the trail as
/// disclosed, and an identity code is revealed with the reason that was written down.
fn opened(work: &mut Work<'_>, disclosure: DisclosureId) -> Result<(Whole, Vec<Of>), Error> {
    let whole = one(work, disclosure)?;
    let mut data = waiting(work, &whole)?;
    if whole.disclosure.two && work.actor().id() == whole.disclosure.by {
        return Err(Error::SameEyes);
    }
    for (of, (_, given)) in data.iter_mut().zip(&whole.parts) {
        for category in Category::ALL {
            if of.values.iter().any(|value| value.category == category) {
                choice::ask_in(work, category, of.party)?;
            }
        }
        for value in of
            .values
            .iter_mut()
            .filter(|one| one.category == Category::IdentityCode)
        {
            value.text = people::reveal_identity_code(work, of.party, &given.words)?;
        }
    }
    Ok((whole, data))
}

/// Gives a disclosure that waits: its package is made, and the disclosure leads to it.
///
/// # Errors
///
/// [`Error::SameEyes`]; [`Error::Over`]; as [`preview`]; the stores'. Nothing is given then.
pub(super) async fn give(app: &App, actor: &Actor, disclosure: DisclosureId) -> Result<(), Error> {
    let guard = app.guard();
    let opening = move |work: &mut Work<'_>| {
        let (whole, data) = opened(work, disclosure)?;
        let policy = work.policy();
        sheet::written(policy, &whole, &data, work.now()).map(|bytes| (bytes, whole.order()))
    };
    let read = guard.desk().read(actor, Purpose::Rights, opening).await;
    let (bytes, order) = read?;
    let mut incoming = packages::Incoming::begin(guard).await?;
    let written = store::hop(move |_| incoming.write_all(&bytes).map(|()| incoming)).await?;
    let incoming = written.map_err(|_| Error::NotSet)?;
    let giving = move |work: &mut Work<'_>, arrived: &Arrived| {
        let package = packages::make(work, arrived, &order)?;
        let (now, by) = (work.now(), work.actor().id());
        match work
            .tx()
            .run(&queries::GIVE, (disclosure, now, by, package))?
        {
            1 => Ok(()),
            _ => Err(Error::Over),
        }
    };
    packages::keep(guard, (actor, Purpose::Rights), incoming, giving).await
}

impl Whole {
    /// The package that holds it.
    fn order(&self) -> packages::Order {
        let disclosure = &self.disclosure;
        let mut parties: Vec<PartyId> = self.parts.iter().map(|part| part.0).collect();
        parties.sort_unstable();
        packages::Order {
            held: Held::Disclosures,
            parties,
            format: disclosure.format,
            name: ["disclosure-", &disclosure.disclosure.to_string()].concat(),
            about: texts::say(self.language, "disclosures-package"),
            whom: Some(self.recipient.name.clone()),
            days: disclosure.days,
            withheld_until: disclosure.withheld_until,
        }
    }
}

/// Gives up a disclosure that waits.
///
/// # Errors
///
/// The refusal; [`Error::Over`]; the stores'.
pub(super) fn cancel(work: &mut Work<'_>, disclosure: DisclosureId) -> Result<(), Error> {
    let whole = one(work, disclosure)?;
    let parties: Vec<PartyId> = whole.parts.iter().map(|part| part.0).collect();
    let ask = Ask::change(&parties).with(Right::Disclose);
    let _proof = work.ask::<Disclosures>(ask)?;
    let now = work.now();
    match work.tx().run(&queries::CANCEL, (disclosure, now))? {
        1 => Ok(()),
        _ => Err(Error::Over),
    }
}

/// Disclosures with what their recipients are called, and the one before which older ones begin.
pub(super) type Page = (Vec<(Disclosure, String)>, Option<DisclosureId>);

/// A page of disclosures before one, the newest first, with what their recipients are called, and the
/// one before which the next begins, where there may be more: no customer is named. Those that are withheld are shown to whoever may disclose alone.
///
/// # Errors
///
/// The refusal; the store's failure.
pub(super) fn before(work: &mut Work<'_>, before: DisclosureId) -> Result<Page, Error> {
    recipients::may_look(work)?;
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let rows = work.tx().all(&queries::BEFORE, (before, most))?;
    let all: Result<Vec<_>, store::Error> = rows.into_iter().map(read).collect();
    let mut all: Vec<Disclosure> = all?.into_iter().map(|(disclosure, _)| disclosure).collect();
    let more = all.len() > SHOWN;
    all.truncate(SHOWN);
    let older = all.last().filter(|_| more).map(|last| last.disclosure);
    let names = recipients::names(work.tx(), all.iter().map(|one| one.recipient))?;
    let discloses = work.actor().holds(work.policy(), Right::Disclose);
    let today = work.today();
    let shown = all
        .into_iter()
        .filter(|one| discloses || !one.is_withheld(today));
    let with_name = |one: Disclosure| {
        let name = names.get(&one.recipient).cloned().unwrap_or_default();
        (one, name)
    };
    Ok((shown.map(with_name).collect(), older))
}
