//! §§ 7, 9, 10: to whom, which rights, how long.

use super::Printer;
use crate::document::{Block, Said, Table};
use crate::{ErasedBy, Receiver, Requests};

impl Printer<'_> {
    pub(super) fn disclosure(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let mut blocks = Vec::new();
        if let Some(disclosure) = policy.disclosure() {
            let grounds = disclosure.grounds.iter();
            for one in grounds {
                blocks.push(Block::Paragraph(self.wording(&one.text, &one.mark)));
                if one.two {
                    let said = Said::new(&self.say("document-disclosure-two"));
                    blocks.push(Block::Paragraph(said));
                }
            }
            blocks.extend(
                disclosure
                    .limits
                    .as_ref()
                    .map(|limits| self.paragraph(limits)),
            );
        }
        blocks.extend(self.receivers());
        blocks.extend(self.transfers());
        blocks
    }

    /// Who may receive what, where the notice names somebody.
    fn receivers(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let mut blocks = Vec::new();
        if !policy.recipients().is_empty() {
            blocks.push(self.heading("document-recipients"));
            let rows = policy.recipients().iter().map(|one| {
                let note = self.note(&one.mark);
                let who = match &one.who {
                    Receiver::Named(name) => Said::new(name),
                    Receiver::Group(group) => Said::new(group.get(self.language)),
                };
                let values = [
                    ("role", self.word(one.role)),
                    ("country", one.country.to_string()),
                ];
                let role = texts::say_with(self.language, "document-recipient-role", &values);
                vec![
                    vec![who.noted(note)],
                    vec![Said::new(&role), Said::new(one.text.get(self.language))],
                    vec![Said::new(&self.words(&one.categories))],
                ]
            });
            let rows = rows.collect();
            let columns = [
                ("document-recipient", 2),
                ("document-recipient-what-for", 3),
                ("document-category", 3),
            ];
            let columns = columns
                .map(|(name, width)| (self.say(name), width))
                .to_vec();
            blocks.push(Block::Table(Table { columns, rows }));
        }
        blocks
    }

    /// Where data is transferred to outside the EEA, with its safeguard.
    fn transfers(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let mut blocks = Vec::new();
        if let Some(transfers) = policy.transfers() {
            blocks.push(Block::Paragraph(
                self.wording(&transfers.text, &transfers.mark),
            ));
            let rows: Vec<_> = transfers
                .countries
                .iter()
                .map(|one| {
                    let tool = self.word(one.tool);
                    let text = self.wording(&one.text, &one.mark);
                    vec![
                        vec![Said::new(&one.country.to_string())],
                        vec![Said::new(&tool), text],
                    ]
                })
                .collect();
            if !rows.is_empty() {
                let columns = [("document-country", 1), ("document-safeguard", 3)];
                let columns = columns
                    .map(|(name, width)| (self.say(name), width))
                    .to_vec();
                blocks.push(Block::Table(Table { columns, rows }));
            }
        }
        blocks
    }

    pub(super) fn rights(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let rights = policy.rights().iter();
        let rights = rights.map(|one| Block::Paragraph(self.wording(&one.text, &one.mark)));
        let mut blocks: Vec<Block> = rights.collect();
        if let Some(objection) = policy.objection() {
            let mut inner = vec![Block::Paragraph(
                self.wording(&objection.text, &objection.mark),
            )];
            inner.extend(
                objection
                    .marketing
                    .as_ref()
                    .map(|text| self.paragraph(text)),
            );
            let heading = Some(self.say("document-objection"));
            blocks.push(Block::Box {
                heading,
                blocks: inner,
            });
        }
        if let Some(requests) = policy.requests() {
            blocks.push(self.heading("document-requests"));
            blocks.extend(self.requests(requests));
        }
        let decisions = [policy.automated_decisions(), policy.profiling()];
        let decisions: Vec<_> = decisions.into_iter().flatten().collect();
        if !decisions.is_empty() {
            blocks.push(self.heading("document-by-machine"));
            for one in decisions {
                blocks.push(Block::Paragraph(self.wording(&one.text, &one.mark)));
                let more = [one.logic.as_ref(), one.review.as_deref()]
                    .into_iter()
                    .flatten();
                blocks.extend(more.map(|text| self.paragraph(text)));
            }
        }
        blocks.extend(self.marketing());
        blocks.extend(self.authority());
        blocks
    }

    fn requests(&mut self, requests: &Requests) -> Vec<Block> {
        let mut blocks = vec![Block::Paragraph(
            self.wording(&requests.text, &requests.mark),
        )];
        let mut lines: Vec<Said> = requests
            .name
            .as_deref()
            .map(Said::new)
            .into_iter()
            .collect();
        if let Some(address) = &requests.address {
            lines.extend(self.address(address));
        }
        if !lines.is_empty() {
            blocks.push(Block::Lines(lines));
        }
        let more = [&requests.time, &requests.cost, &requests.identity];
        for text in more.into_iter().flatten() {
            blocks.push(self.paragraph(text));
        }
        if !requests.channels.is_empty() {
            let channels = Said::new(&self.words(&requests.channels));
            blocks.push(Block::Facts(vec![
                self.fact("document-requests-channels", vec![channels]),
            ]));
        }
        blocks
    }

    fn marketing(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let Some(marketing) = policy.marketing() else {
            return Vec::new();
        };
        let mut blocks = vec![self.heading("document-marketing")];
        blocks.push(Block::Paragraph(
            self.wording(&marketing.text, &marketing.mark),
        ));
        let mut facts = Vec::new();
        for (key, words) in [
            ("document-marketing-persons", &marketing.persons),
            ("document-marketing-organisations", &marketing.organisations),
        ] {
            if !words.is_empty() {
                facts.push(self.fact(key, vec![Said::new(&self.words(words))]));
            }
        }
        if let Some(address) = &marketing.stop_address {
            facts.push(self.fact("document-marketing-stop", vec![Said::new(address)]));
        }
        if !facts.is_empty() {
            blocks.push(Block::Facts(facts));
        }
        for text in [&marketing.refusal, &marketing.suppression]
            .into_iter()
            .flatten()
        {
            blocks.push(self.paragraph(text));
        }
        blocks
    }

    fn authority(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let Some(authority) = policy.authority() else {
            return Vec::new();
        };
        let mut blocks = vec![self.heading("document-authority")];
        blocks.push(Block::Paragraph(
            self.wording(&authority.text, &authority.mark),
        ));
        let mut lines = vec![Said::new(authority.name.get(self.language))];
        if let Some(address) = &authority.address {
            lines.extend(self.address(address));
        }
        lines.extend(self.reached(authority.phone.as_deref(), authority.email.as_deref()));
        lines.extend(authority.web.as_deref().map(Said::new));
        blocks.push(Block::Lines(lines));
        blocks
    }

    pub(super) fn retention(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let mut blocks: Vec<Block> = policy
            .retention_text()
            .map(|text| self.paragraph(text))
            .into_iter()
            .collect();
        let mut rows: Vec<_> = policy
            .clocks()
            .iter()
            .map(|clock| {
                let note = self.note(&clock.mark);
                let mut times = vec![Said::new(&clock.time.in_words(self.language)).noted(note)];
                times.extend(
                    clock
                        .text
                        .as_ref()
                        .map(|text| Said::new(text.get(self.language))),
                );
                if clock.by == ErasedBy::Itself {
                    times.push(Said::new(&self.say("policy-clock-by-itself")));
                }
                let ground = clock.ground.map(|ground| Said::new(&self.word(ground)));
                vec![
                    vec![Said::new(&self.word(clock.kept))],
                    times,
                    ground.into_iter().collect(),
                ]
            })
            .collect();
        rows.extend(self.own_periods());
        if !rows.is_empty() {
            let columns = [
                ("document-kept", 2),
                ("document-time", 3),
                ("document-ground", 2),
            ];
            let columns = columns
                .map(|(name, width)| (self.say(name), width))
                .to_vec();
            blocks.push(Block::Table(Table { columns, rows }));
        }
        blocks
    }

    /// The fields of the controller that are kept for a shorter time than their category.
    fn own_periods(&mut self) -> Vec<Vec<Vec<Said>>> {
        let policy = self.policy;
        let shorter = policy.fields().iter().filter(|one| one.period.is_some());
        shorter
            .map(|field| {
                let time = policy.field_time(field).in_words(self.language);
                let ground = policy.field_clock(field).and_then(|clock| clock.ground);
                let ground = ground.map(|ground| Said::new(&self.word(ground)));
                let note = self.note(&field.mark);
                vec![
                    vec![Said::new(field.text.get(self.language))],
                    vec![Said::new(&time).noted(note)],
                    ground.into_iter().collect(),
                ]
            })
            .collect()
    }
}
