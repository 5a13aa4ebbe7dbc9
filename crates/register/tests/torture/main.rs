//! The register under torture: killed, starved, contradicted, overrun; and what has to hold after
//! all of it.
//!
//! [`kills`] cuts off `serve` and an import fifty times. [`erasures`] cuts an erasure off at every step
//! it takes on the disk. [`storm`] lets many clerks and a
//! data-protection contact work against a model while the disk, the clock, the trail and the
//! server go wrong. [`overload`] asks for ten times as much as there is. How long the storm lasts
//! and with which seed it begins can be said from outside: `cargo xtask torture`.

#[cfg(test)]
mod browser;
#[cfg(test)]
mod checks;
#[cfg(test)]
mod clerks;
#[cfg(test)]
mod erasures;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod house;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod model;
#[cfg(test)]
mod officer;
#[cfg(test)]
mod overload;
#[cfg(test)]
mod server;
#[cfg(test)]
mod storm;
#[cfg(test)]
mod weather;
