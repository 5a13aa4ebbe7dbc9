//! What the demo keeps for longer, and what it keeps no longer: a legal hold, and somebody who left so
//! long ago that her time is over. The daily look goes through the register once, so that the page of
//! what is due shows her.

use basics::PartyId;
use guard::{Actor, HeldOn, Work};
use policy::Purpose;

use super::{NotMade, cast};
use crate::app::App;
use crate::people::{self, Change, WhyEnded};
use crate::retention;

/// Why something is held.
const REASON: &str =
    "Asiakas vaatii korvausta vesivahingosta; asia on kuluttajariitalautakunnassa.";
/// Days until somebody looks at the hold again.
const REVIEWED: i32 = 180;

/// Fills a register in which the customers are; nothing where too few are there.
///
/// # Errors
///
/// [`NotMade`].
pub(super) async fn fill(
    app: &App,
    (clerk, dpo): (&Actor, &Actor),
    parties: &[PartyId],
) -> Result<(), NotMade> {
    let places = [cast::DISPUTING, cast::LEFT].map(|place| cast::at(parties, place));
    let [Some(disputing), Some(left)] = places else {
        return Ok(());
    };
    let holding = move |work: &mut Work<'_>| {
        let review = work.today().plus_days(REVIEWED);
        retention::hold(work, disputing, HeldOn::Party, REASON, review)
    };
    let desk = app.guard().desk();
    desk.write(dpo, Purpose::Rights, holding).await?;
    let leaving = move |work: &mut Work<'_>| {
        let row = work.party(left)?.ok_or(NotMade::Data)?;
        let leave = Change::Leave(cast::left_on(work.today()), WhyEnded::Moved);
        Ok::<_, NotMade>(people::change(work, left, row.version, &leave, "")?)
    };
    desk.write(clerk, Purpose::Care, leaving).await?;
    retention::run(app).await?;
    Ok(())
}
