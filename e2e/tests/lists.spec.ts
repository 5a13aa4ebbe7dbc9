// The list of customers: narrowed, kept as a view, changed many at a time, by keyboard.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("a clerk narrows the list, keeps it as a view and tags everyone in it, by keyboard", async ({ page }) => {
  await enter(page, "clerk");
  const tag = `Kierros ${Date.now()}`;
  await page.goto("/tags");
  await page.getByLabel("Nimi").first().fill(tag);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status")).toHaveText("Lisätty.");
  expect(await faults(page)).toEqual([]);

  await page.goto("/customers");
  await page.getByText("Rajaa", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Tyyppi" }).selectOption("organisation");
  await page.getByRole("combobox", { name: "Tyyppi" }).press("Control+Enter");
  await expect(page).toHaveURL(/kind=organisation/);
  await expect(page.getByRole("link", { name: "Poista rajaus Tyyppi: Yritys tai yhteisö" })).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await page.getByText("Tallenna näkymäksi").focus();
  await page.keyboard.press("Enter");
  const view = `Yritykset ${Date.now()}`;
  await page.getByLabel("Näkymän nimi").fill(view);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: view })).toBeVisible();

  const first = page.locator("tbody tr").first();
  const name = (await first.getByRole("link").innerText()).trim();
  await page.getByRole("checkbox", { name: `Valitse ${name}` }).focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Mitä tehdään").selectOption("put");
  await page.getByRole("button", { name: "Jatka" }).press("Enter");
  await expect(page.getByText("Koskee yhtä asiakasta.")).toBeVisible();
  await page.getByLabel("Tunniste").selectOption({ label: tag });
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Lisää tunniste yhdelle asiakkaalle" }).press("Enter");
  await expect(page.getByText("Valmis.")).toBeVisible();
  expect(await faults(page)).toEqual([]);

  const run = page.url();
  await page.goto("/tags");
  await page.getByRole("link", { name: tag }).press("Enter");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.locator("tbody").getByRole("link", { name })).toBeVisible();
  await page.goto(run);
  await page.getByRole("button", { name: "Peru" }).press("Enter");
  await expect(page.getByText("Peruttu")).toBeVisible();

  await page.goto("/customers/views");
  expect(await faults(page)).toEqual([]);
  const row = page.locator("tbody tr").filter({ hasText: view });
  await row.getByText("Muuta", { exact: true }).click();
  await row.getByRole("button", { name: "Poista" }).click();
  await expect(page.getByText(view)).toHaveCount(0);
});

test("on a phone the names stay beside what is scrolled", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await enter(page, "clerk");
  await page.goto("/customers");
  const columns = page.locator("form[action='/customers/columns']");
  await page.getByText("Sarakkeet", { exact: true }).click();
  for (const name of ["Puhelin", "Sähköposti", "Postitoimipaikka"]) await columns.getByLabel(name).check();
  await page.locator("form[action='/customers/columns'] button").click();
  await expect(page.getByRole("status").first()).toHaveText("Tallennettu.");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  const cell = page.locator("tbody tr").first().locator("td").first();
  const before = (await cell.boundingBox())?.x;
  await page.locator("div.listed").evaluate((table) => (table.scrollLeft = 200));
  expect((await cell.boundingBox())?.x).toBe(before);
  await page.getByText("Sarakkeet", { exact: true }).click();
  for (const name of ["Puhelin", "Sähköposti", "Postitoimipaikka"]) await columns.getByLabel(name).uncheck();
  await page.locator("form[action='/customers/columns'] button").click();
});

test("tasks for several customers are taken back by one key", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers?kind=organisation");
  const rows = page.locator("tbody tr");
  const names: string[] = [];
  for (const at of [0, 1]) {
    const row = rows.nth(at);
    names.push((await row.getByRole("link").innerText()).trim());
    await row.getByRole("checkbox").check();
  }
  await page.getByLabel("Mitä tehdään").selectOption("task");
  await page.getByRole("button", { name: "Jatka" }).click();
  const text = `Kysy avaimista ${Date.now()}`;
  await page.locator("#text").fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Valmis.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  const run = page.url();
  await page.goto("/tasks?whose=all");
  await expect(page.getByText(text)).toHaveCount(2);
  await page.goto(run);
  await page.locator("body").press("u");
  await expect(page.getByText("avoimet tehtävät poistettiin")).toBeVisible();
  await page.goto("/tasks?whose=all");
  await expect(page.getByText(text)).toHaveCount(0);
});
