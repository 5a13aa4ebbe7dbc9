//! Those who are yet to be told, in the browser: whom, the letters and e-mails to them, and that
//! they were sent.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{BatchId, Coded, Day, Language, PartyId, RowId};
use guard::Work;
use policy::{Policy, Purpose};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::letter::letter;
use super::{DUE, PURPOSES};
use crate::letters::{self, LETTERS_MAX, NotMail};
use crate::people::{self, Addressee, Due};
use crate::permissions::ShownWay;
use crate::transfer;
use crate::web::{
    Fields, Frame, Id, Posted, Problem, Query, Visitor, Wrong, beside, done, page, saved, unfit,
};

/// An import with those of it who are yet to be told.
struct Waiting {
    batch: Option<BatchId>,
    /// Where its data came from, in the importer's word.
    source: String,
    count: i64,
    first: Option<Day>,
}

#[derive(Template)]
#[template(path = "informing/due.html")]
struct DuePage {
    frame: Frame,
    batches: Vec<Waiting>,
    /// The import whose people are shown.
    batch: Option<BatchId>,
    shown: Vec<Due>,
    next: Option<(Day, PartyId)>,
    hidden: i64,
    today: Day,
    most: usize,
    wrong: Wrong,
}

/// The name of the form.
const FORM: &str = "due";

impl DuePage {
    fn is_of(&self, waiting: &Waiting) -> bool {
        self.batch.is_some() && self.batch == waiting.batch
    }

    fn ticked(&self, due: &Due) -> bool {
        self.wrong.picked(FORM, "who", &due.party.to_string())
    }

    /// The list that brought somebody, in the importer's word; of whoever came by none, the kind of
    /// source her data came from.
    fn source(&self, due: &Due) -> String {
        if due.batch.is_none() {
            let source = due.source.as_ref();
            return source.map_or_else(String::new, |source| self.frame.word(source));
        }
        let mut all = self.batches.iter();
        let found = all.find(|one| one.batch == due.batch);
        found.map_or_else(String::new, |one| one.source.clone())
    }

    /// How the one who sent it told them, or that they know.
    fn way(&self, key: &str) -> bool {
        self.wrong.picked_or(FORM, "way", key, key == "post")
    }

    fn day_typed(&self) -> String {
        let today = self.today.finnish();
        self.wrong.typed_or(FORM, "on", &today).to_owned()
    }
}

/// Where the list begins, and whose it is.
#[derive(Deserialize, Default)]
pub(super) struct Wish {
    batch: Option<String>,
    day: Option<String>,
    after: Option<String>,
}

fn purpose(visitor: &Visitor) -> Purpose {
    visitor.purpose(&PURPOSES)
}

/// `GET /notice/due`
pub(super) async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    page(&read(&visitor, wish, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, wish: Wish, wrong: Wrong) -> Result<DuePage, Problem> {
    let language = visitor.language();
    let day = wish.day.as_deref().and_then(|day| Day::parse(day).ok());
    let after = day.zip(wish.after.and_then(|party| party.parse().ok()));
    let batch: Option<BatchId> = wish.batch.and_then(|batch| batch.parse().ok());
    let reading = move |work: &mut Work<'_>| people::due(work, after, batch);
    let guard = visitor.app.guard();
    let read = guard
        .desk()
        .read(&visitor.actor, purpose(visitor), reading)
        .await;
    let due = read.map_err(|error| Problem::of(&error, language))?;
    let batches = waiting(visitor).await;
    Ok(DuePage {
        frame: Frame::of(visitor, texts::say(language, "informing-title")),
        batches: batches.map_err(|error| Problem::of(&error, language))?,
        batch,
        shown: due.shown,
        next: due.next,
        hidden: i64::try_from(due.hidden).unwrap_or(i64::MAX),
        today: visitor.today(),
        most: LETTERS_MAX,
        wrong,
    })
}

/// The imports with people who are yet to be told, soonest first.
async fn waiting(visitor: &Visitor) -> Result<Vec<Waiting>, guard::Error> {
    let counted = people::due_batches(visitor.app.guard()).await?;
    let ids: Vec<BatchId> = counted.iter().filter_map(|row| row.0).collect();
    let sources: HashMap<BatchId, String> = transfer::sources_of(&visitor.app, ids).await?;
    let waiting = counted.into_iter().map(|(batch, count, first)| Waiting {
        batch,
        source: batch
            .and_then(|batch| sources.get(&batch).cloned())
            .unwrap_or_default(),
        count,
        first,
    });
    Ok(waiting.collect())
}

/// Why letters or e-mails were not made, or nothing was written down.
enum Unfit {
    /// Nobody was chosen.
    Nobody,
    /// More were chosen than there may be.
    TooMany,
    /// Everyone who was chosen was told already.
    AllTold,
    /// So many of them are not reached that way.
    NotReached(&'static str, usize),
    /// What a message says of itself.
    Mail(NotMail),
    /// The day is none, or lies in the future.
    Day,
}

impl Unfit {
    /// The field that it is about.
    const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Nobody | Self::TooMany | Self::AllTold | Self::NotReached(..) => Some("who"),
            Self::Day => Some("on"),
            Self::Mail(_) => None,
        }
    }

    fn sentence(&self, language: Language) -> String {
        match self {
            Self::Nobody => texts::say(language, "informing-nobody"),
            Self::TooMany => {
                let most = LETTERS_MAX.to_string();
                texts::say_with(language, "informing-too-many", &[("count", &most)])
            }
            Self::AllTold => texts::say(language, "informing-all-told"),
            Self::NotReached(key, count) => {
                texts::say_with(language, key, &[("count", &count.to_string())])
            }
            Self::Mail(error) => texts::say(language, &error.code().text_key()),
            Self::Day => texts::say(language, "error-permissions-day-future"),
        }
    }
}

