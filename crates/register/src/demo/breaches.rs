//! Breaches of the demo: one that is over and was told to nobody, with its reasons, and a drill of
//! which the hours run.

use basics::Day;
use guard::{Actor, Work};
use policy::Purpose;

use super::{NotMade, Typed};
use crate::app::App;
use crate::breaches::{add_typed, step_typed};

/// A moment: how many days ago, and the time of that day.
type Moment = (i32, &'static str);

/// A breach: when it was noticed, what was typed, and the steps with their own moments.
struct Sample {
    noticed: Moment,
    typed: &'static Typed,
    steps: &'static [(Moment, &'static Typed)],
}

/// An invoice went to somebody else (GDPR art. 33(1): unlikely to be a risk; 33(5): documented).
const OVER: Sample = Sample {
    noticed: (9, "9.10"),
    typed: &[
        ("name", "Lasku väärään sähköpostiin"),
        (
            "text",
            "Laskun kopio lähetettiin vanhaan osoitteeseen, joka on toisen asiakkaan.",
        ),
    ],
    steps: &[
        ((9, "9.40"), &[("deed", "aware")]),
        (
            (9, "10.15"),
            &[
                ("deed", "note"),
                ("category", "identity"),
                ("category", "contact"),
                ("category", "billing"),
                ("people", "1"),
                ("records", "1"),
                (
                    "words",
                    "Nimi, osoite ja yhden laskun summa. Vastaanottaja ilmoitti itse.",
                ),
            ],
        ),
        (
            (9, "13.00"),
            &[
                ("deed", "assess"),
                ("risk", "unlikely"),
                (
                    "words",
                    "Vastaanottaja tunnetaan ja vahvisti poistaneensa viestin. Laskussa ei ole pankki- eikä henkilötunnusta.",
                ),
            ],
        ),
        (
            (9, "13.30"),
            &[
                ("deed", "not_tell"),
                (
                    "words",
                    "Riski on epätodennäköinen: yksi lasku yhdelle tunnetulle, joka poisti sen.",
                ),
            ],
        ),
        (
            (8, "10.00"),
            &[
                ("deed", "measure"),
                (
                    "words",
                    "Vanha osoite päätettiin. Laskun osoite tarkistetaan ennen lähetystä.",
                ),
            ],
        ),
        (
            (7, "15.00"),
            &[
                ("deed", "close"),
                (
                    "words",
                    "Vanhat osoitteet päätetään heti, kun asiakas kertoo uuden.",
                ),
            ],
        ),
    ],
};

/// A drill that somebody goes on with.
const DRILL: Sample = Sample {
    noticed: (1, "8.30"),
    typed: &[
        ("name", "Harjoitus: asentajan puhelin katosi"),
        ("drill", "1"),
        (
            "text",
            "Puhelin jäi junaan. Siinä oli auki viikon kohteiden luettelo.",
        ),
    ],
    steps: &[
        ((1, "9.00"), &[("deed", "aware")]),
        (
            (1, "9.20"),
            &[
                ("deed", "measure"),
                (
                    "words",
                    "Asentajan istunnot suljettiin ja salasana vaihdettiin.",
                ),
            ],
        ),
    ],
};

/// Fills a register that was just made.
///
/// # Errors
///
/// [`NotMade`].
pub(super) async fn fill(app: &App, dpo: &Actor) -> Result<(), NotMade> {
    let looking = |work: &mut Work<'_>| Ok::<_, NotMade>(work.today());
    let desk = app.guard().desk();
    let today = desk.read(dpo, Purpose::Breach, looking).await?;
    for sample in [&OVER, &DRILL] {
        let typed = dated(sample.typed, "noticed", today, sample.noticed);
        let breach = add_typed(app, dpo, typed).await?;
        for (moment, step) in sample.steps {
            step_typed(app, dpo, breach, dated(step, "at", today, *moment)).await?;
        }
    }
    Ok(())
}

/// What is typed, with its moment.
fn dated(typed: &Typed, field: &str, today: Day, (ago, time): Moment) -> Vec<(String, String)> {
    let day = today.plus_days(-ago).finnish();
    super::with(typed, field, [&day, " ", time].concat())
}
