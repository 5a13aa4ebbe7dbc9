//! The twin that compiles: one of the jobs there are.
#![allow(unused)]
use guard::{Actor, Job};

static MINE: &Job = &guard::jobs::IMPORT;

fn actor() -> Actor {
    Actor::of_job(MINE)
}

fn main() {}
