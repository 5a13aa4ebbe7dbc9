//! The report of a month: what was asked, erased, held, breached and found, the signed root of the
//! trail, how old backups are, who has access to what. On paper, for the controller's own files (GDPR
//! art. 5(2), 24(1)).
//!
//! Invariants: it holds figures and roles, nobody's name; the report of a month that is over, made
//! again from the same state, is the same bytes: its date is the end of its month. A month under way
//! is not reported.

use axum::response::Response;
use basics::{Day, Instant, Language};
use guard::{Ages, Work};
use policy::{Block, Document, Fact, Policy, Purpose, Right, Said, Scope, Section};
use store::Tx;

use super::queries;
use crate::capability::{Figures, Month};
use crate::notice::print_pdf;
use crate::web::{Id, Problem, Visitor, beside, saved};

/// What was found unusual in a month.
pub(super) fn figures(
    tx: &mut Tx<'_>,
    month: &Month,
    language: Language,
) -> Result<Vec<Figures>, store::Error> {
    let (found, closed) = tx.one(&queries::FOUND, (month.from, month.until))?;
    let figure = |key: &str, count: i64| (texts::say(language, key), count.to_string());
    Ok(vec![Figures {
        heading: texts::say(language, "oversight-report-unusual"),
        figures: vec![
            figure("oversight-report-found", found),
            figure("oversight-report-closed", closed),
        ],
    }])
}

/// The month of a text such as `2026-11`, where it is over.
fn month_of(visitor: &Visitor, text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    let first = Day::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    let month = Month::of(first, &visitor.policy.controller().zone);
    (month.next <= visitor.today()).then_some(month)
}

/// `GET /oversight/reports/{month}`
pub(super) async fn pdf(visitor: Visitor, Id(month): Id<String>) -> Result<Response, Problem> {
    let language = visitor.language();
    let month = month_of(&visitor, &month).ok_or(Problem::NoPage(language))?;
    let ages = visitor.app.guard().ages().await;
    let ages = ages.map_err(|error| Problem::of(&error, language))?;
    let reading = move |work: &mut Work<'_>| {
        let signed = work.last_checkpoint(trail_month(month.first))?;
        let access = work.tx().all(&queries::ACCESS, (month.until,))?;
        let mut told = Vec::new();
        for reports in crate::reports() {
            told.extend(reports(work.tx(), &month, language)?);
        }
        Ok::<_, guard::Error>((signed, access, told))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Security, reading).await;
    let (signed, access, told) = read.map_err(|error| Problem::of(&error, language))?;
    let report = Report {
        policy: &visitor.policy,
        language,
        month,
        signed,
        access,
        told,
        ages,
    };
    let document = report.document();
    let author = visitor.policy.controller().name.clone();
    let setting = move || print_pdf(&document, &author, month.until);
    let pdf = beside(language, setting).await?;
    let pdf = pdf.map_err(|_| Problem::broken(language))?;
    Ok(saved("application/pdf", "raportti.pdf", pdf))
}

/// The month of the trail that begins on a day: 202611. Its months are of UTC.
fn trail_month(first: Day) -> i64 {
    i64::from(first.date().year()) * 100 + i64::from(first.date().month())
}

/// What a report is made of.
struct Report<'a> {
    policy: &'a Policy,
    language: Language,
    month: Month,
    signed: Option<(i64, String)>,
    /// How many accounts had each role when the month ended.
    access: Vec<(String, i64)>,
    told: Vec<Figures>,
    ages: Ages,
}

impl Report<'_> {
    fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    fn document(&self) -> Document {
        let month = self.month.first.month_of_year();
        let values = [("month", month.as_str())];
        let title = texts::say_with(self.language, "oversight-report-title", &values);
        let mut document = Document::new(&title, self.language);
        let controller = self.policy.controller();
        let lines = [controller.name.clone(), controller.business_id.to_string()];
        let lines = lines.iter().map(|line| Said::new(line)).collect();
        document.intro = vec![Block::Lines(lines)];
        let told = self.told.iter();
        let told = told.map(|one| section(&one.heading, facts(&one.figures)));
        document.sections = told.collect();
        document.sections.push(self.trail());
        document.sections.push(self.backups());
        document.sections.push(self.roles());
        document
    }

    /// The signed root of the trail's month.
    fn trail(&self) -> Section {
        let blocks = match &self.signed {
            None => vec![Block::Paragraph(Said::missing(
                &self.say("oversight-report-unsigned"),
            ))],
            Some((size, note)) => {
                let lines = note.lines().filter(|line| !line.trim().is_empty());
                let count = (self.say("oversight-report-leaves"), size.to_string());
                let mut blocks = facts(&[count]);
                blocks.push(Block::Lines(lines.map(Said::new).collect()));
                blocks
            }
        };
        section(&self.say("oversight-report-trail"), blocks)
    }

    fn backups(&self) -> Section {
        let zone = &self.policy.controller().zone;
        let at = |at: Option<Instant>| {
            at.map_or_else(|| self.say("keeping-never"), |at| zone.finnish(at))
        };
        let ages = &self.ages;
        let told = [
            (self.say("oversight-report-backup"), at(ages.backup)),
            (self.say("oversight-report-keys"), at(ages.keys_copy)),
            (self.say("oversight-report-rehearsal"), at(ages.rehearsal)),
        ];
        section(&self.say("oversight-report-backups"), facts(&told))
    }

    /// Who has access to what: roles of the notice in force, with how many accounts had each when the
    /// month ended.
    fn roles(&self) -> Section {
        let rows = self.access.iter().map(|(key, count)| {
            let role = key.parse().ok().and_then(|key| self.policy.role(&key));
            let title = role.map_or_else(
                || key.clone(),
                |role| role.title.get(self.language).to_owned(),
            );
            let sees = role.map_or_else(String::new, |role| {
                let all = policy::Category::ALL.into_iter();
                let seen = all.filter(|category| self.policy.shows(role, *category));
                let words: Vec<String> = seen.map(|one| self.say(&one.text_key())).collect();
                words.join(", ")
            });
            let scope = role.map_or("", |role| match role.scope {
                Scope::All => "oversight-scope-all",
                Scope::OwnJobs { .. } => "oversight-scope-own-jobs",
                Scope::MarketingReach => "oversight-scope-marketing",
            });
            let scope = if scope.is_empty() {
                String::new()
            } else {
                self.say(scope)
            };
            let cells = [title, count.to_string(), sees, scope];
            cells.iter().map(|cell| vec![Said::new(cell)]).collect()
        });
        let table = policy::Table {
            columns: vec![
                (self.say("oversight-report-role"), 2),
                (self.say("oversight-report-accounts"), 1),
                (self.say("oversight-report-sees"), 5),
                (self.say("oversight-report-scope"), 2),
            ],
            rows: rows.collect(),
        };
        section(
            &self.say("oversight-report-access"),
            vec![Block::Table(table)],
        )
    }
}

fn section(heading: &str, blocks: Vec<Block>) -> Section {
    Section::new(None, heading.to_owned(), blocks)
}

fn facts(told: &[(String, String)]) -> Vec<Block> {
    let facts = told.iter().map(|(name, value)| Fact {
        name: name.clone(),
        values: vec![Said::new(value)],
    });
    vec![Block::Facts(facts.collect())]
}

/// Whether somebody may have reports: they tell of the trail.
pub(super) fn may_report(visitor: &Visitor) -> bool {
    visitor.holds(Right::Trail)
}
