//! Which data is used for which purpose: what the notice says of a category, and what the law adds.
//!
//! Invariant: [`Policy::uses`] and [`Policy::purposes_of`] say the same: a purpose of a category uses
//! it.

use std::collections::BTreeSet;

use crate::{Category, ConnectionKind, Policy, Purpose, Role};

impl Policy {
    /// Whether data of a category is used for a purpose: the notice says so of the category, or says of
    /// it no purpose at all, and then every purpose it declares is meant. What the law sets as a
    /// purpose may use whatever it needs, running the register nobody's data but that of its staff;
    /// what the law makes every notice hold (permissions, requests, disclosures) is heeded for every
    /// purpose.
    #[must_use]
    pub fn uses(&self, purpose: Purpose, category: Category) -> bool {
        if category.by_law() || purpose.by_law() {
            return true;
        }
        let named = self.category(category).filter(|_| !purpose.built_in());
        named.is_some_and(|one| one.purposes.is_empty() || one.purposes.contains(&purpose))
    }

    /// Whether a role is ever shown a category: it may see it, and one of its purposes uses it.
    #[must_use]
    pub fn shows(&self, role: &Role, category: Category) -> bool {
        let mut purposes = role.purposes.iter();
        role.sees(category) && purposes.any(|purpose| self.uses(*purpose, category))
    }

    /// What a category is used for: the purposes that the notice names for it, or every one where it
    /// names none. What the law makes every notice hold serves what the law set it for.
    #[must_use]
    pub fn purposes_of(&self, category: Category) -> Vec<Purpose> {
        if let Some(purpose) = category.kept_for() {
            return vec![purpose];
        }
        let Some(declared) = self.category(category) else {
            return Vec::new();
        };
        if declared.purposes.is_empty() {
            return self.purposes().iter().map(|one| one.purpose).collect();
        }
        declared.purposes.iter().copied().collect()
    }

    /// The connections of people for whom something of a category is used: those on which a purpose of
    /// the category has a legal basis. Every one where the notice does not say: it names no category of
    /// this kind, or a basis of none.
    #[must_use]
    pub fn using(&self, category: Category) -> BTreeSet<ConnectionKind> {
        let purposes = self.purposes_of(category);
        let all = || ConnectionKind::ALL.into_iter();
        let used = |kind: &ConnectionKind| {
            let mut purposes = purposes.iter();
            purposes.any(|purpose| !self.bases(*purpose, *kind).is_empty())
        };
        let using: BTreeSet<ConnectionKind> = all().filter(used).collect();
        if using.is_empty() {
            all().collect()
        } else {
            using
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{COMPLETED, read};

    #[test]
    fn what_a_category_is_used_for_uses_it() {
        let policy = read(COMPLETED);
        for category in Category::ALL {
            let purposes = policy.purposes_of(category);
            let named = policy.category(category).is_some();
            assert_eq!(
                purposes.is_empty(),
                !named && !category.by_law(),
                "{category}"
            );
            for purpose in purposes {
                assert!(policy.uses(purpose, category), "{category} for {purpose}");
            }
        }
    }
}
