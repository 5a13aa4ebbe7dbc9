//! A dry run: the whole file is judged as the import would judge it, and nothing is stored.
//!
//! It reads only, so nobody who works in the register waits for it.

use std::io::{Read, Seek};
use std::sync::Arc;

use guard::{Actor, Guard};

use super::kind::{Kind, Rule};
use super::order::Order;
use super::pass::{self, Pass};
use super::rejected::Rejected;
use super::run::{CHUNK, Counts, Error, Outcome, add_rejected, counted, fitting};

/// A dry run under way.
pub(super) struct DryRun<'a, F, K> {
    guard: &'a Guard,
    actor: &'a Actor,
    pass: Pass<'a, F, K>,
    rule: Rule,
    rejected: Rejected,
    counts: Counts,
}

impl<'a, F: Read + Seek + Send, K: Kind> DryRun<'a, F, K> {
    /// Reads the file once to its end.
    ///
    /// # Errors
    ///
    /// What ends reading; an order that the notice does not allow.
    pub(super) async fn begin(
        guard: &'a Guard,
        actor: &'a Actor,
        file: &'a mut F,
        order: &Order,
    ) -> Result<Self, Error> {
        let policy = fitting(guard, actor, order).await?;
        let all = pass::count::<K>(file, order)?;
        let pass = Pass::open(file, order, &policy)?;
        let rejected = Rejected::new(pass.headings(), order.reader).with_fields(&order.own.fields);
        let rule = Rule {
            order: order.clone(),
            earlier_written: false,
        };
        let counts = Counts {
            all,
            ..Counts::default()
        };
        Ok(Self {
            guard,
            actor,
            pass,
            rule,
            rejected,
            counts,
        })
    }

    /// Judges the next chunk: how far it got, or nothing at the end.
    ///
    /// # Errors
    ///
    /// What ends reading; the refusal where the actor may not import; the register's failure.
    pub(super) async fn step(&mut self) -> Result<Option<Counts>, Error> {
        // What nobody took is not gathered.
        self.rejected.forget();
        let chunk = Arc::new(self.pass.chunk(CHUNK)?);
        if chunk.is_empty() {
            return Ok(None);
        }
        let (judging, rule) = (Arc::clone(&chunk), self.rule.clone());
        let judged = self
            .guard
            .desk()
            .read(self.actor, K::PURPOSE, move |work| {
                K::judge(work, &judging, &rule)
            })
            .await?;
        let size = i64::try_from(chunk.len()).unwrap_or(i64::MAX);
        let ends = self.counts.done.saturating_add(size);
        self.counts = counted(self.counts, &chunk, &judged, ends);
        add_rejected(&mut self.rejected, &chunk, &judged.refused);
        Ok(Some(self.counts))
    }

    /// The rows that would not be taken, gathered chunk by chunk.
    pub(super) const fn rejected(&mut self) -> &mut Rejected {
        &mut self.rejected
    }

    /// What was found.
    pub(super) fn outcome(&self) -> Outcome {
        Outcome {
            batch: None,
            counts: self.counts,
            problems: self.rejected.problems().to_vec(),
        }
    }
}
