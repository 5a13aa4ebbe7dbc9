//! Why what is held of a customer is held.

use std::collections::BTreeMap;

use basics::{Day, Language, PartyId};
use guard::Work;
use policy::{Category, ClockStart, ConnectionKind, Kept, Policy, Time};

use super::standing::{self, Standing};
use super::until::Until;
use crate::capability::Piece;
use crate::people::connections_of;

/// Values of a category on a page.
const SHOWN: usize = 100;

/// Why the values of one category are held.
pub(super) struct Reason {
    /// Which.
    pub(super) category: Category,
    /// What belongs to it, in the controller's words.
    pub(super) text: String,
    /// Those that hold now, as many as a page shows, each with its own last day where its clock runs
    /// from the day it was written down.
    pub(super) values: Vec<(Piece, Option<Day>)>,
    /// How many more hold now.
    pub(super) more: i64,
    /// How many were replaced and are still kept.
    pub(super) replaced: i64,
    /// What they are used for, each with its bases for this customer.
    pub(super) purposes: Vec<(String, String)>,
    /// Until when they are kept, and why so long.
    pub(super) until: Vec<(String, String)>,
    /// What keeps them longer: holds, needs, the law.
    pub(super) longer: Longer,
    /// Which tasks see them.
    pub(super) seen_by: String,
    /// Who may receive them.
    pub(super) receivers: String,
}

/// How something stands beside its clock, and what keeps it longer.
#[derive(Default)]
pub(super) struct Longer {
    pub(super) by_law: Option<&'static str>,
    pub(super) held: bool,
    pub(super) restricted: bool,
    /// Whether its clock runs because no connection uses it any more, although one goes on.
    pub(super) unused: bool,
    /// The keys of sentences, each with its last day.
    pub(super) needs: Vec<(&'static str, Option<Day>)>,
}

/// Why everything is held that the actor may see of a party: by category, in the order of the
/// notice.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub(super) fn reasons(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Reason>, guard::Error> {
    let pieces = crate::collected(work, party, language)?;
    let connections = connections_of(work, party)?;
    let standing = standing::of_party(work, party)?;
    let mut by_category: BTreeMap<Category, Vec<Piece>> = BTreeMap::new();
    for piece in pieces {
        by_category.entry(piece.category).or_default().push(piece);
    }
    let (policy, today) = (work.policy(), work.today());
    let about = About {
        policy,
        connections: &connections,
        standing: &standing,
        today,
        language,
    };
    let reasons = by_category.into_iter();
    Ok(reasons
        .map(|(category, pieces)| about.reason(category, pieces))
        .collect())
}

/// What every reason of a party is made from.
struct About<'a> {
    policy: &'a Policy,
    connections: &'a [(ConnectionKind, Day, Option<Day>)],
    standing: &'a [Standing],
    today: Day,
    language: Language,
}

impl About<'_> {
    fn reason(&self, category: Category, pieces: Vec<Piece>) -> Reason {
        let (mut values, replaced): (Vec<Piece>, Vec<Piece>) =
            pieces.into_iter().partition(|piece| piece.ended.is_none());
        let more = i64::try_from(values.len().saturating_sub(SHOWN)).unwrap_or(i64::MAX);
        values.truncate(SHOWN);
        let zone = &self.policy.controller().zone;
        let clock = self.policy.clock(Kept::of(category));
        let each = clock.filter(|clock| {
            let start = ClockStart::Arrival;
            matches!(clock.time, Time::For { start: own, .. } if own == start)
        });
        let values = values.into_iter().map(|piece| {
            let until = each.and_then(|clock| clock.last_day(zone.day_at(piece.recorded)));
            (piece, until)
        });
        let declared = self.policy.category(category);
        let roles = self.policy.roles().iter();
        let seen_by = roles
            .filter(|role| self.policy.shows(role, category))
            .map(|role| role.title.get(self.language).to_owned());
        let recipients = self.policy.recipients().iter();
        let receivers = recipients
            .filter(|one| one.categories.contains(&category))
            .map(|one| one.who.name_in(self.language).to_owned());
        Reason {
            category,
            text: declared.map_or_else(String::new, |declared| {
                declared.text.get(self.language).to_owned()
            }),
            values: values.collect(),
            more,
            replaced: i64::try_from(replaced.len()).unwrap_or(i64::MAX),
            purposes: self.purposes(category),
            until: self.until(category),
            longer: self.longer(category),
            seen_by: seen_by.collect::<Vec<_>>().join(", "),
            receivers: receivers.collect::<Vec<_>>().join(", "),
        }
    }

    /// The purposes a category serves, each with its bases for the connections of this party.
    fn purposes(&self, category: Category) -> Vec<(String, String)> {
        let purposes = self.policy.purposes_of(category).into_iter();
        let worded = purposes.map(|purpose| {
            let held_on = self.connections.iter().map(|one| one.0);
            let bases = self.policy.bases_of(purpose, held_on);
            let words = bases
                .iter()
                .map(|basis| texts::say(self.language, &basis.text_key()));
            let words: Vec<String> = words.collect();
            (
                self.policy.purpose_in_words(purpose, self.language),
                words.join(", "),
            )
        });
        worded.collect()
    }

    fn standing(&self, category: Category) -> Option<&Standing> {
        self.standing.iter().find(|one| one.category == category)
    }

    fn longer(&self, category: Category) -> Longer {
        self.standing(category)
            .map_or_else(Longer::default, |one| Longer {
                by_law: one.by_law,
                held: !one.holds.is_empty(),
                restricted: one.restricted,
                unused: one.unused,
                needs: one.needs.clone(),
            })
    }

    /// The clocks of a category: its own, and those of its parts.
    fn until(&self, category: Category) -> Vec<(String, String)> {
        let ends = self
            .standing(category)
            .map_or_else(Vec::new, |one| one.ends.clone());
        let parts = Kept::ALL.into_iter();
        let parts = parts.filter(|kept| kept.category() == Some(category));
        let stated =
            parts.filter(|kept| *kept == Kept::of(category) || self.policy.clock(*kept).is_some());
        let worded = stated.map(|kept| {
            let clock = self.policy.clock(kept);
            let own = self
                .standing(category)
                .filter(|_| kept == Kept::of(category));
            let until = Until::of(clock, &ends, self.today).or_day(own.and_then(|one| one.until));
            let until = until.in_words(self.language, self.today);
            let ground = clock.and_then(|clock| clock.ground);
            let ground = ground.map(|ground| texts::say(self.language, &ground.text_key()));
            let named = if kept == Kept::of(category) {
                until
            } else {
                let part = texts::say(self.language, &kept.text_key());
                [&part, ": ", &until].concat()
            };
            (named, ground.unwrap_or_default())
        });
        worded.chain(self.own_fields(category, &ends)).collect()
    }

    /// The fields of the company that are kept for a shorter time than their category.
    fn own_fields(&self, category: Category, ends: &[Option<Day>]) -> Vec<(String, String)> {
        let shorter = self.policy.fields_of(category);
        let shorter = shorter.filter(|field| field.period.is_some());
        let worded = shorter.map(|field| {
            let clock = self.policy.field_clock(field);
            let until = Until::of(clock.as_ref(), ends, self.today);
            let until = until.in_words(self.language, self.today);
            let named = [field.text.get(self.language), ": ", &until].concat();
            let ground = clock.and_then(|clock| clock.ground);
            let ground = ground.map(|ground| texts::say(self.language, &ground.text_key()));
            (named, ground.unwrap_or_default())
        });
        worded.collect()
    }
}
