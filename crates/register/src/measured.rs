//! What is counted while the program runs, for whoever watches over it: numbers only.
//!
//! There is no recorder for the whole process, because a process may hold several registers: each
//! [`App`](crate::app::App) counts for itself. Invariants: what is counted by is fixed in code (a
//! method, a route's pattern, a status), never anything that was asked for; counting never waits
//! for a database and keeps bounded memory.
//! Source: the Prometheus text format, version 0.0.4.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use basics::Instant;

/// Upper bounds of the durations, in milliseconds.
const BOUNDS_MS: [i64; 11] = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];
/// Kinds of requests told apart; there are fewer routes than that.
const KINDS_MAX: usize = 4_096;

/// The counters of one register.
pub struct Measured {
    started: Instant,
    requests: Mutex<BTreeMap<Kind, Durations>>,
    open: AtomicI64,
    refused: AtomicU64,
    handshakes_failed: AtomicU64,
    background: AtomicI64,
    background_begun: AtomicU64,
}

/// What requests are told apart by: method, pattern of the route, status.
type Kind = (&'static str, String, u16);

#[derive(Default)]
struct Durations {
    count: u64,
    sum_ms: u64,
    /// How many took at most as long as each bound, and longer than the one before.
    within: [u64; BOUNDS_MS.len()],
}

/// Something that goes on: counted until it is dropped.
pub struct Counted<'m>(&'m AtomicI64);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A line of the result: name, labels, value.
pub struct Sample<'s> {
    /// The name, as its type was told.
    pub name: &'s str,
    /// Labels and their values, from a fixed set each.
    pub labels: &'s [(&'s str, &'s str)],
    /// The value, as it is written.
    pub value: String,
}

/// The text under the hands of whoever writes it.
#[derive(Default)]
pub struct Text(String);

impl Text {
    /// Tells what comes next: name, kind (`counter`, `gauge`, `histogram`), what it means.
    pub fn of(&mut self, name: &str, kind: &str, help: &str) {
        // Writing into a string does not fail.
        let _written = write!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
    }

    /// One value.
    pub fn sample(&mut self, sample: &Sample<'_>) {
        self.0.push_str(sample.name);
        for (place, (label, value)) in sample.labels.iter().enumerate() {
            let (open, escaped) = (if place == 0 { '{' } else { ',' }, escaped(value));
            let _written = write!(self.0, "{open}{label}=\"{escaped}\"");
        }
        if !sample.labels.is_empty() {
            self.0.push('}');
        }
        let _written = writeln!(self.0, " {}", sample.value);
    }

    /// A metric of one value.
    pub fn one(&mut self, (name, kind, help): (&str, &str, &str), value: &impl ToString) {
        self.of(name, kind, help);
        let value = value.to_string();
        self.sample(&Sample {
            name,
            labels: &[],
            value,
        });
    }

    /// The text, whole.
    #[must_use]
    pub fn whole(self) -> String {
        self.0
    }
}

fn escaped(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

/// Milliseconds as seconds: `1.204`.
#[must_use]
pub fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1_000, ms % 1_000)
}

impl Measured {
    /// Nothing has happened yet.
    #[must_use]
    pub fn since(started: Instant) -> Self {
        Self {
            started,
            requests: Mutex::default(),
            open: AtomicI64::new(0),
            refused: AtomicU64::new(0),
            handshakes_failed: AtomicU64::new(0),
            background: AtomicI64::new(0),
            background_begun: AtomicU64::new(0),
        }
    }

    /// A request was answered. `route` is the pattern of its route.
    pub fn request(&self, method: &str, route: &str, status: u16, ms: i64) {
        let ms = ms.max(0);
        let kind = (known(method), route.to_owned(), status);
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        if requests.len() >= KINDS_MAX && !requests.contains_key(&kind) {
            return;
        }
        let durations = requests.entry(kind).or_default();
        durations.count += 1;
        durations.sum_ms += ms.unsigned_abs();
        let bound = BOUNDS_MS.iter().position(|bound| ms <= *bound);
        if let Some(within) = bound.and_then(|bound| durations.within.get_mut(bound)) {
            *within += 1;
        }
    }

