//! Customers from a list: whom the register knows, whom it perhaps knows, who is new, who is to be
//! brought up to date.
//!
//! Invariants: a row is new, known, brought up to date or refused with its reason, never two of
//! them and never none; what a known row says no to is applied with the chunk, or the row is
//! refused.

use std::collections::{HashMap, HashSet};
use std::hash::RandomState;
use std::sync::Arc;

use basics::{BatchId, Code, Coded, PartyId};
use formats::headings::Heading;
use guard::category::Permissions;
use guard::{Adding, Ask, Work};
use policy::{ConnectionKind, FieldKey, FieldParty, Policy, SourceKind};

use super::kind::{Judged, Kind, Refused, Rule};
use super::mapping::{Mapping, Unmapped};
use super::order::{self, Key, Mode, Order};
use super::pass::Examined;
use super::renewed;
use super::run::Error;
use super::tally::{Fate, Value};
use super::values::{self, VALUES};
use crate::fields::{self, FieldEntry};
use crate::people::{
    self, Comparing, Earlier, Entering, Entry, KeyValue, Listed, ListedConsent, Ready, Reason,
    Renewal, Tighter, Who, ahead, certain_key, certain_value, enter_all, in_register, listed,
    own_value, renew, tighten,
};
use crate::permissions::{import_consent, takes_consent};

/// Customers of one run over a file.
pub(super) struct Customers {
    order: Order,
    /// Whether the notice lets contact persons of companies be held.
    contact_persons: bool,
    /// What a row may say for itself.
    connections: Vec<ConnectionKind>,
    sources: Vec<SourceKind>,
    earlier: Earlier,
    /// Whom earlier rows bring up to date, as hashes that mean nothing outside this run.
    renewed: HashSet<u64>,
    hasher: RandomState,
}

/// What a row makes.
pub(super) struct Made {
    pub(super) listed: Box<Listed>,
    /// Made ready while the rows before it are written.
    ready: Box<Ready>,
    /// Whether earlier rows were perhaps about the same.
    earlier: Who,
    /// By what it is matched, where that was ordered.
    pub(super) key: Option<KeyValue>,
    /// Whether the row itself says on which connection she is held.
    pub(super) connects: bool,
}

/// What a chunk is to do.
#[derive(Default)]
pub(super) struct Plan {
    /// Places in the chunk of those to be created.
    fresh: Vec<usize>,
    /// What known rows say no to.
    pub(super) tighter: Vec<(PartyId, Tighter)>,
    /// What later rows about those to be created say no to: which of `fresh`.
    tighter_fresh: Vec<(usize, Tighter)>,
    /// Places of those to be brought up to date, and who they are.
    pub(super) renewed: Vec<(usize, PartyId)>,
}

impl Kind for Customers {
    type Made = Made;
    type Plan = Plan;

    const VALUES: &'static [Value] = VALUES;

    fn begin(order: &Order, policy: &Policy) -> Self {
        Self {
            order: order.clone(),
            contact_persons: policy.holds(ConnectionKind::ContactPersonOf),
            connections: order::connections(policy),
            sources: order::sources(policy),
            earlier: Earlier::new(!order.create_likely),
            renewed: HashSet::new(),
            hasher: RandomState::new(),
        }
    }

    fn fits(mapping: &Mapping, order: &Order) -> Result<(), Unmapped> {
        let names = [Heading::LastName, Heading::FullName, Heading::Company];
        if !names.into_iter().any(|name| mapping.has(name)) {
            return Err(Unmapped::NoName);
        }
        // A door code is no remark about a customer, and is not lost without a word.
        let of_sites = Heading::OF_SITES.into_iter().find(|one| mapping.has(*one));
        if let Some(heading) = of_sites {
            return Err(Unmapped::OfSites(heading));
        }
        match order.key.heading() {
            Some(key) if !mapping.has(key) => Err(Unmapped::NoKey(key)),
            _ => Ok(()),
        }
    }

