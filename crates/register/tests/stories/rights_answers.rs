//! Answers of requests: letters and e-mails in the words of the decisions, papers, unclear letters,
//! letters that came twice, what the authority asks.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Answer, Browser, House, add_customers, added, person};
use crate::rights::{asked, done, path_of, refused, row, step};

/// A PDF and a picture as far as their bytes say so.
const PDF: &[u8] = b"%PDF-1.7\nPyynto 4711";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR passi";

/// A letter of a request.
pub(crate) async fn letter(
    dpo: &Browser,
    party: &str,
    row: &str,
    (kind, way): (&str, &str),
    more: &[(&str, &str)],
) -> Answer {
    let mut fields = vec![
        ("row", row),
        ("letter", kind),
        ("as", way),
        ("deed", "letter"),
    ];
    fields.extend_from_slice(more);
    dpo.post(&format!("{}/letter", path_of(party)), &fields)
        .await
}

/// What an e-mail says, and to whom.
pub(crate) fn said(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let message = mail_parser::MessageParser::default().parse(answer.body.as_bytes());
    let message = message.expect("a message");
    let to = message
        .to()
        .and_then(|to| to.first()?.address().map(str::to_owned));
    let text = message.body_text(0).expect("a text").into_owned();
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (to.unwrap_or_default(), flat)
}

/// Attaches a paper to a request.
async fn attach(dpo: &Browser, party: &str, row: &str, used: &str, file: (&str, &[u8])) -> Answer {
    let path = format!("{}/papers", path_of(party));
    dpo.upload_named(&path, &[("row", row), ("use", used)], file)
        .await
}

/// The addresses of the papers that a page shows.
fn papers(page: &str) -> Vec<String> {
    let parts = page.split("/requests/papers/").skip(1);
    let rows = parts.filter_map(|part| part.split('"').next());
    rows.map(str::to_owned).collect()
}

