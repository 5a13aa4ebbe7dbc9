//! What was posted: the fields of a form, or a file. Both come from this session's own page, or
//! not at all.

use std::io::Write;

use axum::extract::Form;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::{StatusCode, header};
use basics::{Day, Language};
use zeroize::Zeroizing;

use crate::app::App;
use crate::web::visitor::preferred;
use crate::web::{Problem, Visitor};

/// The field that carries the session's token.
const TOKEN: &str = "form_token";

/// The fields of a form.
#[derive(Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    async fn read(request: Request, app: &App, language: Language) -> Result<Self, Problem> {
        let form = Form::<Vec<(String, String)>>::from_request(request, app).await;
        form.map(|Form(fields)| Self(fields)).map_err(|rejection| {
            match rejection.into_response_status() {
                413 => Problem::TooLarge(language),
                _ => Problem::BadForm(language),
            }
        })
    }

    /// Fields that came another way than by a form.
    pub(crate) const fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// Fields as somebody types them.
    #[cfg(test)]
    pub(crate) fn typed(fields: &[(&str, &str)]) -> Self {
        let owned = fields.iter();
        let owned = owned.map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Self(owned.collect())
    }

    /// A field, trimmed; empty where it is missing.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// A field exactly as it came.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field that may come several times, trimmed, without the empty ones.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        let named = self.0.iter().filter(|(field, _)| field == name);
        named
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
            .collect()
    }

    /// The names of the fields, as they came.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Without the fields of these names.
    pub(crate) fn without(&self, gone: impl Fn(&str) -> bool) -> Self {
        let kept = self.0.iter().filter(|(name, _)| !gone(name));
        Self(kept.cloned().collect())
    }

    /// Whether a field came at all, empty or not.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// The first of these fields that came.
    #[must_use]
    pub fn first(&self, names: &[&'static str]) -> Option<&'static str> {
        names.iter().copied().find(|name| self.has(name))
    }

    /// The first of these fields whose text is so.
    #[must_use]
    pub fn first_that(
        &self,
        names: &[&'static str],
        is: impl Fn(&str) -> bool,
    ) -> Option<&'static str> {
        names.iter().copied().find(|name| is(self.text(name)))
    }

    /// The first of these fields in which something stands that is no day.
    #[must_use]
    pub fn no_day(&self, names: &[&'static str]) -> Option<&'static str> {
        self.first_that(names, |text| !text.is_empty() && Day::parse(text).is_err())
    }

    /// Whether a number was typed into a field that confirms what cannot be taken back.
    #[must_use]
    pub fn confirms(&self, name: &str, number: &impl std::fmt::Display) -> bool {
        self.text(name) == number.to_string()
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }
}

/// A form posted by the visitor's own page. There is no other way to read one.
pub struct Posted {
    /// Who posted it.
    pub visitor: Visitor,
    /// What it holds.
    pub fields: Fields,
}

impl FromRequest<App> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, app).await?;
        let language = visitor.language();
        let request = Request::from_parts(parts, body);
        let fields = Fields::read(request, app, language).await?;
        if visitor.form_token == fields.raw(TOKEN) {
            Ok(Self { visitor, fields })
        } else {
            Err(Problem::Forged(language))
        }
    }
}

/// A form that nobody is signed in for: as it came, from wherever.
pub struct Anonymous(pub Fields);

impl FromRequest<App> for Anonymous {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let language = preferred(request.headers());
        Fields::read(request, app, language).await.map(Self)
    }
}

trait Status {
    fn into_response_status(self) -> u16;
}

impl<R: axum::response::IntoResponse> Status for R {
    fn into_response_status(self) -> u16 {
        self.into_response().status().as_u16()
    }
}

/// A form with one file, posted by the visitor's own page.
pub struct Uploaded {
    /// Who posted it.
    pub visitor: Visitor,
    /// Its other fields.
    pub fields: Fields,
    /// The file; empty where none was chosen.
    pub file: Zeroizing<Vec<u8>>,
}

impl FromRequest<App> for Uploaded {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, app).await?;
        let request = Request::from_parts(parts, body);
        let mut file = Zeroizing::new(Vec::new());
        let received = receive(&visitor, request, &mut *file).await?;
        Ok(Self {
            visitor,
            fields: received.fields,
            file,
        })
    }
}

/// What was received beside a file.
pub struct Received {
    /// The other fields of the form.
    pub fields: Fields,
    /// What the file is called there, in the words of whoever sent it.
    pub name: String,
    /// Bytes of the file.
    pub length: u64,
}

/// What broke off before it was received whole.
pub struct Unreceived {
    /// Why.
    pub problem: Problem,
    /// The fields of the form that came before it broke off.
    pub fields: Fields,
}

impl From<Unreceived> for Problem {
    fn from(unreceived: Unreceived) -> Self {
        unreceived.problem
    }
}

/// Receives a form with one file, posted by the visitor's own page; the file goes to `sink` piece
/// by piece.
///
/// # Errors
///
/// Where it is no such form, too large, or from elsewhere; where the sink fails. The fields that
/// stand before the file in the form are told of then, too.
pub async fn receive(
    visitor: &Visitor,
    request: Request,
    sink: &mut (impl Write + Send),
) -> Result<Received, Unreceived> {
    let mut fields = Fields::default();
    match receive_into(visitor, request, sink, &mut fields).await {
        Ok((name, length)) => Ok(Received {
            fields,
            name,
            length,
        }),
        Err(problem) => Err(Unreceived { problem, fields }),
    }
}

/// What the file is called, and how long it is; the fields as they come.
async fn receive_into(
    visitor: &Visitor,
    request: Request,
    sink: &mut (impl Write + Send),
    fields: &mut Fields,
) -> Result<(String, u64), Problem> {
    let language = visitor.language();
    if request.headers().get(header::CONTENT_TYPE).is_none() {
        return Err(Problem::BadForm(language));
    }
    let parts = Multipart::from_request(request, &visitor.app).await;
    let mut parts = parts.map_err(|_| Problem::BadForm(language))?;
    let failed = |error: &axum::extract::multipart::MultipartError| {
        if error.status() == 413 {
            Problem::TooLarge(language)
        } else {
            Problem::BadForm(language)
        }
    };
    let (mut called, mut length) = (String::new(), 0);
    let mut files = 0;
    while let Some(mut part) = parts.next_field().await.map_err(|error| failed(&error))? {
        let name = part.name().unwrap_or_default().to_owned();
        // The token stands before the file in every form, so a forged one is never read.
        if part.file_name().is_none() {
            let text = part.text().await.map_err(|error| failed(&error))?;
            fields.0.push((name, text));
            continue;
        }
        if visitor.form_token != fields.raw(TOKEN) {
            return Err(Problem::Forged(language));
        }
        files += 1;
        if files > 1 {
            return Err(Problem::BadForm(language));
        }
        called = part.file_name().unwrap_or_default().to_owned();
        while let Some(piece) = part.chunk().await.map_err(|error| failed(&error))? {
            let written = sink.write_all(&piece);
            written.map_err(|_| Problem::Bare(StatusCode::INTERNAL_SERVER_ERROR, language))?;
            length += piece.len() as u64;
        }
    }
    if visitor.form_token == fields.raw(TOKEN) {
        Ok((called, length))
    } else {
        Err(Problem::Forged(language))
    }
}
