//! Files of customers: attached, opened as what they are, carried, removed and taken back, erased,
//! merged.

use std::fs;
use std::path::Path;

use axum::http::StatusCode;
use basics::DAY_MS;
use serde_json::json;
use testkit::Stores;

use crate::api_caller::whole;
use crate::api_fields::restrict;
use crate::house::{Answer, Browser, House, add_customers, added, person};
use crate::merging::{merge, second_maija, undo};
use crate::permissions::erase;

/// A day, in milliseconds.
fn path(id: &str) -> String {
    format!("/customers/{id}/files")
}

/// A PDF as far as its bytes say so, longer than one sealed chunk.
fn pdf() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend("Sopimus 4711 ".repeat(12_000).bytes());
    bytes
}

/// A picture as far as its bytes say so.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR piha";

/// Attaches a file by the form of the page.
pub(crate) async fn attach(
    browser: &Browser,
    id: &str,
    (name, about, category): (&str, &str, &str),
    bytes: &[u8],
) -> Answer {
    let fields = [
        ("about", about),
        ("category", category),
        ("source", "person"),
    ];
    browser
        .upload_named(&path(id), &fields, (name, bytes))
        .await
}

async fn attached(browser: &Browser, id: &str, what: (&str, &str, &str), bytes: &[u8]) -> String {
    let answer = attach(browser, id, what, bytes).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    newest(browser, id).await
}

/// The address of the file that was attached last.
async fn newest(browser: &Browser, id: &str) -> String {
    let page = browser.get(&path(id)).await.body;
    let start = format!("<h3><a href=\"{}/", path(id));
    let (_, rest) = page
        .split_once(&start)
        .unwrap_or_else(|| panic!("no file: {page}"));
    format!("{}/{}", path(id), rest.split('"').next().unwrap())
}

fn row(file: &str) -> &str {
    file.rsplit('/').next().unwrap()
}

async fn deed(browser: &Browser, id: &str, fields: &[(&str, &str)]) -> Answer {
    browser.post(&format!("{}/deed", path(id)), fields).await
}

/// How many sealed files of customers lie on the disk.
pub(crate) fn lying(house: &House) -> usize {
    fn below(folder: &Path) -> usize {
        let Ok(entries) = fs::read_dir(folder) else {
            return 0;
        };
        let of = |path: &Path| if path.is_dir() { below(path) } else { 1 };
        entries.map(|entry| of(&entry.unwrap().path())).sum()
    }
    below(&house.data().join("files/contents"))
}

/// The job that erases what was removed.
async fn job(house: &House) -> i64 {
    let gone = seloste::let_removed_files_go(house.app.clone()).await;
    gone.unwrap()
}

/// What is attached (name, description, category), its bytes, and the sentence that refuses it.
type Refused<'a> = ((&'a str, &'a str, &'a str), &'a [u8], &'a str);

