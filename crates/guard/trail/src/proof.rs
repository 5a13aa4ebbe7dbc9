//! The proof of one line to its subject, without the other lines.
//!
//! As text it is a C2SP tlog-proof: the line's bytes, its leaf, the path to the root, and the
//! signed checkpoint of that root. Invariant: a proof that verifies says that exactly these bytes
//! were in the tree that was signed, and nothing about any other line.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ct_merkle::{InclusionProof, RootHash};
use ed25519_dalek::VerifyingKey;
use sha2::Sha256;
use store::{Here, Tx};

use crate::Trail;
use crate::append::End;
use crate::error::{Error, NotProved};
use crate::line::Line;
use crate::look::LINE;
use crate::month::Root;
use crate::note;
use crate::tree::{Hash, path};

store::statements! {
    /// The newest checkpoint of a month that covers a leaf.
    pub(crate) COVERING: (i64, i64) -> String =
        "select note from checkpoint
          where month = $1 and size > $2
          order by size desc
          limit 1";

    /// The first line of the month after one.
    pub(crate) AFTER: (i64,) -> i64 =
        "select first_sequence from month where month > $1 order by month limit 1";
}

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// Hashes of a path at most: trees of more leaves there are none.
const PATH_MAX: usize = 63;

/// That a line is in the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    leaf: u64,
    body: Vec<u8>,
    path: Vec<Hash>,
    note: String,
}

impl Trail {
    /// Proves that a line is in the trail, by the newest checkpoint that covers it; where there is
    /// none, by one signed for this.
    ///
    /// # Errors
    ///
    /// [`Error::NotThere`]; [`Error::Torn`] where the trail does not prove its own line; the
    /// store's.
    pub fn prove(&self, here: &Here, sequence: i64) -> Result<Proof, Error> {
        let proof = self.db.read_here(here, |tx| {
            let (_, month, first, body) = tx.maybe(&LINE, (sequence,))?.ok_or(Error::NotThere)?;
            let leaf = sequence - first + 1;
            let (root, note) = self.covering(tx, month, first, leaf)?;
            let path = path(tx, month, leaf, root.size)?;
            let leaf = u64::try_from(leaf).map_err(|_| Error::Torn)?;
            Ok::<_, Error>(Proof {
                leaf,
                body,
                path,
                note,
            })
        })?;
        proof.verify(&self.public_key()).map_err(|_| Error::Torn)?;
        Ok(proof)
    }

    fn covering(
        &self,
        tx: &mut Tx<'_>,
        month: i64,
        first: i64,
        leaf: i64,
    ) -> Result<(Root, String), Error> {
        if let Some(note) = tx.maybe(&COVERING, (month, leaf))? {
            let root = self.notary.read(&note).map_err(|_| Error::Torn)?;
            return Ok((root, note));
        }
        let root = match tx.maybe(&AFTER, (month,))? {
            Some(next) => Root {
                month,
                size: next - first + 1,
                hash: crate::tree::Edge::load(tx, month, next - first + 1)?.root(),
            },
            None => End::load(tx)?.root().ok_or(Error::Torn)?,
        };
        let note = self.notary.sign(&root);
        Ok((root, note))
    }
}

impl Proof {
    /// Reads a proof from its text.
    ///
    /// # Errors
    ///
    /// [`NotProved::Form`].
    pub fn parse(text: &str) -> Result<Self, NotProved> {
        let text = text.replace("\r\n", "\n");
        let (head, note) = text.split_once("\n\n").ok_or(NotProved::Form)?;
        let mut lines = head.lines();
        if lines.next() != Some(HEADER) {
            return Err(NotProved::Form);
        }
        let after = |line: Option<&str>, word| {
            let value = line.and_then(|line| line.strip_prefix(word));
            value.map(str::to_owned).ok_or(NotProved::Form)
        };
        let body = after(lines.next(), "extra ")?;
        let leaf = after(lines.next(), "index ")?;
        let decode = |text: &str| STANDARD.decode(text).map_err(|_| NotProved::Form);
        let hash = |line: &str| Hash::try_from(decode(line)?).map_err(|_| NotProved::Form);
        let path = lines
            .take(PATH_MAX + 1)
            .map(hash)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            leaf: leaf.parse().map_err(|_| NotProved::Form)?,
            body: decode(&body)?,
            path,
            note: note.to_owned(),
        })
    }

    /// The line, if it is in the trail that was signed with this public key.
    ///
    /// # Errors
    ///
    /// [`NotProved`], which says what does not hold.
    pub fn verify(&self, key: &[u8; 32]) -> Result<Line, NotProved> {
        let key = VerifyingKey::from_bytes(key).map_err(|_| NotProved::Signature)?;
        let (_, root) = note::open(&self.note, &key)?;
        let size = u64::try_from(root.size).map_err(|_| NotProved::Form)?;
        let path = InclusionProof::<Sha256>::try_from_bytes(self.path.as_flattened().to_vec());
        let path = path.map_err(|_| NotProved::Path)?;
        let signed = RootHash::<Sha256>::new(root.hash.into(), size);
        let held = signed.verify_inclusion(&self.body, self.leaf, &path);
        held.map_err(|_| NotProved::Path)?;
        let (line, _) = Line::decode(&self.body).map_err(|_| NotProved::Form)?;
        Ok(line)
    }

    /// The signed checkpoint in it.
    #[must_use]
    pub fn checkpoint(&self) -> &str {
        &self.note
    }
}

/// The text, to be given to the person with the public key.
impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{HEADER}\nextra {}\nindex {}",
            STANDARD.encode(&self.body),
            self.leaf
        )?;
        for hash in &self.path {
            writeln!(f, "{}", STANDARD.encode(hash))?;
        }
        write!(f, "\n{}", self.note)
    }
}
