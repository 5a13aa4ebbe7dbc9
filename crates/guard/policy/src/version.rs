//! Published versions of the notice, each with the time it was in force.
//!
//! Pure: where the versions are kept is no matter of this crate.
//!
//! Invariant: versions are numbered from 1 without gaps, each came into force later than the one
//! before it, and only the first may have come into force at an unknown time (a notice from before
//! the register). So at every instant at most one version is in force.

use basics::{Code, Coded, Instant};

/// A published version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// From 1.
    pub number: u32,
    /// The digest of the file's text: [`crate::Policy::digest`].
    pub digest: [u8; 32],
    /// From when it is in force; nothing where that is not known.
    pub in_force_from: Option<Instant>,
    /// When it was published in the register.
    pub published: Instant,
}

/// Why the versions cannot be as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAVersion {
    /// A number is missing or out of order.
    #[error("versions are numbered from 1 without gaps")]
    Number,
    /// Only the first may have come into force at an unknown time.
    #[error("only the first version may have come into force at an unknown time")]
    UnknownTime,
    /// It would come into force before or together with an earlier one.
    #[error("a version comes into force after the one before it")]
    Order,
    /// It is the same as the one in force.
    #[error("the notice is the same as the version before it")]
    Same,
}

impl Coded for NotAVersion {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Number => "policy.version.number",
            Self::UnknownTime => "policy.version.unknown_time",
            Self::Order => "policy.version.order",
            Self::Same => "policy.version.same",
        })
    }
}

/// All published versions, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Versions(Vec<Version>);

impl Versions {
    /// The versions as they were kept, oldest first.
    ///
    /// # Errors
    ///
    /// [`NotAVersion`] where they break the rules of the list.
    pub fn parse(list: impl IntoIterator<Item = Version>) -> Result<Self, NotAVersion> {
        let mut versions = Self::default();
        for version in list {
            versions.check(&version)?;
            versions.0.push(version);
        }
        Ok(versions)
    }

    fn check(&self, version: &Version) -> Result<(), NotAVersion> {
        let Some(last) = self.0.last() else {
            return if version.number == 1 {
                Ok(())
            } else {
                Err(NotAVersion::Number)
            };
        };
        if version.number != last.number.saturating_add(1) {
            return Err(NotAVersion::Number);
        }
        if version.digest == last.digest {
            return Err(NotAVersion::Same);
        }
        match (last.in_force_from, version.in_force_from) {
            (_, None) => Err(NotAVersion::UnknownTime),
            (Some(before), Some(from)) if from <= before => Err(NotAVersion::Order),
            _ => Ok(()),
        }
    }

    /// The version that a notice of this digest would be, published now.
    ///
    /// # Errors
    ///
    /// [`NotAVersion`]: it is the one in force, or would come into force before it.
    pub fn next(
        &self,
        digest: [u8; 32],
        in_force_from: Option<Instant>,
        published: Instant,
    ) -> Result<Version, NotAVersion> {
        let number = self
            .0
            .last()
            .map_or(1, |last| last.number.saturating_add(1));
        let version = Version {
            number,
            digest,
            in_force_from,
            published,
        };
        self.check(&version).map(|()| version)
    }

    /// All of them, oldest first.
    #[must_use]
    pub fn all(&self) -> &[Version] {
        &self.0
    }

    /// The version in force at `instant`. Before the first known time that is the first version
    /// where its own time is unknown, and none otherwise.
    #[must_use]
    pub fn at(&self, instant: Instant) -> Option<&Version> {
        let begun = |version: &&Version| version.in_force_from.is_none_or(|from| from <= instant);
        self.0.iter().rev().find(begun)
    }

    /// When a version ceased, or will cease, to be in force: when the next one begins.
    #[must_use]
    pub fn ended(&self, number: u32) -> Option<Instant> {
        let next = self
            .0
            .iter()
            .find(|version| version.number == number.saturating_add(1));
        next.and_then(|version| version.in_force_from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn version(number: u32, from: Option<i64>) -> Version {
        let digest = [u8::try_from(number).unwrap(); 32];
        let in_force_from = from.map(Instant::from_ms);
        Version {
            number,
            digest,
            in_force_from,
            published: Instant::from_ms(0),
        }
    }

    #[test]
    fn at_every_instant_at_most_one_version_is_in_force() {
        let all = Versions::parse([version(1, None), version(2, Some(20)), version(3, Some(30))]);
        let all = all.unwrap();
        let at = |ms| all.at(Instant::from_ms(ms)).map(|version| version.number);
        assert_eq!(
            [0, 19, 20, 29, 30, 99].map(at),
            [1, 1, 2, 2, 3, 3].map(Some)
        );
        assert_eq!(all.ended(1), Some(Instant::from_ms(20)));
        assert_eq!(all.ended(3), None);
        let late = Versions::parse([version(1, Some(10))]).unwrap();
        assert_eq!(late.at(Instant::from_ms(9)), None);
    }

    #[rstest]
    #[case(&[version(2, None)], NotAVersion::Number)]
    #[case(&[version(1, None), version(3, Some(1))], NotAVersion::Number)]
    #[case(&[version(1, None), version(2, None)], NotAVersion::UnknownTime)]
    #[case(&[version(1, Some(5)), version(2, Some(5))], NotAVersion::Order)]
    fn what_would_confuse_the_times_is_refused(
        #[case] list: &[Version],
        #[case] reason: NotAVersion,
    ) {
        assert_eq!(Versions::parse(list.iter().copied()), Err(reason));
    }

    #[test]
    fn the_same_notice_is_not_published_twice() {
        let all = Versions::parse([version(1, None)]).unwrap();
        let now = Instant::from_ms(50);
        assert_eq!(all.next([1; 32], Some(now), now), Err(NotAVersion::Same));
        assert_eq!(all.next([2; 32], Some(now), now).unwrap().number, 2);
    }
}
