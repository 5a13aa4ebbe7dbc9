//! The table of rights and legal bases (GDPR art. 7(3), 15–22), walked cell by cell by requests: what
//! the register offers and refuses for a purpose is what the law says of the basis it rests on.
//!
//! What is expected is written down here once more, so that it is held against the law and not against
//! the program's own table.

use std::fmt::Write as _;

use axum::http::StatusCode;
use guard::category::Identity;
use guard::{Ask, Error, Refusal, Work};
use policy::{LegalBasis, Purpose};
use testkit::Stores;

use crate::access::copy_of;
use crate::erasing::{decisions, number, send};
use crate::house::{Browser, House, NOTICE, NOW, actor, added, person};
use crate::rights::{done, identified, path_of, refused};

/// The purposes a notice may declare.
const DECLARED: [Purpose; 6] = [
    Purpose::Care,
    Purpose::Statistics,
    Purpose::Services,
    Purpose::Billing,
    Purpose::Communication,
    Purpose::Marketing,
];

/// The notice with one basis for each purpose, for everybody; dates of birth are used for care alone,
/// contact details for care and services. The office may enter dates of birth.
fn notice(basis: impl Fn(usize) -> LegalBasis) -> String {
    let (before, rest) = NOTICE.split_once("[[purpose]]\n").unwrap();
    let (_, after) = rest.split_once("\n[recording]\n").unwrap();
    let mut text = before.to_owned();
    for (at, purpose) in DECLARED.into_iter().enumerate() {
        let basis = basis(at);
        let interest = match basis {
            LegalBasis::LegitimateInterest => "interest = \"customer_care\"\n",
            _ => "",
        };
        let _ = write!(
            text,
            "[[purpose]]\nkey = \"{purpose}\"\n\
             text = {{ fi = \"{purpose}\", sv = \"{purpose}\", en = \"{purpose}\" }}\n\
             [[purpose.basis]]\n\
             connections = [\"customer\", \"contract\", \"contact_person_of\", \"stakeholder\", \"consent\"]\n\
             basis = \"{basis}\"\n{interest}"
        );
    }
    let mut rest = ["\n[recording]\n", after].concat();
    for (category, purposes) in [
        ("birth_date", "\"care\""),
        ("contact", "\"care\", \"services\""),
    ] {
        let head = format!("[[category]]\nkey = \"{category}\"\n");
        let (before, own) = rest.split_once(&head).unwrap();
        let (between, own) = own.split_once("\npurposes = [").unwrap();
        let (_, after) = own.split_once(']').unwrap();
        rest = [
            before,
            &head,
            between,
            "\npurposes = [",
            purposes,
            "]",
            after,
        ]
        .concat();
    }
    let (sees, changes) = (
        "view = [\"birth_date\", \"billing\"]\nchange = [",
        "view = [\"billing\"]\nchange = [\"birth_date\", ",
    );
    assert!(rest.contains(sees));
    text + &rest.replace(sees, changes)
}

/// How far erasure, portability, objection and withdrawal reach on a basis, as the page says it.
fn expected(basis: LegalBasis, purpose: Purpose) -> [&'static str; 4] {
    let row = match basis {
        LegalBasis::Consent => [
            "kun suostumus perutaan",
            "kyllä",
            "peruuttamalla suostumus",
            "kyllä",
        ],
        LegalBasis::Contract => ["kun tietoa ei enää tarvita", "kyllä", "ei", "ei"],
        LegalBasis::LegalObligation => ["ei niin kauan kuin velvoite", "ei", "ei", "ei"],
        LegalBasis::VitalInterests => ["kun tietoa ei enää tarvita", "ei", "ei", "ei"],
        LegalBasis::PublicTask => [
            "ei niin kauan kuin velvoite",
            "ei",
            "kyllä, ellei käsittelyyn ole huomattavan tärkeää",
            "ei",
        ],
        LegalBasis::LegitimateInterest => [
            "kun vastustaminen hyväksytään",
            "ei",
            "kyllä, ellei käsittelyyn ole huomattavan tärkeää",
            "ei",
        ],
    };
    match purpose {
        Purpose::Marketing => [row[0], row[1], "kyllä", row[3]],
        _ => row,
    }
}

/// Whether she may object to it, by the law.
fn open(basis: LegalBasis, purpose: Purpose) -> bool {
    let interest = [LegalBasis::PublicTask, LegalBasis::LegitimateInterest].contains(&basis);
    purpose == Purpose::Marketing || interest
}

