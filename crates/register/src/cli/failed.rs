//! Why a command failed, and the exit code that says so.

use basics::{Code, Coded};

/// A failure: the code of its sentence, the exit code, what the sentence is about.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) code: Code,
    pub(super) exit: u8,
    /// Lines that say where: of a file, never of a person.
    pub(super) details: Vec<String>,
}

impl Failed {
    /// The failure of a coded error: 3 where the guard refused, else 1. A refusal that depends on
    /// the party is said as if she were not there.
    pub(super) fn of(error: &impl Coded) -> Self {
        let of_error = error.code();
        let mut refusals = guard::Refusal::ALL.iter();
        let refusal = refusals.find(|refusal| refusal.code() == of_error);
        let (code, exit) = match refusal {
            Some(refusal) if refusal.hides() => (guard::Error::NotThere.code(), 1),
            Some(_) => (of_error, 3),
            None => (of_error, 1),
        };
        Self {
            code,
            exit,
            details: Vec::new(),
        }
    }

    /// Whoever signs in wrongly is refused.
    pub(super) fn refused(error: &impl Coded) -> Self {
        let failed = Self::of(error);
        let exit = if failed.code.as_str().starts_with("access.sign_in.") {
            3
        } else {
            failed.exit
        };
        Self { exit, ..failed }
    }

    /// A failure with this code.
    pub(super) fn with(code: &'static str) -> Self {
        Self {
            code: Code::new(code),
            exit: 1,
            details: Vec::new(),
        }
    }

    /// What was said on the command line cannot be meant.
    pub(super) fn usage(code: &'static str) -> Self {
        Self {
            exit: 2,
            ..Self::with(code)
        }
    }

    /// The same, with lines that say where.
    pub(super) fn about(self, details: Vec<String>) -> Self {
        Self { details, ..self }
    }
}
