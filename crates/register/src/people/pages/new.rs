//! Adding a customer by hand.

use askama::Template;
use axum::response::Response;
use basics::{Code, Coded, PartyId};
use formats::headings::Heading;
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other, Permissions};
use guard::{Ask, Work};
use policy::{ConnectionKind, IdentityCodeGround, Purpose, SourceKind};
use serde::Deserialize;

use super::super::asked::{self, Added, Asker};
use super::super::{Error, Reason, queries, served};
use super::trouble::at_fault;
use super::{connections, grounds, path_of, sources};
use crate::web::{Fields, Frame, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

/// What the visitor may enter.
#[expect(clippy::struct_excessive_bools, reason = "each is a part of the form")]
#[derive(Clone, Copy)]
struct May {
    contact: bool,
    birth_date: bool,
    identity_code: bool,
    other: bool,
    permissions: bool,
}

#[derive(Template)]
#[template(path = "people/new.html")]
struct NewPage {
    frame: Frame,
    person: bool,
    may: May,
    /// The organisation whose contact person is added, and its customer number.
    contact_of: Option<(PartyId, i64)>,
    wrong: Wrong,
    /// Who this may be: somebody who is in the register already.
    same: Option<(PartyId, bool)>,
    sources: Vec<SourceKind>,
    connections: Vec<ConnectionKind>,
    grounds: Vec<IdentityCodeGround>,
}

impl May {
    fn of(work: &Work<'_>, person: bool) -> Self {
        let change = Ask::add();
        Self {
            contact: work.could::<Contact>(&change),
            birth_date: person && work.could::<BirthDate>(&change),
            identity_code: person && work.could::<IdentityCode>(&change),
            other: work.could::<Other>(&change),
            permissions: work.could::<Permissions>(&change),
        }
    }
}

/// The name of the form.
const NEW: &str = "new";

impl NewPage {
    /// Whether something is chosen; what a contact person is, where one is added.
    fn chosen(&self, field: &str, value: &str) -> bool {
        let contact = self.contact_of.is_some();
        let usual = match field {
            "connection" if contact => ConnectionKind::ContactPersonOf.key(),
            "source" if contact => SourceKind::Organisation.key(),
            _ => "",
        };
        self.wrong.picked_or(NEW, field, value, usual == value)
    }

    /// The number of the organisation she belongs to.
    fn of(&self) -> String {
        let number = self.contact_of.map(|(_, number)| number.to_string());
        let number = number.unwrap_or_default();
        self.wrong.typed_or(NEW, "of", &number).to_owned()
    }
}

/// For whom a form is opened.
#[derive(Deserialize)]
pub(super) struct NewQuery {
    /// The organisation whose contact person is added.
    of: Option<String>,
}

/// `GET /customers/new/person`
pub(super) async fn person(
    visitor: Visitor,
    Query(NewQuery { of }): Query<NewQuery>,
) -> Result<Response, Problem> {
    let of = of.and_then(|of| of.parse().ok());
    let form = form(&visitor, true, Wrong::default(), None, of).await?;
    page(&form)
}

/// `GET /customers/new/organisation`
pub(super) async fn organisation(visitor: Visitor) -> Result<Response, Problem> {
    let form = form(&visitor, false, Wrong::default(), None, None).await?;
    page(&form)
}

async fn form(
    visitor: &Visitor,
    person: bool,
    wrong: Wrong,
    same: Option<(PartyId, bool)>,
    contact_of: Option<PartyId>,
) -> Result<NewPage, Problem> {
    let language = visitor.language();
    let purpose = purpose_to_add(visitor, person).await?;
    let reading = move |work: &mut Work<'_>| {
        may_add(work, person)?;
        let may = May::of(work, person);
        let of = match contact_of {
            Some(party) => work
                .visible::<Company>(policy::Action::View, &[party])?
                .pop(),
            None => None,
        };
        let contact_of = match of {
            Some(party) => Some((party, work.tx().one(&queries::PROFILE, (party,))?.0)),
            None => None,
        };
        Ok::<_, guard::Error>((may, contact_of))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (may, contact_of) = read.map_err(|error| Problem::of(&error, language))?;
    let title = match (person, contact_of) {
        (true, Some(_)) => "people-add-contact-person",
        (true, None) => "people-new-person",
        (false, _) => "people-new-organisation",
    };
    Ok(NewPage {
        frame: Frame::of(visitor, texts::say(language, title)),
        person,
        may,
        contact_of,
        wrong,
        same,
        sources: sources(visitor),
        connections: connections(visitor),
        grounds: grounds(visitor),
    })
}

/// Asking about nobody records a refusal where the role may not add anyone.
fn may_add(work: &mut Work<'_>, person: bool) -> Result<(), guard::Error> {
    if person {
        let _grant = work.grant::<Identity>(Ask::add())?;
    } else {
        let _grant = work.grant::<Company>(Ask::add())?;
    }
    Ok(())
}

/// The first purpose served under which the visitor may add somebody.
async fn purpose_to_add(visitor: &Visitor, person: bool) -> Result<Purpose, Problem> {
    let purposes = served(&visitor.actor, &visitor.policy);
    let first = purposes.first().copied().unwrap_or(Purpose::Care);
    if purposes.len() == 1 {
        return Ok(first);
    }
    let choosing = move |work: &mut Work<'_>| {
        let change = Ask::add();
        let could = |purpose: &&Purpose| {
            if person {
                work.could_for::<Identity>(**purpose, &change, false)
            } else {
                work.could_for::<Company>(**purpose, &change, false)
            }
        };
        Ok::<_, guard::Error>(purposes.iter().find(could).copied())
    };
    let desk = visitor.app.guard().desk();
    let chosen = desk.read(&visitor.actor, first, choosing).await;
    let chosen = chosen.map_err(|error| Problem::of(&error, visitor.language()))?;
    Ok(chosen.unwrap_or(first))
}

