//! The columns of the list beside the name: those somebody chose among those her role may see.
//!
//! Invariant: a column is opened by a proof of its category that names the customers shown; where
//! the role may not see the category, there is no such column, whoever's view it is.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use basics::{Language, PartyId, TagId};
use guard::category::{Contact, Other, Permissions};
use guard::{Ask, PartyKind, Work};
use policy::{Action, FieldKey, Policy};

use super::rows::ListRow;
use super::tagging::of_tags;
use crate::fields;
use crate::people::{self, ReachedBy, held_today, reached_by, registered};
use crate::tags;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    /// A person or an organisation.
    Kind,
    /// The customer number.
    Number,
    /// Why she is held.
    Connection,
    /// The language she is served in.
    Language,
    /// The first phone number.
    Phone,
    /// The first e-mail address.
    Email,
    /// Postal code and town; never of a person with a turvakielto.
    Town,
    /// Her tags.
    Tags,
    /// Since which day she is in the register.
    Registered,
    /// Whether marketing is forbidden.
    Ban,
    /// A field of the company.
    Field(FieldKey),
}

impl Column {
    /// All but the fields of the company, in the order in which they stand.
    pub(super) const ALL: [Self; 10] = [
        Self::Kind,
        Self::Number,
        Self::Connection,
        Self::Language,
        Self::Phone,
        Self::Email,
        Self::Town,
        Self::Tags,
        Self::Registered,
        Self::Ban,
    ];

    /// What stands there where nothing was chosen.
    pub(super) const USUAL: [Self; 2] = [Self::Kind, Self::Number];

    pub(super) fn key(self) -> Cow<'static, str> {
        let key = match self {
            Self::Field(key) => return fields::what(key.as_str()).into(),
            Self::Kind => "kind",
            Self::Number => "number",
            Self::Connection => "connection",
            Self::Language => "language",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Town => "town",
            Self::Tags => "tags",
            Self::Registered => "registered",
            Self::Ban => "ban",
        };
        key.into()
    }

    /// Its heading.
    pub(super) fn heading(self, policy: &Policy, language: Language) -> String {
        match self {
            Self::Field(key) => policy.field(key.as_str()).map_or_else(
                || key.to_string(),
                |field| field.text.get(language).to_owned(),
            ),
            _ => texts::say(language, &["find-column-", &self.key()].concat()),
        }
    }

    /// All there are by a notice, in the order in which they stand.
    pub(super) fn all(policy: &Policy) -> Vec<Self> {
        let fields = policy.fields().iter();
        let fields = fields.map(|field| Self::Field(field.key));
        Self::ALL.into_iter().chain(fields).collect()
    }

    /// Whether it is a number, which stands at the right.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Number)
    }

    /// Whether the actor may see it of anyone at all.
    pub(super) fn is_hers(self, work: &Work<'_>) -> bool {
        let list = Ask::list(&[]);
        match self {
            Self::Phone | Self::Email | Self::Town => work.could::<Contact>(&list),
            Self::Tags => work.could::<Other>(&list),
            Self::Field(key) => {
                let field = work.policy().field(key.as_str());
                field.is_some_and(|field| fields::could_list(work, field.category))
            }
            Self::Ban => work.could::<Permissions>(&list),
            _ => true,
        }
    }

    /// Those that keys name, in their order, each once, the fields of the company at the end; what is
    /// not known is left out.
    pub(super) fn of_keys<'k>(keys: impl IntoIterator<Item = &'k str>) -> Vec<Self> {
        let keys: Vec<&str> = keys.into_iter().collect();
        let named = |column: &Self| keys.contains(&&*column.key());
        let mut columns: Vec<Self> = Self::ALL.into_iter().filter(named).collect();
        for field in keys.iter().filter_map(|key| fields::key_of_what(key)) {
            let column = Self::Field(field);
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// As they are kept.
    pub(super) fn keys(columns: &[Self]) -> String {
        let keys: Vec<Cow<'_, str>> = columns.iter().map(|column| column.key()).collect();
        keys.join(",")
    }
}

/// What is opened for the columns, all at once.
struct Opened {
    fields: HashMap<PartyId, Vec<(FieldKey, fields::Value)>>,
    reached: HashMap<PartyId, ReachedBy>,
    tags: HashMap<PartyId, BTreeSet<TagId>>,
    banned: HashMap<PartyId, bool>,
}

/// What stands in these columns of these rows, row by row.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub(super) fn cells(
    work: &mut Work<'_>,
    rows: &[ListRow],
    columns: &[Column],
    language: Language,
) -> Result<Vec<Vec<String>>, people::Error> {
    let parties: Vec<PartyId> = rows.iter().map(|row| row.party).collect();
    let opened = open(work, &parties, columns)?;
    let mut names: HashMap<TagId, String> = HashMap::new();
    if columns.contains(&Column::Tags) {
        let all = tags::all(work.tx())?.into_iter();
        names.extend(all.map(|tag| (tag.tag, tag.name)));
    }
    let today = work.today();
    let held = if columns.contains(&Column::Connection) {
        held_today(work.tx(), &parties, today)?
    } else {
        vec![Vec::new(); rows.len()]
    };
    let known = registered(work.tx(), &parties)?;
    let policy = work.policy();
    let zone = policy.controller().zone.clone();
    let said = |key: &str| texts::say(language, key);
    let said_of = |kind: &policy::ConnectionKind| {
        let key = kind.key().replace(['_', '.'], "-");
        said(&["connection-", &key].concat())
    };
    let mut all = Vec::with_capacity(rows.len());
    for ((row, held), known) in rows.iter().zip(held).zip(known) {
        let reached = opened.reached.get(&row.party);
        let cell = |column: &Column| match column {
            Column::Kind => said(match row.kind {
                PartyKind::Person => "people-person",
                PartyKind::Organisation => "people-organisation",
            }),
            Column::Number => row.number.to_string(),
            Column::Connection => held.iter().map(said_of).collect::<Vec<_>>().join(", "),
            Column::Language => known.map_or_else(String::new, |(_, language)| {
                said(&["language-", language.code()].concat())
            }),
            Column::Phone => reached
                .and_then(|one| one.phone.clone())
                .unwrap_or_default(),
            Column::Email => reached
                .and_then(|one| one.email.clone())
                .unwrap_or_default(),
            Column::Town => reached.and_then(|one| one.town.clone()).unwrap_or_default(),
            Column::Tags => {
                let own = opened.tags.get(&row.party).into_iter().flatten();
                let mut own: Vec<&str> = own
                    .filter_map(|tag| names.get(tag).map(String::as_str))
                    .collect();
                own.sort_unstable();
                own.join(", ")
            }
            Column::Registered => {
                known.map_or_else(String::new, |(since, _)| zone.day_at(since).finnish())
            }
            Column::Field(key) => {
                let own = opened.fields.get(&row.party).into_iter().flatten();
                let mut own = own.filter(|(field, _)| field == key);
                let field = policy.field(key.as_str());
                own.next()
                    .map_or_else(String::new, |(_, value)| value.in_words(field, language))
            }
            Column::Ban => match opened.banned.get(&row.party) {
                Some(true) => said("find-banned"),
                _ => String::new(),
            },
        };
        all.push(columns.iter().map(cell).collect());
    }
    Ok(all)
}

