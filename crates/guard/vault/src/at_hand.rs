//! Whom whole values find that are on their way into the index.

use std::collections::BTreeMap;

use basics::PartyId;

use crate::terms::Token;

/// Tokens, each with its place in the order in which they came, and the parties they find.
type Kept = BTreeMap<(Token, u32), PartyId>;

/// What is on its way into the index.
#[derive(Default)]
pub(crate) struct AtHand {
    kept: Kept,
    /// What is being written.
    written: Kept,
    came: u32,
}

impl AtHand {
    /// A token finds a party.
    pub(crate) fn keep(&mut self, token: Token, party: PartyId) {
        self.kept.insert((token, self.came), party);
        self.came = self.came.wrapping_add(1);
    }

    /// The newest first, no more than so many.
    pub(crate) fn find(&self, token: Token, most: usize) -> Vec<PartyId> {
        let of = |kept: &Kept| {
            let range = kept.range((token, 0)..=(token, u32::MAX));
            range.rev().map(|(_, party)| *party).take(most).collect()
        };
        let mut found: Vec<PartyId> = of(&self.kept);
        found.extend(of(&self.written));
        found.truncate(most);
        found
    }

    /// What was kept so far is being written.
    pub(crate) fn writing(&mut self) {
        self.written = std::mem::take(&mut self.kept);
    }

    /// What was being written is in the index.
    pub(crate) fn let_go(&mut self) {
        self.written = Kept::new();
    }
}
