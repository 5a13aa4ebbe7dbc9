//! What is kept about the one whose request is due first: notes and a letter that tell of others as
//! well, and a task. Whoever puts her copy together has something to cover, and an original to decide
//! about (GDPR art. 15(4)).

use basics::PartyId;
use guard::{Actor, Work};
use policy::{Purpose, SourceKind};

use super::{NotMade, cast};
use crate::app::App;
use crate::files::{self, FileEntry};
use crate::people::{self, Change, FreeText};
use crate::tasks;

/// A letter of hers: a page of plain text.
const LETTER: &[u8] = include_bytes!("letter.pdf");

/// Who lets somebody in, in a note and in a task: in no register.
const LETS_IN: &str =
    "Sirkka Esimerkki avaa oven, puh. 049 399 9001, sirkka.esimerkki@example.org.";

/// Days until the task is done.
const TASK_DUE: i32 = 3;

/// Writes about somebody, as a clerk does.
///
/// # Errors
///
/// [`NotMade`].
pub(super) async fn fill(app: &App, clerk: &Actor, party: PartyId) -> Result<(), NotMade> {
    let aino = cast::aino()?;
    let neighbour = format!(
        "Naapuri {} sulki pääsulun ja soitti: {}, {}.",
        aino.name(),
        aino.phone.written(),
        aino.email.as_str(),
    );
    let writing = move |work: &mut Work<'_>| {
        for text in [neighbour.as_str(), LETS_IN] {
            let note = Change::Note(FreeText::parse(text, &[])?, SourceKind::Person);
            let row = work.party(party)?.ok_or(NotMade::Data)?;
            people::change(work, party, row.version, &note, "")?;
        }
        let text = ["Soita ennen käyntiä. ", LETS_IN].concat();
        let text = tasks::text(&text, &[])?;
        let due = work.today().plus_days(TASK_DUE);
        Ok::<_, NotMade>(tasks::add(work, party, (&text, due, None))?)
    };
    let guard = app.guard();
    guard.desk().write(clerk, Purpose::Care, writing).await?;
    let about = "Kirje vesivuodosta";
    let entry = FileEntry::parse("kirje-vesivuodosta.pdf", about, "messages", "person")?;
    let by = (clerk, Purpose::Care);
    files::attach(guard, by, party, entry, LETTER.to_vec()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_is_a_pdf_that_says_where_its_parts_are() {
        let text = String::from_utf8(LETTER.to_vec()).unwrap();
        assert!(text.starts_with("%PDF-1.4\n") && text.ends_with("%%EOF\n"));
        let from = text
            .rsplit("startxref\n")
            .next()
            .unwrap()
            .lines()
            .next()
            .unwrap();
        assert!(text[from.parse().unwrap()..].starts_with("xref\n"));
        assert!(text.contains("Aino Ojala") && text.contains("Sirkka Esimerkki"));
        assert!(!people::holds_identity_code(&text));
        assert_eq!(cast::aino().unwrap().name(), "Aino Ojala");
    }
}
