//! Everything about a customer: her timeline, why each value is held, and that no sealed column is
//! forgotten where everything is collected.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use basics::{Language, PartyId};
use policy::Purpose;
use testkit::Stores;

use crate::house::{Browser, House, actor, add_customers, added, person};

/// What the person of whom everything is known, and her firm, have in each sealed column.
const EVERYTHING: [(&str, &str); 33] = [
    ("access_package.sealed", "Kirjeessä on naapurin nimi."),
    ("birth_date.sealed", "13.10.1952"),
    ("breach.sealed", "Kadonnut kannettava"),
    ("contact_point.sealed", "Esimerkkitie 3 B 12"),
    ("data_complaint.sealed", "Miksi ei vastattu?"),
    ("data_request.sealed", "Mitä minusta tiedetään?"),
    ("data_request_letter.sealed", "Palaamme asiaan."),
    ("data_request_step.sealed", "Kuka kysyy?"),
    ("data_requester.sealed", "M. S. Mallikas"),
    ("disclosure_part.sealed", "Tilattu katon korjaus"),
    ("erasure_decision.sealed", "Pyyntö 7, 20.11.2026."),
    ("field_value.company", "12,5"),
    ("field_value.contact_point", "arkisin aamulla"),
    ("field_value.other", "koira"),
    ("field_value.services", "maalämpö"),
    ("identity_code.sealed", "Tallessa"),
    ("legal_hold.sealed", "Riita laskusta 7."),
    ("note.sealed", "Soittaa aamulla."),
    ("organisation_name.sealed", "Kaikki Oy"),
    ("package_part.disclosures", "luovutus.json"),
    ("package_part.requests", "omat-tiedot.json"),
    ("party_file.messages", "kirje.txt"),
    ("party_file.other", "muuta.txt"),
    ("party_file.requests", "pyynto.txt"),
    ("party_file.services", "sopimus.txt"),
    ("party_file.site_access", "avaimet.txt"),
    ("party_tag.sealed", "Kevätkierros"),
    ("permission_act.sealed", "Saa lähettää viestejä."),
    ("person_name.sealed", "Maija Sofia"),
    ("relation.sealed", "suullinen sopimus"),
    ("site.sealed", "Työmaankatu 7"),
    ("site_access.sealed", "Kulkutiedot tallessa"),
    ("task.sealed", "Lähetä avainluettelo"),
];

/// The register's own words, which are about nobody: they are told of no customer.
const OF_NOBODY: [&str; 2] = ["breach_step.sealed", "oversight_finding.sealed"];

