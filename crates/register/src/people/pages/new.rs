//! Adding a customer by hand.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use basics::{Code, Coded, PartyId};
use formats::headings::Heading;
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other};
use guard::{Ask, Work};
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

use super::super::{
    Comparing, Entry, Error, PURPOSES, Reason, Terms, Who, enter_one, entry, in_register, queries,
};
use super::change::{artificial, origin, today};
use super::{path_of, sources};
use crate::web::{Fields, Frame, Posted, Problem, Visitor, page, plain};

/// What the visitor may enter.
#[expect(clippy::struct_excessive_bools, reason = "each is a part of the form")]
#[derive(Clone, Copy)]
struct May {
    contact: bool,
    birth_date: bool,
    identity_code: bool,
    other: bool,
}

#[derive(Template)]
#[template(path = "people/new.html")]
struct NewPage {
    frame: Frame,
    person: bool,
    may: May,
    typed: Fields,
    /// Field and sentence of what must be mended.
    reasons: Vec<(String, String)>,
    /// Who this may be: somebody who is in the register already.
    same: Option<(PartyId, bool)>,
    sources: Vec<SourceKind>,
    connections: Vec<ConnectionKind>,
    grounds: Vec<IdentityCodeGround>,
}

impl NewPage {
    fn reason(&self, field: &str) -> Option<&str> {
        self.reasons
            .iter()
            .find(|(of, _)| of == field)
            .map(|(_, sentence)| sentence.as_str())
    }

    fn general(&self) -> Option<&str> {
        self.reason("")
    }

    fn chosen(&self, field: &str, value: &str) -> bool {
        self.typed.text(field) == value
    }
}

/// `GET /customers/new/person`
pub(super) async fn person(visitor: Visitor) -> Result<Response, Problem> {
    let form = form(&visitor, true, Fields::default(), Vec::new(), None).await?;
    page(&form)
}

/// `GET /customers/new/organisation`
pub(super) async fn organisation(visitor: Visitor) -> Result<Response, Problem> {
    let form = form(&visitor, false, Fields::default(), Vec::new(), None).await?;
    page(&form)
}

async fn form(
    visitor: &Visitor,
    person: bool,
    typed: Fields,
    reasons: Vec<(String, String)>,
    same: Option<(PartyId, bool)>,
) -> Result<NewPage, Problem> {
    let language = visitor.language();
    let purpose = visitor.purpose(&PURPOSES);
    let reading = move |work: &mut Work<'_>| {
        // Asking about nobody records a refusal where the role may not add anyone.
        if person {
            let _grant = work.grant::<Identity>(Ask::add())?;
        } else {
            let _grant = work.grant::<Company>(Ask::add())?;
        }
        let change = Ask::change(&[]);
        Ok::<_, guard::Error>(May {
            contact: work.could::<Contact>(&change),
            birth_date: person && work.could::<BirthDate>(&change),
            identity_code: person && work.could::<IdentityCode>(&change),
            other: work.could::<Other>(&change),
        })
    };
    let read = visitor
        .app
        .guard()
        .desk()
        .read(&visitor.actor, purpose, reading)
        .await;
    let may = read.map_err(|error| Problem::of(&error, language))?;
    let title = if person {
        "people-new-person"
    } else {
        "people-new-organisation"
    };
    let connections = ConnectionKind::ALL
        .into_iter()
        .filter(|kind| visitor.policy.holds(*kind));
    let grounds = visitor
        .policy
        .identity_code()
        .map(|rule| rule.grounds.iter().copied().collect());
    Ok(NewPage {
        frame: Frame::of(visitor, texts::say(language, title)),
        person,
        may,
        typed,
        reasons,
        same,
        sources: sources(visitor),
        connections: connections.collect(),
        grounds: grounds.unwrap_or_default(),
    })
}

/// What came of adding.
enum Added {
    Done(PartyId),
    Same(PartyId, bool),
    Perhaps,
}

/// `POST /customers`
pub(super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let person = fields.text("kind") != "organisation";
    let parsed = match parse(&visitor, &fields) {
        Ok(parsed) => parsed,
        Err(reasons) => return again(&visitor, person, fields, &reasons, None).await,
    };
    let (anyway, of) = (
        fields.ticked("anyway"),
        fields.text("of").parse::<i64>().ok(),
    );
    let adding = move |work: &mut Work<'_>| {
        let entry = with_organisation(work, parsed.clone(), of)?;
        match in_register(work, &entry, Comparing::ByHand)? {
            (Who::Known, Some(party)) => Ok(Added::Same(party, true)),
            (Who::Likely, Some(party)) if !anyway => Ok(Added::Same(party, false)),
            // Somebody she may not see: she is told no more than that it may be the same.
            (Who::Known | Who::Likely, None) => Ok(Added::Perhaps),
            _ => enter_one(work, &entry).map(Added::Done),
        }
    };
    let purpose = visitor.purpose(&PURPOSES);
    match visitor
        .app
        .guard()
        .desk()
        .write(&visitor.actor, purpose, adding)
        .await
    {
        Ok(Added::Done(party)) => Ok(Redirect::to(&path_of(party)).into_response()),
        Ok(Added::Same(party, certain)) => {
            again(&visitor, person, fields, &[], Some((party, certain))).await
        }
        Ok(Added::Perhaps) => {
            let reason = Reason::of_row(Code::new("people.field.likely_known"));
            again(&visitor, person, fields, &[reason], None).await
        }
        Err(Error::Guard(error)) => Err(Problem::of(&error, visitor.language())),
        Err(error) => {
            let reason = Reason::of_row(error.code());
            again(&visitor, person, fields, &[reason], None).await
        }
    }
}

async fn again(
    visitor: &Visitor,
    person: bool,
    fields: Fields,
    reasons: &[Reason],
    same: Option<(PartyId, bool)>,
) -> Result<Response, Problem> {
    let told = |reason: &Reason| {
        let field = reason.heading.map_or("", Heading::key).to_owned();
        (
            field,
            texts::say(visitor.language(), &reason.code.text_key()),
        )
    };
    let reasons = reasons.iter().map(told).collect();
    let form = form(visitor, person, fields, reasons, same).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(plain(&form)?)).into_response())
}

fn with_organisation(
    work: &mut Work<'_>,
    entry: Entry,
    number: Option<i64>,
) -> Result<Entry, Error> {
    let Some(number) = number else {
        return Ok(entry);
    };
    let of = work.tx().maybe(&queries::OF_NUMBER, (number,))?;
    Ok(match entry {
        Entry::Person(mut person) => {
            person.origin.of = of;
            Entry::Person(person)
        }
        Entry::Organisation(organisation) => Entry::Organisation(organisation),
    })
}

fn parse(visitor: &Visitor, fields: &Fields) -> Result<Entry, Vec<Reason>> {
    let said = origin(visitor, fields).map_err(|code| vec![Reason::of_row(code)])?;
    let terms = Terms {
        connection: said.connection,
        source: said.source,
        of: None,
        from: said.from,
        identity_code_ground: IdentityCodeGround::from_key(fields.text("identity_code_ground")),
        artificial: artificial(visitor),
        language: visitor.language(),
        today: today(visitor),
    };
    if said.connection == ConnectionKind::ContactPersonOf && fields.text("of").is_empty() {
        return Err(vec![Reason::of_row(Code::new(
            "people.organisation_missing",
        ))]);
    }
    let text = |heading: Heading| fields.text(heading.key());
    entry(&text, &terms)
}
