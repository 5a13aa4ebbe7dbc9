//! The names a register is reached by: host names and addresses, as they stand in a certificate.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use basics::{Code, Coded};

/// A host name in lower case, or an address. Nothing else goes into a certificate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HostName(String);

/// The text is neither a host name nor an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a host name or an address, such as register.example.fi or 192.0.2.7")]
pub struct NotAHost;

impl Coded for NotAHost {
    fn code(&self) -> Code {
        Code::new("listen.host.unfit")
    }
}

/// The longest host name (RFC 1035 section 2.3.4, without the root).
const CHARS_MAX: usize = 253;
/// The longest part of it.
const LABEL_CHARS_MAX: usize = 63;

impl FromStr for HostName {
    type Err = NotAHost;

    fn from_str(text: &str) -> Result<Self, NotAHost> {
        let text = text.trim().trim_matches(['[', ']']);
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(Self(address.to_string()));
        }
        let name = text.to_ascii_lowercase();
        let label = |label: &str| {
            let plain = label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            let edges = label.starts_with('-') || label.ends_with('-');
            (1..=LABEL_CHARS_MAX).contains(&label.len()) && plain && !edges
        };
        // What ends in a number would be read as an address.
        let last = name.rsplit('.').next().unwrap_or_default();
        let numeric = last.bytes().all(|byte| byte.is_ascii_digit());
        if name.len() > CHARS_MAX || numeric || !name.split('.').all(label) {
            return Err(NotAHost);
        }
        Ok(Self(name))
    }
}

impl HostName {
    /// The name as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as it stands in an address of a page: an IPv6 address in brackets.
    #[must_use]
    pub fn in_url(&self) -> String {
        match self.0.parse::<IpAddr>() {
            Ok(IpAddr::V6(address)) => format!("[{address}]"),
            _ => self.0.clone(),
        }
    }
}

impl From<IpAddr> for HostName {
    fn from(address: IpAddr) -> Self {
        Self(address.to_string())
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Register.Example.FI", Some("register.example.fi"))]
    #[case("localhost", Some("localhost"))]
    #[case("192.0.2.7", Some("192.0.2.7"))]
    #[case("[2001:DB8::1]", Some("2001:db8::1"))]
    #[case("xn--rekisteri-1xa.example.fi", Some("xn--rekisteri-1xa.example.fi"))]
    #[case("rekisteröi.example.fi", None)]
    #[case("*.example.fi", None)]
    #[case("a..b", None)]
    #[case("-a.example", None)]
    #[case("192.0.2.300", None)]
    #[case("https://example.fi", None)]
    #[case("", None)]
    fn host_names_and_addresses_are_told_from_anything_else(
        #[case] text: &str,
        #[case] is: Option<&str>,
    ) {
        let parsed = text.parse::<HostName>();
        assert_eq!(parsed.as_ref().ok().map(HostName::as_str), is);
    }
}
