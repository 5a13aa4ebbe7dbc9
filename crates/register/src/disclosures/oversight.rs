//! What of disclosures whoever watches over the register sees: what waits to be confirmed or given,
//! recipients that are to be told of something, agreements to be looked at again; and the figures of
//! a month.

use basics::{Instant, Language};
use guard::ByKey;
use policy::{DisclosureGround, Right, Word};
use store::Tx;

use super::{follow, to_do};
use crate::capability::{Figures, Month, Overseeing, Overseen, Weight};
use crate::web::Visitor;

store::statements! {
    /// How many were given in a time, by their ground.
    pub(super) GIVEN_WITHIN: (Instant, Instant) -> (ByKey<DisclosureGround>, i64) =
        "select disclosure_ground, cast(count(*) as bigint)
           from disclosure
          where given_ms >= $1 and given_ms < $2
          group by disclosure_ground
          order by disclosure_ground
          limit 20";
}

/// What there is to do with disclosures.
pub(super) fn oversees(visitor: &Visitor) -> Overseeing<'_> {
    Box::pin(async move {
        if !visitor.holds(Right::Disclose) {
            return Ok(Vec::new());
        }
        let today = visitor.today();
        let (waiting, reviews) = to_do(&visitor.app, today).await?;
        let (to_tell, first) = follow::waiting(&visitor.app).await?;
        let line = |text, count, first, weight| Overseen {
            text,
            count,
            first,
            path: "/disclosures",
            weight,
        };
        let lines = [
            line("oversight-disclosures", waiting, None, Weight::Waits),
            line("oversight-to-tell", to_tell, first, Weight::Waits),
            line("oversight-agreements", reviews, None, Weight::Late),
        ];
        Ok(lines.into_iter().filter(|line| line.count > 0).collect())
    })
}

/// What was given in a month, by its ground.
pub(super) fn reports(
    tx: &mut Tx<'_>,
    month: &Month,
    language: Language,
) -> Result<Vec<Figures>, store::Error> {
    let given = tx.all(&GIVEN_WITHIN, (month.from, month.until))?;
    let all: i64 = given.iter().map(|(_, count)| count).sum();
    let total = (
        texts::say(language, "oversight-report-given"),
        all.to_string(),
    );
    let by_ground = given
        .into_iter()
        .map(|(ground, count)| (in_words(ground.0, language), count.to_string()));
    Ok(vec![Figures {
        heading: texts::say(language, "disclosures-title"),
        figures: std::iter::once(total).chain(by_ground).collect(),
    }])
}

fn in_words(ground: DisclosureGround, language: Language) -> String {
    let key = ground.key().replace(['_', '.'], "-");
    texts::say(language, &[DisclosureGround::WHAT, "-", &key].concat())
}
