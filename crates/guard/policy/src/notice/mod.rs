//! The notice in types.

use std::collections::BTreeSet;

use crate::{Category, Role, RoleKey};

/// A notice that was read whole. Everything the program enforces and prints comes from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    categories: BTreeSet<Category>,
    roles: Vec<Role>,
}

impl Policy {
    /// The role of this name.
    #[must_use]
    pub fn role(&self, key: &RoleKey) -> Option<&Role> {
        self.roles.iter().find(|role| role.key == *key)
    }

    /// The roles, in the order of the file.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Whether anything may be stored in this category: the notice names it, or the law needs it.
    #[must_use]
    pub fn stores(&self, category: Category) -> bool {
        category.by_law() || self.categories.contains(&category)
    }
}
