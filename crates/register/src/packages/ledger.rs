//! Packages as they lie in the register: kept, shown, opened to be handed over.
//!
//! Invariants: a package tells of each of its parties by a part under a lot of her own, and opens
//! only while every part is there; it is opened in the same unit that writes down how it is handed
//! over; what is withheld from those it is about is shown to nobody without the right to disclose.

use std::collections::HashMap;
use std::io::{self, Write};

use basics::{DAY_MS, Instant, LotId, PackageId, PartyId, RowId};
use guard::{Content, ContentWriter, FileReader, Guard, Place, Sealed, Who, Work, category::Kind};
use policy::{Action, Right};

use super::columns::{Packed, in_category};
use super::model::{Error, Format, HandedOver, Held, LinkView, Means, Order, PackageView};
use super::queries::{self, Lying, PartLying};

/// Packages on a page.
pub(super) const SHOWN: usize = 50;

/// What is to be a package, while it comes: sealed chunk after chunk, nowhere in the clear.
pub struct Incoming(ContentWriter);

/// What was written and lies sealed on the disk, kept by no package yet.
pub struct Arrived {
    content: Content,
    bytes: i64,
}

impl Incoming {
    /// Begins one. One that is dropped before it is kept leaves nothing.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub async fn begin(guard: &Guard) -> Result<Self, guard::Error> {
        guard.begin_content().await.map(Self)
    }

    /// It is whole.
    ///
    /// # Errors
    ///
    /// The vault's, and then nothing is left of it.
    pub(super) async fn end(self, guard: &Guard) -> Result<Arrived, guard::Error> {
        let (content, bytes) = guard.finish_content(self.0).await?;
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        Ok(Arrived { content, bytes })
    }
}

impl Write for Incoming {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Arrived {
    /// The unit that was to keep it was refused: nothing of it stays.
    ///
    /// # Errors
    ///
    /// The register's and the vault's; what is left then goes with the next sweep.
    pub(super) async fn give_up(&self, guard: &Guard) -> Result<(), guard::Error> {
        guard.drop_content(self.content.clone()).await
    }
}

/// Keeps what arrived as a package; which one it is. Asks for a change in its category of everybody
/// it tells of.
///
/// # Errors
///
/// [`Error`] where the order is unfit or nothing arrived; the refusal; the vault's and the store's
/// failures.
pub fn make(work: &mut Work<'_>, arrived: &Arrived, order: &Order) -> Result<PackageId, Error> {
    order.check()?;
    if arrived.bytes == 0 {
        return Err(Error::Empty);
    }
    let mut parties = order.parties.clone();
    parties.sort_unstable();
    parties.dedup();
    let package = PackageId::new(work.ids().ordered());
    let (now, by) = (work.now(), work.actor().id());
    let parts = i64::try_from(parties.len()).unwrap_or(i64::MAX);
    let row = (
        package,
        order.held.key().to_owned(),
        order.format.key().to_owned(),
        arrived.bytes,
        parts,
        now,
        by,
        now.plus_ms(order.days * DAY_MS),
        order.withheld_until,
    );
    work.tx().run_one(&queries::ADD, row)?;
    in_category!(order.held, C, column => {
        let proof = work.ask::<C>(guard::Ask::change(&parties))?;
        for party in parties {
            let lot = work.lot_of_its_own(&proof, party)?;
            let row = RowId::new(work.ids().ordered());
            let place = Place::new(party, lot, row.get());
            work.keep_content(&proof, place, &arrived.content)?;
            let packed = Packed {
                name: [&order.name, ".", order.format.key()].concat(),
                about: order.about.clone(),
                whom: order.whom.clone(),
                content: arrived.content.clone(),
            };
            let sealed = work.seal(&proof, column, place, &packed)?;
            let (requests, disclosures) = values(order.held, sealed);
            let part = (row, party, lot, package, requests, disclosures, now);
            work.tx().run_one(&queries::ADD_PART, part)?;
        }
    });
    Ok(package)
}

/// A value in the column of its category.
fn values(held: Held, sealed: Sealed) -> (Option<Sealed>, Option<Sealed>) {
    match held {
        Held::Requests => (Some(sealed), None),
        Held::Disclosures => (None, Some(sealed)),
    }
}

/// The value of a part, from the column of its category; nothing where it was erased.
fn value_of(held: Held, part: &mut PartLying) -> Option<Sealed> {
    match held {
        Held::Requests => part.4.take(),
        Held::Disclosures => part.5.take(),
    }
}

/// What stands in the clear of a package.
struct Found {
    held: Held,
    format: Format,
    lying: Lying,
}

impl Found {
    /// Nothing where it is of a later version.
    fn of(lying: Lying) -> Option<Self> {
        Some(Self {
            held: Held::from_key(&lying.1)?,
            format: Format::from_key(&lying.2)?,
            lying,
        })
    }

