//! The clocks of the notice: what is past them, of everybody or of one customer.
//!
//! How long, from when and on which ground stands in the notice alone. What starts a clock is told
//! by whoever holds the thing ([`Starts`]); two starts are the same for everything and are reckoned
//! here: a value arrived, and the last connection ended that uses it. A connection uses what a purpose
//! of the notice has a basis for on it: what was held for bills alone is not kept for somebody who is
//! a customer no more, although her consent to marketing goes on (GDPR art. 5(1)(b), (e)).
//!
//! Invariants: nothing is opened; what is due of everybody is found by comparing days in the
//! database, by the same day that decides over a single value ([`Heeded::due_from`], which a law
//! holds against [`policy::Clock::last_day`]); under a notice without clocks nothing is due.

use std::collections::{BTreeSet, HashMap};

use basics::{Day, Instant, LotId, PartyId, RowId, Zone};
use guard::Work;
use policy::{Category, ClockStart, ConnectionKind, DeclaredField, Heeded, Kept, Policy, Time};
use store::columns::Columns;
use store::{Dynamic, Tx, Value};

use crate::capability::{Asked, Started, Starts};
use crate::fields;
use crate::people;

/// A connection of a party: the kind, the first day and the last.
pub(super) type Connection = (ConnectionKind, Day, Option<Day>);

/// Everything that is needed to tell what is past its clock on a day.
#[derive(Clone)]
pub(super) struct Clocks {
    heeded: Heeded,
    pub(super) today: Day,
    zone: Zone,
    columns: &'static Columns,
}

/// Whether what belongs to a category was finished, and its ground gone, at the latest when the last
/// connection ended: an order of somebody who is no customer any more, the code she was billed by.
const fn ends_with_connection(category: Category) -> bool {
    matches!(
        category,
        Category::Services | Category::SiteAccess | Category::IdentityCode | Category::Permissions
    )
}

/// Whether a clock with this start runs from the end of the last connection.
const fn with_connection(start: ClockStart, category: Category) -> bool {
    match start {
        ClockStart::ConnectionEnd => true,
        ClockStart::Completion | ClockStart::GroundEnd => ends_with_connection(category),
        _ => false,
    }
}

impl Clocks {
    /// The clocks of today, by every version of the notice that counts.
    ///
    /// # Errors
    ///
    /// The guard's.
    pub(super) fn of(work: &mut Work<'_>) -> Result<Self, guard::Error> {
        let today = work.today();
        Self::on(work, today)
    }

    /// The same for another day: a run that goes on after midnight stays with its own.
    pub(super) fn on(work: &mut Work<'_>, today: Day) -> Result<Self, guard::Error> {
        Ok(Self {
            heeded: work.heeded()?,
            today,
            zone: work.policy().controller().zone.clone(),
            columns: Columns::ours().map_err(|_| guard::Error::Shape)?,
        })
    }

    /// The clocks by which something could be due today, in the order of their numbers: whose, what
    /// starts it, and the newest start that is over.
    pub(super) fn over(&self) -> Vec<(Kept, ClockStart, Day)> {
        let over = Category::ALL.into_iter().filter_map(|category| {
            let kept = Kept::of(category);
            let start = self.start(kept)?;
            Some((kept, start, self.heeded.due_from(kept, self.today)?))
        });
        over.collect()
    }

    fn start(&self, kept: Kept) -> Option<ClockStart> {
        match self.heeded.clock(kept)?.time {
            Time::For { start, .. } => Some(start),
            Time::NotStated | Time::WhileInForce => None,
        }
    }

    /// The clock of the version in force.
    pub(super) fn clock(&self, kept: Kept) -> Option<&policy::Clock> {
        self.heeded.clock(kept)
    }