    fn examine<'a>(
        &mut self,
        text: &'a dyn Fn(Heading) -> &'a str,
        own: &[(FieldKey, &str)],
    ) -> Result<Made, Vec<Reason>> {
        let mut terms = self.order.terms.clone();
        let mut reasons = Vec::new();
        let connection = word(text, Heading::Connection, &self.connections, &mut reasons);
        terms.connection = connection.unwrap_or(terms.connection);
        if let Some(kind) = word(text, Heading::Source, &self.sources, &mut reasons) {
            terms.source = kind;
        }
        let key = self.key(text).map_err(|reason| reasons.push(reason));
        // The register's own number is no remark.
        let own_number = self.order.key == Key::CustomerNumber;
        let rest = |heading| match heading {
            Heading::CustomerNumber if own_number => "",
            _ => text(heading),
        };
        let mut made = listed(&rest, &terms);
        if let Ok(made) = &mut made {
            self.fields(&mut made.entry, own, &mut reasons);
        }
        match (made, key) {
            (Ok(made), Ok(key)) if reasons.is_empty() => {
                if made.contact_person.is_some() && !self.contact_persons {
                    return Err(vec![Reason {
                        heading: Some(Heading::LastName),
                        own: None,
                        code: Code::new("people.field.connection"),
                    }]);
                }
                if self.is_second(key.as_ref(), &made.entry) {
                    let code = Code::new("transfer.row.twice");
                    return Err(vec![Reason::of_row(code)]);
                }
                let earlier = self.earlier.meet(&made.entry);
                Ok(Made {
                    ready: Box::new(Ready::of(&made.entry)),
                    listed: Box::new(made),
                    earlier,
                    key,
                    connects: connection.is_some(),
                })
            }
            (Err(more), _) => {
                reasons.extend(more);
                Err(reasons)
            }
            _ => Err(reasons),
        }
    }

    fn judge(
        work: &mut Work<'_>,
        chunk: &[Examined<Made>],
        rule: &Rule,
    ) -> Result<Judged<Plan>, Error> {
        let made = || chunk.iter().filter_map(Examined::made);
        let addresses = made().map(|made| Arc::clone(made.ready.addresses()));
        work.look_up_suppressed(&addresses.collect::<Vec<_>>())?;
        let values = made().map(|made| (&made.listed.entry, made.key.as_ref()));
        ahead(work, values)?;
        let mut judged = Judged::default();
        let mut fresh: HashMap<String, usize> = HashMap::new();
        for (at, examined) in chunk.iter().enumerate() {
            let Examined::Made(made, row) = examined else {
                continue;
            };
            let verdict = if rule.order.mode == Mode::Create {
                to_create(work, &mut judged, &mut fresh, (at, made), rule)?
            } else {
                match renewed::to_renew(work, &mut judged, (at, made))? {
                    Err(Refused::Missing) if rule.order.mode == Mode::Upsert => {
                        to_create(work, &mut judged, &mut fresh, (at, made), rule)?
                    }
                    verdict => verdict,
                }
            };
            match verdict {
                Err(why) => {
                    judged.refused.insert(row.line, why);
                }
                Ok(()) if unproved(work, &made.listed) => judged.no_consent += 1,
                Ok(()) => {}
            }
        }
        renewed::leave_unchanged(work, chunk, &mut judged)?;
        judged.earlier_no = earlier_noes(work, chunk, &judged.plan)?;
        Ok(judged)
    }

    fn fate(plan: &Plan, at: usize) -> Fate {
        // Both are in the order of the chunk.
        if plan.fresh.binary_search(&at).is_ok() {
            Fate::Created
        } else if plan.renewed.binary_search_by_key(&at, |one| one.0).is_ok() {
            Fate::Updated
        } else {
            Fate::Known
        }
    }

    fn words(made: &Made) -> Vec<(&'static str, &'static str)> {
        values::words(&made.listed)
    }

    fn write(
        work: &mut Work<'_>,
        chunk: &[Examined<Made>],
        plan: &Plan,
        batch: BatchId,
    ) -> Result<(), Error> {
        let made = |at: &usize| chunk.get(*at).and_then(Examined::made);
        let fresh: Vec<&Made> = plan.fresh.iter().filter_map(made).collect();
        let entering = fresh.iter().map(|made| (&made.listed.entry, &*made.ready));
        let parties = enter_some(work, &entering.collect::<Vec<_>>(), batch)?;
        let people = fresh.iter().zip(&parties);
        let people = people.filter_map(|(made, of)| contact_person(&made.listed, *of));
        let people: Vec<Entry> = people.collect();
        let ready = Ready::of_all(&people);
        enter_some(work, &people.iter().zip(&ready).collect::<Vec<_>>(), batch)?;
        let listed = fresh.iter().map(|made| &*made.listed);
        let listed = parties.iter().copied().zip(listed);
        consents(work, &listed.collect::<Vec<_>>(), Ask::import)?;
        let renewed = renewed::of(chunk, plan);
        let renewals: Vec<Renewal<'_>> = renewed.iter().map(renewed::renewal).collect();
        let made = renew(work, &renewals)?;
        let listed = renewed
            .iter()
            .map(|(_, party, made)| (*party, &*made.listed));
        consents(work, &listed.collect::<Vec<_>>(), Ask::change)?;
        let of_fresh = plan.tighter_fresh.iter();
        let of_fresh = of_fresh.filter_map(|(at, tighter)| Some((*parties.get(*at)?, *tighter)));
        let tighter: Vec<_> = plan.tighter.iter().copied().chain(of_fresh).collect();
        tighten(work, &tighter)?;
        renewed::remember(work, batch, &made)
    }
}

