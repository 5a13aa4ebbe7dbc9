//! Quotation marks, as they stand in the text: whether each that opens a field closes it.
//!
//! A mark too many is no error to a parser: what follows belongs to the field until some other mark,
//! and rows are lost in it without a word. Here the same text is gone through byte by byte, and what
//! cannot be meant is kept by its place.

use std::collections::VecDeque;

/// Where in a field the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At its beginning, where a mark opens it.
    Begins,
    /// In one without marks around it.
    Bare,
    /// Between the marks.
    Within,
    /// Behind a mark that closed it, or behind the first of two that stand for one.
    Closed,
    /// Behind the blanks that follow a closing mark: some programs pad their columns.
    Behind,
}

/// What of the marks of a text cannot be meant.
pub(super) struct Quotes {
    delimiter: u8,
    place: Place,
    /// Bytes so far.
    seen: u64,
    /// Where something stands right behind a mark that closed a field, in their order.
    strays: VecDeque<u64>,
    ended: bool,
}

/// Strays that are kept at most. Of more the last one counts: it may be another row's.
const STRAYS_KEPT: usize = 4_096;

impl Quotes {
    pub(super) const fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            place: Place::Begins,
            seen: 0,
            strays: VecDeque::new(),
            ended: false,
        }
    }

    /// The next of the text; nothing is its end.
    pub(super) fn see(&mut self, text: &[u8]) {
        self.ended = text.is_empty();
        for byte in text {
            self.seen += 1;
            let ends_field = *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
            self.place = match (self.place, *byte) {
                (Place::Within, b'"') => Place::Closed,
                (Place::Within, _) | (Place::Begins | Place::Closed, b'"') => Place::Within,
                _ if ends_field => Place::Begins,
                (Place::Closed | Place::Behind, b' ' | b'\t') => Place::Behind,
                (Place::Closed | Place::Behind, _) => {
                    if self.strays.len() == STRAYS_KEPT {
                        self.strays.pop_back();
                    }
                    self.strays.push_back(self.seen);
                    Place::Bare
                }
                (Place::Begins | Place::Bare, _) => Place::Bare,
            };
        }
    }

    /// Whether something stood behind a closing mark since the last call and before this place.
    pub(super) fn strayed_before(&mut self, place: u64) -> bool {
        let mut strayed = false;
        while self.strays.pop_front_if(|stray| *stray <= place).is_some() {
            strayed = true;
        }
        strayed
    }

    /// Whether the text ended in a field that was never closed.
    pub(super) fn is_open(&self) -> bool {
        self.ended && self.place == Place::Within
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::closed("a;\"b\nc\";d\n", false, false)]
    #[case::doubled("a;\"say \"\"b\"\"\";d\n", false, false)]
    #[case::an_inch("a;5\";d\n", false, false)]
    #[case::never_closed("a;\"b;d\ne;f;g\n", false, true)]
    #[case::closed_by_another("a;\"b;d\ne;\"f\";g\n", true, false)]
    #[case::not_doubled("a;\"say \"b\" now\";d\n", true, false)]
    #[case::padded("a;\"b\"  ;d\n", false, false)]
    #[case::behind_blanks("a;\"b\" c;d\n", true, false)]
    #[case::at_the_end("a;\"b\"", false, false)]
    #[case::nothing("", false, false)]
    fn what_cannot_be_meant_is_found(
        #[case] text: &str,
        #[case] strays: bool,
        #[case] open: bool,
        #[values(1, 3, 64)] pieces: usize,
    ) {
        let mut quotes = Quotes::new(b';');
        text.as_bytes()
            .chunks(pieces)
            .for_each(|piece| quotes.see(piece));
        quotes.see(&[]);
        assert_eq!(quotes.is_open(), open);
        assert_eq!(quotes.strayed_before(u64::MAX), strays);
        assert!(!quotes.strayed_before(u64::MAX), "it is told once");
    }
}