    fn view(self, packed: Packed, handed: Vec<HandedOver>) -> PackageView {
        let (package, _, _, bytes, _, made, by, expires, withheld_until, ended) = self.lying;
        PackageView {
            package,
            held: self.held,
            format: self.format,
            bytes,
            name: packed.name,
            about: packed.about,
            whom: packed.whom,
            made,
            by,
            expires,
            withheld_until,
            ended,
            handed,
        }
    }

    /// Whether those it is about are told nothing of it today.
    fn is_withheld(&self, work: &Work<'_>) -> bool {
        self.lying.8.is_some_and(|until| work.today() <= until)
    }

    fn is_over(&self, now: Instant) -> bool {
        self.lying.9.is_some() || now >= self.lying.7
    }
}

fn found(work: &mut Work<'_>, package: PackageId) -> Result<Found, Error> {
    let lying = work.tx().maybe(&queries::ONE, (package,))?;
    let found = lying.and_then(Found::of).ok_or(guard::Error::NotThere)?;
    let discloses = work.actor().holds(work.policy(), Right::Disclose);
    // Whoever fetches it has its address and code from somebody who may.
    let fetches = matches!(work.actor().who(), Who::Job(_));
    if found.is_withheld(work) && !discloses && !fetches {
        return Err(guard::Error::NotThere.into());
    }
    Ok(found)
}

/// The parts of a package of which the actor may know, where these are all there were.
fn whole<C: Kind>(
    work: &mut Work<'_>,
    found: &Found,
    action: Action,
) -> Result<Vec<PartLying>, Error> {
    let mut parts = work.tx().all(&queries::PARTS, (found.lying.0,))?;
    let mut parties: Vec<PartyId> = parts.iter().map(|part| part.1).collect();
    parties.sort_unstable();
    parties.dedup();
    let seen = work.visible::<C>(action, &parties)?;
    parts.retain(|part| seen.binary_search(&part.1).is_ok());
    let mut rows: Vec<RowId> = parts.iter().map(|part| part.0).collect();
    rows.sort_unstable();
    rows.dedup();
    let all = i64::try_from(rows.len()).is_ok_and(|count| count == found.lying.4);
    all.then_some(parts)
        .ok_or_else(|| guard::Error::NotThere.into())
}

/// One package with the parties it tells of.
///
/// # Errors
///
/// The refusal; `NotThere`, also where somebody of it was erased or lies outside the scope; the
/// vault's and the store's failures.
pub(super) fn one(
    work: &mut Work<'_>,
    package: PackageId,
) -> Result<(PackageView, Vec<PartyId>, Vec<LinkView>), Error> {
    let found = found(work, package)?;
    let handed = handed(work, &[package])?.remove(&package);
    let (packed, parties) = in_category!(found.held, C, column => {
        let mut parts = whole::<C>(work, &found, Action::View)?;
        let parties: Vec<PartyId> = parts.iter().map(|part| part.1).collect();
        let proof = work.ask::<C>(guard::Ask::view(&parties))?;
        let first = parts.first_mut().ok_or(guard::Error::NotThere)?;
        let place = Place::new(first.1, first.2, first.0.get());
        let sealed = value_of(found.held, first).ok_or(guard::Error::NotThere)?;
        (work.open(&proof, column, place, &sealed)?.into_exposed(), parties)
    });
    let links = work.tx().all(&queries::LINKS_OF, (package,))?.into_iter();
    let links = links.map(
        |(made, by, expires, downloads_max, downloads, tries, ended)| LinkView {
            made,
            by,
            expires,
            downloads_max,
            downloads,
            tries,
            ended,
        },
    );
    Ok((
        found.view(packed, handed.unwrap_or_default()),
        parties,
        links.collect(),
    ))
}

/// The packages of a party before one, the newest first, as far as they may be seen; and the part
/// before which older ones begin.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn of_party(
    work: &mut Work<'_>,
    party: PartyId,
    before: RowId,
) -> Result<(Vec<PackageView>, Option<RowId>), Error> {
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut pieces = work.tx().all(&queries::OF_PARTY, (party, before, most))?;
    let more = pieces.len() > SHOWN;
    pieces.truncate(SHOWN);
    let older = pieces.last().filter(|_| more).map(|last| last.0);
    Ok((opened(work, party, pieces)?, older))
}

