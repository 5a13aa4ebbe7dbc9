//! What is in the files of parties: written and read as it streams, one chunk in memory at a time.
//!
//! [`Content`] is where a file lies and the key that opens it. It can be kept nowhere but in a
//! sealed value ([`crate::Payload`]), so it is come by in one way alone: by opening the row of the
//! file under a proof. It prints and serializes nothing.
//!
//! Invariants: what is in a file is whole on the disk before a row names it, and goes where none
//! does; it is read under a proof that names its party, whose line is durable before the first byte
//! is handed out; what was set aside is erased by the rules of every erasure: key first, then rows
//! and files, then the line with the lots.

use std::io::{self, Write};
use std::sync::Arc;

use basics::{ContentId, LotId, PartyId};
use policy::Category;
use serde_json::{Value, json};
use vault::{ContentKey, FileReader, FileWriter, LotOf, Vault};
use zeroize::Zeroizing;

use crate::actor::{Actor, jobs};
use crate::ask::Noted;
use crate::category::Kind;
use crate::column::Place;
use crate::erase::{Decided, LOT, hop};
use crate::error::Error;
use crate::guard::Guard;
use crate::parties::OBJECTS;
use crate::payload::Field;
use crate::work::Work;

/// What is in a file: where it lies, and the key that opens it.
#[derive(Clone)]
pub struct Content {
    number: ContentId,
    key: ContentKey,
}

impl Field for Content {
    fn to_json(&self) -> Option<Value> {
        let key: Vec<u8> = self.key.to_vec();
        Some(json!({ "number": self.number.get(), "key": key }))
    }

    fn from_json(value: Option<Value>) -> Option<Self> {
        let value = value?;
        let number = ContentId::new(value.get("number")?.as_i64()?);
        let mut key = Zeroizing::new([0; 32]);
        let bytes = value.get("key")?.as_array()?;
        if bytes.len() != key.len() {
            return None;
        }
        for (slot, byte) in key.iter_mut().zip(bytes) {
            *slot = u8::try_from(byte.as_u64()?).ok()?;
        }
        Some(Self { number, key })
    }
}

/// What is in a file, while it comes.
pub struct ContentWriter {
    content: Content,
    writer: FileWriter,
}

impl Write for ContentWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Guard {
    /// Begins what is to be in a file. It is nobody's until a row keeps it
    /// ([`Work::keep_content`]); one that is dropped before [`Guard::finish_content`] leaves
    /// nothing.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub async fn begin_content(&self) -> Result<ContentWriter, Error> {
        let core = Arc::clone(&self.core);
        let number = ContentId::new(core.ids.ordered());
        hop(move |_| {
            let (writer, key) = core.vault.begin_content(number)?;
            let content = Content { number, key };
            Ok(ContentWriter { content, writer })
        })
        .await
    }

    /// Ends what was begun: it is whole on the disk. With its length in bytes.
    ///
    /// # Errors
    ///
    /// The vault's, and then nothing is left of it.
    pub async fn finish_content(&self, writer: ContentWriter) -> Result<(Content, u64), Error> {
        hop(move |_| {
            let length = writer.writer.finish()?;
            Ok((writer.content, length))
        })
        .await
    }

    /// Removes what was written and is kept by no row: the unit that was to keep it was refused.
    ///
    /// # Errors
    ///
    /// The register's and the vault's; what is left then goes with the next sweep.
    pub async fn drop_content(&self, content: Content) -> Result<(), Error> {
        let core = Arc::clone(&self.core);
        hop(move |here| {
            let numbers = [content.number];
            core.vault.remove_unkept(here, &core.register, &numbers)?;
            Ok(())
        })
        .await
    }

    /// Removes from the disk what no row keeps: a crash left it, or the days of a merge ended. How
    /// many went.
    ///
    /// # Errors
    ///
    /// The register's and the vault's.
    pub async fn sweep_contents(&self) -> Result<u64, Error> {
        let core = Arc::clone(&self.core);
        hop(move |here| {
            let now = core.clock.now();
            Ok(core.vault.sweep_contents(here, &core.register, now)?)
        })
        .await
    }

    /// Erases lots that a capability set aside: their time to be taken back is over, or they were
    /// carried elsewhere. `decision` is a word with a number: `set-aside 5`. Which ones went: those of
    /// a party under a legal hold stay, and so do those of a restricted one, who may want to have
    /// them kept (GDPR art. 18(1)(b) and (c)).
    ///
    /// # Errors
    ///
    /// The stores', and then what is left goes with the next call or start.
    pub async fn let_go(&self, lots: Vec<LotId>, decision: String) -> Result<Vec<LotId>, Error> {
        let job = Actor::of_job(&jobs::FILES);
        let purpose = jobs::FILES.purpose;
        let going = move |work: &mut Work<'_>| {
            let decided = work.may_go(&lots, &decision)?;
            if decided.lots.is_empty() {
                return Ok((decided, Vec::new()));
            }
            let rows = work.core.vault.erase_rows(&mut work.tx, &decided.lots)?;
            work.note_erasure(&decided)?;
            work.goes_with_commit(&decided);
            Ok::<_, Error>((decided, rows.contents))
        };
        let ((decided, contents), _) = self.desk().write_alone(&job, purpose, going).await?;
        let lots = decided.lots.clone();
        let core = Arc::clone(&self.core);
        hop::<_, Error>(move |here| {
            core.vault.cut_log_of_keys(here)?;
            core.clear_disk(here, &decided, &contents)
        })
        .await?;
        Ok(lots)
    }
}

