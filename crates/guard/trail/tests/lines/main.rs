//! The trail on both engines: lines come in, are found, signed, proved, and whatever someone does
//! to them afterwards is noticed.

#[cfg(test)]
mod apart;
#[cfg(test)]
mod append;
#[cfg(test)]
mod bench;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod expire;
#[cfg(test)]
mod prove;
#[cfg(test)]
mod span;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod tamper;
#[cfg(test)]
mod verify;
