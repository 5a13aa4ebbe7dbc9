// Moving in: a list with mistakes is brought, mended and brought again; a "no" survives it; two who
// are one are merged and parted.
import { readFile } from "node:fs/promises";

import { expect, test, type Page } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

const fresh = () => `Koe${Date.now() % 1_000_000}`;

/** Brings a list of customers to its end. */
async function bring(page: Page, source: string, list: string | Buffer): Promise<void> {
  await page.goto("/import");
  await page.locator("#name").fill(source);
  await page.locator("#file").setInputFiles({ name: "lista.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.getByRole("button", { name: "Tarkista" }).click();
  await page.getByRole("button", { name: /^Tuo/ }).click();
  await expect(page.locator("p.good")).toContainText("Tuonti on valmis");
}

test("a list with mistakes is brought, its rejected rows are mended and brought too", async ({ page }) => {
  const last = fresh();
  await enter(page, "clerk");
  const list = `Etunimet;Sukunimi;Puhelin;Sähköposti\nOikea;${last};040 123 4567;oikea@${last.toLowerCase()}.example\nVäärä;${last};puhelin;vaara@${last.toLowerCase()}.example\n`;
  await bring(page, `lista ${last}`, list);
  expect(await faults(page)).toEqual([]);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Lataa hylätyt rivit" }).click(),
  ]);
  const rejected = await readFile(await file.path(), "utf8");
  expect(rejected).toContain("Väärä");
  expect(rejected).not.toContain("Oikea;");
  await bring(page, `korjattu ${last}`, rejected.replace(/(Väärä;[^;]*);puhelin;/, "$1;050 765 4321;"));
  await page.goto("/customers");
  await page.locator("#words").fill(last);
  await expect(page.locator("#hits")).toContainText(`${last} Oikea`);
  await expect(page.locator("#hits")).toContainText(`${last} Väärä`);
});

test("a prohibition given by telephone survives a list that says yes", async ({ page }) => {
  const last = fresh();
  await enter(page, "clerk");
  const row = `Etunimet;Sukunimi;Sähköposti;Markkinointilupa\nKiellän;${last};kiellan@${last.toLowerCase()}.example;`;
  await bring(page, `ensin ${last}`, `${row}\n`);
  await page.goto("/customers");
  await page.locator("#words").fill(last);
  await page.locator("#hits").getByRole("link", { name: new RegExp(last) }).click();
  await page.getByText("Kielsi markkinoinnin puhelimessa nyt").click();
  await expect(page.getByText("Sen peruu vain asiakas itse")).toBeVisible();
  await page.getByRole("button", { name: "Kirjaa kielto kaikkiin kanaviin" }).click();
  await expect(page.getByRole("main")).toContainText("markkinointikielto");
  const customer = page.url();
  await bring(page, `toinen ${last}`, `${row}kyllä\n`);
  await page.goto(customer);
  await expect(page.getByRole("main")).toContainText("markkinointikielto");
});

test("two who are one are merged side by side and parted again", async ({ page }) => {
  const last = fresh();
  await enter(page, "clerk");
  await bring(page, `kaksi ${last}`, `Etunimet;Sukunimi;Katuosoite;Postinumero;Postitoimipaikka\nAino;${last};Tie 1;40100;Jyväskylä\nAino Maria;${last};Tie 2;40100;Jyväskylä\n`);
  await page.goto("/customers");
  await page.locator("#words").fill(last);
  const hits = page.locator("#hits").getByRole("link", { name: new RegExp(last) });
  await expect(hits).toHaveCount(2);
  await hits.nth(1).click();
  const badge = page.getByText(/^Asiakasnumero \d+$/).first();
  const number = ((await badge.textContent()) ?? "").replace(/\D/g, "");
  await page.goBack();
  await page.goto("/customers");
  await page.locator("#words").fill(last);
  await hits.first().click();
  await page.locator("nav.tabs").getByRole("link", { name: "Yhdistä toiseen" }).click();
  await page.getByLabel("Toisen asiakasnumero").fill(number);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Asiakkaat rinnakkain" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Yhdistä", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Asiakkaat on yhdistetty");
  await expect(page.getByRole("status").getByRole("button", { name: "Kumoa" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Tie 1");
  await expect(page.getByRole("main")).toContainText("Tie 2");
  await page.locator("nav.tabs").getByRole("link", { name: "Yhdistä toiseen" }).click();
  await page.getByRole("link", { name: "Erota asiakkaat" }).click();
  await page.getByRole("button", { name: "Erota asiakkaat" }).click();
  await expect(page.getByRole("status")).toContainText("Asiakkaat on erotettu");
});
