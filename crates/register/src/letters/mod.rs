//! Letters to people: on paper and as e-mail, made of the same words.
//!
//! In the interest of the person, who reads in her own language who writes, why, and whom to ask; and
//! of whoever writes, for whom a letter fits the window of an envelope without being touched.
//!
//! A letter says who it is to, what it refers to, and a document: a heading and what stands below it.
//! The sender and the foot are the controller's of the notice. Whatever is written to people (what
//! article 14 asks, answers to requests) is made of it.
//!
//! Invariants: a letter is personal data: it is made in memory, handed out, and kept nowhere; it is
//! made from values that were opened under a proof by whoever makes it; the same letter gives the
//! same bytes.

mod mail;
mod paper;

use basics::{Day, Language};
use formats::Country;
use policy::Document;

pub use mail::{Mail, NotMail, mailed, packed};
pub use paper::{LETTERS_MAX, print};

/// Lines of an address that the window of an envelope shows.
const WINDOW_LINES: usize = 6;

/// A letter to somebody.
#[derive(Clone)]
pub struct Letter {
    /// Who it is to, as it stands in the window: [`window`].
    pub to: Vec<String>,
    /// On which day it is written.
    pub day: Day,
    /// What it refers to: names and values, such as a customer number.
    pub references: Vec<(String, String)>,
    /// Its heading and what it says, in the language of the reader.
    pub document: Document,
    /// Which of the enclosures follows it.
    pub enclosed: Option<usize>,
}

impl Letter {
    /// The language it is written in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.document.language
    }
}

/// The lines of an address as the window shows them: the name, the lines above the town, postal code
/// and town in capitals, and the country in capitals where it is not Finland (JHS 106, section 4).
/// Lines beyond what the window shows are drawn together, so that none is lost.
#[must_use]
pub fn window(
    name: &str,
    lines: &[String],
    (postal_code, town): (Option<&str>, Option<&str>),
    country: Option<&str>,
) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    all.extend(lines.iter().filter(|line| !line.is_empty()).cloned());
    let place = [
        postal_code.unwrap_or(""),
        &town.unwrap_or("").to_uppercase(),
    ]
    .join(" ");
    let mut last = Vec::new();
    if !place.trim().is_empty() {
        last.push(place.trim().to_owned());
    }
    last.extend(
        country
            .filter(|country| Country::is_abroad(country))
            .map(str::to_uppercase),
    );
    let room = WINDOW_LINES.saturating_sub(last.len()).max(1);
    while all.len() > room {
        let Some(line) = all.pop() else { break };
        match all.last_mut() {
            Some(before) => {
                before.push_str(", ");
                before.push_str(&line);
            }
            None => break,
        }
    }
    all.extend(last);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(all: &[&str]) -> Vec<String> {
        all.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn an_address_stands_in_the_window_as_the_post_reads_it() {
        let home = window(
            "Maija Mallikas",
            &lines(&["Esimerkkitie 3 B 12"]),
            (Some("40100"), Some("Jyväskylä")),
            Some("FI"),
        );
        assert_eq!(
            home,
            lines(&["Maija Mallikas", "Esimerkkitie 3 B 12", "40100 JYVÄSKYLÄ"])
        );
        let abroad = window(
            "Maija Mallikas",
            &lines(&[
                "c/o Mallikas",
                "Exempelgatan 1",
                "Trappa B",
                "Våning 3",
                "Dörr 5",
            ]),
            (Some("111 22"), Some("Stockholm")),
            Some("SE"),
        );
        assert_eq!(
            abroad,
            lines(&[
                "Maija Mallikas",
                "c/o Mallikas",
                "Exempelgatan 1",
                "Trappa B, Våning 3, Dörr 5",
                "111 22 STOCKHOLM",
                "SE"
            ])
        );
        assert_eq!(window("Maija", &[], (None, None), None), lines(&["Maija"]));
    }
}
