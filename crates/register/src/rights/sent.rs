//! Letters that were made of a request: which, as what, on which day. The letter itself is handed out
//! and kept nowhere; it can be made again of what is written here.

use basics::{ActorId, Day, Instant, Language, LotId, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, Noted, Place, Sealed, Work};
use policy::MarketingChannel;

use super::clock::Question;
use super::columns::{Added, LETTER};
use super::error::Error;
use super::kinds::{FoundIn, LetterKind, LetterWay};
use super::queries;
use super::requester;
use super::state::{Deed, Ending, Request};
use super::view::{self, RequestView};
use crate::letters::window;
use crate::people::{self, Reached};

/// A letter as it lies there.
type Lying = (
    RowId,
    LotId,
    Sealed,
    LetterKind,
    LetterWay,
    Day,
    Instant,
    ActorId,
);

store::statements! {
    /// A letter was made.
    pub(super) ADD_LETTER: (RowId, PartyId, RowId, LotId, Sealed, LetterKind, LetterWay, Day, Instant, ActorId) -> () =
        "insert into data_request_letter
                (row_id, party_id, request_id, lot_id, sealed, kind, way, on_day, recorded_ms,
                 recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// The letters of a request, in their order.
    pub(super) LETTERS: (PartyId, RowId) -> Lying =
        "select row_id, lot_id, sealed, kind, way, on_day, recorded_ms, recorded_by
           from data_request_letter
          where party_id = $1 and request_id = $2
          order by row_id
          limit 200";

    /// A request was carried to another party: its letters lie here no more.
    pub(super) FORGET_LETTERS: (PartyId, RowId) -> () =
        "delete from data_request_letter where party_id = $1 and request_id = $2";
}

/// A letter that was made, as it is shown.
pub(super) struct LetterView {
    pub(super) kind: LetterKind,
    pub(super) way: LetterWay,
    pub(super) on: Day,
    pub(super) added: Added,
    pub(super) written: (Instant, ActorId),
}

impl LetterKind {
    /// What it is called.
    pub(super) fn in_words(self, language: Language) -> String {
        texts::say(language, &["rights-letter-", self.key()].concat())
    }

    /// Whether there is something to say by it.
    pub(super) fn is_due(self, view: &RequestView) -> bool {
        let request = &view.request;
        let is_open = !matches!(request, Request::Closed(_));
        let taken = |is: fn(&Deed) -> bool| view.steps.iter().any(|one| is(&one.step.deed));
        match self {
            Self::Receipt => is_open,
            Self::Identity => request.waits_for(Question::Identity),
            Self::Meaning => request.waits_for(Question::Meaning),
            Self::Extension => is_open && taken(|deed| *deed == Deed::Extended),
            Self::Answer => match request {
                Request::Identified(known) => known.answer().is_ok(),
                Request::Closed(closed) => closed.ending == Ending::Answered,
                Request::Received(_) => false,
            },
            Self::Erased => view.erasure_granted().is_some(),
        }
    }
}

/// Letters that answer a state of a request, in the order in which they come; that it came stands for
/// itself.
const IN_ORDER: [LetterKind; 5] = [
    LetterKind::Identity,
    LetterKind::Meaning,
    LetterKind::Extension,
    LetterKind::Erased,
    LetterKind::Answer,
];

impl RequestView {
    /// The letter that comes next: the first that was not made yet of what she is asked and told as it
    /// stands, then that it came; where all of them were made, the answer again. `erased` says that
    /// the erasure she asked for was carried out.
    pub(super) fn next_letter(&self, erased: bool) -> Option<LetterKind> {
        let made = |kind: LetterKind| self.letters.iter().any(|letter| letter.kind == kind);
        let due = |kind: LetterKind| kind.is_due(self) && (kind != LetterKind::Erased || erased);
        let mut next = IN_ORDER.into_iter().filter(|kind| due(*kind));
        let again = [LetterKind::Answer, LetterKind::Receipt];
        next.find(|kind| !made(*kind))
            .or_else(|| again.into_iter().find(|kind| due(*kind)))
    }
}

/// A letter to be made.
#[derive(Clone)]
pub(super) struct NewLetter {
    pub(super) kind: LetterKind,
    pub(super) way: LetterWay,
    pub(super) words: String,
    pub(super) found: Vec<FoundIn>,
    /// Whether it goes where she said, not where she is on file.
    pub(super) as_given: bool,
}

/// To whom a letter goes.
pub(super) struct To {
    /// As it stands in the window of an envelope.
    pub(super) window: Vec<String>,
    pub(super) email: Option<String>,
    pub(super) language: Language,
    /// Her customer number, where she has one.
    pub(super) number: Option<i64>,
}

/// What a letter is made of. No `Debug`: it is personal data.
pub(super) struct Made {
    pub(super) view: RequestView,
    pub(super) to: To,
    pub(super) letter: NewLetter,
    /// Over which channels marketing is kept from whoever is known by her request alone.
    pub(super) suppressed: Vec<MarketingChannel>,
}

/// Makes a letter: that it is due and reaches her is looked at, and it is written down.
pub(super) fn make(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
    letter: &NewLetter,
) -> Result<Made, Error> {
    let proof = work.ask::<Requests>(Ask::change(&[party]))?;
    let view = view::one(work, &proof, party, row)?;
    if !letter.kind.is_due(&view) {
        return Err(Error::NoLetter);
    }
    let to = to(work, party, &view, letter)?;
    let lying = work.tx().maybe(&queries::ONE, (party, row))?;
    let lot = lying.ok_or(guard::Error::NotThere)?.2;
    write(work, &proof, (party, row, lot), letter)?;
    let given = view.who.as_ref().filter(|_| view.unlinked);
    let suppressed = given.map(|who| requester::suppressed(work, who));
    let suppressed = suppressed.transpose()?.unwrap_or_default();
    Ok(Made {
        view,
        to,
        letter: letter.clone(),
        suppressed,
    })
}

fn to(
    work: &mut Work<'_>,
    party: PartyId,
    view: &RequestView,
    letter: &NewLetter,
) -> Result<To, Error> {
    let on_file = if view.unlinked {
        None
    } else {
        people::reached(work, party)?
    };
    let number = on_file.as_ref().map(|one| one.number);
    let given = view.who.as_ref();
    let language = on_file.as_ref().map(|one| one.language);
    let language = language.or(given.map(|who| who.language));
    let way = letter.way;
    let (name, letter, email) = match (on_file, given) {
        (Some(on_file), _) if !letter.as_given => at_home(on_file),
        (_, Some(who)) => {
            let lines: Vec<String> = who.who.street.iter().cloned().collect();
            let town = (who.who.postal_code.as_deref(), who.who.town.as_deref());
            let letter = window(&who.who.name, &lines, town, None);
            let letter = who.has_address().then_some(letter);
            (who.who.name.clone(), letter, who.who.email.clone())
        }
        _ => (String::new(), None, None),
    };
    let window = match way {
        LetterWay::Paper => letter.ok_or(Error::NoAddress)?,
        LetterWay::Mail if email.is_none() => return Err(Error::NoEmail),
        LetterWay::Mail => letter.unwrap_or_else(|| vec![name]),
    };
    Ok(To {
        window,
        email,
        language: language.unwrap_or(Language::Fi),
        number,
    })
}

/// Where she is on file: her name, letter and e-mail.
fn at_home(on_file: Reached) -> (String, Option<Vec<String>>, Option<String>) {
    let letter = on_file.address.as_ref().map(|address| {
        let town = (address.postal_code.as_deref(), address.town.as_deref());
        let country = address.country.as_deref();
        window(&on_file.name, &address.lines, town, country)
    });
    (on_file.name, letter, on_file.emails.into_iter().next_back())
}

fn write<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    (party, request, lot): (PartyId, RowId, LotId),
    letter: &NewLetter,
) -> Result<(), Error> {
    let found = letter.found.iter().map(|one| one.key().to_owned());
    let added = Added {
        words: letter.words.clone(),
        found: found.collect(),
    };
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(proof, &LETTER, place, &added)?;
    let (now, actor, today) = (work.now(), work.actor().id(), work.today());
    let values = (
        row,
        party,
        request,
        lot,
        sealed,
        letter.kind,
        letter.way,
        today,
        now,
        actor,
    );
    work.tx().run_one(&ADD_LETTER, values)?;
    Ok(())
}

/// The letters of a request, in their order.
pub(super) fn of_request<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    party: PartyId,
    request: RowId,
) -> Result<Vec<LetterView>, Error> {
    let mut letters = Vec::new();
    for (row, lot, sealed, kind, way, on, at, by) in work.tx().all(&LETTERS, (party, request))? {
        let place = Place::new(party, lot, row.get());
        letters.push(LetterView {
            kind,
            way,
            on,
            added: work.open(proof, &LETTER, place, &sealed)?.into_exposed(),
            written: (at, by),
        });
    }
    Ok(letters)
}
