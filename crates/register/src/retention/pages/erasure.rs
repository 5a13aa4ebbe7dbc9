//! The erasure of one customer: what would go and what would stay, the decision, the confirmation.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::Response;
use basics::{DAY_MS, Instant, PartyId};
use guard::category::Identity;
use guard::{Ages, Ask, CopyKind, KnownCopy, Work};
use policy::{Category, Clock, Kept, LegalBasis, Policy, Purpose};

use super::super::cases::{self, bases, purposes};
use super::super::decision::{Decided, Verdict};
use super::super::error::{Error, words};
use super::super::outside::{self, Copied};
use super::super::standing::{self, Standing};
use super::{stands, told};
use crate::capability::HandedOut;
use crate::disclosures;
use crate::people;
use crate::people::{name_of, number_of};
use crate::web::{Fields, Frame, Id, Posted, Problem, Visitor, Wrong, done, page, unfit};

#[derive(Template)]
#[template(path = "retention/erasure.html")]
struct ErasurePage {
    frame: Frame,
    party: PartyId,
    name: String,
    number: i64,
    categories: Vec<Shown>,
    /// Proof of decisions and disclosures, which stays for its own time.
    proof: Vec<Shown>,
    /// Who is to be told where something was given to them: name, categories.
    receivers: Vec<(String, String)>,
    /// Who did receive something, by name.
    received: Vec<String>,
    /// The copies that were made for somebody, and the files that were taken out.
    copied: Copied,
    copies: Copies,
    wrong: Wrong,
}

/// A category on the page.
struct Shown {
    category: Category,
    lots: usize,
    /// How long it is kept, and what keeps it longer.
    told: Vec<String>,
    /// Whether it stays whatever is decided: by law, by a legal hold.
    by_law: bool,
    held: bool,
    /// What is decided on.
    asked: Vec<Asked>,
}

/// A decision on a category for one purpose.
struct Asked {
    field: String,
    purpose: String,
    /// What it rests on for her, in words.
    bases: String,
    /// The grounds that this gives.
    grounds: Vec<Verdict>,
}

/// A purpose, and what a category rests on that is used for it.
type Rests = (Option<Purpose>, BTreeSet<LegalBasis>);

/// What copies there are.
struct Copies {
    backup: Option<Instant>,
    keys: Option<Instant>,
    root_key: Option<Instant>,
    /// Until when a backup of today is kept by the notice.
    until: Option<String>,
    /// Those that are known: what, where, when, how many days ago, whether it lies there.
    known: Vec<Known>,
}

/// A backup or a copy of the keys.
struct Known {
    keys: bool,
    place: String,
    made: Instant,
    days: i64,
    there: bool,
}

