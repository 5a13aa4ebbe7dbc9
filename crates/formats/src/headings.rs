//! The words of customer files: headings, yes and no, languages and kinds of customer, as they
//! stand in Finnish, Swedish and English lists.
//!
//! One table serves both directions: [`Heading::recognise`] reads other people's files,
//! [`Heading::title`] heads ours.

use basics::Language;

use crate::fold;

macro_rules! headings {
    ($( $(#[$doc:meta])* $variant:ident $key:literal $titles:expr, $others:expr; )+) => {
        /// What a column of a customer file holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Heading {
            $( $(#[$doc])* $variant, )+
        }

        impl Heading {
            /// Every heading, in the order our own files have them.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// Its stable name, for saved mappings and for the interface.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $( Self::$variant => $key, )+ }
            }

            /// As it stands in Finnish, Swedish and English files of ours.
            const fn titles(self) -> [&'static str; 3] {
                match self { $( Self::$variant => $titles, )+ }
            }

            /// Other words for it.
            const fn others(self) -> &'static [&'static str] {
                match self { $( Self::$variant => &$others, )+ }
            }
        }
    };
}

headings! {
    /// The number the customer is known by.
    CustomerNumber "customer_number" ["Asiakasnumero", "Kundnummer", "Customer number"],
        ["asiakasnro", "as nro", "asno", "kundnr", "customer no", "customer id"];
    /// Person, company or housing company.
    Kind "kind" ["Tyyppi", "Typ", "Kind"],
        ["asiakastyyppi", "laji", "kundtyp", "type", "customer type"];
    /// All first names.
    FirstNames "first_names" ["Etunimet", "Förnamn", "First names"],
        ["etunimi", "etunimi et", "first name", "given name", "given names"];
    /// The first name she is called by.
    CallName "call_name" ["Kutsumanimi", "Tilltalsnamn", "Call name"],
        ["puhuttelunimi", "preferred name", "known as"];
    /// Surname.
    LastName "last_name" ["Sukunimi", "Efternamn", "Last name"],
        ["släktnamn", "surname", "family name"];
    /// First names and surname in one column.
    FullName "full_name" ["Nimi", "Namn", "Name"],
        ["koko nimi", "asiakas", "asiakkaan nimi", "fullständigt namn", "kund", "full name", "customer", "customer name"];
    /// Name of a company or a housing company.
    Company "company" ["Yritys", "Företag", "Company"],
        ["yrityksen nimi", "yhtiö", "toiminimi", "organisaatio", "taloyhtiö", "företagsnamn", "firma",
         "organisation", "organization", "bolag", "husbolag", "bostadsaktiebolag", "company name"];
    /// Business id.
    BusinessId "business_id" ["Y-tunnus", "FO-nummer", "Business ID"],
        ["ytunnus", "ly tunnus", "yritystunnus", "fo nr", "företagsnummer", "organisationsnummer", "business identity code"];
    /// VAT identification number.
    VatId "vat_id" ["ALV-numero", "Momsnummer", "VAT number"],
        ["alv tunnus", "alv nro", "vat tunnus", "arvonlisäverotunniste", "momsnr", "vat id", "vat no"];
    /// Personal identity code.
    IdentityCode "identity_code" ["Henkilötunnus", "Personbeteckning", "Personal identity code"],
        ["hetu", "sotu", "henkilötunniste", "social security number", "ssn", "personal id"];
    /// Date of birth.
    BirthDate "birth_date" ["Syntymäaika", "Födelsedatum", "Date of birth"],
        ["syntymäpäivä", "synt aika", "födelsetid", "birth date", "birthday"];
    /// Street and number.
    Street "street" ["Katuosoite", "Gatuadress", "Street address"],
        ["osoite", "lähiosoite", "postiosoite", "katu", "adress", "näradress", "postadress", "address",
         "address line 1", "osoiterivi 1", "street", "postal address"];
    /// A second line of the address.
    StreetSecond "street_second" ["Osoiterivi 2", "Adressrad 2", "Address line 2"],
        ["lisäosoite", "c o", "tilläggsadress"];
    /// Postal code.
    PostalCode "postal_code" ["Postinumero", "Postnummer", "Postal code"],
        ["postinro", "pnro", "postnr", "postcode", "zip", "zip code"];
    /// Town.
    Town "town" ["Postitoimipaikka", "Postanstalt", "Town"],
        ["toimipaikka", "paikkakunta", "kaupunki", "kunta", "ptp", "ort", "postort", "stad", "kommun", "city"];
    /// Country.
    Country "country" ["Maa", "Land", "Country"],
        ["maakoodi", "landskod", "country code"];
    /// Phone number.
    Phone "phone" ["Puhelin", "Telefon", "Phone"],
        ["puhelinnumero", "puh", "puhelin 1", "gsm", "matkapuhelin", "kännykkä", "telefonnummer", "tel",
         "mobil", "mobiltelefon", "phone number", "telephone", "mobile", "mobile phone"];
    /// A second phone number.
    PhoneSecond "phone_second" ["Puhelin 2", "Telefon 2", "Phone 2"],
        ["toinen puhelin", "kotipuhelin", "työpuhelin", "hemtelefon", "home phone", "work phone"];
    /// E-mail address.
    Email "email" ["Sähköposti", "E-post", "Email"],
        ["sähköpostiosoite", "email osoite", "e mail", "e postadress", "epost", "mail", "meili", "email address"];
    /// Language to serve her in.
    Language "language" ["Kieli", "Språk", "Language"],
        ["asiointikieli", "äidinkieli", "kontaktspråk", "modersmål", "servicespråk"];
    /// Who speaks for the organisation.
    ContactPerson "contact_person" ["Yhteyshenkilö", "Kontaktperson", "Contact person"],
        ["yhteyshlö", "yhteystieto", "isännöitsijä", "disponent", "contact"];
    /// Address for e-invoices (OVT or account number).
    EInvoiceAddress "e_invoice_address" ["Verkkolaskuosoite", "Nätfakturaadress", "E-invoice address"],
        ["ovt", "ovt tunnus", "e laskuosoite", "e fakturaadress", "einvoice address"];
    /// Who carries e-invoices there.
    EInvoiceOperator "e_invoice_operator" ["Välittäjätunnus", "Förmedlarkod", "E-invoice operator"],
        ["välittäjä", "verkkolaskuoperaattori", "operaattori", "förmedlare", "operatör", "intermediator", "operator"];
    /// A non-disclosure order (turvakielto) of the population register.
    NonDisclosure "non_disclosure" ["Turvakielto", "Spärrmarkering", "Non-disclosure"],
        ["spärrad", "säkerhetsspärr", "non disclosure order", "secret address"];
    /// She does not want marketing.
    MarketingBan "marketing_ban" ["Markkinointikielto", "Marknadsföringsförbud", "Marketing ban"],
        ["suoramarkkinointikielto", "mainoskielto", "reklamförbud", "direktmarknadsföringsförbud", "no marketing", "do not market"];
    /// She agreed to marketing. Worth nothing without the day and the wording.
    MarketingConsent "marketing_consent" ["Markkinointilupa", "Marknadsföringstillstånd", "Marketing consent"],
        ["lupa", "suostumus", "markkinointisuostumus", "tillstånd", "samtycke", "consent", "opt in"];
    /// The day on which she agreed.
    ConsentDay "consent_day" ["Luvan päivä", "Tillståndets dag", "Consent date"],
        ["lupapäivä", "suostumuksen päivä", "lupa annettu", "samtyckets dag", "consent day", "opt in date"];
    /// What she agreed to, word by word.
    ConsentWording "consent_wording" ["Luvan sanamuoto", "Tillståndets ordalydelse", "Consent wording"],
        ["suostumuksen sanamuoto", "suostumusteksti", "samtyckets ordalydelse", "consent text"];
    /// Why she may be held, by a word of the notice, where the row says it for itself.
    Connection "connection" ["Yhteyden peruste", "Grund för anknytningen", "Connection"],
        ["yhteys", "anknytning", "asiakkuuden peruste"];
    /// Where the row's data came from, by a word of the notice.
    Source "source" ["Tietolähde", "Uppgiftskälla", "Source of data"],
        ["tietojen lähde", "lähde", "källa", "source"];
    /// What a site is called, where work is ordered.
    SiteName "site_name" ["Kohteen nimi", "Objektets namn", "Site name"],
        ["kohde", "työkohde", "objekt", "arbetsobjekt", "site", "work site"];
    /// The code of a site's door.
    DoorCode "door_code" ["Ovikoodi", "Dörrkod", "Door code"],
        ["ovikoodit", "portti koodi", "porttikoodi", "portkod", "entry code", "gate code"];
    /// The key to a site, and where it is.
    SiteKey "site_key" ["Avain", "Nyckel", "Key"],
        ["avaimet", "avaimen paikka", "nycklar", "keys"];
    /// The alarm of a site.
    Alarm "alarm" ["Hälytin", "Larm", "Alarm"],
        ["hälytys", "murtohälytin", "hälytinkoodi", "larmkod", "alarm code"];
    /// What else one must know at a site's door.
    AtTheDoor "at_the_door" ["Muuta ovella", "Annat vid dörren", "Else at the door"],
        ["kulkuohje", "kulkuohjeet", "saapumisohje", "ankomstinstruktion", "access notes"];
    /// What is to be done for a customer.
    Task "task" ["Tehtävä", "Uppgift", "Task"],
        ["tehtävät", "työtehtävä", "to do", "todo"];
    /// By when a task is to be done.
    DueDay "due_day" ["Määräpäivä", "Senast", "Due"],
        ["eräpäivä", "tehtävä viimeistään", "viimeistään", "deadline", "due date", "due day"];
    /// Who does a task.
    Assignee "assignee" ["Tekijä", "Ansvarig", "Assignee"],
        ["vastuuhenkilö", "kenelle", "utförare", "assigned to"];
    /// The day of a note.
    Day "day" ["Päivä", "Datum", "Date"],
        ["päivämäärä", "pvm", "kirjattu", "dag", "recorded"];
    /// Free text.
    Note "note" ["Lisätiedot", "Tilläggsuppgifter", "Notes"],
        ["lisätieto", "huomautus", "huom", "muistiinpano", "kommentti", "anmärkning", "anteckning",
         "kommentar", "note", "comment", "comments", "remarks"];
}

impl Heading {
    /// Those that stand in lists of sites alone.
    pub const OF_SITES: [Self; 5] = [
        Self::SiteName,
        Self::DoorCode,
        Self::SiteKey,
        Self::Alarm,
        Self::AtTheDoor,
    ];

    /// Those that stand in lists of tasks alone.
    pub const OF_TASKS: [Self; 3] = [Self::Task, Self::DueDay, Self::Assignee];

    /// What a heading means; letter case, hyphens, dots and accents do not matter.
    #[must_use]
    pub fn recognise(text: &str) -> Option<Self> {
        let folded = fold::folded(text);
        let is = |word: &str| fold::folded(word) == folded;
        Self::ALL.iter().copied().find(|heading| {
            heading.titles().into_iter().any(is)
                || heading.others().iter().any(|word| is(word))
                || heading.key() == text.trim()
        })
    }

    /// As it heads our own files.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        let [fi, sv, en] = self.titles();
        match language {
            Language::Fi => fi,
            Language::Sv => sv,
            Language::En => en,
        }
    }

    /// The heading with this stable name.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|heading| heading.key() == key)
    }
}

