// First use: signing in, finding, opening, adding; each page walked with axe, and at phone width.
import { expect, test, type Page } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { signIn } from "../support/demo.ts";

async function enter(page: Page, name: string): Promise<void> {
  const who = signIn(name);
  await page.goto("/sign-in");
  await page.getByLabel("Sähköpostiosoite").fill(who.email);
  await page.getByLabel("Salasana").fill(who.password);
  await page.getByRole("button", { name: "Kirjaudu" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tänään" })).toBeVisible();
}

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
  await expect(page.getByRole("heading", { level: 1, name: "Selma Esimerkki" })).toBeVisible();
});

test("every page of each role fits a phone and has no fault", async ({ page }) => {
  const pages: Record<string, string[]> = {
    clerk: ["/", "/customers", "/customers/new/organisation", "/import", "/account", "/account/password"],
    administrator: ["/", "/staff", "/staff/new", "/staff/access", "/notice/publish"],
    dpo: ["/", "/trail", "/staff", "/staff/access", "/customers"],
  };
  for (const [name, paths] of Object.entries(pages)) {
    await page.setViewportSize({ width: 390, height: 800 });
    await enter(page, name);
    for (const path of paths) {
      await page.goto(path);
      expect(await faults(page), `${name} ${path}`).toEqual([]);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wide, `${name} ${path} is wider than a phone`).toBe(false);
    }
    await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
  }
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
  await expect(page.locator("tbody tr").first()).toContainText("toi");
});
