//! A package put together: what was read, with what was decided to be covered covered.
//!
//! Invariant: a text leaves through [`Assembled`] alone, in whichever form, so what is covered is
//! covered in all of them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use basics::{Instant, Language, RowId};
use guard::{Ages, PartyKind, Work};
use policy::{Action, Category, Policy, Purpose};

use super::bars::covered;
use super::columns::Decided;
use super::gathered::{Gathered, bases, is_her_own, text_key};
use super::ledger::PackageView;
use super::model::{Error, PackageKind};
use crate::capability::Piece;
use crate::export::TAKEN;
use crate::people::{TakenOut, looker_in_words, taken_out};

/// Lines of the trail that are told at most.
const LOOKS_MAX: usize = 20_000;

/// An original in a package.
pub(super) struct Enclosed {
    pub(super) row: RowId,
    /// Where it lies in the package; nothing where it is left out.
    pub(super) path: Option<String>,
    /// What it is called, covered as a text is.
    pub(super) name: String,
    pub(super) category: Category,
    pub(super) bytes: i64,
    pub(super) why_left_out: Option<String>,
}

/// Looks of one day that are alike.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LookedAt {
    pub(super) day: std::cmp::Reverse<basics::Day>,
    /// The roles in words, or the job.
    pub(super) who: String,
    pub(super) opened: bool,
    pub(super) purpose: Purpose,
    pub(super) action: Action,
}

/// What is told of a category.
pub(super) struct Told {
    pub(super) category: Category,
    /// What belongs to it, in the controller's words.
    pub(super) text: String,
    /// Purposes, each with its bases for this person: key, words, bases.
    pub(super) purposes: Vec<(Purpose, String, Vec<policy::LegalBasis>)>,
    pub(super) kept: Vec<String>,
    /// Recipients by name.
    pub(super) recipients: Vec<String>,
    pub(super) pieces: Vec<Piece>,
}

/// A package put together.
pub(super) struct Assembled {
    pub(super) kind: PackageKind,
    pub(super) language: Language,
    pub(super) made: Instant,
    pub(super) number: i64,
    pub(super) master: TakenOut,
    pub(super) told: Vec<Told>,
    pub(super) enclosed: Vec<Enclosed>,
    pub(super) looked: Vec<(LookedAt, i64)>,
    /// Whether there are older looks than are told.
    pub(super) looked_more: bool,
    pub(super) covered: usize,
    pub(super) ages: Ages,
}

/// Puts a package together in the unit in which it was read.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub(super) fn assembled(
    work: &mut Work<'_>,
    package: &PackageView,
    mut found: Gathered,
    (ages, reason): (Ages, &str),
) -> Result<Assembled, Error> {
    let (party, language) = (found.party, found.language);
    let mut master = taken_out(work, &[(party, found.party_kind())], &TAKEN, reason)?;
    let mut master = master.pop().ok_or(guard::Error::NotThere)?;
    let (looked, looked_more) = match found.kind {
        PackageKind::Access => looked(work, &found)?,
        PackageKind::Portability => {
            given(&mut master, &found);
            (Vec::new(), false)
        }
    };
    let decided = &package.decided;
    let places = places(decided);
    let (mut words, mut hers) = (decided.further.clone(), decided.further.clone());
    for piece in &mut found.pieces {
        let own = places.get(&text_key(&piece.text));
        let mut own: Vec<Range<usize>> = own.cloned().unwrap_or_default();
        own.retain(|place| piece.text.get(place.clone()).is_some());
        let said = own.iter().filter_map(|place| piece.text.get(place.clone()));
        let said: Vec<String> = said.map(str::to_owned).collect();
        if is_her_own(piece.category) {
            hers.extend_from_slice(&said);
        }
        words.extend(said);
        piece.text = covered(&piece.text, &own, &decided.further);
    }
    cover_reasons(&mut found, &words);
    cover_master(&mut master, &hers);
    let enclosed = enclosed(&found, decided, &words);
    let told = told(work.policy(), &mut found);
    Ok(Assembled {
        kind: found.kind,
        language,
        made: work.now(),
        number: found.card.number,
        master,
        told,
        enclosed,
        looked,
        looked_more,
        covered: decided.covered.len() + decided.further.len(),
        ages,
    })
}

type Places = HashMap<String, Vec<Range<usize>>>;

/// The places that are covered, by the text they stand in.
fn places(decided: &Decided) -> Places {
    let mut places = Places::new();
    for key in &decided.covered {
        let mut parts = key.split('-');
        let text = parts.next().map(str::to_owned);
        let mut number = || parts.next().and_then(|part| part.parse().ok());
        if let (Some(text), Some(start), Some(end)) = (text, number(), number()) {
            places.entry(text).or_default().push(start..end);
        }
    }
    places
}

/// Of the originals, those that go along, numbered, and why others do not. A name may tell of
/// somebody as well: it stands in what is told of the file, without any of the words that are
/// covered elsewhere, and not in the package's folder.
fn enclosed(found: &Gathered, decided: &Decided, words: &[String]) -> Vec<Enclosed> {
    let mut number = 0;
    let originals = found.originals.iter().map(|original| {
        let row = original.row.to_string();
        let along = decided.included.contains(&row);
        let path = along.then(|| {
            number += 1;
            original.kind.named(&format!("originals/{number:03}"))
        });
        let why = decided.why_left_out(&row);
        Enclosed {
            row: original.row,
            path,
            name: covered(&original.name, &[], words),
            category: original.category,
            bytes: original.bytes,
            why_left_out: why.map(|why| covered(why, &[], words)),
        }
    });
    originals.collect()
}

