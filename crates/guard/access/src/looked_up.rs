//! Which addresses a unit of work found to be suppressed, and that it still is so at its commit.
//!
//! The hashes lie beside the keys, so no transaction of the register tells whether a "no" or the
//! party it concerns came first. Invariant: whoever comes into the register after an address was
//! suppressed has the "no" it stands for, also where the unit that brings her had looked before:
//! what suppresses goes through the register's gate alone, what looked goes through it with others
//! and looks again where something was added since. Where one of its addresses is met only then, the
//! unit is run again. That costs one question beside the keys for each unit that looked.

use std::collections::HashMap;
use std::sync::Arc;

use policy::MarketingChannel;
use store::{Beside, Gate, Here, Tx};
use vault::{Standing, Suppressed, Vault};

use crate::addresses::Addresses;
use crate::core::Core;
use crate::error::Error;
use crate::marketing::FORBIDDEN;
use crate::work::Work;

/// Over which channels addresses were found to be suppressed in a unit of work. They are known by
/// where they lie, and held, so that no others lie there.
#[derive(Default)]
pub(crate) struct LookedUp {
    found: HashMap<usize, (Arc<Addresses>, Vec<MarketingChannel>)>,
    looking: Option<Looking>,
    /// How the suppressed addresses stood before the first look.
    stood: Option<Standing>,
}

/// Addresses that are being looked up.
struct Looking {
    asked: Vec<Arc<Addresses>>,
    /// Of each hash that is looked up, which of the addresses it is of, and over which channel.
    whose: Vec<(usize, MarketingChannel)>,
    hits: Beside<Result<Vec<bool>, vault::Error>>,
}

impl LookedUp {
    fn of(&self, one: &Arc<Addresses>) -> Option<&[MarketingChannel]> {
        let (_, found) = self.found.get(&Arc::as_ptr(one).addr())?;
        Some(found)
    }

    fn keep(&mut self, one: Arc<Addresses>, found: Vec<MarketingChannel>) {
        self.found.insert(Arc::as_ptr(&one).addr(), (one, found));
    }

    /// Waits for what is being looked up.
    fn gather(&mut self) -> Result<(), Error> {
        let Some(Looking { asked, whose, hits }) = self.looking.take() else {
            return Ok(());
        };
        let mut found = vec![Vec::new(); asked.len()];
        for ((at, channel), hit) in whose.into_iter().zip(hits.join()??) {
            if let Some(channels) = found.get_mut(at)
                && hit
                && !channels.contains(&channel)
            {
                channels.push(channel);
            }
        }
        for (one, found) in asked.into_iter().zip(found) {
            self.keep(one, found);
        }
        Ok(())
    }

    /// Every address that was found to be free, as it is looked up.
    fn free(&self, vault: &Vault) -> Vec<Suppressed> {
        let of = |(addresses, found): &(Arc<Addresses>, Vec<MarketingChannel>)| {
            let free = MarketingChannel::ALL.into_iter();
            let free = free.filter(|channel| !found.contains(channel));
            free.flat_map(|channel| hashes(vault, addresses, channel))
                .collect::<Vec<_>>()
        };
        self.found.values().flat_map(of).collect()
    }
}

/// The addresses of a channel, as they are suppressed.
pub(crate) fn hashes(
    vault: &Vault,
    addresses: &Addresses,
    channel: MarketingChannel,
) -> Vec<Suppressed> {
    let values = addresses.of(channel).into_iter();
    values
        .map(|value| vault.suppressed(channel.key(), &value, FORBIDDEN))
        .collect()
}

impl Work<'_> {
    /// Begins to look up over which channels addresses are suppressed, beside what the unit of work
    /// does until it asks.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub fn look_up_suppressed(&mut self, asked: &[Arc<Addresses>]) -> Result<(), Error> {
        self.looked_up.gather()?;
        let fresh = asked.iter().filter(|one| self.looked_up.of(one).is_none());
        let asked: Vec<Arc<Addresses>> = fresh.map(Arc::clone).collect();
        if asked.is_empty() {
            return Ok(());
        }
        let vault = &self.core.vault;
        let stands = vault.suppression(self.here)?;
        self.looked_up.stood.get_or_insert(stands);
        if !stands.any {
            for one in asked {
                self.looked_up.keep(one, Vec::new());
            }
            return Ok(());
        }
        let (mut asking, mut whose) = (Vec::new(), Vec::new());
        for (at, addresses) in asked.iter().enumerate() {
            for channel in MarketingChannel::ALL {
                for hash in hashes(vault, addresses, channel) {
                    asking.push(hash);
                    whose.push((at, channel));
                }
            }
        }
        self.looked_up.looking = Some(Looking {
            asked,
            whose,
            hits: vault.are_suppressed(self.here, asking),
        });
        Ok(())
    }

    /// Over which channels each of these addresses is suppressed: for what would become of them.
    /// Each is looked up once in a unit of work.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub fn suppressed_among(
        &mut self,
        asked: &[Arc<Addresses>],
    ) -> Result<Vec<Vec<MarketingChannel>>, Error> {
        self.look_up_suppressed(asked)?;
        self.looked_up.gather()?;
        let found = asked.iter().map(|one| self.looked_up.of(one));
        Ok(found
            .map(|found| found.unwrap_or_default().to_vec())
            .collect())
    }
}

impl Core {
    /// Gives a unit that is about to be committed its place among those that suppress addresses and
    /// those that looked for them.
    ///
    /// # Errors
    ///
    /// One that has the unit run again, where an address it found free is suppressed by now; the
    /// stores'.
    pub(crate) fn in_order(
        &self,
        here: &Here,
        tx: &mut Tx<'_>,
        (looked_up, suppresses): (&mut LookedUp, bool),
    ) -> Result<(), Error> {
        looked_up.gather()?;
        if suppresses {
            tx.pass(Gate::One)?;
        } else if looked_up.stood.is_some() {
            tx.pass(Gate::Many)?;
        }
        let Some(stood) = looked_up.stood else {
            return Ok(());
        };
        if self.vault.suppression(here)?.added == stood.added {
            return Ok(());
        }
        let free = looked_up.free(&self.vault);
        let met = self.vault.are_suppressed(here, free).join()??;
        if met.contains(&true) {
            return Err(tx.overtaken().into());
        }
        Ok(())
    }
}
