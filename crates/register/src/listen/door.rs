//! Through which door people get in.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::serve::ServeError;
use super::tls::Tls;
use crate::web::Transport;

/// Through which door people get in.
#[derive(Clone)]
pub enum Door {
    /// Plain HTTP, from this computer alone.
    Loopback,
    /// TLS, from anywhere.
    Tls(Arc<Tls>),
    /// Plain HTTP with a proxy at one of these addresses, which speaks TLS with everybody else.
    Proxy(Vec<IpAddr>),
}

impl Door {
    /// How pages are reached through it, as their cookies must know.
    #[must_use]
    pub const fn transport(&self) -> Transport {
        match self {
            Self::Loopback => Transport::Plain,
            Self::Tls(_) | Self::Proxy(_) => Transport::Tls,
        }
    }

    /// Whether this door may stand at an address.
    ///
    /// # Errors
    ///
    /// [`ServeError::NotLoopback`] for plain HTTP anywhere but on this computer.
    pub fn may_stand_at(&self, address: SocketAddr) -> Result<(), ServeError> {
        match self {
            Self::Loopback if !address.ip().is_loopback() => Err(ServeError::NotLoopback(address)),
            _ => Ok(()),
        }
    }

    /// Whether one computer may hold as many connections as there are: those of a proxy are
    /// everybody's.
    pub(super) const fn shares(&self) -> bool {
        matches!(self, Self::Proxy(_))
    }
}
