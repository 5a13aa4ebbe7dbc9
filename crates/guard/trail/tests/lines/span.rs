//! Where the lines of a time stand: no walk over the whole trail finds them, and none is missed.

use basics::Instant;
use testkit::{Stores, both_engines};
use trail::Line;

use crate::bench::{Bench, NOVEMBER, line};

const MINUTE: i64 = 60_000;
/// A line each minute of three weeks.
const LINES: i64 = 30_000;

fn at(minute: i64) -> Instant {
    Instant::from_ms(NOVEMBER + minute * MINUTE)
}

both_engines! {
    async fn the_lines_of_a_time_are_found_with_those_that_came_late(stores: Stores) {
        let bench = Bench::new(stores).await;
        let mut lines: Vec<Line> = (0..LINES)
            .map(|minute| Line { instant: at(minute), ..line(minute + 1) })
            .collect();
        // A crash on its day, mended two days later.
        let late = Line { instant: at(26_005), ..line(LINES + 1) };
        let place = 26_005 + 2 * 24 * 60;
        lines.insert(usize::try_from(place).unwrap(), late);
        for part in lines.chunks(4_000) {
            bench.append(part.to_vec()).await.unwrap();
        }
        let times = (at(26_000), at(26_010));
        let (span, found) = bench
            .here(move |here, trail| {
                let span = trail.span(here, times).unwrap();
                let mut all = Vec::new();
                let mut after = span.0;
                loop {
                    let part = trail.from(here, (after, span.1), 5_000).unwrap();
                    let Some(last) = part.last() else { break };
                    after = last.sequence;
                    all.extend(part);
                }
                (span, all)
            })
            .await;
        let within = found
            .iter()
            .filter(|one| times.0 <= one.line.instant && one.line.instant < times.1);
        assert_eq!(within.count(), 11, "ten minutes, and the one that came late");
        assert!(span.0 > 15_000, "older lines are not walked over: {span:?}");
        let early = (at(-100), at(-50));
        let (first, last) = bench.here(move |here, trail| trail.span(here, early).unwrap()).await;
        assert!(first == 0 && last < LINES, "{first}, {last}");
    }

    async fn an_actors_lines_of_a_time_come_oldest_first_and_behind_one(stores: Stores) {
        let bench = Bench::with(stores, 30).await;
        let actor = line(1).actor;
        let (all, rest) = bench
            .here(move |here, trail| {
                let all = trail.of_actor_from(here, actor, (0, 30), 100).unwrap();
                let after = all[all.len() / 2].sequence;
                let rest = trail.of_actor_from(here, actor, (after, 30), 100).unwrap();
                (all, rest)
            })
            .await;
        assert!(all.iter().all(|one| one.line.actor == actor));
        assert!(all.is_sorted_by_key(|one| one.sequence));
        assert_eq!(rest, all[all.len() / 2 + 1..]);
    }
}
