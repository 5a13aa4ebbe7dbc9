//! Puts made-up parties together.

use std::fmt::Debug;

use basics::{Day, Language};
use formats::{
    AddressText, BusinessId, Email, IdentityCode, Phone, PostalAddress, fold, headings::Kind,
};

use crate::draw::{Draw, Weighted, shuffled};
use crate::made::{OrganisationKind, SampleContact, SampleOrganisation, SampleParty, SamplePerson};
use crate::{names, towns, words};

/// How many parties one seed gives before anything repeats.
pub const PARTIES_MAX: u32 = 1_000_000;

/// Every twenty parties: fourteen people, three companies, three housing companies.
const MIX: &[u8; 20] = b"PPHPPCPPPHPPPCPPHPCP";

/// Numbers of people: a party is a person or has up to two contact persons.
const PEOPLE_MAX: u32 = 2 * PARTIES_MAX;

/// Dates of birth: 1936–2006.
const BIRTH_DAYS: u32 = 25_933;

/// Ordinals of business ids nobody has, taken two by two: of two that follow an even number one is
/// in use always.
const BUSINESS_FIRST: u32 = 7_000_000;

/// Gives made-up parties, the same for the same seed.
pub struct Sampler {
    seed: u64,
    next: u32,
    women: Names,
    men: Names,
    surnames: [Weighted<&'static str>; 3],
    towns: Weighted<Town>,
}

/// First names by language, and further ones.
struct Names {
    first: [Weighted<&'static str>; 3],
    second: Weighted<&'static str>,
}

#[derive(Clone, Copy)]
struct Town {
    name: &'static str,
    genitive: &'static str,
    swedish: &'static str,
    swedish_percent: u32,
    codes: &'static str,
}

impl Sampler {
    /// Made-up parties of `seed`, from the first on.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            next: 0,
            women: Names {
                first: [names::WOMEN, names::WOMEN_SWEDISH, names::WOMEN_FOREIGN]
                    .map(Weighted::names),
                second: Weighted::names(names::WOMEN_SECOND),
            },
            men: Names {
                first: [names::MEN, names::MEN_SWEDISH, names::MEN_FOREIGN].map(Weighted::names),
                second: Weighted::names(names::MEN_SECOND),
            },
            surnames: [
                names::SURNAMES,
                names::SURNAMES_SWEDISH,
                names::SURNAMES_FOREIGN,
            ]
            .map(Weighted::names),
            towns: Weighted::new(towns::TOWNS.lines().filter_map(town)),
        }
    }

    /// Party `number`, whatever was asked for before: fourteen in twenty are people. Numbers from
    /// [`PARTIES_MAX`] on begin again.
    #[must_use]
    pub fn party(&self, number: u32) -> SampleParty {
        match kind_of(number) {
            Kind::Person => SampleParty::Person(Box::new(self.person(number))),
            Kind::Company => SampleParty::Organisation(Box::new(self.organisation(number, false))),
            Kind::HousingCompany => {
                SampleParty::Organisation(Box::new(self.organisation(number, true)))
            }
        }
    }

    /// The next party.
    pub fn next_party(&mut self) -> SampleParty {
        let number = self.count();
        self.party(number)
    }

    /// The next party, made a person whatever the mix says.
    pub fn next_person(&mut self) -> SamplePerson {
        let number = self.count();
        self.person(number)
    }

    /// The next party, made a company whatever the mix says.
    pub fn next_company(&mut self) -> SampleOrganisation {
        let number = self.count();
        self.organisation(number, false)
    }

    /// The next party, made a housing company whatever the mix says.
    pub fn next_housing_company(&mut self) -> SampleOrganisation {
        let number = self.count();
        self.organisation(number, true)
    }

    const fn count(&mut self) -> u32 {
        let number = self.next;
        self.next = self.next.wrapping_add(1);
        number
    }

    fn person(&self, number: u32) -> SamplePerson {
        let number = number % PARTIES_MAX;
        let mut draw = Draw::of(self.seed, number);
        let town = self.town(&mut draw);
        let language = spoken(&town, &mut draw);
        self.person_in(&mut draw, 2 * number, &town, language)
    }

