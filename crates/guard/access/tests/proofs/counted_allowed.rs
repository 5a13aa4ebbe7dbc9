//! The twin that compiles: it only reads what it was given.
#![allow(unused)]
async fn count(desk: guard::Desk, actor: guard::Actor) -> Result<(), guard::Error> {
    let times = 0;
    desk.write(&actor, policy::Purpose::Care, move |_work| Ok::<_, guard::Error>(times + 1)).await?;
    Ok(())
}

fn main() {}
