//! Listening: through which door the register is reached, under which certificate, by how many.
//!
//! In reading order: [`Door`] says how somebody gets in; a [`Certificate`] is read from files or
//! [made](make) for a register of its own; [`serve`] lets people in until it is told to stop;
//! [`Operations`] answers whoever watches over the program, on a listener of its own.
//!
//! Invariants: plain HTTP is spoken on loopback, or with one proxy that is named, and with nobody
//! else; what a proxy says of a client is believed of that proxy alone; nobody holds the others up,
//! by being slow, silent or many. Keys never leave their files but into the TLS library.

mod certificate;
mod connection;
mod door;
mod made;
mod name;
mod operations;
mod plain;
mod proxy;
mod seats;
mod serve;
mod tls;

pub use certificate::{Certificate, CertificateError, Facts};
pub use door::Door;
pub use made::{Made, make};
pub use name::HostName;
pub use operations::{Operations, serve_operations};
pub use serve::{ServeError, serve};
pub use tls::Tls;
