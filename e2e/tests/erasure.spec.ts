// A letter demands erasure: what goes and what stays is looked at, decided, confirmed, and proved.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("whoever is erased is gone at once, and a receipt says what went", async ({ page }) => {
  await enter(page, "dpo");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(30).getByRole("link").click();
  const tabs = page.getByRole("navigation", { name: "Asiakkaan sivut" });
  await expect(tabs).toBeVisible();
  const path = new URL(page.url()).pathname;
  const name = (await page.locator("h1").innerText()).trim();
  await tabs.getByRole("link", { name: "Poistaminen" }).click();
  await expect(page.getByRole("navigation", { name: "Polku" }).getByRole("link")).toHaveCount(2);
  expect(await faults(page)).toEqual([]);

  await page.getByLabel("Sama peruste kaikkiin").selectOption("17_1_a");
  const undecided = () => page.locator("select[required]").evaluateAll(
    (all) => all.filter((one) => (one as HTMLSelectElement).value !== "17_1_a").length,
  );
  expect(await undecided()).toBe(0);
  await page.getByLabel("Perustelut").fill("Kirje 23.11.2026: ei enää asiakas.");
  const typed = page.getByLabel("Vahvista kirjoittamalla asiakasnumero");
  await typed.fill("1");
  await page.getByRole("button", { name: "Päätä ja poista" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  expect(await undecided()).toBe(0);
  const number = /asiakasnumero (\d+)/.exec(await page.locator("label[for=number]").innerText());
  await typed.fill(number?.[1] ?? "");
  await page.getByRole("button", { name: "Päätä ja poista" }).click();

  const receipt = page.locator("#receipt");
  await expect(receipt.getByRole("heading", { name: "Poistotodistus" })).toBeVisible();
  await expect(receipt).not.toContainText(name);
  expect(await faults(page)).toEqual([]);
  const paper = page.waitForEvent("download");
  await receipt.getByRole("link", { name: "PDF" }).click();
  expect((await paper).suggestedFilename()).toMatch(/^receipt-\d+\.pdf$/);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const gone = await page.goto(path);
  expect(gone?.status()).toBe(404);
});
