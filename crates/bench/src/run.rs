//! One size on one engine, from an empty folder to the last figure.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::again;
use crate::copies::{self, Held};
use crate::erasures;
use crate::figures::{Number, Run, Times};
use crate::floor::{self, Bare};
use crate::load::{Measure, Round, at_once, per_second};
use crate::program::{House, Ran};
use crate::visits::{Deed, Visits};
use crate::{Engine, Line};

/// How many work at once, one round after the other.
const CLIENTS: [u32; 3] = [1, 16, 64];
/// How often the start is measured.
const STARTS: usize = 5;
/// Customers of the register whose trail holds nothing but their pages.
const FEW: u64 = 1_000;
/// How many of its pages are read at once, and for how many rounds.
const READERS: u32 = 16;
const ROUNDS: u32 = 20;
/// Bytes of a customer's page, by and large: what the bare HTTP answer has.
const PAGE_BYTES: usize = 16 * 1024;

/// Measures one size.
///
/// # Errors
///
/// Where the program fails or answers wrongly.
pub(crate) fn of(line: &Line, parties: u64) -> Result<Run> {
    let folder = match &line.scratch {
        Some(scratch) => tempfile::tempdir_in(scratch)?,
        None => tempfile::tempdir()?,
    };
    let mut measuring = Measuring {
        house: House::new(&line.program, &line.notice, folder.path()),
        folder: folder.path(),
        round: Round {
            warm: Duration::from_millis(line.round_ms / 10),
            counted: Duration::from_millis(line.round_ms),
        },
        run: Run {
            parties,
            engine: line.engine.name(),
            times: Vec::new(),
            numbers: Vec::new(),
        },
    };
    let url = postgres(line, &parties.to_string())?;
    measuring.everything(url.as_deref())?;
    println!("{parties} customers: trail of pages");
    let url = postgres(line, &format!("{parties}_pages"))?;
    measuring.verify_pages(url.as_deref())?;
    Ok(measuring.run)
}

/// The address of a register's own schemas.
fn postgres(line: &Line, name: &str) -> Result<Option<String>> {
    if line.engine == Engine::Sqlite {
        return Ok(None);
    }
    let url = line.postgres.as_ref().context("--postgres is missing")?;
    let joint = if url.contains('?') { '&' } else { '?' };
    let schema = format!("bench_{name}_{{store}}");
    Ok(Some(format!(
        "{url}{joint}options=-csearch_path%3D{schema}"
    )))
}

struct Measuring<'f> {
    house: House,
    folder: &'f Path,
    round: Round,
    run: Run,
}