impl<'w> Work<'w> {
    /// The row at a place keeps what is in a file. The proof must have been given for a change.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`], also where the lot is another party's; the store's.
    pub fn keep_content<C: Kind>(
        &mut self,
        proof: &Noted<'w, C>,
        place: Place,
        content: &Content,
    ) -> Result<(), Error> {
        self.covers_change(proof, place.party)?;
        let lot = self.tx.maybe(&LOT, (place.lot,))?;
        let own = lot.is_some_and(|(party, category)| {
            party == place.party && category == i64::from(C::CATEGORY.number())
        });
        own.then_some(()).ok_or(Error::NotCovered)?;
        Ok(Vault::keep_content(
            &mut self.tx,
            place.lot,
            content.number,
        )?)
    }

    /// Opens what is in a file of a party, to be handed out once this unit has ended.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof does not name the party, or opens nothing; the
    /// vault's, where it is damaged or gone.
    pub fn read_content<C: Kind>(
        &mut self,
        proof: &Noted<'w, C>,
        party: PartyId,
        content: &Content,
    ) -> Result<FileReader, Error> {
        if !proof.opens() || !proof.names(party) {
            return Err(Error::NotCovered);
        }
        let (vault, number) = (&self.core.vault, content.number);
        Ok(FileReader::new(vault.open_content(number, &content.key)?))
    }

    /// Those of these lots that are there and that nobody wants kept.
    pub(crate) fn may_go(&mut self, lots: &[LotId], decision: &str) -> Result<Decided, Error> {
        let mut decided = Decided {
            lots: Vec::new(),
            parties: Vec::new(),
            categories: Vec::new(),
            whose: Vec::new(),
            decision: decision.to_owned(),
        };
        for lot in lots {
            let Some((party, category)) = self.tx.maybe(&LOT, (*lot,))? else {
                continue;
            };
            let restricted = self.tx.maybe(&OBJECTS, (party,))?;
            let restricted = restricted.is_some_and(|(since, _)| since.is_some());
            let category = Category::from_stored(category);
            let category = category.ok_or(Error::Shape)?;
            let holds = self.holds_of(party)?;
            if restricted || holds.iter().any(|held| held.keeps(*lot, category)) {
                continue;
            }
            decided.lots.push(*lot);
            decided.parties.push(party);
            if !decided.categories.contains(&category) {
                decided.categories.push(category);
            }
            decided.whose.push(LotOf {
                lot: *lot,
                party,
                category,
            });
        }
        decided.lots.sort_unstable();
        decided.lots.dedup();
        decided.parties.sort_unstable();
        decided.parties.dedup();
        Ok(decided)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_file_lies_and_its_key_read_back_and_nothing_else_does() {
        let content = Content {
            number: ContentId::new(7),
            key: Zeroizing::new(std::array::from_fn(|at| u8::try_from(at * 8).unwrap())),
        };
        let json = content.to_json().unwrap();
        let back = Content::from_json(Some(json.clone())).unwrap();
        assert_eq!(back.number, content.number);
        assert!(*back.key == *content.key);
        let mut short = json.clone();
        short["key"].as_array_mut().unwrap().pop();
        let mut odd = json;
        odd["key"][3] = json!(256);
        for value in [None, Some(short), Some(odd), Some(json!({}))] {
            assert!(Content::from_json(value).is_none());
        }
    }
}
