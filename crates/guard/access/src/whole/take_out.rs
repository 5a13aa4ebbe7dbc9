//! Taking a whole register out, into a package under a passphrase.
//!
//! Two must agree, or one who may do both: whoever runs the register, and whoever may take out
//! data, who gives the reason. Invariants: one moment of register and keys; the line that names a
//! party is durable before the first value of hers is in the package.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Arc;

use basics::PartyId;
use policy::{Action, Category, Purpose, Word};
use secrecy::SecretString;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::tables::AnyRow;
use store::{Db, Here, Schema, Tx, Value, schemas};
use trail::Line;
use vault::{PackageWriter, Vault};

use super::moment::Moment;
use super::record;
use super::tables::{Goes, STORES, going};
use super::{Carried, NotWhole};
use crate::actor::Actor;
use crate::ask::Ask;
use crate::category::{Identity, Staff};
use crate::core::Core;
use crate::error::Error;
use crate::guard::Guard;
use crate::notices::InForce;
use crate::work::Work;

/// Rows read at once.
pub(super) const PAGE: i64 = 500;

/// What was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeOut {
    /// Table by table.
    pub tables: Vec<Carried>,
    /// The notice in force, with which the other register has to be made.
    pub notice: String,
}

impl Guard {
    /// Takes everything out, into `target`. `operator` runs the register, `exporter` may take out
    /// data: they may be the same.
    ///
    /// # Errors
    ///
    /// The refusal of either, on the record; [`NotWhole`]; what was written is then no package.
    pub async fn take_out_whole<W: Write + Send + 'static>(
        &self,
        operator: &Actor,
        exporter: &Actor,
        reason: &str,
        passphrase: SecretString,
        target: W,
    ) -> Result<WholeOut, NotWhole> {
        let asking = |work: &mut Work<'_>| {
            let _noted = work.ask::<Staff>(Ask::operate())?;
            Ok::<_, Error>(())
        };
        self.desk().read(operator, Purpose::Staff, asking).await?;
        let purpose = self.purpose_to_take_out(exporter).await?;
        let why = reason.to_owned();
        let asking = move |work: &mut Work<'_>| {
            let _noted = work.ask::<Identity>(Ask::export(&[], &why))?;
            Ok::<_, Error>(())
        };
        self.desk().read(exporter, purpose, asking).await?;
        let told = Told {
            actor: exporter.clone(),
            purpose,
            reason: reason.to_owned(),
        };
        let core = Arc::clone(self.core());
        let out = move |here: &Here| core.take_out(here, &told, &passphrase, target);
        store::hop(out).await?
    }

    /// The first purpose under which the actor may take out anything; else the first of all, so
    /// that the refusal is recorded under it.
    async fn purpose_to_take_out(&self, actor: &Actor) -> Result<Purpose, Error> {
        let policy = self.notices().in_force().await?;
        let mut served = Purpose::VALUES.iter().copied();
        let first = served.clone().find(|one| actor.serves(&policy, *one));
        let mut found = None;
        while let (None, Some(purpose)) = (found, served.next()) {
            if !actor.serves(&policy, purpose) {
                continue;
            }
            let asking = |work: &mut Work<'_>| Ok::<_, Error>(work.could_take_out::<Identity>());
            if self.desk().read(actor, purpose, asking).await? {
                found = Some(purpose);
            }
        }
        Ok(found.or(first).unwrap_or(Purpose::Care))
    }
}

/// What the trail is told of every party.
struct Told {
    actor: Actor,
    purpose: Purpose,
    reason: String,
}

impl Core {
    fn take_out<W: Write>(
        &self,
        here: &Here,
        told: &Told,
        passphrase: &SecretString,
        target: W,
    ) -> Result<WholeOut, NotWhole> {
        self.vault.begin(here)?;
        let writer = RefCell::new(PackageWriter::begin(target, passphrase)?);
        let put = |bytes: &[u8]| {
            let written = writer.borrow_mut().write_all(bytes);
            written.map_err(|_| NotWhole::from(vault::Error::File))
        };
        let mut named = Vec::new();
        for schema in STORES {
            let goes = self.db_of(schema).read_here(here, |tx| going(tx, schema))?;
            let goes = goes.into_iter();
            named.extend(goes.map(|one| (one.name, one.table.columns().to_vec())));
        }
        put(record::head(&named, self.vault.suppression_key()).as_bytes())?;
        let (tables, notice) =
            self.carried(here, &put, &|parties| self.tell(here, told, parties))?;
        put(format!("{}\n", json!({ "whole": tables.len() })).as_bytes())?;
        writer.into_inner().finish()?;
        Ok(WholeOut { tables, notice })
    }