impl ErasurePage {
    /// Who has a copy.
    fn whom(&self, copy: &HandedOut) -> String {
        let herself = || self.frame.say("packages-for-herself");
        copy.whom.clone().unwrap_or_else(herself)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn chosen(&self, field: &str, verdict: &Verdict) -> bool {
        self.wrong.picked(OWN, field, verdict.key())
    }

    /// The page with the sentence at those decisions that an error is about; at the field that it names
    /// itself, where it is about none of them.
    fn marked(self, error: &Error) -> Self {
        let mut at = Vec::new();
        for one in &self.categories {
            let chosen = |asked: &Asked| Verdict::from_key(self.wrong.typed(OWN, &asked.field));
            let granted = |asked: &Asked| chosen(asked).is_some_and(Verdict::grants);
            let goes = one.asked.iter().all(granted);
            let wrong = one.asked.iter().filter(|asked| match error {
                Error::Undecided => chosen(asked).is_none(),
                Error::NotThisGround => {
                    chosen(asked).is_some_and(|verdict| !asked.grounds.contains(&verdict))
                }
                Error::KeptByLaw => one.by_law && goes,
                Error::Held => one.held && goes,
                _ => false,
            });
            at.extend(wrong.map(|asked| asked.field.clone()));
        }
        if at.is_empty() {
            return self;
        }
        let wrong = self.wrong.told_at(at);
        Self { wrong, ..self }
    }
}

/// The name of the form, before that of its fields in what is told of them.
const OWN: &str = "erasure";

/// The field that a category and a purpose are decided in.
fn field(category: Category, purpose: Option<Purpose>) -> String {
    let purpose = purpose.map_or("all", Purpose::key);
    ["decided-", category.key(), "-", purpose].concat()
}

/// `GET /customers/{party}/erasure`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
) -> Result<Response, Problem> {
    page(&read(&visitor, party, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, party: PartyId, wrong: Wrong) -> Result<ErasurePage, Problem> {
    let language = visitor.language();
    let reading = move |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::erased(&[party]))?;
        let name = name_of(work, party)?;
        let number = number_of(work, party)?;
        let standing = standing::of_party(work, party)?;
        let received = disclosures::to_tell(work, party)?;
        let copied = outside::of_party(work, party, language)?;
        let held_on = people::kinds_held_on(work, party)?;
        let asked = standing.iter().map(|one| {
            let purposes = purposes(work, one.category).into_iter();
            let rests = |purpose| bases(work.policy(), &held_on, (one.category, purpose));
            purposes.map(|purpose| (purpose, rests(purpose))).collect()
        });
        let asked: Vec<Vec<Rests>> = asked.collect();
        Ok::<_, Error>((name, number, standing, asked, (received, copied)))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (name, number, standing, asked, (received, copied)) =
        read.map_err(|error| told(&error, language))?;
    let ages = visitor.app.guard().ages().await;
    let ages = ages.map_err(|error| Problem::of(&error, language))?;
    let known = visitor.app.guard().known_copies().await;
    let known = known.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(visitor, texts::say(language, "retention-erasure"));
    let (mut categories, mut proof) = (Vec::new(), Vec::new());
    for (one, purposes) in standing.iter().zip(asked) {
        let shown = shown(&frame, visitor, one, purposes);
        if one.is_decided() {
            categories.push(shown);
        } else {
            proof.push(shown);
        }
    }
    let held: Vec<Category> = standing.iter().map(|one| one.category).collect();
    Ok(ErasurePage {
        party,
        name,
        number,
        categories,
        proof,
        receivers: receivers(&visitor.policy, &held, &frame),
        received,
        copied,
        copies: copies(visitor, &ages, known),
        wrong,
        frame,
    })
}

fn shown(frame: &Frame, visitor: &Visitor, standing: &Standing, purposes: Vec<Rests>) -> Shown {
    let category = standing.category;
    let asked = purposes.into_iter().map(|(purpose, bases)| {
        let declared = purpose.and_then(|purpose| visitor.policy.purpose(purpose));
        let text = match (purpose, declared) {
            (_, Some(declared)) => declared.text.get(frame.language).to_owned(),
            (Some(purpose), None) => frame.word(&purpose),
            (None, None) => frame.say("retention-whole-category"),
        };
        let words: Vec<String> = bases.iter().map(|basis| frame.word(basis)).collect();
        let ordered = standing.by_law.is_some();
        let mut grounds = Verdict::ALL.to_vec();
        grounds.retain(|verdict| verdict.fits(&bases, purpose, ordered));
        Asked {
            field: field(category, purpose),
            purpose: text,
            bases: words.join(", "),
            grounds,
        }
    });
    Shown {
        category,
        lots: standing.lots.len(),
        told: stands(frame, standing),
        by_law: standing.by_law.is_some(),
        held: !standing.holds.is_empty(),
        asked: asked.collect(),
    }
}

/// The recipients of the notice that may have received something of these categories, who are then
/// to be told (GDPR art. 19).
fn receivers(policy: &Policy, held: &[Category], frame: &Frame) -> Vec<(String, String)> {
    let told = policy.recipients().iter().filter_map(|one| {
        let own = held.iter().filter(|held| one.categories.contains(held));
        let own: Vec<String> = own.map(|category| frame.word(category)).collect();
        (!own.is_empty()).then(|| (one.who.name_in(frame.language).to_owned(), own.join(", ")))
    });
    told.collect()
}

fn copies(visitor: &Visitor, ages: &Ages, known: Vec<KnownCopy>) -> Copies {
    let zone = &visitor.policy.controller().zone;
    let now = visitor.app.clock().now();
    let today = zone.day_at(now);
    let known = known.into_iter().map(|one| Known {
        keys: one.kind == CopyKind::Keys,
        place: one.place.display().to_string(),
        made: one.made,
        days: now.ms_since(one.made).max(0) / DAY_MS,
        there: one.there,
    });
    let clock = visitor.policy.clock(Kept::Backups);
    let until = clock.and_then(|clock: &Clock| clock.last_day(today));
    Copies {
        backup: ages.backup,
        keys: ages.keys_copy,
        root_key: ages.root_key.changed,
        until: until.map(basics::Day::finnish),
        known: known.collect(),
    }
}

/// `POST /customers/{party}/erasure`: decided, confirmed, carried out.
pub(in super::super) async fn decide(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    match decided(&visitor, party, &fields).await {
        Ok((case, false)) => Ok(done(&path_of(case), "done-erasure-decided")),
        Ok((case, true)) => {
            let (app, actor) = (&visitor.app, &visitor.actor);
            let carried = cases::carry_out(app, actor, Purpose::Rights, case).await;
            carried.map_err(|error| told(&error, language))?;
            Ok(done(&path_of(case), "done-erased"))
        }
        Err(error) => {
            let wrong = visitor.wrong(OWN, &error, fields)?;
            unfit(&read(&visitor, party, wrong).await?.marked(&error))
        }
    }
}

fn path_of(case: i64) -> String {
    format!("/retention/cases/{case}")
}

/// Writes down what the form decides, once the number confirms it.
async fn decided(visitor: &Visitor, party: PartyId, fields: &Fields) -> Result<(i64, bool), Error> {
    let words = words(fields.text("words"))?;
    let fields = fields.clone();
    let deciding = move |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::erased(&[party]))?;
        let mut decided = Decided::new();
        for one in standing::of_party(work, party)? {
            if !one.is_decided() {
                continue;
            }
            for purpose in purposes(work, one.category) {
                let verdict = fields.text(&field(one.category, purpose));
                let verdict = Verdict::from_key(verdict).ok_or(Error::Undecided)?;
                decided.insert((one.category, purpose), verdict);
            }
        }
        if !fields.confirms("number", &number_of(work, party)?) {
            return Err(Error::Unconfirmed);
        }
        cases::decide(work, party, &decided, &words)
    };
    let desk = visitor.app.guard().desk();
    desk.write(&visitor.actor, Purpose::Rights, deciding).await
}
