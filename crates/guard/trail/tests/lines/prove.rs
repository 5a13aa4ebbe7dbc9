//! One line is proved without the others.

use basics::Instant;
use testkit::{Stores, both_engines};
use trail::{Error, Line, NotProved, Proof};

use crate::bench::{Bench, DECEMBER, line};

async fn prove(bench: &Bench, sequence: i64) -> Result<Proof, Error> {
    bench
        .here(move |here, trail| trail.prove(here, sequence))
        .await
}

both_engines! {
    async fn every_line_can_be_proved_whatever_the_size_of_the_tree(stores: Stores) {
        let bench = Bench::new(stores).await;
        let key = bench.trail.public_key();
        let mut count = 0;
        for size in [1, 2, 3, 7, 254, 255, 256, 257, 513, 700] {
            bench.append((count + 1..=size).map(line).collect()).await.unwrap();
            count = size;
            for sequence in [1, 2, size / 2, size - 1, size] {
                if (1..=size).contains(&sequence) {
                    let proof = prove(&bench, sequence).await.unwrap();
                    assert_eq!(proof.verify(&key), Ok(line(sequence)), "{sequence} of {size}");
                    assert_eq!(Proof::parse(&proof.to_string()), Ok(proof));
                }
            }
        }
        assert_eq!(prove(&bench, 701).await, Err(Error::NotThere));
    }

    async fn a_proof_rests_on_the_newest_checkpoint_that_was_kept(stores: Stores) {
        let bench = Bench::with(stores, 300).await;
        let note = bench.checkpoint().await;
        bench.append((301..=310).map(line).collect()).await.unwrap();
        let old = prove(&bench, 5).await.unwrap();
        assert_eq!(old.checkpoint(), note);
        let fresh = prove(&bench, 305).await.unwrap();
        assert!(fresh.checkpoint().starts_with("seloste/trail/202611\n311\n"));
        bench.against(fresh.checkpoint()).await.unwrap();
    }

    async fn a_line_of_a_month_that_is_over_is_proved(stores: Stores) {
        let bench = Bench::with(stores, 300).await;
        let december = Line { instant: Instant::from_ms(DECEMBER), ..line(301) };
        bench.append(vec![december.clone()]).await.unwrap();
        let key = bench.trail.public_key();
        let proof = prove(&bench, 300).await.unwrap();
        assert!(proof.checkpoint().starts_with("seloste/trail/202611\n301\n"));
        assert_eq!(proof.verify(&key), Ok(line(300)));
        assert_eq!(prove(&bench, 301).await.unwrap().verify(&key), Ok(december));
    }

    async fn a_proof_breaks_where_a_bit_flips(stores: Stores) {
        let bench = Bench::with(stores, 20).await;
        bench.checkpoint().await;
        let key = bench.trail.public_key();
        let text = prove(&bench, 7).await.unwrap().to_string();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            let read = Proof::parse(&changed).and_then(|proof| proof.verify(&key));
            assert!(read.is_err(), "byte {at}: {changed}");
        }
        let other = bench.other([8; 32]).public_key();
        let proof = Proof::parse(&text).unwrap();
        assert_eq!(proof.verify(&other), Err(NotProved::Signature));
        assert_eq!(Proof::parse("").unwrap_err(), NotProved::Form);
        let long = text.replacen("\n\n", &format!("\n{}\n\n", "A".repeat(43) + "="), 1);
        assert_eq!(Proof::parse(&long).unwrap().verify(&key), Err(NotProved::Path));
    }
}
