//! What stands around every page: language, menu, the session's form token.

use std::collections::HashMap;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use basics::{ActorId, Day, Instant, Language, PartyId};

use crate::web::{Look, Problem, Undo, Visitor};

/// An entry of the menu.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Where it leads.
    pub path: &'static str,
    /// The key of its text.
    pub text: &'static str,
    /// Whether this visitor needs it.
    pub for_whom: fn(&Visitor) -> bool,
    /// Under what it stands.
    pub section: Section,
    /// Where the search at the top of every page sends what was typed, where this entry searches.
    pub search: Option<&'static str>,
}

/// A page beside a customer's own, of a capability.
#[derive(Debug, Clone, Copy)]
pub struct Tab {
    /// Where it leads, after the address of the customer; nothing for the customer's own page.
    pub path: &'static str,
    /// The key of its text.
    pub text: &'static str,
    /// Whether this visitor needs it.
    pub for_whom: fn(&Visitor) -> bool,
    /// Whether it is there for somebody whose data was erased too: it shows what proves that this was
    /// done right.
    pub outlasts: bool,
}

/// What the capabilities offer: links to everywhere, and the pages of a customer.
pub struct Menu {
    /// The links.
    pub links: Vec<Link>,
    /// The pages of a customer.
    pub tabs: Vec<Tab>,
    /// Where a key leads to add a customer, from any page.
    pub new: Link,
}

/// The sections of the menu: what people do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What is to be done; without a heading.
    Today,
    /// The people and firms.
    Customers,
    /// The notice and what happened: for those who answer for the register.
    Register,
    /// Accounts and one's own.
    Settings,
}

impl Section {
    const ALL: [Self; 4] = [Self::Today, Self::Customers, Self::Register, Self::Settings];

    const fn heading(self) -> Option<&'static str> {
        match self {
            Self::Today => None,
            Self::Customers => Some("web-section-customers"),
            Self::Register => Some("web-section-register"),
            Self::Settings => Some("web-section-settings"),
        }
    }
}

/// The keys that every page understands, and what each does.
pub const KEYS: [(&str, &str); 8] = [
    ("/  Ctrl + K", "web-key-seek"),
    ("j", "web-key-next"),
    ("k", "web-key-previous"),
    ("Enter", "web-key-open"),
    ("Ctrl + Enter", "web-key-save"),
    ("Esc", "web-key-cancel"),
    ("u", "web-key-undo"),
    ("?", "web-key-keys"),
];

/// A section as it stands in a menu.
pub struct Shown {
    /// Its heading.
    pub heading: Option<String>,
    /// What stands in it.
    pub entries: Vec<Entry>,
}

/// An entry as it stands in a menu.
pub struct Entry {
    /// Where it leads.
    pub path: &'static str,
    /// Its text.
    pub text: String,
    /// Whether it is where she is.
    pub here: bool,
}

/// A page beside the one that is shown.
pub struct Beside {
    /// Where it leads.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Whether it is the one that is shown.
    pub here: bool,
    /// Whether it is there for somebody whose data was erased too.
    pub outlasts: bool,
}

/// What a page's template finds as `frame`.
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// The title, as it was said.
    pub title: String,
    /// The token that every form carries; empty where nobody is signed in.
    pub form_token: String,
    /// The menu.
    pub sections: Vec<Shown>,
    /// The page above this one: path and text.
    pub above: Option<(&'static str, String)>,
    /// The pages of the same customer.
    pub tabs: Vec<Beside>,
    /// Where the search at the top sends what was typed.
    pub seek: Option<&'static str>,
    /// Where a key leads to add a customer.
    pub new: Option<&'static str>,
    /// What was sought, in the box of the search.
    pub sought: String,
    /// Under which id the session comes back to it; empty where it is under none yet.
    pub sought_at: String,
    /// What was just done: the sentence, and the form that takes it back.
    pub done: Option<(String, Option<Undo>)>,
    /// The look somebody chose.
    pub look: Look,
    /// Whether the customers are made up.
    pub demo: bool,
    /// Whether there is no register yet: the page belongs to its set-up.
    pub before: bool,
    zone: Option<basics::Zone>,
}

