//! Lines of changes: beside the change in the register, then in the trail, once.

use std::sync::Arc;

use basics::UnitId;
use store::Db;
use testkit::{Stores, both_engines};
use trail::{Error, Line, Trail};

use crate::bench::{Bench, SEED, line, on};

store::statements! {
    /// What waits.
    OUT: () -> (UnitId, i64, Vec<u8>) =
        "select unit_id, place, body from trail_out order by unit_id, place";

    /// Puts back what a crash would have left.
    PUT_BACK: (UnitId, i64, Vec<u8>) -> () =
        "insert into trail_out (unit_id, place, body) values ($1, $2, $3)";
}

async fn put_out(register: &Db, lines: Vec<Line>) {
    register
        .write(move |tx| Trail::put_out(tx, &lines))
        .await
        .unwrap();
}

async fn waiting(register: &Db) -> Vec<(UnitId, i64, Vec<u8>)> {
    register.read(|tx| tx.all(&OUT, ())).await.unwrap()
}

async fn units(bench: &Bench) -> Vec<i64> {
    let all = bench
        .here(|here, trail| trail.latest(here, None, 1_000))
        .await
        .unwrap();
    all.iter()
        .rev()
        .map(|recorded| recorded.line.unit.get())
        .collect()
}

both_engines! {
    async fn a_line_of_a_change_that_did_not_happen_is_nowhere(stores: Stores) {
        let bench = Bench::new(stores).await;
        let undone = bench.register.write(|tx| {
            Trail::put_out(tx, &[line(1)])?;
            Err::<(), Error>(Error::NotThere)
        });
        assert_eq!(undone.await, Err(Error::NotThere));
        assert_eq!(bench.settle().await, Ok(0));
        assert_eq!(units(&bench).await, Vec::<i64>::new());
    }

    async fn lines_left_by_a_crash_before_they_were_moved_are_moved_at_the_next_start(stores: Stores) {
        let bench = Bench::new(stores).await;
        put_out(&bench.register, vec![line(1), line(1)]).await;
        put_out(&bench.register, vec![line(1), line(2)]).await;
        let (next, register) = (bench.other(SEED), bench.register.clone());
        let settled = on(&next, move |here, trail| trail.settle(here, &register)).await;
        assert_eq!(settled, Ok(4), "the same line twice is two lines");
        assert_eq!(units(&bench).await, [1, 1, 1, 2]);
        assert_eq!(waiting(&bench.register).await, []);
        assert_eq!(bench.settle().await, Ok(0));
        bench.verify().await.unwrap();
    }

    async fn lines_left_by_a_crash_after_they_were_moved_are_not_moved_twice(stores: Stores) {
        let bench = Bench::new(stores).await;
        put_out(&bench.register, vec![line(1), line(2)]).await;
        let left = waiting(&bench.register).await;
        assert_eq!(bench.settle().await, Ok(2));
        put_out(&bench.register, vec![line(3)]).await;
        bench.register.write(move |tx| tx.batch(&PUT_BACK, left.clone())).await.unwrap();
        assert_eq!(bench.settle().await, Ok(3), "three no longer wait");
        assert_eq!(units(&bench).await, [1, 2, 3]);
        assert_eq!(waiting(&bench.register).await, []);
        bench.verify().await.unwrap();
    }

    async fn lines_wait_in_the_register_while_the_trail_cannot_take_them(stores: Stores) {
        let bench = Bench::new(stores).await;
        put_out(&bench.register, vec![line(1)]).await;
        bench.db.clone().close().await;
        assert!(bench.settle().await.is_err());
        assert_eq!(waiting(&bench.register).await.len(), 1);
    }

    async fn another_line_in_the_place_of_one_that_waits_is_told(stores: Stores) {
        let bench = Bench::new(stores).await;
        put_out(&bench.register, vec![line(1)]).await;
        let mut left = waiting(&bench.register).await;
        bench.settle().await.unwrap();
        left[0].2[9] ^= 1;
        bench.register.write(move |tx| tx.batch(&PUT_BACK, left.clone())).await.unwrap();
        assert_eq!(bench.settle().await, Err(Error::Taken));
        let mut broken = waiting(&bench.register).await;
        broken[0].1 += 1_000_000;
        bench.register.write(move |tx| tx.batch(&PUT_BACK, broken.clone())).await.unwrap();
        assert_eq!(bench.settle().await, Err(Error::Unreadable));
    }

    async fn many_who_change_at_once_each_find_their_line_moved(stores: Stores) {
        let bench = Arc::new(Bench::new(stores).await);
        let tasks: Vec<_> = (1..=40)
            .map(|number| {
                let bench = Arc::clone(&bench);
                tokio::spawn(async move {
                    put_out(&bench.register, vec![line(number)]).await;
                    let moved = bench.settle().await.unwrap();
                    let mine = units(&bench).await.contains(&number);
                    assert!(mine, "unit {number} is in the trail when its settling returns");
                    moved
                })
            })
            .collect();
        let mut moved = 0;
        for task in tasks {
            moved += task.await.unwrap();
        }
        assert_eq!(moved, 40);
        assert_eq!(units(&bench).await.len(), 40);
        bench.verify().await.unwrap();
    }
}
