//! Statistics: counted once, small groups left out, the restricted not counted.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{House, added, person};

/// The newest month of a table.
fn row_of_month<'p>(page: &'p str, table: &str) -> &'p str {
    let (_, rest) = page
        .split_once(&format!("<h2 id=\"{table}\">"))
        .expect("the table");
    let (_, rest) = rest.split_once("<tbody>").expect("rows");
    rest.split("</tr>").next().expect("a row")
}

testkit::both_engines! {
    async fn the_owner_sees_figures_of_months_that_are_over_and_small_ones_are_left_out(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let names = ["Aino", "Eino", "Helmi", "Oiva", "Saima", "Toivo", "Vieno"];
        for name in names {
            let mut fields = person(name, "Luku");
            fields.push(("from", "1.1.2026"));
            added(&clerk, &fields).await;
        }
        let company = [
            ("kind", "organisation"), ("company", "Luku Oy"), ("language", "fi"),
            ("connection", "customer"), ("source", "organisation"), ("from", "1.1.2026"),
        ];
        added(&clerk, &company).await;
        let owner = house.browser("owner").await;
        assert!(owner.get("/statistics").await.body.contains("ei ole vielä laskettu"));
        assert_eq!(seloste::count_months(house.app.clone()).await.unwrap(), 24);
        let page = owner.get("/statistics").await.body;
        assert!(page.contains("Asiakkaat kuukauden lopussa"));
        // Seven persons are hidden beside one company: not shown, and not said to be under five.
        assert!(page.contains("ei näytetä"), "{page}");
        assert!(!row_of_month(&page, "stock").contains("alle 5"), "{page}");
        assert!(!page.contains(">7<") && !page.contains(">8<") && !page.contains(">1<"), "nothing is shown as it is");
        assert!(page.contains(">10<"), "eight are about ten");
        // What is over is never counted again, whoever comes or goes.
        added(&clerk, &[person("Myöhäinen", "Luku"), vec![("from", "1.1.2026")]].concat()).await;
        assert_eq!(seloste::count_months(house.app.clone()).await.unwrap(), 0);
        assert_eq!(owner.get("/statistics").await.body, page);
    }

    async fn who_has_several_connections_is_one(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        for name in ["Aino", "Eino", "Helmi", "Oiva"] {
            let mut fields = person(name, "Kaksi");
            fields.push(("from", "1.1.2026"));
            let id = added(&clerk, &fields).await;
            let page = clerk.get(&format!("/customers/{id}")).await.body;
            let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
            let version = rest.split('"').next().unwrap();
            let more = [
                ("what", "connect"), ("version", version), ("connection", "contract"),
                ("from", "1.3.2026"), ("source", "person"),
            ];
            let answer = clerk.post(&format!("/customers/{id}/change"), &more).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        }
        seloste::count_months(house.app.clone()).await.unwrap();
        let owner = house.browser("owner").await;
        let page = owner.get("/statistics").await.body;
        assert!(page.contains("alle 5") && !page.contains("<td class=\"number\">5</td>"), "four are under five: {page}");
        assert!(!page.contains("<td class=\"number\">10</td>"));
    }

    async fn figures_by_municipality_leave_out_small_ones_and_whoever_has_a_turvakielto(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        for (town, code, count, protected) in [("Jyväskylä", "40100", 12, false), ("Helsinki", "00100", 3, false), ("Jyväskylä", "40100", 3, true)] {
            for at in 0..count {
                let first = format!("Kuntalainen{at}");
                let last = format!("{town}{protected}");
                let mut fields = person(&first, &last);
                fields.extend([("street", "Esimerkkitie 1"), ("postal_code", code), ("town", town), ("from", "1.1.2026"), ("anyway", "1")]);
                if protected {
                    fields.push(("non_disclosure", "1"));
                }
                added(&clerk, &fields).await;
            }
        }
        seloste::count_months(house.app.clone()).await.unwrap();
        let page = house.browser("owner").await.get("/statistics").await.body;
        let (_, places) = page.split_once("id=\"municipality\"").expect("figures by municipality");
        assert!(places.contains("Asiakkaat kunnittain") || page.contains("Asiakkaat kunnittain"), "{page}");
        assert!(places.contains("<th scope=\"row\">Jyväskylä</th><td class=\"number\">10</td>"), "{places}");
        assert!(places.contains("<th scope=\"row\">Kaikki asiakkaat</th><td class=\"number\">20</td>"), "{places}");
        assert!(!places.contains("Helsinki") && !places.contains("Kunta ei tiedossa"), "{places}");
    }

    async fn nobody_is_counted_by_an_address_that_the_notice_keeps_for_other_ends(stores: Stores) {
        let contact = "purposes = [\"care\", \"statistics\", \"services\", \"billing\", \"communication\", \"marketing\"]\ngiven = \"for_contract\"\nwithout = {\n    fi = \"Ilman yhteystietoja";
        assert!(crate::house::NOTICE.contains(contact));
        let notice = crate::house::NOTICE.replacen(contact, &contact.replacen("\"statistics\", ", "", 1), 1);
        let house = House::under(stores, &notice).await;
        let clerk = house.browser("clerk").await;
        for at in 0..12 {
            let first = format!("Kuntalainen{at}");
            let mut fields = person(&first, "Luku");
            fields.extend([("street", "Esimerkkitie 1"), ("postal_code", "40100"), ("town", "Jyväskylä"), ("from", "1.1.2026")]);
            added(&clerk, &fields).await;
        }
        seloste::count_months(house.app.clone()).await.unwrap();
        let page = house.browser("owner").await.get("/statistics").await.body;
        assert!(page.contains("Asiakkaat kuukauden lopussa") && !page.contains("kunnittain"), "{page}");
    }

    async fn whoever_serves_no_statistics_sees_none(stores: Stores) {
        let house = House::new(stores).await;
        let technician = house.browser("technician").await;
        assert_eq!(technician.get("/statistics").await.status, StatusCode::FORBIDDEN);
    }
}
