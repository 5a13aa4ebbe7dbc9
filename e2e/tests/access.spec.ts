// A copy of the data for whoever asked: prepared, looked through, downloaded.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("the data-protection contact prepares a copy, looks it through and takes it out", async ({ page }) => {
  await enter(page, "dpo");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(11).getByRole("link").click();
  const tabs = page.getByRole("navigation", { name: "Asiakkaan sivut" });
  await tabs.getByRole("link", { name: "Jäljennös" }).click();
  await expect(page.getByText("Kukaan tunnistettu ei ole pyytänyt")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await tabs.getByRole("link", { name: "Pyynnöt" }).click();
  await page.getByLabel("tietojen tarkastaminen ja jäljennös").check();
  await page.getByLabel("Mitä pyynnössä sanotaan").fill("Naapurini Seppo neuvoi pyytämään tietoni, seppo@example.com.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status")).toContainText("Lisätty");
  await page.getByLabel("Miten henkilö tunnistettiin").selectOption("document");
  await page.getByRole("button", { name: "Henkilö on tunnistettu" }).click();
  await tabs.getByRole("link", { name: "Jäljennös" }).click();
  await page.getByRole("button", { name: "Kokoa jäljennös" }).click();
  await expect(page.getByRole("status")).toContainText("Jäljennös on koottu");
  await expect(page.getByText("Luettelo ei ole koskaan täydellinen")).toBeVisible();
  await expect(page.getByRole("button", { name: "Lataa jäljennös" })).toHaveCount(0);
  await expect(page.locator("mark", { hasText: "seppo@example.com" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Muut peitettävät sanat").fill("Seppo");
  for (const choice of await page.getByLabel("Ratkaisu").all()) {
    await choice.selectOption("in");
  }
  await page.getByRole("button", { name: "Olen käynyt kaiken läpi" }).click();
  await expect(page.getByRole("status")).toContainText("jäljennös on käyty läpi");
  expect(await faults(page)).toEqual([]);
  const button = page.getByRole("button", { name: "Lataa jäljennös" });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(download.suggestedFilename()).toMatch(/^jaljennos-\d{4}-\d{2}-\d{2}\.zip$/);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await tabs.getByRole("link", { name: "Pyynnöt" }).click();
  await expect(page.getByText("Jäljennös luovutettu").first()).toBeVisible();
});
