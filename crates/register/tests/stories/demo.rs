//! What the demo promises a newcomer: data that was given to others, a copy with something to cover,
//! something that is due, a breach and a drill, and those who look alike.

use axum::http::StatusCode;
use policy::{Policy, Receiver, RecipientRole};
use seloste::demo;
use testkit::Stores;

use crate::house::{Browser, House, NOTICE};

/// Enough that everybody of the demo is there.
const CUSTOMERS: u32 = 90;

/// The browser of somebody of the demo.
async fn signed_in(house: &House, name: &str) -> Browser {
    let email = format!("{name}@tl-maint.example");
    house.browser_of(&email, demo::PASSWORD).await
}

/// Every part of a page between two texts.
fn between<'a>(page: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    let parts = page.split(before).skip(1);
    parts
        .map(|part| part.split(after).next().unwrap())
        .collect()
}

/// The first customer that a page leads to: her page.
fn customer(page: &str) -> String {
    let found = between(page, "href=\"/customers/", "\"");
    let ids = found.iter().map(|path| path.split('/').next().unwrap());
    let own = ids.into_iter().find(|id| id.len() == 13);
    format!("/customers/{}", own.unwrap_or_else(|| panic!("{page}")))
}

fn holds(page: &str, texts: &[&str]) {
    for text in texts {
        assert!(page.contains(text), "{text}: {page}");
    }
}

async fn given(dpo: &Browser) {
    let recipients = dpo.get("/disclosures/recipients").await.body;
    let policy = Policy::parse(NOTICE, "notice").unwrap();
    let rows = between(&recipients, "<a href=\"/disclosures/recipients/", "</li>");
    assert_eq!(rows.len(), policy.recipients().len(), "{recipients}");
    for stated in policy.recipients() {
        if let Receiver::Named(name) = &stated.who {
            let own = rows.iter().find(|row| row.contains(name.as_str()));
            let own = own.unwrap_or_else(|| panic!("{name}: {recipients}"));
            // A processor's contract is looked at again (GDPR art. 28(3)).
            let reviewed = stated.role == RecipientRole::Processor;
            assert_eq!(own.contains("20.10.2027"), reviewed, "{own}");
        }
    }
    let list = dpo.get("/disclosures").await.body;
    holds(
        &list,
        &[
            "Putkityö Esimerkki Oy",
            "Vakuutus Esimerkki Oy",
            "Perintä Esimerkki Oy",
        ],
    );
    let all = between(&list, "href=\"/disclosures/", "\"");
    let all: Vec<_> = all.into_iter().filter(|id| id.len() == 13).collect();
    assert_eq!(all.len(), 3, "{list}");
    let oldest = dpo.get(&format!("/disclosures/{}", all[2])).await.body;
    holds(
        &oldest,
        &[
            "Ojala Aino",
            "href=\"/packages/",
            "Tilattu lämminvesivaraajan vaihto",
        ],
    );
    let aino = customer(&oldest);
    let own = dpo.get(&format!("{aino}/disclosures")).await.body;
    holds(
        &own,
        &[
            "Kuka on saanut tietoja",
            "Putkityö Esimerkki Oy",
            "Vakuutus Esimerkki Oy",
            "Pyysi puhelimessa",
        ],
    );
    assert!(!own.contains("Lasku on erääntynyt"), "{own}");
    let trail = dpo.get(&format!("{aino}/trail")).await.body;
    holds(&trail, &["Kuka on katsonut tätä asiakasta", "luovutti"]);
    let copy = dpo.get(&format!("{aino}/access")).await;
    assert_eq!(copy.status, StatusCode::OK, "{}", copy.body);
}

