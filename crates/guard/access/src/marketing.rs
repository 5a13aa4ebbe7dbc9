//! Marketing and each party's own "no" to it, channel by channel.
//!
//! A "no" stands in the party's row as a word (`marketing`, or `marketing.email` for one channel),
//! beside the keys under the same word, and as a keyed hash of each address it concerns, so that
//! neither an old backup nor an erasure loses it (GDPR art. 21(2)–(3), 7(3); laki 917/2014, 200 and
//! 202 §). Invariants: a "no" may come any way; it is lifted by the person's own act alone, not
//! older than the "no", recorded by somebody and never by a file; whoever comes into the register
//! with an address that is suppressed has the "no" from the first moment.

use std::collections::HashSet;
use std::sync::Arc;

use basics::{Day, Instant, PartyId};
use policy::{MarketingChannel, Purpose};
use vault::{No, NoKind, Sealed, Suppressed};

use crate::addresses::Addresses;
use crate::ask::Noted;
use crate::category::{Kind, Permissions, Requests};
use crate::column::{Place, SealedColumn};
use crate::error::Error;
use crate::looked_up::hashes;
use crate::parties::{IS_REQUESTER, OBJECTS};
use crate::payload::Payload;
use crate::work::Work;

/// Why an address is suppressed: somebody forbade marketing to it.
pub(crate) const FORBIDDEN: &str = "prohibition";

/// The word of a "no" for one channel.
fn word(channel: MarketingChannel) -> String {
    [Purpose::Marketing.key(), ".", channel.key()].concat()
}

/// The channels that words of objection close.
pub(crate) fn closed_by(objects: &str) -> Vec<MarketingChannel> {
    let words: HashSet<&str> = objects.split(' ').collect();
    let all = words.contains(Purpose::Marketing.key());
    let closed = |channel: &MarketingChannel| all || words.contains(word(*channel).as_str());
    MarketingChannel::ALL.into_iter().filter(closed).collect()
}

