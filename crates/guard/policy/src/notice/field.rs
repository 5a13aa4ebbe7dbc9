//! Fields the controller declares for itself (§ 6): what else is kept of a customer.
//!
//! A field belongs to a category the notice names, and is seen, changed, disclosed and kept as that
//! category is. Its own period, where it has one, runs from the same start and on the same ground as
//! its category's clock, and only ever ends sooner: a field makes nothing last longer.
//!
//! Invariant: no field lies in a category with rules of its own that a free field would go round:
//! identity codes (Tietosuojalaki 1050/2018 29 §), dates of birth, door codes, accounts, proof and
//! whatever arises from work. Nor in that of names, which everyone sees who sees a customer at all.

use std::collections::BTreeSet;
use std::fmt;

use basics::Language;

use super::period::{Period, Said};
use super::{Clock, Policy, Time};
use crate::check::About;
use crate::mark::{Mark, Wording};
use crate::read::{Table, Value};
use crate::{Category, FieldKind, FieldParty, Kept};

/// What a field or a choice is told apart by: a small letter, then small letters, digits and
/// underscores, at most [`FieldKey::CHARACTERS_MAX`] of them. It stands in addresses and beside
/// sealed values, and never changes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldKey {
    bytes: [u8; Self::CHARACTERS_MAX],
    length: usize,
}

impl FieldKey {
    /// The most characters of a key.
    pub const CHARACTERS_MAX: usize = 32;

    /// A key; nothing where the text has not the shape of one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let begins = text.starts_with(|first: char| first.is_ascii_lowercase());
        if !begins || !text.bytes().all(inside) {
            return None;
        }
        let mut bytes = [0; Self::CHARACTERS_MAX];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        Some(Self {
            bytes,
            length: text.len(),
        })
    }

    /// As it stands in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let text = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }
}

impl fmt::Display for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One of the values a field of kind `choice` may have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldChoice {
    /// Its key, as it is stored.
    pub key: FieldKey,
    /// What it is called.
    pub text: Wording,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// A field the controller declares for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeclaredField {
    /// Its key.
    pub key: FieldKey,
    /// What its values are.
    pub kind: FieldKind,
    /// The category it belongs to.
    pub category: Category,
    /// What it is called.
    pub text: Wording,
    /// Whom it is about; nothing: persons and organisations.
    pub party: Option<FieldParty>,
    /// What may be chosen, for a field of kind `choice`; otherwise none.
    pub choices: Vec<FieldChoice>,
    /// How long its values are kept, where that is shorter than its category's clock says.
    pub period: Option<Period>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl DeclaredField {
    /// The categories a field may belong to.
    pub const CATEGORIES: [Category; 4] = [
        Category::Company,
        Category::Contact,
        Category::Services,
        Category::Other,
    ];

    /// The most fields of a notice, and the most choices of one: what one reads in a form.
    pub const FIELDS_MAX: usize = 50;

    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let key = table.parsed("key", "policy.field.key", FieldKey::parse);
        let key = table.need("key", key);
        let kind = table.need("kind", table.word("kind"));
        let category = table.need("category", table.word("category"));
        let text = table.need("text", table.wording("text"));
        let party = table.word("party");
        let choices = table.list("choice", FieldChoice::read);
        let period = Self::period(table);
        let (kind, category) = (kind?, category?);
        if !Self::CATEGORIES.contains(&category) {
            let known = Self::CATEGORIES.map(Category::key).join(", ");
            let values = vec![("known", Value::plain(known))];
            table.refuse("policy.field.category", "category", values);
        }
        let party = Self::of(table, category, party);
        Self::choose(table, kind, &choices);
        Some(Self {
            key: key?,
            kind,
            category,
            text: text?,
            party,
            choices,
            period,
            mark,
        })
    }

    /// What belongs to an organisation is about no person.
    fn of(
        table: &Table<'_, '_>,
        category: Category,
        party: Option<FieldParty>,
    ) -> Option<FieldParty> {
        if category != Category::Company {
            return party;
        }
        if party == Some(FieldParty::Person) {
            table.refuse("policy.field.party", "party", vec![]);
        }
        Some(FieldParty::Organisation)
    }

    fn choose(table: &Table<'_, '_>, kind: FieldKind, choices: &[FieldChoice]) {
        match (kind, choices.len()) {
            (FieldKind::Choice, 0) => table.refuse("policy.field.no_choice", "choice", vec![]),
            (FieldKind::Choice, count) if count > Self::FIELDS_MAX => {
                let most = Value::plain(Self::FIELDS_MAX.to_string());
                table.refuse("policy.field.too_many", "choice", vec![("most", most)]);
            }
            (FieldKind::Choice, _) | (_, 0) => {}
            _ => table.refuse("policy.field.choices_unused", "choice", vec![]),
        }
        let mut seen = BTreeSet::new();
        for choice in choices {
            if !seen.insert(choice.key) {
                table.twice_on(choice.mark.line, "choice", choice.key.as_str());
            }
        }
    }

