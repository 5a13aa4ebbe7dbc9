//! Merkle trees as RFC 9162 §2.1 hashes them, kept in tiles of 256 hashes as C2SP tlog-tiles lays
//! them out.
//!
//! A tile of level 0 holds hashes of leaves, a tile of a higher level the roots of full tiles
//! below it. Invariant: whatever was written below the right edge is never written again, so
//! appending reads and writes one tile of each level.

use sha2::{Digest, Sha256};
use store::Tx;

use crate::error::Error;

store::statements! {
    /// The hashes of a tile.
    pub(crate) TILE: (i64, i64, i64) -> Vec<u8> =
        "select hashes from tile where month = $1 and level = $2 and place = $3";

    /// A tile, or more of it.
    pub(crate) SET_TILE: (i64, i64, i64, Vec<u8>) -> () =
        "insert into tile (month, level, place, hashes) values ($1, $2, $3, $4)
         on conflict (month, level, place) do update set hashes = $4";
}

/// A hash of the tree.
pub(crate) type Hash = [u8; 32];

/// Hashes in a full tile.
pub(crate) const WIDTH: i64 = 256;
/// The same, as the height of the tree in a tile.
const HEIGHT: u32 = 8;

/// The hash of a leaf.
pub(crate) fn leaf(bytes: &[u8]) -> Hash {
    Sha256::new_with_prefix([0])
        .chain_update(bytes)
        .finalize()
        .into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new_with_prefix([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// The root of a tree without leaves.
pub(crate) fn empty() -> Hash {
    Sha256::digest([]).into()
}

/// The root over hashes whose number is a power of two.
fn full(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => empty(),
        [one] => *one,
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            node(&full(left), &full(right))
        }
    }
}

/// A row of the table of tiles.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tile {
    pub(crate) level: i64,
    pub(crate) place: i64,
    pub(crate) hashes: Vec<Hash>,
}

/// The hashes of a tile; none where there is no such tile.
pub(crate) fn tile(
    tx: &mut Tx<'_>,
    month: i64,
    level: i64,
    place: i64,
) -> Result<Option<Vec<Hash>>, Error> {
    let Some(bytes) = tx.maybe(&TILE, (month, level, place))? else {
        return Ok(None);
    };
    match bytes.as_chunks() {
        (hashes, []) => Ok(Some(hashes.to_vec())),
        _ => Err(Error::Torn),
    }
}

/// The right edge of a tree: what it takes to append to it and to know its root.
#[derive(Default)]
pub(crate) struct Edge {
    size: i64,
    levels: Vec<Level>,
}

#[derive(Default)]
struct Level {
    place: i64,
    hashes: Vec<Hash>,
    grown: bool,
}

impl Edge {
    /// The edge of the tree of a month, which has `size` leaves.
    pub(crate) fn load(tx: &mut Tx<'_>, month: i64, size: i64) -> Result<Self, Error> {
        let mut levels = Vec::new();
        let (mut count, mut level) = (size, 0);
        while count > 0 {
            let place = count / WIDTH;
            let expected = usize::try_from(count % WIDTH).map_err(|_| Error::Torn)?;
            let hashes = match expected {
                0 => Vec::new(),
                _ => tile(tx, month, level, place)?.ok_or(Error::Torn)?,
            };
            if hashes.len() != expected {
                return Err(Error::Torn);
            }
            levels.push(Level {
                place,
                hashes,
                grown: false,
            });
            count = place;
            level += 1;
        }
        Ok(Self { size, levels })
    }

    /// Leaves so far.
    pub(crate) const fn size(&self) -> i64 {
        self.size
    }

    /// Appends the hash of a leaf; gives the tiles it filled.
    pub(crate) fn push(&mut self, leaf: Hash) -> Vec<Tile> {
        let mut filled = Vec::new();
        let mut hash = leaf;
        self.size += 1;
        for number in 0.. {
            if self.levels.len() <= number {
                self.levels.push(Level::default());
            }
            let Some(level) = self.levels.get_mut(number) else {
                break;
            };
            level.hashes.push(hash);
            level.grown = true;
            if level.hashes.len() < 1 << HEIGHT {
                break;
            }
            let hashes = std::mem::take(&mut level.hashes);
            hash = full(&hashes);
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            filled.push(Tile {
                level: number,
                place: level.place,
                hashes,
            });
            level.place += 1;
        }
        filled
    }