/// `POST /customers`
pub(super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let person = fields.text("kind") != "organisation";
    let parsed = match asked::new(&Asker::visitor(&visitor), &fields) {
        Ok(parsed) => parsed,
        Err(reasons) => return again(&visitor, person, fields, &reasons).await,
    };
    let anyway = fields.ticked("anyway");
    let company = company(&fields);
    let adding = move |work: &mut Work<'_>| asked::add(work, parsed.clone(), anyway);
    let purpose = purpose_to_add(&visitor, person).await?;
    match visitor
        .app
        .guard()
        .desk()
        .write(&visitor.actor, purpose, adding)
        .await
    {
        // Whoever came from a company goes back to it: there stands whom it has now.
        Ok(Added::Done(party)) => Ok(match company {
            Some(company) => done(&path_of(company), "done-contact-person-added"),
            None => done(&path_of(party), "done-added"),
        }),
        Ok(Added::Same(party, certain)) => {
            let key = if certain {
                "people-same"
            } else {
                "people-maybe-same"
            };
            let sentence = texts::say(visitor.language(), key);
            let wrong = Wrong::new(NEW, None, sentence, fields);
            let same = Some((party, certain));
            unfit(&form(&visitor, person, wrong, same, company).await?)
        }
        Ok(Added::Perhaps) => {
            let reason = Reason::of_row(Code::new("people.field.likely_known"));
            again(&visitor, person, fields, &[reason]).await
        }
        Err(Error::Guard(error)) => Err(Problem::of(&error, visitor.language())),
        Err(error) => {
            let reason = Reason::of_row(error.code());
            again(&visitor, person, fields, &[reason]).await
        }
    }
}

/// The company from whose page a contact person is added.
fn company(fields: &Fields) -> Option<PartyId> {
    fields.text("company_page").parse().ok()
}

/// The form again: what is wrong, at its fields; above it the one sentence about the whole, or that
/// there is something to mend.
async fn again(
    visitor: &Visitor,
    person: bool,
    fields: Fields,
    reasons: &[Reason],
) -> Result<Response, Problem> {
    let of = company(&fields);
    let said = |code: Code| texts::say(visitor.language(), &code.text_key());
    let (mut at, mut above) = (Vec::new(), None);
    for reason in reasons {
        let field = reason.heading.map(Heading::key);
        match field.or_else(|| at_fault(reason.code, &fields)) {
            Some(field) => at.push((field, said(reason.code))),
            None => above = above.or(Some(said(reason.code))),
        }
    }
    // A browser sends fields in the order of the page.
    at.sort_by_key(|(field, _)| fields.names().position(|name| name == *field));
    let above = above.unwrap_or_else(|| match at.as_slice() {
        [(_, only)] => only.clone(),
        _ => texts::say(visitor.language(), "people-mend"),
    });
    let wrong = Wrong::each(NEW, above, at, fields);
    unfit(&form(visitor, person, wrong, None, of).await?)
}
