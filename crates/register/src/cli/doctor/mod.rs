//! `doctor`: what is wrong with a register, and how to mend it.
//!
//! It looks at the folder first, then opens the register as every start does, then looks into it,
//! and last at how it is reached; what cannot be opened keeps nothing else from being told.
//! Invariants: nothing of a person is told, and no id; nothing is opened as somebody else than the
//! folder's owner, whose files would then be out of the program's reach. Exit codes: 0 where
//! nothing is to be done, 1 where something is.

mod folder;
mod network;
mod register;

use basics::{Clock, Code, Coded, Instant, SystemClock};
use serde_json::{Value, json};

use super::args::Doctor;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::folder::Folder;

/// What is told: findings, about which something is to be done, and facts.
struct Report<'s> {
    screen: &'s Screen,
    now: Instant,
    findings: Vec<Told>,
    facts: Vec<Told>,
}

/// One of them, by its code and in words.
struct Told {
    code: String,
    text: String,
}

impl Told {
    fn json(told: &[Self]) -> Vec<Value> {
        let one = |told: &Self| json!({ "code": told.code, "text": told.text });
        told.iter().map(one).collect()
    }
}

impl Report<'_> {
    /// Something is wrong; its sentence says what to do.
    fn wrong(&mut self, code: &'static str, values: &[(&str, &str)]) {
        let key = Code::new(code).text_key();
        let text = self.screen.with(&key, values);
        self.findings.push(Told {
            code: code.to_owned(),
            text,
        });
    }

    /// An error of the register is wrong, with words that say where.
    fn error(&mut self, error: &impl Coded, place: Option<String>) {
        let code = error.code();
        let mut text = self.screen.say(&code.text_key());
        text.extend(place.map(|place| [" ", &place].concat()));
        self.findings.push(Told {
            code: code.as_str().to_owned(),
            text,
        });
    }

    /// How something stands. Its key is its code: no error has it.
    fn fact(&mut self, key: &'static str, values: &[(&str, &str)]) {
        let text = self.screen.with(key, values);
        self.facts.push(Told {
            code: key.to_owned(),
            text,
        });
    }

    /// Prints it; the exit code.
    fn told(self) -> Outcome {
        let json = json!({
            "findings": Told::json(&self.findings),
            "facts": Told::json(&self.facts),
        });
        let facts = self.facts.iter().map(|told| told.text.clone());
        let findings = self.findings.iter().map(|told| told.text.clone());
        let mut lines: Vec<String> = facts.chain(findings).collect();
        if self.findings.is_empty() {
            lines.push(self.screen.say("cli-doctor-well"));
        }
        self.screen.result(&json, &lines)?;
        Ok(u8::from(!self.findings.is_empty()))
    }
}

/// `seloste doctor`
pub(super) async fn doctor(at: &Place, order: Doctor, screen: &Screen) -> Outcome {
    let place: Folder = at.folder("data");
    let mut report = Report {
        screen,
        now: SystemClock.now(),
        findings: Vec::new(),
        facts: Vec::new(),
    };
    // Whoever opened it as somebody else would leave files that the program cannot write.
    if folder::look(&place, &mut report) {
        register::look(&place, order.run_jobs, order.quick, &mut report).await;
    }
    if place.holds_register() {
        network::look(&place, order.reach, &mut report).await;
    }
    report.told()
}
