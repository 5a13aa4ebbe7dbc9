//! What the gate before a commit promises, on both engines.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use crate::shelf::*;
use store::{Engine, Error, Gate, hop};
use testkit::{Stores, both_engines};

both_engines! {
    async fn whoever_goes_through_the_gate_alone_waits_for_those_before_to_commit(stores: Stores) {
        let (db, other) = (shelf(&stores).await, shelf(&stores).await);
        let (tell, told) = mpsc::channel();
        let passed = Arc::new(AtomicBool::new(false));
        let (seen, passes) = (Arc::clone(&passed), Arc::clone(&passed));
        let before = tokio::spawn(async move {
            db.write(move |tx| {
                tx.run_one(&ADD, (1, "Before".to_owned(), None))?;
                tx.pass(Gate::Many)?;
                let _ = tell.send(());
                std::thread::sleep(Duration::from_millis(300));
                assert!(!seen.load(Ordering::SeqCst), "the other one waits");
                Ok::<_, Error>(())
            })
            .await
        });
        hop(move |_| told.recv().unwrap()).await.unwrap();
        let alone = other.write(move |tx| {
            tx.pass(Gate::One)?;
            passes.store(true, Ordering::SeqCst);
            Ok::<_, Error>(())
        });
        alone.await.unwrap();
        assert!(passed.load(Ordering::SeqCst));
        assert_eq!(before.await.unwrap(), Ok(()));
        assert_eq!(count(&other).await, 1);
    }

    async fn a_unit_that_was_overtaken_is_run_again_where_others_can_overtake_it(stores: Stores) {
        let db = shelf(&stores).await;
        let runs = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&runs);
        let done = db.write(move |tx| {
            tx.run_one(&ADD, (1, "A".to_owned(), None))?;
            if counted.fetch_add(1, Ordering::SeqCst) == 0 {
                return Err(tx.overtaken());
            }
            Ok(())
        }).await;
        let expected = match stores.engine {
            Engine::Postgres => (Ok(()), 2, 1),
            Engine::Sqlite => (Err(Error::Busy), 1, 0),
        };
        assert_eq!((done, runs.load(Ordering::SeqCst), count(&db).await), expected);
    }
}
