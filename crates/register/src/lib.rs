//! Seloste, the application: one folder per capability, and the shells around them.
//!
//! In reading order: [`app`] is what everything hangs on; [`capability`] is what each capability
//! tells about itself, listed once, here; then the capabilities; then the shells [`web`], [`api`],
//! [`jobs`] and [`cli`], which know none of them.
//!
//! Invariant: personal data is reached through `guard` alone.

pub mod access;
pub mod app;
pub mod breaches;
pub mod bulk;
pub mod capability;
pub mod disclosures;
pub mod export;
pub mod fields;
pub mod files;
pub mod find;
pub mod folder;
pub mod informing;
pub mod keeping;
pub mod letters;
pub mod measured;
pub mod merging;
pub mod notice;
pub mod oversight;
pub mod packages;
pub mod people;
pub mod permissions;
pub mod records;
pub mod relations;
pub mod relocation;
pub mod retention;
pub mod rights;
pub mod setup;
pub mod sites;
pub mod staff;
pub mod statistics;
pub mod tags;
pub mod tasks;
pub mod timeline;
pub mod today;
pub mod transfer;

pub mod api;
pub mod cli;
pub mod demo;
pub mod jobs;
pub mod listen;
pub mod web;

use app::App;
use axum::Router;
use capability::Capability;
use guard::{Actor, jobs as actors};
use policy::Purpose;
use utoipa_axum::router::OpenApiRouter;

/// Every capability there is, in the order of the menu.
#[must_use]
pub fn capabilities() -> Vec<Capability> {
    vec![
        today::CAPABILITY,
        find::CAPABILITY,
        bulk::CAPABILITY,
        people::CAPABILITY,
        timeline::CAPABILITY,
        sites::CAPABILITY,
        fields::CAPABILITY,
        relations::CAPABILITY,
        files::CAPABILITY,
        tasks::CAPABILITY,
        merging::CAPABILITY,
        permissions::CAPABILITY,
        informing::CAPABILITY,
        transfer::CAPABILITY,
        export::CAPABILITY,
        rights::CAPABILITY,
        access::CAPABILITY,
        disclosures::CAPABILITY,
        packages::CAPABILITY,
        retention::CAPABILITY,
        breaches::CAPABILITY,
        oversight::CAPABILITY,
        statistics::CAPABILITY,
        records::CAPABILITY,
        notice::CAPABILITY,
        staff::CAPABILITY,
        tags::CAPABILITY,
    ]
}

/// Every statement of the application.
#[must_use]
pub fn statements() -> Vec<&'static dyn store::Declared> {
    let own = capabilities()
        .into_iter()
        .flat_map(|capability| (capability.statements)());
    own.chain(jobs::statements())
        .chain(keeping::all())
        .collect()
}

/// What the capabilities offer: the menu, and the pages of a customer.
#[must_use]
pub fn menu() -> web::Menu {
    let all = capabilities();
    web::Menu {
        links: all.iter().flat_map(|one| one.menu).copied().collect(),
        tabs: all.iter().flat_map(|one| one.tabs).copied().collect(),
        new: people::NEW,
    }
}

/// The kinds of moments that a timeline tells.
#[must_use]
pub fn moment_kinds() -> Vec<&'static str> {
    told().map(|told| told.kind).collect()
}

fn told() -> impl Iterator<Item = capability::Told> {
    let all = capabilities().into_iter();
    all.flat_map(|capability| capability.timeline.iter().copied())
}

/// The newest moments of a customer before a number, of one kind or of all.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub fn moments(
    work: &mut guard::Work<'_>,
    before: &capability::Before,
    kind: Option<&str>,
) -> Result<capability::Part, guard::Error> {
    let kinds = told().filter(|told| kind.is_none_or(|kind| kind == told.kind));
    capability::in_order(kinds, work, before)
}

/// Everything that is held about a customer, as far as the actor may see it.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub fn collected(
    work: &mut guard::Work<'_>,
    party: basics::PartyId,
    language: basics::Language,
) -> Result<Vec<capability::Piece>, guard::Error> {
    let mut all = Vec::new();
    for collect in capabilities().into_iter().filter_map(|one| one.collect) {
        all.extend(collect(work, party, language)?);
    }
    Ok(all)
}

/// The originals of what is held about a customer: files as they came, as far as the actor may see
/// them.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub fn originals(
    work: &mut guard::Work<'_>,
    party: basics::PartyId,
) -> Result<Vec<files::Original>, guard::Error> {
    files::originals(work, party)
}

/// The copies of a customer's data that were made for somebody, as far as the actor may see them: those
/// that wait here sealed, and those that lie outside, where no erasure reaches them.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub fn handed_out(
    work: &mut guard::Work<'_>,
    party: basics::PartyId,
    language: basics::Language,
) -> Result<Vec<capability::HandedOut>, guard::Error> {
    let mut all = packages::handed_out(work, party, language)?;
    all.extend(disclosures::handed_out(work, party, language)?);
    all.extend(access::handed_out(work, party, language)?);
    all.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok(all)
}

/// The lots of what waits sealed to be handed over of a customer: it goes when something of hers is
/// erased, for it holds a copy of it.
///
/// # Errors
///
/// The store's failure.
pub fn packed(
    work: &mut guard::Work<'_>,
    party: basics::PartyId,
) -> Result<Vec<basics::LotId>, store::Error> {
    let mut lots = packages::lots_of(work, party)?;
    lots.extend(access::lots_of(work, party)?);
    Ok(lots)
}

/// What starts the clocks of what the capabilities hold.
pub fn starts() -> impl Iterator<Item = capability::Starts> {
    let all = capabilities().into_iter();
    all.flat_map(|capability| capability.due.iter().copied())
}