impl<'w> Work<'w> {
    /// Feeds a value to the addresses that are about to be hashed. It is opened for nobody: `feed`
    /// is a plain function that can keep nothing, and addresses cannot be read back.
    ///
    /// # Errors
    ///
    /// The vault's; [`Error::Shape`].
    pub fn for_addresses<C: Kind, T: Payload>(
        &mut self,
        column: &SealedColumn<C, T>,
        place: Place,
        sealed: &Sealed,
        addresses: &mut Addresses,
        feed: fn(&mut Addresses, &T),
    ) -> Result<(), Error> {
        match self.open_here(column, place, sealed) {
            Ok(value) => feed(addresses, value.expose()),
            Err(Error::Vault(vault::Error::KeyGone)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// The channels over which marketing may not reach a party, because it forbade that.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn forbidden_channels(&mut self, party: PartyId) -> Result<Vec<MarketingChannel>, Error> {
        let (_, objects) = self.tx.one(&OBJECTS, (party,))?;
        Ok(closed_by(&objects))
    }

    /// Since when the ledger beside the keys has a "no" of a party to marketing, by channel; the
    /// newest of each.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub fn forbidden_since(
        &mut self,
        party: PartyId,
    ) -> Result<Vec<(MarketingChannel, Instant)>, Error> {
        let noes = self.noes_of(party)?;
        let newest = |channel: MarketingChannel| {
            let those = noes.iter().filter(|no| is_no(no, channel));
            Some((channel, those.map(|no| no.at).max()?))
        };
        Ok(MarketingChannel::ALL
            .into_iter()
            .filter_map(newest)
            .collect())
    }

    /// The party forbids marketing over these channels, since a day: its own "no", or one that a
    /// file says it gave.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the store's error.
    pub fn forbid_marketing(
        &mut self,
        proof: &Noted<'w, Permissions>,
        party: PartyId,
        channels: &[MarketingChannel],
        (since, addresses): (Day, &Addresses),
    ) -> Result<(), Error> {
        proof.covers_change(party)?;
        let at = self.instant_of(since);
        self.close(party, channels, at)?;
        self.suppress(channels, addresses);
        Ok(())
    }

    /// Whoever is not in the register forbids marketing to the addresses she gives: over which
    /// channels they are suppressed by that, however she comes into the register later. Nothing but
    /// the hashes is kept of it, and no row says whose they are (GDPR art. 21(3), 5(1)(c)).
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof does not name her, or names somebody of the register,
    /// whose "no" stands in her row; the store's error.
    pub fn forbid_marketing_to(
        &mut self,
        proof: &Noted<'w, Requests>,
        requester: PartyId,
        addresses: &Addresses,
    ) -> Result<Vec<MarketingChannel>, Error> {
        proof.covers_change(requester)?;
        if self.tx.maybe(&IS_REQUESTER, (requester,))?.is_none() {
            return Err(Error::NotCovered);
        }
        let given = |channel: &MarketingChannel| !addresses.of(*channel).is_empty();
        let channels: Vec<MarketingChannel> =
            MarketingChannel::ALL.into_iter().filter(given).collect();
        self.suppress(&channels, addresses);
        Ok(channels)
    }

    /// The party allows marketing over a channel again, by an act of its own on a day. False where
    /// it said "no" later than that: then nothing is changed.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] for a file, and for an act that is still to come; the stores' errors.
    pub fn take_back_prohibition(
        &mut self,
        proof: &Noted<'w, Permissions>,
        party: PartyId,
        channel: MarketingChannel,
        (on, addresses): (Day, &Addresses),
    ) -> Result<bool, Error> {
        proof.covers_change(party)?;
        if proof.imports() || on > self.today() {
            return Err(Error::NotCovered);
        }
        let mut noes = self.noes_of(party)?;
        let pending = self
            .noes
            .iter()
            .filter(|(no, stands)| *stands && no.party == party);
        noes.extend(pending.map(|(no, _)| no.clone()));
        let newer = |no: &&No| is_no(no, channel) && self.day_of(no.at) > on;
        if noes.iter().any(|no| newer(&no)) {
            return Ok(false);
        }
        self.open_channel(party, channel, &noes)?;
        self.release(channel, addresses);
        Ok(true)
    }

    /// New addresses of a party that forbids marketing are suppressed as its others are, and a party
    /// with addresses that are suppressed has the "no" they stand for: which channels were closed
    /// by that, party by party, where any were. Whatever the change is that brings them.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the stores' errors.
    pub fn meet_suppression<C: Kind>(
        &mut self,
        proof: &Noted<'w, C>,
        met: &[(PartyId, Arc<Addresses>)],
    ) -> Result<Vec<(PartyId, Vec<MarketingChannel>)>, Error> {
        for (party, _) in met {
            if !(proof.changes() || proof.merges()) || !proof.names(*party) {
                return Err(Error::NotCovered);
            }
        }
        let asked: Vec<_> = met.iter().map(|(_, one)| Arc::clone(one)).collect();
        let found = self.suppressed_among(&asked)?;
        let saying: HashSet<PartyId> = self.noes.iter().map(|(no, _)| no.party).collect();
        let mut closed = Vec::new();
        for ((party, addresses), found) in met.iter().zip(found) {
            // Whoever was added just now forbids nothing but what she said a moment ago.
            let silent = self.added.contains(party) && !saying.contains(party);
            if silent && found.is_empty() {
                continue;
            }
            let before = self.forbidden_channels(*party)?;
            self.suppress(&before, addresses);
            let fresh = found.into_iter().filter(|one| !before.contains(one));
            let fresh: Vec<MarketingChannel> = fresh.collect();
            if !fresh.is_empty() {
                self.close(*party, &fresh, self.now())?;
                self.suppress(&fresh, addresses);
                closed.push((*party, fresh));
            }
        }
        Ok(closed)
    }

    /// Closes channels in the party's row and beside the keys.
    pub(crate) fn close(
        &mut self,
        party: PartyId,
        channels: &[MarketingChannel],
        at: Instant,
    ) -> Result<(), Error> {
        let (_, objects) = self.tx.one(&OBJECTS, (party,))?;
        let mut words: Vec<String> = words_of(&objects);
        let all = |channels: &[MarketingChannel]| {
            MarketingChannel::ALL
                .iter()
                .all(|one| channels.contains(one))
        };
        let mut said: Vec<String> = if all(channels) {
            vec![Purpose::Marketing.key().to_owned()]
        } else {
            channels.iter().map(|channel| word(*channel)).collect()
        };
        let mut together = closed_by(&objects);
        together.extend_from_slice(channels);
        let whole = Purpose::Marketing.key().to_owned();
        // Whoever forbade each channel by itself forbade marketing.
        if all(&together) && !said.contains(&whole) && !words.contains(&whole) {
            said.push(whole);
        }
        for word in said {
            self.noes.push((no(party, &word, at), true));
            if !words.contains(&word) {
                words.push(word);
            }
        }
        self.write_words(party, &words)?;
        if all(&together) {
            self.set_reach(party, None)?;
        }
        Ok(())
    }

    /// Opens one channel; what was said about all of them stands for the others.
    fn open_channel(
        &mut self,
        party: PartyId,
        channel: MarketingChannel,
        noes: &[No],
    ) -> Result<(), Error> {
        let (_, objects) = self.tx.one(&OBJECTS, (party,))?;
        let mut words = words_of(&objects);
        let (own, whole) = (word(channel), Purpose::Marketing.key());
        words.retain(|one| *one != own);
        self.noes.push((no(party, &own, self.now()), false));
        if words.iter().any(|one| one == whole) {
            let since = noes.iter().filter(|no| no.purpose == whole);
            let since = since.map(|no| no.at).max().unwrap_or(self.now());
            words.retain(|one| one != whole);
            for other in MarketingChannel::ALL
                .into_iter()
                .filter(|one| *one != channel)
            {
                let other = word(other);
                if !words.contains(&other) {
                    self.noes.push((no(party, &other, since), true));
                    words.push(other);
                }
            }
            self.noes.push((no(party, whole, self.now()), false));
        }
        self.write_words(party, &words)
    }

    /// Addresses are suppressed with the commit of this unit.
    fn suppress(&mut self, channels: &[MarketingChannel], addresses: &Addresses) {
        for one in self.hashes(channels, addresses) {
            self.released.retain(|other| !other.is_of(&one));
            self.suppressed.push(one);
        }
    }

    fn release(&mut self, channel: MarketingChannel, addresses: &Addresses) {
        for one in self.hashes(&[channel], addresses) {
            self.suppressed.retain(|other| !other.is_of(&one));
            self.released.push(one);
        }
    }

    fn hashes(&self, channels: &[MarketingChannel], addresses: &Addresses) -> Vec<Suppressed> {
        let vault = &self.core.vault;
        let channels = channels.iter();
        channels
            .flat_map(|channel| hashes(vault, addresses, *channel))
            .collect()
    }

    fn day_of(&self, at: Instant) -> Day {
        self.policy.controller().zone.day_at(at)
    }

    /// The beginning of a day that is over; now for today.
    fn instant_of(&self, day: Day) -> Instant {
        if day >= self.today() {
            self.now()
        } else {
            self.policy.controller().zone.start_of(day)
        }
    }
}

/// The words of a party's objections.
pub(crate) fn words_of(objects: &str) -> Vec<String> {
    let words = objects.split(' ').filter(|word| !word.is_empty());
    words.map(ToOwned::to_owned).collect()
}

/// Whether an entry of the ledger says "no" to marketing over a channel.
fn is_no(no: &No, channel: MarketingChannel) -> bool {
    let whole = no.purpose == Purpose::Marketing.key();
    no.kind == NoKind::Objection && (whole || no.purpose == word(channel))
}

fn no(party: PartyId, word: &str, at: Instant) -> No {
    No {
        party,
        kind: NoKind::Objection,
        purpose: word.to_owned(),
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", &[])]
    #[case("care", &[])]
    #[case("marketing.sms care", &[MarketingChannel::Sms])]
    #[case("marketing", &MarketingChannel::ALL)]
    #[case("marketing.post marketing", &MarketingChannel::ALL)]
    #[case("marketing.fax", &[])]
    fn words_of_objection_close_their_channels(
        #[case] objects: &str,
        #[case] closed: &[MarketingChannel],
    ) {
        assert_eq!(closed_by(objects), closed);
    }
}