/// A column that an import adds to the rows it did not take. A mended file is imported with them:
/// they are recognised and hold nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// Why the row was not taken.
    Why,
    /// The line it had in the imported file.
    Line,
}

impl Remark {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::Why, Self::Line];

    /// As it stands in Finnish, Swedish and English files. Long enough that no list has a column
    /// of its own by that name.
    const fn titles(self) -> [&'static str; 3] {
        match self {
            Self::Why => [
                "Miksi riviä ei otettu",
                "Varför raden inte togs",
                "Why the row was not taken",
            ],
            Self::Line => [
                "Rivi tuodussa tiedostossa",
                "Rad i den importerade filen",
                "Line of the imported file",
            ],
        }
    }

    /// As it heads a column.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        let [fi, sv, en] = self.titles();
        match language {
            Language::Fi => fi,
            Language::Sv => sv,
            Language::En => en,
        }
    }

    /// Which of them a heading is.
    #[must_use]
    pub fn recognise(text: &str) -> Option<Self> {
        let folded = fold::folded(text);
        let is = |title: &str| fold::folded(title) == folded;
        Self::ALL
            .into_iter()
            .find(|remark| remark.titles().into_iter().any(is))
    }
}

/// Reads yes and no: `kyllä`, `x`, `1`, `ja`, `yes` … or `ei`, `0`, `nej`, `no` …; empty is no.
/// Nothing for anything else.
#[must_use]
pub fn yes_or_no(text: &str) -> Option<bool> {
    match fold::folded(text).as_str() {
        "kyllä" | "k" | "on" | "x" | "1" | "ja" | "j" | "yes" | "y" | "true" | "tosi" => {
            Some(true)
        }
        "" | "ei" | "e" | "0" | "nej" | "n" | "no" | "false" | "epätosi" => Some(false),
        _ => None,
    }
}

