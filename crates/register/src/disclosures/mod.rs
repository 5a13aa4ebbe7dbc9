//! Disclosures: data given to somebody outside (GDPR art. 4(9), 15(1)(c), 19, 28; the notice's
//! section on giving data).
//!
//! In the interest of the person, whose data leaves for a named recipient, on a ground, as little as
//! that ground needs, and who is told of it; and of whoever gives it, for whom the page says what may
//! be given instead of leaving it to her. Read [`gate`] first: nothing leaves but through it, or by a
//! right of its own that the test of all exits names.
//!
//! Invariants: a disclosure has a recipient that the notice names, a ground, specified persons and
//! specified values; what leaves is exactly what was looked at; a second pair of eyes confirms it
//! where the notice says so; it is told to the person, but for what the law withholds from her, and
//! then to nobody without the right to disclose; whoever received something is told of corrections.

mod choice;
mod columns;
mod error;
mod field;
mod follow;
pub mod gate;
mod ledger;
mod model;
mod oversight;
mod pages;
mod queries;
mod recipients;
mod sheet;
mod told;

use policy::Right;

use crate::app::App;
use crate::capability::{Capability, Told as Moment};
use crate::web::{Link, Section, Tab};

pub use error::Error;
pub use follow::{COUNTED_MAX, FollowUp, How, What, begin as tell_recipients, to_tell, waiting};
pub use ledger::{disclose, marks, stop_given};
pub use model::{
    Demand, Disclosure, NewRecipient, Order, PARTIES_MAX, Recipient, Role, State, Told,
    WITHHELD_DAYS_MAX, Withheld,
};
pub use recipients::add as add_recipient;
pub use told::{handed_out, standing_sentence, told_to_the_person};

/// What disclosures tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "disclosures",
    statements,
    columns: columns::declarations,
    routes: pages::routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[Link {
        path: "/disclosures",
        text: "disclosures-menu",
        for_whom: |visitor| visitor.holds(Right::Disclose),
        section: Section::Register,
        search: None,
    }],
    tabs: &[Tab {
        path: "/disclosures",
        text: "disclosures-menu",
        for_whom: |visitor| visitor.holds(Right::Disclose),
        outlasts: true,
    }],
    timeline: &[Moment {
        kind: "disclosure",
        read: told::moments,
    }],
    collect: Some(told::collected),
    due: &[],
    needs: None,
    oversees: Some(oversight::oversees),
    reports: Some(oversight::reports),
};

fn statements() -> Vec<&'static dyn store::Declared> {
    [queries::all(), oversight::all()].concat()
}

/// How many disclosures wait to be confirmed or given, and how many agreements and feeds were to be
/// looked at again, counted to a bound.
///
/// # Errors
///
/// The register's failure.
pub async fn to_do(app: &App, today: basics::Day) -> Result<(i64, i64), guard::Error> {
    let reading = move |tx: &mut store::Tx<'_>| {
        let waiting = tx.one(&queries::WAITING, (COUNTED_MAX,))?;
        Ok((
            waiting,
            tx.one(&queries::REVIEWS_DUE, (today, COUNTED_MAX))?,
        ))
    };
    app.guard().read_state(reading).await
}

/// The recipients that may receive something, for whoever may look at disclosures.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn recipients(work: &mut guard::Work<'_>) -> Result<Vec<Recipient>, guard::Error> {
    recipients::standing(work).map_err(Error::into_guard)
}

/// The newest disclosures with the names of their recipients; no customer is named.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn newest(work: &mut guard::Work<'_>) -> Result<Vec<(Disclosure, String)>, guard::Error> {
    let newest = basics::DisclosureId::new(i64::MAX);
    let page = ledger::before(work, newest).map_err(Error::into_guard)?;
    Ok(page.0)
}
