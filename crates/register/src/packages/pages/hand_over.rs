//! Handing a package over: downloads, what is shown once, and closing it.
//!
//! A passphrase is kept nowhere: it is drawn for a page that shows it, and comes back with the form
//! of that page, by which the file is sealed as it streams.

use askama::Template;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use basics::{Instant, PackageId};
use guard::{Secret, Work};
use policy::Purpose;

use super::super::ledger::{self, Opened};
use super::super::links;
use super::super::model::{Error, Means};
use super::super::outward::{self, Seal};
use super::package::again;
use super::path_of;
use crate::web::{Frame, Id, Posted, Problem, Transport, Visitor, done, page};

#[derive(Template)]
#[template(path = "packages/passphrase.html")]
struct PassphrasePage {
    frame: Frame,
    path: String,
    means: Means,
    passphrase: String,
}

#[derive(Template)]
#[template(path = "packages/address.html")]
struct AddressPage {
    frame: Frame,
    path: String,
    address: String,
    code: String,
    expires: Instant,
    downloads: i64,
}

async fn opened(visitor: &Visitor, package: PackageId, means: Means) -> Result<Opened, Error> {
    let opening = move |work: &mut Work<'_>| ledger::hand_over(work, package, means);
    let desk = visitor.app.guard().desk();
    desk.write(&visitor.actor, Purpose::Rights, opening).await
}

/// `POST /packages/{package}/print`: as it is.
pub(super) async fn print(
    Id(package): Id<PackageId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    match opened(&visitor, package, Means::Print).await {
        Ok(opened) => Ok(outward::answer(opened, Seal::Plain)),
        Err(error) => again(&visitor, package, ("print", fields), &error).await,
    }
}

/// `POST /packages/{package}/key`: sealed to a public key.
pub(super) async fn to_key(
    Id(package): Id<PackageId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let seal = match Seal::to_key(fields.text("key")) {
        Ok(seal) => seal,
        Err(error) => return again(&visitor, package, ("key", fields), &error).await,
    };
    match opened(&visitor, package, Means::Age).await {
        Ok(opened) => Ok(outward::answer(opened, seal)),
        Err(error) => again(&visitor, package, ("key", fields), &error).await,
    }
}

fn means_of(visitor: &Visitor, typed: &str) -> Result<Means, Problem> {
    let means = Means::from_key(typed);
    let sealing = means.filter(|means| matches!(means, Means::AgePassphrase | Means::Zip));
    sealing.ok_or(Problem::BadForm(visitor.language()))
}

/// `POST /packages/{package}/passphrase`: one is drawn and shown once.
pub(super) async fn passphrase(
    Id(package): Id<PackageId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let means = means_of(&visitor, fields.text("means"))?;
    let asking = move |work: &mut Work<'_>| ledger::may_hand_over(work, package);
    let desk = visitor.app.guard().desk();
    let may = desk.read(&visitor.actor, Purpose::Rights, asking).await;
    if let Err(error) = may {
        return again(&visitor, package, ("passphrase", fields), &error).await;
    }
    let drawn = Secret::passphrase().map_err(|error| visitor.problem(&Error::from(error)))?;
    page(&PassphrasePage {
        frame: Frame::of(
            &visitor,
            texts::say(visitor.language(), "packages-passphrase-title"),
        ),
        path: path_of(package),
        means,
        passphrase: drawn.expose().to_owned(),
    })
}

/// `POST /packages/{package}/sealed`: sealed with the passphrase that was shown.
pub(super) async fn sealed(
    Id(package): Id<PackageId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let means = means_of(&visitor, fields.text("means"))?;
    let passphrase = Secret::received(fields.raw("passphrase"));
    if !passphrase.is_passphrase() {
        return again(
            &visitor,
            package,
            ("sealed", fields.without(|name| name == "passphrase")),
            &Error::Passphrase,
        )
        .await;
    }
    let seal = match means {
        Means::Zip => Seal::Zip(passphrase),
        _ => Seal::AgePassphrase(passphrase),
    };
    match opened(&visitor, package, means).await {
        Ok(opened) => Ok(outward::answer(opened, seal)),
        Err(error) => {
            again(
                &visitor,
                package,
                ("sealed", fields.without(|name| name == "passphrase")),
                &error,
            )
            .await
        }
    }
}

/// `POST /packages/{package}/address`: a public address is made, and shown once with its code.
pub(super) async fn address(
    Id(package): Id<PackageId>,
    headers: HeaderMap,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let number = |field: &str| fields.text(field).parse::<i64>().unwrap_or(0);
    let (days, downloads) = (number("days"), number("downloads"));
    let guard = visitor.app.guard();
    let by = (&visitor.actor, Purpose::Rights);
    let link = match links::make(guard, by, package, (days, downloads)).await {
        Ok(link) => link,
        Err(error) => return again(&visitor, package, ("address", fields), &error).await,
    };
    page(&AddressPage {
        frame: Frame::of(
            &visitor,
            texts::say(visitor.language(), "packages-address-title"),
        ),
        path: path_of(package),
        address: [
            &own_address(&visitor, &headers),
            "/fetch/",
            link.token.expose(),
        ]
        .concat(),
        code: link.code.expose().to_owned(),
        expires: link.expires,
        downloads,
    })
}

/// The address by which the visitor reaches the register herself; nothing where her browser does not
/// tell it.
fn own_address(visitor: &Visitor, headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let scheme = match visitor.transport {
        Transport::Plain => "http://",
        Transport::Tls => "https://",
    };
    host.map_or_else(String::new, |host| [scheme, host].concat())
}

/// `POST /packages/{package}/close`: its addresses work no more.
pub(super) async fn close(
    Id(package): Id<PackageId>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    let by = (&visitor.actor, Purpose::Rights);
    let closed = links::close(visitor.app.guard(), by, package).await;
    closed.map_err(|error| visitor.problem(&error))?;
    Ok(done(&path_of(package), "done-saved"))
}

/// `POST /packages/{package}/withdraw`: it is destroyed.
pub(super) async fn withdraw(
    Id(package): Id<PackageId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let guard = visitor.app.guard();
    let ending = move |work: &mut Work<'_>| ledger::withdraw(work, package);
    let ended = guard
        .desk()
        .write(&visitor.actor, Purpose::Rights, ending)
        .await;
    let lots = match ended {
        Ok(lots) => lots,
        Err(error) => return again(&visitor, package, ("withdraw", fields), &error).await,
    };
    // Where it fails, the daily job does it: it opens for nobody any more.
    let gone = guard.let_go(lots, super::super::DECISION.to_owned()).await;
    gone.map_err(|error| visitor.problem(&Error::from(error)))?;
    let back = fields
        .text("party")
        .parse()
        .map_or_else(|_| "/".to_owned(), super::list_of);
    Ok(done(&back, "done-packages-withdrawn"))
}
