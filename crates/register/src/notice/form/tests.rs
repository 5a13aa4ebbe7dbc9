//! A form reads a notice and writes it back without disturbing what it did not change.

use basics::Language;
use policy::Policy;

use super::*;
use crate::web::Fields;

const NOTICES: [&str; 3] = [
    include_str!("../../../../../notice/tlmaint.toml"),
    include_str!("../../../../../notice/tlmaint-seed.toml"),
    include_str!("../../../../../notice/blank.toml"),
];

/// What a browser posts when the form is sent as it was shown.
fn as_shown(shown: &[Block]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for input in shown.iter().flat_map(|block| &block.inputs) {
        let mut add = |name: &str, value: &str| fields.push((name.to_owned(), value.to_owned()));
        match input.kind {
            "tick" | "ticks" => {
                add("shown", &input.name);
                for (key, ..) in input.choices.iter().filter(|choice| choice.2) {
                    add(&input.name, key);
                }
                if input.kind == "tick" && !input.value.is_empty() {
                    add(&input.name, "1");
                }
            }
            "texts" => {
                for (_, name, text, _) in &input.texts {
                    add(name, &text.replace('\n', "\r\n"));
                }
            }
            _ => add(&input.name, &input.value),
        }
    }
    fields
}

fn every_form(file: &DocumentMut) -> Vec<(&'static Part, Which)> {
    let mut all = Vec::new();
    for part in GROUPS.iter().flat_map(|(_, parts)| parts.iter()) {
        match part.by {
            None => all.push((part, Which::Whole)),
            Some(by) => {
                let count = items(file, part.key, by, Language::Fi).len();
                all.extend((1..=count).map(|number| (part, Which::Number(number))));
            }
        }
    }
    all
}

#[test]
fn a_form_sent_back_as_it_was_shown_changes_nothing_in_the_file() {
    for notice in NOTICES {
        let file = document(notice).unwrap();
        for (part, which) in every_form(&file) {
            let shown = blocks(&file, part, which, &Faults::default(), Language::Fi);
            let mut changed = file.clone();
            let fields = Fields::of(as_shown(&shown));
            apply(&mut changed, part, which, &fields).unwrap();
            assert_eq!(changed.to_string(), notice, "{}", part.key);
        }
    }
}

