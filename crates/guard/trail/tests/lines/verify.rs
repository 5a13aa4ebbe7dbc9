//! Whatever is done to the trail is found, and the first line is named.

use basics::{Instant, PartyId};
use testkit::{Stores, both_engines};
use trail::{Kept, Line, NotTrue};

use crate::bench::{Bench, DECEMBER, NOVEMBER, SEED, line, on};
use crate::tamper;

fn sign_now() -> Instant {
    Instant::from_ms(NOVEMBER)
}

/// Lines unlike those of [`line`].
fn forged(count: i64) -> Vec<Line> {
    (1..=count)
        .map(|number| Line {
            count: 2,
            ..line(number)
        })
        .collect()
}

both_engines! {
    async fn a_trail_nobody_touched_is_true(stores: Stores) {
        let bench = Bench::with(stores, 700).await;
        let note = bench.checkpoint().await;
        bench.append(vec![line(701)]).await.unwrap();
        let verified = bench.against(&note).await.unwrap();
        assert_eq!((verified.lines, verified.months, verified.checkpoints), (701, 1, 3));
    }

    async fn a_changed_line_is_named(stores: Stores) {
        let bench = Bench::with(stores, 700).await;
        tamper::change(&bench.db, 650).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Changed { sequence: 650 }));
        tamper::change(&bench.db, 300).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Changed { sequence: 300 }));
        tamper::change(&bench.db, 1).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Changed { sequence: 1 }));
    }

    async fn a_removed_line_is_named(stores: Stores) {
        let bench = Bench::with(stores, 600).await;
        tamper::remove(&bench.db, 520).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Removed { sequence: 520 }));
        tamper::remove_and_close_up(&bench.db, 300).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Removed { sequence: 300 }));
    }

    async fn a_line_changed_before_a_removed_one_is_named_first(stores: Stores) {
        let bench = Bench::with(stores, 20).await;
        tamper::remove(&bench.db, 10).await;
        tamper::change(&bench.db, 5).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Changed { sequence: 5 }));
    }

    async fn an_inserted_line_is_named(stores: Stores) {
        let bench = Bench::with(stores, 20).await;
        tamper::insert(&bench.db, 21).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Inserted { sequence: 21 }));
        tamper::insert(&bench.db, 5).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Inserted { sequence: 5 }));
    }

    async fn lines_that_were_moved_are_named(stores: Stores) {
        let bench = Bench::with(stores, 20).await;
        tamper::swap(&bench.db, 12, 17).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Reordered { sequence: 12 }));
    }

    async fn lines_cut_off_are_found(stores: Stores) {
        let bench = Bench::with(stores, 600).await;
        tamper::cut(&bench.db, 511).await;
        assert_eq!(bench.verify().await, Err(NotTrue::CutOff { sequence: 512 }));
        tamper::cut(&bench.db, 0).await;
        assert_eq!(bench.verify().await, Err(NotTrue::CutOff { sequence: 1 }));
    }

    async fn a_tail_cut_off_well_is_found_by_the_checkpoint_beside_the_keys(stores: Stores) {
        let bench = Bench::with(stores, 20).await;
        let note = bench.checkpoint().await;
        let gone = (16..=20).map(|number| PartyId::new(1_000 + number)).collect();
        tamper::cut_well(&bench.db, 15, gone).await;
        tamper::forget_checkpoints(&bench.db).await;
        let cut = Err(NotTrue::CutOff { sequence: 16 });
        assert_eq!(bench.verify().await, cut);
        tamper::forget_checkpoints(&bench.keys).await;
        assert_eq!(bench.verify().await.unwrap().lines, 15, "the trail alone cannot tell");
        assert_eq!(bench.against(&note).await, cut, "a note kept elsewhere does");
    }

    async fn what_grows_over_a_cut_is_found_as_well(stores: Stores) {
        let bench = Bench::with(stores, 20).await;
        let note = bench.checkpoint().await;
        let gone = (16..=20).map(|number| PartyId::new(1_000 + number)).collect();
        tamper::cut_well(&bench.db, 15, gone).await;
        bench.append((30..=40).map(line).collect()).await.unwrap();
        let rewritten = |kept| Err(NotTrue::Rewritten { first: 1, last: 20, kept });
        let found = bench.against(&note).await;
        assert_eq!(found, rewritten(Kept::Given));
        assert_eq!(bench.verify().await, rewritten(Kept::Keys));
    }

    async fn a_trail_written_anew_with_another_key_is_found(stores: Stores) {
        let bench = Bench::with(stores, 20).await;
        let note = bench.checkpoint().await;
        tamper::wipe(&bench.db).await;
        let forger = bench.other([8; 32]);
        on(&forger, |here, trail| trail.append(here, forged(20))).await.unwrap();
        on(&forger, |here, trail| trail.checkpoint(here, sign_now())).await.unwrap();
        let rewritten = |kept| Err(NotTrue::Rewritten { first: 1, last: 20, kept });
        assert_eq!(bench.verify().await, rewritten(Kept::Keys));
        tamper::forget_checkpoints(&bench.keys).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Signature { kept: Kept::Trail }));
        assert_eq!(bench.against(&note).await, rewritten(Kept::Given));
    }

    async fn a_trail_written_anew_with_the_stolen_key_is_found(stores: Stores) {
        let bench = Bench::with(stores, 10).await;
        bench.checkpoint().await;
        bench.append((11..=20).map(line).collect()).await.unwrap();
        let note = bench.checkpoint().await;
        tamper::wipe(&bench.db).await;
        let mut lines: Vec<Line> = (1..=10).map(line).collect();
        lines.extend(forged(20).drain(10..));
        let forger = bench.other(SEED);
        on(&forger, |here, trail| trail.append(here, lines)).await.unwrap();
        on(&forger, |here, trail| trail.checkpoint(here, sign_now())).await.unwrap();
        let rewritten = |kept| Err(NotTrue::Rewritten { first: 11, last: 20, kept });
        assert_eq!(bench.verify().await, rewritten(Kept::Keys));
        assert_eq!(bench.against(&note).await, rewritten(Kept::Given));
    }

    async fn a_note_that_is_not_ours_is_refused(stores: Stores) {
        let bench = Bench::with(stores, 3).await;
        let given = Err(NotTrue::Signature { kept: Kept::Given });
        assert_eq!(bench.against("no note").await, given);
        let other = bench.other([8; 32]);
        let note = on(&other, |here, trail| trail.checkpoint(here, sign_now())).await.unwrap();
        tamper::forget_checkpoints(&bench.db).await;
        tamper::forget_checkpoints(&bench.keys).await;
        assert_eq!(bench.against(&note.unwrap()).await, given);
    }

    async fn what_finds_a_line_that_was_never_written_is_named(stores: Stores) {
        let bench = Bench::with(stores, 20).await;
        tamper::accuse(&bench.db, PartyId::new(5), 21).await;
        assert_eq!(bench.verify().await, Err(NotTrue::LookUp { sequence: 21 }));
    }

    async fn a_line_found_by_something_else_than_it_says_is_named(stores: Stores) {
        let bench = Bench::with(stores, 20).await;
        tamper::accuse(&bench.db, PartyId::new(5), 19).await;
        assert_eq!(bench.verify().await, Err(NotTrue::LookUp { sequence: 19 }));
        tamper::hide(&bench.db, PartyId::new(1_012)).await;
        assert_eq!(bench.verify().await, Err(NotTrue::LookUp { sequence: 12 }));
        tamper::accuse(&bench.db, PartyId::new(5), 3).await;
        assert_eq!(bench.verify().await, Err(NotTrue::LookUp { sequence: 3 }));
        tamper::set_actor(&bench.db, 18, 77).await;
        assert_eq!(bench.verify().await, Err(NotTrue::LookUp { sequence: 18 }));
    }

    async fn a_damaged_tree_is_found(stores: Stores) {
        let bench = Bench::with(stores, 700).await;
        tamper::break_tile(&bench.db, 1).await;
        let tree = |sequence| Err(NotTrue::Tree { month: 202_611, sequence });
        assert_eq!(bench.verify().await, tree(1));
        tamper::drop_tile(&bench.db, 0, 1).await;
        assert_eq!(bench.verify().await, tree(256));
        let torn = bench.append(vec![line(701)]).await;
        assert_eq!(torn, Ok(()), "appending reads the right edge only");
    }

    async fn a_month_that_does_not_follow_on_the_one_before_is_found(stores: Stores) {
        let bench = Bench::with(stores, 5).await;
        let december = Line { instant: Instant::from_ms(DECEMBER), ..line(6) };
        bench.append(vec![december]).await.unwrap();
        tamper::break_opening(&bench.db, 202_612).await;
        let month = NotTrue::Month { month: 202_612, sequence: 6 };
        assert_eq!(month.line(), Some(6));
        assert_eq!(bench.verify().await, Err(month));
        tamper::remove(&bench.db, 5).await;
        assert_eq!(bench.verify().await, Err(NotTrue::Removed { sequence: 5 }));
    }
}
