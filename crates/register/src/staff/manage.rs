//! Accounts as the administrator manages them.

use askama::Template;
use axum::response::Response;
use basics::{Language, StaffId};
use guard::{Account, NewAccount, NewPassword, Refused, RoleGiven, SessionRow, TokenRow};
use policy::{Purpose, Right, Role, RoleKey};
use secrecy::SecretString;
use serde::Deserialize;

use crate::tasks;
use crate::web::{Fields, Frame, Id, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

/// Accounts on a page.
pub(super) const SHOWN: u16 = 100;

#[derive(Template)]
#[template(path = "staff/list.html")]
struct ListPage {
    frame: Frame,
    accounts: Vec<(Account, Vec<String>)>,
    next: Option<String>,
    /// Whether she may change accounts; otherwise she only reads who has one.
    manages: bool,
}

/// The accounts after an address.
#[derive(Deserialize)]
pub(super) struct After {
    after: Option<String>,
}

/// `GET /staff`
pub(super) async fn list(
    visitor: Visitor,
    Query(After { after }): Query<After>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let accounts = visitor.app.guard().accounts();
    // The address of the last one shown must not stand in the page's address: its id does.
    let after = after.and_then(|staff| staff.parse::<StaffId>().ok());
    let shown = accounts
        .list(&visitor.actor, purpose(&visitor), after, SHOWN + 1)
        .await;
    let mut shown = shown.map_err(|error| Problem::of(&error, language))?;
    let more = shown.len() > usize::from(SHOWN);
    shown.truncate(usize::from(SHOWN));
    let next = shown
        .last()
        .filter(|_| more)
        .map(|last| last.staff.to_string());
    let titled = |account: Account| {
        let titles = account
            .roles
            .iter()
            .map(|role| title(&visitor, role))
            .collect();
        (account, titles)
    };
    let accounts = shown.into_iter().map(titled).collect();
    let frame = Frame::of(&visitor, texts::say(language, "staff-title"));
    page(&ListPage {
        frame,
        accounts,
        next,
        manages: visitor.holds(Right::Staff),
    })
}

/// For what the accounts are looked at: to manage them, or to know who has access.
pub(super) fn purpose(visitor: &Visitor) -> Purpose {
    visitor.purpose(&[Purpose::Staff, Purpose::Security])
}

fn title(visitor: &Visitor, role: &RoleKey) -> String {
    let found = visitor.policy.role(role);
    found.map_or_else(
        || role.to_string(),
        |role| role.title.get(visitor.language()).to_owned(),
    )
}

#[derive(Template)]
#[template(path = "staff/new.html")]
struct NewPage {
    frame: Frame,
    /// Key, title.
    roles: Vec<(String, String)>,
    wrong: Wrong,
}

fn new_page(visitor: &Visitor, wrong: Wrong) -> NewPage {
    let language = visitor.language();
    let titled = |role: &Role| (role.key.to_string(), role.title.get(language).to_owned());
    NewPage {
        frame: Frame::of(visitor, texts::say(language, "staff-new")),
        roles: visitor.policy.roles().iter().map(titled).collect(),
        wrong,
    }
}

/// What was typed, without the passwords: they are typed anew.
pub(super) fn without_passwords(fields: &Fields) -> Fields {
    fields.without(|name| ["password", "current"].contains(&name))
}

/// `GET /staff/new`
pub(super) async fn new(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    // Only whoever may see accounts is shown the form.
    let seen = visitor
        .app
        .guard()
        .accounts()
        .list(&visitor.actor, Purpose::Staff, None, 1)
        .await;
    seen.map_err(|error| Problem::of(&error, language))?;
    page(&new_page(&visitor, Wrong::default()))
}

/// `POST /staff`
pub(super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let made = match parse(&fields, visitor.language()) {
        Ok(account) => {
            visitor
                .app
                .guard()
                .accounts()
                .add(&visitor.actor, account)
                .await
        }
        Err(refused) => Err(refused),
    };
    match made {
        Ok(staff) => Ok(done(
            &["/staff/", &staff.to_string()].concat(),
            "done-added",
        )),
        Err(error) => {
            let wrong = visitor.wrong("add", &error, without_passwords(&fields))?;
            unfit(&new_page(&visitor, wrong))
        }
    }
}

fn parse(fields: &Fields, language: Language) -> Result<NewAccount, Refused> {
    let (name, email) = (fields.text("name"), fields.text("email"));
    let email = formats::Email::parse(email).map_err(|_| Refused::Email)?;
    if name.is_empty() || name.chars().count() > 200 {
        return Err(Refused::Name);
    }
    let roles = fields.all("role").into_iter().map(str::parse::<RoleKey>);
    let roles = roles
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| Refused::UnknownRole)?;
    let password = SecretString::from(fields.raw("password").to_owned());
    let password = NewPassword::parse(password, &[name, email.as_str()])?;
    let language = fields.text("language").parse().unwrap_or(language);
    Ok(NewAccount {
        name: name.to_owned(),
        email: email.folded(),
        language,
        password,
        roles,
    })
}

