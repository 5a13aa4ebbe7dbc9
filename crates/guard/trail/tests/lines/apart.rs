//! Who opened a party's data is found apart from who only had the party in a list.

use std::sync::Arc;

use basics::PartyId;
use policy::Action;
use store::{Db, Settings, schemas};
use testkit::{Stores, both_engines};
use trail::{How, Line, Recorded, Trail};

use crate::bench::{Bench, SEED, line, on};

store::statements! {
    /// As what was refused stood before it counted as asked for.
    AS_LISTED: (i64,) -> () = "update line_party set opened = 0 where sequence = $1";

    /// How a line is found by its only party.
    HOW: (i64,) -> i64 = "select opened from line_party where sequence = $1";
}

const PARTY: PartyId = PartyId::new(5);
/// More lists than are read at once.
const LISTS: i64 = 10_500;

fn opened(number: i64) -> Line {
    Line {
        parties: vec![PARTY],
        ..line(number)
    }
}

fn listed(number: i64) -> Line {
    Line {
        action: Action::List,
        parties: vec![],
        listed: vec![PartyId::new(6), PARTY],
        ..line(number)
    }
}

fn refused(number: i64) -> Line {
    Line {
        action: Action::Refuse,
        code: Some("view:access.scope.outside".into()),
        parties: vec![],
        listed: vec![PARTY],
        ..line(number)
    }
}

async fn telling(bench: &Bench, how: How, before: Option<i64>, limit: i64) -> Vec<Recorded> {
    let told = bench.here(move |here, trail| trail.telling(here, PARTY, how, before, limit));
    told.await.unwrap()
}

fn numbers(recorded: &[Recorded]) -> Vec<i64> {
    recorded.iter().map(|recorded| recorded.sequence).collect()
}

both_engines! {
    async fn who_opened_a_party_is_found_behind_any_number_of_lists(stores: Stores) {
        let bench = Bench::new(stores).await;
        bench.append(vec![opened(1), refused(2)]).await.unwrap();
        let lists: Vec<Line> = (3..3 + LISTS).map(listed).collect();
        for part in lists.chunks(4_000) {
            bench.append(part.to_vec()).await.unwrap();
        }
        let both = Line { listed: vec![PARTY], ..opened(3 + LISTS) };
        bench.append(vec![both]).await.unwrap();
        let last = 3 + LISTS;
        let all = telling(&bench, How::Opened, None, 10).await;
        assert_eq!(numbers(&all), [last, 2, 1], "whoever was refused asked for her");
        let page = telling(&bench, How::Opened, Some(last), 1).await;
        assert_eq!(numbers(&page), [2]);
        assert_eq!(numbers(&telling(&bench, How::Opened, Some(2), 9).await), [1]);
        let lists = telling(&bench, How::Listed, None, 2).await;
        assert_eq!(numbers(&lists), [last - 1, last - 2], "not the one that opened her as well");
        assert_eq!(numbers(&telling(&bench, How::Listed, Some(5), 9).await), [4, 3]);
        let merged = bench.here(move |here, trail| trail.of_party(here, PARTY, Some(5), 3)).await;
        assert_eq!(numbers(&merged.unwrap()), [4, 3, 2], "both parts in one order");
        bench.verify().await.unwrap();
    }

    async fn an_older_trail_is_brought_along_and_stays_true(stores: Stores) {
        let older = schemas::TRAIL.until(3).expect("before look-ups stood apart");
        let at = stores.locations.trail.clone();
        let (db, keys) = (Db::open(&at, &older, Settings::default()).await, stores.open_keys().await);
        let db = db.unwrap();
        let trail = Arc::new(Trail::new(db.clone(), keys, &SEED, "seloste/trail").unwrap());
        let lines = vec![opened(1), listed(2), refused(3), opened(4), line(5)];
        on(&trail, |here, trail| trail.append(here, lines)).await.unwrap();
        db.write(|tx| tx.run_one(&AS_LISTED, (3,))).await.unwrap();
        drop(trail);
        db.close().await;
        let bench = Bench::new(stores).await;
        assert_eq!(bench.db.read(|tx| tx.one(&HOW, (3,))).await, Ok(1));
        assert_eq!(bench.verify().await.unwrap().lines, 5);
        assert_eq!(numbers(&telling(&bench, How::Opened, None, 9).await), [4, 3, 1]);
        assert_eq!(numbers(&telling(&bench, How::Listed, None, 9).await), [2]);
        bench.append(vec![refused(6)]).await.unwrap();
        assert_eq!(numbers(&telling(&bench, How::Opened, None, 1).await), [6]);
        assert_eq!(bench.verify().await.unwrap().lines, 6);
    }
}