/// The grounds of an erasure that depend on the basis, and those of them that it gives.
fn grounds(basis: LegalBasis, purpose: Purpose) -> (Vec<&'static str>, Vec<&'static str>) {
    let depending = [
        "17_1_b", "17_1_c", "17_1_f", "17_3_b", "contract", "interest",
    ];
    let mut given = match basis {
        LegalBasis::Consent => vec!["17_1_b", "17_1_f"],
        LegalBasis::Contract => vec!["contract"],
        LegalBasis::LegalObligation => vec!["17_3_b"],
        LegalBasis::VitalInterests => vec![],
        LegalBasis::PublicTask => vec!["17_1_c", "17_3_b", "interest"],
        LegalBasis::LegitimateInterest => vec!["17_1_c", "interest"],
    };
    if purpose == Purpose::Marketing {
        given.retain(|ground| *ground != "interest" && *ground != "17_1_c");
        given.push("17_1_c");
    }
    (depending.to_vec(), given)
}

/// Whether somebody of a role may still look at her for a purpose; nothing where no role serves it
/// for everybody.
async fn still_used(house: &House, party: &str, purpose: Purpose) -> Option<bool> {
    let role = match purpose {
        Purpose::Care | Purpose::Services | Purpose::Communication => "clerk",
        Purpose::Billing => "billing",
        _ => return None,
    };
    let looker = actor(house.app.guard(), role).await;
    let party = party.parse().unwrap();
    let looking = move |work: &mut Work<'_>| {
        let _proof = work.ask::<Identity>(Ask::view(&[party]))?;
        Ok::<_, Error>(())
    };
    match house
        .app
        .guard()
        .desk()
        .read(&looker, purpose, looking)
        .await
    {
        Ok(()) => Some(true),
        Err(Error::Refused(Refusal::Objected)) => Some(false),
        Err(error) => panic!("{purpose}: {error:?}"),
    }
}

/// A request for these things of somebody who is known; its number.
async fn known(dpo: &Browser, party: &str, kinds: &[&'static str]) -> String {
    let mut fields = vec![("text", "Pyydän.")];
    fields.extend(kinds.iter().map(|kind| ("kind", *kind)));
    identified(dpo, party, &fields).await
}

fn decided<'a>(kind: &'a str, outcome: &'a str, purpose: Purpose) -> [(&'a str, &'a str); 5] {
    [
        ("deed", "decide"),
        ("kind", kind),
        ("outcome", outcome),
        ("purpose", purpose.key()),
        ("words", "Perustelu."),
    ]
}

/// Why there is no right to object to what rests on a basis.
const fn not_open(basis: LegalBasis) -> &'static str {
    match basis {
        LegalBasis::Consent => "vaan suostumus perutaan",
        _ => "Tätä käyttöä ei voi vastustaa",
    }
}

/// Objections: granted where there is a right to object, and then the use ends for her; refused on a
/// ground alone, and for marketing on none.
async fn objections(
    house: &House,
    dpo: &Browser,
    party: &str,
    basis: &dyn Fn(Purpose) -> LegalBasis,
) {
    for purpose in DECLARED {
        let (basis, row) = (basis(purpose), known(dpo, party, &["objection"]).await);
        let granted = decided("objection", "granted", purpose);
        if !open(basis, purpose) {
            refused(dpo, party, &row, &granted, not_open(basis)).await;
            done(dpo, party, &row, &decided("objection", "refused", purpose)).await;
            assert_ne!(
                still_used(house, party, purpose).await,
                Some(false),
                "{purpose} {basis}"
            );
            continue;
        }
        if purpose == Purpose::Marketing {
            let no = decided("objection", "refused", purpose);
            refused(dpo, party, &row, &no, "Tätä ei voi hylätä").await;
        }
        done(dpo, party, &row, &granted).await;
        assert_ne!(
            still_used(house, party, purpose).await,
            Some(true),
            "{purpose} {basis}"
        );
    }
    let statistics = basis(Purpose::Statistics);
    let row = known(dpo, party, &["profiling_objection"]).await;
    let granted = decided("profiling_objection", "granted", Purpose::Statistics);
    if open(statistics, Purpose::Statistics) {
        done(dpo, party, &row, &granted).await;
    } else {
        refused(dpo, party, &row, &granted, not_open(statistics)).await;
    }
}

