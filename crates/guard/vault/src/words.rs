//! Words with their kinds, one after the other in one text: a party has dozens of them, and an
//! import the parties of several chunks at once.

use crate::terms::Kind;

/// Room for the words of most parties.
const LETTERS: usize = 320;
const WORDS: usize = 48;

/// The words a party is found by, in the order in which they were added.
#[derive(Clone, Default)]
pub(crate) struct Words {
    text: String,
    /// What each word is, and where it ends.
    ends: Vec<(Kind, u32)>,
}

impl Words {
    /// One more, put together of pieces. An empty word finds nobody and is left out.
    pub(crate) fn add(&mut self, kind: Kind, pieces: &[&str]) {
        if self.ends.capacity() == 0 {
            self.text.reserve(LETTERS);
            self.ends.reserve(WORDS);
        }
        let begin = self.text.len();
        self.text.extend(pieces.iter().copied());
        match u32::try_from(self.text.len()) {
            Ok(end) if self.text.len() > begin => self.ends.push((kind, end)),
            // Four gigabytes of words: what is beyond them finds nobody.
            _ => self.text.truncate(begin),
        }
    }

    /// What each is, and the word.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Kind, &str)> {
        let mut begin = 0;
        self.ends.iter().filter_map(move |(kind, end)| {
            let end = usize::try_from(*end).ok()?;
            let word = self.text.get(begin..end)?;
            begin = end;
            Some((*kind, word))
        })
    }
}
