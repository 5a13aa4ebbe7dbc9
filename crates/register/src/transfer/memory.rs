//! What the columns of a source's lists hold, remembered from one list to the next.
//!
//! Invariant: of a heading only a hash is kept, because in a file without headings it is a person;
//! what is remembered is a proposal, shown before anything is imported.

use std::collections::{BTreeMap, HashMap};
use std::io::{Read, Seek, SeekFrom};

use basics::hex;
use formats::fold;
use formats::headings::Heading;
use formats::table::{Form, Table, xlsx};
use guard::Guard;
use sha2::{Digest, Sha256};

use super::order::Order;
use super::queries;
use super::run::Error;
use crate::fields;

/// By what a heading of a source is known again.
fn hashed(source: &str, title: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(fold::folded(source).as_bytes());
    hash.update([0]);
    hash.update(fold::folded(title).as_bytes());
    hex(hash.finalize().get(..16).unwrap_or_default())
}

/// Adds to an order what was said earlier of the columns of the same source, where the order does
/// not say it otherwise.
///
/// # Errors
///
/// The register's; where the headings cannot be read nothing is remembered, which is told later.
pub async fn recall<F: Read + Seek>(
    guard: &Guard,
    file: &mut F,
    order: &mut Order,
) -> Result<(), Error> {
    let Ok(titles) = titles(file, order) else {
        return Ok(());
    };
    let source = fold::folded(&order.source);
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::MAPPING, (source.clone(),))?);
    let known: HashMap<String, String> = guard.read_state(read).await?.into_iter().collect();
    for (at, title) in titles.iter().enumerate() {
        let Some(key) = known.get(&hashed(&order.source, title)) else {
            continue;
        };
        if let Some(field) = fields::key_of_what(key) {
            order.own.chosen.entry(at).or_insert(field);
        } else {
            order
                .columns
                .entry(at)
                .or_insert_with(|| Heading::by_key(key));
        }
    }
    Ok(())
}

/// Remembers what an order says of the columns of its source.
///
/// # Errors
///
/// The register's.
pub(super) async fn remember<F: Read + Seek>(
    guard: &Guard,
    file: &mut F,
    order: &Order,
) -> Result<(), Error> {
    if order.columns.is_empty() && order.own.chosen.is_empty() {
        return Ok(());
    }
    let titles = titles(file, order)?;
    let known = order.columns.iter();
    let known = known.map(|(at, heading)| (*at, heading.map_or("-", Heading::key).to_owned()));
    let own = order.own.chosen.iter();
    let own = own.map(|(at, key)| (*at, fields::what(key.as_str())));
    let said: BTreeMap<String, String> = known
        .chain(own)
        .filter_map(|(at, holds)| {
            let title = titles.get(at).filter(|title| !title.is_empty())?;
            Some((hashed(&order.source, title), holds))
        })
        .collect();
    let source = fold::folded(&order.source);
    let write = move |tx: &mut store::Tx<'_>| {
        for (title, heading) in &said {
            tx.run(&queries::FORGET_MAPPING, (source.clone(), title.clone()))?;
            let row = (source.clone(), title.clone(), heading.clone());
            tx.run_one(&queries::ADD_MAPPING, row)?;
        }
        Ok(())
    };
    Ok(guard.write_state(write).await?)
}

fn titles<F: Read + Seek>(file: &mut F, order: &Order) -> Result<Vec<String>, Error> {
    let table = Table::open(file, order.sheet)?;
    Ok(table.headings().to_vec())
}

/// The sheets of a workbook that hold anything, with their places from nought; none of another
/// file. It is rewound.
///
/// # Errors
///
/// Where it cannot be read.
pub fn sheets<F: Read + Seek>(file: &mut F) -> Result<Vec<(usize, String)>, Error> {
    let form = Form::of(file).map_err(|_| Error::File)?;
    let sheets = if form == Form::Workbook {
        xlsx::sheets(&mut *file).map_err(|error| Error::NotRead(error.into()))?
    } else {
        Vec::new()
    };
    file.seek(SeekFrom::Start(0)).map_err(|_| Error::File)?;
    Ok(sheets)
}

/// The place, from nought, of the sheet with this name, or of the one counted so from one; nothing
/// where there is none.
///
/// # Errors
///
/// As [`sheets`].
pub fn sheet_named<F: Read + Seek>(file: &mut F, named: &str) -> Result<Option<usize>, Error> {
    let sheets = sheets(file)?;
    let by_name = sheets.iter().find(|(_, name)| name == named);
    let by_count = || {
        let count = named.parse::<usize>().ok()?;
        sheets.iter().find(|(at, _)| at + 1 == count)
    };
    Ok(by_name.or_else(by_count).map(|(at, _)| *at))
}
