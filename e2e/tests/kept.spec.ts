// What somebody typed or brought is not lost to a rule: a false hit is denied piece by piece, rows
// that would not be taken are mended from the check, an import is undone by its number, and a conflict
// keeps what was typed.
import { readFile } from "node:fs/promises";

import { expect, test, type Page } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

const fresh = () => `Talle${Date.now() % 1_000_000}`;

/** Brings a list of customers to the end of its check. */
async function check(page: Page, source: string, list: string): Promise<void> {
  await page.goto("/import");
  await page.locator("#name").fill(source);
  await page.locator("#file").setInputFiles({ name: "lista.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.getByRole("button", { name: "Tarkista" }).click();
  await expect(page.getByRole("button", { name: /^Tuo/ })).toBeVisible();
}

async function find(page: Page, words: string): Promise<void> {
  await page.goto("/customers");
  await page.locator("#words").fill(words);
}

/** Adds a person and stays on her page. */
async function add(page: Page, last: string, phone: string): Promise<void> {
  await page.goto("/customers/new/person");
  await page.getByLabel("Etunimet").fill("Testi");
  await page.getByLabel("Sukunimi").fill(last);
  await page.locator("#phone").fill(phone);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: `${last} Testi` })).toBeVisible();
}

test("an order number that looks like an identity code is saved once each piece is denied", async ({ page }) => {
  await enter(page, "clerk");
  await add(page, fresh(), "040 123 4567");
  const notes = page.locator("section", { has: page.getByRole("heading", { name: "Muistiinpanot" }) });
  const text = "Tilaukset 010594Y9032 ja 010594Y9021 puuttuvat.";
  await notes.locator("#note-note").fill(text);
  await notes.getByRole("button", { name: "Lisää muistiinpano" }).click();
  await expect(page.locator("#note-note-error")).toBeVisible();
  const boxes = page.getByLabel(/^Tämä ei ole henkilötunnus/);
  await expect(boxes).toHaveCount(2);
  await expect(page.locator("#note-note")).toHaveValue(text);
  expect(await faults(page)).toEqual([]);
  // One alone is not enough, and the first stays ticked.
  await boxes.first().check();
  await page.getByRole("button", { name: "Lisää muistiinpano" }).click();
  await expect(boxes).toHaveCount(2);
  await expect(boxes.first()).toBeChecked();
  await expect(boxes.nth(1)).not.toBeChecked();
  await boxes.nth(1).check();
  await page.getByRole("button", { name: "Lisää muistiinpano" }).click();
  await expect(page.getByRole("status")).toContainText("Tallennettu");
  await expect(notes).toContainText(text);
});

test("rows that a check would not take are mended before anything is imported, and they alone come", async ({ page }) => {
  const last = fresh();
  await enter(page, "clerk");
  const list = `Etunimet;Sukunimi;Puhelin\nOikea;${last};040 123 4567\nVäärä;${last};puhelin\n`;
  await check(page, `lista ${last}`, list);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Lataa hylätyt rivit" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^hylatyt-rivit/);
  const rejected = await readFile(await file.path(), "utf8");
  expect(rejected).not.toContain("Oikea;");
  await page.getByRole("button", { name: "Hylkää tiedosto" }).click();
  await check(page, `korjattu ${last}`, rejected.replace(/(Väärä;[^;]*);puhelin/, "$1;050 765 4321"));
  await page.getByRole("button", { name: "Tuo yksi asiakas" }).click();
  await expect(page.locator("p.good")).toContainText("Tuonti on valmis");
  await find(page, last);
  await expect(page.locator("#hits")).toContainText(`${last} Väärä`);
  await expect(page.locator("#hits")).not.toContainText("Oikea");
});

test("an import is undone by whoever types how many it brought", async ({ page }) => {
  const last = fresh();
  await enter(page, "clerk");
  await check(page, `peruttava ${last}`, `Etunimet;Sukunimi\nAino;${last}\nEino;${last}\n`);
  await page.getByRole("button", { name: "Tuo 2 asiakasta" }).click();
  await expect(page.locator("p.good")).toContainText("Tuonti on valmis");
  const count = page.getByLabel("Vahvista kirjoittamalla, montako tuonti loi tai päivitti: 2");
  await count.fill("3");
  await page.getByRole("button", { name: "Peru tuonti" }).click();
  await expect(page.getByRole("alert")).toContainText("Luku ei vahvista perumista");
  await expect(count).toHaveAttribute("aria-invalid", "true");
  expect(await faults(page)).toEqual([]);
  await find(page, last);
  await expect(page.locator("#hits").getByRole("link", { name: new RegExp(last) })).toHaveCount(2);
  await page.goto("/import");
  await page.getByRole("link", { name: `peruttava ${last}` }).click();
  await count.fill("2");
  await page.getByRole("button", { name: "Peru tuonti" }).click();
  await expect(page.locator("p.good")).toContainText("Tuonti on peruttu");
  await find(page, last);
  await expect(page.locator("#hits").getByRole("link", { name: new RegExp(last) })).toHaveCount(0);
});

test("two clerks replace one number: the second is told, and what she typed is kept", async ({ browser, baseURL }) => {
  const open = async () => {
    const context = await browser.newContext({ baseURL: baseURL ?? "", locale: "fi-FI" });
    const page = await context.newPage();
    await enter(page, "clerk");
    return page;
  };
  const [one, other] = [await open(), await open()];
  await add(one, fresh(), "040 765 4321");
  await other.goto(one.url());
  for (const page of [one, other]) {
    await page.getByLabel(/^Muuta: .*765 ?4321/).click();
    await page.locator("details[open] input[name=phone]").fill(page === one ? "050 111 1111" : "050 222 2222");
  }
  const save = (page: Page) => page.locator("details[open]").getByRole("button", { name: "Muuta" }).click();
  await save(one);
  await expect(one.getByRole("main")).toContainText("111 1111");
  const answer = other.waitForResponse((response) => response.request().method() === "POST");
  await save(other);
  expect((await answer).status()).toBe(409);
  await expect(other.getByRole("alert")).toContainText("111 1111");
  const kept = other.locator("#contact-phone");
  await expect(kept).toHaveValue("050 222 2222");
  expect(await faults(other)).toEqual([]);
  await other.getByRole("button", { name: "Lisää yhteystieto" }).click();
  await expect(other.getByRole("main")).toContainText("222 2222");
  await expect(other.getByRole("main")).toContainText("111 1111");
  await one.context().close();
  await other.context().close();
});
