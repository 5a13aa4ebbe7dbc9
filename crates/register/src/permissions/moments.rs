//! What is told of a customer's permissions, in her timeline and wherever everything about her is
//! collected: what she said of marketing, and which version of the notice she was shown.

use basics::{Language, PartyId, RowId};
use guard::{PartyKind, Work};

use super::notice::notices_before;
use super::view::{ActView, acts_before};
use super::wording::{Frame, sentence_of_act};
use crate::capability::{Before, Moment, Moments, Piece, Told};
use policy::Category;

/// Both kinds.
pub(super) const TOLD: &[Told] = &[
    Told {
        kind: "permission",
        read: acts,
    },
    Told {
        kind: "notice",
        read: notices,
    },
];

fn acts(work: &mut Work<'_>, before: &Before) -> Result<Moments, guard::Error> {
    let from = RowId::new(before.number);
    let found = acts_before(work, before.party, from).map_err(super::Error::into_guard)?;
    let (acts, older) = found.unwrap_or_default();
    Ok(Moments {
        told: acts
            .into_iter()
            .map(|act| of_act(act, before.language))
            .collect(),
        down_to: older.map(RowId::get),
    })
}

fn of_act(view: ActView, language: Language) -> Moment {
    let over = match view.act.channel {
        Some(channel) => texts::say(language, &channel.text_key()),
        None => texts::say(language, "permissions-all-channels"),
    };
    let sentence = sentence_of_act(Frame(language), &view.act);
    let lines: Vec<String> = [view.wording, view.sale, view.proof]
        .into_iter()
        .flatten()
        .collect();
    Moment {
        number: view.act.row.get(),
        at: view.recorded,
        by: view.by,
        title: [&sentence, " (", &over, ")"].concat(),
        text: (!lines.is_empty()).then(|| lines.join("\n")),
        source: None,
    }
}

fn notices(work: &mut Work<'_>, before: &Before) -> Result<Moments, guard::Error> {
    let most = i64::try_from(before.most).unwrap_or(i64::MAX);
    let rows = notices_before(work, before.party, RowId::new(before.number), most);
    let rows = rows.map_err(super::Error::into_guard)?;
    let down_to = rows.last().filter(|_| rows.len() == before.most);
    let down_to = down_to.map(|last| last.row.get());
    let told = rows.into_iter().map(|shown| {
        let which = [("count", shown.version)];
        let which = texts::say_with(before.language, "permissions-notice-version", &which);
        let how = ["permissions-shown-", shown.way.key()].concat();
        let how = texts::say(before.language, &how);
        let undone = shown.undone.map_or_else(String::new, |_| {
            [
                " (",
                &texts::say(before.language, "permissions-undone"),
                ")",
            ]
            .concat()
        });
        Moment {
            number: shown.row.get(),
            at: shown.recorded,
            by: shown.by,
            title: [&which, ": ", &shown.on.finnish(), ", ", &how, &undone].concat(),
            text: None,
            source: None,
        }
    });
    Ok(Moments {
        told: told.collect(),
        down_to,
    })
}

/// Everything she said, newest first; which notices she was shown.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let mut pieces = Vec::new();
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let own = match row.kind {
        PartyKind::Person => Category::Identity,
        PartyKind::Organisation => Category::Company,
    };
    for (told, category) in TOLD.iter().zip([Category::Permissions, own]) {
        let mut before = Before {
            party,
            number: i64::MAX,
            most: super::SHOWN,
            language,
        };
        loop {
            let part = (told.read)(work, &before)?;
            let what = texts::say(language, &["timeline-kind-", told.kind].concat());
            pieces.extend(
                part.told
                    .into_iter()
                    .map(|moment| of_moment(moment, &what, category)),
            );
            match part.down_to {
                Some(number) => before.number = number,
                None => break,
            }
        }
    }
    Ok(pieces)
}

fn of_moment(moment: Moment, what: &str, category: Category) -> Piece {
    let lines: Vec<String> = [Some(moment.title), moment.text]
        .into_iter()
        .flatten()
        .collect();
    Piece {
        category,
        what: what.to_owned(),
        text: lines.join("\n"),
        source: moment.source,
        recorded: moment.at,
        ended: None,
    }
}
