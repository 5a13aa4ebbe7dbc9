//! What was asked for in words, by a form or by a program: a new customer, or a change.
//!
//! Invariant: pages and the interface for programs read it with these same functions, so that
//! neither takes what the other refuses.

use basics::{Code, Coded, Day, Language, PartyId, RowId};
use formats::headings::Heading;
use formats::{AddressText, Artificial, BusinessId, Email, IdentityCode, Phone, PostalAddress};
use guard::Work;
use policy::{Category, ConnectionKind, IdentityCodeGround, Policy, SourceKind};

use super::change::Change;
use super::leaving::WhyEnded;
use super::model::{CodeOnGround, Days, Entry, Error, Names, Origin, Reach, organisation_name};
use super::own_fields::own_value;
use super::same::standing_for;
use super::same::{Comparing, Who, in_register};
use super::{FreeText, Reason, Terms, enter_one, entry, queries};
use crate::app::App;
use crate::fields;
use crate::permissions::{self, What};
use crate::web::{Fields, NOT_IDENTITY_CODES, Visitor};

/// Who asks, as far as it decides how words are read.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a> {
    pub(super) app: &'a App,
    pub(super) policy: &'a Policy,
}

impl<'a> Asker<'a> {
    /// A visitor of the pages.
    pub(super) fn visitor(visitor: &'a Visitor) -> Self {
        Self {
            app: &visitor.app,
            policy: &visitor.policy,
        }
    }

    /// Identity codes of nobody are accepted in a register of made-up people only.
    fn artificial(self) -> Artificial {
        if self.app.is_demo() {
            Artificial::Allowed
        } else {
            Artificial::Refused
        }
    }

    /// Today, in the controller's zone.
    fn today(self) -> Day {
        let zone = &self.policy.controller().zone;
        zone.day_at(self.app.clock().now())
    }
}

/// What came of adding.
pub(super) enum Added {
    /// She was added.
    Done(PartyId),
    /// She is in the register already: as whom, and whether that is certain.
    Same(PartyId, bool),
    /// She may be somebody whom the actor may not see: no more than that is told.
    Perhaps,
}

/// Adds a customer, unless she is in the register already; `anyway`: also where she may be.
pub(super) fn add(
    work: &mut Work<'_>,
    (entry, of, reached): Parsed,
    anyway: bool,
) -> Result<Added, Error> {
    let entry = entry_with_organisation(work, entry, of)?;
    match in_register(work, &entry, Comparing::ByHand)? {
        (Who::Known, Some(party)) => Ok(Added::Same(party, true)),
        (Who::Likely, Some(party)) if !anyway => Ok(Added::Same(party, false)),
        // Somebody she may not see: she is told no more than that it may be the same.
        (Who::Known | Who::Likely, None) => Ok(Added::Perhaps),
        _ => enter_one(work, &entry, reached).map(Added::Done),
    }
}

fn entry_with_organisation(
    work: &mut Work<'_>,
    entry: Entry,
    number: Option<i64>,
) -> Result<Entry, Error> {
    let Some(number) = number else {
        return Ok(entry);
    };
    let of = Some(organisation(work, number)?);
    Ok(match entry {
        Entry::Person(mut person) => {
            person.origin.of = of;
            Entry::Person(person)
        }
        Entry::Organisation(mut organisation) => {
            organisation.origin.of = of;
            Entry::Organisation(organisation)
        }
    })
}

/// A new customer: who, the organisation she belongs to, since when she is reached so.
pub(super) type Parsed = (Entry, Option<i64>, Days);

/// The customer that fields describe.
pub(super) fn new(asker: &Asker<'_>, fields: &Fields) -> Result<Parsed, Vec<Reason>> {
    let of_row = |code: Code| vec![Reason::of_row(code)];
    let said = origin(asker, fields).map_err(of_row)?;
    let of = of(fields).map_err(of_row)?;
    let reached = Days {
        from: day(fields, "reached_from").map_err(of_row)?,
        until: None,
    };
    let terms = Terms {
        connection: said.connection,
        source: said.source,
        of: None,
        from: said.from,
        identity_code_ground: IdentityCodeGround::from_key(fields.text("identity_code_ground")),
        artificial: asker.artificial(),
        language: asker.policy.controller().language,
        today: asker.today(),
    };
    if said.connection == ConnectionKind::ContactPersonOf && of.is_none() {
        return Err(of_row(Error::OrganisationMissing.code()));
    }
    let entry = entry_of(fields, &terms)?;
    let entry = with_former(entry, fields.text("former_names")).map_err(|e| of_row(e.code()))?;
    Ok((entry, of, reached))
}