fn opened(
    work: &mut Work<'_>,
    party: PartyId,
    pieces: Vec<PartLying>,
) -> Result<Vec<PackageView>, Error> {
    let packages: Vec<PackageId> = pieces.iter().map(|part| part.3).collect();
    let lying = work
        .tx()
        .all_of(&queries::ONE, packages.iter().map(|one| (*one,)))?;
    let mut handed = handed(work, &packages)?;
    let lots: Vec<_> = pieces.iter().map(|part| part.2).collect();
    work.warm(&lots)?;
    let discloses = work.actor().holds(work.policy(), Right::Disclose);
    let mut views = Vec::with_capacity(pieces.len());
    let rows = pieces.into_iter().zip(lying);
    let rows =
        rows.filter_map(|(part, lying)| Some((part, lying.into_iter().find_map(Found::of)?)));
    let mut proofs = (None, None);
    for (mut part, found) in rows {
        if found.is_withheld(work) && !discloses {
            continue;
        }
        let Some(sealed) = value_of(found.held, &mut part) else {
            continue;
        };
        let place = Place::new(party, part.2, part.0.get());
        let packed = match found.held {
            Held::Requests => {
                if proofs.0.is_none() {
                    proofs.0 = Some(work.ask_if_allowed(guard::Ask::view(&[party]))?);
                }
                let Some(Some(proof)) = &proofs.0 else {
                    continue;
                };
                work.open(proof, &super::columns::REQUESTS, place, &sealed)?
            }
            Held::Disclosures => {
                if proofs.1.is_none() {
                    proofs.1 = Some(work.ask_if_allowed(guard::Ask::view(&[party]))?);
                }
                let Some(Some(proof)) = &proofs.1 else {
                    continue;
                };
                work.open(proof, &super::columns::DISCLOSURES, place, &sealed)?
            }
        };
        let handed = handed.remove(&found.lying.0).unwrap_or_default();
        views.push(found.view(packed.into_exposed(), handed));
    }
    Ok(views)
}

fn handed(
    work: &mut Work<'_>,
    packages: &[PackageId],
) -> Result<HashMap<PackageId, Vec<HandedOver>>, Error> {
    let found = work
        .tx()
        .all_of(&queries::HANDED, packages.iter().map(|one| (*one,)))?;
    let told = |(means, at, by): (String, _, _)| {
        let means = Means::from_key(&means)?;
        Some(HandedOver { means, at, by })
    };
    let told = found
        .into_iter()
        .map(|rows| rows.into_iter().filter_map(told).collect());
    Ok(packages.iter().copied().zip(told).collect())
}