/// Withdrawals: where a use rests on consent, and then it ends; what was never agreed to is not taken
/// back, but marketing ends whatever it rests on.
async fn withdrawals(
    house: &House,
    dpo: &Browser,
    party: &str,
    basis: &dyn Fn(Purpose) -> LegalBasis,
) {
    for purpose in DECLARED {
        let (basis, row) = (
            basis(purpose),
            known(dpo, party, &["consent_withdrawal"]).await,
        );
        let no = decided("consent_withdrawal", "refused", purpose);
        refused(dpo, party, &row, &no, "Tätä ei voi hylätä").await;
        let granted = decided("consent_withdrawal", "granted", purpose);
        if basis == LegalBasis::Consent || purpose == Purpose::Marketing {
            done(dpo, party, &row, &granted).await;
            assert_ne!(
                still_used(house, party, purpose).await,
                Some(true),
                "{purpose} {basis}"
            );
        } else {
            refused(dpo, party, &row, &granted, "peruttavaa ei ole").await;
            assert_ne!(
                still_used(house, party, purpose).await,
                Some(false),
                "{purpose} {basis}"
            );
        }
    }
}

/// Erasures: each use is decided on the grounds that its basis gives, and on no other.
async fn erasures(dpo: &Browser, party: &str, basis: &dyn Fn(Purpose) -> LegalBasis) {
    let page = dpo.get(&format!("/customers/{party}/erasure")).await.body;
    let all = decisions(dpo, party, "17_1_a").await;
    let number = number(&page);
    for purpose in DECLARED {
        let field = format!("decided-identity-{purpose}");
        let (_, select) = page.split_once(&format!("name=\"{field}\"")).unwrap();
        let (select, _) = select.split_once("</select>").unwrap();
        let (depending, given) = grounds(basis(purpose), purpose);
        let offered = |ground: &str| select.contains(&format!("value=\"{ground}\""));
        for ground in [
            "17_1_a", "17_1_d", "17_1_e", "17_3_a", "17_3_c", "17_3_d", "17_3_e",
        ] {
            assert!(offered(ground), "{purpose} {ground}");
        }
        for ground in depending {
            assert_eq!(
                offered(ground),
                given.contains(&ground),
                "{purpose} {ground}: {select}"
            );
        }
        let Some(other) = grounds(basis(purpose), purpose)
            .0
            .into_iter()
            .find(|one| !given.contains(one))
        else {
            continue;
        };
        let wrong = all.iter().map(|(name, verdict)| {
            let verdict = if *name == field { other } else { verdict };
            (name.clone(), verdict.to_owned())
        });
        let wrong: Vec<_> = wrong.collect();
        let answer = send(dpo, party, &wrong, &number).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.body
        );
        assert!(
            answer.body.contains("Peruste ei sovi"),
            "{purpose} {other}: {}",
            answer.body
        );
    }
}

/// What depends on the basis, as the page of her requests says it.
async fn told(dpo: &Browser, party: &str, basis: &dyn Fn(Purpose) -> LegalBasis) {
    let page = dpo.get(&path_of(party)).await.body;
    for purpose in DECLARED {
        let basis = basis(purpose);
        let head = format!("id=\"bases-{purpose}-{basis}\"");
        let (_, line) = page
            .split_once(&head)
            .unwrap_or_else(|| panic!("{head}: {page}"));
        let (line, _) = line.split_once("</tr>").unwrap();
        // The cells of use and basis come before those of the rights.
        let cells: Vec<&str> = line.split("<td>").skip(2).collect();
        let expected = expected(basis, purpose);
        assert_eq!(cells.len(), expected.len(), "{line}");
        for (cell, words) in cells.iter().zip(expected) {
            let short = ["kyllä", "ei"].contains(&words);
            let begins = if short {
                format!("{words} <span")
            } else {
                words.to_owned()
            };
            assert!(
                cell.starts_with(&begins),
                "{purpose} {basis}: {words}: {cell}"
            );
        }
    }
}

/// Every cell of one notice, by requests of two customers.
async fn walk(house: &House, name: &str, basis: &dyn Fn(Purpose) -> LegalBasis) {
    let (clerk, dpo) = (
        house.browser("clerk").await,
        house.browser("data_protection_contact").await,
    );
    let email = format!("{}@example.fi", name.to_lowercase());
    let mut fields = person("Maija", name);
    fields.extend([("email", email.as_str()), ("birth_date", "1.5.1980")]);
    let maija = added(&clerk, &fields).await;
    let second = ["Toinen", name].concat();
    let liisa = added(&clerk, &person("Liisa", &second)).await;
    // What was given for a contract or on consent moves, and nothing else.
    let copy = copy_of(&dpo, &maija, "portability", &[]).await.values();
    let moves = |purpose| [LegalBasis::Consent, LegalBasis::Contract].contains(&basis(purpose));
    let care = moves(Purpose::Care);
    assert_eq!(copy.contains("1980"), care, "{copy}");
    assert_eq!(
        copy.contains(&email),
        care || moves(Purpose::Services),
        "{copy}"
    );
    // What reaches every basis.
    let row = known(
        &dpo,
        &maija,
        &[
            "access",
            "rectification",
            "portability",
            "human_decision",
            "restriction",
        ],
    )
    .await;
    for kind in ["access", "rectification", "portability", "human_decision"] {
        done(&dpo, &maija, &row, &decided(kind, "granted", Purpose::Care)).await;
    }
    assert!(
        copy_of(&dpo, &maija, "access", &[])
            .await
            .values()
            .contains(name)
    );
    told(&dpo, &maija, basis).await;
    erasures(&dpo, &maija, basis).await;
    objections(house, &dpo, &maija, basis).await;
    withdrawals(house, &dpo, &liisa, basis).await;
    // A restriction stops everything, whatever it rests on.
    done(
        &dpo,
        &maija,
        &row,
        &decided("restriction", "granted", Purpose::Care),
    )
    .await;
    assert_eq!(
        clerk.get(&format!("/customers/{maija}")).await.status,
        StatusCode::NOT_FOUND
    );
}