    /// What is past one clock, of everybody: a page behind a party and a place, in their order.
    ///
    /// # Errors
    ///
    /// The guard's.
    pub(super) fn due(
        &self,
        tx: &mut Tx<'_>,
        (kept, start, until): (Kept, ClockStart, Day),
        after: (PartyId, i64),
        most: i64,
    ) -> Result<Vec<Started>, guard::Error> {
        let Some(category) = kept.category() else {
            return Ok(Vec::new());
        };
        let zone = &self.zone;
        let asked = Asked {
            category,
            until,
            zone,
            after,
            most,
        };
        let mut all = Vec::new();
        for starts in told(kept, start) {
            all.extend((starts.due)(tx, &asked)?);
        }
        match start {
            ClockStart::Arrival => {
                all.extend(self.arrived(tx, &asked)?);
                all.extend(self.sooner(tx, &asked)?);
            }
            start if with_connection(start, category) => {
                all.extend(people::ended_lots(tx, &asked, &self.using(category))?);
                all.extend(self.sooner_ended(tx, &asked)?);
            }
            _ => {}
        }
        // Several sources, each in order: the first of all of them, in one order.
        all.sort_unstable_by_key(|one| (one.party, one.place()));
        all.dedup_by_key(|one| (one.party, one.lot, one.value));
        all.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(all)
    }

    /// Everything of a party that is kept by one clock and whose clock has started.
    ///
    /// # Errors
    ///
    /// The guard's.
    pub(super) fn started(
        &self,
        work: &mut Work<'_>,
        party: PartyId,
        kept: Kept,
    ) -> Result<Vec<Started>, guard::Error> {
        let (Some(category), Some(start)) = (kept.category(), self.start(kept)) else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        for starts in told(kept, start) {
            all.extend((starts.of)(work.tx(), party, &self.zone)?);
        }
        match start {
            ClockStart::Arrival => {
                let arrived = self.arrived_of(work.tx(), party, category)?;
                all.extend(self.with_own_ends(work.tx(), party, arrived)?);
            }
            start if with_connection(start, category) => {
                all.extend(self.ended(work, party, category)?);
            }
            _ => {}
        }
        Ok(all)
    }

    /// The lots of a category of a party of which no connection uses it any more.
    fn ended(
        &self,
        work: &mut Work<'_>,
        party: PartyId,
        category: Category,
    ) -> Result<Vec<Started>, guard::Error> {
        let connections = people::connections_of(work, party)?;
        let ends = self.ends(category, &connections);
        let last = last_end(&ends, self.today);
        // Where no connection ever used it, it has been without a use since it came.
        let never = ends.is_empty() && !connections.is_empty();
        if last.is_none() && !never {
            return Ok(Vec::new());
        }
        let mut started = Vec::new();
        for lot in work.lots_of(party)? {
            if lot.category == category {
                started.push(Started {
                    party,
                    lot: lot.lot,
                    value: None,
                    on: last.unwrap_or_else(|| self.zone.day_at(lot.since)),
                    ends: None,
                });
            }
        }
        if let Some(on) = started.iter().map(|one| one.on).min() {
            started.extend(self.sooner_of(work.tx(), (party, category), on)?);
        }
        Ok(started)
    }

    /// The connections for whose people something of a category is used, by every version that counts.
    /// Who somebody is says the register as long as it holds anything of her.
    fn using(&self, category: Category) -> BTreeSet<ConnectionKind> {
        match category {
            Category::Identity | Category::Company => ConnectionKind::ALL.into_iter().collect(),
            category => self.heeded.using(category),
        }
    }

    /// When the connections of a party end that use something of a category.
    pub(super) fn ends(&self, category: Category, connections: &[Connection]) -> Vec<Option<Day>> {
        let using = self.using(category);
        let used = connections.iter().filter(|one| using.contains(&one.0));
        used.map(|one| one.2).collect()
    }

    /// Whether no connection of a party uses something of a category any more although another one goes
    /// on, and its clock runs for that.
    pub(super) fn is_unused(&self, category: Category, connections: &[Connection]) -> bool {
        let start = self.start(Kept::of(category));
        let on = |end: &Option<Day>| end.is_none_or(|end| end >= self.today);
        let uses = self.ends(category, connections).iter().any(on);
        start.is_some_and(|start| with_connection(start, category))
            && !uses
            && connections.iter().any(|one| on(&one.2))
    }

    /// The last day on which something may be kept whose clock started on a day, by the version in
    /// force.
    pub(super) fn last_day(&self, kept: Kept, on: Day) -> Option<Day> {
        self.heeded.clock(kept)?.last_day(on)
    }

    /// Whether the time of something is over, by every version that counts.
    pub(super) fn is_over(&self, kept: Kept, one: &Started) -> bool {
        let from = self.heeded.due_from(kept, self.today);
        one.ends.is_some_and(|ends| ends < self.today) || from.is_some_and(|from| one.on <= from)
    }
}

