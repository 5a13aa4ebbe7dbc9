//! How the clocks of one customer stand: what is held in each category, since when its clock runs,
//! when it is over, and what keeps it longer.
//!
//! Invariant: it is told by the very clocks and reasons by which the daily run decides.

use basics::{Day, LotId, PartyId};
use guard::category::Requests;
use guard::{Ask, HeldOn, Work};
use policy::{Category, ClockStart, Kept, RetentionGround, Time, floor};

use super::clocks::Clocks;
use super::due::Against;
use crate::capability::{Need, Started};
use crate::people;

/// How one category of a party stands.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an answer of its own to whoever reads it"
)]
pub(super) struct Standing {
    pub(super) category: Category,
    /// The lots of it.
    pub(super) lots: Vec<LotId>,
    /// How long, in the words of the notice.
    pub(super) time: Time,
    /// On which ground.
    pub(super) ground: Option<RetentionGround>,
    /// The last day on which the last of it may be kept, where its clock has started.
    pub(super) until: Option<Day>,
    /// The last day of the first of it.
    pub(super) first: Option<Day>,
    /// Whether all of it is past its clock.
    pub(super) over: bool,
    /// When the connections end that use it.
    pub(super) ends: Vec<Option<Day>>,
    /// Whether its clock runs because nothing uses it any more, although a connection goes on.
    pub(super) unused: bool,
    /// Whether the law orders it to be kept until then (GDPR art. 17(3)(b)).
    pub(super) by_law: Option<&'static str>,
    /// Whether the processing is restricted: then nothing goes by itself (GDPR art. 18).
    pub(super) restricted: bool,
    /// The holds that keep some of it.
    pub(super) holds: Vec<HeldOn>,
    /// Whether it is told what they are on.
    pub(super) tells_holds: bool,
    /// What needs it: why, and until when.
    pub(super) needs: Vec<(&'static str, Option<Day>)>,
}

/// How the categories of a party stand in which there is something, in the order of their numbers.
///
/// # Errors
///
/// The guard's.
pub(super) fn of_party(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Standing>, guard::Error> {
    let clocks = Clocks::of(work)?;
    let against = Against::of(work, &[party], clocks.today)?;
    let lots = work.lots_of(party)?;
    let connections = people::connections_of(work, party)?;
    let mut all = Vec::new();
    for category in Category::ALL {
        let own = lots.iter().filter(|lot| lot.category == category);
        let own: Vec<LotId> = own.map(|lot| lot.lot).collect();
        if own.is_empty() {
            continue;
        }
        let started = clocks.started(work, party, Kept::of(category))?;
        let mut one = standing(&clocks, &against, (party, category), own, &started);
        one.ends = clocks.ends(category, &connections);
        one.unused = clocks.is_unused(category, &connections);
        all.push(one);
    }
    Ok(all)
}

/// The same for whoever asks, who is told no more than the pages tell her: the categories she may see,
/// and what a hold is on only where she sees holds.
///
/// # Errors
///
/// The guard's.
pub(super) fn seen(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Standing>, guard::Error> {
    let mut all = of_party(work, party)?;
    all.retain(|one| work.could_see(one.category));
    let sees_holds = work.could::<Requests>(&Ask::view(&[]));
    for one in &mut all {
        one.tells_holds = sees_holds;
    }
    Ok(all)
}

fn standing(
    clocks: &Clocks,
    against: &Against,
    (party, category): (PartyId, Category),
    lots: Vec<LotId>,
    started: &[Started],
) -> Standing {
    let kept = Kept::of(category);
    let clock = clocks.clock(kept);
    let ends = || {
        started
            .iter()
            .filter_map(|one| clocks.last_day(kept, one.on))
    };
    let over = started.iter().filter(|one| clocks.is_over(kept, one));
    let over = over.count();
    let holds = against.holds(party).iter().copied();
    let keeps = |on: &HeldOn| lots.iter().any(|lot| on.keeps(*lot, category));
    let needs = against.needs(party, category).into_iter();
    let until = ends().max();
    // What the law orders to be kept is kept to its end, and that is not over while it has not begun.
    let ordered = floor(kept).filter(|_| until.is_none_or(|until| until >= clocks.today));
    Standing {
        category,
        time: clock.map_or(Time::NotStated, |clock| clock.time),
        ground: clock.and_then(|clock| clock.ground),
        until,
        first: ends().min(),
        over: !started.is_empty() && over == started.len(),
        ends: Vec::new(),
        unused: false,
        by_law: ordered.map(|floor| floor.law),
        restricted: against.is_restricted(party),
        holds: holds.filter(keeps).collect(),
        tells_holds: true,
        needs: needs.map(|need: &Need| (need.why, need.until)).collect(),
        lots,
    }
}

impl Standing {
    /// Whether its clock runs for each value on its own.
    pub(super) const fn each(&self) -> bool {
        matches!(
            self.time,
            Time::For {
                start: ClockStart::Arrival,
                ..
            }
        )
    }

    /// Whether it may be decided on: what proves decisions is kept for its own time.
    pub(super) const fn is_decided(&self) -> bool {
        !matches!(
            self.category,
            Category::Requests | Category::Disclosures | Category::Staff
        )
    }
}
