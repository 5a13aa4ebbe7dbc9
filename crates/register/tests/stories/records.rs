//! Who has seen a customer: whoever opened her data stands apart from whoever only saw her in a list.

use testkit::Stores;

use crate::house::{House, add_customers};

/// The two tables of the page, opened and listed.
fn parts(page: &str) -> (&str, &str) {
    let (_, parts) = page
        .split_once("id=\"opened\"")
        .expect("a part of what was opened");
    parts
        .split_once("id=\"listed\"")
        .expect("a part of lists below it")
}

/// How many lines a part has.
fn lines(part: &str) -> usize {
    part.matches("<tr><td>").count()
}

/// Where the next page of a part is.
fn next(part: &str) -> Option<String> {
    let links = part.split("<a href=\"").skip(1);
    let links = links.filter_map(|link| link.split('"').next());
    let next = links.filter(|link| link.contains("/trail?"));
    next.last().map(|link| link.replace("&#38;", "&"))
}

testkit::both_engines! {
    async fn whoever_only_saw_her_in_a_list_stands_apart_from_whoever_opened_her(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let pekka = add_customers(&clerk).await["Pekka"].clone();
        house.browser("billing").await.get(&format!("/customers/{pekka}")).await;
        clerk.post("/customers/hits", &[("words", "esimerkki")]).await;
        let contact = house.browser("data_protection_contact").await;
        let page = contact.get(&format!("/customers/{pekka}/trail")).await.body;
        let (opened, listed) = parts(&page);
        assert!(opened.contains("Testi billing") && opened.contains("katsoi"), "{page}");
        assert!(!opened.contains(">haki<"), "a search opened nobody: {page}");
        assert!(listed.contains(">haki<") && listed.contains("Testi clerk"), "{page}");
        assert!(!listed.contains("Testi billing") && !listed.contains("katsoi"), "{page}");
    }

    async fn whoever_was_refused_asked_for_her_and_did_not_only_see_her_in_a_list(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let pekka = add_customers(&clerk).await["Pekka"].clone();
        house.browser("technician").await.get(&format!("/customers/{pekka}")).await;
        let contact = house.browser("data_protection_contact").await;
        let page = contact.get(&format!("/customers/{pekka}/trail")).await.body;
        let (opened, listed) = parts(&page);
        assert!(opened.contains("Testi technician"), "{page}");
        assert!(!listed.contains("Testi technician"), "{page}");
    }

    async fn each_part_turns_its_pages_and_leaves_the_other_where_it_is(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let pekka = add_customers(&clerk).await["Pekka"].clone();
        // Each is a line of names and one of addresses.
        for _ in 0..51 {
            clerk.post("/customers/hits", &[("words", "esimerkki")]).await;
        }
        let contact = house.browser("data_protection_contact").await;
        let path = format!("/customers/{pekka}/trail");
        let page = contact.get(&path).await.body;
        let (opened, listed) = parts(&page);
        let so_far = lines(opened);
        assert!(so_far > 0 && next(opened).is_none(), "few lines are one page: {page}");
        assert_eq!(lines(listed), 100);
        let page = contact.get(&next(listed).expect("more lists")).await.body;
        let (opened, listed) = parts(&page);
        assert!(lines(listed) > 0 && lines(listed) < 100 && next(listed).is_none(), "{page}");
        // The look at the page before is a line of its own.
        assert!(lines(opened) > so_far, "what was opened stays beside it: {page}");
        for _ in 0..100 {
            clerk.get(&format!("/customers/{pekka}")).await;
        }
        let older = contact.get(&path).await.body;
        let (opened, listed) = parts(&older);
        assert_eq!((lines(opened), lines(listed)), (100, 100));
        let both = [next(opened).unwrap(), next(listed).unwrap()];
        assert!(both[0].contains("opened=") && !both[0].contains("listed="), "{both:?}");
        let (mut turned, mut seen) = (both[0].clone(), 100);
        loop {
            let page = contact.get(&turned).await.body;
            let (opened, listed) = parts(&page);
            assert_eq!(lines(listed), 100, "the other part stays where it is");
            let both = next(listed).unwrap();
            assert!(both.contains("opened=") && both.contains("listed="), "{both}");
            seen += lines(opened);
            match next(opened) {
                Some(next) if seen < 10_000 => turned = next,
                last => break assert!(last.is_none(), "it ends"),
            }
        }
        assert!(seen > 100, "{seen}");
    }
}
