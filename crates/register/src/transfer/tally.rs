//! What an import finds in its file, value by value: how many there are, and in rows of which fate.
//!
//! Counted from the texts of the rows, before anything is made of them, so that what the reading of a
//! row lost would show; kept with the chunk in one transaction, so that a run that goes on counts
//! nothing twice. Invariant: counts and sums alone, nothing of a row.

use std::collections::BTreeMap;

use basics::BatchId;
use formats::headings::{self, Heading};
use guard::Work;

use super::kind::{Judged, Kind};
use super::mapping::Mapping;
use super::order::{Key, Order};
use super::pass::Examined;
use super::run::Error;

store::statements! {
    /// So many more of something in a batch: in rows taken as new, that brought somebody up to date,
    /// about somebody known, not taken; its sum in all of them and in those taken as new.
    pub(crate) ADD_TALLY: (BatchId, String, i64, i64, i64, i64, i64, i64) -> () =
        "insert into import_tally
                (batch_id, what, created, updated, known, rejected, summed, summed_created)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (batch_id, what) do update
            set created = import_tally.created + $3, updated = import_tally.updated + $4,
                known = import_tally.known + $5, rejected = import_tally.rejected + $6,
                summed = import_tally.summed + $7,
                summed_created = import_tally.summed_created + $8";

    /// What a batch found.
    pub(crate) TALLY: (BatchId,) -> (String, i64, i64, i64, i64, i64, i64) =
        "select what, created, updated, known, rejected, summed, summed_created
           from import_tally
          where batch_id = $1
          order by what
          limit 1000";
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It was taken as new.
    Created,
    /// It brought somebody up to date.
    Updated,
    /// It was about somebody the register knows.
    Known,
    /// It was not taken.
    Rejected,
}

/// A value that rows may hold, and the columns it stands in.
pub(super) struct Value {
    /// Its stable name.
    pub(super) key: &'static str,
    /// Its columns.
    pub(super) headings: &'static [Heading],
    /// How many a row has of it.
    pub(super) how: How,
    /// What its text amounts to, where it is a number that can be summed, such as cents.
    pub(super) amount: Option<fn(&str) -> Option<i64>>,
    /// Whether what stands of it in the register can be counted without opening anything.
    pub(super) stands: bool,
}

/// How many a row has of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// One, where any of the columns is filled.
    Once,
    /// As many as are filled.
    Each,
    /// One, where a column says yes.
    Yes,
}

impl Value {
    /// A value of one or more columns.
    pub(super) const fn once(key: &'static str, headings: &'static [Heading]) -> Self {
        Self {
            key,
            headings,
            how: How::Once,
            amount: None,
            stands: true,
        }
    }

    /// A value that is sealed within another, so that the register's are not counted.
    pub(super) const fn within(key: &'static str, headings: &'static [Heading]) -> Self {
        Self {
            stands: false,
            ..Self::once(key, headings)
        }
    }

    /// A value that each of its columns holds one of.
    pub(super) const fn each(key: &'static str, headings: &'static [Heading]) -> Self {
        Self {
            how: How::Each,
            ..Self::once(key, headings)
        }
    }

    /// A value that a column says yes to.
    pub(super) const fn yes(key: &'static str, headings: &'static [Heading]) -> Self {
        Self {
            how: How::Yes,
            ..Self::once(key, headings)
        }
    }

    /// How many of it a row has, and what they amount to.
    fn of<'a>(&self, text: &impl Fn(Heading) -> &'a str) -> (i64, i64) {
        let counts = |heading: &&Heading| match self.how {
            How::Yes => headings::yes_or_no(text(**heading)) == Some(true),
            How::Once | How::Each => !text(**heading).trim().is_empty(),
        };
        let filled = self.headings.iter().filter(counts);
        let sum = self.amount.map_or(0, |amount| {
            let amounts = filled.clone().filter_map(|heading| amount(text(*heading)));
            amounts.fold(0, i64::saturating_add)
        });
        let count = i64::try_from(filled.count()).unwrap_or(i64::MAX);
        match self.how {
            How::Each => (count, sum),
            How::Once | How::Yes => (count.min(1), sum),
        }
    }
}

/// How often something stands in a file, by the fate of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tallied {
    /// In rows taken as new.
    pub created: i64,
    /// In rows that brought somebody up to date.
    pub updated: i64,
    /// In rows about somebody known.
    pub known: i64,
    /// In rows that were not taken.
    pub rejected: i64,
    /// What all of them amount to; nought where it is no amount.
    pub summed: i64,
    /// What those in rows taken as new amount to.
    pub summed_created: i64,
}

impl Tallied {
    /// In the whole file.
    #[must_use]
    pub const fn in_file(&self) -> i64 {
        self.created + self.updated + self.known + self.rejected
    }

    const fn add(&mut self, fate: Fate, (count, sum): (i64, i64)) {
        let of_fate = match fate {
            Fate::Created => &mut self.created,
            Fate::Updated => &mut self.updated,
            Fate::Known => &mut self.known,
            Fate::Rejected => &mut self.rejected,
        };
        *of_fate += count;
        self.summed = self.summed.saturating_add(sum);
        if matches!(fate, Fate::Created) {
            self.summed_created = self.summed_created.saturating_add(sum);
        }
    }
}

