//! Who has access to what: for whoever manages accounts, and for the data-protection contact.

use askama::Template;
use axum::response::Response;
use basics::Language;
use guard::Account;
use policy::{Category, Role};

use super::manage::{SHOWN, purpose};
use crate::web::{Frame, Problem, Visitor, page};

#[derive(Template)]
#[template(path = "staff/access.html")]
struct AccessPage {
    frame: Frame,
    roles: Vec<RoleAccess>,
    /// When it was printed.
    now: basics::Instant,
}

/// A role, what it reaches, and who has it.
struct RoleAccess {
    title: String,
    purposes: String,
    sees: String,
    changes: String,
    scope: String,
    rights: String,
    people: Vec<String>,
}

/// `GET /staff/access`: who has access to what, to be printed.
pub(super) async fn access(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    let frame = Frame::of(&visitor, texts::say(language, "staff-access"));
    let (mut everyone, mut after) = (Vec::new(), None);
    loop {
        let found = visitor
            .app
            .guard()
            .accounts()
            .list(&visitor.actor, purpose(&visitor), after, SHOWN)
            .await;
        let found = found.map_err(|error| Problem::of(&error, language))?;
        let Some(last) = found.last() else { break };
        after = Some(last.staff);
        everyone.extend(found);
    }
    let open: Vec<&Account> = everyone
        .iter()
        .filter(|account| account.closed.is_none())
        .collect();
    let roles = visitor.policy.roles().iter();
    let roles = roles
        .map(|role| role_access(role, &open, &frame, language))
        .collect();
    page(&AccessPage {
        frame,
        roles,
        now: visitor.app.clock().now(),
    })
}

fn role_access(role: &Role, open: &[&Account], frame: &Frame, language: Language) -> RoleAccess {
    // A role that sees nobody reaches nobody, whatever its scope.
    let mut seen = role.view.union(&role.change);
    let scope = if seen.any(|category| *category != Category::Staff) {
        let key = role.scope.key().replace('_', "-");
        texts::say(language, &["staff-scope-", &key].concat())
    } else {
        "–".to_owned()
    };
    let having = open
        .iter()
        .filter(|account| account.roles.contains(&role.key));
    RoleAccess {
        title: role.title.get(language).to_owned(),
        purposes: listed(frame, role.purposes.iter()),
        sees: listed(frame, role.view.union(&role.change)),
        changes: listed(frame, role.change.iter()),
        scope,
        rights: listed(frame, role.rights.iter()),
        people: having
            .map(|account| format!("{} ({})", account.name, account.email))
            .collect(),
    }
}

fn listed<'a, W: policy::Word>(frame: &Frame, words: impl Iterator<Item = &'a W>) -> String {
    let words: Vec<String> = words.map(|word| frame.word(word)).collect();
    if words.is_empty() {
        "–".to_owned()
    } else {
        words.join(", ")
    }
}
