//! How far a set-up has come.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use basics::Language;
use tokio::sync::watch;

use super::place::Place;
use crate::folder::{Config, Folder};
use crate::notice::BLANK;

/// Wrong codes before none is taken any more.
const TRIES_MAX: u32 = 20;
/// What a code is written in: no letter that looks like a digit.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A set-up that goes on. Cheap to clone.
#[derive(Clone)]
pub struct SetUp {
    inner: Arc<Inner>,
}

struct Inner {
    folder: Folder,
    code: String,
    secret: String,
    state: Mutex<State>,
    over: watch::Sender<bool>,
    /// Whether the register is being made.
    making: watch::Sender<bool>,
}

/// The making of the register. However it ends, whoever waits for that is told.
pub(super) struct Making(SetUp);

impl Drop for Making {
    fn drop(&mut self) {
        let mut state = self.0.state();
        if state.stage == Stage::Making {
            state.stage = Stage::Asking;
        }
        drop(state);
        self.0.inner.making.send_replace(false);
    }
}

/// How far it has come.
pub(super) struct State {
    pub(super) language: Language,
    /// Whether somebody was let in; nobody else is.
    entered: bool,
    tries: u32,
    /// Where it is to lie; nothing until that is chosen.
    pub(super) place: Option<Place>,
    /// The notice, as far as it is written.
    pub(super) notice: String,
    /// Whether its company was written down.
    pub(super) stage: Stage,
}

/// Whether there is a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Not yet.
    Asking,
    /// It is being made.
    Making,
    /// It is there.
    Made {
        /// Whether whoever made it may bring in customers.
        imports: bool,
    },
}

/// What becomes of a code that was typed.
pub(super) enum Entry {
    /// The secret of the browser that is let in.
    In(String),
    Wrong,
    /// Somebody is in already, or too many were wrong.
    Shut,
}

impl SetUp {
    pub(super) fn new(folder: Folder, language: Language, [code, one, other]: [u64; 3]) -> Self {
        let state = State {
            language,
            entered: false,
            tries: 0,
            place: None,
            notice: empty(),
            stage: Stage::Asking,
        };
        let (over, _) = watch::channel(false);
        Self {
            inner: Arc::new(Inner {
                folder,
                code: written(code),
                secret: format!("{one:016x}{other:016x}"),
                state: Mutex::new(state),
                over,
                making: watch::Sender::new(false),
            }),
        }
    }

    /// The code that lets in, as it is printed on the terminal: `AB12-CD34`.
    #[must_use]
    pub fn code(&self) -> String {
        let (one, other) = self.inner.code.split_at(4);
        [one, "-", other].concat()
    }

    pub(super) fn folder(&self) -> &Folder {
        &self.inner.folder
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        let state = self.inner.state.lock();
        state.unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a code: the right one lets in once.
    pub(super) fn enter(&self, typed: &str) -> Entry {
        let typed: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
        let mut state = self.state();
        if state.entered || state.tries >= TRIES_MAX {
            return Entry::Shut;
        }
        if typed.to_ascii_uppercase() == self.inner.code {
            state.entered = true;
            Entry::In(self.inner.secret.clone())
        } else {
            state.tries += 1;
            Entry::Wrong
        }
    }

    /// Whether this is the secret of the browser that was let in.
    pub(super) fn knows(&self, secret: &str) -> bool {
        self.state().entered && secret == self.inner.secret
    }

    /// Begins to make the register, where that was chosen and of the notice as it is written; nothing
    /// where somebody began.
    pub(super) fn making(&self) -> Option<(Making, Config, String)> {
        let mut state = self.state();
        if state.stage != Stage::Asking {
            return None;
        }
        state.stage = Stage::Making;
        let notice = state.notice.clone();
        let config = state.place.as_ref().map(Place::config);
        drop(state);
        self.inner.making.send_replace(true);
        Some((Making(self.clone()), config.unwrap_or_default(), notice))
    }

    /// Ends when no register is being made.
    pub(super) async fn settled(&self) {
        let mut making = self.inner.making.subscribe();
        drop(making.wait_for(|making| !*making).await);
    }

    pub(super) fn end(&self) {
        self.inner.over.send_replace(true);
    }

    /// Ends when the set-up is over.
    pub(super) async fn over(&self) {
        let mut over = self.inner.over.subscribe();
        drop(over.wait_for(|over| *over).await);
    }

    /// Whether there is a register now.
    pub(super) fn is_finished(&self) -> bool {
        *self.inner.over.borrow()
    }
}

/// Eight letters of a random number.
fn written(number: u64) -> String {
    let letter = |at: u32| {
        let index = usize::try_from((number >> (5 * at)) & 31).unwrap_or_default();
        char::from(LETTERS.get(index).copied().unwrap_or(b'0'))
    };
    (0..8).map(letter).collect()
}

/// The blank notice without what stands in the place of the company's own.
fn empty() -> String {
    let Ok(mut file) = BLANK.parse::<toml_edit::DocumentMut>() else {
        return BLANK.to_owned();
    };
    let own = [
        (
            "controller",
            ["name", "business_id", "street", "postal_code", "town"].as_slice(),
        ),
        ("contact", ["name", "email"].as_slice()),
    ];
    for (section, keys) in own {
        let table = file
            .get_mut(section)
            .and_then(toml_edit::Item::as_table_like_mut);
        if let Some(table) = table {
            for key in keys {
                table.remove(key);
            }
        }
    }
    file.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_eight_letters_that_nobody_confuses() {
        assert_eq!(written(0), "00000000");
        assert_eq!(written(u64::MAX), "ZZZZZZZZ");
        assert_ne!(written(1), written(32));
    }

    #[tokio::test]
    async fn a_making_that_breaks_off_is_over_and_may_begin_anew() {
        let (clock, entropy) = (Arc::new(basics::SystemClock), Arc::new(basics::OsEntropy));
        let folder = Folder::new("/nowhere".into(), clock, entropy);
        let set_up = SetUp::new(folder, Language::Fi, [1, 2, 3]);
        let (making, ..) = set_up.making().unwrap();
        assert!(set_up.making().is_none(), "it is made once");
        let waiting = tokio::spawn({
            let set_up = set_up.clone();
            async move { set_up.settled().await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished(), "a stop waits for it");
        drop(making);
        waiting.await.unwrap();
        assert!(set_up.state().stage == Stage::Asking);
        set_up.making().unwrap().0.0.state().stage = Stage::Made { imports: true };
        assert!(set_up.making().is_none(), "what is made is made");
    }

    #[test]
    fn what_stands_for_the_company_is_gone_and_the_rest_is_there() {
        let text = empty();
        let broken = policy::Policy::parse(&text, "notice").unwrap_err();
        let paths: Vec<_> = broken.iter().map(|one| one.path.as_str()).collect();
        assert!(
            paths
                .iter()
                .all(|path| path.starts_with("controller.") || path.starts_with("contact.")),
            "{paths:?}"
        );
        assert_eq!(
            policy::Policy::parse(BLANK, "notice")
                .map(|_| ())
                .map_err(|_| ()),
            Ok(())
        );
    }
}
