//! What erasing costs: one person, everything that is past its time, what a restored backup brings
//! back, the proof that it was done.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::http::{Connection, get, post};
use crate::load::{Measure, ns};
use crate::program::{Aside, House, OFFICER};
use crate::visits::{Session, links, sign_in};

/// Persons that are erased at most: some ten thousand lots.
const ERASED_MAX: u64 = 2_500;
/// How often the proof of a line is asked for.
const PROOFS: usize = 5;

/// What was measured.
pub(crate) struct Erasures {
    /// Each person: from her decision to the answer that she is gone.
    pub(crate) persons: Measure,
    /// The look at everything: how long, and how many lots it found past their time.
    pub(crate) dry_run: (Duration, u64),
    /// The start with what was erased back in the register: how long, how many lots.
    pub(crate) replay: Option<(Duration, u64)>,
    /// A receipt held against its trail, without the register, and a process that does nothing.
    pub(crate) proof: Duration,
    pub(crate) process: Duration,
}

/// Erases people of a register of this size and measures it.
///
/// # Errors
///
/// Where the program fails or answers wrongly.
pub(crate) fn measure(house: &House, parties: u64) -> Result<Erasures> {
    let aside = house.lay_aside()?;
    let dry_run = look(house, parties, aside.as_ref())?;
    let serving = house.serve()?;
    let mut officer = Officer::begin(serving.port)?;
    let (mut times, began) = (Vec::new(), Instant::now());
    let mut receipt = None;
    for path in officer.customers((parties / 5).clamp(1, ERASED_MAX))? {
        let (took, case) = officer.erase(&path)?;
        times.push(ns(took));
        receipt = Some(case);
    }
    let persons = Measure::of(times, began.elapsed())?;
    let receipt = officer.receipt(&receipt.context("nobody was erased")?)?;
    serving.stop()?;
    let file = house.data().join("../receipt.txt");
    std::fs::write(&file, receipt)?;
    let file = file.to_str().context("the path of the receipt")?;
    let proof = middle(house, &["--json", "trail", "prove", file])?;
    let process = middle(house, &["--version"])?;
    let replay = match (aside, house.erased_lots()?) {
        (Some(aside), Some(lots)) => {
            house.put_back(&aside)?;
            let serving = house.serve()?;
            let took = serving.started;
            serving.stop()?;
            Some((took, lots))
        }
        _ => None,
    };
    Ok(Erasures {
        persons,
        dry_run,
        replay,
        proof,
        process,
    })
}

/// The look at everything where a tenth of the customers is past their time; they are not afterwards.
fn look(house: &House, parties: u64, aside: Option<&Aside>) -> Result<(Duration, u64)> {
    let aged = house.age(parties / 10)?;
    let ran = house.run(&["--json", "retention", "run", "--dry-run"], &[])?;
    let said: serde_json::Value = serde_json::from_str(&ran.said)?;
    let all = said.as_array().context("a dry run tells no list")?.iter();
    let due = all.filter_map(|one| one.get("due")?.as_u64()).sum();
    anyhow::ensure!(aged == (due > 0), "past their time: {said}");
    if let Some(aside) = aside {
        house.put_back(aside)?;
    }
    Ok((ran.took, due))
}

/// The middle of how long a command took, each time a process of its own.
fn middle(house: &House, command: &[&str]) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..PROOFS {
        times.push(house.run(command, &[])?.took);
    }
    times.sort_unstable();
    Ok(times.get(PROOFS / 2).copied().unwrap_or_default())
}

struct Officer {
    connection: Connection,
    session: Session,
}

impl Officer {
    fn begin(port: u16) -> Result<Self> {
        let mut connection = Connection::open(port)?;
        let session = sign_in(&mut connection, OFFICER)?;
        Ok(Self {
            connection,
            session,
        })
    }

    fn page(&mut self, path: &str) -> Result<String> {
        let answer = self.connection.ask(&get(path, &self.session.cookie))?;
        if answer.status != 200 {
            bail!("{path} answered {}", answer.status);
        }
        Ok(answer.text())
    }

    /// The pages of as many customers, of the newest down.
    fn customers(&mut self, wanted: u64) -> Result<Vec<String>> {
        let wanted = usize::try_from(wanted)?;
        let (mut all, mut path) = (Vec::new(), "/customers".to_owned());
        while all.len() < wanted {
            let page = self.page(&path)?;
            let found = links(&page);
            if found.is_empty() {
                break;
            }
            all.extend(found.iter().map(|id| ["/customers/", id].concat()));
            let Some((_, rest)) = page.split_once("/customers?before=") else {
                break;
            };
            let before = rest.split(['"', '&']).next().unwrap_or_default();
            path = ["/customers?before=", before].concat();
        }
        all.dedup();
        all.truncate(wanted);
        Ok(all)
    }

    /// Erases everything of a customer; how long that took, and the page of the decision.
    fn erase(&mut self, path: &str) -> Result<(Duration, String)> {
        let path = [path, "/erasure"].concat();
        let form = self.page(&path)?;
        let decided = form.split("name=\"decided-").skip(1);
        let decided = decided.filter_map(|rest| rest.split('"').next());
        let decided: Vec<String> = decided.map(|name| ["decided-", name].concat()).collect();
        let (_, number) = form.split_once("asiakasnumero ").context("no number")?;
        let number: String = number.chars().take_while(char::is_ascii_digit).collect();
        let mut fields = vec![
            ("form_token", self.session.token.as_str()),
            ("words", "Mittaus."),
            ("number", number.as_str()),
        ];
        fields.extend(decided.iter().map(|name| (name.as_str(), "17_1_a")));
        let request = post(&path, &self.session.cookie, &fields);
        let began = Instant::now();
        let answer = self.connection.ask(&request)?;
        let took = began.elapsed();
        if answer.status != 303 {
            bail!("an erasure answered {}: {}", answer.status, answer.text());
        }
        let case = answer.header("location").context("no page of the case")?;
        Ok((took, case.split('?').next().unwrap_or_default().to_owned()))
    }

    fn receipt(&mut self, case: &str) -> Result<String> {
        self.page(&[case, "/receipt.txt"].concat())
    }
}
