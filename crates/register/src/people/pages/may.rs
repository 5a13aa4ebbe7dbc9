//! What a visitor may do on the page of a customer: which forms are shown, and which of them ask
//! for the request that a change rests on.

use basics::PartyId;
use guard::category::{
    BirthDate, Company, Contact, Identity, IdentityCode, Kind, Other, Permissions, Services,
};
use guard::{Ask, PartyKind, Work};
use policy::{Category, Purpose};

use super::super::served;

/// How a visitor comes to change a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Way {
    /// Not at all.
    #[default]
    No,
    /// It is part of her task.
    Task,
    /// By the right to rectify, for a request that she names (GDPR art. 16).
    Request,
}

impl Way {
    /// Whether there is a form.
    pub(super) const fn open(self) -> bool {
        !matches!(self, Self::No)
    }

    /// Whether the form asks for the request.
    pub(super) const fn asks_for_request(self) -> bool {
        matches!(self, Self::Request)
    }

    /// The way to change category `C`, for any purpose that is served.
    pub(super) fn of<C: Kind>(work: &Work<'_>, purposes: &[Purpose]) -> Self {
        let change = Ask::change(&[]);
        let could = |reasoned| {
            let mut purposes = purposes.iter();
            purposes.any(|purpose| work.could_for::<C>(*purpose, &change, reasoned))
        };
        if could(false) {
            Self::Task
        } else if could(true) {
            Self::Request
        } else {
            Self::No
        }
    }
}

/// What a visitor may do on the page of a customer.
#[derive(Clone, Copy, Default)]
pub(super) struct May {
    pub(super) name: Way,
    pub(super) contact: Way,
    pub(super) birth_date: Way,
    pub(super) identity_code: Way,
    pub(super) services: Way,
    pub(super) other: Way,
    pub(super) permissions: Way,
    pub(super) reveal: bool,
    /// Whether she may add a contact person of this organisation.
    pub(super) add_contact_person: bool,
}

impl May {
    /// How a field of the company in this category is changed. What is kept of organisations is
    /// changed by whoever changes their names.
    pub(super) const fn of_field(&self, category: Category) -> Way {
        match category {
            Category::Company => self.name,
            Category::Contact => self.contact,
            Category::Services => self.services,
            Category::Other => self.other,
            _ => Way::No,
        }
    }

    pub(super) fn of(work: &Work<'_>, kind: PartyKind) -> Self {
        let purposes = served(work.actor(), work.policy());
        let reveal = Ask::reveal(PartyId::new(1), "-");
        let person = kind == PartyKind::Person;
        let of_person = |way: Way| if person { way } else { Way::No };
        Self {
            name: if person {
                Way::of::<Identity>(work, &purposes)
            } else {
                Way::of::<Company>(work, &purposes)
            },
            contact: Way::of::<Contact>(work, &purposes),
            birth_date: of_person(Way::of::<BirthDate>(work, &purposes)),
            identity_code: of_person(Way::of::<IdentityCode>(work, &purposes)),
            services: Way::of::<Services>(work, &purposes),
            other: Way::of::<Other>(work, &purposes),
            permissions: Way::of::<Permissions>(work, &purposes),
            reveal: person
                && purposes
                    .iter()
                    .any(|purpose| work.could_for::<IdentityCode>(*purpose, &reveal, true)),
            add_contact_person: !person && Way::of::<Identity>(work, &purposes) == Way::Task,
        }
    }
}
