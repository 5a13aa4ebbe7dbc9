// Files of a customer: attached by dropping or choosing, opened as something to be saved, removed and
// taken back.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("a clerk attaches a letter, opens it, removes it and takes it back", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").first().getByRole("link").click();
  await page.getByRole("main").getByRole("link", { name: "Tiedostot" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tiedostot" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  const name = `kirje-${Date.now() % 100_000}.txt`;
  await page.locator("#about").fill("Kirje asiakkaalta");
  await page.locator("#category").selectOption("messages");
  await page.locator("#file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from("Hyvää päivää!") });
  await page.getByRole("button", { name: "Liitä tiedosto" }).click();
  await expect(page.getByRole("status")).toHaveText("Lisätty.");
  const file = page.getByRole("region", { name });
  await expect(file).toContainText("Kirje asiakkaalta");
  await expect(file).toContainText("teksti, 18 tavua");
  expect(await faults(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent("download"), file.getByRole("link", { name }).click()]);
  expect(download.suggestedFilename()).toBe(name);
  await file.getByRole("button", { name: /Poista/ }).click();
  await expect(page.getByRole("status")).toContainText("Tiedosto on poistettu");
  await expect(file).toHaveCount(0);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: `Palauta: ${name}` }).click();
  await expect(file).toBeVisible();
  await page.goto(page.url().replace("/files", "/timeline?kind=file"));
  await expect(page.getByText(name)).toBeVisible();
});

test("what is not taken is said beside what was typed", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").first().getByRole("link").click();
  await page.getByRole("main").getByRole("link", { name: "Tiedostot" }).click();
  await page.locator("#about").fill("Ohjelma");
  await page.locator("#file").setInputFiles({ name: "kirje.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\u0000\u0003") });
  await page.getByRole("button", { name: "Liitä tiedosto" }).click();
  await expect(page.getByRole("alert")).toContainText("ei ole mitään näistä");
  await expect(page.locator("#about")).toHaveValue("Ohjelma");
});

test("a page of files fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").first().getByRole("link").click();
  await page.getByRole("main").getByRole("link", { name: "Tiedostot" }).click();
  expect(await faults(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
