//! Letters on paper: one PDF/A of any number of them, in their order, each in its language.

use basics::{Instant, Language};
use policy::{Document, Policy};
use serde_json::{Value, json};

use super::Letter;

/// Letters in one file at most: what is set in some seconds, and what one folds at a time.
pub const LETTERS_MAX: usize = 100;

/// Prints letters, with what is enclosed to them.
///
/// # Errors
///
/// [`pdf::Error`] where they would not keep the standard.
pub fn print(
    policy: &Policy,
    letters: &[Letter],
    enclosures: &[Document],
    made: Instant,
) -> Result<Vec<u8>, pdf::Error> {
    let language = letters.first().map_or(Language::Fi, Letter::language);
    let title = match letters {
        [only] => only.document.title.clone(),
        _ => texts::say(language, "letters-title"),
    };
    let data = json!({
        "letters": letters.iter().map(|letter| data(policy, letter)).collect::<Vec<_>>(),
        "enclosures": enclosures.iter().map(Document::to_json).collect::<Vec<_>>(),
    });
    let meta = pdf::Meta {
        title: &title,
        author: &policy.controller().name,
        language: language.code(),
        ident: &title,
        created: at(made),
    };
    pdf::render(&pdf::LETTERS, &data, meta, pdf::Standard::A2a)
}

fn data(policy: &Policy, letter: &Letter) -> Value {
    let language = letter.language();
    let day = (texts::say(language, "letters-day"), letter.day.finnish());
    let references = std::iter::once(&day).chain(&letter.references);
    let references = references.map(|(name, value)| json!({ "name": name, "value": value }));
    json!({
        "sender": sender(policy),
        "to": letter.to,
        "references": references.collect::<Vec<_>>(),
        "document": letter.document.to_json(),
        "foot": foot(policy),
        "enclosed": letter.enclosed,
    })
}

/// Who writes, and where an answer reaches it.
fn sender(policy: &Policy) -> Vec<String> {
    let controller = policy.controller();
    let place = &controller.address;
    let town = [place.postal_code.as_str(), &place.town.to_uppercase()].join(" ");
    vec![controller.name.clone(), place.street.clone(), town]
}

/// How the controller is reached otherwise: below the first page.
fn foot(policy: &Policy) -> Vec<String> {
    let controller = policy.controller();
    let mut foot = vec![controller.name.clone(), controller.business_id.to_string()];
    let ways = [&controller.phone, &controller.email, &controller.web];
    foot.extend(ways.into_iter().flatten().cloned());
    foot
}

/// An instant as a document says it: year, month, day, hour, minute, second in UTC.
fn at(made: Instant) -> (i32, u8, u8, u8, u8, u8) {
    let text = made.to_string();
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse().ok());
    let small = |from, to| part(from, to).and_then(|part: u16| u8::try_from(part).ok());
    let small = |from, to| small(from, to).unwrap_or(1);
    (
        i32::from(part(0, 4).unwrap_or(1970)),
        small(5, 7),
        small(8, 10),
        small(11, 13),
        small(14, 16),
        small(17, 19),
    )
}

#[cfg(test)]
mod tests {
    use basics::Day;
    use policy::{Block, Said};

    use super::*;

    fn policy() -> Policy {
        let notice = include_str!("../../../../notice/tlmaint.toml");
        Policy::parse(notice, "notice").unwrap()
    }

    fn letter(language: Language) -> Letter {
        let mut document = Document::new("Otsikko", language);
        document.intro = vec![Block::Paragraph(Said::new("#panic() *sana*"))];
        Letter {
            to: vec!["Maija Mallikas".to_owned(), "40100 JYVÄSKYLÄ".to_owned()],
            day: Day::new(2026, 11, 24).unwrap(),
            references: vec![("Asiakasnumero".to_owned(), "1001".to_owned())],
            document,
            enclosed: Some(0),
        }
    }

    #[test]
    fn letters_are_printed_in_their_languages_and_always_the_same() {
        let policy = policy();
        let letters = Language::ALL.map(letter);
        let enclosures = [policy.document(Language::Fi)];
        let printed = || print(&policy, &letters, &enclosures, Instant::from_ms(0)).unwrap();
        let pdf = printed();
        assert!(pdf.starts_with(b"%PDF-"));
        assert_eq!(pdf, printed());
        assert!(print(&policy, &[], &[], Instant::from_ms(0)).is_ok());
    }
}
