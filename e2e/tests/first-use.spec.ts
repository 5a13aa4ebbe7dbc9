// First use: signing in, finding, opening, adding; each page walked with axe, and at phone width.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("the sign-in page and the public notice have no fault for a screen reader", async ({ page }) => {
  for (const path of ["/sign-in", "/notice", "/notice?lang=sv", "/notice/versions"]) {
    await page.goto(path);
    expect(await faults(page), path).toEqual([]);
  }
});

test("a clerk finds a customer while typing and opens her page", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  const first = page.locator("tbody tr").first();
  const name = (await first.getByRole("link").innerText()).trim();
  await page.getByRole("searchbox").fill(name.split(" ")[0] ?? name);
  const hit = page.locator("#hits").getByRole("link", { name }).first();
  await expect(hit).toBeVisible();
  await hit.click();
  await expect(page.getByRole("heading", { name: "Yhteystiedot" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test("a clerk adds a person by keyboard alone and sees her page", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers/new/person");
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Etunimet").focus();
  await page.keyboard.type("Selma Selaimelta");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Esimerkki");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Esimerkki Selma" })).toBeVisible();
});

test("a technician sees the customers of the own jobs and no others", async ({ page }) => {
  await enter(page, "technician");
  await page.goto("/customers");
  await expect(page.locator("tbody tr").first()).toBeVisible();
  expect(await page.locator("tbody tr").count()).toBeLessThanOrEqual(12);
});

test("the data-protection contact sees who looked", async ({ page }) => {
  await enter(page, "dpo");
  await page.goto("/trail");
  await page.getByRole("link").filter({ hasText: "Tietojen tuonti" }).click();
  // It brings customers, and takes back those of a list that was undone.
  const newest = page.locator("tbody tr").first();
  await expect(newest).toContainText("Tietojen tuonti (ohjelma)");
  await expect(newest.getByRole("cell", { name: /^(toi tiedostosta|poisti)$/ })).toBeVisible();
});
