//! On what was measured, as far as the system tells. A figure without its machine says nothing.

use std::fs;
use std::thread::available_parallelism;

use serde_json::{Value, json};

/// The machine.
pub(crate) struct Machine {
    /// For people.
    pub(crate) text: String,
    /// As data.
    pub(crate) json: Value,
}

/// What the system tells about itself, and how busy it was when we began.
pub(crate) fn told(built: &str) -> Machine {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let mut lines = text.lines().filter_map(|line| line.split_once(':'));
        let found = lines.find(|(key, _)| key.trim() == name);
        found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    let processor = field(&read("/proc/cpuinfo"), "model name");
    let memory = field(&read("/proc/meminfo"), "MemTotal");
    let kernel = read("/proc/sys/kernel/osrelease").trim().to_owned();
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    let cores = available_parallelism().map_or(0, usize::from);
    let text = format!(
        "{processor}, {cores} cores, {memory}, Linux {kernel}; {built}; load before the run {load}"
    );
    let json = json!({
        "processor": processor,
        "cores": cores,
        "memory": memory,
        "kernel": kernel,
        "load_before": load,
        "built": built,
    });
    Machine { text, json }
}