testkit::both_engines! {
    async fn an_answer_says_what_was_decided_why_and_where_to_turn(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let both = [("kind", "access"), ("kind", "erasure"), ("way", "post"), ("received", "20.11.2026"), ("text", "Tietoni, ja pois.")];
        asked(&dpo, &maija, &both).await;
        let row = row(&dpo, &maija).await;
        let receipt = letter(&dpo, &maija, &row, ("receipt", "paper"), &[]).await;
        assert_eq!(receipt.status, StatusCode::OK, "{}", receipt.body);
        assert!(receipt.body.starts_with("%PDF"));
        let (to, text) = said(&letter(&dpo, &maija, &row, ("receipt", "mail"), &[("words", "Kiitos kirjeestä.")]).await);
        assert_eq!(to, "maija@example.fi");
        for part in ["20.11.2026", "viimeistään 21.12.2026", "tietojen poistaminen", "Kiitos kirjeestä."] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let early = letter(&dpo, &maija, &row, ("answer", "mail"), &[]).await;
        assert!(early.status == StatusCode::UNPROCESSABLE_ENTITY && early.body.contains("ei voi vielä tehdä"), "{}", early.body);
        done(&dpo, &maija, &row, &[("deed", "ask_identity"), ("words", "Kirjeessä on toinen osoite.")]).await;
        let (_, text) = said(&letter(&dpo, &maija, &row, ("identity", "mail"), &[]).await);
        assert!(text.contains("Kirjeessä on toinen osoite.") && text.contains("Älä lähetä henkilötunnustasi"), "{text}");
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "call_back")]).await;
        done(&dpo, &maija, &row, &[("deed", "extend"), ("words", "Monta järjestelmää.")]).await;
        let (_, text) = said(&letter(&dpo, &maija, &row, ("extension", "mail"), &[]).await);
        assert!(text.contains("Monta järjestelmää.") && text.contains("22.2.2027"), "{text}");
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "access"), ("outcome", "granted")]).await;
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "erasure"), ("outcome", "refused"), ("words", "Laki määrää säilyttämään laskut.")]).await;
        let (_, text) = said(&letter(&dpo, &maija, &row, ("answer", "mail"), &[]).await);
        for part in ["Jäljennös tiedoistasi", "Laki määrää säilyttämään laskut.", "77 artikla", "79 artikla", "tietosuoja@om.fi"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(letter(&dpo, &maija, &row, ("answer", "paper"), &[]).await.body.starts_with("%PDF"));
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("Kirje tehtiin: vastaus") && page.contains("Kiitos kirjeestä."), "{page}");
        assert!(page.contains(&format!("/customers/{maija}/access")), "the copy has its page: {page}");
    }

    async fn a_letter_is_in_her_language_and_who_has_no_address_is_told_so(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let mut anna = person("Anna", "Exempel");
        anna.retain(|(name, _)| *name != "language");
        anna.extend([("language", "sv"), ("email", "anna@example.fi")]);
        let anna = added(&clerk, &anna).await;
        asked(&dpo, &anna, &[("kind", "access"), ("way", "email")]).await;
        let row = row(&dpo, &anna).await;
        let (_, text) = said(&letter(&dpo, &anna, &row, ("receipt", "mail"), &[]).await);
        assert!(text.contains("Svaret är avgiftsfritt."), "{text}");
        let paper = letter(&dpo, &anna, &row, ("receipt", "paper"), &[]).await;
        assert_eq!(paper.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", paper.body);
        assert!(paper.body.contains("Postiosoitetta ei ole"), "{}", paper.body);
        assert!(!dpo.get(&path_of(&anna)).await.body.contains("paperilla"), "nothing was written down");
    }

    async fn whoever_was_erased_has_her_answer_where_she_said(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let given = [("name", "Maija Mallikas"), ("street", "esimerkkitie 3 b12"), ("postal_code", "40100"), ("town", "Jyväskylä"), ("email", "uusi@example.fi")];
        asked(&dpo, &maija, &[[("kind", "erasure"), ("way", "post")].as_slice(), &given].concat()).await;
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("osoite on sama kuin rekisterissä") && page.contains("sähköposti on toinen"), "{page}");
        let row = row(&dpo, &maija).await;
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "document")]).await;
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "erasure"), ("outcome", "granted")]).await;
        crate::erasing::erase(&dpo, &maija).await;
        let (to, text) = said(&letter(&dpo, &maija, &row, ("erased", "mail"), &[]).await);
        assert_eq!(to, "uusi@example.fi");
        assert!(text.contains("allekirjoitettu kuitti"), "{text}");
    }

    async fn a_copy_of_a_document_goes_once_it_is_known_who_she_is_and_the_letter_stays(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        asked(&dpo, &maija, &[("kind", "access"), ("way", "post")]).await;
        let row = row(&dpo, &maija).await;
        let letter = attach(&dpo, &maija, &row, "paper", ("kirje.pdf", PDF)).await;
        assert_eq!(letter.status, StatusCode::SEE_OTHER, "{}", letter.body);
        let copy = attach(&dpo, &maija, &row, "identity", ("passi.png", PNG)).await;
        assert_eq!(copy.status, StatusCode::SEE_OTHER, "{}", copy.body);
        let text = attach(&dpo, &maija, &row, "paper", ("muuta.txt", b"Hei!")).await;
        assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", text.body);
        let refused = attach(&clerk, &maija, &row, "paper", ("kirje.pdf", PDF)).await;
        assert_ne!(refused.status, StatusCode::SEE_OTHER, "{}", refused.body);
        let page = dpo.get(&path_of(&maija)).await.body;
        let both = papers(&page);
        assert!(page.contains("kirje.pdf") && page.contains("passi.png") && both.len() == 2, "{page}");
        let of = |row: &str| format!("{}/papers/{row}", path_of(&maija));
        assert_eq!(dpo.get(&of(&both[1])).await.status, StatusCode::OK);
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "document")]).await;
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("kirje.pdf") && !page.contains("passi.png"), "{page}");
        assert_eq!(dpo.get(&of(&both[1])).await.status, StatusCode::NOT_FOUND);
        assert!(dpo.get(&of(&both[0])).await.body.contains("Pyynto 4711"));
        let files = dpo.get(&format!("/customers/{maija}/files")).await.body;
        assert!(!files.contains("passi.png"), "it cannot be taken back: {files}");
    }

    async fn an_e_mail_is_a_request_that_is_asked_about_until_it_is_clear(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let mail = "From: Maija Mallikas <maija@example.fi>\r\nTo: tietosuoja@example.com\r\nSubject: Asiani\r\n\
            Date: Fri, 20 Nov 2026 12:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
            Hoitakaa tama. Tunnus 010594Y9032\r\n";
        let path = format!("{}/mail", path_of(&maija));
        let none = dpo.upload_named(&path, &[], ("kuva.png", PNG)).await;
        assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.body.contains("ei ole sähköpostiviesti"), "{}", none.body);
        let added = dpo.upload_named(&path, &[], ("viesti.eml", mail.as_bytes())).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let page = dpo.get(&path_of(&maija)).await.body;
        for part in ["Saapunut 20.11.2026", "Hoitakaa tama.", "viesti.eml", "epäselvä", "sähköposti on sama kuin rekisterissä"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("010594Y9032"), "{page}");
        let row = row(&dpo, &maija).await;
        done(&dpo, &maija, &row, &[("deed", "identify"), ("means", "email_on_file")]).await;
        refused(&dpo, &maija, &row, &[("deed", "answer")], "selvitettävä, mitä pyydetään").await;
        done(&dpo, &maija, &row, &[("deed", "ask_meaning"), ("words", "Mitä tietoja tarkoitatte?")]).await;
        let (_, text) = said(&letter(&dpo, &maija, &row, ("meaning", "mail"), &[]).await);
        assert!(text.contains("Mitä tietoja tarkoitatte?"), "{text}");
        done(&dpo, &maija, &row, &[("deed", "remind")]).await;
        done(&dpo, &maija, &row, &[("deed", "understand"), ("kind", "rectification")]).await;
        refused(&dpo, &maija, &row, &[("deed", "understand"), ("kind", "rectification")], "pyydetään jo").await;
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("Pyydetään myös rajoittamista"), "it is offered: {page}");
        assert!(dpo.get("/requests").await.body.contains("tietojen oikaiseminen"), "the list knows what became clear");
        done(&dpo, &maija, &row, &[("deed", "understand"), ("kind", "restriction")]).await;
        let excessive = [("deed", "decide"), ("kind", "rectification"), ("outcome", "unfounded")];
        refused(&dpo, &maija, &row, &excessive, "Kirjoita perustelu").await;
        done(&dpo, &maija, &row, &[excessive.as_slice(), &[("words", "Sama pyyntö viikoittain.")]].concat()).await;
        done(&dpo, &maija, &row, &[("deed", "decide"), ("kind", "restriction"), ("outcome", "fee"), ("words", "10 euroa työstä.")]).await;
        assert_eq!(clerk.get(&format!("/customers/{maija}")).await.status, StatusCode::NOT_FOUND, "restricted, for a fee");
        let (_, text) = said(&letter(&dpo, &maija, &row, ("answer", "mail"), &[]).await);
        assert!(text.contains("12 artiklan 5 kohta") && text.contains("10 euroa työstä.") && text.contains("Sama pyyntö viikoittain."), "{text}");
        done(&dpo, &maija, &row, &[("deed", "answer")]).await;
        let over = dpo.get("/requests?which=over").await.body;
        assert!(over.contains("Ratkaisut pyynnöittäin") && over.contains("ilmeisen perusteeton"), "{over}");
    }

    async fn the_same_letter_twice_is_one_request(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        asked(&dpo, &maija, &[("kind", "access"), ("way", "post"), ("received", "18.11.2026")]).await;
        let first = row(&dpo, &maija).await;
        asked(&dpo, &maija, &[("kind", "access"), ("kind", "erasure"), ("way", "email")]).await;
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("Samaa on pyydetty 18.11.2026"), "{page}");
        let second = row(&dpo, &maija).await;
        let back = step(&dpo, &maija, &first, &[("deed", "join"), ("into", &second)]).await;
        assert!(back.body.contains("ei voi yhdistää"), "the earlier one goes on: {}", back.body);
        done(&dpo, &maija, &second, &[("deed", "join"), ("into", &first)]).await;
        let list = dpo.get("/requests").await.body;
        assert!(list.contains("18.12.2026") && list.contains("tietojen poistaminen"), "{list}");
        assert_eq!(list.matches(&format!("/customers/{maija}/requests")).count(), 1, "{list}");
        assert!(dpo.get("/requests?which=over").await.body.contains("<dd>0</dd>"), "it is no answer that counts");
    }

    async fn what_the_authority_asks_has_a_clock_of_its_own(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = add_customers(&clerk).await["Maija"].clone();
        let path = format!("{}/complaint", path_of(&maija));
        let new = [("row", "new"), ("deed", "complaint"), ("text", "Miksi pyyntöön ei vastattu?"), ("reference", "TSV/1/2026")];
        let wrong = dpo.post(&path, &[new.as_slice(), &[("due", "pian")]].concat()).await;
        assert!(wrong.body.contains("viranomaisen asettama päivä") && wrong.body.contains("Miksi pyyntöön"), "{}", wrong.body);
        let added = dpo.post(&path, &[new.as_slice(), &[("due", "4.12.2026")]].concat()).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let today = dpo.get("/").await.body;
        assert!(today.contains("odottaa yhtä vastausta") && today.contains("4.12.2026"), "{today}");
        assert!(dpo.get("/requests").await.body.contains("TSV") || dpo.get("/requests").await.body.contains("Mallikas"));
        let page = dpo.get(&path_of(&maija)).await.body;
        let (_, rest) = page.split_once("name=\"complaint\" value=\"").expect("a complaint");
        let row = rest.split('"').next().unwrap().to_owned();
        let answer = [("row", row.as_str()), ("complaint", &row), ("words", "Vastattiin 24.11.")];
        let answered = dpo.post(&path, &answer).await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);
        let twice = dpo.post(&path, &answer).await;
        assert!(twice.body.contains("on jo vastattu"), "{}", twice.body);
        let page = dpo.get(&path_of(&maija)).await.body;
        assert!(page.contains("TSV/1/2026") && page.contains("Vastattiin 24.11."), "{page}");
        assert!(!dpo.get("/").await.body.contains("odottaa yhtä vastausta"));
        assert_ne!(clerk.post(&path, &answer).await.status, StatusCode::SEE_OTHER);
    }

    async fn today_says_what_is_late_and_what_is_due_soon(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let ids = add_customers(&clerk).await;
        asked(&dpo, &ids["Maija"], &[("kind", "access"), ("way", "post"), ("received", "20.10.2026")]).await;
        asked(&dpo, &ids["Pekka"], &[("kind", "access"), ("way", "post"), ("received", "27.10.2026")]).await;
        let today = dpo.get("/").await.body;
        assert!(today.contains("Yhden pyynnön määräaika on ohi") && today.contains("viikon kuluessa"), "{today}");
    }
}