async fn changed(by: &Browser, party: &str, version: &str, fields: &[(&str, &str)]) {
    let mut all = vec![("version", version)];
    all.extend_from_slice(fields);
    let answer = by.post(&format!("/customers/{party}/change"), &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// A file in each category that a file may belong to.
async fn with_files(clerk: &Browser, officer: &Browser, id: &str) {
    for (who, name, category) in [
        (clerk, "kirje.txt", "messages"),
        (clerk, "muuta.txt", "other"),
        (officer, "pyynto.txt", "requests"),
        (clerk, "sopimus.txt", "services"),
        (clerk, "avaimet.txt", "site_access"),
    ] {
        let answer = crate::files::attach(who, id, (name, "", category), b"Hei!").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
}

/// A person of whom everything is known that can be.
pub(crate) async fn everything(house: &House) -> (String, String) {
    let clerk = house.browser("clerk").await;
    let officer = house.browser("data_protection_contact").await;
    let maija = add_customers(&clerk).await["Maija"].clone();
    let reason = ("reason", "pyyntö 7");
    let source = ("source", "person");
    let born = [
        ("what", "birth-date"),
        ("birth_date", "13.10.1952"),
        source,
        reason,
    ];
    changed(&officer, &maija, "1", &born).await;
    let ground = ("identity_code_ground", "debt_collection");
    let code = ("identity_code", "131052-308T");
    changed(
        &officer,
        &maija,
        "2",
        &[("what", "identity-code"), code, ground, source, reason],
    )
    .await;
    let consent = [
        ("what", "consent"),
        ("channel", "email"),
        ("wording", "Saa lähettää viestejä."),
        ("wording_of", "typed"),
        ("language", "fi"),
        ("proof", "Lomake 12"),
        ("way", "form"),
        ("on", "24.11.2026"),
    ];
    changed(&clerk, &maija, "3", &consent).await;
    with_files(&clerk, &officer, &maija).await;
    let task = [
        ("text", "Lähetä avainluettelo"),
        ("due", "1.12.2026"),
        ("staff", ""),
    ];
    let answer = clerk
        .post(&format!("/customers/{maija}/tasks"), &task)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let firm = [
        ("kind", "organisation"),
        ("company", "Kaikki Oy"),
        ("language", "fi"),
        ("connection", "customer"),
        ("source", "organisation"),
    ];
    crate::sites::with_site(&clerk, &maija).await;
    let tag = crate::tags::tag(&clerk, "Kevätkierros").await;
    let path = format!("/customers/{maija}/tags");
    let put = clerk.post(&path, &[("tag", &tag), ("deed", "put")]).await;
    assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", put.body);
    let payer = [
        ("what", "relate"),
        ("kind", "payer"),
        ("number", "1002"),
        ("proof", "suullinen sopimus"),
    ];
    let answer = crate::sites::change(&clerk, &maija, &payer).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    by_the_officer(house, &officer, &maija).await;
    (maija, added(&clerk, &firm).await)
}

/// What whoever answers for her data has about her.
async fn by_the_officer(house: &House, officer: &Browser, maija: &str) {
    crate::access::looked_through(officer, maija).await;
    crate::rights::asked_about(officer, maija).await;
    crate::packages::kept_about(house, maija).await;
    crate::disclosures::given_about(officer, maija).await;
    crate::erasing::hold_contact(officer, maija).await;
    crate::erasing::refuse(officer, maija).await;
    crate::breaches::reaching(officer, maija).await;
}

testkit::both_engines! {
    async fn no_sealed_column_is_forgotten_where_everything_is_collected(stores: Stores) {
        let declared: BTreeSet<&str> = seloste::capabilities()
            .into_iter()
            .flat_map(|capability| (capability.columns)())
            .map(|(name, ..)| name)
            .collect();
        let known: BTreeSet<&str> = EVERYTHING.iter().map(|(name, _)| *name).chain(OF_NOBODY).collect();
        assert_eq!(declared, known, "a new column is collected too: give the person of this test a value in it");
        let house = House::new(stores).await;
        let (maija, firm) = everything(&house).await;
        let clerk = house.browser("clerk").await;
        let own = [("call_time", "arkisin aamulla"), ("pets", "dog"), ("heating", "ground")];
        crate::fields::with_fields(&clerk, &maija, &own).await;
        crate::fields::with_fields(&clerk, &firm, &[("buildings", "12,5")]).await;
        let guard = house.app.guard();
        let officer = actor(guard, "data_protection_contact").await;
        let mut all = String::new();
        for party in [maija, firm] {
            let party: PartyId = party.parse().unwrap();
            let collecting = move |work: &mut guard::Work<'_>| seloste::collected(work, party, Language::Fi);
            let pieces = guard.desk().read(&officer, Purpose::Rights, collecting).await.unwrap();
            for piece in pieces {
                all.push_str(&piece.text);
                all.push('\n');
            }
        }
        for (name, value) in EVERYTHING {
            assert!(all.contains(value), "{name} is not collected: {all}");
        }
        assert!(!all.contains("131052-308T"), "a code is told to be there, not shown");
    }

    async fn no_sealed_column_is_missing_from_the_copy_for_herself(stores: Stores) {
        let listed: BTreeSet<String> = store::columns::Columns::ours()
            .unwrap()
            .sealed()
            .filter(|column| column.store == "register")
            .map(|column| format!("{}.{}", column.table, column.column))
            .collect();
        let known = EVERYTHING.iter().map(|(name, _)| *name).chain(OF_NOBODY);
        let known: BTreeSet<String> = known.map(str::to_owned).collect();
        assert_eq!(listed, known, "a new column is in the copy too");
        let house = House::new(stores).await;
        let (maija, firm) = everything(&house).await;
        let (clerk, officer) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let own = [("call_time", "arkisin aamulla"), ("pets", "dog"), ("heating", "ground")];
        crate::fields::with_fields(&clerk, &maija, &own).await;
        crate::fields::with_fields(&clerk, &firm, &[("buildings", "12,5")]).await;
        let mut all = String::new();
        for party in [&maija, &firm] {
            let copy = crate::access::copy_of(&officer, party, "access", &[]).await;
            all.push_str(&copy.values());
            for (name, bytes) in &copy.parts {
                assert!(!String::from_utf8_lossy(bytes).contains("131052-308T"), "{name} shows the code");
            }
            if party == &maija {
                let originals = copy.parts.iter().filter(|(name, _)| name.starts_with("originals/"));
                assert_eq!(originals.filter(|(_, bytes)| bytes == b"Hei!").count(), 5);
            }
        }
        for (name, value) in EVERYTHING {
            assert!(all.contains(value), "{name} is not in the copy: {all}");
        }
    }

    async fn a_timeline_tells_what_happened_and_each_kind_alone(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, _) = everything(&house).await;
        let clerk = house.browser("clerk").await;
        let path = format!("/customers/{maija}/timeline");
        let whole = clerk.get(&path).await.body;
        let told = ["suostumus 24.11.2026", "Lähetä avainluettelo", "Soittaa aamulla.", "Esimerkkitie 3 B 12"];
        for text in told {
            assert!(whole.contains(text), "{text}: {whole}");
        }
        for (kind, text) in [("permission", told[0]), ("task", told[1]), ("note", told[2]), ("change", told[3])] {
            let part = clerk.get(&format!("{path}?kind={kind}")).await.body;
            for other in told {
                assert_eq!(part.contains(other), other == text, "{kind}, {other}: {part}");
            }
        }
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        assert!(page.contains("Viimeksi tapahtunut") && page.contains("Lähetä avainluettelo"), "{page}");
        let nobody = format!("/customers/{}/timeline", i64::MAX - 7);
        assert_eq!(clerk.get(&nobody).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_timeline_tells_when_tags_and_holds_came_and_when_they_went(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Tunniste", "Tallessa")).await;
        let spring = crate::tags::tag(&clerk, "Kevätkierros").await;
        for deed in ["put", "take"] {
            house.clock.advance_ms(60_000);
            let done = clerk.post(&format!("/customers/{id}/tags"), &[("tag", &spring), ("deed", deed)]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        let officer = house.browser("data_protection_contact").await;
        let holds = format!("/customers/{id}/holds");
        for (path, fields) in [
            (holds.clone(), vec![("on", "all"), ("reason", "Riita laskusta 7."), ("review", "1.2.2027")]),
            (format!("{holds}/lifted"), vec![("on", "all")]),
        ] {
            house.clock.advance_ms(60_000);
            let done = officer.post(&path, &fields).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        let path = format!("/customers/{id}/timeline");
        let whole = officer.get(&path).await.body;
        let at = |text: &str| whole.find(text).unwrap_or_else(|| panic!("{text}: {whole}"));
        let order = ["Poistokielto purettu", "Poistokielto asetettu", "Tunniste poistettu", "Tunniste lisätty"];
        assert!(order.map(at).is_sorted(), "the newest first: {whole}");
        assert!(whole.contains("10.01") && whole.contains("10.04"), "each at its own time: {whole}");
        let tags = clerk.get(&format!("{path}?kind=tag")).await.body;
        assert_eq!(tags.matches("Kevätkierros").count(), 2, "{tags}");
        assert!(!tags.contains("Riita laskusta 7."));
        let billing = house.browser("billing").await.get(&path).await.body;
        assert!(!billing.contains("Kevätkierros") && !billing.contains("Riita laskusta 7."), "{billing}");
    }

    async fn a_timeline_tells_whoever_answers_what_was_asked_and_done(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Pyytäjä", "Petra")).await;
        let officer = house.browser("data_protection_contact").await;
        let text = ("text", "Mitä minusta tiedetään?");
        let asked = crate::rights::asked(&officer, &id, &[("kind", "access"), ("way", "post"), text]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
        let row = crate::rights::row(&officer, &id).await;
        house.clock.advance_ms(60_000);
        let identified = [("deed", "identify"), ("means", "document")];
        crate::rights::done(&officer, &id, &row, &identified).await;
        let path = format!("/customers/{id}/timeline");
        let whole = officer.get(&path).await.body;
        let at = |text: &str| whole.find(text).unwrap_or_else(|| panic!("{text}: {whole}"));
        let order = ["Tunnistettu", "Pyyntö saapui 24.11.2026", "Mitä minusta tiedetään?"];
        assert!(order.map(at).is_sorted(), "the newest first: {whole}");
        let alone = officer.get(&format!("{path}?kind=request")).await.body;
        assert!(alone.contains("Mitä minusta tiedetään?") && !alone.contains("nimi lisätty"), "{alone}");
        let hidden = clerk.get(&path).await.body;
        assert!(!hidden.contains("Mitä minusta tiedetään?") && !hidden.contains("Pyyntö saapui"), "{hidden}");
    }

    async fn a_timeline_leaves_out_what_the_role_may_not_see(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, _) = everything(&house).await;
        let billing = house.browser("billing").await;
        let seen = billing.get(&format!("/customers/{maija}/timeline")).await.body;
        assert!(seen.contains("Esimerkkitie 3 B 12"), "{seen}");
        for hidden in ["Soittaa aamulla.", "Lähetä avainluettelo", "suostumus 24.11.2026"] {
            assert!(!seen.contains(hidden), "{hidden}: {seen}");
        }
        let owner = house.browser("owner").await;
        for page in ["timeline", "why"] {
            let refused = owner.get(&format!("/customers/{maija}/{page}")).await;
            assert!(!refused.status.is_success() && !refused.body.contains("Mallikas"), "{page}: {}", refused.body);
        }
    }

    async fn why_a_value_is_held_and_until_when_stands_as_the_notice_says(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, _) = everything(&house).await;
        let clerk = house.browser("clerk").await;
        let path = format!("/customers/{maija}/why");
        let page = clerk.get(&path).await.body;
        let (_, contact) = page.split_once("id=\"contact\"").expect("the contact details");
        let contact = contact.split("</section>").next().unwrap();
        for text in ["Esimerkkitie 3 B 12", "henkilö itse", "laskutus", "sopimus", "3 vuotta", "Aika ei ole vielä alkanut", "oimisto"] {
            assert!(contact.contains(text), "{text}: {contact}");
        }
        assert!(page.contains("24 kuukautta") && page.contains("Soittaa aamulla."), "{page}");
        assert!(!page.contains("id=\"identity_code\""), "the clerk has no business with it: {page}");
        let billing = house.browser("billing").await.get(&path).await.body;
        assert!(!billing.contains("Soittaa aamulla.") && billing.contains("id=\"identity_code\""), "{billing}");
        assert!(!billing.contains("131052-308T"), "{billing}");
    }

    async fn the_head_of_a_page_says_what_was_forbidden_when_and_how(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Kielto", "Kirjeitse")).await;
        let no = [("what", "prohibition"), ("channel", "all"), ("way", "post"), ("on", "20.11.2026")];
        changed(&clerk, &id, "1", &no).await;
        let page = clerk.get(&format!("/customers/{id}")).await.body;
        let head = page.split("class=\"halves\"").next().unwrap();
        assert!(head.contains("markkinointikielto 20.11.2026, ilmoitettu kirjeellä") && head.contains("asiakkuus 24.11.2026"), "{head}");
        let marketing = house.browser("billing").await.get(&format!("/customers/{id}")).await.body;
        let head = marketing.split("class=\"halves\"").next().unwrap();
        assert!(!head.contains("markkinointikielto"), "billing has no business with it: {head}");
    }
}
