//! The comparison of an import: what its file had, and what of it stands in the register now.
//!
//! For whoever moved in, to see that nothing was lost on the way. Invariants: counts and sums alone,
//! nothing of anybody; only for whoever may import, which its callers ask first.

use std::collections::BTreeSet;

use basics::{BatchId, Language};
use policy::ConnectionKind;

use super::customers::Customers;
use super::files::{self, Batch};
use super::kind::{Kind, What};
use super::notes::Notes;
use super::sites::Sites;
use super::tally::{self, Tallied, Tally, Value};
use super::tasks::Tasks;
use crate::app::App;
use crate::people::{self, Standing};
use crate::{sites, tasks};

/// What an import brought, held against the register.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Which import, and what became of its rows.
    pub batch: Batch,
    /// Value by value; nothing for an import from before this was counted.
    pub values: Vec<Line>,
    /// Customers and contact persons by connection and by language.
    pub words: Vec<Line>,
}

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is counted: `row`, `value email`, `connection customer`, `language fi`.
    pub what: String,
    /// How many of them stood in the file, by the fate of their rows.
    pub file: Tallied,
    /// Whether they are amounts, so that sums mean anything.
    pub summed: bool,
    /// How many of this import stand in the register now; nothing where that is not to be counted
    /// without opening what is sealed.
    pub standing: Option<i64>,
}

impl Line {
    /// How many that were taken as new do not stand in the register any more, or never did.
    #[must_use]
    pub fn missing(&self) -> i64 {
        let missing = self.standing.map(|standing| self.file.created - standing);
        missing.unwrap_or(0).max(0)
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self, language: Language) -> String {
        let (of, word) = self.what.split_once(' ').unwrap_or((&self.what, ""));
        if of == "connection"
            && let Some(kind) = ConnectionKind::from_key(word)
        {
            return texts::say(language, &kind.text_key());
        }
        let key = match of {
            "language" => ["language-", word].concat(),
            "value" => ["transfer-value-", &word.replace('_', "-")].concat(),
            _ => "transfer-value-row".to_owned(),
        };
        texts::say(language, &key)
    }

    /// The cells after the name: in the file, taken as new, brought up to date, known, not taken,
    /// in the register, missing there.
    #[must_use]
    pub fn cells(&self) -> [Option<i64>; 7] {
        let file = &self.file;
        let missing = self.standing.map(|_| self.missing());
        [
            Some(file.in_file()),
            Some(file.created),
            Some(file.updated),
            Some(file.known),
            Some(file.rejected),
            self.standing,
            missing,
        ]
    }
}

/// The keys of the titles of [`Line::cells`].
pub const TITLES: [&str; 7] = [
    "transfer-compared-in-file",
    "transfer-compared-created",
    "transfer-compared-updated",
    "transfer-compared-known",
    "transfer-compared-rejected",
    "transfer-compared-standing",
    "transfer-compared-missing",
];

/// Compares an import with the register; nothing where there is no such import.
///
/// # Errors
///
/// The register's failure.
pub async fn compare(app: &App, batch: BatchId) -> Result<Option<Comparison>, guard::Error> {
    let Some(found) = files::batch(app, batch).await? else {
        return Ok(None);
    };
    let reading = move |tx: &mut store::Tx<'_>| tally::read(tx, batch);
    let tally = app.guard().read_state(reading).await?;
    let what = What::from_key(&found.batch.kind);
    let (values, standing) = match what {
        Some(What::Customers) => {
            let standing = people::standing_of_batch(app.guard(), batch).await?;
            (Customers::VALUES, standing)
        }
        Some(What::Notes) => {
            let notes = people::notes_standing(app.guard(), batch).await?;
            let all = ["row", "value note"].map(|what| (what.to_owned(), notes));
            (Notes::VALUES, Standing::from(all))
        }
        Some(What::Sites) => {
            let sites = sites::standing(app.guard(), batch).await?;
            let all = ["row", "value site"].map(|what| (what.to_owned(), sites));
            (Sites::VALUES, Standing::from(all))
        }
        Some(What::Tasks) => {
            let tasks = tasks::standing(app.guard(), batch).await?;
            let all = ["row", "value task"].map(|what| (what.to_owned(), tasks));
            (Tasks::VALUES, Standing::from(all))
        }
        None => (&[][..], Standing::new()),
    };
    Ok(Some(held_against(found.batch, values, &tally, &standing)))
}

fn held_against(batch: Batch, values: &[Value], tally: &Tally, standing: &Standing) -> Comparison {
    if tally.is_empty() && batch.counts.done > 0 {
        return Comparison {
            batch,
            values: Vec::new(),
            words: Vec::new(),
        };
    }
    let line = |what: String, summed: bool, counted: bool| {
        let stands = standing.get(&what).copied();
        Line {
            file: tally.get(&what).copied().unwrap_or_default(),
            standing: counted.then(|| stands.unwrap_or(0)),
            summed,
            what,
        }
    };
    let rows = line(
        tally::ROW.to_owned(),
        false,
        standing.contains_key(tally::ROW),
    );
    let of_values = values.iter().map(|value| {
        let counted = value.stands;
        line(tally::of_value(value), value.amount.is_some(), counted)
    });
    let of_values = of_values.filter(|line| line.file.in_file() > 0);
    let is_word = |what: &&String| what.starts_with("connection ") || what.starts_with("language ");
    let words: BTreeSet<&String> = tally
        .keys()
        .chain(standing.keys())
        .filter(is_word)
        .collect();
    Comparison {
        values: std::iter::once(rows).chain(of_values).collect(),
        words: words
            .into_iter()
            .map(|what| line(what.clone(), false, true))
            .collect(),
        batch,
    }
}

impl Comparison {
    /// Every line, values before words.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.values.iter().chain(&self.words)
    }

    /// Whether anything that was taken as new is missing from the register.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.lines().any(|line| line.missing() > 0)
    }

    /// As a CSV file with its titles in a language.
    ///
    /// # Errors
    ///
    /// None but that of a full memory.
    pub fn csv(&self, language: Language) -> Result<Vec<u8>, guard::Error> {
        let written = self.written(language);
        written.map_err(|_| store::Error::Full.into())
    }

    fn written(&self, language: Language) -> std::io::Result<Vec<u8>> {
        let say = |key: &str| texts::say(language, key);
        let mut titles = vec![say("transfer-compared-what")];
        titles.extend(TITLES.map(say));
        titles.extend(["transfer-compared-sum", "transfer-compared-sum-created"].map(say));
        let mut writer = formats::csv::Writer::new(Vec::new(), &titles)?;
        let cell = |count: Option<i64>| count.map_or_else(String::new, |count| count.to_string());
        for line in self.lines() {
            let mut row = vec![line.name(language)];
            row.extend(line.cells().map(cell));
            let sums = [line.file.summed, line.file.summed_created];
            row.extend(sums.map(|sum| cell(line.summed.then_some(sum))));
            writer.row(&row)?;
        }
        writer.finish()
    }
}
