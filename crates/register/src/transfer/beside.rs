//! Lists of what belongs to customers who are in the register: notes, sites, tasks.
//!
//! Invariants: each row goes to exactly one customer, found by the key that was ordered or by the
//! first of the kind's own columns, or it is refused; what is judged is what is written.

use basics::{BatchId, Code, PartyId};
use formats::headings::Heading;
use guard::Work;
use policy::{FieldKey, Policy, Purpose};

use super::keyed::Keys;
use super::kind::{Judged, Kind, Refused, Rule, whose};
use super::mapping::{Mapping, Unmapped};
use super::order::Order;
use super::pass::Examined;
use super::run::Error;
use super::tally::{Fate, Value};
use crate::people::{KeyValue, Reason, Terms};

/// What a list may bring beside customers.
pub(super) trait Beside: Send + Sync + Sized + 'static {
    /// What is looked up once for a chunk.
    type Known;
    /// What a row becomes with it.
    type Extra: Send + 'static;

    /// The purpose under which its rows are judged and written.
    const PURPOSE: Purpose = Purpose::Care;
    /// What its rows may hold, to be compared with the register afterwards.
    const VALUES: &'static [Value];
    /// By what customers are found where no key was ordered: the first of these columns.
    const KEYS: Keys;
    /// The column without which it is no such list, and what is said then.
    const NEEDED: (Heading, Unmapped);
    /// Whether a column of sites says that the list is one of sites.
    const NOT_OF_SITES: bool = true;

    /// What a row says; nothing where `refuse` was told why not.
    fn read<'a>(
        terms: &Terms,
        text: &'a dyn Fn(Heading) -> &'a str,
        refuse: &mut dyn FnMut(Heading, Code),
    ) -> Option<Self>;

    /// Looks up what a chunk needs.
    ///
    /// # Errors
    ///
    /// The store's failure.
    fn known(work: &mut Work<'_>) -> Result<Self::Known, Error>;

    /// What the row becomes, or why the register refuses it.
    ///
    /// # Errors
    ///
    /// The reason.
    fn extra(&self, known: &Self::Known) -> Result<Self::Extra, Refused>;

    /// Writes rows, at least one.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may not; the store's failure.
    fn write(
        work: &mut Work<'_>,
        rows: &[(PartyId, &Self, &Self::Extra)],
        batch: BatchId,
    ) -> Result<(), Error>;
}

/// A run over a list of these.
pub(super) struct ListOf<B> {
    order: Order,
    of: std::marker::PhantomData<fn() -> B>,
}

/// A row, and whose it is by what the list says.
pub(super) struct Made<B> {
    of: KeyValue,
    row: B,
}

impl<B: Beside> Kind for ListOf<B> {
    type Made = Made<B>;
    type Plan = Vec<(usize, PartyId, B::Extra)>;

    const PURPOSE: Purpose = B::PURPOSE;
    const VALUES: &'static [Value] = B::VALUES;

    fn begin(order: &Order, _policy: &Policy) -> Self {
        Self {
            order: order.clone(),
            of: std::marker::PhantomData,
        }
    }

    fn fits(mapping: &Mapping, order: &Order) -> Result<(), Unmapped> {
        let (needed, lacking) = B::NEEDED;
        if !mapping.has(needed) {
            return Err(lacking);
        }
        let mut of_sites = Heading::OF_SITES.into_iter();
        match of_sites.find(|one| B::NOT_OF_SITES && mapping.has(*one)) {
            Some(heading) => Err(Unmapped::OfSites(heading)),
            None => B::KEYS.fit(mapping, order),
        }
    }

    fn examine<'a>(
        &mut self,
        text: &'a dyn Fn(Heading) -> &'a str,
        _own: &[(FieldKey, &str)],
    ) -> Result<Made<B>, Vec<Reason>> {
        let mut reasons = Vec::new();
        let of = B::KEYS.value(&self.order, text);
        let of = of.map_err(|reason| reasons.push(reason)).ok();
        let mut refuse = |heading, code| {
            reasons.push(Reason {
                heading: Some(heading),
                own: None,
                code,
            });
        };
        let row = B::read(&self.order.terms, text, &mut refuse);
        match (of, row) {
            (Some(of), Some(row)) if reasons.is_empty() => Ok(Made { of, row }),
            _ => Err(reasons),
        }
    }

    fn judge(
        work: &mut Work<'_>,
        chunk: &[Examined<Made<B>>],
        _rule: &Rule,
    ) -> Result<Judged<Self::Plan>, Error> {
        let mut judged: Judged<Self::Plan> = Judged::default();
        let known = B::known(work)?;
        for (at, examined) in chunk.iter().enumerate() {
            let Examined::Made(made, row) = examined else {
                continue;
            };
            let whose = whose(work, &made.of)?;
            match whose.and_then(|party| Ok((party, made.row.extra(&known)?))) {
                Ok((party, extra)) => {
                    judged.plan.push((at, party, extra));
                    judged.created += 1;
                }
                Err(why) => {
                    judged.refused.insert(row.line, why);
                }
            }
        }
        Ok(judged)
    }

    fn fate(_plan: &Self::Plan, _at: usize) -> Fate {
        Fate::Created
    }

    fn words(_made: &Made<B>) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    fn write(
        work: &mut Work<'_>,
        chunk: &[Examined<Made<B>>],
        plan: &Self::Plan,
        batch: BatchId,
    ) -> Result<(), Error> {
        let rows = plan
            .iter()
            .filter_map(|(at, party, extra)| match chunk.get(*at) {
                Some(Examined::Made(made, _)) => Some((*party, &made.row, extra)),
                _ => None,
            });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return Ok(());
        }
        B::write(work, &rows, batch)
    }
}
