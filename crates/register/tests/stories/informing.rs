//! People whose data came by a list are told that they are here: seen soonest first, written to, and
//! marked as told.

use axum::http::StatusCode;
use basics::DAY_MS;
use testkit::Stores;

use crate::api_fields::restrict;
use crate::forms::told_at;
use crate::house::{Answer, Browser, House, added, person};
use crate::moving_in::{imported, told};

/// A day, in milliseconds.
const HEAD: &str = "Etunimet;Sukunimi;Katuosoite;Postinumero;Postitoimipaikka;Sähköposti\n";

/// Brings people by a list: each first and last name, and where she is reached.
async fn bring(clerk: &Browser, rows: &str) {
    imported(clerk, &told(&[]), [HEAD, rows].concat().as_bytes()).await;
}

/// The ids of the people on the page, in its order, by the last names given.
async fn listed(browser: &Browser) -> Vec<String> {
    let page = browser.get("/notice/due").await.body;
    let parts = page.split("name=\"who\" value=\"").skip(1);
    parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}

async fn chosen(browser: &Browser, path: &str, who: &[String], more: &[(&str, &str)]) -> Answer {
    let mut fields: Vec<(&str, &str)> = who.iter().map(|id| ("who", id.as_str())).collect();
    fields.extend_from_slice(more);
    browser.post(path, &fields).await
}

async fn two_lists(house: &House) -> Browser {
    let clerk = house.browser("clerk").await;
    bring(
        &clerk,
        "Maija;Messuvieras;Esimerkkitie 3;40100;Jyväskylä;maija@example.fi\n",
    )
    .await;
    house.clock.advance_ms(2 * DAY_MS);
    let clerk = house.browser("clerk").await;
    let rows =
        "Pekka;Listalainen;Mallikatu 1;00100;Helsinki;pekka@example.fi\nLiisa;Osoitteeton;;;;\n";
    bring(&clerk, rows).await;
    clerk
}