/// The entry that fields describe, with its note; everything that is wrong with them.
fn entry_of(fields: &Fields, terms: &Terms) -> Result<Entry, Vec<Reason>> {
    // The note is read apart: of a form somebody may say that a piece of it is no identity code.
    let text = |heading: Heading| match heading {
        Heading::Note => "",
        heading => fields.text(heading.key()),
    };
    let note = match fields.text(Heading::Note.key()) {
        "" => Ok(None),
        _ => free_text(fields, Heading::Note.key()).map(Some),
    };
    let note = note.map_err(|error| Reason {
        heading: Some(Heading::Note),
        ..Reason::of_row(error.code())
    });
    match (entry(&text, terms), note) {
        (Ok(entry), Ok(None)) => Ok(entry),
        (Ok(entry), Ok(note)) => Ok(entry.with_note(note)),
        (Ok(_), Err(reason)) => Err(vec![reason]),
        (Err(reasons), note) => Err(reasons.into_iter().chain(note.err()).collect()),
    }
}

/// A text in the clerk's own words, with what she says of pieces that look like identity codes.
fn free_text(fields: &Fields, name: &str) -> Result<FreeText, Error> {
    FreeText::parse(fields.text(name), &fields.all(NOT_IDENTITY_CODES))
}

fn with_former(entry: Entry, former: &str) -> Result<Entry, Error> {
    Ok(match entry {
        Entry::Person(mut person) => {
            person.names = person.names.with_former(former)?;
            Entry::Person(person)
        }
        organisation @ Entry::Organisation(_) => organisation,
    })
}

/// The customer number of the organisation that a connection names; nothing where it names none.
pub(in crate::people) fn of(fields: &Fields) -> Result<Option<i64>, Code> {
    optional(fields.text("of"), |text| {
        text.parse().map_err(|_| Error::OrganisationUnknown)
    })
}

/// The organisation with this customer number.
fn organisation(work: &mut Work<'_>, number: i64) -> Result<PartyId, Error> {
    let found = work.tx().maybe(&queries::OF_NUMBER, (number,))?;
    standing_for(work, found)?.ok_or(Error::OrganisationUnknown)
}

pub(super) fn change_with_organisation(
    work: &mut Work<'_>,
    asked: Change,
    number: Option<i64>,
) -> Result<Change, Error> {
    match (asked, number) {
        (Change::Connect(origin), Some(number)) => {
            let of = Some(organisation(work, number)?);
            Ok(Change::Connect(Origin { of, ..origin }))
        }
        (asked, _) => Ok(asked),
    }
}

/// The change that fields ask for.
pub(super) fn change(asker: &Asker<'_>, fields: &Fields) -> Result<Change, Code> {
    let text = |name: &str| fields.text(name);
    match text("what") {
        "names" => {
            let names = Names::parse(text("first_names"), text("call_name"), text("last_name"));
            let names = names.and_then(|names| names.with_former(text("former_names")));
            let names = names.map_err(|error| error.code())?;
            Ok(Change::Names(names, source(fields)?))
        }
        "organisation" => {
            let name = organisation_name(text("company")).map_err(|error| error.code())?;
            let id = optional(text("business_id"), BusinessId::parse)?;
            Ok(Change::Organisation(name, id, source(fields)?))
        }
        "profile" => {
            let language = text("language").parse().unwrap_or(Language::Fi);
            let deceased = day(fields, "deceased")?;
            let protected = fields.ticked("protected");
            Ok(Change::Profile(language, protected, deceased))
        }
        "birth-date" => {
            let day = Day::parse(text("birth_date")).map_err(|_| NotADay.code())?;
            Ok(Change::BirthDate(day, source(fields)?))
        }
        "contact" => {
            let (from, until) = (day(fields, "from")?, day(fields, "until")?);
            let days = Days::new(from, until).map_err(|error| error.code())?;
            Ok(Change::AddReach(reach(fields)?, days, source(fields)?))
        }
        "end-contact" => Ok(Change::EndContact(row(fields)?, until(asker, fields)?)),
        "replace-contact" => replace_contact(asker, fields),
        "identity-code" => identity_code(asker, fields),
        "connect" => Ok(Change::Connect(origin(asker, fields)?)),
        "disconnect" => {
            let connection = text("row").parse().map_err(|_| UNKNOWN)?;
            Ok(Change::Disconnect(connection, until(asker, fields)?))
        }
        "leave" => {
            let why = WhyEnded::from_key(text("why"));
            let why = why.filter(|why| WhyEnded::CHOICE.contains(why));
            let why = why.ok_or(Code::new("people.field.why_ended"))?;
            Ok(Change::Leave(until(asker, fields)?, why))
        }
        "note" => {
            let note = free_text(fields, "note").map_err(|error| error.code())?;
            Ok(Change::Note(note, source(fields)?))
        }
        "end-note" => row(fields).map(Change::EndNote),
        "field" => own_field(asker, fields),
        "erase-field" => {
            let category = Category::from_key(text("category")).ok_or(UNKNOWN)?;
            Ok(Change::EraseField(text("row").to_owned(), category))
        }
        "marketing" => {
            let whole = Fields::of(vec![("channel".to_owned(), "all".to_owned())]);
            permission(asker, What::Prohibition, &whole)
        }
        "notice-shown" => {
            let (version, way, on) = permissions::asked_notice(fields, asker.today())?;
            Ok(Change::NoticeShown(version, way, on))
        }
        what => match What::from_key(&what.replace('-', "_")) {
            Some(what) => permission(asker, what, fields),
            None => Err(UNKNOWN),
        },
    }
}

