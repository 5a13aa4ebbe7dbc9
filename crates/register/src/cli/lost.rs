//! What was changed after the backup that was restored last, so that somebody does it again.

use guard::Work;
use policy::Purpose;
use serde_json::json;

use super::args::SignIn;
use super::failed::Failed;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::oversight::{LostPage, lost};

/// Changes that are read at once.
const AT_ONCE: usize = 500;

/// `seloste trail changed-after`
pub(super) async fn changed_after(at: &Place, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let failed = |error: guard::Error| Failed::of(&error);
    let all = app.guard().put_back().await.map_err(failed)?;
    let Some(of) = all.first().copied() else {
        screen.result(&json!([]), &[screen.say("oversight-put-back-none")])?;
        return Ok(0);
    };
    let (mut rows, mut lines, mut from) = (Vec::new(), Vec::new(), None);
    loop {
        let reading = move |work: &mut Work<'_>| lost(work, of, from, AT_ONCE);
        let desk = app.guard().desk();
        let read = desk.read(&actor, Purpose::Security, reading).await;
        let LostPage { lost, actors, next } = read.map_err(failed)?;
        for one in lost {
            let by = actors.get(&one.by).cloned().unwrap_or_default();
            let categories = one.categories.iter();
            let words = categories.map(|one| texts::say(screen.language, &one.text_key()));
            let words = words.collect::<Vec<_>>().join(", ");
            let number = one.number.map_or_else(
                || screen.say("oversight-put-back-not-there"),
                |number| number.to_string(),
            );
            lines.push(format!("{number}  {}  {by}  {words}", one.at));
            rows.push(json!({
                "number": one.number, "id": one.party.to_string(), "at": one.at.to_string(),
                "actor": by, "changed_again": one.again.map(|at| at.to_string()),
                "categories": one.categories.iter().map(|one| one.key()).collect::<Vec<_>>(),
            }));
        }
        match next {
            Some(next) => from = Some(next),
            None => break,
        }
    }
    if !of.own_trail {
        lines.push(screen.say("oversight-put-back-unknown"));
    } else if lines.is_empty() {
        lines.push(screen.say("oversight-put-back-nothing"));
    }
    let json = json!({
        "backup": of.backup.to_string(), "restored": of.restored.to_string(),
        "known": of.own_trail, "changes": rows,
    });
    screen.result(&json, &lines)?;
    Ok(0)
}
