//! Notes from the old system, for customers who are in the register.
//!
//! Invariants: a note goes to exactly one customer, found by the key that was ordered, or its row
//! is refused; one that holds an identity code is held back; its day in the old system stands at
//! its beginning.

use basics::{BatchId, Code, Coded, Day, PartyId};
use formats::headings::Heading;
use guard::Work;
use policy::{FieldKey, Policy, SourceKind};

use super::keyed::Keys;
use super::kind::{Judged, Kind, Rule, whose};
use super::mapping::{Mapping, Unmapped};
use super::order::Order;
use super::pass::Examined;
use super::run::Error;
use super::tally::{Fate, Value};
use crate::people::{KeyValue, NoteFromFile, Reason, add_notes, holds_identity_code, note_text};

/// Notes of one run over a file.
pub(super) struct Notes {
    order: Order,
}

/// What a row makes.
pub(super) struct Made {
    of: KeyValue,
    text: String,
    source: SourceKind,
}

/// The places of the notes to be written, and whose they are.
pub(super) type Plan = Vec<(usize, PartyId)>;

/// By what customers are found where no key was ordered: the first of these columns.
const KEYS: Keys = Keys(&[
    Heading::CustomerNumber,
    Heading::BusinessId,
    Heading::IdentityCode,
    Heading::Email,
    Heading::Phone,
]);

impl Kind for Notes {
    type Made = Made;
    type Plan = Plan;

    const VALUES: &'static [Value] = &[
        Value::once("note", &[Heading::Note]),
        Value::within("day", &[Heading::Day]),
    ];

    fn begin(order: &Order, _policy: &Policy) -> Self {
        Self {
            order: order.clone(),
        }
    }

    fn fits(mapping: &Mapping, order: &Order) -> Result<(), Unmapped> {
        if !mapping.has(Heading::Note) {
            return Err(Unmapped::NoNote);
        }
        let of_sites = Heading::OF_SITES.into_iter().find(|one| mapping.has(*one));
        if let Some(heading) = of_sites {
            return Err(Unmapped::OfSites(heading));
        }
        KEYS.fit(mapping, order)
    }

    fn examine<'a>(
        &mut self,
        text: &'a dyn Fn(Heading) -> &'a str,
        _own: &[(FieldKey, &str)],
    ) -> Result<Made, Vec<Reason>> {
        let mut reasons = Vec::new();
        let of = KEYS.value(&self.order, text);
        let of = of.map_err(|reason| reasons.push(reason)).ok();
        let mut refuse = |heading, code| {
            let heading = Some(heading);
            reasons.push(Reason {
                heading,
                own: None,
                code,
            });
        };
        let day = match text(Heading::Day).trim() {
            "" => None,
            said => {
                let day = Day::parse(said);
                day.map_err(|_| refuse(Heading::Day, Code::new("people.field.date")))
                    .ok()
            }
        };
        let note = text(Heading::Note).trim();
        if holds_identity_code(note) {
            let code = Code::new("people.field.identity_code_in_note");
            refuse(Heading::Note, code);
        }
        let dated = day.map_or_else(
            || note.to_owned(),
            |day| [&day.finnish(), "\n", note].concat(),
        );
        let whole = if note.is_empty() { note } else { &dated };
        let note = note_text(whole).map_err(|error| refuse(Heading::Note, error.code()));
        match (of, note) {
            (Some(of), Ok(text)) if reasons.is_empty() => Ok(Made {
                of,
                text,
                source: self.order.terms.source,
            }),
            _ => Err(reasons),
        }
    }

    fn judge(
        work: &mut Work<'_>,
        chunk: &[Examined<Made>],
        _rule: &Rule,
    ) -> Result<Judged<Plan>, Error> {
        let mut judged: Judged<Plan> = Judged::default();
        for (at, examined) in chunk.iter().enumerate() {
            let Examined::Made(made, row) = examined else {
                continue;
            };
            match whose(work, &made.of)? {
                Ok(party) => {
                    judged.plan.push((at, party));
                    judged.created += 1;
                }
                Err(why) => {
                    judged.refused.insert(row.line, why);
                }
            }
        }
        Ok(judged)
    }

    fn fate(_plan: &Plan, _at: usize) -> Fate {
        Fate::Created
    }

    fn words(_made: &Made) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    fn write(
        work: &mut Work<'_>,
        chunk: &[Examined<Made>],
        plan: &Plan,
        batch: BatchId,
    ) -> Result<(), Error> {
        let note = |(at, party): &(usize, PartyId)| match chunk.get(*at) {
            Some(Examined::Made(made, _)) => Some(NoteFromFile {
                party: *party,
                text: &made.text,
                source: made.source,
            }),
            _ => None,
        };
        let notes: Vec<NoteFromFile<'_>> = plan.iter().filter_map(note).collect();
        if notes.is_empty() {
            return Ok(());
        }
        Ok(add_notes(work, &notes, batch)?)
    }
}
