//! The lines a unit of work gathers before they become lines of the trail.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use basics::{Code, LotId, PartyId};
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
    /// What whoever asked said of it.
    said: Option<Code>,
    /// Parties that were found and are not named.
    found: i64,
    lots: Vec<LotId>,
}

/// What stands in a line of a refusal: the action that was asked for and why it was refused.
fn refused(action: Action, code: Code) -> String {
    [action.key(), ":", code.as_str()].concat()
}

/// The action that was refused, where the line tells it, and why.
pub(crate) fn read_refused(code: &str) -> (Option<Action>, &str) {
    match code.split_once(':') {
        Some((action, code)) => (Action::from_key(action), code),
        None => (None, code),
    }
}

impl Draft {
    pub(crate) fn of(ask: &Ask, category: Category, reason: Option<Vec<u8>>) -> Self {
        Self {
            action: ask.action,
            parties: Arc::clone(&ask.parties),
            categories: vec![category],
            reason,
            refused: None,
            said: ask.said,
            found: 0,
            lots: Vec::new(),
        }
    }

    /// The same, in all these categories.
    pub(crate) fn in_all(mut self, categories: &[Category]) -> Self {
        for category in categories {
            if !self.categories.contains(category) {
                self.categories.push(*category);
            }
        }
        self
    }

    /// The same, about lots: those that were erased, or those of files.
    pub(crate) fn about(self, lots: &[LotId]) -> Self {
        Self {
            lots: lots.to_vec(),
            ..self
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
            && self.said == other.said
            && self.lots == other.lots
            && self.reason.is_none()
            && other.reason.is_none()
    }

    fn line(self, frame: &Frame<'_>) -> Line {
        // Whoever was refused opened nothing.
        let lists = self.refused.is_some() || matches!(self.action, Action::List | Action::Search);
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
            lots: self.lots,
            count,
            unit: frame.unit,
            request: None,
            code: match (self.refused, self.said) {
                (Some(code), _) => Some(refused(self.action, code)),
                (None, said) => said.map(|said| said.as_str().to_owned()),
            },
            reason: self.reason,
        }
    }
}

/// The refusals of a unit, held apart from its runs: they leave whatever becomes of it, also where
/// it breaks off. Clones are the same list.
#[derive(Clone, Default)]
pub(crate) struct Refused(Rc<RefCell<Vec<Draft>>>);

impl Refused {
    /// Their lines; none are left.
    pub(crate) fn take_lines(&self, frame: &Frame<'_>) -> Vec<Line> {
        let drafts = self.0.take();
        drafts.into_iter().map(|draft| draft.line(frame)).collect()
    }
}

/// What a unit gathered: looks and changes, which leave only with its result, and refusals.
#[derive(Default)]
pub(crate) struct Drafts {
    noted: Vec<Draft>,
    refused: Refused,
}

impl Drafts {
    /// The drafts of a run of a unit. What an earlier run was refused this one is refused again.
    pub(crate) fn over(refused: &Refused) -> Self {
        refused.0.take();
        Self {
            noted: Vec::new(),
            refused: refused.clone(),
        }
    }

    pub(crate) fn note(&mut self, draft: Draft) {
        join(&mut self.noted, draft);
    }

    pub(crate) fn refuse(
        &self,
        ask: &Ask,
        category: Category,
        reason: Option<Vec<u8>>,
        code: Code,
    ) {
        let draft = Draft {
            refused: Some(code),
            ..Draft::of(ask, category, reason)
        };
        join(&mut self.refused.0.borrow_mut(), draft);
    }

    /// The lines of what was noted.
    pub(crate) fn into_lines(self, frame: &Frame<'_>) -> Vec<Line> {
        let drafts = self.noted.into_iter();
        drafts.map(|draft| draft.line(frame)).collect()
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