impl Measuring<'_> {
    fn everything(&mut self, postgres: Option<&str>) -> Result<()> {
        let parties = self.run.parties;
        println!("{parties} customers: floors");
        let file = self.house.sample(parties)?;
        let (bare, filled) = Bare::fill(self.folder, &file)?;
        let flush = floor::flush(self.folder, self.round)?;
        self.times("the disk's own flush", 1, flush, None, "");
        println!("{parties} customers: import");
        self.house.make(postgres)?;
        let imported = self.house.import(&file)?;
        self.imported(&imported, filled)?;
        println!("{parties} customers: start and pages");
        self.starts()?;
        self.pages(&file, &bare)?;
        println!("{parties} customers: trail");
        self.verify()?;
        self.sizes()?;
        println!("{parties} customers: import again");
        self.again(&file)?;
        println!("{parties} customers: erasure");
        self.erasures(&bare)
    }

    /// What erasing costs. The last thing that is measured: fewer customers are there afterwards.
    fn erasures(&mut self, bare: &Bare) -> Result<()> {
        let all = bare.every_row()?;
        let write = bare.write(self.round)?;
        let start = self.run.numbers.iter().find(|number| number.unit == "ms");
        let start = Duration::from_millis(start.map_or(0, |start| start.value));
        let parties = self.run.parties;
        let erased = erasures::measure(&self.house, parties)?;
        let floor = Some(("bare SQLite, one row", write));
        self.times("a person erased", 1, erased.persons, floor, "≤ 50 ms");
        let ms = |took: Duration| u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let (looked, due) = erased.dry_run;
        self.number("past their time", "lots", due, None, "");
        self.number(
            "dry run over everything",
            "ms",
            ms(looked.saturating_sub(start)),
            Some(ms(all)),
            "≤ 10,000",
        );
        if let Some((took, lots)) = erased.replay {
            let more = took.saturating_sub(start);
            self.number("erased again at the start", "lots", lots, None, "");
            let rate = per_second(lots, more);
            let floor = Some(write.per_second);
            self.number("the same", "lots/s", rate, floor, "10,000 in 60 s");
        }
        let (proof, process) = (ms(erased.proof), Some(ms(erased.process)));
        self.number("a receipt held against its proof", "ms", proof, process, "");
        Ok(())
    }

    fn imported(&mut self, ran: &Ran, floor: u64) -> Result<()> {
        let said: serde_json::Value = serde_json::from_str(&ran.said)?;
        let created = said.get("created").and_then(serde_json::Value::as_u64);
        let created = created.context("the import tells no number")?;
        anyhow::ensure!(created >= self.run.parties, "not all were imported: {said}");
        let rate = per_second(self.run.parties, ran.took);
        self.number(
            "import, checked to indexed",
            "rows/s",
            rate,
            Some(floor),
            "≥ 8,000",
        );
        self.number(
            "memory of the import, most",
            "MB",
            ran.most_kib / 1_024,
            None,
            "≤ 200",
        );
        Ok(())
    }

    /// What the list costs that comes again: as it was, and with something new in a tenth of it.
    fn again(&mut self, file: &Path) -> Result<()> {
        let again = self.folder.join("again.csv");
        for (what, one_in) in [
            ("import again, as it was", None),
            ("import again, a tenth changed", Some(10)),
        ] {
            again::list(file, &again, one_in)?;
            let ran = self.house.import_again(&again)?;
            let said: serde_json::Value = serde_json::from_str(&ran.said)?;
            let count = |name: &str| said.get(name).and_then(serde_json::Value::as_u64);
            let [created, updated, unchanged] = ["created", "updated", "unchanged"].map(count);
            // What a list says of an organisation's contact person it says of the organisation here.
            let found = updated.zip(unchanged).map(|(one, other)| one + other);
            let all = (created, found) == (Some(0), Some(self.run.parties));
            anyhow::ensure!(all, "not all were found again: {said}");
            let rate = per_second(self.run.parties, ran.took);
            self.number(what, "rows/s", rate, None, "");
        }
        Ok(())
    }

    fn starts(&mut self) -> Result<()> {
        let mut starts = Vec::new();
        for _ in 0..STARTS {
            let serving = self.house.serve()?;
            starts.push(serving.started);
            serving.stop()?;
        }
        starts.sort_unstable();
        let middle = starts.get(STARTS / 2).copied().unwrap_or_default();
        let middle = u64::try_from(middle.as_millis())?;
        self.number("start, process to listening", "ms", middle, None, "≤ 300");
        Ok(())
    }

    fn pages(&mut self, file: &Path, bare: &Bare) -> Result<()> {
        let secret = self.house.token()?;
        let serving = self.house.serve()?;
        let idle = serving.idle()?;
        self.number("memory, idle", "MB", idle.now / 1_024, None, "≤ 60");
        self.number("memory, idle, its own", "MB", idle.own / 1_024, None, "");
        let visits = Visits::begin(serving.port, secret, self.run.parties, file)?;
        for clients in CLIENTS {
            let http = floor::http(clients, PAGE_BYTES, self.round)?;
            self.times("bare HTTP answer", clients, http, None, "");
            let page = bare.page(clients, self.round)?;
            let budget = match clients {
                1 => "p50 ≤ 1.5 ms, p99 ≤ 10 ms",
                16 => "≥ 2,500 a second",
                _ => "",
            };
            self.visit(&visits, Deed::Page, clients, Some(page), budget)?;
            self.visit(&visits, Deed::PackedPage, clients, None, "")?;
            self.visit(&visits, Deed::List, clients, None, "")?;
            let search = bare.search(clients, self.round)?;
            let budget = if clients == 1 { "p99 ≤ 5 ms" } else { "" };
            self.visit(&visits, Deed::Search, clients, Some(search), budget)?;
            self.visit(&visits, Deed::ApiRead, clients, Some(page), "")?;
            self.visit(&visits, Deed::Day, clients, None, "")?;
        }
        for clients in [1, 16] {
            let write = bare.write(self.round)?;
            self.visit(&visits, Deed::Note, clients, Some(write), "")?;
            self.visit(&visits, Deed::Add, clients, Some(write), "")?;
            self.visit(&visits, Deed::ApiWrite, clients, Some(write), "")?;
        }
        let before = serving.memory()?.most;
        let person = visits.one().context("there are no customers")?;
        let held = Held::of(self.run.parties);
        let copies = copies::made(serving.port, &person, visits.secret(), held)?;
        self.times(held.name(), 1, copies, None, "≤ 2 s");
        let more = serving.memory()?.most.saturating_sub(before);
        self.number(
            "memory a copy takes more, most",
            "MB",
            more / 1_024,
            None,
            "",
        );
        let after = serving.memory()?;
        self.number("memory, after the load", "MB", after.now / 1_024, None, "");
        self.number(
            "memory under load, most",
            "MB",
            after.most / 1_024,
            None,
            "",
        );
        serving.stop()
    }

    fn visit(
        &mut self,
        visits: &Visits,
        deed: Deed,
        clients: u32,
        floor: Option<Measure>,
        budget: &'static str,
    ) -> Result<()> {
        let measured = at_once(clients, self.round, |number| visits.client(deed, number));
        let measured = measured.with_context(|| format!("{} with {clients}", deed.name()))?;
        let floor = floor.map(|floor| ("bare SQLite", floor));
        self.times(deed.name(), clients, measured, floor, budget);
        Ok(())
    }

    fn verify(&mut self) -> Result<()> {
        let (rate, lines) = self.verified(&self.house)?;
        let floor = Some(floor::digest(self.round));
        self.number("trail verified", "lines/s", rate, floor, "");
        self.number("lines of the trail", "lines", lines, None, "");
        if let Some(names) = self.house.names()? {
            self.number("customers named in them", "names", names, None, "");
            let rate = rate.saturating_mul(names) / lines.max(1);
            self.number("names verified", "names/s", rate, None, "");
        }
        Ok(())
    }

    /// Verifies a trail of pages: each of its lines names one customer, where those of an import
    /// name a thousand. It is that of another register, of few customers.
    fn verify_pages(&mut self, postgres: Option<&str>) -> Result<()> {
        let house = self.house.beside("few")?;
        let file = house.sample(FEW)?;
        house.make(postgres)?;
        house.import(&file)?;
        let secret = house.token()?;
        let serving = house.serve()?;
        let visits = Visits::begin(serving.port, secret, FEW, &file)?;
        let long = Round {
            warm: Duration::ZERO,
            counted: self.round.counted * ROUNDS,
        };
        at_once(READERS, long, |number| visits.client(Deed::ApiRead, number))?;
        serving.stop()?;
        let (rate, lines) = self.verified(&house)?;
        let floor = Some(floor::digest(self.round));
        self.number(
            "trail of pages verified",
            "lines/s",
            rate,
            floor,
            "≥ 1,000,000",
        );
        self.number("lines of that trail", "lines", lines, None, "");
        Ok(())
    }

    /// How many lines of a trail are verified a second, without the start, and how many it has.
    fn verified(&self, house: &House) -> Result<(u64, u64)> {
        let ran = house.run(&["--json", "trail", "verify"], &[])?;
        let said: serde_json::Value = serde_json::from_str(&ran.said)?;
        let lines = said.get("lines").and_then(serde_json::Value::as_u64);
        let lines = lines.context("the verification tells no number")?;
        let start = self.run.numbers.iter().find(|number| number.unit == "ms");
        let start = Duration::from_millis(start.map_or(0, |start| start.value));
        let rate = per_second(lines, ran.took.saturating_sub(start));
        Ok((rate, lines))
    }

    fn sizes(&mut self) -> Result<()> {
        let parties = self.run.parties.max(1);
        for (store, bytes) in self.house.sizes()? {
            let what = format!("disk a customer: {store}");
            self.number(&what, "bytes", bytes / parties, None, "");
        }
        Ok(())
    }

    fn times(
        &mut self,
        work: &str,
        clients: u32,
        measured: Measure,
        floor: Option<(&'static str, Measure)>,
        budget: &'static str,
    ) {
        let times = Times {
            work: work.to_owned(),
            clients,
            measured,
            floor,
            budget,
        };
        println!("  {}", times.line());
        self.run.times.push(times);
    }

    fn number(
        &mut self,
        what: &str,
        unit: &'static str,
        value: u64,
        floor: Option<u64>,
        budget: &'static str,
    ) {
        let beside = floor.map_or_else(String::new, |floor| format!(" (floor {floor})"));
        println!("  {what}: {value} {unit}{beside}");
        self.run.numbers.push(Number {
            what: what.to_owned(),
            unit,
            value,
            floor,
            budget,
        });
    }
}
