// The office's daily work by keyboard alone: no pointer is used, and everything is reached by Tab.
import { readFile } from "node:fs/promises";

import { expect, test, type Page } from "@playwright/test";

import { bringFile, enterByKeys, press, reach, withoutMouse, write } from "../support/keys.ts";
import { workbook } from "../support/workbook.ts";

test.setTimeout(120_000);
test.beforeEach(async ({ page }) => withoutMouse(page));

const number = () => `${Date.now() % 10_000_000}`;

/** Brings a list to its end. */
async function bring(page: Page, source: string, file: string, content: Buffer): Promise<void> {
  await check(page, source, file, content);
  await press(page, page.getByRole("button", { name: /^Tuo/ }));
  await expect(page.locator("p.good")).toContainText("Tuonti on valmis");
}

/** Brings a list to the end of its check. */
async function check(page: Page, source: string, file: string, content: Buffer): Promise<void> {
  await page.goto("/import");
  await write(page, page.locator("#name"), source);
  await bringFile(page, page.locator("#file"), file, content);
  await press(page, page.getByRole("button", { name: "Tarkista" }));
  await expect(page.getByRole("button", { name: /^Tuo/ })).toBeVisible();
}

/** Finds by words and opens the hit. */
async function open(page: Page, words: string, name: string | RegExp): Promise<void> {
  await page.goto("/customers");
  await write(page, page.locator("#words"), words);
  await press(page, page.locator("#hits").getByRole("link", { name }).first());
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** Begins the form of a person with this last name, from the list. */
async function begin(page: Page, lastName: string): Promise<void> {
  await page.goto("/customers");
  // Out of the box, in which one writes.
  await expect(page.locator("#words")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await write(page, page.getByLabel("Etunimet"), "Kaisa");
  await write(page, page.getByLabel("Sukunimi"), lastName);
}

test("a customer is found by half a name with a typing error, and by the street", async ({ page }) => {
  const one = number();
  await enterByKeys(page, "clerk");
  await begin(page, `Kuusilampi${one}`);
  await write(page, page.locator("#street"), `Testausraitti ${one} B 2`);
  await write(page, page.locator("#postal_code"), "40100");
  await write(page, page.locator("#town"), "Jyväskylä");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: `Kuusilampi${one} Kaisa` })).toBeVisible();
  // The second letter is missing, and so is the end of it.
  await open(page, `Kusilampi${one.slice(0, 4)}`, `Kuusilampi${one} Kaisa`);
  await open(page, `testausraitti ${one}`, `Kuusilampi${one} Kaisa`);
});

test("a telephone number is changed and taken back", async ({ page }) => {
  await enterByKeys(page, "clerk");
  await begin(page, `Soitto${number()}`);
  await write(page, page.locator("#phone"), "040 765 4321");
  await page.keyboard.press("Control+Enter");
  const contacts = page.locator("section", { has: page.getByRole("heading", { name: "Yhteystiedot" }) });
  await press(page, contacts.getByLabel(/^Muuta: .*765 ?4321/));
  await write(page, contacts.locator("details[open] input[name=phone]"), "050 123 9876");
  await page.keyboard.press("Enter");
  await expect(contacts).toContainText("9876");
  await expect(contacts).not.toContainText("4321");
  await page.keyboard.press("u");
  await expect(contacts).toContainText("4321");
  await expect(contacts).not.toContainText("9876");
});

test("a company comes with two contact persons", async ({ page }) => {
  const company = `Esimerkki ${number()} Oy`;
  await enterByKeys(page, "clerk");
  await page.goto("/customers/new/organisation");
  await write(page, page.locator("#company"), company);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: company })).toBeVisible();
  for (const [first, last] of [["Anna", "Asioija"], ["Bertta", "Laskuttaja"]] as const) {
    await press(page, page.getByRole("main").getByRole("link", { name: "Lisää yhteyshenkilö" }));
    await write(page, page.getByLabel("Etunimet"), first);
    await write(page, page.getByLabel("Sukunimi"), last);
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("status")).toContainText("Yhteyshenkilö on lisätty.");
    await expect(page.getByRole("heading", { level: 1, name: company })).toBeVisible();
  }
  for (const name of ["Asioija Anna", "Laskuttaja Bertta"]) {
    await expect(page.getByRole("main").getByRole("link", { name })).toBeVisible();
  }
});

