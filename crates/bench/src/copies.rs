//! The copy for a data subject about whom much is held: prepared, looked through, taken out.

use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::http::{Connection, api_post, get, post, upload};
use crate::load::{Dice, Measure};
use crate::program::{CLERK, OFFICER};
use crate::visits::{Session, sign_in, value_of};

/// How much is held about the person.
#[derive(Clone, Copy)]
pub(crate) struct Held {
    notes: usize,
    files: usize,
    file_bytes: usize,
}

impl Held {
    /// As much as the figure says; a tenth of it where the harness itself is tried.
    pub(crate) const fn of(parties: u64) -> Self {
        if parties < TRIED {
            return Self {
                notes: 100,
                files: 5,
                file_bytes: 200_000,
            };
        }
        Self {
            notes: 1_000,
            files: 50,
            file_bytes: 2_000_000,
        }
    }

    /// What it is called in the figures.
    pub(crate) const fn name(self) -> &'static str {
        if self.notes < 1_000 {
            return "access package for a person with 100 notes and history lines and 5 files of 0.2 MB";
        }
        "access package for a person with 1,000 notes and history lines and 50 files of 2 MB"
    }
}

/// With fewer customers than this nothing is measured: the harness is tried.
const TRIED: u64 = 5_000;
/// How often the copy is taken out.
const TIMES: usize = 5;

/// Gives a customer as much as that, and takes her copy out some times, from the request to the last
/// byte.
///
/// # Errors
///
/// Where the server does not answer as it should.
pub(crate) fn made(port: u16, person: &str, secret: &str, held: Held) -> Result<Measure> {
    let mut connection = Connection::open(port)?;
    fill(&mut connection, person, secret, held)?;
    let officer = sign_in(&mut connection, OFFICER)?;
    let copy = looked_through(&mut connection, &officer, person)?;
    let path = [&copy, "/copy"].concat();
    let request = post(&path, &officer.cookie, &[("form_token", &officer.token)]);
    let (mut times, began) = (Vec::new(), Instant::now());
    for _ in 0..TIMES {
        let begins = Instant::now();
        let answer = connection.ask(&request)?;
        times.push(u64::try_from(begins.elapsed().as_nanos())?);
        if answer.status != 200 || answer.body.len() < held.files * held.file_bytes {
            bail!("a copy was answered {} with too little", answer.status);
        }
    }
    Measure::of(times, began.elapsed())
}

/// Notes, each with its line of history, and files.
fn fill(connection: &mut Connection, person: &str, secret: &str, held: Held) -> Result<()> {
    let notes = ["/api/v1", person, "/notes"].concat();
    for number in 0..held.notes {
        let body = format!(
            r#"{{"text":"Soitettu kerran {number}: huolto sovittiin, Matti Virtanen avaa oven.","source":"person"}}"#
        );
        let status = connection.ask(&api_post(&notes, secret, &body))?.status;
        if status != 201 {
            bail!("a note was answered {status}");
        }
    }
    let clerk = sign_in(connection, CLERK)?;
    let path = [person, "/files"].concat();
    let mut dice = Dice::new(23);
    for number in 0..held.files {
        let mut file = b"%PDF-1.7\n".to_vec();
        while file.len() < held.file_bytes {
            file.extend_from_slice(&dice.below(u64::MAX).to_le_bytes());
        }
        let fields = [
            ("form_token", clerk.token.as_str()),
            ("about", ""),
            ("category", "other"),
            ("source", "person"),
        ];
        let name = format!("paperi-{number}.pdf");
        let request = upload(&path, &clerk.cookie, &fields, (&name, &file));
        let status = connection.ask(&request)?.status;
        if status != 303 {
            bail!("a file was answered {status}");
        }
    }
    Ok(())
}

/// A copy for a request of somebody who is known, looked through; its page.
fn looked_through(connection: &mut Connection, officer: &Session, person: &str) -> Result<String> {
    let requests = [person, "/requests"].concat();
    let token = ("form_token", officer.token.as_str());
    let asked = [
        token,
        ("kind", "access"),
        ("way", "post"),
        ("text", "Tietoni."),
    ];
    sent(connection, officer, &requests, &asked)?;
    let page = connection.ask(&get(&requests, &officer.cookie))?.text();
    let row = value_of(&page, "row").context("there is no request")?;
    let known = [
        token,
        ("row", &row),
        ("deed", "identify"),
        ("means", "document"),
    ];
    sent(connection, officer, &[&requests, "/step"].concat(), &known)?;
    let access = [person, "/access"].concat();
    let prepared = [token, ("request", &row), ("kind", "access")];
    let copy = sent(connection, officer, &access, &prepared)?;
    let page = connection.ask(&get(&copy, &officer.cookie))?.text();
    let seen = value_of(&page, "seen").context("nothing is to be looked through")?;
    let rows = page.split("<select id=\"original-").skip(1);
    let rows = rows.filter_map(|rest| rest.split('"').next());
    let rows: Vec<String> = rows.map(|row| ["original-", row].concat()).collect();
    let covers = page.split("name=\"cover\" value=\"").skip(1);
    let mut fields = vec![token, ("seen", seen.as_str())];
    fields.extend(covers.filter_map(|rest| Some(("cover", rest.split('"').next()?))));
    fields.extend(rows.iter().map(|row| (row.as_str(), "in")));
    sent(connection, officer, &copy, &fields)?;
    Ok(copy)
}

/// Posts a form; where it leads.
fn sent(
    connection: &mut Connection,
    officer: &Session,
    path: &str,
    fields: &[(&str, &str)],
) -> Result<String> {
    let answer = connection.ask(&post(path, &officer.cookie, fields))?;
    if answer.status != 303 {
        bail!("{path} answered {}", answer.status);
    }
    Ok(answer
        .header("location")
        .context("it leads nowhere")?
        .to_owned())
}
