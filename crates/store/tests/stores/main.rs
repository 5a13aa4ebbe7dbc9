//! What stores promise: on both engines where a promise is theirs, on one where it is about a
//! file or a server.

#[cfg(test)]
mod copies;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod shelf;
#[cfg(test)]
mod units;
