//! An opened value is not printed.
#![allow(unused)]
fn shown(name: &guard::Opened<String>) {
    println!("{name:?}");
}

fn main() {}
