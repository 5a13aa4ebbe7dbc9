//! The register as a whole, through its front door, on both engines.

mod customers;
mod house;
mod importing;
mod pages;
mod roles;
mod schema;
mod signing_in;
mod silence;
