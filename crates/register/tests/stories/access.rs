//! Copies for data subjects: prepared for whoever is known, looked through, handed over.

use std::io::{Cursor, Read as _};

use axum::http::StatusCode;
use basics::{Coded as _, PartyId};
use seloste::access::{self, Error, PackageKind};
use serde_json::Value;
use testkit::Stores;

use crate::api_caller::whole;
use crate::fits::wrong;
use crate::forms::{told_at, told_in};
use crate::house::{Answer, Browser, House, actor, add_customers, added, person};
use crate::rights::{asked, done, ended, identified, row};
use crate::sites;

fn path(party: &str) -> String {
    format!("/customers/{party}/access")
}

/// A request of somebody who is known; its number.
async fn known(dpo: &Browser, party: &str, kind: &str) -> String {
    let fields = [("kind", kind), ("text", "Pyydän tietoni.")];
    identified(dpo, party, &fields).await
}

/// A copy is prepared for a request; where it is looked through.
async fn prepared(dpo: &Browser, party: &str, kind: &str) -> String {
    let request = known(dpo, party, kind).await;
    let fields = [("request", request.as_str()), ("kind", kind)];
    let answer = dpo.post(&path(party), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

/// Every value of a field of a page's form.
fn values_of(page: &str, before: &str) -> Vec<String> {
    let parts = page.split(before).skip(1);
    parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}

/// Looks through all of it as the page shows it: covers what is proposed and these words, and leaves
/// the first original out where a reason is given.
async fn decide(dpo: &Browser, copy: &str, further: &str, why: Option<&str>) -> Answer {
    let page = dpo.get(copy).await.body;
    let mut fields = vec![("further".to_owned(), further.to_owned())];
    let seen = values_of(&page, "name=\"seen\" value=\"");
    fields.push((
        "seen".to_owned(),
        seen.first().unwrap_or_else(|| panic!("{page}")).clone(),
    ));
    for key in values_of(&page, "name=\"cover\" value=\"") {
        fields.push(("cover".to_owned(), key));
    }
    for (at, name) in values_of(&page, "<select id=\"original-")
        .iter()
        .enumerate()
    {
        let out = why.filter(|_| at == 0);
        let choice = if out.is_some() { "out" } else { "in" };
        fields.push((format!("original-{name}"), choice.to_owned()));
        fields.push((format!("why-{name}"), out.unwrap_or_default().to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    dpo.post(copy, &fields).await
}

/// For whoever has everything: a copy that was looked through, and an original that was left out of
/// it. Its request is over.
pub(crate) async fn looked_through(dpo: &Browser, party: &str) {
    let copy = prepared(dpo, party, "access").await;
    let answer = decide(dpo, &copy, "", Some("Kirjeessä on naapurin nimi.")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    ended(dpo, party).await;
}

/// A copy as it was taken out.
pub(crate) struct Copy {
    pub(crate) parts: Vec<(String, Vec<u8>)>,
}

impl Copy {
    fn read(bytes: Vec<u8>) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a whole archive");
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            parts.push((file.name().unwrap().into_owned(), bytes));
        }
        Self { parts }
    }

    fn part(&self, name: &str) -> &[u8] {
        let found = self.parts.iter().find(|(own, _)| own == name);
        &found.unwrap_or_else(|| panic!("no {name}")).1
    }

    fn json(&self) -> Value {
        serde_json::from_slice(self.part("data.json")).unwrap()
    }

    /// The texts of all values, each on lines of its own.
    pub(crate) fn values(&self) -> String {
        let json = self.json();
        let categories = json["categories"].as_array().unwrap().iter();
        let values = categories.flat_map(|one| one["values"].as_array().unwrap());
        values
            .map(|value| value["text"].as_str().unwrap().to_owned() + "\n")
            .collect()
    }
}

/// A copy of somebody, with everything in it; these words are covered.
pub(crate) async fn copy_of(dpo: &Browser, party: &str, kind: &str, further: &[&str]) -> Copy {
    let copy = prepared(dpo, party, kind).await;
    let answer = decide(dpo, &copy, &further.join("\n"), None).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let (status, bytes) = dpo.download(&format!("{copy}/copy")).await;
    assert_eq!(
        status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&bytes)
    );
    Copy::read(bytes)
}

async fn with_note(clerk: &Browser, id: &str, text: &str) {
    let page = clerk.get(&format!("/customers/{id}")).await.body;
    let version = values_of(&page, "name=\"version\" value=\"");
    let version = version.first().unwrap_or_else(|| panic!("{page}"));
    let fields = [
        ("what", "note"),
        ("version", version.as_str()),
        ("note", text),
        ("source", "person"),
    ];
    let answer = clerk
        .post(&format!("/customers/{id}/change"), &fields)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// Everything of a copy but its paper, which is packed.
fn text_of(copy: &Copy) -> String {
    let parts = copy.parts.iter().filter(|(name, _)| name != "report.pdf");
    parts
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect()
}

/// A file on a disk that is full.
struct Full;

impl std::io::Write for Full {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

const TELLING: &str = "Avain on Kalle Korhosella, puh. 050 765 4321, kalle@example.com. \
                       Oma numero 040 123 4567. Sepon auto on pihassa.";

testkit::both_engines! {
    async fn nothing_leaves_before_somebody_looked_and_others_are_covered_in_every_form(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        added(&clerk, &person("Kalle", "Korhonen")).await;
        with_note(&clerk, &maija, TELLING).await;
        assert_eq!(clerk.get("/customers").await.status, StatusCode::OK);
        let copy = prepared(&dpo, &maija, "access").await;
        let early = dpo.download(&format!("{copy}/copy")).await;
        let said = String::from_utf8_lossy(&early.1).into_owned();
        assert_eq!(early.0, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(said.contains("Kukaan ei ole vielä käynyt"), "{said}");
        let page = dpo.get(&copy).await.body;
        for marked in ["Kalle Korhosella", "050 765 4321", "kalle@example.com"] {
            assert!(page.contains(&format!("<mark>{marked}</mark>")), "{marked}: {page}");
        }
        assert!(!page.contains("<mark>040 123 4567</mark>") && page.contains("Luettelo ei ole koskaan täydellinen"), "{page}");
        let seen = decide(&dpo, &copy, "sepon", None).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        // Something changes: it is looked through again, with what was decided.
        with_note(&clerk, &maija, "Soita iltapäivällä.").await;
        let (status, said) = dpo.download(&format!("{copy}/copy")).await;
        let said = String::from_utf8_lossy(&said).into_owned();
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(said.contains("Tiedot ovat muuttuneet") && said.contains("sepon"), "{said}");
        assert_eq!(decide(&dpo, &copy, "sepon", None).await.status, StatusCode::SEE_OTHER);
        let (status, bytes) = dpo.download(&format!("{copy}/copy")).await;
        assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&bytes));
        let taken = Copy::read(bytes);
        let names: Vec<&str> = taken.parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["report.pdf", "data.json", "data.csv", "contact.vcf"]);
        assert!(taken.part("report.pdf").starts_with(b"%PDF-"));
        for (name, bytes) in &taken.parts {
            let text = String::from_utf8_lossy(bytes);
            for other in ["Korho", "765 4321", "kalle@example", "Sepon", "sepon"] {
                assert!(!text.contains(other), "{other} in {name}: {text}");
            }
        }
        let bars = taken.values().matches("■■■■■").count();
        assert_eq!(bars, 4, "{}", taken.values());
        assert!(taken.values().contains("Oma numero 040 123 4567. ■■■■■ auto"), "{}", taken.values());
        let csv = String::from_utf8_lossy(taken.part("data.csv")).into_owned();
        assert!(csv.contains("■■■■■ auto on pihassa.") && csv.contains("Mallikas"), "{csv}");
        assert!(String::from_utf8_lossy(taken.part("contact.vcf")).contains("Mallikas"));
        let json = taken.json();
        let schema = house.stranger().get("/schema/access-1.json").await.json();
        assert_eq!(wrong(&schema, &json), Vec::<String>::new());
        let mut odd = json.clone();
        odd["categories"][0]["identity_code"] = "x".into();
        assert!(!wrong(&schema, &odd).is_empty(), "the schema is not one that takes anything");
        let looked = json["looked"].to_string();
        for told in ["Tietosuojavastaava", "Toimisto", "\"opened\":true", "\"opened\":false"] {
            assert!(looked.contains(told), "{told}: {looked}");
        }
        assert!(!looked.contains("Testi "), "staff are told by role: {looked}");
        // It stands in the request, and the copy is listed as handed over.
        let request = dpo.get(&format!("/customers/{maija}/requests")).await.body;
        assert!(request.contains("Jäljennös luovutettu") && request.contains("Ladattu annettavaksi"), "{request}");
        assert!(dpo.get(&path(&maija)).await.body.contains("luovutettu 24.11.2026"));
    }

    async fn a_copy_is_for_whoever_is_known_and_by_whoever_answers_requests(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        asked(&dpo, &maija, &[("kind", "access"), ("way", "post"), ("text", "Tietoni.")]).await;
        let request = row(&dpo, &maija).await;
        let fields = [("request", request.as_str()), ("kind", "access")];
        let unknown = dpo.post(&path(&maija), &fields).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unknown.body);
        assert!(unknown.body.contains("Tunnistettu henkilö ei ole pyytänyt"), "{}", unknown.body);
        done(&dpo, &maija, &request, &[("deed", "identify"), ("means", "document")]).await;
        let other = dpo.post(&path(&maija), &[("request", &request), ("kind", "portability")]).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "she did not ask for that: {}", other.body);
        let copy = dpo.post(&path(&maija), &fields).await;
        let copy = copy.location();
        for who in ["clerk", "owner", "billing"] {
            let browser = house.browser(who).await;
            assert!(!browser.get(&path(&maija)).await.status.is_success(), "{who}");
            assert!(!browser.get(copy).await.status.is_success(), "{who}");
            assert!(!browser.download(&format!("{copy}/copy")).await.0.is_success(), "{who}");
        }
        let nobody = dpo.get(&path(&(i64::MAX - 7).to_string())).await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    }

    async fn every_original_is_decided_on_and_one_that_stays_says_why(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        for (name, bytes) in [("kirje.txt", &b"Hei!"[..]), ("toinen.txt", b"Hei vaan!")] {
            let answer = crate::files::attach(&clerk, &maija, (name, "", "messages"), bytes).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        }
        let copy = prepared(&dpo, &maija, "access").await;
        let page = dpo.get(&copy).await.body;
        let seen = values_of(&page, "name=\"seen\" value=\"").remove(0);
        let undecided = dpo.post(&copy, &[("seen", &seen)]).await;
        assert_eq!(undecided.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(undecided.body.contains("Päätä jokaisesta tiedostosta"), "{}", undecided.body);
        let silent = decide(&dpo, &copy, "", Some("")).await;
        let told = told_in(&silent.body);
        assert!(told.len() == 1 && told[0].starts_with("review-why-"), "at the one that is left out: {told:?}");
        told_at(&silent, told[0], "Kirjoita, miksi tiedosto jätetään pois");
        let short = decide(&dpo, &copy, "a", None).await;
        told_at(&short, "review-further", "2–100 merkkiä");
        let done = decide(&dpo, &copy, "", Some("Naapurin kirje.")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let (_, bytes) = dpo.download(&format!("{copy}/copy")).await;
        let taken = Copy::read(bytes);
        assert_eq!(taken.part("originals/001.txt"), b"Hei vaan!");
        let json = taken.json();
        assert_eq!(json["originals"][0]["left_out"], "Naapurin kirje.");
        assert_eq!(json["originals"][1]["path"], "originals/001.txt");
        assert_eq!(taken.parts.len(), 5);
    }

    async fn what_moves_elsewhere_is_what_she_gave_on_consent_or_contract(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let ids = add_customers(&clerk).await;
        let maija = ids["Maija"].clone();
        let copy = copy_of(&dpo, &maija, "portability", &[]).await;
        let json = copy.json();
        let schema = house.stranger().get("/schema/access-1.json").await.json();
        assert_eq!(wrong(&schema, &json), Vec::<String>::new());
        let names: Vec<&str> = copy.parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["data.json", "data.csv", "contact.vcf"]);
        let values: Vec<&Value> = json["categories"].as_array().unwrap().iter()
            .flat_map(|one| one["values"].as_array().unwrap()).collect();
        assert!(!values.is_empty() && values.iter().all(|value| value["source"] == "person"), "{json}");
        assert!(copy.values().contains("Esimerkkitie 3 B 12") && json.get("looked").is_none(), "{json}");
        let categories: Vec<&Value> = json["categories"].as_array().unwrap().iter().map(|one| &one["category"]).collect();
        assert!(!categories.iter().any(|one| *one == "requests" || *one == "permissions"), "{categories:?}");
        assert_eq!(json["customer"]["emails"][0], "maija@example.fi");
        // What an organisation gave of itself does not move by the right of a person.
        let firm = copy_of(&dpo, &ids["Oy"], "portability", &[]).await.json();
        assert_eq!(firm["customer"]["company"], Value::Null);
        assert_eq!(firm["categories"], Value::Array(Vec::new()));
    }

    async fn a_copy_is_laid_out_sealed_for_some_days_and_handed_over_from_there(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let copy = prepared(&dpo, &maija, "access").await;
        let early = dpo.post(&format!("{copy}/sealed"), &[]).await;
        assert!(early.body.contains("Kukaan ei ole vielä käynyt"), "{}", early.body);
        assert_eq!(decide(&dpo, &copy, "", None).await.status, StatusCode::SEE_OTHER);
        let laid = dpo.post(&format!("{copy}/sealed"), &[]).await;
        assert_eq!(laid.status, StatusCode::SEE_OTHER, "{}", laid.body);
        let package = laid.location().to_owned();
        let (status, bytes) = dpo.download(&format!("{package}/print")).await;
        assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&bytes));
        assert!(Copy::read(bytes).values().contains("Soittaa aamulla."));
        let request = dpo.get(&format!("/customers/{maija}/requests")).await.body;
        assert!(request.contains("Sinetöity noudettavaksi"), "{request}");
        // Laying it out changed nothing in it: it may be handed over once more.
        assert_eq!(dpo.download(&format!("{copy}/copy")).await.0, StatusCode::OK);
        house.clock.advance_ms(15 * 24 * 60 * 60_000);
        assert_eq!(seloste::destroy_old_packages(house.app.clone()).await.unwrap(), 1);
        let dpo = house.browser("data_protection_contact").await;
        assert!(!dpo.download(&format!("{package}/print")).await.0.is_success());
    }

    async fn what_was_decided_goes_after_its_days(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        looked_through(&dpo, &maija).await;
        house.clock.advance_ms(29 * 24 * 60 * 60_000);
        assert_eq!(seloste::let_old_copies_go(house.app.clone()).await.unwrap(), 0);
        house.clock.advance_ms(2 * 24 * 60 * 60_000);
        assert_eq!(seloste::let_old_copies_go(house.app.clone()).await.unwrap(), 1);
        assert_eq!(seloste::let_old_copies_go(house.app.clone()).await.unwrap(), 0);
        let dpo = house.browser("data_protection_contact").await;
        let page = dpo.get(&path(&maija)).await.body;
        assert!(!page.contains("Ratkaisut poistetaan"), "{page}");
        let why = dpo.get(&format!("/customers/{maija}/why")).await.body;
        assert!(!why.contains("Koottu jäljennös") && why.contains("Pyydän tietoni."), "{why}");
    }

    async fn a_program_reads_a_copy_that_was_looked_through(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let program = house.program("data_protection_contact", whole("data_protection_contact")).await;
        let address = format!("/customers/{maija}/access");
        program.get(&address).await.is_problem(409, "access_package.not_seen");
        let copy = prepared(&dpo, &maija, "access").await;
        program.get(&address).await.is_problem(409, "access_package.not_seen");
        assert_eq!(decide(&dpo, &copy, "", None).await.status, StatusCode::SEE_OTHER);
        let read = program.get(&address).await;
        assert_eq!(read.status, StatusCode::OK, "{}", read.body);
        let schema = house.stranger().get("/schema/access-1.json").await.json();
        assert_eq!(wrong(&schema, &read.json()), Vec::<String>::new());
        program.get(&format!("/customers/{maija}/portability")).await.is_problem(409, "access_package.not_seen");
        let clerks = house.clerks_program().await;
        assert!(!clerks.get(&address).await.status.is_success());
    }

    async fn what_the_law_withholds_is_in_no_copy_until_its_day_is_over(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        crate::disclosures::given_about(&dpo, &maija).await;
        crate::disclosures::withheld_from(&dpo, &maija).await;
        let copy = copy_of(&dpo, &maija, "access", &[]).await;
        let text = text_of(&copy);
        assert!(copy.values().contains("Tilattu katon korjaus"), "{}", copy.values());
        for secret in ["Esimerkkipoliisi", "Esitutkinta", "5500/R/1/26", "31.12.2026", "2026-12-31"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
        house.clock.advance_days(38);
        let dpo = house.browser("data_protection_contact").await;
        let later = copy_of(&dpo, &maija, "access", &[]).await;
        assert!(later.values().contains("Esimerkkipoliisi"), "{}", later.values());
    }

    async fn in_whose_care_her_post_is_sent_is_proposed_and_gone_from_every_form(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let mut maija = person("Maija", "Mallikas");
        maija.extend([("street", "c/o Kalle Korhonen, Esimerkkitie 3"), ("postal_code", "40100"), ("town", "Jyväskylä")]);
        let maija = added(&clerk, &maija).await;
        let copy = prepared(&dpo, &maija, "access").await;
        let page = dpo.get(&copy).await.body;
        assert!(page.contains("<mark>Kalle Korhonen</mark>") && page.contains("nimi osoitteen c/o-rivillä"), "{page}");
        assert!(!page.contains("<mark>Esimerkkitie"), "where she lives is hers: {page}");
        assert_eq!(decide(&dpo, &copy, "", None).await.status, StatusCode::SEE_OTHER);
        let (status, bytes) = dpo.download(&format!("{copy}/copy")).await;
        assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&bytes));
        let taken = Copy::read(bytes);
        let text = text_of(&taken);
        assert!(!text.contains("Korhonen") && text.matches("c/o ■■■■■").count() >= 3, "in data, table and card: {text}");
        assert!(taken.values().contains("c/o ■■■■■, Esimerkkitie 3, 40100 Jyväskylä"), "{}", taken.values());
        // Whose it is changes what was looked through.
        let moved = [("what", "contact"), ("street", "c/o Aino Outo, Esimerkkitie 3"), ("postal_code", "40100"), ("town", "Jyväskylä"), ("source", "person")];
        let moved = crate::retention::change(&clerk, &maija, &moved).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        let (status, said) = dpo.download(&format!("{copy}/copy")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{}", String::from_utf8_lossy(&said));
    }

    async fn where_somebody_with_a_turvakielto_lives_is_in_no_copy_of_another(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let ids = add_customers(&clerk).await;
        let (maija, firm) = (&ids["Maija"], &ids["Oy"]);
        let mut salla = person("Salla", "Suojattu");
        salla.push(("non_disclosure", "1"));
        let salla = added(&clerk, &salla).await;
        let own = [("what", "add-site"), ("street", "Piilokuja 5"), ("town", "Jyväskylä")];
        assert_eq!(sites::change(&clerk, &salla, &own).await.status, StatusCode::SEE_OTHER);
        let row = |page: &str| sites::row_of(page, "change-site");
        let hers = row(&clerk.get(&sites::path(&salla)).await.body);
        let lives = [("kind", "resident"), ("apartment", "C 3"), ("site", hers.as_str())];
        let lives = sites::relate(&clerk, &salla, maija, &lives).await;
        assert_eq!(lives.status, StatusCode::SEE_OTHER, "{}", lives.body);
        // Maija lives at Salla's, which her own page does not tell either.
        for path in [sites::path(maija), format!("/customers/{maija}/why")] {
            let page = dpo.get(&path).await.body;
            assert!(page.contains("Suojattu") && page.contains("C 3") && !page.contains("Piilokuja"), "{path}: {page}");
        }
        let copy = copy_of(&dpo, maija, "access", &[]).await;
        let text = text_of(&copy);
        assert!(copy.values().contains("C 3"), "{}", copy.values());
        assert!(!text.contains("Piilokuja") && !text.contains("Suojattu"), "{text}");
        assert!(copy_of(&dpo, &salla, "access", &[]).await.values().contains("Piilokuja 5"), "her own copy tells it");
        // She lives at a site of the firm, whose page hides her: a note about her is proposed all the same.
        sites::with_site(&clerk, firm).await;
        let theirs = row(&clerk.get(&sites::path(firm)).await.body);
        let lives = [("kind", "resident"), ("apartment", "D 4"), ("site", theirs.as_str())];
        let lives = sites::relate(&clerk, firm, &salla, &lives).await;
        assert_eq!(lives.status, StatusCode::SEE_OTHER, "{}", lives.body);
        with_note(&clerk, firm, "Avain on Sallalla.").await;
        let copy = prepared(&dpo, firm, "access").await;
        let page = dpo.get(&copy).await.body;
        assert!(page.contains("<mark>Sallalla</mark>"), "{page}");
        assert_eq!(decide(&dpo, &copy, "", None).await.status, StatusCode::SEE_OTHER);
        let text = text_of(&Copy::read(dpo.download(&format!("{copy}/copy")).await.1));
        assert!(text.contains("Avain on ■■■■■."), "{text}");
        for secret in ["Salla", "Suojattu", "D 4"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }

    async fn a_copy_counts_as_handed_over_only_once_all_of_it_was_written(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let copy = prepared(&dpo, &maija, "access").await;
        assert_eq!(decide(&dpo, &copy, "", None).await.status, StatusCode::SEE_OTHER);
        let officer = actor(house.app.guard(), "data_protection_contact").await;
        let about = (maija.parse::<PartyId>().unwrap(), PackageKind::Access);
        let requests = format!("/customers/{maija}/requests");
        // As the command line writes it.
        let full = Box::pin(access::hand_over(&house.app, &officer, about, "Levylle", || Ok(Full))).await;
        assert_eq!(full.unwrap_err().code().as_str(), "access_package.not_written");
        assert!(!dpo.get(&requests).await.body.contains("Jäljennös luovutettu"));
        let nowhere = Box::pin(access::hand_over(&house.app, &officer, about, "Levylle", || Err::<Full, _>(Error::NotWritten))).await;
        assert!(nowhere.is_err() && !dpo.get(&requests).await.body.contains("Jäljennös luovutettu"));
        Box::pin(access::hand_over(&house.app, &officer, about, "Levylle", || Ok(Vec::new()))).await.unwrap();
        let page = dpo.get(&requests).await.body;
        assert!(page.contains("Jäljennös luovutettu") && page.contains("Levylle"), "{page}");
    }
}
