//! The trusted core as a whole, on both engines: what a start mends or refuses, that a sealed value
//! opens in its place alone, that nothing lies in the clear, that what is erased is gone, and that
//! the desk fails closed.

#[cfg(test)]
mod backup;
#[cfg(test)]
mod carried;
#[cfg(test)]
mod change_root;
#[cfg(test)]
mod contents;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod erasure;
#[cfg(test)]
mod files;
#[cfg(test)]
mod house;
#[cfg(test)]
mod marketing;
#[cfg(test)]
mod moved;
#[cfg(test)]
mod order;
#[cfg(test)]
mod own;
#[cfg(test)]
mod people;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod restored;
#[cfg(test)]
mod scan;
#[cfg(test)]
mod series;
#[cfg(test)]
mod shred;
#[cfg(test)]
mod start;
#[cfg(test)]
mod start_keys;
#[cfg(test)]
mod take_back;
#[cfg(test)]
mod trail_clock;