    /// Person `number` of [`PEOPLE_MAX`].
    fn person_in(
        &self,
        draw: &mut Draw,
        number: u32,
        town: &Town,
        language: Language,
    ) -> SamplePerson {
        let names = if draw.chance(50) {
            &self.women
        } else {
            &self.men
        };
        let call_name = of(&names.first, language).name(draw);
        let first_names = first_names(names, call_name, language, draw);
        let last_name = of(&self.surnames, language).name(draw);
        let (birth_date, identity_code) = self.born(number);
        SamplePerson {
            first_names,
            call_name: call_name.to_owned(),
            last_name: last_name.to_owned(),
            birth_date,
            identity_code,
            language,
            phone: sound(Phone::made_up(shuffled(self.seed, number, PEOPLE_MAX)).ok_or("phone")),
            email: persons_email(call_name, last_name, number, draw),
            address: address(town, language, draw),
            marketing_ban: draw.chance(6),
            non_disclosure: draw.below(200) == 0,
            note: note(language, draw),
        }
    }

    /// Date of birth and code of person `number`. One in fifty has one of the newer signs.
    fn born(&self, number: u32) -> (Day, IdentityCode) {
        let place = shuffled(self.seed, number, BIRTH_DAYS * 100);
        let (days, low) = (place % BIRTH_DAYS, place / BIRTH_DAYS);
        let hundred = if number % 50 == 7 {
            1 + number / 50 % 5
        } else {
            0
        };
        let first = sound(Day::new(1936, 1, 1));
        let birth_date = first.plus_days(i32::try_from(days).unwrap_or_default());
        let code = IdentityCode::artificial(birth_date, hundred * 100 + low);
        (birth_date, sound(code.ok_or("identity code")))
    }

    fn organisation(&self, number: u32, housing: bool) -> SampleOrganisation {
        let number = number % PARTIES_MAX;
        let mut draw = Draw::of(self.seed, number);
        let town = self.town(&mut draw);
        let language = if draw.chance(town.swedish_percent) {
            Language::Sv
        } else {
            Language::Fi
        };
        let kind = match (housing, draw.chance(20)) {
            (true, _) => OrganisationKind::HousingCompany,
            (false, true) if language == Language::Fi => OrganisationKind::Manager,
            (false, _) => OrganisationKind::Company,
        };
        let invented = invented(language, &mut draw);
        let titles: &[_] = match kind {
            OrganisationKind::HousingCompany => &words::HOUSING_TITLES,
            _ => &words::COMPANY_TITLES,
        };
        let host = fold::plain(&invented).replace(' ', "-");
        let email = format!(
            "{}@{host}{number}.example",
            if housing { "posti" } else { "info" }
        );
        let phone = PEOPLE_MAX + shuffled(self.seed, number, PARTIES_MAX);
        let mut contacts = Vec::with_capacity(2);
        for nth in 0..=u32::from(draw.chance(30)) {
            let (fi, sv) = draw.one_of(titles).unwrap_or_default();
            contacts.push(SampleContact {
                title: if language == Language::Sv { sv } else { fi },
                person: self.person_in(&mut draw, 2 * number + nth, &town, language),
            });
        }
        SampleOrganisation {
            name: organisations_name(kind, language, &invented, &town, &mut draw),
            business_id: self.business_id(number),
            kind,
            language,
            phone: sound(Phone::made_up(phone).ok_or("phone")),
            email: sound(Email::parse(&email)),
            address: address(&town, language, &mut draw),
            note: note(language, &mut draw),
            contacts,
        }
    }

    fn business_id(&self, number: u32) -> BusinessId {
        let ordinal = BUSINESS_FIRST + 2 * shuffled(self.seed, number, PARTIES_MAX);
        let id =
            BusinessId::from_ordinal(ordinal).or_else(|| BusinessId::from_ordinal(ordinal + 1));
        sound(id.ok_or("business id"))
    }

    fn town(&self, draw: &mut Draw) -> Town {
        sound(self.towns.draw(draw).ok_or("town"))
    }
}

/// What kind of party `number` is.
pub(crate) fn kind_of(number: u32) -> Kind {
    let place = usize::try_from(number % 20).unwrap_or_default();
    match MIX.get(place) {
        Some(b'C') => Kind::Company,
        Some(b'H') => Kind::HousingCompany,
        _ => Kind::Person,
    }
}

/// What the tables of this crate always give: tests make every party of a seed.
#[expect(
    clippy::expect_used,
    reason = "the tables are ours; a test makes what they can give"
)]
fn sound<T, E: Debug>(made: Result<T, E>) -> T {
    made.expect("the tables make sound values")
}

