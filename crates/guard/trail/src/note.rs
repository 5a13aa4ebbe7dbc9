//! Signed notes: a checkpoint of a month's tree, as text that anyone can check.
//!
//! The form is C2SP signed-note with a C2SP tlog-checkpoint in it. Each month is a log of its own,
//! so the first line, and with it the name of the key, is the trail's name, a slash and the month.
//! Invariant: a note that reads back was signed with the key it is read with.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::error::{Error, NotProved};
use crate::month::Root;

/// The number of Ed25519 among the signatures of signed notes.
const ED25519: u8 = 1;

/// Signs checkpoints, and knows its own.
pub(crate) struct Notary {
    key: SigningKey,
    origin: String,
}

impl Notary {
    pub(crate) fn new(seed: &[u8; 32], origin: &str) -> Result<Self, Error> {
        let odd = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if origin.is_empty() || origin.contains(odd) {
            return Err(Error::Origin);
        }
        Ok(Self {
            key: SigningKey::from_bytes(seed),
            origin: origin.to_owned(),
        })
    }

    pub(crate) fn public_key(&self) -> VerifyingKey {
        self.key.verifying_key()
    }

    /// The signed note of a month's tree.
    pub(crate) fn sign(&self, root: &Root) -> String {
        let name = format!("{}/{}", self.origin, root.month);
        let text = format!("{name}\n{}\n{}\n", root.size, STANDARD.encode(root.hash));
        let signature = self.signature(&name, &text);
        format!("{text}\n— {name} {signature}\n")
    }

    /// A signed statement that is no checkpoint: its first line says what it is, so that neither is
    /// ever taken for the other.
    pub(crate) fn state(&self, kind: &str, line: &str) -> String {
        let name = format!("{}/{kind}", self.origin);
        let text = format!("{name}\n{line}\n");
        let signature = self.signature(&name, &text);
        format!("{text}\n— {name} {signature}\n")
    }

    fn signature(&self, name: &str, text: &str) -> String {
        let mut signature = key_hash(name, &self.public_key()).to_vec();
        signature.extend(self.key.sign(text.as_bytes()).to_bytes());
        STANDARD.encode(signature)
    }

    /// The checkpoint of a note of this trail.
    pub(crate) fn read(&self, note: &str) -> Result<Root, NotProved> {
        let (origin, root) = open(note, &self.public_key())?;
        if origin == self.origin {
            Ok(root)
        } else {
            Err(NotProved::Signature)
        }
    }
}

/// The trail's name and the checkpoint of a note that was signed with this key.
pub(crate) fn open(note: &str, key: &VerifyingKey) -> Result<(String, Root), NotProved> {
    let note = note.replace("\r\n", "\n");
    let (text, signatures) = note
        .trim_start()
        .split_once("\n\n")
        .ok_or(NotProved::Form)?;
    let mut lines = text.split('\n');
    let (Some(name), Some(size), Some(hash), None) =
        (lines.next(), lines.next(), lines.next(), lines.next())
    else {
        return Err(NotProved::Form);
    };
    let (origin, month) = name.rsplit_once('/').ok_or(NotProved::Form)?;
    let hash = STANDARD.decode(hash).map_err(|_| NotProved::Form)?;
    let root = Root {
        month: number(month)?,
        size: number(size)?,
        hash: hash.try_into().map_err(|_| NotProved::Form)?,
    };
    // Signatures of others, such as witnesses, may stand beside ours.
    let ours = signatures
        .lines()
        .any(|line| signed(line, name, &format!("{text}\n"), key));
    if ours {
        Ok((origin.to_owned(), root))
    } else {
        Err(NotProved::Signature)
    }
}

/// What a register stated in a note of this kind, if it was signed with this key: the one line of it.
///
/// # Errors
///
/// [`NotProved`], which says what does not hold.
pub fn read_statement(note: &str, kind: &str, key: &[u8; 32]) -> Result<String, NotProved> {
    let key = VerifyingKey::from_bytes(key).map_err(|_| NotProved::Signature)?;
    let note = note.replace("\r\n", "\n");
    let (text, signatures) = note
        .trim_start()
        .split_once("\n\n")
        .ok_or(NotProved::Form)?;
    let (name, line) = text.split_once('\n').ok_or(NotProved::Form)?;
    let (_, stated) = name.rsplit_once('/').ok_or(NotProved::Form)?;
    if stated != kind || line.contains('\n') {
        return Err(NotProved::Form);
    }
    let ours = signatures
        .lines()
        .any(|line| signed(line, name, &format!("{text}\n"), &key));
    if ours {
        Ok(line.to_owned())
    } else {
        Err(NotProved::Signature)
    }
}