/// Reads a language: its two letters or its name in Finnish, Swedish or English.
#[must_use]
pub fn language(text: &str) -> Option<Language> {
    match fold::folded(text).as_str() {
        "fi" | "fin" | "suomi" | "finska" | "finnish" | "suomeksi" => Some(Language::Fi),
        "sv" | "se" | "sve" | "swe" | "ruotsi" | "svenska" | "svedish" | "ruotsiksi" => {
            Some(Language::Sv)
        }
        "en" | "eng" | "gb" | "englanti" | "engelska" | "english" | "englanniksi" => {
            Some(Language::En)
        }
        _ => None,
    }
}

/// What kind of customer a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A natural person.
    Person,
    /// A company, an association, an authority.
    Company,
    /// A housing company (asunto-osakeyhtiö).
    HousingCompany,
}

/// Reads a kind of customer: `henkilö`, `yritys`, `taloyhtiö` and the like in three languages.
#[must_use]
pub fn kind(text: &str) -> Option<Kind> {
    match fold::folded(text).as_str() {
        "henkilö" | "yksityishenkilö" | "yksityinen" | "kuluttaja" | "person" | "privatperson"
        | "privat" | "konsument" | "private" | "consumer" => Some(Kind::Person),
        "yritys" | "yhtiö" | "yhdistys" | "yhteisö" | "organisaatio" | "företag" | "bolag"
        | "förening" | "samfund" | "organisation" | "company" | "organization" | "business" => {
            Some(Kind::Company)
        }
        "taloyhtiö" | "asunto osakeyhtiö" | "as oy" | "husbolag" | "bostadsaktiebolag"
        | "bostads ab" | "housing company" => Some(Kind::HousingCompany),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::collections::HashMap;

    #[rstest]
    #[case("etunimi", Heading::FirstNames)]
    #[case("FÖRNAMN", Heading::FirstNames)]
    #[case("First name", Heading::FirstNames)]
    #[case(" Y-tunnus ", Heading::BusinessId)]
    #[case("hetu", Heading::IdentityCode)]
    #[case("Postinro.", Heading::PostalCode)]
    #[case("E-mail", Heading::Email)]
    #[case("Sähköpostiosoite", Heading::Email)]
    #[case("c/o", Heading::StreetSecond)]
    #[case("first_names", Heading::FirstNames)]
    #[case("Turvakielto", Heading::NonDisclosure)]
    fn headings_are_recognised_in_three_languages(#[case] text: &str, #[case] heading: Heading) {
        assert_eq!(Heading::recognise(text), Some(heading));
    }

    #[test]
    fn an_unknown_heading_is_not_guessed() {
        assert_eq!(Heading::recognise("kengännumero"), None);
        assert_eq!(Heading::recognise(""), None);
    }

    #[test]
    fn no_word_means_two_things() {
        let mut seen: HashMap<String, Heading> = HashMap::new();
        for heading in Heading::ALL.iter().copied() {
            let words = heading
                .titles()
                .into_iter()
                .chain(heading.others().iter().copied());
            for word in words {
                let before = seen.insert(fold::folded(word), heading);
                assert!(
                    before.is_none_or(|b| b == heading),
                    "{word} is {before:?} and {heading:?}"
                );
            }
        }
    }

    #[test]
    fn our_own_headings_read_back() {
        for heading in Heading::ALL.iter().copied() {
            assert_eq!(Heading::by_key(heading.key()), Some(heading));
            for language in Language::ALL {
                assert_eq!(Heading::recognise(heading.title(language)), Some(heading));
            }
        }
    }

    #[test]
    fn what_an_import_adds_is_recognised_and_is_no_heading_of_a_list() {
        for (remark, language) in Remark::ALL
            .into_iter()
            .flat_map(|remark| Language::ALL.map(|language| (remark, language)))
        {
            let title = remark.title(language);
            assert_eq!(Remark::recognise(&title.to_uppercase()), Some(remark));
            assert_eq!(Heading::recognise(title), None);
        }
        assert_eq!(Remark::recognise("Rivi"), None);
    }

    #[rstest]
    #[case("Kyllä", Some(true))]
    #[case("X", Some(true))]
    #[case("", Some(false))]
    #[case("Nej", Some(false))]
    #[case("ehkä", None)]
    fn yes_and_no_are_understood(#[case] text: &str, #[case] meaning: Option<bool>) {
        assert_eq!(yes_or_no(text), meaning);
    }

    #[test]
    fn languages_and_kinds_are_understood() {
        assert_eq!(language("Ruotsi"), Some(Language::Sv));
        assert_eq!(language("Swedish"), Some(Language::Sv));
        assert_eq!(language("viro"), None);
        assert_eq!(kind("Taloyhtiö"), Some(Kind::HousingCompany));
        assert_eq!(kind("Företag"), Some(Kind::Company));
        assert_eq!(kind("Yksityishenkilö"), Some(Kind::Person));
    }
}
