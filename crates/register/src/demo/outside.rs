//! Data of the demo that was given to others: the recipients that the notice names, and some
//! disclosures to them. They pass the same gate as those that are chosen on the pages.

use std::collections::HashMap;

use basics::{Language, PartyId, RecipientId};
use formats::Country;
use guard::{Actor, Work};
use policy::{Category, Purpose, Receiver, RecipientRole};

use super::{NotMade, cast};
use crate::app::App;
use crate::disclosures::{self, NewRecipient, Order};
use crate::packages::Format;
use crate::people;

/// Days since the agreements with processors were made, and until they are looked at again.
const AGREED: i32 = 400;
const REVIEWED: i32 = 330;
/// For how many days a package can be handed over.
const DAYS: i64 = 7;

/// Made-up names for those whom the notice names as a group: the entry's key and the name.
const OF_GROUPS: [(&str, &str); 5] = [
    ("subcontractor", "Putkityö Esimerkki Oy"),
    ("house_manager", "Isännöinti Esimerkki Oy"),
    ("auditor", "Tilintarkastus Esimerkki Oy"),
    ("authorities", "Esimerkkikunnan poliisilaitos"),
    ("named_by_person", "Vakuutus Esimerkki Oy"),
];

/// A disclosure: of whom, under which entry of the notice, what, why, in which form.
struct Sample {
    place: usize,
    entry: &'static str,
    categories: &'static [Category],
    words: &'static str,
    format: Format,
}

const SAMPLES: [Sample; 3] = [
    Sample {
        place: cast::AINO,
        entry: "subcontractor",
        categories: &[Category::Identity, Category::Contact],
        words: "Tilattu lämminvesivaraajan vaihto: urakoitsija sopii käynnistä asiakkaan kanssa.",
        format: Format::Csv,
    },
    Sample {
        place: cast::AINO,
        entry: "named_by_person",
        categories: &[Category::Identity, Category::Contact],
        words: "Pyysi puhelimessa antamaan yhteystietonsa vakuutusyhtiölle vesivahingon käsittelyä varten.",
        format: Format::Json,
    },
    Sample {
        place: cast::DEBTOR,
        entry: "collection_agency",
        categories: &[Category::Identity, Category::Contact, Category::BirthDate],
        words: "Lasku on erääntynyt, eikä kahteen maksumuistutukseen ole vastattu.",
        format: Format::Json,
    },
];

/// Fills a register in which the customers are: the recipients, and the disclosures of those who are
/// at their places.
///
/// # Errors
///
/// [`NotMade`].
pub(super) async fn fill(
    app: &App,
    (clerk, dpo): (&Actor, &Actor),
    parties: &[PartyId],
) -> Result<(), NotMade> {
    let desk = app.guard().desk();
    let recipients = desk.write(dpo, Purpose::Rights, recipients).await?;
    let Some(aino) = cast::at(parties, cast::AINO) else {
        return Ok(());
    };
    // Somebody looked at her before anything was given, as one does.
    let looking = move |work: &mut Work<'_>| people::card_of(work, aino).map(drop);
    desk.read(clerk, Purpose::Care, looking).await?;
    for sample in &SAMPLES {
        let party = cast::at(parties, sample.place).ok_or(NotMade::Data)?;
        let recipient = *recipients.get(sample.entry).ok_or(NotMade::Data)?;
        given(app, dpo, (party, recipient), sample).await?;
    }
    Ok(())
}

/// Adds whom the notice in force names, each with what it may receive at most; by the key of the entry.
fn recipients(work: &mut Work<'_>) -> Result<HashMap<String, RecipientId>, NotMade> {
    let today = work.today();
    let mut all = Vec::new();
    for stated in work.policy().recipients() {
        let name = match &stated.who {
            Receiver::Named(name) => name.as_str(),
            Receiver::Group(_) => {
                let own = OF_GROUPS.iter().find(|(key, _)| *key == stated.key);
                own.ok_or(NotMade::Data)?.1
            }
        };
        // GDPR art. 28(3): whoever processes on our behalf does so under a contract.
        let under_contract = stated.role == RecipientRole::Processor;
        all.push(NewRecipient {
            name: name.to_owned(),
            country: Country::parse("FI").map_err(|_| NotMade::Data)?,
            entries: vec![stated.key.clone()],
            categories: stated.categories.iter().copied().collect(),
            agreement: under_contract.then(|| today.plus_days(-AGREED)),
            review: under_contract.then(|| today.plus_days(REVIEWED)),
        });
    }
    let mut recipients = HashMap::new();
    for new in all {
        let recipient = disclosures::add_recipient(work, &new)?;
        recipients.extend(new.entries.into_iter().map(|entry| (entry, recipient)));
    }
    Ok(recipients)
}

async fn given(
    app: &App,
    dpo: &Actor,
    (party, recipient): (PartyId, RecipientId),
    sample: &'static Sample,
) -> Result<(), NotMade> {
    let choosing = move |work: &mut Work<'_>| {
        let whom = (recipient, sample.entry);
        disclosures::marks(work, whom, party, sample.categories, Language::Fi)
    };
    let desk = app.guard().desk();
    let marks = desk.read(dpo, Purpose::Rights, choosing).await?;
    let order = Order {
        recipient,
        entry: sample.entry.to_owned(),
        chosen: vec![(party, marks)],
        words: sample.words.to_owned(),
        demand: None,
        withheld: None,
        format: sample.format,
        days: DAYS,
    };
    disclosures::disclose(app, dpo, order, Language::Fi).await?;
    Ok(())
}