/// What is to be handed over.
pub(super) struct Opened {
    /// What its bytes are.
    pub(super) format: Format,
    /// What its file is called.
    pub(super) name: String,
    /// Its bytes.
    pub(super) reader: FileReader,
}

/// Opens a package to hand it over, and writes down that it was: the trail tells it as sent or as
/// disclosed, for everybody it tells of.
///
/// # Errors
///
/// The refusal; [`Error::Over`]; `NotThere`; the vault's and the store's failures.
pub(super) fn hand_over(
    work: &mut Work<'_>,
    package: PackageId,
    means: Means,
) -> Result<Opened, Error> {
    let (found, packed, reader) = open(work, package)?;
    let (now, by) = (work.now(), work.actor().id());
    let number = work.ids().ordered();
    let row = (number, package, means.key().to_owned(), now, by);
    work.tx().run_one(&queries::HAND_OVER, row)?;
    Ok(Opened {
        format: found.format,
        name: packed.name,
        reader,
    })
}

/// That the actor may hand a package over, and that it is there: for what is handed over later.
///
/// # Errors
///
/// As [`hand_over`].
pub(super) fn may_hand_over(work: &mut Work<'_>, package: PackageId) -> Result<Instant, Error> {
    let (found, ..) = open(work, package)?;
    Ok(found.lying.7)
}

fn open(work: &mut Work<'_>, package: PackageId) -> Result<(Found, Packed, FileReader), Error> {
    let found = found(work, package)?;
    if found.is_over(work.now()) {
        return Err(Error::Over);
    }
    let action = match found.held {
        Held::Requests => Action::Send,
        Held::Disclosures => Action::Disclose,
    };
    in_category!(found.held, C, column => {
        let mut pieces = whole::<C>(work, &found, action)?;
        let parties: Vec<PartyId> = pieces.iter().map(|part| part.1).collect();
        let proof = work.ask::<C>(found.held.ask(&parties))?;
        let first = pieces.first_mut().ok_or(guard::Error::NotThere)?;
        let (party, place) = (first.1, Place::new(first.1, first.2, first.0.get()));
        let sealed = value_of(found.held, first).ok_or(guard::Error::NotThere)?;
        let packed = work.open(&proof, column, place, &sealed)?.into_exposed();
        let reader = work.read_content(&proof, party, &packed.content)?;
        Ok((found, packed, reader))
    })
}

/// Withdraws a package: it opens for nobody from now on, and its lots can go.
///
/// # Errors
///
/// The refusal; `NotThere`, also where it was withdrawn before; the store's failure.
pub(super) fn withdraw(
    work: &mut Work<'_>,
    package: PackageId,
) -> Result<Vec<basics::LotId>, Error> {
    let found = found(work, package)?;
    in_category!(found.held, C, _column => {
        let parts = whole::<C>(work, &found, Action::View)?;
        let parties: Vec<PartyId> = parts.iter().map(|part| part.1).collect();
        let _proof = work.ask::<C>(guard::Ask::change(&parties))?;
    });
    let now = work.now();
    if work.tx().run(&queries::END, (package, now))? == 0 {
        return Err(guard::Error::NotThere.into());
    }
    work.tx().run(&queries::END_LINKS, (package, now))?;
    Ok(work.tx().all(&queries::LOTS_OF, (package,))?)
}

/// A package that must not be handed over any more opens for nobody from now on. Whoever decides so has
/// a proof of that decision.
///
/// # Errors
///
/// The store's failure.
pub fn stop(work: &mut Work<'_>, package: PackageId) -> Result<(), store::Error> {
    let now = work.now();
    work.tx().run(&queries::END, (package, now))?;
    work.tx().run(&queries::END_LINKS, (package, now))?;
    Ok(())
}

/// The lots of what packages tell of a party: they go when something of her is erased.
///
/// # Errors
///
/// The store's failure.
pub fn lots_of(work: &mut Work<'_>, party: PartyId) -> Result<Vec<LotId>, store::Error> {
    work.tx().all(&queries::LOTS_OF_PARTY, (party,))
}