/// Covers in the reasons why originals were left out what is covered in the texts: they were written
/// when the texts were looked through already.
fn cover_reasons(found: &mut Gathered, words: &[String]) {
    let own = super::ledger::piece_title(found.language);
    for piece in found.pieces.iter_mut().filter(|one| one.what == own) {
        piece.text = covered(&piece.text, &[], words);
    }
}

/// Covers in the lines of her master data in which others may stand what is covered there, and the
/// further words.
fn cover_master(master: &mut TakenOut, words: &[String]) {
    let cover = |text: &mut String| *text = covered(text, &[], words);
    let lines = master.addresses.iter_mut().flat_map(|one| &mut one.lines);
    let lines = lines.chain(&mut master.emails).chain(&mut master.phones);
    lines.chain(&mut master.former_names).for_each(cover);
}

/// Of her master data what she gave herself, for the right to portability.
fn given(master: &mut TakenOut, found: &Gathered) {
    let card = &found.card;
    let hers = |source: Option<policy::SourceKind>| source == Some(policy::SourceKind::Person);
    // What the register made of her is not what she gave.
    (master.protected, master.deceased) = (false, None);
    master.connections.clear();
    if !hers(card.name_origin.0) {
        master.first_names = String::new();
        master.last_name = String::new();
        (master.call_name, master.former_names, master.company) = (None, None, None);
        master.business_id = None;
    }
    let birth = card.birth_date.shown().and_then(Option::as_ref);
    if !birth.is_some_and(|(_, source, _)| hers(*source)) {
        master.birth_date = None;
    }
    let contacts = card.contacts.shown().map(Vec::as_slice).unwrap_or_default();
    let gave = |line: &str| {
        let mut own = contacts.iter().filter(|one| hers(Some(one.source)));
        own.any(|one| one.lines.first().is_some_and(|first| first == line))
    };
    master.phones.retain(|phone| gave(phone));
    master.emails.retain(|email| gave(email));
    let first = |lines: &[String]| lines.first().is_some_and(|line| gave(line));
    master.addresses.retain(|address| first(&address.lines));
}

/// What is told of each category of the notice in which something lies or may lie.
fn told(policy: &Policy, found: &mut Gathered) -> Vec<Told> {
    let mut pieces: BTreeMap<Category, Vec<Piece>> = BTreeMap::new();
    for piece in found.pieces.drain(..) {
        pieces.entry(piece.category).or_default().push(piece);
    }
    let language = found.language;
    let told = pieces.into_iter().map(|(category, pieces)| {
        let declared = policy.category(category);
        let purposes = policy.purposes_of(category).into_iter().map(|purpose| {
            let words = policy.purpose_in_words(purpose, language);
            let bases = bases(policy, purpose, &found.connections);
            (purpose, words, bases.into_iter().collect())
        });
        let kept = found.kept.iter().filter(|one| one.category == category);
        let recipients = policy.recipients().iter();
        let recipients = recipients.filter(|one| one.categories.contains(&category));
        Told {
            category,
            text: declared.map_or_else(String::new, |one| one.text.get(language).to_owned()),
            purposes: purposes.collect(),
            kept: kept
                .flat_map(|one| words_of(category, &one.words))
                .collect(),
            recipients: recipients
                .map(|one| one.who.name_in(language).to_owned())
                .collect(),
            pieces,
        }
    });
    told.collect()
}

/// How long a category is kept, in words. Of disclosures the rule alone: the days of what is withheld
/// would tell of it (tietosuojalaki 34 §).
fn words_of(category: Category, words: &[String]) -> Vec<String> {
    let told = match category {
        Category::Disclosures => words.get(..1).unwrap_or_default(),
        _ => words,
    };
    told.to_vec()
}

/// Who looked: by day, role, purpose and whether she was opened or stood in a list.
fn looked(
    work: &mut Work<'_>,
    found: &Gathered,
) -> Result<(Vec<(LookedAt, i64)>, bool), guard::Error> {
    let proof = work.ask::<guard::category::Requests>(guard::Ask::view(&[found.party]))?;
    let (looks, more) = work.looks(&proof, found.party, LOOKS_MAX)?;
    let policy = work.policy();
    let zone = &policy.controller().zone;
    let mut alike: BTreeMap<LookedAt, i64> = BTreeMap::new();
    for look in looks {
        let at = LookedAt {
            day: std::cmp::Reverse(zone.day_at(look.at)),
            who: looker_in_words(policy, &look.who, look.purpose, found.language),
            opened: look.opened,
            purpose: look.purpose,
            action: look.action,
        };
        *alike.entry(at).or_default() += 1;
    }
    Ok((alike.into_iter().collect(), more))
}

impl Assembled {
    /// Whether she is a person.
    pub(super) fn is_person(&self) -> bool {
        self.master.kind == PartyKind::Person
    }
}
