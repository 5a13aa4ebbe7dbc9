//! Lines come in, alone and many at once, and are found again.

use std::sync::Arc;

use basics::{ActorId, Instant, LotId, PartyId};
use policy::Action;
use testkit::{Stores, both_engines};
use trail::{Line, Recorded};

use crate::bench::{Bench, DECEMBER, NOVEMBER, SEED, line, on};

fn numbers(recorded: &[Recorded]) -> Vec<i64> {
    recorded.iter().map(|recorded| recorded.sequence).collect()
}

both_engines! {
    async fn lines_are_found_by_party_and_actor_newest_first(stores: Stores) {
        let bench = Bench::new(stores).await;
        let party = PartyId::new(5);
        let opened = Line { parties: vec![party], reason: Some(vec![1, 2]), ..line(1) };
        let listed = Line { parties: vec![], listed: vec![PartyId::new(6), party], ..line(2) };
        let both = Line { parties: vec![party, party], listed: vec![party], ..line(3) };
        let refused = Line { code: Some("access.scope.outside".into()), request: Some(9), ..line(4) };
        let all = vec![opened.clone(), listed.clone(), both.clone(), refused.clone()];
        bench.append(all).await.unwrap();
        let found = bench.here(move |here, trail| trail.of_party(here, party, None, 10)).await.unwrap();
        let expected: Vec<Recorded> = [(3, both), (2, listed), (1, opened.clone())]
            .map(|(sequence, line)| Recorded { sequence, month: 202_611, leaf: sequence, line })
            .into();
        assert_eq!(found, expected);
        let page = bench.here(move |here, trail| trail.of_party(here, party, Some(3), 1)).await;
        assert_eq!(numbers(&page.unwrap()), [2]);
        let actor = opened.actor;
        let by = bench.here(move |here, trail| trail.of_actor(here, actor, None, 10)).await.unwrap();
        assert_eq!(numbers(&by), [4, 1], "lines 1 and 4 are by the same actor");
        assert_eq!(by[0].line, refused);
        let nobody = ActorId::new(99);
        let none = bench.here(move |here, trail| trail.of_actor(here, nobody, None, 10)).await;
        assert_eq!(none.unwrap(), []);
        let latest = bench.here(|here, trail| trail.latest(here, Some(4), 2)).await.unwrap();
        assert_eq!(numbers(&latest), [3, 2]);
        assert_eq!(bench.trail.end(), 4);
        bench.verify().await.unwrap();
    }

    async fn erasures_are_told_oldest_first(stores: Stores) {
        let bench = Bench::new(stores).await;
        let erase = |number, lot| Line {
            action: Action::Erase,
            lots: vec![LotId::new(lot)],
            ..line(number)
        };
        bench.append(vec![line(1), erase(2, 70), line(3), erase(4, 71)]).await.unwrap();
        let all = bench.here(|here, trail| trail.erasures(here, 0, 10)).await.unwrap();
        assert_eq!(numbers(&all), [2, 4]);
        assert_eq!(all[1].line.lots, [LotId::new(71)]);
        let rest = bench.here(|here, trail| trail.erasures(here, 2, 10)).await.unwrap();
        assert_eq!(numbers(&rest), [4]);
    }

    async fn two_hundred_who_append_at_once_lose_nothing(stores: Stores) {
        let bench = Bench::new(stores).await;
        let tasks: Vec<_> = (1..=200)
            .map(|number| {
                let trail = Arc::clone(&bench.trail);
                tokio::spawn(async move {
                    on(&trail, move |here, trail| trail.append(here, vec![line(number)])).await
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let all = bench.here(|here, trail| trail.latest(here, None, 1_000)).await.unwrap();
        let mut units: Vec<i64> = all.iter().map(|recorded| recorded.line.unit.get()).collect();
        units.sort_unstable();
        assert_eq!(units, (1..=200).collect::<Vec<_>>());
        assert_eq!(bench.db.reruns(), 0, "one at a time writes for everyone");
        assert_eq!(bench.verify().await.unwrap().lines, 200);
    }

    async fn two_processes_append_to_one_trail(stores: Stores) {
        let bench = Bench::new(stores).await;
        let trails = [Arc::clone(&bench.trail), bench.other(SEED)];
        let tasks: Vec<_> = trails
            .into_iter()
            .zip([0, 1_000])
            .map(|(trail, from)| {
                tokio::spawn(async move {
                    for number in from..from + 20 {
                        let lines = vec![line(number)];
                        on(&trail, |here, trail| trail.append(here, lines)).await.unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(bench.verify().await.unwrap().lines, 40);
        bench.here(|here, trail| trail.ready(here)).await.unwrap();
        assert_eq!(bench.trail.end(), 40, "what the other process wrote is counted");
    }

    async fn nothing_is_taken_where_the_trail_cannot_be_written(stores: Stores) {
        let bench = Bench::with(stores, 1).await;
        bench.here(|here, trail| trail.ready(here)).await.unwrap();
        bench.db.clone().close().await;
        assert!(bench.append(vec![line(2)]).await.is_err());
        assert!(bench.here(|here, trail| trail.ready(here)).await.is_err());
        let tasks: Vec<_> = (0..10)
            .map(|number| {
                let trail = Arc::clone(&bench.trail);
                tokio::spawn(async move {
                    on(&trail, move |here, trail| trail.append(here, vec![line(number)])).await
                })
            })
            .collect();
        for task in tasks {
            assert!(task.await.unwrap().is_err(), "everyone who waited is told");
        }
        assert_eq!(bench.append(Vec::new()).await, Ok(()), "no line, no trouble");
        assert_eq!(bench.trail.end(), 1);
    }

    async fn a_month_begins_with_the_root_of_the_one_before(stores: Stores) {
        let bench = Bench::with(stores, 3).await;
        let december = Line { instant: Instant::from_ms(DECEMBER), ..line(4) };
        let late = Line { instant: Instant::from_ms(NOVEMBER + 9), ..line(5) };
        let march = Line { instant: Instant::from_ms(DECEMBER + 100 * 86_400_000), ..line(6) };
        bench.append(vec![december, late]).await.unwrap();
        let note = bench.checkpoint().await;
        assert!(note.starts_with("seloste/trail/202612\n3\n"), "{note}");
        bench.append(vec![march]).await.unwrap();
        let all = bench.here(|here, trail| trail.latest(here, None, 10)).await.unwrap();
        let places: Vec<_> = all.iter().map(|one| (one.month, one.leaf)).collect();
        let expected = [(202_703, 1), (202_612, 2), (202_612, 1), (202_611, 3), (202_611, 2), (202_611, 1)];
        assert_eq!(places, expected, "what comes late is in the open month");
        let verified = bench.verify().await.unwrap();
        assert_eq!((verified.lines, verified.months, verified.checkpoints), (6, 3, 2));
        bench.against(&note).await.unwrap();
    }

    async fn an_empty_trail_is_true_and_has_no_checkpoint(stores: Stores) {
        let bench = Bench::new(stores).await;
        assert_eq!(bench.verify().await.unwrap().lines, 0);
        let now = Instant::from_ms(NOVEMBER);
        assert_eq!(bench.here(move |here, trail| trail.checkpoint(here, now)).await, Ok(None));
    }
}