testkit::both_engines! {
    async fn those_who_came_by_a_list_are_told_soonest_first_and_marked_as_told(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = two_lists(&house).await;
        let today = clerk.get("/").await.body;
        assert!(today.contains("href=\"/notice/due\"") && today.contains("24.12.2026"), "{today}");
        let page = clerk.get("/notice/due").await.body;
        let places = ["Messuvieras Maija", "Listalainen Pekka"].map(|name| page.find(name).unwrap_or_else(|| panic!("{name}: {page}")));
        assert!(places[0] < places[1], "soonest first");
        for text in ["vanha taulukko</a>: 1 henkilö, viimeistään 24.12.2026", "vanha taulukko</a>: 2 henkilöä, viimeistään 26.12.2026", "ei osoitetta", "kirjeellä, sähköpostilla"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let batch = page.split("/notice/due?batch=").nth(2).unwrap().split('"').next().unwrap().to_owned();
        let part = clerk.get(&format!("/notice/due?batch={batch}")).await.body;
        assert!(part.contains("Listalainen") && !part.contains("Messuvieras"), "{part}");
        let who = listed(&clerk).await;
        let first = &who[..1];
        let sent = chosen(&clerk, "/notice/due", first, &[("way", "post"), ("on", "25.11.2026")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert!(!clerk.get("/notice/due").await.body.contains("Messuvieras"));
        let own = clerk.get(&format!("/customers/{}", first[0])).await.body;
        assert!(own.contains("selosteen versio 1: 25.11.2026, kirjeellä") && own.contains("Kumoa merkintä"), "{own}");
        let again = chosen(&clerk, "/notice/due", first, &[("way", "post")]).await;
        assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.body.contains("on jo kerrottu"), "{}", again.body);
        // A mistake is taken back: the entry stays, and she waits again.
        let row = own.split("/told/undone\"").nth(1).unwrap().split("name=\"row\" value=\"").nth(1).unwrap();
        let row = row.split('"').next().unwrap();
        let path = format!("/customers/{}/told/undone", first[0]);
        assert_eq!(clerk.post(&path, &[("row", row)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(clerk.post(&path, &[("row", row)]).await.status, StatusCode::NOT_FOUND, "once");
        assert_eq!(listed(&clerk).await, who, "by the same day as before");
        let own = clerk.get(&format!("/customers/{}", first[0])).await.body;
        assert!(own.contains("kumottu") && !own.contains("Kumoa merkintä"), "{own}");
        let timeline = clerk.get(&format!("/customers/{}/timeline", first[0])).await.body;
        assert!(timeline.contains("kirjeellä (kumottu)"), "{timeline}");
        // Whoever knows already need not be told.
        let known = chosen(&clerk, "/notice/due", first, &[("way", "known"), ("on", "")]).await;
        assert_eq!(known.status, StatusCode::SEE_OTHER, "{}", known.body);
        let own = clerk.get(&format!("/customers/{}", first[0])).await.body;
        assert!(own.contains("selosteen versio 1: 26.11.2026, tietää jo"), "{own}");
    }

    async fn a_contact_person_named_by_the_firm_is_told_and_one_who_gave_her_data_herself_was(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let firm = [("kind", "organisation"), ("company", "Esimerkki Huolto Oy"), ("language", "fi"), ("connection", "customer"), ("source", "organisation")];
        added(&clerk, &firm).await;
        let contact = |last: &'static str, source: &'static str| {
            let mut fields = person("Testi", last);
            fields.retain(|field| field.0 != "connection" && field.0 != "source");
            fields.extend([("connection", "contact_person_of"), ("of", "1001"), ("source", source)]);
            fields
        };
        let told = added(&clerk, &contact("Itsekertonut", "person")).await;
        added(&clerk, &contact("Nimetty", "organisation")).await;
        let mut neighbour = person("Testi", "Naapurinsanoma");
        neighbour.retain(|field| field.0 != "source");
        neighbour.push(("source", "stakeholder"));
        added(&clerk, &neighbour).await;
        added(&clerk, &person("Testi", "Asiakas")).await;
        let page = clerk.get("/notice/due").await.body;
        for (name, waits) in [("Itsekertonut", false), ("Nimetty", true), ("Naapurinsanoma", true), ("Asiakas Testi", false)] {
            assert_eq!(page.contains(name), waits, "{name}: {page}");
        }
        for (name, source) in [("Nimetty", "henkilön edustama yritys tai yhteisö"), ("Naapurinsanoma", "sidosryhmä")] {
            let (_, row) = page.split_once(name).unwrap();
            assert!(row.split("</tr>").next().unwrap().contains(source), "{name}: {page}");
        }
        assert!(page.contains("ilman tuontitiedostoa: 2 henkilöä, viimeistään 24.12.2026"), "{page}");
        assert!(clerk.get("/").await.body.contains("2 henkilölle, joiden tiedot saatiin muualta"));
        assert!(!clerk.get(&format!("/customers/{told}")).await.body.contains("24.12.2026"));
        let who = listed(&clerk).await;
        let sent = chosen(&clerk, "/notice/due", &who, &[("way", "post")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert!(listed(&clerk).await.is_empty(), "each is told once");
    }

    async fn a_contact_person_of_a_list_waits_where_the_list_came_from_her_firm(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let list = |firm: &str, last: &str| format!("Yritys;Etunimet;Sukunimi\n{firm};Testi;{last}\n");
        imported(&clerk, &told(&[]), list("Yksi Oy", "Itsekertonut").as_bytes()).await;
        assert!(listed(&clerk).await.is_empty(), "her data came from herself");
        let mut from_firm = told(&[]);
        from_firm.retain(|field| field.0 != "source");
        from_firm.push(("source", "organisation"));
        imported(&clerk, &from_firm, list("Toinen Oy", "Nimetty").as_bytes()).await;
        let page = clerk.get("/notice/due").await.body;
        assert!(page.contains("Nimetty") && !page.contains("Itsekertonut"), "{page}");
    }

    async fn letters_come_as_one_file_and_each_reader_has_a_line_of_the_trail(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = two_lists(&house).await;
        let who = listed(&clerk).await;
        let with_address: Vec<String> = {
            let page = clerk.get("/notice/due").await.body;
            let rows = page.split("<tr>").map(|row| row.split("</tr>").next().unwrap());
            let rows = rows.filter(|row| row.contains("kirjeellä"));
            rows.map(|row| row.split("name=\"who\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()).collect()
        };
        assert_eq!((who.len(), with_address.len()), (3, 2));
        let letters = chosen(&clerk, "/notice/due/letters", &with_address, &[("enclose", "1")]).await;
        assert_eq!(letters.status, StatusCode::OK, "{}", letters.body);
        assert!(letters.body.starts_with("%PDF-"));
        assert_eq!(letters.header("content-type"), "application/pdf");
        assert_eq!(letters.header("content-disposition"), "attachment; filename=\"kirjeet.pdf\"");
        assert_eq!(letters.header("cache-control"), "no-store");
        let officer = house.browser("data_protection_contact").await;
        for id in &with_address {
            let trail = officer.get(&format!("/customers/{id}/trail")).await.body;
            assert!(trail.contains("Testi clerk"), "{trail}");
        }
        assert_eq!(listed(&clerk).await, who, "printed is not sent");
        for (path, choice, sentence) in [
            ("/notice/due/letters", Vec::new(), "Valitse ainakin yksi"),
            ("/notice/due/letters", who.clone(), "1:lla ei ole voimassa olevaa postiosoitetta"),
            ("/notice/due/mail", who.clone(), "1:lla ei ole voimassa olevaa sähköpostiosoitetta"),
            ("/notice/due", Vec::new(), "Valitse ainakin yksi"),
            ("/notice/due", (0..101).map(|n: i64| basics::PartyId::new(n + 1).to_string()).collect(), "enintään 100"),
        ] {
            let answer = chosen(&clerk, path, &choice, &[("way", "post")]).await;
            told_at(&answer, "due-who", sentence);
        }
        let late = chosen(&clerk, "/notice/due", &who, &[("way", "post"), ("on", "1.1.2030")]).await;
        told_at(&late, "due-on", "");
        assert!(late.body.contains("checked"), "{}", late.body);
        let odd = chosen(&clerk, "/notice/due", &who, &[("way", "pigeon")]).await;
        assert_eq!(odd.status, StatusCode::BAD_REQUEST);
    }

    async fn a_long_list_goes_on_page_after_page_and_shows_everyone_once(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let row = |n: usize| format!("Testi;Sukunimi{};;;;testi{n}@example.fi\n", ["a", "b", "c"][n % 3].repeat(n + 1));
        let rows = (0..60).map(row).collect::<Vec<_>>().concat();
        bring(&clerk, &rows).await;
        let (mut seen, mut path) = (Vec::new(), "/notice/due".to_owned());
        loop {
            let page = clerk.get(&path).await.body;
            let who = page.split("name=\"who\" value=\"").skip(1);
            seen.extend(who.map(|part| part.split('"').next().unwrap().to_owned()));
            let Some((_, next)) = page.split_once("href=\"/notice/due?day=") else { break };
            path = format!("/notice/due?day={}", next.split('"').next().unwrap().replace("&amp;", "&"));
        }
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((all, seen.len()), (60, 60));
    }

    async fn an_email_is_a_message_of_the_contact_of_the_notice(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = two_lists(&house).await;
        let who = listed(&clerk).await;
        let one = chosen(&clerk, "/notice/due/mail", &who[..1], &[]).await;
        assert_eq!((one.status, one.header("content-type").as_str()), (StatusCode::OK, "message/rfc822"));
        for line in ["Date: Thu, 26 Nov 2026 08:00:00 +0000", "maija@example.fi", "eino.koskinen@tlmaint.fi", "Content-Type: text/plain; charset=utf-8"] {
            assert!(one.body.contains(line), "{line}: {}", one.body);
        }
        let page = clerk.get("/notice/due").await.body;
        let with_mail: Vec<String> = page
            .split("<tr>")
            .map(|row| row.split("</tr>").next().unwrap())
            .filter(|row| row.contains("sähköpostilla"))
            .map(|row| row.split("name=\"who\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
            .collect();
        let two = chosen(&clerk, "/notice/due/mail", &with_mail, &[("enclose", "1")]).await;
        assert_eq!((two.status, two.header("content-type").as_str()), (StatusCode::OK, "application/zip"));
        assert!(two.body.starts_with("PK"));
    }

    async fn the_dead_are_left_out_and_the_restricted_are_told_by_whoever_answers_rights(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = two_lists(&house).await;
        let who = listed(&clerk).await;
        let maija = &who[0];
        let page = clerk.get("/notice/due").await.body;
        let pekka = page.split("<tr>").find(|row| row.contains("Listalainen")).unwrap();
        let pekka = pekka.split("name=\"who\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        restrict(&house, maija).await;
        let page = clerk.get("/notice/due").await.body;
        assert!(!page.contains("Messuvieras") && page.contains("1 henkilöä ei näytetä"), "{page}");
        let refused = chosen(&clerk, "/notice/due/letters", &who[..1], &[]).await;
        assert!(!refused.status.is_success() && !refused.body.starts_with("%PDF"), "{}", refused.status);
        let officer = house.browser("data_protection_contact").await;
        let page = officer.get("/notice/due").await.body;
        assert!(page.contains("Messuvieras"), "{page}");
        let letters = chosen(&officer, "/notice/due/letters", &who[..1], &[]).await;
        assert!(letters.body.starts_with("%PDF-"), "{}", letters.body);
        let sent = chosen(&officer, "/notice/due", &who[..1], &[("way", "email")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert!(!officer.get("/notice/due").await.body.contains("Messuvieras"));
        let version = clerk.get(&format!("/customers/{pekka}")).await.body;
        let version = version.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let died = [("version", version.as_str()), ("what", "profile"), ("language", "fi"), ("deceased", "20.11.2026"), ("deceased_on", "20.11.2026")];
        let answer = clerk.post(&format!("/customers/{pekka}/change"), &died).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert!(!clerk.get("/notice/due").await.body.contains("Listalainen"));
        for role in ["marketing", "technician", "billing"] {
            let other = house.browser(role).await;
            let page = other.get("/notice/due").await;
            assert!(!page.status.is_success() && !page.body.contains("Osoitteeton"), "{role}: {}", page.body);
        }
    }
}