/// What was counted, by its name.
pub(super) type Tally = BTreeMap<String, Tallied>;

/// The name under which rows are counted.
pub(super) const ROW: &str = "row";

/// The name under which a value is counted.
pub(super) fn of_value(value: &Value) -> String {
    ["value ", value.key].concat()
}

/// Counts a chunk that was judged.
pub(super) fn count<K: Kind>(
    (mapping, order): (&Mapping, &Order),
    chunk: &[Examined<K::Made>],
    judged: &Judged<K::Plan>,
) -> Tally {
    let mut tally = Tally::new();
    let mut add = |what: String, fate, counted: (i64, i64)| {
        if counted != (0, 0) {
            tally.entry(what).or_default().add(fate, counted);
        }
    };
    let own_number = order.key == Key::CustomerNumber;
    for (at, examined) in chunk.iter().enumerate() {
        let (row, fate, words) = match examined {
            Examined::Refused(_, row) => (row, Fate::Rejected, Vec::new()),
            Examined::Made(made, row) if judged.refused.contains_key(&row.line) => {
                (row, Fate::Rejected, K::words(made))
            }
            Examined::Made(made, row) => (row, K::fate(&judged.plan, at), K::words(made)),
        };
        // The register's own number is what the row is found by, and no value of it.
        let text = |heading: Heading| match heading {
            Heading::CustomerNumber if own_number => "",
            heading => mapping.text(&row.fields, heading),
        };
        add(ROW.to_owned(), fate, (1, 0));
        for value in K::VALUES {
            add(of_value(value), fate, value.of(&text));
        }
        for (what, word) in words {
            add([what, " ", word].concat(), fate, (1, 0));
        }
    }
    tally
}

/// Keeps what was counted of a chunk, in the unit of work that writes it.
pub(super) fn keep(work: &mut Work<'_>, batch: BatchId, tally: &Tally) -> Result<(), Error> {
    for (what, one) in tally {
        let row = (
            batch,
            what.clone(),
            one.created,
            one.updated,
            one.known,
            one.rejected,
            one.summed,
            one.summed_created,
        );
        work.tx().run_one(&ADD_TALLY, row)?;
    }
    Ok(())
}

/// What a batch found in its file; nothing of one that was imported before this was counted.
pub(super) fn read(tx: &mut store::Tx<'_>, batch: BatchId) -> Result<Tally, guard::Error> {
    let rows = tx.all(&TALLY, (batch,))?;
    let one = |(what, created, updated, known, rejected, summed, summed_created)| {
        let tallied = Tallied {
            created,
            updated,
            known,
            rejected,
            summed,
            summed_created,
        };
        (what, tallied)
    };
    Ok(rows.into_iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// A row that says this in its columns.
    fn of(value: &Value, row: &[(Heading, &'static str)]) -> (i64, i64) {
        let text = |heading| {
            let cell = row.iter().find(|(one, _)| *one == heading);
            cell.map_or("", |(_, text)| *text)
        };
        value.of(&text)
    }

    #[rstest]
    #[case(How::Once, &[(Heading::Phone, "040 1"), (Heading::PhoneSecond, "040 2")], 1)]
    #[case(How::Each, &[(Heading::Phone, "040 1"), (Heading::PhoneSecond, "040 2")], 2)]
    #[case(How::Each, &[(Heading::PhoneSecond, "040 2")], 1)]
    #[case(How::Each, &[(Heading::Phone, "  "), (Heading::Email, "x")], 0)]
    #[case(How::Yes, &[(Heading::Phone, "kyllä"), (Heading::PhoneSecond, "ei")], 1)]
    #[case(How::Yes, &[(Heading::Phone, "ei")], 0)]
    fn a_value_is_counted_as_its_kind_says(
        #[case] how: How,
        #[case] row: &[(Heading, &'static str)],
        #[case] count: i64,
    ) {
        let value = Value {
            how,
            ..Value::once("phone", &[Heading::Phone, Heading::PhoneSecond])
        };
        assert_eq!(of(&value, row), (count, 0));
    }

    #[test]
    fn what_amounts_to_something_is_summed_and_what_is_no_number_is_counted_alone() {
        let cents = |text: &str| text.trim().parse::<i64>().ok();
        let value = Value {
            amount: Some(cents),
            ..Value::each("open", &[Heading::Day, Heading::Note])
        };
        let row = [(Heading::Day, "1250"), (Heading::Note, " -50")];
        assert_eq!(of(&value, &row), (2, 1_200));
        assert_eq!(of(&value, &[(Heading::Day, "paljon")]), (1, 0));
        let mut tallied = Tallied::default();
        tallied.add(Fate::Created, of(&value, &row));
        tallied.add(Fate::Rejected, (1, 30));
        let expected = Tallied {
            created: 2,
            rejected: 1,
            summed: 1_230,
            summed_created: 1_200,
            ..Tallied::default()
        };
        assert_eq!((tallied, tallied.in_file()), (expected, 3));
    }
}
