//! The trail on both engines: lines come in, are found, signed, proved, and whatever someone does
//! to them afterwards is noticed.

mod append;
mod bench;
mod changes;
mod prove;
mod tables;
mod tamper;
mod verify;
