// A breach as a drill, from the notice to the lessons; and the page of oversight.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("the data-protection contact rehearses a breach to its end", async ({ page }) => {
  await enter(page, "dpo");
  await page.goto("/breaches");
  await expect(page.getByRole("heading", { level: 1, name: "Henkilötietojen tietoturvaloukkaukset" })).toBeVisible();
  await page.getByLabel("Nimi", { exact: true }).fill("Kadonnut kannettava");
  await page.getByLabel("Havaittiin").fill("1.1.2026 9.00");
  await page.getByLabel("Mitä tapahtui").fill("Kannettava jäi junaan.");
  await page.getByLabel(/Tämä on harjoitus/).check();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Kirjaa loukkaus" }).click();
  await expect(page.getByRole("status")).toContainText("Lisätty");
  await expect(page.getByText("Tämä on harjoitus.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Loukkaus tuli ilmi" }).click();
  await expect(page.getByText("72 tuntia jäljellä").or(page.getByText("71 tuntia jäljellä"))).toBeVisible();
  await page.getByLabel("Riski ihmisille").selectOption("unlikely");
  await page.getByLabel("Todennäköiset seuraukset ja perustelut").fill("Levy oli salattu.");
  await page.getByRole("button", { name: "Arvioi riski" }).click();
  await page.getByText("Viranomaiselle ei ilmoiteta").first().click();
  await page.getByLabel("Miksi ei ilmoiteta").fill("Levy oli salattu.");
  await page.getByRole("button", { name: "Viranomaiselle ei ilmoiteta" }).click();
  await expect(page.getByText("viranomaiselle ei tarvitse ilmoittaa")).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  expect(await faults(page)).toEqual([]);
  await page.getByText("Päätä loukkaus").first().click();
  await page.getByLabel("Mitä opittiin").fill("Salaus toimi.");
  await page.getByRole("button", { name: "Päätä loukkaus" }).click();
  await expect(page.getByText(/^päättyi /)).toBeVisible();
});

test("what an account saw is asked of the trail", async ({ page }) => {
  await enter(page, "dpo");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(4).getByRole("link").click();
  await page.goto("/breaches/seen");
  expect(await faults(page)).toEqual([]);
  const own = await page.getByLabel("Kenen katselut").locator("option").allTextContents();
  expect(own.length).toBeGreaterThan(1);
  await page.getByLabel("Kenen katselut").selectOption({ index: 1 });
  await page.getByLabel("Alkaen").fill("1.1.2026");
  await page.getByLabel("Asti").fill("31.12.2099");
  await page.getByRole("button", { name: "Näytä", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Tallenna tiedostoksi (CSV)" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test("oversight says what waits, and looks at nobody before the staff was told", async ({ page }) => {
  await enter(page, "dpo");
  await page.goto("/oversight");
  await expect(page.getByRole("heading", { level: 1, name: "Valvonta" })).toBeVisible();
  await expect(page.getByText("Käyttöä ei seurata.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await page.goto("/oversight/findings");
  expect(await faults(page)).toEqual([]);
});