    /// The root of the tree.
    pub(crate) fn root(&self) -> Hash {
        let mut root = None;
        for level in &self.levels {
            let mut rest = level.hashes.as_slice();
            while !rest.is_empty() {
                let (left, right) = rest.split_at(rest.len() & (rest.len() - 1));
                let peak = full(right);
                root = Some(root.map_or(peak, |root| node(&peak, &root)));
                rest = left;
            }
        }
        root.unwrap_or_else(empty)
    }

    /// The tiles that are not full: number of the level, place, hashes; empty ones among them.
    pub(crate) fn open(&self) -> impl Iterator<Item = (i64, i64, &[Hash])> {
        (0..)
            .zip(&self.levels)
            .map(|(number, level)| (number, level.place, &*level.hashes))
    }

    /// The tiles that are not full and have grown.
    pub(crate) fn grown(&self) -> Vec<Tile> {
        let numbered = (0..).zip(&self.levels);
        let grown = numbered.filter(|(_, level)| level.grown && !level.hashes.is_empty());
        let tile = |(number, level): (i64, &Level)| Tile {
            level: number,
            place: level.place,
            hashes: level.hashes.clone(),
        };
        grown.map(tile).collect()
    }
}

/// The hashes by which leaf `leaf` is in the tree of the first `size` leaves: RFC 9162 §2.1.3.1.
pub(crate) fn path(tx: &mut Tx<'_>, month: i64, leaf: i64, size: i64) -> Result<Vec<Hash>, Error> {
    let (mut low, mut high) = (0, size);
    let mut path = Vec::new();
    while high - low > 1 {
        let middle = low + left_of(high - low);
        if leaf < middle {
            path.push(range(tx, month, middle, high)?);
            high = middle;
        } else {
            path.push(range(tx, month, low, middle)?);
            low = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// Leaves in the left half of a tree: the largest power of two below their number.
fn left_of(count: i64) -> i64 {
    1 << (count - 1).max(1).ilog2()
}

/// The root over the leaves from `low` up to `high`, a part a tree of this shape has.
fn range(tx: &mut Tx<'_>, month: i64, low: i64, high: i64) -> Result<Hash, Error> {
    let count = high - low;
    if count.count_ones() == 1 {
        return subtree(tx, month, count.ilog2(), low / count);
    }
    let middle = low + left_of(count);
    let left = range(tx, month, low, middle)?;
    Ok(node(&left, &range(tx, month, middle, high)?))
}

/// The root of the full subtree of this height that is the `index`th of its height.
fn subtree(tx: &mut Tx<'_>, month: i64, height: u32, index: i64) -> Result<Hash, Error> {
    let width = 1_i64 << (height % HEIGHT);
    let first = index * width;
    let hashes = tile(tx, month, i64::from(height / HEIGHT), first / WIDTH)?;
    let within = usize::try_from(first % WIDTH).map_err(|_| Error::Torn)?;
    let width = usize::try_from(width).map_err(|_| Error::Torn)?;
    let hashes = hashes
        .as_ref()
        .and_then(|hashes| hashes.get(within..within + width));
    hashes.map(full).ok_or(Error::Torn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    #[test]
    fn the_root_is_that_of_rfc_9162_at_every_size() {
        let mut edge = Edge::default();
        let mut tree = MemoryBackedTree::<Sha256, [u8; 4]>::new();
        assert_eq!(edge.root(), empty());
        let mut tiles = 0;
        for number in 0..66_000_u32 {
            tiles += edge.push(leaf(&number.to_be_bytes())).len();
            tree.push(number.to_be_bytes());
            if number < 600 || number % 997 == 0 || number > 65_500 {
                assert_eq!(
                    edge.root()[..],
                    tree.root().as_bytes()[..],
                    "size {}",
                    number + 1
                );
            }
        }
        assert_eq!(edge.size(), 66_000);
        assert_eq!(tiles, 257 + 1, "tiles of level 0, and one of level 1");
    }
}
