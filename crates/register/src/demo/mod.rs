//! The demo: TL-Maint's register with made-up customers and a sign-in for each role.
//!
//! Nobody in it is anybody: names are common ones put together at random, identity codes are of
//! the test range, addresses and numbers are nobody's. The same seed gives the same people.

mod behind;
mod breaches;
mod cast;
mod kept;
mod office;
mod outside;
mod papers;
mod requests;
mod sites;

use basics::{Code, Coded, Day, Language, PartyId, StaffId};
use formats::PostalAddress;
use guard::category::Services;
use guard::{Actor, Adding, Ask, NewAccount, NewPassword, NotPublished, Refused, Work, jobs};
use policy::{ConnectionKind, Policy, Purpose, SourceKind};
use sample::{SampleOrganisation, SampleParty, SamplePerson, Sampler};
use secrecy::SecretString;

use crate::app::App;
use crate::people::{
    self, Entry, FreeText, Names, OrganisationEntry, Origin, PersonEntry, Reach, Ready, enter_all,
};
use crate::{disclosures, files, retention, rights, tasks};

pub use behind::Behind;

/// The notice as it stood before: published first, so that the demo has a history.
pub const SEED_NOTICE: &str = include_str!("../../../../notice/tlmaint-seed.toml");
/// The completed notice.
pub const NOTICE: &str = include_str!("../../../../notice/tlmaint.toml");
/// The password of everybody in the demo. It guards made-up people only.
pub const PASSWORD: &str = "esittelyn-salasana-2026";

/// The seed of the made-up people.
const SEED: u64 = 7780;
/// Parties entered in one unit of work.
const CHUNK: usize = 200;
/// Customers that belong to the technicians' jobs around today.
const JOBS: usize = 12;

/// Sign-in name and role of each account: each role once, then colleagues of some.
const ACCOUNTS: [(&str, &str); 9] = [
    ("clerk", "clerk"),
    ("technician", "technician"),
    ("billing", "billing"),
    ("marketing", "marketing"),
    ("dpo", "data_protection_contact"),
    ("owner", "owner"),
    ("administrator", "administrator"),
    ("clerk2", "clerk"),
    ("technician2", "technician"),
];

/// The place of the administrator in that list.
const ADMINISTRATOR: usize = 6;

