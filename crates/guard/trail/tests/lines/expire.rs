//! The trail's own clock: lines go, what was signed stays true.

use basics::Instant;
use policy::Action;
use testkit::{Stores, both_engines};
use trail::{Line, NotTrue, past_clock_code};

use crate::bench::{Bench, DECEMBER, line};
use crate::tamper;

/// A line of December.
fn later(number: i64) -> Line {
    Line {
        instant: Instant::from_ms(DECEMBER + number),
        ..line(number)
    }
}

/// The line that tells it.
fn told(month: i64) -> Line {
    Line {
        action: Action::Operate,
        code: Some(past_clock_code(month)),
        ..later(400)
    }
}

/// 700 lines of November, signed, and 20 of December.
async fn two_months(stores: Stores) -> (Bench, String) {
    let bench = Bench::with(stores, 700).await;
    let note = bench.checkpoint().await;
    bench.append((1..=20).map(later).collect()).await.unwrap();
    (bench, note)
}

async fn expire(bench: &Bench, month: i64) -> u64 {
    let now = Instant::from_ms(DECEMBER);
    let gone = bench.here(move |here, trail| trail.expire(here, month, now));
    gone.await.unwrap()
}

both_engines! {
    async fn an_expired_month_loses_its_lines_and_nothing_else(stores: Stores) {
        let (bench, note) = two_months(stores).await;
        bench.append(vec![told(202_611)]).await.unwrap();
        assert_eq!(expire(&bench, 202_611).await, 700);
        let verified = bench.against(&note).await.unwrap();
        assert_eq!((verified.lines, verified.expired, verified.months), (721, 700, 2));
        assert_eq!(expire(&bench, 202_611).await, 0, "once is enough");
        bench.append(vec![later(500)]).await.unwrap();
        assert_eq!(bench.verify().await.unwrap().lines, 722);
        tamper::change(&bench.db, 710).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Changed { sequence: 710 }));
    }

    async fn the_newest_month_never_goes(stores: Stores) {
        let (bench, _) = two_months(stores).await;
        bench.append(vec![told(202_612)]).await.unwrap();
        assert_eq!(expire(&bench, 202_612).await, 700);
        assert_eq!(bench.verify().await.unwrap().expired, 700);
    }

    async fn lines_that_went_without_a_word_were_removed(stores: Stores) {
        let (bench, _) = two_months(stores).await;
        expire(&bench, 202_611).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Removed { sequence: 1 }));
    }

    async fn the_tree_of_an_expired_month_cannot_be_changed(stores: Stores) {
        let (bench, _) = two_months(stores).await;
        bench.append(vec![told(202_611)]).await.unwrap();
        expire(&bench, 202_611).await;
        tamper::break_tile(&bench.db, 0).await;
        assert!(matches!(bench.verify().await, Err(
            NotTrue::Tree { .. } | NotTrue::Rewritten { .. } | NotTrue::Month { .. }
            | NotTrue::Changed { .. } | NotTrue::Removed { .. } | NotTrue::CutOff { .. }
        )));
    }

    async fn a_line_put_into_an_expired_month_is_found(stores: Stores) {
        let (bench, _) = two_months(stores).await;
        bench.append(vec![told(202_611)]).await.unwrap();
        expire(&bench, 202_611).await;
        tamper::renumber(&bench.db, 705, 5).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Inserted { sequence: 5 }));
    }
}