testkit::both_engines! {
    async fn each_right_reaches_each_basis_as_far_as_the_law_says(stores: Stores) {
        let shifted = |shift: usize| move |at: usize| LegalBasis::ALL[(at + shift) % 6];
        let house = House::under(stores, &notice(shifted(0))).await;
        let admin = actor(house.app.guard(), "administrator").await;
        let names = ["Aho", "Bergman", "Eklund", "Forss", "Granlund", "Heino"];
        for (shift, name) in names.into_iter().enumerate() {
            if shift > 0 {
                house.clock.advance_ms(60_000);
                let now = NOW.plus_ms(60_000 * i64::try_from(shift).unwrap());
                let text = notice(shifted(shift));
                seloste::notice::publish(house.app.guard(), &admin, text, Some(now)).await.unwrap();
            }
            let basis = move |purpose: Purpose| {
                let at = DECLARED.iter().position(|one| *one == purpose).unwrap();
                shifted(shift)(at)
            };
            walk(&house, name, &basis).await;
        }
    }

    async fn nothing_moves_where_nothing_rests_on_consent_or_contract(stores: Stores) {
        let house = House::under(stores, &notice(|_| LegalBasis::LegitimateInterest)).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = added(&clerk, &person("Maija", "Mallikas")).await;
        let row = known(&dpo, &maija, &["portability"]).await;
        let granted = decided("portability", "granted", Purpose::Care);
        refused(&dpo, &maija, &row, &granted, "siirrettävää ei ole").await;
        done(&dpo, &maija, &row, &decided("portability", "refused", Purpose::Care)).await;
        assert_eq!(copy_of(&dpo, &maija, "portability", &[]).await.values(), "");
    }

    async fn whoever_is_held_on_consent_alone_is_a_customer_no_more_once_she_takes_it_back(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let mut reader = person("Maija", "Mallikas");
        reader.retain(|field| field.0 != "connection");
        reader.extend([("connection", "consent"), ("email", "maija@example.fi")]);
        let maija = added(&clerk, &reader).await;
        let customer = added(&clerk, &person("Liisa", "Esimerkki")).await;
        for party in [&maija, &customer] {
            crate::permissions::done(&house, &clerk, party, &crate::permissions::consent("24.11.2026")).await;
            let row = known(&dpo, party, &["consent_withdrawal"]).await;
            done(&dpo, party, &row, &decided("consent_withdrawal", "granted", Purpose::Marketing)).await;
        }
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        let ended = "<span class=\"soft\">suostumus peruttu</span>";
        assert!(page.contains(ended), "her connection ended, and it says why: {page}");
        let page = clerk.get(&format!("/customers/{customer}")).await.body;
        assert!(!page.contains(ended), "a customer stays one: {page}");
    }

    async fn a_contract_goes_on_although_she_objects_to_what_rests_on_an_interest(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let maija = added(&clerk, &person("Maija", "Mallikas")).await;
        // Invoices rest on contract and law, monitoring of payments on an interest.
        let row = known(&dpo, &maija, &["objection"]).await;
        done(&dpo, &maija, &row, &decided("objection", "granted", Purpose::Billing)).await;
        assert_eq!(still_used(&house, &maija, Purpose::Billing).await, Some(true));
        let row = known(&dpo, &maija, &["objection"]).await;
        let services = decided("objection", "granted", Purpose::Services);
        refused(&dpo, &maija, &row, &services, "Tätä käyttöä ei voi vastustaa").await;
        done(&dpo, &maija, &row, &decided("objection", "granted", Purpose::Care)).await;
        assert_eq!(still_used(&house, &maija, Purpose::Care).await, Some(false));
    }
}