impl Customers {
    /// By what the row is matched; nothing where no key was ordered.
    fn key<'a>(&self, text: &'a dyn Fn(Heading) -> &'a str) -> Result<Option<KeyValue>, Reason> {
        let Some(heading) = self.order.key.heading() else {
            return Ok(None);
        };
        self.order.key_value(heading, text(heading))
    }

    /// Reads what a row says of the fields of the company.
    fn fields(&self, entry: &mut Entry, own: &[(FieldKey, &str)], reasons: &mut Vec<Reason>) {
        let party = match entry {
            Entry::Person(_) => FieldParty::Person,
            Entry::Organisation(_) => FieldParty::Organisation,
        };
        for (key, text) in own {
            let mut declared = self.order.own.fields.iter();
            let Some(field) = declared.find(|field| field.key == *key) else {
                continue;
            };
            match own_value(field, text) {
                Ok(None) => {}
                Ok(Some(_)) if !field.is_of(party) => {
                    let code = fields::Error::NotOfKind.code();
                    reasons.push(Reason::of_own(*key, code));
                }
                Ok(Some(value)) => entry.add_field(FieldEntry::of(field, value)),
                Err(code) => reasons.push(Reason::of_own(*key, code)),
            }
        }
    }

    /// Whether an earlier row is to bring the same customer up to date: which of them is newer, a
    /// list does not tell.
    fn is_second(&mut self, key: Option<&KeyValue>, entry: &Entry) -> bool {
        if self.order.mode == Mode::Create {
            return false;
        }
        let certain = certain_value(entry);
        let hash = key.or(certain.as_ref()).map(|key| key.hash(&self.hasher));
        hash.is_some_and(|hash| !self.renewed.insert(hash))
    }
}

/// The row's own word for something, which the file says for all rows otherwise.
fn word<'a, T: Copy + policy::Word>(
    text: &'a dyn Fn(Heading) -> &'a str,
    heading: Heading,
    allowed: &[T],
    reasons: &mut Vec<Reason>,
) -> Option<T> {
    let said = text(heading).trim();
    if said.is_empty() {
        return None;
    }
    let found = order::said_word(said, allowed);
    if found.is_none() {
        reasons.push(Reason {
            heading: Some(heading),
            own: None,
            code: Code::new("transfer.row.word"),
        });
    }
    found
}

pub(super) type Verdict = Result<(), Refused>;

