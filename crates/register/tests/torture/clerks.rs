//! Clerks at work: each does one thing after another, and tells the model what was confirmed.

use std::time::Duration;

use basics::Entropy;
use testkit::SeededEntropy;

use crate::browser::{Answer, Browser};
use crate::house::CLERK;
use crate::model::{Known, MARK, Model, State, Value, name_of};
use crate::weather::{Look, Weather};

/// A clerk.
pub(crate) struct Clerk<'a> {
    pub(crate) number: u8,
    pub(crate) port: u16,
    pub(crate) random: SeededEntropy,
    pub(crate) model: &'a Model,
    pub(crate) weather: &'a Weather,
    browser: Option<Browser>,
    made: u64,
}

impl<'a> Clerk<'a> {
    pub(crate) fn new(
        number: u8,
        port: u16,
        seed: u64,
        model: &'a Model,
        weather: &'a Weather,
    ) -> Self {
        Self {
            number,
            port,
            random: SeededEntropy::new(seed.wrapping_add(u64::from(number) << 32)),
            model,
            weather,
            browser: None,
            made: 0,
        }
    }

    /// Works until the day is over.
    pub(crate) fn work(&mut self) {
        while !self.weather.is_over() {
            let Some(browser) = self.entered() else {
                std::thread::sleep(Duration::from_millis(100));
                continue;
            };
            match self.random.next_u64() % 16 {
                0..=2 => self.add(&browser),
                3..=6 => self.change(&browser),
                7..=8 => self.note(&browser),
                9..=11 => self.look(&browser),
                12..=14 => self.search(&browser),
                _ => self.list(&browser),
            }
        }
    }

    fn entered(&mut self) -> Option<Browser> {
        if self.browser.is_none() {
            let mut browser = Browser::of(self.port, self.number);
            browser.enter("clerk@example.com", CLERK)?;
            self.model.count("signed in");
            self.browser = Some(browser);
        }
        self.browser.clone()
    }

    /// A name found nowhere else.
    fn name(&mut self) -> String {
        self.made += 1;
        name_of(self.made * 16 + u64::from(self.number))
    }

    /// What an answer says of the register itself; nothing where it says no more than "not now".
    fn answered(&mut self, before: Look, answer: Option<Answer>) -> Option<Answer> {
        let answer = answer?;
        let after = self.weather.look();
        match answer.status {
            // The session is over: by its own clock, or because the clock jumped.
            status if status == 401 || answer.location.starts_with("/sign-in") => {
                self.browser = None;
                None
            }
            429 => {
                self.model.count("asked to wait");
                std::thread::sleep(Duration::from_millis(300));
                None
            }
            500.. => {
                self.model.count("refused for now");
                if before.calm && before.held(after) {
                    let status = answer.status;
                    self.model
                        .violation(format!("{status} although nothing was wrong"));
                }
                None
            }
            _ => {
                let shown = answer.status == 200 && answer.body.contains(MARK);
                if shown && before.dark && before.held(after) {
                    self.model
                        .violation("a name was shown that the trail knows nothing of".to_owned());
                }
                Some(answer)
            }
        }
    }

    fn add(&mut self, browser: &Browser) {
        let name = self.name();
        let form = [
            ("kind", "person"),
            ("first_names", "Selma"),
            ("last_name", name.as_str()),
            ("language", "fi"),
            ("connection", "customer"),
            ("source", "person"),
        ];
        let before = self.weather.look();
        let sent = browser.post("/customers", &form);
        let refused = sent.as_ref().is_some_and(was_refused);
        let answer = self.answered(before, sent);
        match answer {
            Some(answer) if answer.status == 303 => {
                self.model.count("added");
                self.model.added(&answer.location, name);
            }
            Some(answer) => {
                let status = answer.status;
                self.model.violation(format!("adding gave {status}"));
            }
            None if refused => (),
            None => self.model.perhaps_added(name),
        }
    }

    /// A page, with what was known before it was asked for.
    fn page(&mut self, browser: &Browser) -> Option<(String, Known, Answer)> {
        let (path, known) = self.model.any(self.random.next_u64())?;
        let before = self.weather.look();
        let answer = browser.get(&path);
        let answer = self.answered(before, answer)?;
        Some((path, known, answer))
    }

    fn change(&mut self, browser: &Browser) {
        let name = self.name();
        let form = [
            ("what", "names"),
            ("first_names", "Selma"),
            ("last_name", name.as_str()),
            ("source", "person"),
        ];
        self.make(browser, &form, &Value::Name(name.clone()));
    }

