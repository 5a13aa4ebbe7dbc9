//! The operator's log: what is written, and in which form.
//!
//! Invariant: libraries are held at warnings, whatever the operator asks for, because in their
//! finest steps they name what was asked for, by whom, with which words.

use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::filter::{EnvFilter, FilterExt, filter_fn};
use tracing_subscriber::layer::{Filter, Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use super::reach::LogForm;

/// Our own crates, which no line of the log may be taken from with personal data in it.
const OURS: [&str; 11] = [
    "seloste", "access", "basics", "formats", "guard", "pdf", "policy", "store", "texts", "trail",
    "vault",
];

/// What is logged, as an operator asked for it. Libraries that name what was asked for in their
/// finest steps are held at warnings, whatever she asks.
#[must_use]
pub fn log_filter<S: Subscriber>(asked: &str) -> impl Filter<S> + use<S> {
    let held = |metadata: &Metadata<'_>| {
        let root = metadata.target().split("::").next().unwrap_or_default();
        *metadata.level() <= Level::WARN || OURS.contains(&root)
    };
    EnvFilter::new(asked).and(filter_fn(held))
}

/// Begins to log to standard error.
pub(super) fn begin(form: LogForm) {
    let asked = std::env::var_os("SELOSTE_LOG").and_then(|asked| asked.into_string().ok());
    let asked = asked.as_deref().unwrap_or("warn,seloste=info");
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let set = match form {
        LogForm::Json => {
            let lines = lines
                .json()
                .flatten_event(true)
                .with_current_span(true)
                .with_span_list(false);
            let filtered = lines.with_filter(log_filter(asked));
            tracing_subscriber::registry().with(filtered).try_init()
        }
        LogForm::Text => {
            let filtered = lines.with_ansi(false).with_filter(log_filter(asked));
            tracing_subscriber::registry().with(filtered).try_init()
        }
    };
    drop(set);
}