fn town(line: &'static str) -> Option<(u32, Town)> {
    let mut fields = line.split(';').map(str::trim);
    let (name, genitive, swedish) = (fields.next()?, fields.next()?, fields.next()?);
    let weight = fields.next()?.parse().ok()?;
    let town = Town {
        name,
        genitive,
        swedish,
        swedish_percent: fields.next()?.parse().ok()?,
        codes: fields.next()?,
    };
    Some((weight, town))
}

fn spoken(town: &Town, draw: &mut Draw) -> Language {
    if draw.chance(town.swedish_percent) {
        Language::Sv
    } else if draw.chance(4) {
        Language::En
    } else {
        Language::Fi
    }
}

const fn of<T>(all: &[T; 3], language: Language) -> &T {
    let [fi, sv, en] = all;
    match language {
        Language::Fi => fi,
        Language::Sv => sv,
        Language::En => en,
    }
}

/// Most people have two first names, some one or three, and some are called by the second.
fn first_names(names: &Names, call_name: &str, language: Language, draw: &mut Draw) -> String {
    if language == Language::En || draw.chance(12) {
        return call_name.to_owned();
    }
    let mut further = || match language {
        Language::Sv => of(&names.first, language).name(draw),
        _ => names.second.name(draw),
    };
    let (second, third) = (further(), further());
    if second == call_name {
        return call_name.to_owned();
    }
    match draw.below(20) {
        0 if third != second && third != call_name => format!("{call_name} {second} {third}"),
        1..=3 => format!("{second} {call_name}"),
        _ => format!("{call_name} {second}"),
    }
}

fn persons_email(call_name: &str, last_name: &str, number: u32, draw: &mut Draw) -> Email {
    let part = |name: &str| fold::plain(name).replace(' ', "-");
    let domain = draw.word(&["example.com", "example.org", "example.net"]);
    let text = format!("{}.{}{number}@{domain}", part(call_name), part(last_name));
    sound(Email::parse(&text))
}

/// `Usvakettu`, `Dimräv`.
fn invented(language: Language, draw: &mut Draw) -> String {
    let (first_fi, first_sv) = draw.one_of(&words::FIRST).unwrap_or_default();
    let (second_fi, _, second_sv) = draw.one_of(&words::SECOND).unwrap_or_default();
    match language {
        Language::Sv => format!("{first_sv}{second_sv}"),
        _ => format!("{first_fi}{second_fi}"),
    }
}

fn organisations_name(
    kind: OrganisationKind,
    language: Language,
    invented: &str,
    town: &Town,
    draw: &mut Draw,
) -> String {
    let (before, after) = match (kind, language) {
        (OrganisationKind::HousingCompany, Language::Sv) => {
            return format!("Bostads Ab {invented} i {}", town.swedish);
        }
        (OrganisationKind::HousingCompany, _) => {
            return format!("As Oy {} {invented}", town.genitive);
        }
        (OrganisationKind::Manager, _) => draw.one_of(&words::MANAGERS),
        (OrganisationKind::Company, Language::Sv) => draw.one_of(&words::COMPANIES_SWEDISH),
        (OrganisationKind::Company, _) => draw.one_of(&words::COMPANIES),
    }
    .unwrap_or_default();
    format!("{before}{invented}{after}")
}

fn address(town: &Town, language: Language, draw: &mut Draw) -> PostalAddress {
    let swedish = language == Language::Sv;
    let (first_fi, first_sv) = draw.one_of(&words::FIRST).unwrap_or_default();
    let (_, second_fi, second_sv) = draw.one_of(&words::SECOND).unwrap_or_default();
    let (ending_fi, ending_sv) = draw.one_of(&words::STREETS).unwrap_or_default();
    let number = 1 + draw.below(60);
    let mut street = if swedish {
        format!("{first_sv}{second_sv}{ending_sv} {number}")
    } else {
        format!("{first_fi}{second_fi}{ending_fi} {number}")
    };
    if draw.chance(55) {
        let stairs = draw.word(&["A", "B", "C", "D"]);
        street = format!("{street} {stairs} {}", 1 + draw.below(80));
    }
    let codes: Vec<&str> = town.codes.split_whitespace().collect();
    let text = AddressText {
        street: &street,
        postal_code: draw.one_of(&codes).unwrap_or_default(),
        town: if swedish { town.swedish } else { town.name },
        country: "",
    };
    sound(PostalAddress::parse(text))
}

fn note(language: Language, draw: &mut Draw) -> Option<&'static str> {
    if !draw.chance(8) {
        return None;
    }
    let note = draw.one_of(&words::NOTES)?;
    Some(*of(&note, language))
}