impl Frame {
    /// The frame of a signed-in visitor's page.
    #[must_use]
    pub fn of(visitor: &Visitor, title: String) -> Self {
        // Before a given password is changed there is nowhere to go.
        let menu = visitor.app.menu().links.iter();
        let menu: Vec<&Link> = menu
            .filter(|link| !visitor.change_first && (link.for_whom)(visitor))
            .collect();
        let leads_here = |link: &&&Link| {
            let rest = visitor.path.strip_prefix(link.path);
            visitor.path == link.path
                || (link.path != "/" && rest.is_some_and(|rest| rest.starts_with('/')))
        };
        let deepest = menu
            .iter()
            .filter(leads_here)
            .max_by_key(|link| link.path.len());
        let language = visitor.language();
        let new = Some(&visitor.app.menu().new);
        let new = new.filter(|new| !visitor.change_first && (new.for_whom)(visitor));
        // A form that cannot be taken is often shown again at the address of the list above it.
        let said = |link: &&&Link| texts::say(language, link.text) == title;
        let above =
            deepest.filter(|link| link.path != visitor.path || (visitor.posted && !said(link)));
        Self {
            language,
            form_token: visitor.form_token.clone(),
            sections: sections(&menu, deepest.map(|link| link.path), language),
            above: above.map(|link| (link.path, texts::say(language, link.text))),
            title,
            tabs: tabs(visitor),
            seek: menu.iter().find_map(|link| link.search),
            new: new.map(|new| new.path),
            sought: String::new(),
            sought_at: String::new(),
            // What was done is told on the page that follows, never beside what a form lacks.
            done: visitor
                .done
                .clone()
                .filter(|_| !visitor.posted)
                .map(|done| (texts::say(language, &done.key), done.undo)),
            look: visitor.look,
            demo: visitor.app.is_demo(),
            before: false,
            zone: Some(visitor.policy.controller().zone.clone()),
        }
    }

    /// The frame of a page that says what went wrong: how she gets on from there. Of what she asked for
    /// it tells the part of the register that its address lies in, and nothing else: what may not be
    /// seen looks like what is not there, and nothing was done that could be told.
    #[must_use]
    pub(crate) fn of_problem(visitor: &Visitor, title: String) -> Self {
        // The page above is the deepest one she has, also where that is the one that failed.
        let asked = Visitor {
            posted: true,
            ..visitor.clone()
        };
        let mut frame = Self::of(&asked, title);
        frame.tabs.clear();
        let mut links = visitor.app.menu().links.iter();
        let first = links.find(|link| link.path == "/" && !visitor.change_first);
        let first = first.map(|link| (link.path, frame.say(link.text)));
        frame.above = frame.above.or(first);
        frame
    }

    /// The frame of a page that nobody is signed in for.
    #[must_use]
    pub fn public(language: Language, title: String, demo: bool) -> Self {
        Self {
            language,
            title,
            form_token: String::new(),
            sections: Vec::new(),
            above: None,
            tabs: Vec::new(),
            seek: None,
            new: None,
            sought: String::new(),
            sought_at: String::new(),
            done: None,
            look: Look::Auto,
            demo,
            before: false,
            zone: None,
        }
    }

    /// The frame of a page of the set-up, before there is a register.
    #[must_use]
    pub fn before(language: Language, title: String) -> Self {
        Self {
            before: true,
            ..Self::public(language, title, false)
        }
    }

