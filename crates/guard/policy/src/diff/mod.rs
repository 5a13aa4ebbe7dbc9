//! What changes between two versions of a notice, in words, with what must be heeded marked.
//!
//! Invariant: every difference in what two notices say is a [`Change`]; where they say the same,
//! in whatever order or place, there is none.

mod told;

use basics::{Language, Texts};

use crate::check::About;
use crate::notice::Time;
use crate::{Category, Kept, Policy, Purpose};
use told::Told;

/// Days that pass between publishing a shorter period and the first erasure by it.
pub const ERASURE_WAIT_DAYS: u16 = 7;

/// What happened to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
}

/// What must be heeded about a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heed {
    /// A new purpose: people are told before it begins (GDPR art. 13(3), 14(4)).
    ToldFirst,
    /// A category is gone: refused while anything lies in it.
    CategoryVanishes,
    /// A field is gone, or lies in another category: refused while a value lies in it.
    FieldVanishes,
    /// Something is kept for a shorter time, or for a stated one at last: what becomes due waits
    /// [`ERASURE_WAIT_DAYS`].
    Shorter,
    /// Something is kept longer.
    Longer,
    /// The time runs from something else, so it may be shorter for some and longer for others;
    /// what becomes due waits like after a shorter one.
    OtherStart,
}

impl Heed {
    /// The stable word: `told_first`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ToldFirst => "told_first",
            Self::CategoryVanishes => "category_vanishes",
            Self::FieldVanishes => "field_vanishes",
            Self::Shorter => "shorter",
            Self::Longer => "longer",
            Self::OtherStart => "other_start",
        }
    }

    /// Whether what becomes due by it waits before it is erased.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Shorter | Self::OtherStart)
    }
}

/// A difference between two notices.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The section of the file: `purpose`.
    pub section: &'static str,
    /// Which of the section; nothing where the section is one thing.
    pub about: Option<About>,
    /// What happened to it.
    pub kind: ChangeKind,
    /// What must be heeded.
    pub heed: Option<Heed>,
    /// What was said before.
    pub before: Option<Texts>,
    /// What is said now.
    pub after: Option<Texts>,
}

impl Change {
    /// The change in words: section, thing, what happened, what must be heeded.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let section = texts::say(
            language,
            &format!("section-{}", self.section.replace('_', "-")),
        );
        let what = self.about.as_ref().map(|about| about.name_in(language));
        let named = what.map_or(section.clone(), |what| format!("{section}: {what}"));
        let key = match self.kind {
            ChangeKind::Added => "diff-added",
            ChangeKind::Removed => "diff-removed",
            ChangeKind::Changed => "diff-changed",
        };
        let mut said = texts::say_with(language, key, &[("what", named.as_str())]);
        if let Some(heed) = self.heed {
            let days = ERASURE_WAIT_DAYS;
            let key = format!("diff-heed-{}", heed.key().replace('_', "-"));
            said.push(' ');
            said.push_str(&texts::say_with(language, &key, &[("days", days)]));
        }
        said
    }
}

/// What changes from `before` to `after`, in the order of the sections.
#[must_use]
pub fn diff(before: &Policy, after: &Policy) -> Vec<Change> {
    let mut all = Changes::default();
    let (b, a) = (before, after);
    all.one("notice", Some(b.title()), Some(a.title()));
    all.one("controller", Some(b.controller()), Some(a.controller()));
    all.one("contact", Some(b.contact()), Some(a.contact()));
    all.one("data_protection_officer", b.officer(), a.officer());
    all.one("register", Some(b.register()), Some(a.register()));
    all.one("basis", b.basis_text(), a.basis_text());
    all.many("connection", b.connections(), a.connections());
    all.many("interest", b.interests(), a.interests());
    all.one("collection", b.collection(), a.collection());
    all.many("source", b.sources(), a.sources());
    all.one("purposes", b.purposes_text(), a.purposes_text());
    all.many("purpose", b.purposes(), a.purposes());
    all.one("recording", b.recording(), a.recording());
    all.one("categories", b.categories_text(), a.categories_text());
    all.many("category", b.categories(), a.categories());
    all.fields(b, a);
    all.one("identity_code", b.identity_code(), a.identity_code());
    all.one("disclosure", b.disclosure(), a.disclosure());
    all.many("recipient", b.recipients(), a.recipients());
    all.one("transfers", b.transfers(), a.transfers());
    all.sentences("security", &b.security().measures, &a.security().measures);
    all.many("role", b.roles(), a.roles());
    all.many("right", b.rights(), a.rights());
    all.one("requests", b.requests(), a.requests());
    all.one("objection", b.objection(), a.objection());
    all.one(
        "automated_decisions",
        b.automated_decisions(),
        a.automated_decisions(),
    );
    all.one("profiling", b.profiling(), a.profiling());
    all.one("marketing", b.marketing(), a.marketing());
    all.one("authority", b.authority(), a.authority());
    all.one("retention", b.retention_text(), a.retention_text());
    all.clocks(b, a);
    all.one("changes", b.changes(), a.changes());
    all.0
}

