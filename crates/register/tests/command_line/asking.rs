//! `rights`: what people ask about their data, by the same rules as in the browser.

use crate::house::House;

#[test]
fn a_request_is_written_down_walked_and_answered() {
    let dpo = "data_protection_contact";
    let house = House::with(&["clerk", dpo]);
    let none = house.by(dpo, &["rights", "list"]).done().text();
    assert!(none.contains("Avoimia pyyntöjä ei ole"), "{none}");
    let name = ["--name", "Liisa Tuntematon", "--email", "liisa@example.fi"];
    let unclear = ["--json", "rights", "add", "--way", "post"];
    let nameless = house.by(dpo, &unclear);
    nameless.failed(1, &["rights.who"]);
    let added = house.by(dpo, &[unclear.as_slice(), &name].concat());
    let added = added.done().json();
    let (row, of) = (
        added["id"].as_str().unwrap().to_owned(),
        added["of"].as_str().unwrap().to_owned(),
    );
    let list = house.by(dpo, &["rights", "list"]).done().text();
    assert!(
        list.contains("Liisa Tuntematon") && list.contains("epäselvä"),
        "{list}"
    );
    let step = |deed: &[&str]| {
        let order = [["rights", "step", &of, &row].as_slice(), deed].concat();
        house.by(dpo, &order)
    };
    step(&["answer"]).failed(1, &["Ensin on tiedettävä"]);
    for deed in [
        ["understand", "--kind", "access"].as_slice(),
        &["identify", "--means", "not_needed"],
        &["decide", "--kind", "access", "--outcome", "nothing"],
        &["answer", "--words", "Sähköpostilla."],
    ] {
        step(deed).done();
    }
    let shown = house.by(dpo, &["rights", "show", &of]).done().text();
    assert!(
        shown.contains("Vastattu") && shown.contains("Sähköpostilla."),
        "{shown}"
    );
    let refused = house.by("clerk", &[unclear.as_slice(), &name].concat());
    refused.failed(3, &[]);
}