testkit::both_engines! {
    async fn a_file_is_attached_found_in_every_place_and_opened_as_foreign(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let maija = &ids["Maija"];
        let bytes = pdf();
        let file = attached(&clerk, maija, ("C:\\skannaus\\sopimus.exe", "Allekirjoitettu sopimus", "services"), &bytes).await;
        let page = clerk.get(&path(maija)).await.body;
        for text in ["sopimus.exe.pdf", "Allekirjoitettu sopimus", "Tilatut palvelut", "PDF, 156 kt", "Testi clerk"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let opened = clerk.get(&file).await;
        assert_eq!(opened.status, StatusCode::OK);
        assert!(opened.body.as_bytes() == bytes, "it comes back as it was sent");
        assert_eq!(opened.header("content-type"), "application/pdf");
        assert_eq!(opened.header("content-length"), bytes.len().to_string());
        assert_eq!(opened.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(opened.header("x-content-type-options"), "nosniff");
        assert_eq!(opened.header("cache-control"), "no-store");
        assert!(opened.header("content-disposition").starts_with("attachment; filename=\"sopimus.exe.pdf\""));
        assert_eq!(clerk.get(&format!("{file}/picture")).await.status, StatusCode::NOT_FOUND, "a viewer of PDF is a program");
        let timeline = clerk.get(&format!("/customers/{maija}/timeline?kind=file")).await.body;
        assert!(timeline.contains("Tiedosto liitetty") && timeline.contains("sopimus.exe.pdf (PDF, 156 kt): Allekirjoitettu sopimus"), "{timeline}");
        let why = clerk.get(&format!("/customers/{maija}/why")).await.body;
        let (_, services) = why.split_once("id=\"services\"").expect("ordered services");
        assert!(services.split("</section>").next().unwrap().contains("sopimus.exe.pdf"), "{why}");
        let officer = house.browser("data_protection_contact").await;
        let trail = officer.get(&format!("/customers/{maija}/trail")).await.body;
        assert!(trail.contains("tilatut palvelut") || trail.contains("palvelut"), "{trail}");
    }

    async fn what_lies_on_the_disk_and_in_the_register_is_sealed(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        attached(&clerk, &maija, ("sopimus.pdf", "Salainen sopimus", "services"), &pdf()).await;
        assert_eq!(lying(&house), 1);
        let mut below = vec![house.data().to_owned()];
        while let Some(folder) = below.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap().path();
                if entry.is_dir() {
                    below.push(entry);
                    continue;
                }
                let bytes = fs::read(&entry).unwrap();
                for words in ["Sopimus 4711", "Salainen sopimus", "sopimus.pdf"] {
                    let found = bytes.windows(words.len()).any(|window| window == words.as_bytes());
                    assert!(!found, "{words} in {}", entry.display());
                }
            }
        }
    }

    async fn a_picture_is_shown_in_the_page_when_it_is_asked_for(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let file = attached(&clerk, &maija, ("piha.jpg", "", "other"), PNG).await;
        let page = clerk.get(&path(&maija)).await.body;
        assert!(page.contains("piha.jpg.png") && !page.contains("<img src=\"/customers"), "not before: {page}");
        let page = clerk.get(&format!("{}?picture={}", path(&maija), row(&file))).await.body;
        assert!(page.contains(&format!("<img src=\"{file}/picture\" alt=\"piha.jpg.png\">")), "{page}");
        let picture = clerk.get(&format!("{file}/picture")).await;
        assert_eq!((picture.header("content-type").as_str(), picture.header("content-disposition").as_str()), ("image/png", "inline"));
        assert_eq!(picture.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(picture.header("x-content-type-options"), "nosniff");
    }

    async fn what_is_not_taken_is_said_and_nothing_of_it_stays(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let long = "a".repeat(501);
        let cases: [Refused<'_>; 6] = [
            (("ohjelma.pdf", "Kuvaus", "other"), b"MZ\x90\0\x03", "ei ole mitään näistä"),
            (("tyhja.txt", "Kuvaus", "other"), b"", "Valitse tiedosto"),
            (("131052-308T.pdf", "Kuvaus", "other"), b"%PDF-1.7", "on henkilötunnus"),
            (("a.pdf", &long, "other"), b"%PDF-1.7", "enintään 500"),
            (("a.pdf", "Kuvaus", "billing"), b"%PDF-1.7", "Valitse tietoryhmä"),
            (("a.pdf", "Kuvaus", "identity"), b"%PDF-1.7", "Valitse tietoryhmä"),
        ];
        for (what, bytes, sentence) in cases {
            let answer = attach(&clerk, &maija, what, bytes).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what:?}: {}", answer.body);
            assert!(answer.body.contains(sentence) && answer.body.contains(what.1), "{sentence}: {}", answer.body);
        }
        let large = [b"%PDF-1.7".to_vec(), vec![b' '; seloste::files::FILE_BYTES_MAX]].concat();
        let answer = attach(&clerk, &maija, ("suuri.pdf", "", "other"), &large).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.body.contains("yli 25 Mt"), "{}", answer.body);
        let huge = vec![b' '; seloste::files::FILE_BYTES_MAX + (1 << 20)];
        assert_eq!(attach(&clerk, &maija, ("suuri.pdf", "", "other"), &huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        let source = [("category", "other"), ("source", "nobody")];
        let answer = clerk.upload_named(&path(&maija), &source, ("a.pdf", b"%PDF-1.7")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        // The right is asked in the category that was chosen too: this one is not the office's.
        let answer = attach(&clerk, &maija, ("a.pdf", "", "requests"), b"%PDF-1.7").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
        let billing = house.browser("billing").await;
        let answer = attach(&billing, &maija, ("a.pdf", "", "services"), b"%PDF-1.7").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
        assert_eq!(lying(&house), 0, "nothing stays of what was refused");
        assert!(clerk.get(&path(&maija)).await.body.contains("ei ole tiedostoja"));
    }

    async fn each_role_sees_the_files_of_its_categories_alone(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let officer = house.browser("data_protection_contact").await;
        let service = attached(&clerk, &maija, ("sopimus.pdf", "", "services"), b"%PDF-1.7").await;
        let door = attached(&clerk, &maija, ("ovi.png", "Ovikoodi näkyy", "site_access"), PNG).await;
        let request = attached(&officer, &maija, ("pyynto.txt", "", "requests"), b"Pyydan tietoni.").await;
        let billing = house.browser("billing").await;
        let page = billing.get(&path(&maija)).await.body;
        assert!(page.contains("sopimus.pdf") && !page.contains("ovi.png") && page.contains("Osaa tiedostoista ei näytetä"), "{page}");
        assert!(!page.contains("name=\"deed\"") && !page.contains("name=\"file\""), "{page}");
        assert_eq!(billing.get(&service).await.status, StatusCode::OK);
        for (who, file) in [(&billing, &door), (&billing, &request), (&clerk, &request)] {
            let refused = who.get(file).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{file}: {}", refused.body);
        }
        assert!(clerk.get(&path(&maija)).await.body.contains("ovi.png"));
        assert_eq!(officer.get(&door).await.status, StatusCode::OK, "the person's rights reach it");
        let trail = officer.get(&format!("/customers/{maija}/trail")).await.body;
        assert!(trail.contains("pyyntö evättiin") && trail.contains("avaimet ja ovikoodit"), "{trail}");
        for role in ["marketing", "owner", "technician"] {
            let other = house.browser(role).await;
            let page = other.get(&path(&maija)).await.body;
            assert!(!page.contains("sopimus.pdf") && !page.contains("ovi.png"), "{role}: {page}");
            assert!(!other.get(&service).await.status.is_success(), "{role}");
        }
        // Whoever is restricted is opened by nobody but for her rights.
        restrict(&house, &maija).await;
        assert_eq!(clerk.get(&service).await.status, StatusCode::NOT_FOUND);
        assert!(!attach(&clerk, &maija, ("a.pdf", "", "other"), b"%PDF-1.7").await.status.is_success());
        assert_eq!(lying(&house), 3);
        assert_eq!(officer.get(&service).await.status, StatusCode::OK);
    }

    async fn a_file_is_described_removed_taken_back_and_erased_when_its_days_are_over(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let kept = attached(&clerk, &maija, ("pysyy.txt", "", "messages"), b"Pysyy.").await;
        let file = attached(&clerk, &maija, ("kirje.txt", "Kirje", "messages"), b"Hei!").await;
        let described = [("row", row(&file)), ("deed", "describe"), ("name", "valitus.txt"), ("about", "Valitus 3.11.")];
        assert_eq!(deed(&clerk, &maija, &described).await.status, StatusCode::SEE_OTHER);
        let page = clerk.get(&path(&maija)).await.body;
        assert!(page.contains("valitus.txt") && page.contains("Valitus 3.11.") && !page.contains("kirje.txt"), "{page}");
        let odd = deed(&clerk, &maija, &[("row", row(&file)), ("deed", "describe"), ("name", " ")]).await;
        assert!(odd.status == StatusCode::UNPROCESSABLE_ENTITY && odd.body.contains("enintään 120 merkkiä"), "{}", odd.body);
        let remove = [("row", row(&file)), ("deed", "remove")];
        assert_eq!(deed(&clerk, &maija, &remove).await.status, StatusCode::SEE_OTHER);
        assert_eq!(deed(&clerk, &maija, &remove).await.status, StatusCode::NOT_FOUND, "once");
        assert_eq!(clerk.get(&file).await.status, StatusCode::NOT_FOUND);
        let page = clerk.get(&path(&maija)).await.body;
        assert!(page.contains("Poistetut tiedostot") && page.contains("hävitetään 24.12.2026"), "{page}");
        assert_eq!(job(&house).await, 0, "its days are not over");
        let older = clerk.get(&format!("{}?before={}", path(&maija), row(&file))).await.body;
        assert!(older.contains("pysyy.txt"), "{older}");
        let back = [("row", row(&file)), ("deed", "back")];
        assert_eq!(deed(&clerk, &maija, &back).await.status, StatusCode::SEE_OTHER);
        assert_eq!(clerk.get(&file).await.body, "Hei!");
        deed(&clerk, &maija, &remove).await;
        house.clock.advance_ms(31 * DAY_MS);
        let clerk = house.browser("clerk").await;
        assert_eq!(lying(&house), 2);
        assert_eq!(job(&house).await, 1);
        assert_eq!(lying(&house), 1, "what was in it went too");
        assert_eq!(deed(&clerk, &maija, &back).await.status, StatusCode::NOT_FOUND);
        assert_eq!(clerk.get(&kept).await.body, "Pysyy.");
        let officer = house.browser("data_protection_contact").await;
        let trail = officer.get(&format!("/customers/{maija}/trail")).await.body;
        assert!(trail.contains("Poistettujen tiedostojen hävitys (ohjelma)"), "{trail}");
    }

    async fn a_removed_file_of_a_restricted_person_is_kept_until_the_restriction_ends(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let file = attached(&clerk, &maija, ("todiste.txt", "", "messages"), b"Todiste.").await;
        deed(&clerk, &maija, &[("row", row(&file)), ("deed", "remove")]).await;
        restrict(&house, &maija).await;
        house.clock.advance_ms(31 * DAY_MS);
        assert_eq!((job(&house).await, lying(&house)), (0, 1));
    }

    async fn a_file_in_the_wrong_place_is_carried_and_leaves_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, pekka) = (&ids["Maija"], &ids["Pekka"]);
        let file = attached(&clerk, maija, ("sopimus.pdf", "Pekan sopimus", "other"), &pdf()).await;
        let carry = |number: &'static str, category: &'static str| [("deed", "carry"), ("number", number), ("category", category)];
        for (fields, sentence) in [(carry("1001", "other"), "on jo siellä"), (carry("999999", "other"), "ei ole asiakasta"), (carry("x", "other"), "ei ole asiakasta")] {
            let fields = [&[("row", row(&file))], fields.as_slice()].concat();
            let answer = deed(&clerk, maija, &fields).await;
            assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.body.contains(sentence), "{sentence}: {}", answer.body);
        }
        let fields = [&[("row", row(&file))], carry("1002", "services").as_slice()].concat();
        let answer = deed(&clerk, maija, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(clerk.get(&file).await.status, StatusCode::NOT_FOUND);
        let page = clerk.get(&path(maija)).await.body;
        assert!(page.contains("ei ole tiedostoja") && !page.contains("Poistetut"), "{page}");
        let there = newest(&clerk, pekka).await;
        assert!(clerk.get(&there).await.body.as_bytes() == pdf());
        assert!(clerk.get(&path(pekka)).await.body.contains("Tilatut palvelut"));
        // Whoever it was with is erased; it stands where it belongs. Then it goes with its customer.
        erase(&house, maija).await;
        assert_eq!(lying(&house), 1);
        assert!(clerk.get(&there).await.body.as_bytes() == pdf());
        erase(&house, pekka).await;
        assert_eq!(lying(&house), 0, "the erased leave nothing on the disk");
    }

    async fn files_go_with_a_merge_and_come_back_as_what_was_done_of_them(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        attached(&clerk, &maija, ("oma.txt", "", "messages"), b"Oma.").await;
        for name in ["pysyy.txt", "poistuu.txt", "siirtyy.txt"] {
            attached(&clerk, &other, (name, "", "messages"), name.as_bytes()).await;
        }
        assert_eq!(merge(&clerk, &maija, &other, &[]).await.status, StatusCode::SEE_OTHER);
        let page = clerk.get(&path(&maija)).await.body;
        let of = |page: &str, name: &str| {
            let (before, _) = page.split_once(&format!("\">{name}</a>")).unwrap_or_else(|| panic!("{name}: {page}"));
            before.rsplit("href=\"").next().unwrap().to_owned()
        };
        assert_eq!(clerk.get(&of(&page, "pysyy.txt")).await.body, "pysyy.txt");
        assert_eq!(lying(&house), 4, "nothing is written twice");
        deed(&clerk, &maija, &[("row", row(&of(&page, "poistuu.txt"))), ("deed", "remove")]).await;
        let carried = [("row", row(&of(&page, "siirtyy.txt"))), ("deed", "carry"), ("number", "1002"), ("category", "messages")].map(|(name, value)| (name, value.to_owned()));
        let carried = carried.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(deed(&clerk, &maija, &carried).await.status, StatusCode::SEE_OTHER);
        let back = undo(&clerk, &maija, &[("known", "1")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        let page = clerk.get(&path(&maija)).await.body;
        assert!(page.contains("oma.txt") && !page.contains("pysyy.txt"), "{page}");
        let page = clerk.get(&path(&other)).await.body;
        assert_eq!(clerk.get(&of(&page, "pysyy.txt")).await.body, "pysyy.txt");
        let shown = page.split("Poistetut tiedostot").next().unwrap();
        assert!(!shown.contains("poistuu.txt") && !shown.contains("siirtyy.txt"), "{page}");
        let there = newest(&clerk, &ids["Pekka"]).await;
        assert_eq!(clerk.get(&there).await.body, "siirtyy.txt");
    }

    async fn when_the_days_of_a_merge_are_over_its_files_are_the_survivors(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let (maija, other) = (ids["Maija"].clone(), second_maija(&clerk).await);
        attached(&clerk, &other, ("kirje.txt", "", "messages"), b"Hei!").await;
        assert_eq!(merge(&clerk, &maija, &other, &[]).await.status, StatusCode::SEE_OTHER);
        house.clock.advance_ms(31 * DAY_MS);
        assert_eq!(seloste::end_old_merges(house.app.clone()).await.unwrap(), 1);
        let clerk = house.browser("clerk").await;
        let file = newest(&clerk, &maija).await;
        assert_eq!(clerk.get(&file).await.body, "Hei!");
        erase(&house, &maija).await;
        job(&house).await;
        assert_eq!(lying(&house), 0);
    }

    async fn what_a_crash_left_on_the_disk_is_swept_and_what_is_kept_stays(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let file = attached(&clerk, &maija, ("kirje.txt", "", "messages"), b"Hei!").await;
        let folder = house.data().join("files/contents/aa");
        fs::create_dir_all(&folder).unwrap();
        for (name, age_s) in [("00000000000000aa", 2), ("00000000000001aa.part", 7_200), ("00000000000002aa", 7_200)] {
            let lost = fs::File::create(folder.join(name)).unwrap();
            let now = std::time::UNIX_EPOCH + std::time::Duration::from_millis(u64::try_from(crate::house::NOW.ms()).unwrap());
            lost.set_modified(now - std::time::Duration::from_secs(age_s)).unwrap();
        }
        assert_eq!(job(&house).await, 2, "what is young may be another process's");
        assert!(folder.join("00000000000000aa").exists());
        assert_eq!(clerk.get(&file).await.body, "Hei!");
    }

    async fn programs_list_open_and_attach_files_as_the_page_does(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = add_customers(&clerk).await["Maija"].clone();
        let all = house.program("clerk", whole("clerk")).await;
        let program = all.with("Seloste-Purpose", "services");
        let kind = Some("multipart/form-data; boundary=cut");
        let form = |category: &str, bytes: &str| {
            let field = |name: &str, value: &str| format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            let file = format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"kirje.txt\"\r\n\r\n{bytes}\r\n--cut--\r\n");
            [field("about", "Kirje"), field("category", category), field("source", "person"), file].concat().into_bytes()
        };
        let made = program.send("POST", &path(&maija), kind, form("messages", "Hei!")).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let place = made.header("location");
        let listed = program.get(&path(&maija)).await.json();
        let file = &listed["files"][0];
        assert_eq!((&file["name"], &file["about"], &file["category"], &file["bytes"]), (&json!("kirje.txt"), &json!("Kirje"), &json!("messages"), &json!(4)));
        let opened = program.get(place.strip_prefix("/api/v1").unwrap()).await;
        assert_eq!((opened.body.as_str(), opened.header("content-type").as_str()), ("Hei!", "text/plain"));
        assert!(opened.header("content-disposition").starts_with("attachment"));
        program.send("POST", &path(&maija), kind, form("nothing", "Hei!")).await.is_problem(422, "files.category");
        program.send("POST", &path(&maija), kind, form("other", "\0")).await.is_problem(422, "files.kind");
        program.send("POST", &path(&maija), kind, form("requests", "Hei!")).await.is_problem(403, "access.category.not_changed");
        let billing = house.program("billing", whole("billing")).await;
        let seen = billing.get(&path(&maija)).await.json();
        assert_eq!((seen["files"].as_array().unwrap().len(), &seen["hidden"]), (0, &json!(true)));
        billing.send("POST", &path(&maija), kind, form("messages", "Hei!")).await.is_problem(403, "access.category.not_changed");
        assert_eq!(lying(&house), 1);
    }

    async fn what_an_import_brought_and_somebody_attached_to_stays_when_it_is_taken_back(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Uusi", "Asiakas")).await;
        let version = |browser: Browser, id: String| async move {
            let page = browser.get(&format!("/customers/{id}")).await.body;
            let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let before = version(clerk.clone(), id.clone()).await;
        attached(&clerk, &id, ("a.txt", "", "other"), b"Hei!").await;
        assert_ne!(version(clerk.clone(), id.clone()).await, before, "she counts as touched");
    }
}