    fn note(&mut self, browser: &Browser) {
        let note = self.name();
        let form = [
            ("what", "note"),
            ("note", note.as_str()),
            ("source", "person"),
        ];
        self.make(browser, &form, &Value::Note(note.clone()));
    }

    fn make(&mut self, browser: &Browser, form: &[(&str, &str)], value: &Value) {
        let Some((path, known, page)) = self.page(browser) else {
            return;
        };
        self.seen(&path, &known, &page);
        // What is written anew about somebody who is erased is new; what was seen before is not. Who
        // was erased while the page was on its way is so by now.
        let state = self.model.of(&path).map_or(known.state, |now| now.state);
        let may_be_erased = matches!(state, State::Unknown | State::Erased);
        let Some(version) = version(&page.body).filter(|_| !may_be_erased) else {
            return;
        };
        let number = version.to_string();
        let all = [&[("version", number.as_str())], form].concat();
        let before = self.weather.look();
        let closed = self.model.of(&path).map(|known| known.state);
        self.model.asked(&path, version, value.clone());
        let sent = browser.post(&[&path, "/change"].concat(), &all);
        let refused = sent.as_ref().is_some_and(was_refused);
        match self.answered(before, sent) {
            Some(answer) if answer.status == 303 => {
                self.model.count("changed");
                self.model.confirmed(&path, version, value);
                if matches!(closed, Some(State::Restricted | State::Erased)) {
                    self.model
                        .violation(format!("{path} was changed although closed"));
                }
            }
            Some(answer) => {
                self.model.refused(&path, version, value);
                let met = answer.status == 409;
                self.model
                    .count(if met { "met another" } else { "not allowed" });
            }
            None if refused => self.model.refused(&path, version, value),
            None => self.model.count("never answered"),
        }
    }

    fn look(&mut self, browser: &Browser) {
        if let Some((path, known, page)) = self.page(browser) {
            self.model.count("looked at");
            self.seen(&path, &known, &page);
        }
    }

    /// Whether a page says what it must.
    fn seen(&self, path: &str, before: &Known, page: &Answer) {
        if before.state == State::Erased {
            let names = before.all_names();
            if names.iter().any(|name| page.body.contains(name)) {
                self.model.violation(format!("{path} is erased and shown"));
            }
            return;
        }
        let Some(version) = version(&page.body) else {
            return;
        };
        // A restricted person's page says little, and whoever may be restricted is one.
        let now = self.model.of(path).filter(|now| now.state == State::Open);
        let Some(now) = now else {
            return;
        };
        let names = now.names_at(version);
        if page.status == 200 && !names.iter().any(|name| page.body.contains(name)) {
            self.model
                .violation(format!("{path} shows another name at version {version}"));
        }
    }

    fn search(&mut self, browser: &Browser) {
        let Some((path, known)) = self.model.any(self.random.next_u64()) else {
            return;
        };
        let names = known.all_names();
        let index = self.random.next_u64() % names.len() as u64;
        let name = names[usize::try_from(index).unwrap()];
        let before = self.weather.look();
        let sent = browser.post("/customers/hits", &[("words", name)]);
        let Some(answer) = self.answered(before, sent) else {
            return;
        };
        self.model.count("searched");
        let found = answer.body.contains(&path);
        if known.state == State::Erased && found {
            self.model.violation(format!("{path} is erased and found"));
        }
        // One name for all that is known of her, before and after: it must find her, unless the
        // index is still behind by what broke a moment ago.
        let now = self.model.of(&path);
        let settled = now.is_some_and(|now| now.all_names().len() == 1 && now.state == State::Open);
        if names.len() == 1 && settled && before.calm && answer.status == 200 && !found {
            self.model.violation(format!("{path} is not found"));
        }
    }

    fn list(&mut self, browser: &Browser) {
        let before = self.weather.look();
        let sent = browser.get("/customers");
        if self.answered(before, sent).is_some() {
            self.model.count("listed");
        }
    }
}

/// Whether nothing can have happened.
fn was_refused(answer: &Answer) -> bool {
    matches!(answer.status, 401 | 429) || answer.location.starts_with("/sign-in")
}

/// The version that a page was made from.
pub(crate) fn version(body: &str) -> Option<i64> {
    let (_, rest) = body.split_once("name=\"version\" value=\"")?;
    rest.split('"').next()?.parse().ok()
}
