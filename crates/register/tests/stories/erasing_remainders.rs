//! What an erasure left because the law keeps it goes in its own time, and a notice tells of it: signed,
//! proved, naming nobody.

use axum::http::StatusCode;
use basics::PartyId;
use guard::Proof;
use seloste::retention::{self, Written};
use testkit::Stores;

use crate::collected::everything;
use crate::erasing::{decisions, erase, refuse, send};
use crate::house::{Browser, House, added, person};
use crate::retention::{by_itself, leave, run, years};

/// The notices of a case, each as it was signed.
async fn notices(officer: &Browser, case: &str) -> Vec<String> {
    let page = officer.get(case).await.body;
    let paths = page.split("href=\"").skip(1);
    let paths = paths.map(|rest| rest.split('"').next().unwrap());
    let mut notes = Vec::new();
    let signed = |path: &&str| path.contains("/notices/") && path.rsplit('.').next() == Some("txt");
    for path in paths.filter(signed) {
        let answer = officer.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        notes.push(answer.body);
    }
    notes
}

fn verified(house: &House, note: &str) -> Written {
    retention::verify(note, Some(house.app.guard().public_key()))
        .unwrap_or_else(|error| panic!("{error}: {note}"))
}

fn went(written: &Written) -> Vec<&str> {
    written
        .went
        .iter()
        .map(|one| one.category.as_str())
        .collect()
}