    /// Puts out every table that goes along, of one moment, with its sum, and tells the notice in
    /// force then; `tell` hears of parties before anything of theirs is put out.
    fn carried(
        &self,
        here: &Here,
        put: &dyn Fn(&[u8]) -> Result<(), NotWhole>,
        tell: &dyn Fn(&[PartyId]) -> Result<(), NotWhole>,
    ) -> Result<(Vec<Carried>, String), NotWhole> {
        let moment = Moment::begin(&self.register, here)?;
        let [of_keys, of_register] = STORES;
        let done = self.db_of(of_keys).read_here(here, |keys| {
            let goes = going(keys, of_keys)?;
            let keys = RefCell::new(keys.lend());
            self.db_of(of_register).read_here(here, |register| {
                let goes_too = going(register, of_register)?;
                // Both snapshots begin with the first thing that is read in them.
                moment.over();
                let mut carried = Vec::new();
                for goes in &goes {
                    carried.push(self.table(here, &mut keys.borrow_mut(), goes, put, tell)?);
                }
                for goes in &goes_too {
                    carried.push(self.table(here, register, goes, put, tell)?);
                }
                let contents = Vault::kept_contents(register)?;
                carried.push(self.put_contents(&contents, put)?);
                let notice = InForce::text(register, self.clock.now())?;
                Ok::<_, NotWhole>((carried, notice))
            })
        });
        moment.ended()?;
        done
    }

    fn table(
        &self,
        here: &Here,
        tx: &mut Tx<'_>,
        goes: &Goes,
        put: &dyn Fn(&[u8]) -> Result<(), NotWhole>,
        tell: &dyn Fn(&[PartyId]) -> Result<(), NotWhole>,
    ) -> Result<Carried, NotWhole> {
        put(format!("{}\n", json!({ "table": goes.name })).as_bytes())?;
        let (mut rows, mut digest) = (0_u64, Sha256::new());
        let mut last: Option<AnyRow> = None;
        loop {
            let page = goes.table.page(tx, last.as_ref(), PAGE)?;
            let Some(end) = page.last() else { break };
            last = Some(end.clone());
            if goes.name == "register.party" {
                tell(&parties_of(goes, &page))?;
            }
            let page = page.into_iter().filter(|row| goes.takes(row)).collect();
            for row in goes.opened_page(self, here, page).map_err(gone_meanwhile)? {
                let line = record::line(&row)?;
                digest.update(line.as_bytes());
                put(line.as_bytes())?;
                rows += 1;
            }
        }
        let digest: [u8; 32] = digest.finalize().into();
        let sum = json!({ "rows": rows, "sha256": basics::hex(&digest) });
        put(format!("{sum}\n").as_bytes())?;
        Ok(Carried {
            table: goes.name.clone(),
            rows,
            digest,
        })
    }

    fn tell(&self, here: &Here, told: &Told, parties: &[PartyId]) -> Result<(), NotWhole> {
        let policy = self.register.read_here(here, |tx| self.policy(tx))?;
        let bare = self.line(
            self.clock.now(),
            told.actor.id(),
            (told.purpose, Action::Export),
        );
        let reason = self.vault.seal_reason(bare.unit, told.reason.as_bytes())?;
        let line = Line {
            parties: parties.to_vec(),
            categories: stored(&policy),
            count: i64::try_from(parties.len()).unwrap_or(i64::MAX),
            reason: Some(reason),
            ..bare
        };
        Ok(self.trail.append(here, vec![line])?)
    }

    pub(super) fn db_of(&self, schema: &Schema) -> &Db {
        let [keys, ..] = &self.others;
        if schema.name == schemas::KEYS.name {
            keys
        } else {
            &self.register
        }
    }
}

/// A key that is destroyed since the snapshot: whoever takes the register out again finds neither it
/// nor the value.
fn gone_meanwhile(error: NotWhole) -> NotWhole {
    match error {
        NotWhole::Guard(Error::Vault(vault::Error::KeyGone)) => NotWhole::Erased,
        error => error,
    }
}

/// The categories that the notice names.
pub(super) fn stored(policy: &policy::Policy) -> Vec<Category> {
    let all = Category::VALUES.iter().copied();
    all.filter(|category| policy.stores(*category)).collect()
}

/// The parties of a page of their table.
pub(super) fn parties_of(goes: &Goes, page: &[AnyRow]) -> Vec<PartyId> {
    let Some(place) = goes.table.place("party_id") else {
        return Vec::new();
    };
    let party = |row: &AnyRow| match row.get(place) {
        Some(Value::Int(party)) => Some(PartyId::new(*party)),
        _ => None,
    };
    page.iter().filter_map(party).collect()
}
