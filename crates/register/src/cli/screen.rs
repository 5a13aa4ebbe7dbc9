//! What is printed, and what is asked for: standard output for results, standard error for how it
//! goes and what went wrong.

use std::io::{self, BufRead, IsTerminal, Write};

use basics::Language;
use secrecy::SecretString;
use serde_json::Value;

use super::failed::Failed;

/// The terminal, or what stands in its place.
pub(super) struct Screen {
    pub(super) language: Language,
    /// Print JSON, for scripts.
    pub(super) json: bool,
}

impl Screen {
    pub(super) const fn new(language: Language, json: bool) -> Self {
        Self { language, json }
    }

    /// A text of ours.
    pub(super) fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    /// A text of ours that mentions something.
    pub(super) fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        texts::say_with(self.language, key, values)
    }

    /// Prints a line of the result.
    pub(super) fn line(&self, text: &str) -> Result<(), Failed> {
        self.bytes([text, "\n"].concat().as_bytes())
    }

    /// Prints the result as it is.
    #[expect(
        clippy::unused_self,
        reason = "what is printed goes through the screen"
    )]
    pub(super) fn bytes(&self, bytes: &[u8]) -> Result<(), Failed> {
        let mut out = io::stdout().lock();
        let written = out.write_all(bytes).and_then(|()| out.flush());
        written.map_err(|_| Failed::with("cli.not_printed"))
    }

    /// Prints the result: as JSON where a script reads it, else as lines.
    pub(super) fn result(&self, json: &Value, lines: &[String]) -> Result<(), Failed> {
        if self.json {
            return self.line(&json.to_string());
        }
        lines.iter().try_for_each(|line| self.line(line))
    }

    /// Tells how it goes: never to standard output, which belongs to the result.
    #[expect(clippy::unused_self, reason = "what is told goes through the screen")]
    pub(super) fn tell(&self, text: &str) {
        let told = writeln!(io::stderr().lock(), "{text}");
        drop(told);
    }

    /// Says what went wrong and what to do.
    pub(super) fn complain(&self, failed: &Failed) {
        if self.json {
            self.tell(&serde_json::json!({ "error": failed.code.as_str() }).to_string());
            return;
        }
        self.tell(&self.say(&failed.code.text_key()));
        failed.details.iter().for_each(|detail| self.tell(detail));
    }

    /// A password: from the next line of standard input, or asked for without showing it.
    pub(super) fn password(&self, stdin: bool, prompt: &str) -> Result<SecretString, Failed> {
        let read = if stdin {
            let mut line = String::new();
            io::stdin().lock().read_line(&mut line).map(|_| line)
        } else if io::stdin().is_terminal() {
            rpassword::prompt_password([&self.say(prompt), ": "].concat())
        } else {
            return Err(Failed::usage("cli.no_terminal"));
        };
        let line = read.map_err(|_| Failed::with("cli.no_password"))?;
        Ok(SecretString::from(
            line.trim_end_matches(['\r', '\n']).to_owned(),
        ))
    }
}
