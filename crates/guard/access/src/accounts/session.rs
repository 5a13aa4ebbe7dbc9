//! Sessions: a secret in the browser, its hash in the database, and an end.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use basics::Instant;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A session ends after this long without a request: 30 minutes.
pub const IDLE_MS: i64 = 30 * 60 * 1000;
/// A session ends this long after it began: 12 hours.
pub const WHOLE_MS: i64 = 12 * 60 * 60 * 1000;
/// How often the last use is written down: once a minute, not with every page.
pub(crate) const SEEN_EVERY_MS: i64 = 60 * 1000;

/// A network that an account has not signed in from for so long is forgotten: 90 days.
const NETWORK_KNOWN_MS: i64 = 90 * 24 * 60 * 60 * 1000;

/// The secret that a browser holds. Shown once, to be put into the cookie.
pub struct SessionToken(Zeroizing<String>);

impl SessionToken {
    /// A new secret: 32 bytes of the operating system's randomness.
    ///
    /// # Errors
    ///
    /// Where the operating system has no randomness to give.
    pub(crate) fn draw() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes)?;
        Ok(Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(*bytes))))
    }

    /// The secret a browser sent back.
    #[must_use]
    pub fn received(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The text for the cookie.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl super::Accounts {
    /// Removes sessions that are over, failures and networks that are forgotten; how many of all.
    ///
    /// # Errors
    ///
    /// The register's.
    pub async fn clean_up(&self) -> Result<i64, crate::Error> {
        let now = self.core.clock.now();
        let (over, forgotten, unused, remembered) = (
            now.plus_ms(-WHOLE_MS),
            now.plus_ms(-super::delay::FORGOTTEN_MS),
            now.plus_ms(-NETWORK_KNOWN_MS),
            now.plus_ms(-super::answer::REMEMBERED_MS),
        );
        let clean = move |tx: &mut store::Tx<'_>| -> Result<u64, store::Error> {
            let sessions = tx.run(&super::queries::CLEAN_SESSIONS, (over,))?;
            let answers = tx.run(&super::queries::CLEAN_ANSWERS, (remembered,))?;
            let networks = tx.run(&super::queries::FORGET_NETWORKS, (unused,))?;
            Ok(sessions
                + answers
                + networks
                + tx.run(&super::queries::FORGET_FAILURES, (forgotten,))?)
        };
        let removed = self.core.register.write(clean).await?;
        Ok(i64::try_from(removed).unwrap_or(i64::MAX))
    }
}

/// Whether a session that began and was last used at these instants still lasts.
pub(crate) fn lasts(created: Instant, seen: Instant, now: Instant) -> bool {
    now.ms_since(seen) < IDLE_MS && now.ms_since(created) < WHOLE_MS
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 0, 0, true)]
    #[case(0, 0, IDLE_MS - 1, true)]
    #[case(0, 0, IDLE_MS, false)]
    #[case(0, WHOLE_MS - 2, WHOLE_MS - 1, true)]
    #[case(0, WHOLE_MS - 1, WHOLE_MS, false)]
    fn a_session_ends_when_idle_and_after_twelve_hours(
        #[case] created: i64,
        #[case] seen: i64,
        #[case] now: i64,
        #[case] lasting: bool,
    ) {
        let at = Instant::from_ms;
        assert_eq!(lasts(at(created), at(seen), at(now)), lasting);
    }

    #[test]
    fn two_tokens_differ_and_only_the_hash_can_be_kept() {
        let (one, two) = (SessionToken::draw().unwrap(), SessionToken::draw().unwrap());
        assert_ne!(one.expose(), two.expose());
        assert_eq!(one.expose().len(), 43);
        assert_eq!(SessionToken::received(one.expose()).hash(), one.hash());
        assert_eq!(one.hash().len(), 32);
    }
}