#[test]
fn every_key_of_a_notice_is_on_some_form_but_for_the_source_of_an_addition() {
    // A form that shows nothing of a part would let it stand, and nobody would know: what is on
    // no form is not shown, so emptying everything shown must leave nothing but `added`.
    let file = document(NOTICES[0]).unwrap();
    for (part, which) in every_form(&file) {
        let shown = blocks(&file, part, which, &Faults::default(), Language::Fi);
        let names: Vec<&str> = shown
            .iter()
            .flat_map(|block| &block.inputs)
            .map(|input| input.name.as_str())
            .collect();
        let table = match which {
            Which::Number(number) => sections(file.get(part.key))[number - 1],
            _ => file.get(part.key).unwrap().as_table_like().unwrap(),
        };
        for (key, _) in table.iter().filter(|(key, _)| *key != "added") {
            let on_form = |name: &&str| {
                let rest = name.strip_prefix(key);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            assert!(names.iter().any(on_form), "{}.{key}", part.key);
        }
    }
}

#[test]
fn one_changed_text_changes_one_line() {
    let mut file = document(NOTICES[0]).unwrap();
    let part = part("purpose").unwrap();
    let shown = blocks(
        &file,
        part,
        Which::Number(1),
        &Faults::default(),
        Language::Fi,
    );
    let mut fields = as_shown(&shown);
    let text = fields
        .iter_mut()
        .find(|(name, _)| name == "text.fi")
        .unwrap();
    text.1 = "asiakkaista huolehtiminen \"kunnolla\"".to_owned();
    apply(&mut file, part, Which::Number(1), &Fields::of(fields)).unwrap();
    let now = file.to_string();
    let other: Vec<_> = NOTICES[0]
        .lines()
        .zip(now.lines())
        .filter(|(before, after)| before != after)
        .collect();
    assert_eq!(other.len(), 1, "{other:?}");
    assert!(other[0].1.contains("kunnolla"));
    let policy = Policy::parse(&now, "notice").unwrap();
    let care = policy.purpose(policy::Purpose::Care).unwrap();
    assert_eq!(
        care.text.get(Language::Fi),
        "asiakkaista huolehtiminen \"kunnolla\""
    );
}

#[test]
fn what_is_added_by_a_form_is_read_and_what_is_removed_is_gone() {
    let mut file = document(NOTICES[0]).unwrap();
    let purpose = part("purpose").unwrap();
    let shown = blocks(
        &file,
        purpose,
        Which::Number(1),
        &Faults::default(),
        Language::Fi,
    );
    let mut fields = as_shown(&shown);
    fields.retain(|(name, _)| !name.starts_with("basis[2]."));
    for (name, value) in [
        ("shown", "basis[2].connections"),
        ("basis[2].connections", "consent"),
        ("basis[2].basis", "consent"),
        ("basis[1].remove", "1"),
    ] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    apply(&mut file, purpose, Which::Number(1), &Fields::of(fields)).unwrap();
    let clock = part("clock").unwrap();
    let gone = Fields::of(vec![("remove".to_owned(), "1".to_owned())]);
    let list = items(&file, "clock", "of", Language::Fi);
    let offers = list
        .iter()
        .position(|(key, _)| key == "services.offers")
        .unwrap();
    apply(&mut file, clock, Which::Number(offers + 1), &gone).unwrap();
    let policy = Policy::parse(&file.to_string(), "notice").unwrap();
    let care = policy.purpose(policy::Purpose::Care).unwrap();
    let bases: Vec<_> = care.bases.iter().map(|basis| basis.basis).collect();
    assert_eq!(bases, [policy::LegalBasis::Consent]);
    assert!(policy.clock(policy::Kept::Offers).is_none());
    assert!(policy.clock(policy::Kept::Services).is_some());
}

#[test]
fn an_emptied_section_goes_and_an_unknown_word_stays() {
    let strange = NOTICES[2].replace(
        "rights = [\"import\", \"merge\"]",
        "rights = [\"import\", \"fly\"] # both",
    );
    let mut file = document(&strange).unwrap();
    let role = part("role").unwrap();
    let shown = blocks(
        &file,
        role,
        Which::Number(1),
        &Faults::default(),
        Language::Fi,
    );
    let mut fields = as_shown(&shown);
    fields.retain(|(name, value)| name != "rights" || value != "import");
    fields.push(("rights".to_owned(), "merge".to_owned()));
    apply(&mut file, role, Which::Number(1), &Fields::of(fields)).unwrap();
    let now = file.to_string();
    assert!(now.contains("\"fly\", \"merge\"] # both"), "{now}");
    let objection = part("objection").unwrap();
    let shown = blocks(
        &file,
        objection,
        Which::Whole,
        &Faults::default(),
        Language::Fi,
    );
    let mut fields = as_shown(&shown);
    for (_, value) in &mut fields {
        value.clear();
    }
    apply(&mut file, objection, Which::Whole, &Fields::of(fields)).unwrap();
    assert!(!file.to_string().contains("[objection]"));
}

#[test]
fn a_new_one_of_a_list_stands_after_the_others() {
    let mut file = document(NOTICES[2]).unwrap();
    let source = part("source").unwrap();
    let fields = [
        ("kind", "person"),
        ("text.fi", "henkilö itse"),
        ("text.sv", "personen själv"),
        ("text.en", "the person"),
        ("shown", "public"),
        ("shown", "categories"),
        ("categories", "identity"),
        ("categories", "contact"),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let number = apply(&mut file, source, Which::New, &Fields::of(fields.to_vec()));
    assert_eq!(number, Some(1));
    let policy = Policy::parse(&file.to_string(), "notice").unwrap();
    assert_eq!(policy.sources().len(), 1);
    assert!(!policy.sources()[0].public);
}

#[test]
fn a_form_takes_away_only_what_it_showed() {
    // Another kind than the form expects, an empty list, a word that it does not know, a section
    // of ticks alone: sent back as they were shown they stay.
    let strange = "\
[contact]
name = 7.5
email = [\"a\"]
deputy = \"nobody\"

[automated_decisions]
used = false
text = \"none\"

[data_protection_officer]
designated = true

[collection]
relies_on = []
way = []

[[source]]
kind = \"rumour\"
public = \"perhaps\"
categories = [7]
text = { de = \"anders\" }

[[interest]]
key = \"own\"
balancing = { dated = \"soon\" }
";
    let file = document(strange).unwrap();
    for (part, which) in every_form(&file) {
        let shown = blocks(&file, part, which, &Faults::default(), Language::Fi);
        let mut changed = file.clone();
        apply(&mut changed, part, which, &Fields::of(as_shown(&shown))).unwrap();
        assert_eq!(changed.to_string(), strange, "{}", part.key);
        // A browser sends back no word that is not among those to be chosen.
        for input in shown.iter().flat_map(|block| &block.inputs) {
            let there = input.choices.iter().any(|(key, ..)| *key == input.value);
            assert!(
                input.kind != "choice" || input.value.is_empty() || there,
                "{}",
                input.name
            );
        }
    }
}

#[test]
fn a_day_is_shown_and_typed_as_people_write_it_and_kept_as_a_file_says_it() {
    let interest = part("interest").unwrap();
    for (held, typed, kept) in [
        ("2026-11-02", "2.11.2026", "2026-11-02"),
        ("2026-11-02", "3.2.2027", "2027-02-03"),
        ("2026-11-02", "2027-02-03", "2027-02-03"),
        ("2026-11-02", "pian", "\"pian\""),
        ("\"2.11.2026\"", "02.11.2026", "\"2.11.2026\""),
    ] {
        let written =
            |day: &str| format!("[[interest]]\nkey = \"own\"\nbalancing = {{ dated = {day} }}\n");
        let mut file = document(&written(held)).unwrap();
        let faults = Faults::default();
        let shown = blocks(&file, interest, Which::Number(1), &faults, Language::Fi);
        let mut fields = as_shown(&shown);
        let day = fields.iter_mut().find(|one| one.0 == "balancing.dated");
        let day = day.unwrap();
        assert_eq!(day.1, "2.11.2026");
        typed.clone_into(&mut day.1);
        apply(&mut file, interest, Which::Number(1), &Fields::of(fields)).unwrap();
        assert_eq!(file.to_string(), written(kept), "{typed}");
    }
}

#[test]
fn a_tick_alone_makes_a_section_and_without_it_the_section_goes() {
    let mut file = document("[notice]\n").unwrap();
    let officer = part("data_protection_officer").unwrap();
    let send = |file: &mut DocumentMut, ticked: bool| {
        let shown = blocks(
            file,
            officer,
            Which::Whole,
            &Faults::default(),
            Language::Fi,
        );
        let mut fields = as_shown(&shown);
        fields.retain(|(name, _)| name != "designated");
        if ticked {
            fields.push(("designated".to_owned(), "1".to_owned()));
        }
        apply(file, officer, Which::Whole, &Fields::of(fields)).unwrap();
    };
    send(&mut file, false);
    assert!(!file.to_string().contains("designated"));
    send(&mut file, true);
    assert!(
        file.to_string()
            .contains("[data_protection_officer]\ndesignated = true"),
        "{file}"
    );
    send(&mut file, false);
    assert!(!file.to_string().contains("designated"), "{file}");
}

#[test]
fn what_came_back_with_several_more_of_a_list_adds_them_all() {
    let mut file = document(NOTICES[2]).unwrap();
    let purpose = part("purpose").unwrap();
    let shown = blocks(
        &file,
        purpose,
        Which::Number(1),
        &Faults::default(),
        Language::Fi,
    );
    let had = shown.iter().filter(|block| block.remove.is_some()).count();
    let mut fields = as_shown(&shown);
    fields.retain(|(name, _)| !name.starts_with(&format!("basis[{}]", had + 1)));
    for number in [had + 1, had + 2] {
        fields.push((format!("basis[{number}].basis"), "consent".to_owned()));
    }
    apply(&mut file, purpose, Which::Number(1), &Fields::of(fields)).unwrap();
    let shown = blocks(
        &file,
        purpose,
        Which::Number(1),
        &Faults::default(),
        Language::Fi,
    );
    assert_eq!(
        shown.iter().filter(|block| block.remove.is_some()).count(),
        had + 2
    );
}
