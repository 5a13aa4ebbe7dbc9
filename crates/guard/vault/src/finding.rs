//! Finding parties: by what somebody typed, or by whole values.

use std::borrow::Cow;

use basics::PartyId;
use policy::Category;
use store::Here;

use crate::error::Error;
use crate::index::Found;
use crate::matching::{Labelled, Patience};
use crate::terms::{Kind, chosen};
use crate::vault::Vault;

/// One whole value to find parties by.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Exact {
    /// An e-mail address, folded.
    Email(String),
    /// A phone number in E.164.
    Phone(String),
    /// A business id, canonical.
    BusinessId(String),
    /// An identity code, all eleven characters.
    IdentityCode(String),
}

impl Exact {
    fn asked(&self) -> (Kind, Cow<'_, str>) {
        match self {
            Self::Email(email) => (Kind::Email, email.to_lowercase().into()),
            Self::Phone(phone) => (Kind::Phone, phone.into()),
            Self::BusinessId(id) => (Kind::BusinessId, id.into()),
            Self::IdentityCode(code) => (Kind::IdentityCode, code.into()),
        }
    }
}

/// Something that many parties have in common, by which a list is narrowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A whole postal code. Nobody with a turvakielto has one.
    PostalCode(String),
    /// A municipality, by its official number. Nobody with a turvakielto has one.
    Municipality(String),
    /// A tag, by its number as text.
    Tag(String),
    /// What was chosen in a field of the controller: the category of the field, its key, the key of
    /// the choice.
    Chosen(Category, String, String),
}

impl Label {
    pub(crate) fn asked(&self) -> (Kind, Cow<'_, str>) {
        match self {
            Self::PostalCode(code) => (Kind::PostalCode, code.into()),
            Self::Municipality(number) => (Kind::Municipality, number.into()),
            Self::Tag(id) => (Kind::Tag, id.into()),
            Self::Chosen(_, field, choice) => (Kind::Field, chosen(field, choice).into()),
        }
    }
}

impl Vault {
    /// Who has all of these labels, below a number, newest first.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn labelled(
        &self,
        here: &Here,
        labels: &[Label],
        below: i64,
        limit: usize,
    ) -> Result<Labelled, Error> {
        self.index.labelled(here, labels, below, limit)
    }

    /// Finds parties by what somebody typed.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn find(
        &self,
        here: &Here,
        text: &str,
        limit: usize,
        patience: Patience,
    ) -> Result<Found, Error> {
        self.index.find(here, text, limit, patience)
    }

    /// For each pair of words, parties of whose name both are words, a few of them: newest first. No
    /// typing error is forgiven, and the look is short: it is one of many.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn find_pairs(
        &self,
        here: &Here,
        pairs: &[(String, String)],
    ) -> Result<Vec<Vec<PartyId>>, Error> {
        self.index.pairs(here, pairs)
    }

    /// Finds, among these parties alone, those that match what somebody typed.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn find_among(&self, here: &Here, text: &str, parties: &[PartyId]) -> Result<Found, Error> {
        self.index.find_among(here, text, parties)
    }

    /// Finds parties by one whole value.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn find_exact(&self, here: &Here, exact: &Exact) -> Result<Vec<PartyId>, Error> {
        let found = self.find_exact_of(here, std::slice::from_ref(exact))?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    /// The same for each of several values, in their order, in one look at the index.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn find_exact_of(&self, here: &Here, values: &[Exact]) -> Result<Vec<Vec<PartyId>>, Error> {
        let asked: Vec<(Kind, Cow<'_, str>)> = values.iter().map(Exact::asked).collect();
        self.index.exact(here, &asked)
    }
}
