//! Letters as e-mail: messages that are handed out as files (`.eml`) until the register sends mail
//! itself.
//!
//! Invariants: one message to one address; text alone, in UTF-8; its date is that of the clock, and
//! its number one of the register's, so that the same letter is the same message; nothing in the
//! name of a file names anybody.
//!
//! Source: RFC 5322 (messages), RFC 2045–2047 (MIME), by `lettre`.

use std::io::{Cursor, Write};
use std::time::{Duration, UNIX_EPOCH};

use basics::{Code, Coded, Instant};
use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, SinglePart};
use policy::{Document, Policy};
use zeroize::Zeroizing;
use zip::write::SimpleFileOptions;

use super::Letter;

/// A message.
pub struct Mail {
    /// What its file is called, without an ending: a number.
    pub name: String,
    /// The message.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// Why a letter is no message.
#[derive(Debug, thiserror::Error)]
pub enum NotMail {
    /// The notice names no e-mail address of the contact person or the controller.
    #[error("the notice names no e-mail address to write from")]
    NoSender,
    /// The address it is to is none.
    #[error("an e-mail address is none")]
    NoAddress,
    /// It could not be put together.
    #[error("a message could not be put together")]
    NotWritten,
}

impl Coded for NotMail {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NoSender => "letters.no_sender",
            Self::NoAddress => "letters.no_address",
            Self::NotWritten => "letters.not_written",
        })
    }
}

/// A letter as a message to an address, with what is enclosed in its text. `number` tells it from
/// every other message of the register.
///
/// # Errors
///
/// [`NotMail`].
pub fn mailed(
    policy: &Policy,
    letter: &Letter,
    enclosed: Option<&Document>,
    (to, now, number): (&str, Instant, i64),
) -> Result<Mail, NotMail> {
    let (controller, contact) = (policy.controller(), policy.contact());
    let from = contact.email.as_ref().or(controller.email.as_ref());
    let from = from.ok_or(NotMail::NoSender)?;
    let from: lettre::Address = from.parse().map_err(|_| NotMail::NoSender)?;
    let to: lettre::Address = to.trim().parse().map_err(|_| NotMail::NoAddress)?;
    let id = format!("<{number:x}@{}>", from.domain());
    let ms = u64::try_from(now.ms()).unwrap_or(0);
    // Nothing in a name begins a line of the header.
    let tidy = |name: &str| name.replace(char::is_control, " ");
    let name = letter.to.first().map(|name| tidy(name));
    let message = Message::builder()
        .from(Mailbox::new(Some(tidy(&controller.name)), from))
        .to(Mailbox::new(name, to))
        .subject(letter.document.title.clone())
        .date(UNIX_EPOCH + Duration::from_millis(ms))
        .message_id(Some(id))
        .singlepart(
            SinglePart::builder()
                .header(ContentType::TEXT_PLAIN)
                .body(text(letter, enclosed)),
        );
    let message = message.map_err(|_| NotMail::NotWritten)?;
    Ok(Mail {
        name: format!("{number:x}"),
        bytes: Zeroizing::new(message.formatted()),
    })
}

/// What a message says: what it refers to, the letter, what is enclosed.
fn text(letter: &Letter, enclosed: Option<&Document>) -> String {
    let mut text = String::new();
    for (name, value) in &letter.references {
        text.push_str(&[name, ": ", value, "\n"].concat());
    }
    if !letter.references.is_empty() {
        text.push('\n');
    }
    text.push_str(&letter.document.to_text());
    if let Some(enclosed) = enclosed {
        text.push_str("\n\n");
        text.push_str(&enclosed.to_text());
    }
    text
}

/// Messages in one archive (ZIP).
///
/// # Errors
///
/// [`NotMail::NotWritten`].
pub fn packed(mails: &[Mail]) -> Result<Zeroizing<Vec<u8>>, NotMail> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for mail in mails {
        let name = [&mail.name, ".eml"].concat();
        archive
            .start_file(name, SimpleFileOptions::default())
            .map_err(|_| NotMail::NotWritten)?;
        archive
            .write_all(&mail.bytes)
            .map_err(|_| NotMail::NotWritten)?;
    }
    let whole = archive.finish().map_err(|_| NotMail::NotWritten)?;
    Ok(Zeroizing::new(whole.into_inner()))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use basics::{Day, Language};
    use policy::{Block, Said};

    use super::*;

    fn letter() -> Letter {
        let mut document = Document::new("Tietojasi on rekisterissämme", Language::Fi);
        document.intro = vec![Block::Paragraph(Said::new("Hyvää päivää. Åäö €."))];
        Letter {
            to: vec!["Åke Mällikas, ent. \"M\"\r\nBcc: x@example.com".to_owned()],
            day: Day::new(2026, 11, 24).unwrap(),
            references: vec![("Asiakasnumero".to_owned(), "1001".to_owned())],
            document,
            enclosed: None,
        }
    }

    fn mail() -> Mail {
        let notice = include_str!("../../../../notice/tlmaint.toml");
        let policy = Policy::parse(notice, "notice").unwrap();
        let now = Instant::from_ms(1_795_507_200_000);
        mailed(&policy, &letter(), None, ("maija@example.fi", now, 0xabc)).unwrap()
    }

    #[test]
    fn a_message_is_text_in_its_words_with_the_date_of_the_clock() {
        let mail = mail();
        let text = String::from_utf8(mail.bytes.to_vec()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        for line in [
            "Date: Tue, 24 Nov 2026 08:00:00 +0000",
            "Message-ID: <abc@",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Subject: Tietojasi on =?utf-8?b?",
        ] {
            assert!(head.contains(line), "{line}: {head}");
        }
        assert!(head.contains("maija@example.fi"));
        assert!(head.is_ascii() && body.is_ascii());
        assert!(
            !head.lines().any(|line| line.starts_with("Bcc")),
            "no name begins a line of its own: {head}"
        );
        assert!(text.lines().all(|line| line.len() <= 998));
        assert_eq!(mail.bytes.to_vec(), self::mail().bytes.to_vec());
    }

    #[test]
    fn an_archive_holds_every_message_as_it_is() {
        let mails = [
            mail(),
            Mail {
                name: "def".to_owned(),
                ..mail()
            },
        ];
        let packed = packed(&mails).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(packed.to_vec())).unwrap();
        assert_eq!(archive.len(), 2);
        let mut text = Vec::new();
        archive
            .by_name("def.eml")
            .unwrap()
            .read_to_end(&mut text)
            .unwrap();
        assert!(text == mails[1].bytes.to_vec());
    }
}
