//! Sealed files that belong to no party: their clock, their lines, and what a start makes of halves.

use std::io::{Read as _, Write as _};

use basics::LotId;
use guard::category::Identity;
use guard::{Error, Guard};
use policy::{Action, Purpose};
use testkit::Stores;
use zeroize::Zeroizing;

use crate::house::House;
use crate::people::{Person, add, import, lot_of, own_name};

store::statements! {
    /// Loose files.
    FILES: () -> i64 = "select cast(count(*) as bigint) from loose_file";
    /// Rows of loose files, as a register that was put back has them not.
    FORGET_ALL: () -> () = "delete from loose_file";
}

async fn keep(guard: &Guard) -> i64 {
    let bytes = Zeroizing::new(b"rivit".to_vec());
    let kept = guard.keep_file(&import(), Purpose::Care, bytes).await;
    kept.unwrap()
}

async fn rows(guard: &Guard) -> i64 {
    crate::people::count(guard, &FILES).await
}

/// Where the file lies.
fn path(house: &House, file: i64) -> std::path::PathBuf {
    let name = format!("{file:016x}");
    house
        .setup
        .files
        .join("loose")
        .join(&name[14..])
        .join(&name)
}

testkit::both_engines! {
    async fn a_number_that_is_no_kept_file_destroys_nothing(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Pysyvä")).await;
        let lot = lot_of::<Identity>(&guard, party).await;
        for number in [lot.get(), 0, -1, i64::MAX] {
            let dropped = guard.drop_file(number).await;
            assert!(matches!(dropped, Err(Error::NotThere)), "{number}");
        }
        assert_eq!(own_name(&guard, party).await.unwrap(), "Pysyvälainen");
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.mended, guard::Mended::default());
        guard.close().await;
    }

    async fn the_trail_tells_what_became_of_a_file(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let file = keep(&guard).await;
        guard.read_file(&import(), Purpose::Care, file).await.unwrap();
        guard.take_out_file(&import(), Purpose::Care, file).await.unwrap();
        guard.drop_file(file).await.unwrap();
        assert!(matches!(guard.drop_file(file).await, Err(Error::NotThere)));
        let beside = house.beside().await;
        let mut lines = beside.latest(4).await;
        lines.reverse();
        let told: Vec<_> = lines.iter().map(|one| one.line.action).collect();
        assert_eq!(told, [Action::Import, Action::Import, Action::Export, Action::Erase]);
        assert!(lines.iter().all(|one| one.line.lots == [LotId::new(file)]));
        assert_eq!(rows(&guard).await, 0);
        beside.close().await;
        guard.close().await;
    }

    async fn a_file_is_sealed_as_it_comes_or_leaves_nothing(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let long = vec![b'x'; 200_000];
        let mut file = guard.begin_file(&import(), Purpose::Care).await.unwrap();
        file.write_all(&long).unwrap();
        let whole = guard.finish_file(file).await.unwrap();
        let mut sealed = guard.read_file(&import(), Purpose::Care, whole).await.unwrap();
        let mut read = Vec::new();
        sealed.read_to_end(&mut read).unwrap();
        assert!(read == long);
        let mut file = guard.begin_file(&import(), Purpose::Care).await.unwrap();
        file.write_all(&long).unwrap();
        guard.give_up_file(file).await.unwrap();
        assert_eq!(rows(&guard).await, 1);
        // One that is only dropped, as by a crash, goes with its row when its time is over.
        drop(guard.begin_file(&import(), Purpose::Care).await.unwrap());
        assert_eq!(rows(&guard).await, 2);
        guard.close().await;
        house.clock.advance_days(1);
        let (guard, report) = house.open().await;
        assert_eq!((report.mended.files_mended, rows(&guard).await), (1, 1));
        guard.close().await;
    }

    async fn a_file_is_old_when_its_days_are_over(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let file = keep(&guard).await;
        house.clock.advance_days(guard::LOOSE_FILE_DAYS);
        assert_eq!(guard.old_files(10).await.unwrap(), [] as [i64; 0]);
        house.clock.advance_days(1);
        assert_eq!(guard.old_files(10).await.unwrap(), [file]);
        guard.close().await;
    }

    async fn whatever_is_left_of_half_a_file_goes_at_the_start(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let (whole, torn) = (keep(&guard).await, keep(&guard).await);
        guard.close().await;
        std::fs::remove_file(path(&house, torn)).unwrap();
        let (guard, report) = house.open().await;
        assert_eq!(report.mended.files_mended, 0, "another process may be writing it");
        guard.close().await;
        house.clock.advance_days(1);
        let (guard, report) = house.open().await;
        assert_eq!((report.mended.files_mended, rows(&guard).await), (1, 1));
        guard.read_file(&import(), Purpose::Care, whole).await.unwrap();
        guard.write_state(|tx| Ok(tx.run(&FORGET_ALL, ())?)).await.unwrap();
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.mended.files_mended, 1);
        assert!(!path(&house, whole).exists());
        guard.close().await;
    }

    async fn a_file_whose_key_went_without_its_row_goes_at_the_start(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let file = keep(&guard).await;
        let beside = house.beside().await;
        beside.shred(vec![LotId::new(file)]).await;
        beside.close().await;
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!((report.mended.erased_again, rows(&guard).await), (1, 0));
        assert!(!path(&house, file).exists());
        guard.close().await;
    }
}