fn open(
    work: &mut Work<'_>,
    parties: &[PartyId],
    columns: &[Column],
) -> Result<Opened, people::Error> {
    let mut opened = Opened {
        fields: HashMap::new(),
        reached: HashMap::new(),
        tags: HashMap::new(),
        banned: HashMap::new(),
    };
    if parties.is_empty() {
        return Ok(opened);
    }
    let reaching = [Column::Phone, Column::Email, Column::Town];
    if reaching.iter().any(|column| columns.contains(column)) {
        let seen = work.visible::<Contact>(Action::List, parties)?;
        let proof = work.ask::<Contact>(Ask::list(&seen))?;
        opened.reached = reached_by(work, &proof, &seen)?;
    }
    if columns.contains(&Column::Tags) {
        let seen = work.visible::<Other>(Action::List, parties)?;
        let proof = work.ask::<Other>(Ask::list(&seen))?;
        opened.tags = tags::of_parties(work, &proof, &seen).map_err(of_tags)?;
    }
    let chosen = columns.iter().filter_map(|column| match column {
        Column::Field(key) => work.policy().field(key.as_str()).cloned(),
        _ => None,
    });
    let chosen: Vec<_> = chosen.collect();
    if !chosen.is_empty() {
        opened.fields = fields::of_parties(work, parties, &chosen)?;
    }
    if columns.contains(&Column::Ban) {
        let seen = work.visible::<Permissions>(Action::List, parties)?;
        let _told = work.ask::<Permissions>(Ask::list(&seen))?;
        let stances = work.stances(&seen)?;
        let banned = seen.into_iter().zip(stances);
        opened.banned = banned
            .map(|(party, stance)| (party, !stance.no_marketing.is_empty()))
            .collect();
    }
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_read_back_as_they_were_kept_and_each_has_a_heading_in_every_language() {
        let keys = Column::keys(&Column::ALL);
        assert_eq!(Column::of_keys(keys.split(',')), Column::ALL);
        assert_eq!(
            Column::of_keys(["ban", "number", "salary", "ban"]),
            [Column::Number, Column::Ban]
        );
        let notice = include_str!("../../../../notice/tlmaint.toml");
        let policy = Policy::parse(notice, "tlmaint.toml").expect("the notice");
        let all = Column::all(&policy);
        assert_eq!(Column::of_keys(Column::keys(&all).split(',')), all);
        assert_eq!(all.len(), Column::ALL.len() + policy.fields().len());
        for column in all {
            for language in Language::ALL {
                let heading = column.heading(&policy, language);
                assert!(
                    !heading.is_empty() && !heading.contains('⟦'),
                    "{}",
                    column.key()
                );
            }
        }
    }
}
