// Fields of the company's own: set by keyboard, what is wrong told beside them, found by in the list.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("a clerk says how a house is heated and finds it by that, by keyboard", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers?kind=person");
  const link = page.locator("tbody tr").getByRole("link").last();
  const name = (await link.innerText()).trim();
  await link.click();
  const own = page.url();
  await page.locator("summary", { hasText: "Muuta: lämmitysmuoto" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#field-heating").selectOption({ label: "maalämpö" });
  expect(await faults(page)).toEqual([]);
  await page.locator("#field-heating").press("Control+Enter");
  await expect(page.getByRole("status")).toHaveText("Tallennettu.");
  await expect(page.locator("dl", { hasText: "lämmitysmuoto" }).first()).toContainText("maalämpö");

  await page.goto("/customers");
  await page.getByText("Rajaa", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#f-field").selectOption({ label: "maalämpö" });
  await page.locator("#f-field").press("Control+Enter");
  await expect(page).toHaveURL(/field=heating/);
  await expect(page.locator("tbody").getByRole("link", { name }).first()).toBeVisible();
  expect(await faults(page)).toEqual([]);

  // So that the demo is as it was.
  await page.goto(own);
  await page.locator("summary", { hasText: "Muuta: lämmitysmuoto" }).click();
  await page.locator("#field-heating").selectOption("");
  await page.locator("#field-heating").press("Control+Enter");
  await expect(page.getByRole("status")).toHaveText("Tallennettu.");
});

test("what a field does not understand is told beside it", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers?kind=organisation");
  await page.locator("tbody tr").getByRole("link").first().click();
  await page.locator("summary", { hasText: "Muuta: hoidettavia rakennuksia" }).click();
  await page.locator("#field-buildings").fill("viisi");
  await page.locator("#field-buildings").press("Control+Enter");
  await expect(page.locator("#field-buildings-value-error")).toContainText("Lukua ei ymmärretty");
  await expect(page.locator("#field-buildings")).toHaveValue("viisi");
  expect(await faults(page)).toEqual([]);
});