#[derive(Default)]
struct Changes(Vec<Change>);

impl Changes {
    fn push<T: Told>(&mut self, section: &'static str, before: Option<&T>, after: Option<&T>) {
        let kind = match (before, after) {
            (None, Some(_)) => ChangeKind::Added,
            (Some(_), None) => ChangeKind::Removed,
            _ => ChangeKind::Changed,
        };
        let about = before.or(after).and_then(Told::about);
        let heed = match (section, kind) {
            ("purpose", ChangeKind::Added) => Some(Heed::ToldFirst),
            ("category", ChangeKind::Removed) => Some(Heed::CategoryVanishes),
            ("field", ChangeKind::Removed) => Some(Heed::FieldVanishes),
            _ => None,
        };
        let said = |thing: Option<&T>| thing.map(told::texts);
        self.0.push(Change {
            section,
            about,
            kind,
            heed,
            before: said(before),
            after: said(after),
        });
    }

    fn one<T: Told>(&mut self, section: &'static str, before: Option<&T>, after: Option<&T>) {
        if before != after {
            self.push(section, before, after);
        }
    }

    /// Things that are told apart by what they are about; their order says nothing.
    fn many<T: Told>(&mut self, section: &'static str, before: &[T], after: &[T]) {
        let same =
            |one: &T, list: &'_ [T]| list.iter().position(|other| other.about() == one.about());
        for one in before {
            let other = same(one, after).and_then(|at| after.get(at));
            self.one(section, Some(one), other);
        }
        for one in after.iter().filter(|one| same(one, before).is_none()) {
            self.push(section, None, Some(one));
        }
    }

    /// Sentences without a name: each is there or is not.
    fn sentences<T: Told>(&mut self, section: &'static str, before: &[T], after: &[T]) {
        for one in before.iter().filter(|one| !after.contains(one)) {
            self.push(section, Some(one), None);
        }
        for one in after.iter().filter(|one| !before.contains(one)) {
            self.push(section, None, Some(one));
        }
    }

    /// Fields, with what becomes of their time where their own period changes.
    fn fields(&mut self, before: &Policy, after: &Policy) {
        let from = self.0.len();
        self.many("field", before.fields(), after.fields());
        for change in self.0.iter_mut().skip(from) {
            let key = change.about.as_ref().map_or("", |about| about.key.as_str());
            if let (Some(old), Some(new)) = (before.field(key), after.field(key)) {
                if old.category != new.category {
                    change.heed = Some(Heed::FieldVanishes);
                } else if old.period != new.period {
                    change.heed = heed(before.field_time(old), after.field_time(new));
                }
            }
        }
    }

    fn clocks(&mut self, before: &Policy, after: &Policy) {
        for kept in Kept::ALL {
            let (old, new) = (before.clock(kept), after.clock(kept));
            if old == new {
                continue;
            }
            self.push("clock", old, new);
            if let Some(change) = self.0.last_mut() {
                change.heed = heed(before.time(kept), after.time(kept));
            }
        }
    }
}

/// What must be heeded where something was kept for `before` and is kept for `after`.
fn heed(before: Time, after: Time) -> Option<Heed> {
    match (before, after) {
        (Time::NotStated, Time::NotStated) | (Time::WhileInForce, Time::WhileInForce) => None,
        (_, Time::NotStated) | (Time::For { .. }, Time::WhileInForce) => Some(Heed::Longer),
        (Time::NotStated, _) | (Time::WhileInForce, Time::For { .. }) => Some(Heed::Shorter),
        (
            Time::For {
                start: old,
                period: was,
            },
            Time::For {
                start: new,
                period: is,
            },
        ) => match (old == new, is.cmp(&was)) {
            (false, _) => Some(Heed::OtherStart),
            (true, std::cmp::Ordering::Less) => Some(Heed::Shorter),
            (true, std::cmp::Ordering::Greater) => Some(Heed::Longer),
            (true, std::cmp::Ordering::Equal) => None,
        },
    }
}

/// The purposes a new version begins, and the categories it no longer names.
impl Policy {
    /// Purposes that `after` declares and this notice does not: they are told first.
    #[must_use]
    pub fn new_purposes(&self, after: &Self) -> Vec<Purpose> {
        let declared = after.purposes().iter().map(|one| one.purpose);
        declared.filter(|purpose| !self.serves(*purpose)).collect()
    }

    /// Categories that this notice names and `after` does not: they must be empty.
    #[must_use]
    pub fn vanishing(&self, after: &Self) -> Vec<Category> {
        Category::ALL
            .into_iter()
            .filter(|category| self.stores(*category) && !after.stores(*category))
            .collect()
    }
}

#[cfg(test)]
mod tests;