/// Why the demo was not made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// An account could not be made.
    #[error(transparent)]
    Account(#[from] Refused),
    /// A notice could not be published.
    #[error(transparent)]
    Notice(#[from] NotPublished),
    /// A customer could not be entered.
    #[error(transparent)]
    People(#[from] people::Error),
    /// A request could not be written down.
    #[error(transparent)]
    Rights(#[from] rights::Error),
    /// Data could not be given to somebody.
    #[error(transparent)]
    Disclosures(#[from] disclosures::Error),
    /// A letter could not be attached.
    #[error(transparent)]
    Files(#[from] files::Error),
    /// A task could not be written down.
    #[error(transparent)]
    Tasks(#[from] tasks::Error),
    /// Something could not be held.
    #[error(transparent)]
    Retention(#[from] retention::Error),
    /// A breach could not be written down.
    #[error(transparent)]
    Breaches(#[from] crate::breaches::Error),
    /// The demo's own data is not understood.
    #[error("the demo's own data is not understood")]
    Data,
}

impl From<guard::Error> for NotMade {
    fn from(error: guard::Error) -> Self {
        Self::People(error.into())
    }
}

impl Coded for NotMade {
    fn code(&self) -> Code {
        match self {
            Self::Account(error) => error.code(),
            Self::Notice(error) => error.code(),
            Self::People(error) => error.code(),
            Self::Rights(error) => error.code(),
            Self::Disclosures(error) => error.code(),
            Self::Files(error) => error.code(),
            Self::Tasks(error) => error.code(),
            Self::Retention(error) => error.code(),
            Self::Breaches(error) => error.code(),
            Self::Data => Code::new("demo.data"),
        }
    }
}

/// The sign-in addresses of the demo with the titles of their roles.
#[must_use]
pub fn sign_ins(language: Language) -> Vec<(String, String)> {
    let policy = Policy::parse(NOTICE, "tlmaint.toml").ok();
    let title = |role: &str| {
        let key = role.parse().ok()?;
        Some(policy.as_ref()?.role(&key)?.title.get(language).to_owned())
    };
    let all = ACCOUNTS.iter();
    all.map(|(name, role)| (email(name), title(role).unwrap_or_default()))
        .collect()
}

fn email(name: &str) -> String {
    format!("{name}@tl-maint.example")
}

/// What is typed into a form: field and text.
type Typed = [(&'static str, &'static str)];

/// What is typed, with one field more.
fn with(typed: &Typed, field: &str, text: String) -> Vec<(String, String)> {
    let own = typed.iter();
    let mut all: Vec<(String, String)> = own
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    all.push((field.to_owned(), text));
    all
}

/// Fills a register that was just made and runs by a clock that is behind: accounts and the notice are
/// of that time, everything else is of the present.
///
/// # Errors
///
/// [`NotMade`].
pub async fn fill(app: &App, clock: &Behind, customers: u32) -> Result<(), NotMade> {
    let staff = open(app).await?;
    clock.catch_up();
    let parties = enter_customers(app, customers).await?;
    let clerk = signed_in(app, "clerk").await?;
    let colleague = signed_in(app, "clerk2").await?;
    let dpo = signed_in(app, "dpo").await?;
    sites::fill(app, &clerk, &parties).await?;
    let others = parties.get(sites::LOOKED_AT..).unwrap_or_default();
    if let Some(first) = requests::fill(app, &dpo, others).await? {
        papers::fill(app, &clerk, first).await?;
    }
    outside::fill(app, (&clerk, &dpo), &parties).await?;
    breaches::fill(app, &dpo).await?;
    let first = parties.iter().take(JOBS).copied();
    assign(
        app,
        account_of(&staff, "technician")?,
        first.clone().collect(),
    )
    .await?;
    let shared = first.skip(JOBS / 2).collect();
    assign(app, account_of(&staff, "technician2")?, shared).await?;
    let clerks = office::Clerks {
        one: (&clerk, account_of(&staff, "clerk")?),
        other: (&colleague, account_of(&staff, "clerk2")?),
    };
    office::fill(app, &clerks, &parties).await?;
    // Last, as it looks through everything.
    kept::fill(app, (&clerk, &dpo), &parties).await
}

/// The accounts, by the names they sign in with, and the notice by which they work.
async fn open(app: &App) -> Result<Vec<(&'static str, StaffId)>, NotMade> {
    let accounts = app.guard().accounts();
    accounts.add_first(account(ADMINISTRATOR)?).await?;
    let admin = signed_in(app, "administrator").await?;
    app.guard()
        .notices()
        .publish(&admin, NOTICE.to_owned(), Some(app.clock().now()))
        .await?;
    let mut staff = Vec::new();
    for (at, (name, _)) in ACCOUNTS.iter().enumerate() {
        if at == ADMINISTRATOR {
            continue;
        }
        staff.push((*name, accounts.add(&admin, account(at)?).await?));
    }
    Ok(staff)
}

/// The account of somebody who signs in so.
fn account_of(staff: &[(&str, StaffId)], name: &str) -> Result<StaffId, NotMade> {
    let own = staff.iter().find(|one| one.0 == name);
    own.map(|one| one.1).ok_or(NotMade::Data)
}

/// Somebody of the demo, signed in.
async fn signed_in(app: &App, name: &str) -> Result<Actor, NotMade> {
    let password = SecretString::from(PASSWORD);
    let accounts = app.guard().accounts();
    let signed_in = accounts.sign_in_once(&email(name), password).await;
    signed_in.map_err(|_| NotMade::Data)
}

/// The account at this place of the list, with a made-up name of its own.
fn account(at: usize) -> Result<NewAccount, NotMade> {
    let (name, role) = ACCOUNTS.get(at).ok_or(NotMade::Data)?;
    let seed = SEED + 1 + u64::try_from(at).unwrap_or(0);
    let people = Sampler::new(seed).next_person();
    // Everybody knows these passwords: there is nothing to change them for.
    let password = NewPassword::parse(SecretString::from(PASSWORD), &[]).map_err(Refused::from)?;
    Ok(NewAccount {
        name: people.name(),
        email: email(name),
        language: Language::Fi,
        password: password.hers(),
        roles: vec![role.parse().map_err(|_| NotMade::Data)?],
    })
}

async fn enter_customers(app: &App, customers: u32) -> Result<Vec<PartyId>, NotMade> {
    let actor = Actor::of_job(&jobs::IMPORT);
    let today = app
        .guard()
        .notices()
        .in_force()
        .await?
        .controller()
        .zone
        .day_at(app.clock().now());
    let origin = |source, at: usize| Origin {
        connection: ConnectionKind::Customer,
        of: None,
        from: cast::since(at, today).unwrap_or_else(|| since(today, at)),
        source,
    };
    let mut sampler = Sampler::new(SEED);
    let (mut entries, mut contacts) = (Vec::new(), Vec::new());
    let wanted = usize::try_from(customers).unwrap_or(usize::MAX);
    let mut all = Vec::new();
    while all.len() + entries.len() + contacts.len() < wanted {
        let at = all.len() + entries.len();
        match sampler.next_party() {
            SampleParty::Person(one) => {
                let one = cast::fitted(at, *one)?;
                entries.push(person(&one, origin(SourceKind::Person, at))?);
            }
            SampleParty::Organisation(one) => {
                let own = origin(SourceKind::Organisation, at);
                for contact in &one.contacts {
                    contacts.push((entries.len(), contact.person.clone()));
                }
                entries.push(organisation(&one, own)?);
            }
        }
        if entries.len() >= CHUNK {
            all.extend(
                written(app, &actor, &mut entries, &mut contacts, wanted - all.len()).await?,
            );
        }
    }
    all.extend(written(app, &actor, &mut entries, &mut contacts, wanted - all.len()).await?);
    Ok(all)
}

/// Since when one of the customers is one: two years and more of them, so that there is something to
/// count.
fn since(today: Day, at: usize) -> Day {
    let days = i32::try_from(at * 53 % 800).unwrap_or(0);
    today.plus_days(-days)
}

/// Writes a chunk: first the customers, then the contact persons of the organisations among them.
async fn written(
    app: &App,
    actor: &Actor,
    entries: &mut Vec<Entry>,
    contacts: &mut Vec<(usize, SamplePerson)>,
    room: usize,
) -> Result<Vec<PartyId>, NotMade> {
    let (entries, contacts) = (std::mem::take(entries), std::mem::take(contacts));
    let entering = move |work: &mut Work<'_>| {
        let today = work.today();
        let mut parties = enter_some(work, &entries)?;
        let mut people = Vec::new();
        for (at, one) in contacts.iter().take(room.saturating_sub(parties.len())) {
            let source = SourceKind::Organisation;
            let connection = ConnectionKind::ContactPersonOf;
            let of = parties.get(*at).copied();
            people.push(person(
                one,
                Origin {
                    connection,
                    of,
                    from: today,
                    source,
                },
            )?);
        }
        parties.extend(enter_some(work, &people)?);
        Ok::<_, NotMade>(parties)
    };
    app.guard()
        .desk()
        .write(actor, Purpose::Care, entering)
        .await
}

fn enter_some(work: &mut Work<'_>, entries: &[Entry]) -> Result<Vec<PartyId>, people::Error> {
    let ready = Ready::of_all(entries);
    let entering: Vec<_> = entries.iter().zip(&ready).collect();
    enter_all(work, &entering, None, Adding::ByFile)
}

fn person(one: &SamplePerson, origin: Origin) -> Result<Entry, NotMade> {
    let names = Names::parse(&one.first_names, &one.call_name, &one.last_name);
    Ok(Entry::Person(Box::new(PersonEntry {
        names: names.map_err(NotMade::People)?,
        language: one.language,
        birth_date: Some(one.birth_date),
        identity_code: None,
        protected: one.non_disclosure,
        marketing_ban: one.marketing_ban,
        reach: reach(&one.address, &one.phone, &one.email),
        origin,
        note: note(one.note)?,
        fields: Vec::new(),
    })))
}

fn organisation(one: &SampleOrganisation, origin: Origin) -> Result<Entry, NotMade> {
    Ok(Entry::Organisation(Box::new(OrganisationEntry {
        name: people::organisation_name(&one.name).map_err(NotMade::People)?,
        business_id: Some(one.business_id.clone()),
        language: one.language,
        marketing_ban: false,
        reach: reach(&one.address, &one.phone, &one.email),
        origin,
        note: note(one.note)?,
        fields: Vec::new(),
    })))
}

fn note(text: Option<&str>) -> Result<Option<FreeText>, NotMade> {
    let note = text.map(|text| FreeText::parse(text, &[]));
    note.transpose().map_err(NotMade::People)
}

fn reach(address: &PostalAddress, phone: &formats::Phone, email: &formats::Email) -> Reach {
    Reach {
        addresses: vec![address.clone()],
        phones: vec![phone.clone()],
        emails: vec![email.clone()],
    }
}

/// Gives a technician jobs with these customers around today.
async fn assign(app: &App, staff: StaffId, chosen: Vec<PartyId>) -> Result<(), NotMade> {
    let actor = Actor::of_job(&jobs::IMPORT);
    let assigning = move |work: &mut Work<'_>| {
        let proof = work.ask::<Services>(Ask::import(&chosen))?;
        let today = work.today();
        for (at, party) in (0i32..).zip(&chosen) {
            let days = (today.plus_days(at / 4 - 1), today.plus_days(at / 4));
            work.assign(&proof, staff, *party, days)?;
        }
        Ok::<_, NotMade>(())
    };
    app.guard()
        .desk()
        .write(&actor, Purpose::Care, assigning)
        .await
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everybody_in_the_demo_has_a_name_and_an_address_of_her_own() {
        let all = (0..ACCOUNTS.len()).map(|at| account(at).unwrap());
        let own: BTreeSet<_> = all.map(|account| (account.name, account.email)).collect();
        let names: BTreeSet<_> = own.iter().map(|(name, _)| name).collect();
        assert_eq!((own.len(), names.len()), (ACCOUNTS.len(), ACCOUNTS.len()));
        assert_eq!(ACCOUNTS[ADMINISTRATOR].1, "administrator");
    }
}