/// The last day of connections that end on these days; nothing while one goes on, or there is none.
pub(super) fn last_end(ends: &[Option<Day>], today: Day) -> Option<Day> {
    let goes_on = ends.iter().any(|end| end.is_none_or(|end| end >= today));
    let last = ends.iter().copied().flatten().max();
    last.filter(|_| !goes_on)
}

/// What the capabilities tell of a clock with this start.
fn told(kept: Kept, start: ClockStart) -> Vec<Starts> {
    let all = crate::starts();
    all.filter(|one| one.kept == kept && one.start == start)
        .collect()
}

/// A row of a table of sealed values: whose, which, under which lot, when it was written.
type Written = (PartyId, RowId, LotId, Instant);

impl Clocks {
    /// The sealed columns with values of a category: number, table, the column, that of the lot.
    fn tables(&self, category: Category) -> impl Iterator<Item = (u32, &str, &str, &str)> {
        let own = self.columns.sealed();
        let own = own.filter(move |one| one.store == "register" && one.category == category.key());
        own.map(|one| (u32::from(one.number), one.table, one.column, one.lot))
    }

    /// Values of a category that were written down on a day or before.
    fn arrived(&self, tx: &mut Tx<'_>, asked: &Asked<'_>) -> Result<Vec<Started>, guard::Error> {
        let (party, place) = asked.after;
        let page = [
            Value::Int(asked.before().ms()),
            Value::Int(party.get()),
            Value::Int(place),
            Value::Int(asked.most),
        ];
        let mut all = Vec::new();
        for (number, table, column, lot) in self.tables(asked.category) {
            let select = Dynamic::written_before(table, column, lot)?;
            let rows: Vec<Written> = tx.all_text(&select, &page)?;
            all.extend(rows.into_iter().map(|row| self.of_row(number, row)));
        }
        Ok(all)
    }

    /// Values of a category that one party has.
    fn arrived_of(
        &self,
        tx: &mut Tx<'_>,
        party: PartyId,
        category: Category,
    ) -> Result<Vec<Started>, guard::Error> {
        const READ: i64 = 1_000;
        let mut all = Vec::new();
        for (number, table, column, lot) in self.tables(category) {
            let (select, mut after) = (Dynamic::written_of(table, column, lot)?, i64::MIN);
            loop {
                let page = [Value::Int(party.get()), Value::Int(after), Value::Int(READ)];
                let rows: Vec<Written> = tx.all_text(&select, &page)?;
                let Some(last) = rows.last() else { break };
                after = last.1.get();
                all.extend(rows.into_iter().map(|row| self.of_row(number, row)));
            }
        }
        Ok(all)
    }

    /// Values of fields with a shorter time of their own that is over.
    fn sooner(&self, tx: &mut Tx<'_>, asked: &Asked<'_>) -> Result<Vec<Started>, guard::Error> {
        let (Some(policy), Some(column)) =
            (self.heeded.in_force(), fields::column_of(asked.category))
        else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        for field in policy
            .fields_of(asked.category)
            .filter(|one| one.period.is_some())
        {
            let Some(until) = self.heeded.field_due_from(field.key.as_str(), self.today) else {
                continue;
            };
            let before = self.zone.start_of(until.plus_days(1));
            let of = (&field.key, asked.category);
            for row in fields::written_before(tx, of, before, asked.after, asked.most)? {
                let one = self.of_row(column, row);
                let ends = self.own_end(field.key.as_str(), one.on);
                all.push(Started { ends, ..one });
            }
        }
        Ok(all)
    }

    /// The fields of a category with a shorter time of their own, each with the newest start that is
    /// over.
    fn shorter(&self, category: Category) -> Vec<(&DeclaredField, Day)> {
        let policy = self.heeded.in_force().into_iter();
        let fields = policy.flat_map(|policy| policy.fields_of(category));
        let own = fields.filter(|field| field.period.is_some());
        let own = own.filter_map(|field| {
            let from = self.heeded.field_due_from(field.key.as_str(), self.today)?;
            Some((field, from))
        });
        own.collect()
    }

