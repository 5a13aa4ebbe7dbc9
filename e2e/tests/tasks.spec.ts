// A day's tasks: from a customer's page to Today and back.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("a clerk writes down a task by keyboard, finds it on Today and does it", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").first().getByRole("link").click();
  await page.getByRole("main").getByRole("link", { name: "Tehtävät" }).click();
  const what = `Soita takaisin ${Date.now()}`;
  await page.getByLabel("Mitä on tehtävä").fill(what);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status")).toHaveText("Lisätty.");
  expect(await faults(page)).toEqual([]);
  await page.goto("/");
  await expect(page.getByText(/tehtävä(si|äsi) on tehtävä tänään/)).toBeVisible();
  await page.getByRole("link", { name: "Katso tehtävät" }).click();
  const row = page.locator("tbody tr").filter({ hasText: what });
  await expect(row).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await row.getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("Merkitty tehdyksi");
  await expect(page.getByText(what)).toHaveCount(0);
});

test("the owner sees figures as pictures and tables, on a phone too", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await enter(page, "owner");
  await page.goto("/statistics");
  await expect(page.getByRole("heading", { level: 1, name: "Tilastot" })).toBeVisible();
  await expect(page.getByRole("img").first()).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
