//! §§ 1–3, 8: who is responsible, whom to ask, what the register is called, how it is protected.

use super::Printer;
use crate::document::{Block, Said};
use crate::{Address, Contact};

impl Printer<'_> {
    pub(super) fn address(&self, address: &Address) -> Vec<Said> {
        let town = format!("{} {}", address.postal_code, address.town);
        let mut lines = vec![Said::new(&address.street), Said::new(&town)];
        if address.country != self.policy.controller().address.country {
            lines.push(Said::new(&address.country.to_string()));
        }
        lines
    }

    pub(super) fn controller(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let controller = policy.controller();
        let mut lines = vec![Said::new(&controller.name)];
        lines.extend(self.address(&controller.address));
        let id = controller.business_id.to_string();
        let id = texts::say_with(
            self.language,
            "document-business-id",
            &[("id", id.as_str())],
        );
        lines.push(Said::new(&id));
        let reached = self.reached(controller.phone.as_deref(), controller.email.as_deref());
        lines.extend(reached);
        lines.extend(controller.web.as_deref().map(Said::new));
        vec![Block::Lines(lines)]
    }

    pub(super) fn reached(&self, phone: Option<&str>, email: Option<&str>) -> Vec<Said> {
        let phone = phone.map(|number| {
            Said::new(&texts::say_with(
                self.language,
                "document-phone",
                &[("number", number)],
            ))
        });
        email.map(Said::new).into_iter().chain(phone).collect()
    }

    fn person(&mut self, contact: &Contact) -> Block {
        let note = self.note(&contact.mark);
        let mut lines = vec![Said::new(&contact.name).noted(note)];
        lines.extend(self.reached(contact.phone.as_deref(), contact.email.as_deref()));
        Block::Lines(lines)
    }

    pub(super) fn contact(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let contact = policy.contact();
        let mut blocks = vec![self.person(contact)];
        if let Some(deputy) = &contact.deputy {
            blocks.push(self.heading("document-deputy"));
            blocks.push(self.person(deputy));
        }
        if let Some(officer) = policy.officer() {
            blocks.push(self.heading("document-officer"));
            let text = self.wording(&officer.text, &officer.mark);
            blocks.push(Block::Paragraph(text));
            let lines = self.reached(officer.phone.as_deref(), officer.email.as_deref());
            if !lines.is_empty() {
                blocks.push(Block::Lines(lines));
            }
        }
        blocks
    }

    pub(super) fn register(&mut self) -> Vec<Block> {
        let policy = self.policy;
        vec![self.paragraph(policy.register())]
    }

    pub(super) fn security(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let security = policy.security();
        security
            .measures
            .iter()
            .map(|measure| Block::Paragraph(self.wording(measure, &security.mark)))
            .collect()
    }
}
