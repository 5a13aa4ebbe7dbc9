//! A job made outside the trusted core, to act as it likes.
#![allow(unused)]
use guard::{Actor, Job};

static MINE: Job = Job {
    name: "mine",
    number: -9,
    purpose: policy::Purpose::Care,
    actions: &[policy::Action::View],
    rights: &[],
    categories: &policy::Category::ALL,
};

fn actor() -> Actor {
    Actor::of_job(&MINE)
}

fn main() {}
