// Data is given to a partner: chosen, looked at, fetched by the partner with a code, and told.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("the data-protection contact gives an address to a subcontractor, who fetches it with a code", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "dpo");
  await page.goto("/disclosures/recipients");
  await page.getByLabel("Nimi", { exact: true }).fill("Urakointi Esimerkki Oy");
  await page.getByLabel(/aliurakoitsija, joka tekee tilatun työn/).check();
  const categories = page.getByRole("group", { name: "Tietoryhmät enintään" });
  await categories.getByRole("checkbox").nth(0).check();
  await categories.getByRole("checkbox").nth(2).check();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Lisää vastaanottaja" }).click();
  await expect(page.getByRole("status")).toContainText("Lisätty");
  expect(await faults(page)).toEqual([]);

  await page.goto("/customers");
  await page.locator("tbody tr").nth(9).getByRole("link").click();
  await page.getByRole("navigation", { name: "Asiakkaan sivut" }).getByRole("link", { name: "Luovutukset" }).click();
  expect(await faults(page)).toEqual([]);
  const whom = page.getByLabel("Vastaanottaja");
  const own = whom.locator("option", { hasText: "Urakointi Esimerkki Oy" }).first();
  await whom.selectOption((await own.getAttribute("value")) ?? "");
  await page.getByRole("button", { name: "Valitse tiedot" }).click();
  await page.getByRole("checkbox").first().check();
  await page.getByLabel("Miksi tiedot luovutetaan").fill("Tilattu katon korjaus");
  await page.getByLabel("Muoto").selectOption("json");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Katso, mitä luovutetaan" }).click();
  await expect(page.getByText("Juuri nämä tiedot luovutetaan.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Kokoa paketti" }).click();
  await page.getByRole("link", { name: "Luovuta paketti" }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Tee osoite" }).click();
  const shown = page.locator("code.pre");
  const [address, code] = [await shown.nth(0).innerText(), await shown.nth(1).innerText()];
  expect(await faults(page)).toEqual([]);

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await other.goto(address);
  expect(await faults(other)).toEqual([]);
  await other.getByLabel("Koodi").fill("00000-00000");
  await other.getByRole("button", { name: "Nouda" }).click();
  await expect(other.getByRole("alert")).toContainText("Koodi ei täsmää");
  await other.getByLabel("Koodi").fill(code);
  const [download] = await Promise.all([
    other.waitForEvent("download"),
    other.getByRole("button", { name: "Nouda" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^disclosure-[0-9a-z]+\.json$/);
  await other.goto(address);
  await expect(other.getByText("Tämä osoite ei ole enää käytössä.")).toBeVisible();
  await other.setViewportSize({ width: 360, height: 740 });
  expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await stranger.close();
});
