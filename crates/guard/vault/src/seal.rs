//! Sealing values: AES-256-GCM, padded, bound to their place.
//!
//! Form of a sealed value: version (1 byte), nonce (12), ciphertext with tag. The plaintext is
//! filled up to a multiple of 32 bytes, so that its length tells little. The associated data are
//! column number, row, lot and party: a value that is moved anywhere else does not open.
//!
//! Nonces are random. A key seals the values of one lot, far below the 2³² messages at which
//! random nonces of 96 bits would become a concern (NIST SP 800-38D § 8.3).

use std::cell::RefCell;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use basics::{LotId, PartyId, RowId};
use store::{Column, Kind, Value};
use zeroize::Zeroizing;

use crate::error::Error;

const VERSION: u8 = 1;
const NONCE_BYTES: usize = 12;
const PAD_TO: usize = 32;
/// Nonces asked for at once from the operating system.
const NONCES_AT_ONCE: usize = 32;

/// A sealed value as it is stored. It has no `Debug`: even sealed, it is nobody's business.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Column for Sealed {
    const KIND: Kind = Kind::Bytes;
    const NULLABLE: bool = false;

    fn to_value(&self) -> Value<'_> {
        self.0.as_slice().into()
    }

    fn from_value(value: Value<'_>) -> Result<Self, store::Error> {
        value.bytes().map(|bytes| Self(bytes.into_owned()))
    }
}

impl Sealed {
    /// The bytes as they are stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// A sealed value from stored bytes.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

/// Where a value stands: what it is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The stable number of its column.
    pub column: u32,
    /// Its row.
    pub row: RowId,
    /// The lot whose key seals it.
    pub lot: LotId,
    /// Whose it is.
    pub party: PartyId,
}

impl Place {
    fn associated(&self) -> [u8; 28] {
        let mut bytes = [0; 28];
        let (column, rest) = bytes.split_at_mut(4);
        column.copy_from_slice(&self.column.to_be_bytes());
        let numbers = [self.row.get(), self.lot.get(), self.party.get()];
        for (slot, number) in rest.chunks_exact_mut(8).zip(numbers) {
            slot.copy_from_slice(&number.to_be_bytes());
        }
        bytes
    }
}

/// A key ready for use.
#[derive(Clone)]
pub(crate) struct Cipher(Aes256Gcm);

impl Cipher {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        Self(Aes256Gcm::new(key.into()))
    }

    pub(crate) fn seal(&self, associated: &[u8], plain: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce = draw_nonce()?;
        let padded = pad(plain);
        let payload = Payload {
            msg: &padded,
            aad: associated,
        };
        let nonce_ref = Nonce::from(nonce);
        let sealed = self
            .0
            .encrypt(&nonce_ref, payload)
            .map_err(|_| Error::NotSealed)?;
        let mut bytes = Vec::with_capacity(1 + NONCE_BYTES + sealed.len());
        bytes.push(VERSION);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&sealed);
        Ok(bytes)
    }

    pub(crate) fn open(
        &self,
        associated: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let Some((&VERSION, rest)) = sealed.split_first() else {
            return Err(Error::NotOpened);
        };
        let (nonce, sealed) = rest.split_at_checked(NONCE_BYTES).ok_or(Error::NotOpened)?;
        let nonce = <[u8; NONCE_BYTES]>::try_from(nonce).map_err(|_| Error::NotOpened)?;
        let payload = Payload {
            msg: sealed,
            aad: associated,
        };
        let opened = self
            .0
            .decrypt(&Nonce::from(nonce), payload)
            .map_err(|_| Error::NotOpened)?;
        unpad(&Zeroizing::new(opened))
    }

    pub(crate) fn seal_at(&self, place: Place, plain: &[u8]) -> Result<Sealed, Error> {
        self.seal(&place.associated(), plain).map(Sealed)
    }

    pub(crate) fn open_at(
        &self,
        place: Place,
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.open(&place.associated(), &sealed.0)
    }
}

/// A nonce from the operating system's randomness, of which some are drawn at once on each thread.
/// None is used twice, and none is a secret.
fn draw_nonce() -> Result<[u8; NONCE_BYTES], Error> {
    thread_local! {
        static DRAWN: RefCell<Vec<[u8; NONCE_BYTES]>> = const { RefCell::new(Vec::new()) };
    }
    DRAWN.with_borrow_mut(|drawn| {
        if drawn.is_empty() {
            let mut fresh = [[0; NONCE_BYTES]; NONCES_AT_ONCE];
            getrandom::fill(fresh.as_flattened_mut()).map_err(|_| Error::Randomness)?;
            drawn.extend(fresh);
        }
        drawn.pop().ok_or(Error::Randomness)
    })
}

/// Length in four bytes, the text, zeros up to a multiple of 32.
fn pad(plain: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = u32::try_from(plain.len()).unwrap_or(u32::MAX);
    let whole = (4 + plain.len()).next_multiple_of(PAD_TO);
    let mut padded = Zeroizing::new(Vec::with_capacity(whole));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(plain);
    padded.resize(whole, 0);
    padded
}

fn unpad(padded: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (length, rest) = padded.split_first_chunk::<4>().ok_or(Error::NotOpened)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Error::NotOpened)?;
    let text = rest.get(..length).ok_or(Error::NotOpened)?;
    Ok(Zeroizing::new(text.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place() -> Place {
        Place {
            column: 7,
            row: RowId::new(1),
            lot: LotId::new(2),
            party: PartyId::new(3),
        }
    }

    #[test]
    fn a_value_moved_to_another_column_row_lot_or_party_does_not_open() {
        let cipher = Cipher::new(&[7; 32]);
        let sealed = cipher.seal_at(place(), b"Maija").unwrap();
        assert_eq!(
            cipher.open_at(place(), &sealed).unwrap().as_slice(),
            b"Maija"
        );
        let moved = [
            Place {
                column: 8,
                ..place()
            },
            Place {
                row: RowId::new(9),
                ..place()
            },
            Place {
                lot: LotId::new(9),
                ..place()
            },
            Place {
                party: PartyId::new(9),
                ..place()
            },
        ];
        for place in moved {
            assert!(cipher.open_at(place, &sealed).is_err());
        }
        assert!(Cipher::new(&[8; 32]).open_at(place(), &sealed).is_err());
    }

    #[test]
    fn a_value_with_any_bit_flipped_does_not_open() {
        let cipher = Cipher::new(&[7; 32]);
        let sealed = cipher.seal_at(place(), b"Maija").unwrap();
        for at in 0..sealed.0.len() * 8 {
            let mut bytes = sealed.0.clone();
            bytes[at / 8] ^= 1 << (at % 8);
            assert!(cipher.open_at(place(), &Sealed(bytes)).is_err(), "bit {at}");
        }
    }

    #[test]
    fn the_length_tells_little() {
        let cipher = Cipher::new(&[7; 32]);
        let length = |text: &[u8]| cipher.seal_at(place(), text).unwrap().0.len();
        assert_eq!(length(b""), length(b"Matti Meikalainen, 24 chars"));
    }

    proptest! {
        #[test]
        fn a_value_opens_as_it_was_sealed(text in prop::collection::vec(any::<u8>(), 0..300)) {
            let cipher = Cipher::new(&[7; 32]);
            let sealed = cipher.seal_at(place(), &text).unwrap();
            let opened = cipher.open_at(place(), &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), text.as_slice());
        }

        #[test]
        fn no_bytes_make_opening_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Cipher::new(&[7; 32]).open_at(place(), &Sealed(bytes));
        }
    }
}