    /// The same for somebody whose data was erased: of her pages those that are left.
    #[must_use]
    pub fn of_erased(mut self) -> Self {
        self.tabs.retain(|tab| tab.outlasts);
        self
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn signed_in(&self) -> bool {
        !self.form_token.is_empty()
    }

    /// A text.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    /// A text that mentions a count.
    #[must_use]
    pub fn count(&self, key: &str, count: &i64) -> String {
        texts::say_with(self.language, key, &[("count", *count)])
    }

    /// A text that mentions a name or another text.
    #[must_use]
    pub fn with(&self, key: &str, name: &str, text: &str) -> String {
        texts::say_with(self.language, key, &[(name, text)])
    }

    /// What a word of the notice is called.
    #[must_use]
    pub fn word<W: policy::Word>(&self, word: &W) -> String {
        let key = word.key().replace(['_', '.'], "-");
        texts::say(self.language, &[W::WHAT, "-", &key].concat())
    }

    /// Who did something: a member of staff by name, a job of the program in words.
    #[must_use]
    pub fn actor(&self, actor: ActorId, names: &HashMap<ActorId, String>) -> String {
        match names.get(&actor) {
            Some(name) if actor.get() < 0 => self.say(&["people-job-", name].concat()),
            Some(name) => name.clone(),
            None => "–".to_owned(),
        }
    }

    /// An instant in the controller's zone: `24.11.2026 10.30`.
    #[must_use]
    pub fn at(&self, instant: &Instant) -> String {
        match &self.zone {
            Some(zone) => zone.finnish(*instant),
            None => instant.to_string(),
        }
    }

    /// A day: `24.11.2026`.
    #[must_use]
    pub fn day(&self, day: &Day) -> String {
        day.finnish()
    }
}

/// The pages of the customer whose page it is.
fn tabs(visitor: &Visitor) -> Vec<Beside> {
    let Some(rest) = visitor.path.strip_prefix("/customers/") else {
        return Vec::new();
    };
    let party = rest.split('/').next().unwrap_or_default();
    if visitor.change_first || party.parse::<PartyId>().is_err() {
        return Vec::new();
    }
    let own = ["/customers/", party].concat();
    let shown = visitor.app.menu().tabs.iter();
    let shown = shown.filter(|tab| (tab.for_whom)(visitor));
    // A form that is shown again lies below its page.
    let beyond = visitor.path.strip_prefix(&own).unwrap_or_default();
    let leads_here = |tab: &&Tab| {
        let rest = beyond.strip_prefix(tab.path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let here = shown
        .clone()
        .filter(leads_here)
        .max_by_key(|tab| tab.path.len());
    let here = here.map(|tab| tab.path);
    shown
        .map(|tab| Beside {
            path: [&own, tab.path].concat(),
            text: texts::say(visitor.language(), tab.text),
            here: here == Some(tab.path),
            outlasts: tab.outlasts,
        })
        .collect()
}

/// The entries by their sections; a section without any is none.
fn sections(menu: &[&Link], here: Option<&str>, language: Language) -> Vec<Shown> {
    let shown = Section::ALL.into_iter().map(|section| {
        let own = menu.iter().filter(|link| link.section == section);
        Shown {
            heading: section.heading().map(|key| texts::say(language, key)),
            entries: own
                .map(|link| Entry {
                    path: link.path,
                    text: texts::say(language, link.text),
                    here: here == Some(link.path),
                })
                .collect(),
        }
    });
    shown
        .filter(|section| !section.entries.is_empty())
        .collect()
}

/// A rendered page.
///
/// # Errors
///
/// A page that could not be rendered.
pub fn page(template: &impl Template) -> Result<Response, Problem> {
    plain(template).map(|html| Html(html).into_response())
}

/// The page of a form that cannot be taken as it is: what is wrong stands on it.
///
/// # Errors
///
/// As [`page`].
pub fn unfit(template: &impl Template) -> Result<Response, Problem> {
    let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    plain(template).map(|html| (status, Html(html)).into_response())
}

/// A rendered part of a page.
///
/// # Errors
///
/// As [`page`].
pub fn plain(template: &impl Template) -> Result<String, Problem> {
    template.render().map_err(|error| {
        tracing::error!(%error, "a template could not be rendered");
        Problem::broken(Language::Fi)
    })
}
