//! A unit of work may run twice, so it keeps nothing of the first time.
#![allow(unused)]
async fn count(desk: guard::Desk, actor: guard::Actor) -> Result<(), guard::Error> {
    let mut times = 0;
    desk.write(&actor, policy::Purpose::Care, move |_work| {
        times += 1;
        Ok::<_, guard::Error>(times)
    })
    .await?;
    Ok(())
}

fn main() {}
