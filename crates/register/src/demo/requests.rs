//! Requests of the demo: what waits on the desk of whoever answers data subjects, and what was
//! answered. They go in by the same door as those that are typed at the desk.

use basics::{Day, Language, PartyId};
use guard::{Actor, Work};
use policy::Purpose;

use super::{NotMade, Typed, sites};
use crate::app::App;
use crate::rights::{add_typed, step_typed};

/// A request: how many days ago it came, what was typed, and the steps with their own days.
struct Sample {
    ago: i32,
    typed: &'static Typed,
    steps: &'static [(i32, &'static Typed)],
}

/// Which of them is due first of those that are open.
const DUE_FIRST: usize = 1;

/// Those of customers. Each is of another one.
const OF_CUSTOMERS: [Sample; 4] = [
    Sample {
        ago: 8,
        typed: &[
            ("kind", "access"),
            ("way", "post"),
            ("signed", "1"),
            ("text", "Haluan nähdä, mitä minusta on tallennettu."),
        ],
        steps: &[(
            5,
            &[
                ("deed", "ask_identity"),
                ("words", "Kirjeessä oli vain nimi."),
            ],
        )],
    },
    Sample {
        ago: 27,
        typed: &[
            ("kind", "access"),
            ("kind", "portability"),
            ("way", "desk"),
            ("text", "Kaikki tiedot, myös sähköisessä muodossa."),
        ],
        steps: &[(26, &[("deed", "identify"), ("means", "document")])],
    },
    Sample {
        ago: 3,
        typed: &[
            ("kind", "erasure"),
            ("way", "email"),
            ("text", "Pyydän poistamaan tietoni, en enää tilaa mitään."),
        ],
        steps: &[],
    },
    Sample {
        ago: 45,
        typed: &[
            ("kind", "marketing_objection"),
            ("way", "phone"),
            ("text", "Ei enää mainoksia."),
        ],
        steps: &[
            (45, &[("deed", "identify"), ("means", "known")]),
            (
                44,
                &[
                    ("deed", "decide"),
                    ("kind", "marketing_objection"),
                    ("outcome", "granted"),
                ],
            ),
            (44, &[("deed", "answer")]),
        ],
    },
];

/// One of somebody who is not among the customers.
const OF_NOBODY: Sample = Sample {
    ago: 2,
    typed: &[
        ("kind", "access"),
        ("way", "form"),
        ("name", "Aada Esimerkki"),
        ("email", "aada.esimerkki@example.com"),
        ("text", "Onko minusta tietoja?"),
    ],
    steps: &[],
};

/// Fills a register in which the customers are; nothing where too few are there. Whose request is due
/// first.
///
/// # Errors
///
/// [`NotMade`].
pub(super) async fn fill(
    app: &App,
    dpo: &Actor,
    parties: &[PartyId],
) -> Result<Option<PartyId>, NotMade> {
    let parties: Vec<PartyId> = parties.iter().take(sites::LOOKED_AT).copied().collect();
    let looking = move |work: &mut Work<'_>| {
        let found = sites::found(work, &parties)?;
        Ok::<_, NotMade>((work.today(), found.persons))
    };
    let desk = app.guard().desk();
    let (today, persons) = desk.read(dpo, Purpose::Rights, looking).await?;
    if persons.len() < OF_CUSTOMERS.len() {
        return Ok(None);
    }
    let first = persons.get(DUE_FIRST).map(|person| person.0);
    for (sample, (party, _)) in OF_CUSTOMERS.iter().zip(persons) {
        written(app, dpo, Some(party), (sample, today)).await?;
    }
    written(app, dpo, None, (&OF_NOBODY, today)).await?;
    Ok(first)
}

async fn written(
    app: &App,
    dpo: &Actor,
    party: Option<PartyId>,
    (sample, today): (&Sample, Day),
) -> Result<(), NotMade> {
    let typed = dated(sample.typed, "received", today.plus_days(-sample.ago));
    let request = add_typed(app, dpo, party, typed, Language::Fi).await?;
    for (ago, step) in sample.steps {
        let typed = dated(step, "on", today.plus_days(-ago));
        step_typed(app, dpo, request, typed).await?;
    }
    Ok(())
}

/// What is typed, with its day.
fn dated(typed: &Typed, field: &str, day: Day) -> Vec<(String, String)> {
    super::with(typed, field, day.finnish())
}