fn signed(line: &str, name: &str, text: &str, key: &VerifyingKey) -> bool {
    let stripped = line
        .strip_prefix("— ")
        .and_then(|line| line.rsplit_once(' '));
    let Some((signer, encoded)) = stripped else {
        return false;
    };
    let Ok(bytes) = STANDARD.decode(encoded) else {
        return false;
    };
    let Some((hash, signature)) = bytes.split_first_chunk::<4>() else {
        return false;
    };
    let Ok(signature) = Signature::from_slice(signature) else {
        return false;
    };
    signer == name
        && *hash == key_hash(name, key)
        && key.verify_strict(text.as_bytes(), &signature).is_ok()
}

/// A number as it is written: positive, no sign, no leading zeros.
fn number(text: &str) -> Result<i64, NotProved> {
    let number = text.parse::<i64>().map_err(|_| NotProved::Form)?;
    if number > 0 && number.to_string() == text {
        Ok(number)
    } else {
        Err(NotProved::Form)
    }
}

/// What a signature says which key it is of.
fn key_hash(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update(b"\n")
        .chain_update([ED25519])
        .chain_update(key.as_bytes());
    let [a, b, c, d, ..] = <[u8; 32]>::from(hash.finalize());
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn notary() -> Notary {
        Notary::new(&[7; 32], "seloste/trail").unwrap()
    }

    fn root() -> Root {
        Root {
            month: 202_611,
            size: 42,
            hash: [9; 32],
        }
    }

    #[test]
    fn a_note_is_read_with_its_key_only() {
        let note = notary().sign(&root());
        assert!(note.starts_with("seloste/trail/202611\n42\nCQkJ"));
        assert_eq!(notary().read(&note), Ok(root()));
        assert_eq!(notary().read(&note.replace('\n', "\r\n")), Ok(root()));
        let other = Notary::new(&[8; 32], "seloste/trail").unwrap();
        assert_eq!(other.read(&note), Err(NotProved::Signature));
        let elsewhere = Notary::new(&[7; 32], "seloste/other").unwrap();
        assert_eq!(elsewhere.read(&note), Err(NotProved::Signature));
    }

    #[test]
    fn a_statement_is_read_with_its_key_and_kind_and_is_no_checkpoint() {
        let note = notary().state("receipt", "{\"rows\":7}");
        let key = notary().public_key().to_bytes();
        let read = |note: &str| read_statement(note, "receipt", &key);
        assert_eq!(read(&note), Ok("{\"rows\":7}".to_owned()));
        assert_eq!(read(&note.replace(":7", ":8")), Err(NotProved::Signature));
        assert_eq!(read_statement(&note, "other", &key), Err(NotProved::Form));
        let other = Notary::new(&[8; 32], "seloste/trail").unwrap();
        let other = other.public_key().to_bytes();
        assert_eq!(
            read_statement(&note, "receipt", &other),
            Err(NotProved::Signature)
        );
        assert_eq!(notary().read(&note), Err(NotProved::Form));
        assert_eq!(read(&notary().sign(&root())), Err(NotProved::Form));
    }

    #[test]
    fn a_note_with_a_witness_is_still_ours() {
        let note = notary().sign(&root());
        assert_eq!(
            notary().read(&format!("{note}— witness.example AAAA\n")),
            Ok(root())
        );
    }

    #[test]
    fn a_changed_note_is_none() {
        let note = notary().sign(&root());
        for (from, to) in [
            ("\n42\n", "\n43\n"),
            ("202611\n", "202612\n"),
            ("CQkJ", "CQkK"),
        ] {
            assert!(notary().read(&note.replacen(from, to, 1)).is_err());
        }
    }

    #[test]
    fn a_name_that_would_break_the_note_is_refused() {
        for origin in ["", "a b", "a+b", "a\nb"] {
            assert_eq!(Notary::new(&[7; 32], origin).err(), Some(Error::Origin));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in ".*", lines in proptest::collection::vec(".*", 0..6)) {
            let _ = notary().read(&text);
            let _ = notary().read(&lines.join("\n"));
        }
    }
}
