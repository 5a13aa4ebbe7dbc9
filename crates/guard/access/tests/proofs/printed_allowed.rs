//! The twin that compiles: exposing it is the one way out.
#![allow(unused)]
fn shown(name: &guard::Opened<String>) {
    println!("{:?}", name.expose());
}

fn main() {}