/// The page again, with the sentence at its field and with who was chosen.
async fn again(visitor: &Visitor, fields: Fields, why: Unfit) -> Result<Response, Problem> {
    let wish = Wish {
        batch: Some(fields.text("batch").to_owned()),
        ..Wish::default()
    };
    let sentence = why.sentence(visitor.language());
    let wrong = Wrong::new(FORM, why.field(), sentence, fields);
    unfit(&read(visitor, wish, wrong).await?)
}

/// Who was chosen, in the order of the page.
fn chosen(fields: &Fields) -> Result<Vec<PartyId>, Unfit> {
    let mut parties: Vec<PartyId> = Vec::new();
    for text in fields.all("who") {
        if let Ok(party) = text.parse()
            && !parties.contains(&party)
        {
            parties.push(party);
        }
    }
    match parties.len() {
        0 => Err(Unfit::Nobody),
        count if count > LETTERS_MAX => Err(Unfit::TooMany),
        _ => Ok(parties),
    }
}

/// Those who were chosen and are yet to be told, opened for a letter: each has her line of the trail.
async fn opened(visitor: &Visitor, parties: Vec<PartyId>) -> Result<Vec<Addressee>, Problem> {
    let opening = move |work: &mut Work<'_>| people::addressees(work, &parties);
    let desk = visitor.app.guard().desk();
    let opened = desk.read(&visitor.actor, purpose(visitor), opening).await;
    opened.map_err(|error| Problem::of(&error, visitor.language()))
}

/// `POST /notice/due/letters`: the letters to those who were chosen, as one PDF.
pub(super) async fn letters(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let parties = match chosen(&fields) {
        Ok(parties) => parties,
        Err(unfit) => return again(&visitor, fields, unfit).await,
    };
    let to = opened(&visitor, parties).await?;
    let lacking = to.iter().filter(|one| one.address.is_none()).count();
    let unfit = match (to.is_empty(), lacking) {
        (true, _) => Some(Unfit::AllTold),
        (_, 0) => None,
        (_, lacking) => Some(Unfit::NotReached("informing-no-address", lacking)),
    };
    if let Some(unfit) = unfit {
        return again(&visitor, fields, unfit).await;
    }
    let (policy, day) = (visitor.policy.clone(), visitor.today());
    let (enclose, made) = (fields.ticked("enclose"), visitor.app.clock().now());
    let setting = move || {
        let (languages, enclosures) = enclosures(&policy, &to, enclose);
        let place = |one: &Addressee| languages.iter().position(|two| *two == one.language);
        let letters: Vec<_> = to
            .iter()
            .map(|one| letter(&policy, one, day, place(one)))
            .collect();
        letters::print(&policy, &letters, &enclosures, made)
    };
    let language = visitor.language();
    let pdf = beside(language, setting).await?;
    let pdf = pdf.map_err(|_| Problem::broken(language))?;
    Ok(saved("application/pdf", "kirjeet.pdf", pdf))
}

