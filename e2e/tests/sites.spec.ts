// Sites and relations: written down by keyboard, seen on both pages, a door code only when asked for.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("a clerk adds a site with a door code and who pays, all by keyboard", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  const links = page.locator("tbody tr").getByRole("link");
  const payer = (await page.locator("tbody tr").nth(1).locator("td.number").innerText()).trim();
  const name = (await links.nth(1).innerText()).trim();
  await links.first().click();
  await page.getByRole("main").getByRole("link", { name: "Kohteet ja suhteet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kohteet ja suhteet" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  const own = page.url();
  const street = `Työmaankatu ${Date.now() % 1000}`;
  await page.locator("summary", { hasText: "Lisää kohde" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#add-site--street").fill(street);
  await page.locator("#add-site--postal_code").fill("40320");
  await page.locator("#add-site--town").fill("Jyväskylä");
  await page.locator("#add-site--door_code").fill("4711");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status")).toHaveText("Lisätty.");
  const site = page.getByRole("region", { name: street });
  await expect(site).toContainText("40320 Jyväskylä");
  await expect(site).not.toContainText("4711");
  await site.getByRole("link", { name: /Näytä kulkutiedot/ }).focus();
  await page.keyboard.press("Enter");
  await expect(site).toContainText("4711");
  expect(await faults(page)).toEqual([]);
  await page.locator("summary", { hasText: "Lisää suhde" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#relate-kind").selectOption("payer");
  await page.locator("#relate-number").fill(payer);
  await page.getByLabel("laskut ja maksut").check();
  await page.locator("#relate--proof").fill("sovittu puhelimessa");
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status")).toHaveText("Lisätty.");
  const paid = page.getByRole("listitem").filter({ hasText: "sovittu puhelimessa" });
  await expect(paid).toContainText(name);
  await paid.getByRole("link", { name }).first().click();
  await page.getByRole("main").getByRole("link", { name: "Kohteet ja suhteet" }).click();
  await expect(page.getByText("Maksaa laskut").first()).toBeVisible();
  // So that the demo is as it was.
  await page.goto(own);
  await paid.locator("summary").click();
  await paid.getByRole("button", { name: "Päätä" }).click();
  await expect(page.getByRole("status")).toHaveText("Päätetty.");
  await site.locator("summary", { hasText: "Päätä kohde" }).click();
  await site.getByRole("button", { name: "Päätä" }).click();
  await expect(page.getByRole("status")).toHaveText("Päätetty.");
  await expect(site).toContainText("päättynyt");
});

test("a page of sites fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await enter(page, "technician");
  await page.goto("/customers");
  await page.locator("tbody tr").first().getByRole("link").click();
  await page.getByRole("main").getByRole("link", { name: "Kohteet ja suhteet" }).click();
  await page.getByRole("link", { name: /kulkutiedot/ }).first().click();
  expect(await faults(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