testkit::both_engines! {
    async fn what_the_law_kept_goes_in_its_time_and_a_notice_tells_of_each(stores: Stores) {
        let house = House::under(stores, &by_itself(&["requests", "disclosures"])).await;
        let (maija, _) = everything(&house).await;
        let officer = house.browser("data_protection_contact").await;
        officer.post(&format!("/customers/{maija}/holds/lifted"), &[("on", "category.contact")]).await;
        let case = erase(&officer, &maija).await;
        crate::rights::ended(&officer, &maija).await;
        // Somebody else's proof goes on the same day.
        let other = added(&house.browser("clerk").await, &person("Toinen", "Henkilö")).await;
        refuse(&officer, &other).await;
        let page = officer.get(&case).await.body;
        assert!(page.contains("Laki säilyttää vielä") && !page.contains("Ilmoitus: säilytetty"), "{page}");
        assert!(officer.get("/retention").await.body.contains("Laki säilyttää vielä"));
        house.clock.advance_days(3 * 365 + 3);
        run(&house).await;
        let officer = house.browser("data_protection_contact").await;
        let page = officer.get(&case).await.body;
        for text in ["Ilmoitus: säilytetty on poistettu", "Jotakin muuta säilytetään vielä", "osoitekin on poistettu", "Laki säilyttää vielä"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let first = notices(&officer, &case).await;
        assert_eq!(first.len(), 1);
        let written = verified(&house, &first[0]);
        assert_eq!(went(&written), ["requests"]);
        let stays: Vec<&str> = written.stays.iter().map(|one| one.category.as_str()).collect();
        assert_eq!(stays, ["disclosures"]);
        assert!(written.rows_removed > 0 && written.keys_destroyed > 0);
        assert!(!written.remainder.expect("a notice").last);
        let party: PartyId = maija.parse().unwrap();
        let proof = Proof::parse(&written.proof.unwrap()).unwrap();
        let line = proof.verify(&house.app.guard().public_key()).unwrap();
        assert_eq!(line.parties, [party], "the line that proves it names nobody else");
        for text in ["Mallikas", "1001", maija.as_str(), other.as_str()] {
            assert!(!first[0].contains(text), "no personal data in it: {text}");
        }
        run(&house).await;
        assert_eq!(notices(&officer, &case).await, first, "each is told once");
        house.clock.advance_days(2 * 366);
        run(&house).await;
        let officer = house.browser("data_protection_contact").await;
        let all = notices(&officer, &case).await;
        assert_eq!((all.len(), &all[0]), (2, &first[0]));
        let written = verified(&house, &all[1]);
        assert_eq!(went(&written), ["disclosures"]);
        assert!(written.stays.is_empty() && written.remainder.expect("a notice").last);
        let page = officer.get(&case).await.body;
        assert!(page.contains("ei ole mitään jäljellä") && !page.contains("Laki säilyttää vielä"), "{page}");
        let list = officer.get("/retention").await.body;
        assert!(list.contains("Ilmoitus: säilytetty on poistettu") && !list.contains("Laki säilyttää vielä"), "{list}");
        // On paper and for programs as well, and for nobody else.
        let path = page.split("href=\"").find(|rest| rest.contains("/notices/")).unwrap();
        let path = path.split('.').next().unwrap();
        let pdf = officer.get(&format!("{path}.pdf")).await;
        assert_eq!((pdf.status, &pdf.body[..5]), (StatusCode::OK, "%PDF-"));
        let json: serde_json::Value = serde_json::from_str(&officer.get(&format!("{path}.json")).await.body).unwrap();
        assert_eq!(json["signed"].as_str(), Some(first[0].as_str()));
        for odd in [format!("{path}.doc"), format!("{path}7.txt"), format!("{case}/notices/x.txt")] {
            assert_eq!(officer.get(&odd).await.status, StatusCode::NOT_FOUND, "{odd}");
        }
        let clerk = house.browser("clerk").await;
        assert!(!clerk.get(&format!("{path}.txt")).await.status.is_success());
    }

    async fn what_was_refused_by_law_is_followed_of_whoever_is_still_here(stores: Stores) {
        let house = House::under(stores, &by_itself(&["identity", "contact"])).await;
        let clerk = house.browser("clerk").await;
        let mut fields = person("Väinö", "Vaatija");
        fields.extend([("email", "vaino@example.com"), ("note", "Reklamaatio kesken.")]);
        let id = added(&clerk, &fields).await;
        let officer = house.browser("data_protection_contact").await;
        let page = officer.get(&format!("/customers/{id}/erasure")).await.body;
        let (_, number) = page.split_once("Vahvista kirjoittamalla asiakasnumero ").unwrap();
        let number = number.split('<').next().unwrap().trim().to_owned();
        let mut decided = decisions(&officer, &id, "17_1_a").await;
        for (name, verdict) in &mut decided {
            if name.starts_with("decided-contact-") {
                *verdict = "17_3_e".to_owned();
            } else if name == "decided-identity-services" {
                *verdict = "contract".to_owned();
            }
        }
        let answer = send(&officer, &id, &decided, &number).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let case = answer.location().to_owned();
        let page = officer.get(&case).await.body;
        let (_, left) = page.split_once("id=\"left\"").unwrap_or_else(|| panic!("{page}"));
        let left = left.split("</section>").next().unwrap();
        assert!(left.contains("yhteystiedot") && left.matches("<li>").count() == 1, "the claim alone, not what the contract keeps: {left}");
        leave(&clerk, &id, "24.11.2026").await;
        years(&house, 3);
        run(&house).await;
        let officer = house.browser("data_protection_contact").await;
        let all = notices(&officer, &case).await;
        assert_eq!(all.len(), 1);
        let written = verified(&house, &all[0]);
        assert_eq!(went(&written), ["contact"]);
        assert!(written.remainder.expect("a notice").last);
    }

    async fn what_a_person_looks_through_is_told_at_once(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let officer = house.browser("data_protection_contact").await;
        let mut cases = Vec::new();
        for name in ["Yksi", "Kaksi"] {
            let id = added(&clerk, &person(name, "Poistuva")).await;
            cases.push(erase(&officer, &id).await);
        }
        let kept = added(&clerk, &person("Kolme", "Jäävä")).await;
        refuse(&officer, &kept).await;
        years(&house, 3);
        run(&house).await;
        let officer = house.browser("data_protection_contact").await;
        assert!(notices(&officer, &cases[0]).await.is_empty(), "it waits to be looked through");
        let page = officer.get("/retention/due?kept=requests").await.body;
        let rows: Vec<&str> = page.split("name=\"row\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(rows.len() >= 3, "{page}");
        let count = rows.len().to_string();
        let mut fields = vec![("kept", "requests"), ("count", count.as_str())];
        fields.extend(rows.iter().map(|row| ("row", *row)));
        let answer = officer.post("/retention/due", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        for case in &cases {
            let all = notices(&officer, case).await;
            assert_eq!(all.len(), 1);
            assert!(verified(&house, &all[0]).remainder.expect("a notice").last);
        }
        let page = officer.get("/retention/due?kept=requests").await.body;
        assert!(!page.contains("name=\"row\""), "all of it went: {page}");
    }
}