async fn asked_first(dpo: &Browser, clerk: &Browser) {
    let requests = dpo.get("/requests").await.body;
    let who = customer(between(&requests, "<tbody>", "</tr>")[0]);
    holds(
        &clerk.get(&format!("{who}/tasks")).await.body,
        &["Soita ennen käyntiä"],
    );
    let page = dpo.get(&format!("{who}/access")).await.body;
    let request = between(&page, "name=\"request\" value=\"", "\"");
    let fields = [("request", request[0]), ("kind", "access")];
    let made = dpo.post(&format!("{who}/access"), &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let review = dpo.get(made.location()).await.body;
    let covered = between(&review, "<mark", "</mark>").concat();
    let proposed = [
        "Aino Ojala",
        "aino.ojala14@example.com",
        "049 399 9001",
        "sirkka.esimerkki@example.org",
    ];
    holds(&covered, &proposed);
    holds(
        &review,
        &["kirje-vesivuodosta.pdf", "<select id=\"original-"],
    );
}

async fn kept(dpo: &Browser) {
    let page = dpo.get("/retention").await.body;
    holds(
        &page,
        &[
            "/retention/due?kept=contact",
            "/retention/due?kept=identity",
        ],
    );
    let due = dpo.get("/retention/due?kept=contact").await.body;
    holds(&due, &["Tuominen Reijo"]);
    let held = customer(&page);
    let holding = dpo.get(&format!("{held}/holds")).await.body;
    holds(&holding, &["Moilanen Saara", "kuluttajariitalautakunnassa"]);
}

async fn breached(dpo: &Browser) {
    let over = dpo.get("/breaches?which=over").await.body;
    holds(&over, &["Lasku väärään sähköpostiin"]);
    let open = dpo.get("/breaches").await.body;
    holds(
        &open,
        &["Harjoitus: asentajan puhelin katosi", "tuntia jäljellä"],
    );
    assert!(!open.contains("Lasku väärään sähköpostiin"), "{open}");
    let path = between(&over, "href=\"/breaches/", "\"");
    let own = path.into_iter().find(|id| id.len() == 13).unwrap();
    let page = dpo.get(&format!("/breaches/{own}")).await.body;
    holds(
        &page,
        &[
            "Riski on epätodennäköinen: yksi lasku",
            "yksi lasku yhdelle tunnetulle",
            "Vanhat osoitteet päätetään",
        ],
    );
}

async fn alike(clerk: &Browser) {
    let page = clerk.get("/customers/duplicates").await.body;
    let rows = between(&page, "<tbody>", "</tbody>").concat();
    let rows: Vec<&str> = rows.split("</tr>").collect();
    let of = |name: &str| {
        *rows
            .iter()
            .find(|row| row.contains(name))
            .unwrap_or_else(|| panic!("{name}: {page}"))
    };
    assert_eq!(
        of("Autio Kaisa").matches("Autio Kaisa").count(),
        2,
        "{page}"
    );
    holds(of("Ojala Aino"), &["Ojala Eija"]);
}

/// How many customers a list leads to.
fn people(list: &str) -> usize {
    let rows = between(list, "<tbody>", "</tbody>").concat();
    rows.matches("href=\"/customers/").count()
}

async fn at_work(house: &House, clerk: &Browser) {
    let tags = clerk.get("/tags").await.body;
    holds(
        &tags,
        &["Huoltosopimus", "Kevättarkastus", "Avain toimistolla"],
    );
    let lists = between(&tags, "href=\"/customers?tag=", "\"");
    assert_eq!(lists.len(), 3, "{tags}");
    for list in lists {
        let tagged = clerk.get(&format!("/customers?tag={list}")).await.body;
        assert!(people(&tagged) > 2, "{tagged}");
    }
    let own = clerk.get("/tasks").await.body;
    holds(&own, &["Sovi kevättarkastuksen aika."]);
    assert!(
        !own.contains("Kirje palautui"),
        "it is her colleague's: {own}"
    );
    let nobodys = clerk.get("/tasks?whose=nobody").await.body;
    holds(
        &nobodys,
        &["Vastaa palautteeseen parkkipaikan aurauksesta."],
    );
    let all = clerk.get("/tasks?whose=all").await.body;
    holds(&all, &["Kirje palautui", "Sovi kevättarkastuksen aika."]);
    let list = clerk.get("/customers").await.body;
    holds(&list, &["Yritykset ja yhteisöt"]);
    let away = clerk.get("/tasks/absence").await.body;
    holds(&away, &["15.12.2026", "21.12.2026"]);
    let other = signed_in(house, "clerk2").await;
    holds(&other.get("/tasks").await.body, &["Kirje palautui"]);
    let technician = signed_in(house, "technician2").await;
    let jobs = technician.get("/customers").await.body;
    assert!(people(&jobs) > 2, "{jobs}");
}

testkit::both_engines! {
    async fn a_newcomer_finds_what_the_demo_promises(stores: Stores) {
        let house = House::demo(stores, CUSTOMERS).await;
        let (dpo, clerk) = (signed_in(&house, "dpo").await, signed_in(&house, "clerk").await);
        given(&dpo).await;
        asked_first(&dpo, &clerk).await;
        kept(&dpo).await;
        breached(&dpo).await;
        alike(&clerk).await;
        at_work(&house, &clerk).await;
    }

    async fn a_demo_of_few_has_recipients_and_breaches_and_nobody_beside_her_place(stores: Stores) {
        let house = House::demo(stores, 12).await;
        let dpo = signed_in(&house, "dpo").await;
        holds(&dpo.get("/disclosures").await.body, &["empty-state"]);
        holds(&dpo.get("/disclosures/recipients").await.body, &["Putkityö Esimerkki Oy"]);
        breached(&dpo).await;
        assert_eq!(dpo.get("/retention").await.status, StatusCode::OK);
    }
}