test("a workbook with mistakes is brought, its rejected rows are mended and brought too", async ({ page }) => {
  const last = `Koe${number()}`;
  await enterByKeys(page, "clerk");
  const rows = [["Etunimet", "Sukunimi", "Puhelin"], ["Oikea", last, "040 123 4567"], ["Väärä", last, "puhelin"]];
  await bring(page, `taulukko ${last}`, "asiakkaat.xlsx", workbook(rows));
  const link = page.getByRole("link", { name: "Lataa hylätyt rivit" });
  await reach(page, link);
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const rejected = await readFile(await file.path(), "utf8");
  expect(rejected).toContain("Väärä");
  expect(rejected).not.toContain("Oikea;");
  const mended = Buffer.from(rejected.replace(/(Väärä;[^;]*);puhelin/, "$1;050 765 4321"));
  expect(mended.toString()).not.toBe(rejected);
  await bring(page, `korjattu ${last}`, "korjatut.csv", mended);
  await page.goto("/customers");
  await write(page, page.locator("#words"), last);
  await expect(page.locator("#hits")).toContainText(`${last} Oikea`);
  await expect(page.locator("#hits")).toContainText(`${last} Väärä`);
});

test("two who are one are merged, and parted again by one key", async ({ page }) => {
  const last = `Kaksi${number()}`;
  await enterByKeys(page, "clerk");
  const list = `Etunimet;Sukunimi;Katuosoite;Postinumero;Postitoimipaikka\nAino;${last};Tie 1;40100;Jyväskylä\nAino Maria;${last};Tie 2;40100;Jyväskylä\n`;
  await bring(page, `kaksi ${last}`, "lista.csv", Buffer.from(list));
  await open(page, `${last} Aino Maria`, `${last} Aino Maria`);
  const badge = page.getByText(/^Asiakasnumero \d+$/).first();
  const other = ((await badge.textContent()) ?? "").replace(/\D/g, "");
  await open(page, last, new RegExp(`^${last} Aino$`));
  await press(page, page.locator("nav.tabs").getByRole("link", { name: "Yhdistä toiseen" }));
  await write(page, page.getByLabel("Toisen asiakasnumero"), other);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Asiakkaat rinnakkain" })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Yhdistä", exact: true }));
  await expect(page.getByRole("status")).toContainText("Asiakkaat on yhdistetty");
  await page.keyboard.press("u");
  await expect(page.getByRole("status")).not.toContainText("Asiakkaat on yhdistetty");
  await page.goto("/customers");
  await write(page, page.locator("#words"), last);
  await expect(page.locator("#hits").getByRole("link", { name: new RegExp(last) })).toHaveCount(2);
});

test("a prohibition given by telephone survives a list that says yes", async ({ page }) => {
  const last = `Kielto${number()}`;
  await enterByKeys(page, "clerk");
  const row = `Etunimet;Sukunimi;Sähköposti;Markkinointilupa\nKiellän;${last};kiellan@${last.toLowerCase()}.example;`;
  await bring(page, `ensin ${last}`, "lista.csv", Buffer.from(`${row}\n`));
  await open(page, last, new RegExp(last));
  await press(page, page.getByText("Kielsi markkinoinnin puhelimessa nyt"));
  await press(page, page.getByRole("button", { name: "Kirjaa kielto kaikkiin kanaviin" }));
  await expect(page.getByRole("main")).toContainText("markkinointikielto");
  const customer = page.url();
  await bring(page, `toinen ${last}`, "lista.csv", Buffer.from(`${row}kyllä\n`));
  await page.goto(customer);
  await expect(page.getByRole("main")).toContainText("markkinointikielto");
});