#[derive(Template)]
#[template(path = "staff/account.html")]
struct AccountPage {
    frame: Frame,
    account: Account,
    /// Roles she has: key, title.
    has: Vec<(String, String)>,
    /// Roles she may be given: key, title.
    lacks: Vec<(String, String)>,
    /// Every role she ever had: title, entry, who gave it, who took it.
    given: Vec<(String, RoleGiven)>,
    /// Her sessions that last.
    sessions: Vec<SessionRow>,
    /// Her tokens that hold.
    tokens: Vec<TokenRow>,
    /// How many tasks are open of her.
    held: i64,
    /// Where they are handed over, for whoever may.
    hand_over: Option<String>,
    wrong: Wrong,
}

/// `GET /staff/{staff}`
pub(super) async fn account(visitor: Visitor, Id(staff): Id<StaffId>) -> Result<Response, Problem> {
    page(&read(&visitor, staff, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, staff: StaffId, wrong: Wrong) -> Result<AccountPage, Problem> {
    let language = visitor.language();
    let found = visitor
        .app
        .guard()
        .accounts()
        .account(&visitor.actor, staff)
        .await;
    let (account, given) = found.map_err(|error| Problem::of(&error, language))?;
    let accounts = visitor.app.guard().accounts();
    let sessions = accounts.sessions_of(&visitor.actor, staff).await;
    let sessions = sessions.map_err(|error| Problem::of(&error, language))?;
    let tokens = accounts.tokens_of(&visitor.actor, staff).await;
    let mut tokens = tokens.map_err(|error| Problem::of(&error, language))?;
    let now = visitor.app.clock().now();
    tokens.retain(|token| token.holds(now));
    let held = tasks::held(&visitor.app, staff).await;
    let held = held.map_err(|error| Problem::of(&error, language))?;
    let titled = |role: &Role| (role.key.to_string(), role.title.get(language).to_owned());
    let (has, lacks): (Vec<_>, Vec<_>) = visitor
        .policy
        .roles()
        .iter()
        .partition(|role| account.roles.contains(&role.key));
    let given = given
        .into_iter()
        .map(|given| (title(visitor, &given.role), given))
        .collect();
    Ok(AccountPage {
        frame: Frame::of(visitor, account.name.clone()),
        has: has.into_iter().map(titled).collect(),
        lacks: lacks.into_iter().map(titled).collect(),
        given,
        sessions,
        tokens,
        held,
        hand_over: tasks::hands_over(visitor).then(|| tasks::hand_over_path(staff)),
        account,
        wrong,
    })
}

/// `POST /staff/{staff}/roles`
pub(super) async fn roles(
    Id(staff): Id<StaffId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let accounts = visitor.app.guard().accounts();
    let deed = fields.text("deed").to_owned();
    let changed = match (deed.as_str(), fields.text("role").parse()) {
        ("take" | "give", Err(_)) => Err(Refused::UnknownRole),
        ("take", Ok(role)) => accounts.take_role(&visitor.actor, staff, role).await,
        ("give", Ok(role)) => accounts.give_role(&visitor.actor, staff, role).await,
        _ => return Err(Problem::BadForm(language)),
    };
    back(&visitor, staff, changed, (&deed, fields)).await
}

/// `POST /staff/{staff}/closed`
pub(super) async fn closed(
    Id(staff): Id<StaffId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let close = match fields.text("deed") {
        "close" => true,
        "open" => false,
        _ => return Err(Problem::BadForm(visitor.language())),
    };
    let changed = visitor
        .app
        .guard()
        .accounts()
        .set_closed(&visitor.actor, staff, close)
        .await;
    back(&visitor, staff, changed, ("closed", fields)).await
}

/// `POST /staff/{staff}/password`
pub(super) async fn password(
    Id(staff): Id<StaffId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let password = SecretString::from(fields.raw("password").to_owned());
    let changed = match NewPassword::parse(password, &[]) {
        Ok(password) => {
            let accounts = visitor.app.guard().accounts();
            accounts
                .reset_password(&visitor.actor, staff, password)
                .await
        }
        Err(unfit) => Err(Refused::Unfit(unfit)),
    };
    back(&visitor, staff, changed, ("reset", fields)).await
}

/// `POST /staff/{staff}/sessions`: ends them all.
pub(super) async fn end_sessions(
    Id(staff): Id<StaffId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let accounts = visitor.app.guard().accounts();
    let ended = accounts.end_sessions(&visitor.actor, staff).await;
    back(&visitor, staff, ended, ("sessions", fields)).await
}

/// Back to the account; or its page again, with the sentence at the field of the form.
async fn back(
    visitor: &Visitor,
    staff: StaffId,
    changed: Result<(), Refused>,
    (form, fields): (&str, Fields),
) -> Result<Response, Problem> {
    if let Err(error) = changed {
        let wrong = visitor.wrong(form, &error, without_passwords(&fields))?;
        return unfit(&read(visitor, staff, wrong).await?);
    }
    let path = ["/staff/", &staff.to_string()].concat();
    Ok(done(&path, "done-saved"))
}
