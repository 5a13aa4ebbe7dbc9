//! Permissions: what each party said about marketing, and whether it may be reached over a channel.
//!
//! In the interest of the person, whose "no" holds whatever a list, a merge or a clerk says, and
//! whose consent is worth what can be proved of it (GDPR art. 7(1), 7(3), 21(2)–(3)); and of the
//! clerk, who reads in words what she may do and why.
//!
//! Invariants: acts are only added; a state is read from them by one rule ([`state`]) and always
//! comes with its reason; the guard's own "no" beside the keys decides where the two differ.

mod act;
mod asked;
pub mod columns;
mod due;
mod error;
mod ledger;
mod moments;
mod notice;
mod rules;
mod view;
mod wording;

pub(crate) use act::kept_words;
pub use act::{Act, ActRow, Teller, What, Words};
pub use asked::{act as asked_act, notice_shown as asked_notice};
pub use error::Error;
pub use ledger::{
    ban_new, closed_by_earlier, consents_known, import_consent, record, takes_consent,
};
pub use notice::{Notice, ShownWay, notice_views, record as record_notice, undo as undo_notice};
pub use rules::{Allowed, Facts, Rules, State, Why, state};
pub use view::{ActView, Permissions, SHOWN, acts_before, permissions_of};
pub use wording::{Frame as Sentences, sentence_of_act, sentence_of_state};

use crate::capability::Capability;

/// What permissions tell about themselves. Their pages and operations are those of the customer.
pub const CAPABILITY: Capability = Capability {
    name: "permissions",
    statements,
    columns: columns::declarations,
    routes: axum::Router::new,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[],
    tabs: &[],
    timeline: moments::TOLD,
    collect: Some(moments::collected),
    due: due::STARTS,
    needs: None,
    oversees: None,
    reports: None,
};

/// Whether a consent of a party to marketing stands over some channel.
///
/// # Errors
///
/// The store's failure.
pub fn consents(work: &mut guard::Work<'_>, party: basics::PartyId) -> Result<bool, Error> {
    let acts = ledger::acts_of(work, party)?;
    let mut channels = policy::MarketingChannel::ALL.into_iter();
    Ok(channels.any(|one| matches!(rules::standing(&acts, one), rules::Standing::Consent(_))))
}

fn statements() -> Vec<&'static dyn store::Declared> {
    [ledger::all(), notice::all(), due::all()].concat()
}

/// What was shown to a party that is merged into another was shown to that one. Her acts lie sealed
/// and are carried with her lots.
///
/// # Errors
///
/// The store's failure.
pub fn carry(
    work: &mut guard::Work<'_>,
    from: basics::PartyId,
    into: basics::PartyId,
) -> Result<(), guard::Error> {
    work.tx().run(&notice::COPY_SHOWN, (from, into))?;
    Ok(())
}

/// Takes back what [`carry`] did, where the two are parted.
///
/// # Errors
///
/// The store's failure.
pub fn take_back(
    work: &mut guard::Work<'_>,
    from: basics::PartyId,
    into: basics::PartyId,
) -> Result<(), guard::Error> {
    work.tx().run(&notice::TAKE_SHOWN, (from, into))?;
    Ok(())
}

/// Removes what is kept of a party beside its lots, when an import is taken back.
///
/// # Errors
///
/// The store's failure.
pub fn forget(work: &mut guard::Work<'_>, party: basics::PartyId) -> Result<(), guard::Error> {
    work.tx().run(&ledger::DROP_ACTS, (party,))?;
    work.tx().run(&notice::DROP_SHOWN, (party,))?;
    Ok(())
}
