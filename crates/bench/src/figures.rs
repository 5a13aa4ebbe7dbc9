//! What was measured, as a table for people and as JSON for whatever compares runs.
//!
//! Nothing here judges: a budget stands beside its figure, and no time is ever asserted.

use serde_json::{Value, json};

use crate::load::Measure;

/// Everything of one size on one engine.
pub(crate) struct Run {
    /// Customers in the register.
    pub(crate) parties: u64,
    /// `sqlite` or `postgres`.
    pub(crate) engine: &'static str,
    /// How long things took.
    pub(crate) times: Vec<Times>,
    /// Plain numbers.
    pub(crate) numbers: Vec<Number>,
}

/// How long a thing took, beside its floor.
pub(crate) struct Times {
    /// What was done.
    pub(crate) work: String,
    /// By how many at once.
    pub(crate) clients: u32,
    /// How it went.
    pub(crate) measured: Measure,
    /// The same work bare, and what that is.
    pub(crate) floor: Option<(&'static str, Measure)>,
    /// What it should stay within, at a million customers.
    pub(crate) budget: &'static str,
}

/// A plain number, beside its floor.
pub(crate) struct Number {
    /// What it is.
    pub(crate) what: String,
    /// In which unit.
    pub(crate) unit: &'static str,
    /// How much.
    pub(crate) value: u64,
    /// The same bare.
    pub(crate) floor: Option<u64>,
    /// What it should stay within, at a million customers.
    pub(crate) budget: &'static str,
}

impl Times {
    /// A line for whoever waits for the end of the run.
    pub(crate) fn line(&self) -> String {
        let measured = &self.measured;
        format!(
            "{}, {} at once: p50 {} ms, p99 {} ms, {} a second",
            self.work,
            self.clients,
            ms(measured.p50_ns),
            ms(measured.p99_ns),
            grouped(measured.per_second),
        )
    }
}

impl Run {
    /// The run as data.
    pub(crate) fn json(&self) -> Value {
        let measure = |measure: &Measure| {
            json!({
                "count": measure.count,
                "per_second": measure.per_second,
                "p50_us": measure.p50_ns / 1_000,
                "p99_us": measure.p99_ns / 1_000,
                "most_us": measure.most_ns / 1_000,
            })
        };
        let times = self.times.iter().map(|times| {
            json!({
                "work": times.work,
                "clients": times.clients,
                "measured": measure(&times.measured),
                "floor": times.floor.as_ref().map(|(what, floor)| {
                    json!({ "what": what, "measured": measure(floor) })
                }),
                "budget": times.budget,
            })
        });
        let numbers = self.numbers.iter().map(|number| {
            json!({
                "what": number.what,
                "unit": number.unit,
                "value": number.value,
                "floor": number.floor,
                "budget": number.budget,
            })
        });
        json!({
            "parties": self.parties,
            "engine": self.engine,
            "times": times.collect::<Vec<_>>(),
            "numbers": numbers.collect::<Vec<_>>(),
        })
    }

    /// The run as a table in Markdown.
    pub(crate) fn table(&self) -> String {
        let (parties, engine) = (grouped(self.parties), self.engine);
        let mut text = format!("### {parties} customers, {engine}\n\n");
        text.push_str(
            "| work | at once | p50 ms | p99 ms | a second | floor: p50 ms | a second | budget |\n",
        );
        text.push_str("|---|---:|---:|---:|---:|---|---:|---|\n");
        for times in &self.times {
            let (floor, rate) = match &times.floor {
                Some((what, floor)) => (
                    format!("{what}: {}", ms(floor.p50_ns)),
                    grouped(floor.per_second),
                ),
                None => (String::new(), String::new()),
            };
            put(
                &mut text,
                format_args!(
                    "| {} | {} | {} | {} | {} | {floor} | {rate} | {} |\n",
                    times.work,
                    times.clients,
                    ms(times.measured.p50_ns),
                    ms(times.measured.p99_ns),
                    grouped(times.measured.per_second),
                    times.budget,
                ),
            );
        }
        text.push_str("\n| what | | floor | budget |\n|---|---:|---:|---|\n");
        for number in &self.numbers {
            put(
                &mut text,
                format_args!(
                    "| {} | {} {} | {} | {} |\n",
                    number.what,
                    grouped(number.value),
                    number.unit,
                    number.floor.map_or_else(String::new, grouped),
                    number.budget,
                ),
            );
        }
        text
    }
}

/// Adds to a text.
pub(crate) fn put(text: &mut String, more: std::fmt::Arguments<'_>) {
    text.push_str(&more.to_string());
}

/// Nanoseconds as milliseconds with three places.
pub(crate) fn ms(ns: u64) -> String {
    let us = ns / 1_000;
    format!("{}.{:03}", us / 1_000, us % 1_000)
}

/// A number with its thousands apart.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(ms(1_234_567), "1.234");
        assert_eq!(ms(45_000), "0.045");
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(grouped(999), "999");
    }

    #[test]
    fn a_run_is_told_with_its_floors() {
        let measured = Measure::of(vec![1_000_000, 2_000_000], Duration::from_secs(1)).unwrap();
        let run = Run {
            parties: 10_000,
            engine: "sqlite",
            times: vec![Times {
                work: "customer page".to_owned(),
                clients: 16,
                measured,
                floor: Some(("bare SQLite", measured)),
                budget: "≤ 1.5 ms",
            }],
            numbers: vec![Number {
                what: "import".to_owned(),
                unit: "rows/s",
                value: 12_345,
                floor: Some(20_000),
                budget: "≥ 8,000",
            }],
        };
        let table = run.table();
        assert!(
            table.contains(
                "| customer page | 16 | 1.000 | 1.000 | 2 | bare SQLite: 1.000 | 2 | ≤ 1.5 ms |"
            ),
            "{table}"
        );
        assert!(
            table.contains("| import | 12,345 rows/s | 20,000 | ≥ 8,000 |"),
            "{table}"
        );
        assert_eq!(run.json()["times"][0]["floor"]["what"], "bare SQLite");
    }
}