/// The notice in each language that somebody reads, where it is to be enclosed.
fn enclosures(
    policy: &Policy,
    to: &[Addressee],
    enclose: bool,
) -> (Vec<Language>, Vec<policy::Document>) {
    let read = |language: &Language| enclose && to.iter().any(|one| one.language == *language);
    let languages: Vec<Language> = Language::ALL.into_iter().filter(read).collect();
    let notices = languages.iter().map(|one| policy.document(*one)).collect();
    (languages, notices)
}

/// `POST /notice/due/mail`: the e-mails to those who were chosen: one as it is, several in an archive.
pub(super) async fn mail(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let parties = match chosen(&fields) {
        Ok(parties) => parties,
        Err(unfit) => return again(&visitor, fields, unfit).await,
    };
    let to = opened(&visitor, parties).await?;
    let lacking = to.iter().filter(|one| one.email.is_none()).count();
    let unfit = match (to.is_empty(), lacking) {
        (true, _) => Some(Unfit::AllTold),
        (_, 0) => None,
        (_, lacking) => Some(Unfit::NotReached("informing-no-email", lacking)),
    };
    if let Some(unfit) = unfit {
        return again(&visitor, fields, unfit).await;
    }
    let (policy, app) = (visitor.policy.clone(), visitor.app.clone());
    let (day, enclose) = (visitor.today(), fields.ticked("enclose"));
    let writing = move || {
        let (languages, notices) = enclosures(&policy, &to, enclose);
        let mut mails = Vec::with_capacity(to.len());
        for one in &to {
            let place = languages.iter().position(|two| *two == one.language);
            let notice = place.and_then(|place| notices.get(place));
            let letter = letter(&policy, one, day, place);
            let email = one.email.as_deref().unwrap_or_default();
            let told = (email, app.clock().now(), app.ids().ordered());
            mails.push(letters::mailed(&policy, &letter, notice, told)?);
        }
        match mails.as_slice() {
            [only] => Ok((only.bytes.clone(), false)),
            all => Ok((letters::packed(all)?, true)),
        }
    };
    let written = tokio::task::spawn_blocking(writing).await;
    let written: Result<(Zeroizing<Vec<u8>>, bool), NotMail> =
        written.unwrap_or(Err(NotMail::NotWritten));
    match written {
        Ok((bytes, false)) => Ok(saved("message/rfc822", "viesti.eml", bytes.to_vec())),
        Ok((bytes, true)) => Ok(saved("application/zip", "viestit.zip", bytes.to_vec())),
        Err(error) => again(&visitor, fields, Unfit::Mail(error)).await,
    }
}

/// `POST /notice/due`: those who were chosen were told, or know already.
pub(super) async fn told(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    let parties = match chosen(&fields) {
        Ok(parties) => parties,
        Err(unfit) => return again(&visitor, fields, unfit).await,
    };
    let way = ShownWay::from_key(fields.text("way")).ok_or(Problem::BadForm(language))?;
    let today = visitor.today();
    let on = match fields.text("on") {
        "" => Ok(today),
        text => Day::parse(text),
    };
    let on = match on {
        Ok(on) if on <= today => on,
        _ => return again(&visitor, fields, Unfit::Day).await,
    };
    let writing = move |work: &mut Work<'_>| people::told(work, &parties, (way, on));
    let desk = visitor.app.guard().desk();
    let written = desk.write(&visitor.actor, purpose(&visitor), writing).await;
    match written.map_err(|error| Problem::of(&error, language))? {
        0 => again(&visitor, fields, Unfit::AllTold).await,
        _ => Ok(done(DUE, "done-informed")),
    }
}

/// `POST /customers/{party}/told/undone`: an entry that was a mistake is taken back.
pub(super) async fn undo(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let entry: RowId = fields
        .text("row")
        .parse()
        .map_err(|_| Problem::BadForm(language))?;
    let undoing = move |work: &mut Work<'_>| people::not_told(work, party, entry);
    let desk = visitor.app.guard().desk();
    let undone = desk.write(&visitor.actor, purpose(&visitor), undoing).await;
    undone.map_err(|error| Problem::of(&error, language))?;
    let path = ["/customers/", &party.to_string()].concat();
    Ok(done(&path, "done-saved"))
}
