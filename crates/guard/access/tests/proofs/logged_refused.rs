//! An opened value is not logged.
#![allow(unused)]
fn logged(name: &guard::Opened<String>) {
    tracing::info!(name = %name, "opened");
}

fn main() {}