    /// The same where the clock of the category runs from the end of the last connection: the values
    /// of those whose last one ended so long ago.
    fn sooner_ended(
        &self,
        tx: &mut Tx<'_>,
        asked: &Asked<'_>,
    ) -> Result<Vec<Started>, guard::Error> {
        let enough = usize::try_from(asked.most).unwrap_or(usize::MAX);
        let mut all = Vec::new();
        for (field, until) in self.shorter(asked.category) {
            // The party of the last page may have more of it.
            let (mut after, mut own) = ((asked.after.0, i64::MIN), Vec::new());
            while own.len() < enough {
                let page = Asked {
                    until,
                    after,
                    ..*asked
                };
                let lots = people::ended_lots(tx, &page, &self.using(asked.category))?;
                let Some(last) = lots.last() else { break };
                after = (last.party, last.place());
                let mut ended: Vec<(PartyId, Day)> =
                    lots.iter().map(|lot| (lot.party, lot.on)).collect();
                ended.dedup();
                for (party, on) in ended {
                    own.extend(self.values_of(tx, (party, asked.category), field, on)?);
                }
            }
            all.extend(own);
        }
        all.retain(|one| (one.party, one.place()) > asked.after);
        Ok(all)
    }

    /// The same of one party, whose last connection ended on a day.
    fn sooner_of(
        &self,
        tx: &mut Tx<'_>,
        of: (PartyId, Category),
        on: Day,
    ) -> Result<Vec<Started>, guard::Error> {
        let mut all = Vec::new();
        for (field, _) in self.shorter(of.1) {
            all.extend(self.values_of(tx, of, field, on)?);
        }
        Ok(all)
    }

    fn values_of(
        &self,
        tx: &mut Tx<'_>,
        (party, category): (PartyId, Category),
        field: &DeclaredField,
        on: Day,
    ) -> Result<Vec<Started>, guard::Error> {
        let Some(column) = fields::column_of(category) else {
            return Ok(Vec::new());
        };
        let ends = self.own_end(field.key.as_str(), on);
        let rows = fields::values_of(tx, party, (&field.key, category))?;
        let started = rows.into_iter().map(|(row, lot)| Started {
            party,
            lot,
            value: Some((column, row)),
            on,
            ends,
        });
        Ok(started.collect())
    }

    /// The same values, those of such fields with their own last day.
    fn with_own_ends(
        &self,
        tx: &mut Tx<'_>,
        party: PartyId,
        arrived: Vec<Started>,
    ) -> Result<Vec<Started>, guard::Error> {
        let declared = self.heeded.in_force().into_iter().flat_map(Policy::fields);
        if !declared.into_iter().any(|field| field.period.is_some()) {
            return Ok(arrived);
        }
        let keys: HashMap<RowId, String> = fields::fields_of(tx, party)?.into_iter().collect();
        let with_end = arrived.into_iter().map(|one| {
            let key = one.value.and_then(|(_, row)| keys.get(&row));
            let ends = key.and_then(|key| self.own_end(key, one.on));
            Started { ends, ..one }
        });
        Ok(with_end.collect())
    }

    /// The last day of a value of a field with a shorter time of its own, once every version that
    /// counts says so.
    fn own_end(&self, key: &str, on: Day) -> Option<Day> {
        let policy = self.heeded.in_force()?;
        let field = policy.field(key).filter(|field| field.period.is_some())?;
        let from = self.heeded.field_due_from(key, self.today)?;
        let ends = policy.field_clock(field)?.last_day(on)?;
        (on <= from || ends >= self.today).then_some(ends)
    }

    fn of_row(&self, column: u32, (party, row, lot, at): Written) -> Started {
        Started {
            party,
            lot,
            value: Some((column, row)),
            on: self.zone.day_at(at),
            ends: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[rstest]
    #[case(&[], None)]
    #[case(&[None], None)]
    #[case(&[Some("1.2.2026"), None], None)]
    // The last day is one of the connection still.
    #[case(&[Some("24.11.2026")], None)]
    #[case(&[Some("23.11.2026")], Some("23.11.2026"))]
    #[case(&[Some("1.2.2026"), Some("3.3.2025")], Some("1.2.2026"))]
    fn the_last_connection_to_end_starts_the_clock(
        #[case] ends: &[Option<&str>],
        #[case] last: Option<&str>,
    ) {
        let ends: Vec<Option<Day>> = ends.iter().map(|end| end.map(day)).collect();
        assert_eq!(last_end(&ends, day("24.11.2026")), last.map(day));
    }
}