/// Another contact point in the place of one: from today on, where no day is said.
fn replace_contact(asker: &Asker<'_>, fields: &Fields) -> Result<Change, Code> {
    let from = day(fields, "from")?.unwrap_or_else(|| asker.today());
    let (row, reach, source) = (row(fields)?, reach(fields)?, source(fields)?);
    Ok(Change::ReplaceContact(row, reach, from, source))
}

/// A field of the company, by its key in `row`: its value, or none where that is empty.
fn own_field(asker: &Asker<'_>, form: &Fields) -> Result<Change, Code> {
    let field = asker.policy.field(form.text("row"));
    let field = field.ok_or_else(|| fields::Error::Unknown.code())?;
    let value = own_value(field, form.text("value"))?;
    Ok(Change::Field(field.key, value, source(form)?))
}

/// What somebody says about marketing.
fn permission(asker: &Asker<'_>, what: What, fields: &Fields) -> Result<Change, Code> {
    let act = permissions::asked_act(what, fields, asker.today())?;
    Ok(Change::Permission(Box::new(act)))
}

const UNKNOWN: Code = Code::new("people.field.unknown");

fn row(fields: &Fields) -> Result<RowId, Code> {
    fields.text("row").parse().map_err(|_| UNKNOWN)
}

/// A day that may be left empty.
fn day(fields: &Fields, name: &str) -> Result<Option<Day>, Code> {
    optional(fields.text(name), |text| {
        Day::parse(text).map_err(|_| NotADay)
    })
}

/// The last day of what ends: today, where nothing is said.
fn until(asker: &Asker<'_>, fields: &Fields) -> Result<Day, Code> {
    Ok(day(fields, "until")?.unwrap_or_else(|| asker.today()))
}

fn optional<T, E: Coded>(
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, Code> {
    if text.is_empty() {
        Ok(None)
    } else {
        parse(text).map(Some).map_err(|error| error.code())
    }
}

fn identity_code(asker: &Asker<'_>, fields: &Fields) -> Result<Change, Code> {
    let artificial = asker.artificial();
    let code = IdentityCode::parse(fields.text("identity_code"), asker.today(), artificial);
    let code = code.map_err(|error| error.code())?;
    let ground = IdentityCodeGround::from_key(fields.text("identity_code_ground"));
    let ground = ground.ok_or(Code::new("people.field.identity_code_ground"))?;
    Ok(Change::IdentityCode(
        Box::new(CodeOnGround { code, ground }),
        source(fields)?,
    ))
}

fn reach(fields: &Fields) -> Result<Reach, Code> {
    let text = |name: &str| fields.text(name);
    let typed = AddressText {
        street: text("street"),
        postal_code: text("postal_code"),
        town: text("town"),
        country: text("country"),
    };
    let no_address =
        typed.street.is_empty() && typed.postal_code.is_empty() && typed.town.is_empty();
    let address = if no_address {
        None
    } else {
        Some(PostalAddress::parse(typed).map_err(|error| error.code())?)
    };
    let reach = Reach {
        addresses: address.into_iter().collect(),
        phones: optional(text("phone"), Phone::parse)?.into_iter().collect(),
        emails: optional(text("email"), Email::parse)?.into_iter().collect(),
    };
    if reach.is_empty() {
        Err(Code::new("people.field.contact_missing"))
    } else {
        Ok(reach)
    }
}

fn source(fields: &Fields) -> Result<SourceKind, Code> {
    SourceKind::from_key(fields.text("source")).ok_or(Code::new("people.field.source"))
}

/// Why the party may be held and where the value came from, as the form says.
fn origin(asker: &Asker<'_>, fields: &Fields) -> Result<Origin, Code> {
    let connection = match fields.text("connection") {
        "" => ConnectionKind::Customer,
        key => ConnectionKind::from_key(key).ok_or(Code::new("people.field.connection"))?,
    };
    let from = day(fields, "from")?.unwrap_or_else(|| asker.today());
    Ok(Origin {
        connection,
        of: None,
        from,
        source: source(fields)?,
    })
}

/// The text is no day.
struct NotADay;

impl Coded for NotADay {
    fn code(&self) -> Code {
        Code::new("people.field.date")
    }
}
