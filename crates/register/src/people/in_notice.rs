//! Whether the notice names what an entry or a change rests on: connection, source, ground.
//!
//! Invariant: nothing is written on a connection, from a source or on a ground for identity codes
//! that the notice in force does not name, whatever a form or a file says.

use policy::{ConnectionKind, IdentityCodeGround, Policy, SourceKind};

use super::model::{Entry, Error};

/// The connection, source and identity-code ground of an entry.
pub(super) fn entry(policy: &Policy, entry: &Entry) -> Result<(), Error> {
    connection(policy, entry.origin().connection)?;
    source(policy, entry.origin().source)?;
    match entry {
        Entry::Person(person) => match &person.identity_code {
            Some(code) => ground(policy, code.ground),
            None => Ok(()),
        },
        Entry::Organisation(_) => Ok(()),
    }
}

/// Whether a party may be held on this connection.
pub(super) fn connection(policy: &Policy, kind: ConnectionKind) -> Result<(), Error> {
    let named = policy.holds(kind);
    named.then_some(()).ok_or(Error::ConnectionNotInNotice)
}

/// Whether values may come from this source. A notice that names no source at all excludes none.
///
/// # Errors
///
/// [`Error::SourceNotInNotice`].
pub fn source(policy: &Policy, kind: SourceKind) -> Result<(), Error> {
    let sources = policy.sources();
    let named = sources.is_empty() || sources.iter().any(|source| source.kind == kind);
    named.then_some(()).ok_or(Error::SourceNotInNotice)
}

/// Whether identity codes may be stored on this ground (Tietosuojalaki 1050/2018 29 §).
pub(super) fn ground(policy: &Policy, ground: IdentityCodeGround) -> Result<(), Error> {
    let rule = policy.identity_code();
    let named = rule.is_some_and(|rule| rule.grounds.contains(&ground));
    named.then_some(()).ok_or(Error::GroundNotInNotice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed() -> Policy {
        let text = include_str!("../../../../notice/tlmaint.toml");
        Policy::parse(text, "tlmaint.toml").unwrap()
    }

    #[test]
    fn nobody_is_held_on_what_the_notice_does_not_name() {
        let policy = completed();
        for kind in ConnectionKind::ALL {
            assert_eq!(connection(&policy, kind).is_ok(), policy.holds(kind));
        }
        assert!(ground(&policy, IdentityCodeGround::DebtCollection).is_ok());
        assert!(matches!(
            ground(&policy, IdentityCodeGround::Research),
            Err(Error::GroundNotInNotice)
        ));
    }

    #[test]
    fn nothing_comes_from_a_source_the_notice_does_not_name() {
        let text = include_str!("../../../../notice/tlmaint.toml");
        let text = text.replace("kind = \"bank\"", "kind = \"person\"");
        let policy = Policy::parse(&text, "tlmaint.toml").unwrap();
        assert!(source(&policy, SourceKind::Person).is_ok());
        assert!(matches!(
            source(&policy, SourceKind::Bank),
            Err(Error::SourceNotInNotice)
        ));
    }

    #[test]
    fn a_notice_without_sources_excludes_none_and_without_grounds_every_code() {
        let text = include_str!("../../../../notice/tlmaint-seed.toml");
        let policy = Policy::parse(text, "tlmaint-seed.toml").unwrap();
        assert!(source(&policy, SourceKind::Person).is_ok());
        assert!(matches!(
            ground(&policy, IdentityCodeGround::DebtCollection),
            Err(Error::GroundNotInNotice)
        ));
        assert!(matches!(
            connection(&policy, ConnectionKind::Consent),
            Err(Error::ConnectionNotInNotice)
        ));
    }
}