/// What is still needed of these customers, although its time may be over.
///
/// # Errors
///
/// The store's failure.
pub fn needs(
    tx: &mut store::Tx<'_>,
    parties: &[basics::PartyId],
    today: basics::Day,
) -> Result<Vec<capability::Need>, store::Error> {
    let mut all = Vec::new();
    for needs in capabilities().into_iter().filter_map(|one| one.needs) {
        all.extend(needs(tx, parties, today)?);
    }
    Ok(all)
}

/// What whoever watches over the register should see, of every capability.
pub fn oversees() -> impl Iterator<Item = capability::Oversees> {
    let all = capabilities().into_iter();
    all.filter_map(|capability| capability.oversees)
}

/// The figures of a month, of every capability.
pub fn reports() -> impl Iterator<Item = capability::Reports> {
    let all = capabilities().into_iter();
    all.filter_map(|capability| capability.reports)
}

/// Every page, and every operation for programs.
pub fn routes() -> Router<App> {
    let routes = capabilities()
        .into_iter()
        .map(|capability| (capability.routes)());
    routes
        .fold(Router::new(), Router::merge)
        .merge(api::router(operations()))
}

/// Every operation for programs.
fn operations() -> impl Iterator<Item = OpenApiRouter<App>> {
    let all = capabilities().into_iter();
    all.map(|capability| (capability.api)())
}

/// The description of every operation for programs (`OpenAPI` 3.1).
#[must_use]
pub fn description() -> utoipa::openapi::OpenApi {
    api::describe(operations())
}

/// How many imports there are, by how they stand.
///
/// # Errors
///
/// The guard's.
pub async fn counted_imports(app: &App) -> Result<transfer::Counted, guard::Error> {
    transfer::counted(app).await
}

/// Destroys the sealed files of imports whose days are over; how many.
///
/// # Errors
///
/// The guard's.
pub async fn destroy_old_files(app: App) -> Result<i64, guard::Error> {
    transfer::destroy_old(&app).await
}

/// Counts the months that are over, for statistics; how many.
///
/// # Errors
///
/// The guard's.
pub async fn count_months(app: App) -> Result<i64, guard::Error> {
    statistics::count_months(&app).await
}

/// Removes the rows of merged customers whose days are over; of how many.
///
/// # Errors
///
/// The guard's.
pub async fn end_old_merges(app: App) -> Result<i64, guard::Error> {
    merging::end_old(&app).await
}

/// Erases files of customers that were removed and whose days are over, and clears the disk of what
/// nobody keeps; how many.
///
/// # Errors
///
/// The guard's.
pub async fn let_removed_files_go(app: App) -> Result<i64, guard::Error> {
    files::let_go(&app).await
}

/// Destroys the packages whose days are over; how many parts went.
///
/// # Errors
///
/// The guard's.
pub async fn destroy_old_packages(app: App) -> Result<i64, guard::Error> {
    packages::destroy_old(&app).await
}

/// Forgets actions over many customers that can be undone no more; how many.
///
/// # Errors
///
/// The guard's.
pub async fn forget_old_bulk(app: App) -> Result<i64, guard::Error> {
    bulk::forget_old(&app).await
}

/// Erases what was decided about copies for data subjects whose days are over; how many.
///
/// # Errors
///
/// The guard's.
pub async fn let_old_copies_go(app: App) -> Result<i64, guard::Error> {
    access::let_go(&app).await
}

/// Erases what is past its clock and goes by itself; how much.
///
/// # Errors
///
/// The guard's.
pub async fn erase_due(app: App) -> Result<i64, guard::Error> {
    retention::run(&app).await
}

/// Looks through the use of the register by the rules the staff was told of, and lets go of breaches
/// past their clock; how many findings there are, and breaches that went.
///
/// # Errors
///
/// The guard's.
pub async fn oversee(app: App) -> Result<i64, guard::Error> {
    let gone = breaches::let_go(&app).await?;
    Ok(gone + oversight::look(&app).await?)
}

/// Parties whose terms are gathered in one unit of work.
const REINDEXED_AT_ONCE: i64 = 500;

/// Writes the blind index of as many parties as wait for it when this begins; how many.
///
/// No more than those: whom another process brings meanwhile, that process writes itself, and
/// whoever opens the register beside a long import does not wait for its end.
///
/// # Errors
///
/// The guard's.
pub async fn reindex(app: App) -> Result<i64, guard::Error> {
    let actor = Actor::of_job(&actors::REINDEX);
    let waiting = |tx: &mut store::Tx<'_>| Ok(tx.one(&keeping::BEHIND, ())?);
    let behind: i64 = app.guard().read_state(waiting).await?;
    let (mut last, mut count) = (None, 0);
    while count < behind {
        let most = REINDEXED_AT_ONCE.min(behind - count);
        let waiting = app.guard().to_be_indexed(last, most).await?;
        if waiting.is_empty() {
            break;
        }
        last = waiting.last().copied();
        count += i64::try_from(waiting.len()).unwrap_or(i64::MAX);
        let indexing = move |work: &mut guard::Work<'_>| {
            for party in &waiting {
                work.warm_page(*party)?;
                let terms =
                    people::terms_of_party(work, *party).map_err(people::Error::into_guard)?;
                work.reindex(*party, terms)?;
            }
            Ok::<_, guard::Error>(())
        };
        app.guard()
            .desk()
            .write_in_stream(&actor, Purpose::Security, indexing)
            .await?;
    }
    app.guard().desk().end_stream().await?;
    Ok(count)
}
