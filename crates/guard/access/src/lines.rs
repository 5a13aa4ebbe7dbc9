//! The lines a unit of work gathers before they become lines of the trail.

use std::sync::Arc;

use basics::{Code, PartyId};
use policy::{Action, Category};
use trail::Line;

use crate::ask::Ask;
use crate::work::Frame;

/// A look or change that will be a line. Several categories of one look are one line.
pub(crate) struct Draft {
    action: Action,
    parties: Arc<[PartyId]>,
    categories: Vec<Category>,
    reason: Option<Vec<u8>>,
    refused: Option<Code>,
    /// Parties that were found and are not named.
    found: i64,
}

impl Draft {
    pub(crate) fn of(ask: &Ask, category: Category, reason: Option<Vec<u8>>) -> Self {
        Self {
            action: ask.action,
            parties: Arc::clone(&ask.parties),
            categories: vec![category],
            reason,
            refused: None,
            found: 0,
        }
    }

    /// The same, with the number of parties that were found and are not named.
    pub(crate) fn found(self, count: usize) -> Self {
        Self {
            found: i64::try_from(count).unwrap_or(i64::MAX),
            ..self
        }
    }

    fn joins(&self, other: &Self) -> bool {
        self.action == other.action
            && self.parties == other.parties
            && self.refused == other.refused
            && self.reason.is_none()
            && other.reason.is_none()
    }

    fn line(self, frame: &Frame<'_>) -> Line {
        let lists = matches!(self.action, Action::List | Action::Search);
        let named = i64::try_from(self.parties.len()).unwrap_or(i64::MAX);
        let count = named.saturating_add(self.found);
        let parties = self.parties.to_vec();
        let (opened, listed) = if lists {
            (Vec::new(), parties)
        } else {
            (parties, Vec::new())
        };
        Line {
            instant: frame.now,
            actor: frame.actor.id(),
            purpose: frame.purpose,
            action: if self.refused.is_some() {
                Action::Refuse
            } else {
                self.action
            },
            parties: opened,
            listed,
            categories: self.categories,
            lots: Vec::new(),
            count,
            unit: frame.unit,
            request: None,
            code: self.refused.map(|code| code.as_str().to_owned()),
            reason: self.reason,
        }
    }
}

/// What a unit gathered: looks and changes, which leave only with its result, and refusals, which
/// leave whatever becomes of it.
#[derive(Default)]
pub(crate) struct Drafts {
    noted: Vec<Draft>,
    refused: Vec<Draft>,
}

impl Drafts {
    pub(crate) fn note(&mut self, draft: Draft) {
        join(&mut self.noted, draft);
    }

    pub(crate) fn refuse(&mut self, ask: &Ask, category: Category, code: Code) {
        let draft = Draft {
            refused: Some(code),
            ..Draft::of(ask, category, None)
        };
        join(&mut self.refused, draft);
    }

    /// The lines of what was noted, then those of what was refused.
    pub(crate) fn into_lines(self, frame: &Frame<'_>) -> (Vec<Line>, Vec<Line>) {
        let lines =
            |drafts: Vec<Draft>| drafts.into_iter().map(|draft| draft.line(frame)).collect();
        (lines(self.noted), lines(self.refused))
    }
}

fn join(drafts: &mut Vec<Draft>, draft: Draft) {
    match drafts.iter_mut().find(|earlier| earlier.joins(&draft)) {
        Some(earlier) => {
            earlier.found = earlier.found.saturating_add(draft.found);
            for category in draft.categories {
                if !earlier.categories.contains(&category) {
                    earlier.categories.push(category);
                }
            }
        }
        None => drafts.push(draft),
    }
}
