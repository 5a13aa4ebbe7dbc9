//! The twin that compiles: what is logged is no value.
#![allow(unused)]
fn logged(name: &guard::Opened<String>) {
    tracing::info!(length = name.expose().len(), "opened");
}

fn main() {}
