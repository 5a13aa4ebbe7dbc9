//! An opened value is not serialized.
#![allow(unused)]
fn sent(name: &guard::Opened<String>) -> Option<String> {
    serde_json::to_string(name).ok()
}

fn main() {}
