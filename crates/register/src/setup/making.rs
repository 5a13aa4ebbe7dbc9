//! The making of the register: its administrator, its keys, its end.

use std::path::PathBuf;

use askama::Template;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use basics::{Code, Coded, Instant};
use formats::Email;
use guard::{NewAccount, NewPassword, Refused};
use policy::{Policy, Right, Role, RoleKey};
use secrecy::SecretString;
use zeroize::Zeroizing;

use super::door::Inside;
use super::state::Stage;
use crate::folder::{Config, Folder, FolderError};
use crate::notice::Checked;
use crate::web::{Fields, Frame, Problem, Wrong, page, unfit};

/// Why a register was not made.
#[derive(Debug, thiserror::Error)]
pub enum NotFounded {
    /// Its folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Its first account.
    #[error(transparent)]
    Account(#[from] Refused),
}

impl Coded for NotFounded {
    fn code(&self) -> Code {
        match self {
            Self::Folder(error) => error.code(),
            Self::Account(error) => error.code(),
        }
    }
}

/// Makes a register with its first account. It opens once it is [finished](Folder::finish); where
/// this fails nothing of it remains.
///
/// # Errors
///
/// [`NotFounded`].
pub async fn found(
    folder: &Folder,
    config: &Config,
    (notice, in_force): (&str, Option<Instant>),
    first: NewAccount,
) -> Result<(), NotFounded> {
    let there = folder.path().exists();
    let app = folder.make(config, notice, in_force).await?;
    let added = app.guard().accounts().add_first(first).await;
    app.guard().clone().close().await;
    if added.is_err() {
        folder.remove(there);
    }
    added?;
    Ok(())
}

/// Whether a role manages the register: whoever makes it gets it.
fn manages(role: &Role) -> bool {
    [Right::Staff, Right::Settings]
        .iter()
        .any(|right| role.rights.contains(right))
}

#[derive(Template)]
#[template(path = "setup/administrator.html")]
struct AdministratorPage {
    frame: Frame,
    /// The titles of the roles she gets.
    managing: String,
    /// The others, which she may take: key, title, taken.
    others: Vec<(String, String, bool)>,
    wrong: Wrong,
}

/// The name of the form of the first account.
const FIRST: &str = "first";

fn policy_of(inside: &Inside) -> Option<Policy> {
    let body = inside.set_up.state().notice.clone();
    Checked::of(super::pages::NOTICE, &body, inside.language).policy
}

fn form(inside: &Inside, policy: &Policy, wrong: Wrong) -> AdministratorPage {
    let title = |role: &Role| role.title.get(inside.language).to_owned();
    let (managing, others): (Vec<&Role>, Vec<&Role>) =
        policy.roles().iter().partition(|role| manages(role));
    let taken = |role: &Role| {
        let usual = role.rights.contains(&Right::Import);
        wrong.picked_or(FIRST, "role", role.key.as_str(), usual)
    };
    let managing: Vec<_> = managing.into_iter().map(title).collect();
    AdministratorPage {
        frame: inside.frame("setup-administrator"),
        managing: managing.join(", "),
        others: others
            .into_iter()
            .map(|role| (role.key.to_string(), title(role), taken(role)))
            .collect(),
        wrong,
    }
}

/// `GET /set-up/administrator`
pub(super) async fn administrator(inside: Inside) -> Result<Response, Problem> {
    match policy_of(&inside) {
        Some(policy) => page(&form(&inside, &policy, Wrong::default())),
        None => Ok(axum::response::Redirect::to(super::pages::NOTICE).into_response()),
    }
}

/// The first account as it was typed, and whether it may bring in customers.
fn account(
    inside: &Inside,
    policy: &Policy,
    fields: &Fields,
) -> Result<(NewAccount, bool), (Code, Option<&'static str>)> {
    let name = fields.text("name").to_owned();
    if name.is_empty() || name.chars().count() > 200 {
        return Err((Refused::Name.code(), Some("name")));
    }
    let email =
        Email::parse(fields.text("email")).map_err(|error| (error.code(), Some("email")))?;
    if fields.raw("password") != fields.raw("again") {
        return Err((Code::new("setup.password.differs"), Some("again")));
    }
    let password = SecretString::from(fields.raw("password"));
    let password = NewPassword::parse(password, &[&name, email.as_str()]);
    let password = password.map_err(|error| (error.code(), Some("password")))?;
    let wanted = fields.all("role");
    let own = |role: &&Role| manages(role) || wanted.contains(&role.key.as_str());
    let own: Vec<&Role> = policy.roles().iter().filter(own).collect();
    if !own.iter().any(|role| manages(role)) {
        return Err((Code::new("cli.notice.no_administrator"), None));
    }
    let imports = own.iter().any(|role| role.rights.contains(&Right::Import));
    let roles: Vec<RoleKey> = own.into_iter().map(|role| role.key.clone()).collect();
    let account = NewAccount {
        name,
        email: email.folded(),
        language: inside.language,
        password,
        roles,
    };
    Ok((account, imports))
}

/// `POST /set-up/administrator`: makes the register.
pub(super) async fn make(
    inside: Inside,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields::of(fields);
    let Some(policy) = policy_of(&inside) else {
        return Ok(axum::response::Redirect::to(super::pages::NOTICE).into_response());
    };
    let (code, at) = match account(&inside, &policy, &fields) {
        Ok((first, imports)) => match founded(&inside, first, imports).await {
            Ok(()) => {
                return Ok(axum::response::Redirect::to("/set-up/keys").into_response());
            }
            Err(code) => (code, None),
        },
        Err(problem) => problem,
    };
    let sentence = texts::say(inside.language, &code.text_key());
    // The passwords are typed anew.
    let typed = fields.without(|name| ["password", "again"].contains(&name));
    let wrong = Wrong::new(FIRST, at, sentence, typed);
    unfit(&form(&inside, &policy, wrong))
}

/// Makes the register once, however often the form is sent.
async fn founded(inside: &Inside, first: NewAccount, imports: bool) -> Result<(), Code> {
    let (making, config, notice) = inside.set_up.making().ok_or(Code::new("setup.making"))?;
    let set_up = inside.set_up.clone();
    // In a task of its own: a browser that turns away does not cut it off halfway.
    let made = tokio::spawn(async move {
        let _making = making;
        let folder = set_up.folder();
        let there = folder.path().exists();
        let now = {
            use basics::Clock as _;
            basics::SystemClock.now()
        };
        let made = found(folder, &config, (notice.as_str(), Some(now)), first).await;
        let made = made.map_err(|error| error.code());
        let finished = made.and_then(|()| {
            let finished = folder.finish();
            if finished.is_err() {
                folder.remove(there);
            }
            finished.map_err(|error| error.code())
        });
        if finished.is_ok() {
            set_up.state().stage = Stage::Made { imports };
        }
        finished
    });
    made.await
        .unwrap_or_else(|_| Err(FolderError::Unusable.code()))
}

#[derive(Template)]
#[template(path = "setup/keys.html")]
struct KeysPage {
    frame: Frame,
    /// Where the root key lies.
    file: String,
    /// The root key, to be printed: in hexadecimal, four bytes a group.
    root: Zeroizing<String>,
    /// Where the copy was written.
    copied: Option<String>,
    wrong: Wrong,
}

fn keys_page(inside: &Inside) -> Result<KeysPage, Problem> {
    let file = inside.set_up.folder().path().join("root.key");
    let bytes = std::fs::read(&file).map(Zeroizing::new);
    let failed = |_| {
        let code = FolderError::Unusable.code();
        Problem::Coded(code, StatusCode::INTERNAL_SERVER_ERROR, inside.language)
    };
    let bytes = bytes.map_err(failed)?;
    let mut root = Zeroizing::new(String::with_capacity(bytes.len() * 3));
    for (at, byte) in bytes.iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            root.push(' ');
        }
        for half in [byte >> 4, byte & 15] {
            root.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    Ok(KeysPage {
        frame: inside.frame("setup-keys"),
        file: file.display().to_string(),
        root,
        copied: None,
        wrong: Wrong::default(),
    })
}

/// `GET /set-up/keys`: print and lock away.
pub(super) async fn keys(inside: Inside) -> Result<Response, Problem> {
    page(&keys_page(&inside)?)
}

/// `POST /set-up/keys`: writes a copy of the keys into another folder.
pub(super) async fn copy(
    inside: Inside,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields::of(fields);
    let to = PathBuf::from(fields.text("to"));
    let copied = if to.is_absolute() {
        copied(&inside, to.clone()).await
    } else {
        Err(Code::new("setup.folder.not_absolute"))
    };
    let mut form = keys_page(&inside)?;
    match copied {
        Ok(()) => {
            form.copied = Some(to.display().to_string());
            page(&form)
        }
        Err(code) => {
            let sentence = texts::say(inside.language, &code.text_key());
            form.wrong = Wrong::new("copy", Some("to"), sentence, fields);
            unfit(&form)
        }
    }
}

async fn copied(inside: &Inside, to: PathBuf) -> Result<(), Code> {
    let opened = inside.set_up.folder().open().await;
    let (app, _) = opened.map_err(|error| error.code())?;
    let copied = app.guard().copy_keys(to).await;
    app.guard().clone().close().await;
    copied.map(drop).map_err(|error| error.code())
}

#[derive(Template)]
#[template(path = "setup/finished.html")]
struct FinishedPage {
    frame: Frame,
    /// Where she goes on.
    to: &'static str,
}

/// `POST /set-up/finished`: the set-up ends, and the register is served in its place.
pub(super) async fn finish(inside: Inside) -> Result<Response, Problem> {
    let to = match inside.set_up.state().stage {
        Stage::Made { imports: true } => "/import",
        _ => "/",
    };
    let response = page(&FinishedPage {
        frame: inside.frame("setup-finished"),
        to,
    });
    inside.set_up.end();
    response
}
