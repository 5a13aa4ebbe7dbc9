//! What was posted: the fields of a form, or a file. Both come from this session's own page, or
//! not at all.

use axum::extract::Form;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::header;
use basics::Language;
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
        let language = visitor.language();
        let form = parts.headers.get(header::CONTENT_TYPE).is_some();
        if !form {
            return Err(Problem::BadForm(language));
        }
        let request = Request::from_parts(parts, body);
        let parts = Multipart::from_request(request, app).await;
        let mut parts = parts.map_err(|_| Problem::BadForm(language))?;
        let (mut fields, mut file) = (Vec::new(), Zeroizing::new(Vec::new()));
        let failed = |error: &axum::extract::multipart::MultipartError| {
            if error.status() == 413 {
                Problem::TooLarge(language)
            } else {
                Problem::BadForm(language)
            }
        };
        while let Some(part) = parts.next_field().await.map_err(|error| failed(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            // The token stands before the file in every form, so a forged one is never read.
            if part.file_name().is_some() {
                let token = fields
                    .iter()
                    .any(|(name, value)| name == TOKEN && *value == visitor.form_token);
                if !token {
                    return Err(Problem::Forged(language));
                }
                let bytes = part.bytes().await.map_err(|error| failed(&error))?;
                file = Zeroizing::new(bytes.to_vec());
            } else {
                fields.push((name, part.text().await.map_err(|error| failed(&error))?));
            }
        }
        let fields = Fields(fields);
        if visitor.form_token == fields.raw(TOKEN) {
            Ok(Self {
                visitor,
                fields,
                file,
            })
        } else {
            Err(Problem::Forged(language))
        }
    }
}