/// What becomes of a row whose customer is to be created where she is new.
fn to_create(
    work: &mut Work<'_>,
    judged: &mut Judged<Plan>,
    fresh: &mut HashMap<String, usize>,
    (at, made): (usize, &Made),
    rule: &Rule,
) -> Result<Verdict, Error> {
    let listed = made.listed.as_ref();
    let (who, party) = in_register(work, &listed.entry, Comparing::Import)?;
    let key = certain_key(&listed.entry);
    let twin = key.as_ref().and_then(|key| fresh.get(key)).copied();
    let create_likely = rule.order.create_likely;
    Ok(match (who, made.earlier) {
        (Who::Known, _) => known_as(judged, listed, party),
        (_, Who::Known) if twin.is_some() => known_in_file(judged, listed, twin),
        (_, Who::Known) if !rule.earlier_written => known_in_file(judged, listed, None),
        (Who::Likely, _) if party.is_none() => Err(Refused::Likely),
        // An earlier row of the same number that was not taken itself.
        (_, Who::Known) => Err(Refused::Likely),
        (Who::Likely, _) | (_, Who::Likely) if !create_likely => Err(Refused::Likely),
        _ => {
            fresh.extend(key.map(|key| (key, judged.plan.fresh.len())));
            judged.plan.fresh.push(at);
            judged.created += 1 + i64::from(listed.contact_person.is_some());
            Ok(())
        }
    })
}

fn known_as(judged: &mut Judged<Plan>, listed: &Listed, party: Option<PartyId>) -> Verdict {
    let tighter = Tighter::of(&listed.entry);
    if listed.contact_person.is_some() {
        return Err(Refused::ContactOfKnown);
    }
    if !tighter.is_empty() {
        // A "no" of somebody who may not be seen is looked at by a person.
        let party = party.ok_or(Refused::Likely)?;
        judged.plan.tighter.push((party, tighter));
    }
    judged.known += 1;
    Ok(())
}

fn known_in_file(judged: &mut Judged<Plan>, listed: &Listed, twin: Option<usize>) -> Verdict {
    let tighter = Tighter::of(&listed.entry);
    if listed.contact_person.is_some() {
        return Err(Refused::ContactOfKnown);
    }
    if !tighter.is_empty() {
        let twin = twin.map(|twin| (twin, tighter));
        judged.plan.tighter_fresh.extend(twin);
    }
    judged.known += 1;
    Ok(())
}

/// Whether a row says that there is a consent which is none: without day and wording, or where the
/// notice names none.
pub(super) fn unproved(work: &Work<'_>, listed: &Listed) -> bool {
    match &listed.consent {
        ListedConsent::Unsaid => false,
        ListedConsent::Unproved => true,
        ListedConsent::Given(..) => !takes_consent(work.policy(), listed.entry.kind()),
    }
}

/// How many of those to be created have an address that was forbidden to marketing before.
fn earlier_noes(work: &mut Work<'_>, chunk: &[Examined<Made>], plan: &Plan) -> Result<i64, Error> {
    let addresses = |at: &usize| {
        let made = chunk.get(*at).and_then(Examined::made)?;
        Some(Arc::clone(made.ready.addresses()))
    };
    let fresh: Vec<_> = plan.fresh.iter().filter_map(addresses).collect();
    let closed = work.suppressed_among(&fresh)?;
    let met = closed.iter().filter(|channels| !channels.is_empty());
    Ok(i64::try_from(met.count()).unwrap_or(i64::MAX))
}

/// Records the consents of rows, each of them about its party.
fn consents(
    work: &mut Work<'_>,
    rows: &[(PartyId, &Listed)],
    ask: fn(&[PartyId]) -> Ask,
) -> Result<(), Error> {
    let mut given = Vec::new();
    for (party, listed) in rows {
        if let ListedConsent::Given(on, wording) = &listed.consent
            && !unproved(work, listed)
        {
            given.push((*party, *on, wording.as_str(), listed.entry.language()));
        }
    }
    if given.is_empty() {
        return Ok(());
    }
    let parties: Vec<PartyId> = given.iter().map(|one| one.0).collect();
    let proof = work.ask::<Permissions>(ask(&parties))?;
    for (party, on, wording, language) in given {
        import_consent(work, &proof, party, (on, wording, language))
            .map_err(people::Error::from)?;
    }
    Ok(())
}

fn enter_some(
    work: &mut Work<'_>,
    entries: &[Entering<'_>],
    batch: BatchId,
) -> Result<Vec<PartyId>, Error> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    Ok(enter_all(work, entries, Some(batch), Adding::ByFile)?)
}

fn contact_person(listed: &Listed, of: PartyId) -> Option<Entry> {
    let mut person = listed.contact_person.clone()?;
    person.origin.of = Some(of);
    Some(Entry::Person(person))
}
