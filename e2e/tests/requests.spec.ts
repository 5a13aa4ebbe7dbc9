// A paper request, from the letter to the answer.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("the data-protection contact writes down a letter, recognises the person, decides and answers", async ({ page }) => {
  await enter(page, "dpo");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(8).getByRole("link").click();
  await page.getByRole("navigation", { name: "Asiakkaan sivut" }).getByRole("link", { name: "Pyynnöt" }).click();
  await page.getByLabel("markkinoinnin kieltäminen").check();
  await page.getByLabel("tietojen tarkastaminen ja jäljennös").check();
  await page.getByLabel("Mitä pyynnössä sanotaan").fill("Haluan tietoni enkä halua mainoksia.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status")).toContainText("Lisätty");
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Miten henkilö tunnistettiin").selectOption("document");
  await page.getByRole("button", { name: "Henkilö on tunnistettu" }).click();
  for (const kind of ["markkinoinnin kieltäminen", "tietojen tarkastaminen ja jäljennös"]) {
    const group = page.getByRole("group", { name: kind, exact: true });
    await group.getByLabel("Ratkaisu").selectOption("granted");
    await group.getByRole("button", { name: "Kirjaa ratkaisu" }).click();
    await expect(page.getByRole("status")).toContainText("Tallennettu");
  }
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Vastaus on annettu" }).click();
  await expect(page.getByText(/^vastattu /)).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await page.goto("/requests?which=over");
  await expect(page.getByRole("heading", { level: 1, name: "Rekisteröityjen pyynnöt" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