    /// A connection is open until what this gives is dropped.
    #[must_use]
    pub fn connection_open(&self) -> Counted<'_> {
        self.open.fetch_add(1, Ordering::Relaxed);
        Counted(&self.open)
    }

    /// Somebody was turned away at the door.
    pub fn connection_refused(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    /// Somebody did not agree on TLS with us.
    pub fn handshake_failed(&self) {
        self.handshakes_failed.fetch_add(1, Ordering::Relaxed);
    }

    /// Work goes on after its request was answered, until it ends.
    pub async fn background(self: Arc<Self>, work: impl Future<Output = ()>) {
        self.background_begun.fetch_add(1, Ordering::Relaxed);
        self.background.fetch_add(1, Ordering::Relaxed);
        let _counted = Counted(&self.background);
        work.await;
    }

    /// Writes down what was counted.
    pub fn write(&self, text: &mut Text) {
        let started = self.started.ms().unsigned_abs();
        let what = (
            "process_start_time_seconds",
            "gauge",
            "When the program began, in seconds since 1970.",
        );
        text.one(what, &seconds(started));
        self.write_requests(text);
        let open = self.open.load(Ordering::Relaxed);
        text.one(
            (
                "seloste_connections_open",
                "gauge",
                "Connections that are open.",
            ),
            &open,
        );
        let refused = self.refused.load(Ordering::Relaxed);
        let what = (
            "seloste_connections_refused_total",
            "counter",
            "Connections turned away at the door.",
        );
        text.one(what, &refused);
        let failed = self.handshakes_failed.load(Ordering::Relaxed);
        let what = (
            "seloste_handshakes_failed_total",
            "counter",
            "Connections that did not agree on TLS.",
        );
        text.one(what, &failed);
        let running = self.background.load(Ordering::Relaxed);
        let what = (
            "seloste_background_running",
            "gauge",
            "Imports and the like that are running.",
        );
        text.one(what, &running);
        let begun = self.background_begun.load(Ordering::Relaxed);
        let what = (
            "seloste_background_total",
            "counter",
            "Imports and the like that were begun.",
        );
        text.one(what, &begun);
    }

    fn write_requests(&self, text: &mut Text) {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let name = "seloste_request_duration_seconds";
        text.of(
            name,
            "histogram",
            "Answered requests by method, pattern of the route and status.",
        );
        for ((method, route, status), durations) in &*requests {
            let status = status.to_string();
            let labels = [
                ("method", *method),
                ("route", route.as_str()),
                ("status", status.as_str()),
            ];
            let mut so_far = 0;
            for (bound, within) in BOUNDS_MS.iter().zip(durations.within) {
                so_far += within;
                bucket(text, &labels, &seconds(bound.unsigned_abs()), so_far);
            }
            bucket(text, &labels, "+Inf", durations.count);
            let (name, value) = (
                "seloste_request_duration_seconds_sum",
                seconds(durations.sum_ms),
            );
            let labels = &labels[..];
            text.sample(&Sample {
                name,
                labels,
                value,
            });
            let (name, value) = (
                "seloste_request_duration_seconds_count",
                durations.count.to_string(),
            );
            text.sample(&Sample {
                name,
                labels,
                value,
            });
        }
    }
}

fn bucket(text: &mut Text, labels: &[(&str, &str); 3], bound: &str, count: u64) {
    let [method, route, status] = *labels;
    text.sample(&Sample {
        name: "seloste_request_duration_seconds_bucket",
        labels: &[method, route, status, ("le", bound)],
        value: count.to_string(),
    });
}

/// The method's name where it is one of HTTP's own: others are made up by whoever asks.
fn known(method: &str) -> &'static str {
    let all = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    all.into_iter()
        .find(|known| *known == method)
        .unwrap_or("other")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_counted_up_to_each_bound_and_methods_that_are_made_up_are_one() {
        let measured = Measured::since(Instant::from_ms(1_500));
        for ms in [3, 5, 30, 20_000] {
            measured.request("GET", "/customers/{id}", 200, ms);
        }
        measured.request("BREW", "-", 404, -7);
        let mut text = Text::default();
        measured.write(&mut text);
        let text = text.whole();
        let labels = "method=\"GET\",route=\"/customers/{id}\",status=\"200\"";
        for line in [
            "process_start_time_seconds 1.500".to_owned(),
            format!("seloste_request_duration_seconds_bucket{{{labels},le=\"0.005\"}} 2"),
            format!("seloste_request_duration_seconds_bucket{{{labels},le=\"0.050\"}} 3"),
            format!("seloste_request_duration_seconds_bucket{{{labels},le=\"10.000\"}} 3"),
            format!("seloste_request_duration_seconds_bucket{{{labels},le=\"+Inf\"}} 4"),
            format!("seloste_request_duration_seconds_sum{{{labels}}} 20.038"),
            format!("seloste_request_duration_seconds_count{{{labels}}} 4"),
            "seloste_request_duration_seconds_count{method=\"other\",route=\"-\",status=\"404\"} 1"
                .to_owned(),
        ] {
            assert!(text.lines().any(|own| own == line), "{line}\n{text}");
        }
    }

    #[test]
    fn what_goes_on_is_counted_until_it_ends() {
        let measured = Measured::since(Instant::from_ms(0));
        let (one, other) = (measured.connection_open(), measured.connection_open());
        drop(one);
        let mut text = Text::default();
        measured.write(&mut text);
        assert!(text.whole().contains("seloste_connections_open 1\n"));
        drop(other);
    }

    #[test]
    fn a_label_cannot_break_out_of_its_quotes() {
        let mut text = Text::default();
        let labels = [("route", "a\"b\\c\nd")];
        text.sample(&Sample {
            name: "x",
            labels: &labels,
            value: "1".into(),
        });
        assert_eq!(text.whole(), "x{route=\"a\\\"b\\\\c\\nd\"} 1\n");
    }
}
