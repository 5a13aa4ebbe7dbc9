//! What lies in a lot: how many rows, and which is the newest. Nothing is opened.
//!
//! A lot in which nothing lies any more is one whose key should be gone: whatever took the last row
//! away, it is found here.

use basics::LotId;
use policy::Category;
use store::columns::Columns;
use store::{Dynamic, Tx, Value};

use crate::error::Error;
use crate::holds::LotOf;
use crate::lots;
use crate::vault::Vault;

/// What lies in a lot. Two looks that find the same found the same rows: their numbers grow in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct InLot {
    /// How many rows.
    pub rows: i64,
    /// The number of the newest of them; nought where there is none.
    pub newest: i64,
}

impl Vault {
    /// What lies in each of these lots, in their order; nothing of one that is not there.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn in_lots(&self, tx: &mut Tx<'_>, lots: &[LotId]) -> Result<Vec<Option<InLot>>, Error> {
        let columns = Columns::ours().map_err(|_| Error::Columns)?;
        let whose = tx.all_of(&lots::WHOSE, lots.iter().map(|lot| (*lot,)))?;
        let mut all = Vec::with_capacity(lots.len());
        for (lot, whose) in lots.iter().zip(whose) {
            let mut held = None;
            for (party, category) in whose {
                held = Some(InLot::default());
                let category = Category::from_stored(category).ok_or(Error::Columns)?;
                // What is sealed in a category lies in lots of that category, and nowhere else.
                for (table, column) in columns.places(category.key()) {
                    let of = [Value::Int(lot.get()), Value::Int(party.get())];
                    let count = Dynamic::count_lot(table, column)?;
                    let found: Vec<(i64, i64)> = tx.all_text(&count, &of)?;
                    for (rows, newest) in found {
                        let here = held.get_or_insert_default();
                        here.rows += rows;
                        here.newest = here.newest.max(newest);
                    }
                }
            }
            all.push(held);
        }
        Ok(all)
    }

    /// Of these lots those that hold nothing any more.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn emptied(&self, tx: &mut Tx<'_>, lots: &[LotId]) -> Result<Vec<LotId>, Error> {
        let held = self.in_lots(tx, lots)?;
        let empty = lots.iter().zip(held);
        let empty = empty.filter(|(_, held)| held.is_none_or(|held| held.rows == 0));
        Ok(empty.map(|(lot, _)| *lot).collect())
    }

    /// A page of the lots of a category that hold nothing, behind one; and the last lot that was
    /// looked at, nothing where there are no more.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn empty_lots(
        &self,
        tx: &mut Tx<'_>,
        category: Category,
        after: LotId,
        most: i64,
    ) -> Result<(Vec<LotOf>, Option<LotId>), Error> {
        let columns = Columns::ours().map_err(|_| Error::Columns)?;
        let places: Vec<(&str, &str)> = columns.places(category.key()).collect();
        if places.is_empty() {
            return Ok((Vec::new(), None));
        }
        let page = (i64::from(category.number()), after, most);
        let last = tx.all(&lots::OF_CATEGORY, page)?.last().copied();
        let Some(last) = last else {
            return Ok((Vec::new(), None));
        };
        let select = Dynamic::lots_without("lot", &places)?;
        let page = [
            Value::Int(i64::from(category.number())),
            Value::Int(after.get()),
            Value::Int(last.get()),
        ];
        let empty: Vec<_> = tx.all_text(&select, &page)?;
        let empty = empty.into_iter().map(|(lot, party)| LotOf {
            lot,
            party,
            category,
        });
        Ok((empty.collect(), Some(last)))
    }
}