    fn period(table: &Table<'_, '_>) -> Option<Period> {
        match table.parsed("period", "policy.period.wrong", Period::parse)? {
            Said::Period(period) => return Some(period),
            Said::Forever => table.refuse("policy.period.forever", "period", vec![]),
            Said::NotStated | Said::WhileInForce => {
                table.refuse("policy.field.period", "period", vec![]);
            }
        }
        None
    }

    /// Whether it is kept of such a party.
    #[must_use]
    pub fn is_of(&self, party: FieldParty) -> bool {
        self.party.is_none_or(|of| of == party)
    }

    /// The choice with this key.
    #[must_use]
    pub fn choice(&self, key: &str) -> Option<&FieldChoice> {
        self.choices.iter().find(|one| one.key.as_str() == key)
    }

    /// In words: what it is called, what may be chosen, of whom alone it is kept.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let choices = self.choices.iter().map(|one| one.text.get(language));
        let mut parts: Vec<String> = Vec::new();
        if self.kind == FieldKind::Choice {
            parts.push(choices.collect::<Vec<_>>().join(", "));
        }
        if let Some(party) = self.party.filter(|_| self.category != Category::Company) {
            parts.push(texts::say(language, &party.text_key()));
        }
        let name = self.text.get(language);
        if parts.is_empty() {
            name.to_owned()
        } else {
            format!("{name} ({})", parts.join("; "))
        }
    }

    pub(crate) fn about(&self) -> About {
        About::own(self.key.as_str(), self.text.texts.clone())
    }
}

impl FieldChoice {
    fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let key = table.parsed("key", "policy.field.key", FieldKey::parse);
        let key = table.need("key", key);
        let text = table.need("text", table.wording("text"));
        Some(Self {
            key: key?,
            text: text?,
            mark,
        })
    }
}

/// What the program asks about declared fields.
impl Policy {
    /// The field of this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&DeclaredField> {
        self.fields().iter().find(|field| field.key.as_str() == key)
    }

    /// The fields of a category, in the order of the notice.
    pub fn fields_of(&self, category: Category) -> impl Iterator<Item = &DeclaredField> {
        let all = self.fields().iter();
        all.filter(move |field| field.category == category)
    }

    /// How long a field's values are kept: its category's time, or sooner.
    #[must_use]
    pub fn field_time(&self, field: &DeclaredField) -> Time {
        match (self.time(Kept::of(field.category)), field.period) {
            (Time::For { start, .. }, Some(period)) => Time::For { start, period },
            (time, _) => time,
        }
    }

    /// The clock a field is kept by: its category's, with its own period where it has one.
    #[must_use]
    pub fn field_clock(&self, field: &DeclaredField) -> Option<Clock> {
        let clock = self.clock(Kept::of(field.category))?;
        Some(Clock {
            time: self.field_time(field),
            ..clock.clone()
        })
    }

    /// Fields that this notice declares and `after` does not, or in another category, whose clock and
    /// readers are others: nothing may lie in them.
    #[must_use]
    pub fn vanishing_fields(&self, after: &Self) -> Vec<FieldKey> {
        let stays = |field: &&DeclaredField| {
            let same = after.field(field.key.as_str());
            same.is_some_and(|same| same.category == field.category)
        };
        let gone = self.fields().iter().filter(|field| !stays(field));
        gone.map(|field| field.key).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_small_letters_digits_and_underscores_after_a_letter() {
        for good in ["heating", "h", "floor_area_2", &"a".repeat(32)] {
            assert_eq!(
                FieldKey::parse(good).map(|key| key.to_string()).as_deref(),
                Some(good)
            );
        }
        for bad in [
            "",
            "2_floor",
            "_a",
            "Heating",
            "heat ing",
            "lämmitys",
            "a=b",
            &"a".repeat(33),
        ] {
            assert_eq!(FieldKey::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn keys_stand_in_the_order_of_their_texts(
            one in "[a-z][a-z0-9_]{0,31}", other in "[a-z][a-z0-9_]{0,31}"
        ) {
            let key = |text: &str| FieldKey::parse(text).expect("a key");
            prop_assert_eq!(key(&one).cmp(&key(&other)), one.cmp(&other));
        }
    }
}
