// A paper request, from the letter to the answer.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("the data-protection contact writes down a letter, recognises the person, decides and answers", async ({ page }) => {
  await enter(page, "dpo");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(8).getByRole("link").click();
  await page.getByRole("navigation", { name: "Asiakkaan sivut" }).getByRole("link", { name: "Pyynnöt" }).click();
  await page.getByLabel("markkinoinnin kieltäminen").check();
  await page.getByLabel("tietojen tarkastaminen ja jäljennös").check();
  await page.getByLabel("Mitä pyynnössä sanotaan").fill("Haluan tietoni enkä halua mainoksia.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status")).toContainText("Lisätty");
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Miten henkilö tunnistettiin").selectOption("document");
  await page.getByRole("button", { name: "Henkilö on tunnistettu" }).click();
  await page.getByText("Mihin tietojen käyttö perustuu").click();
  await expect(page.getByRole("columnheader", { name: "Oikeusperuste" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  for (const kind of ["markkinoinnin kieltäminen", "tietojen tarkastaminen ja jäljennös"]) {
    const group = page.getByRole("group", { name: kind, exact: true });
    await group.getByLabel("Ratkaisu").selectOption("granted");
    await group.getByRole("button", { name: "Kirjaa ratkaisu" }).click();
    await expect(page.getByRole("status")).toContainText("Tallennettu");
  }
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Vastaus on annettu" }).click();
  await expect(page.getByText(/^vastattu /)).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await page.goto("/requests?which=over");
  await expect(page.getByRole("heading", { level: 1, name: "Rekisteröityjen pyynnöt" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test("anybody asks by the form without a script, and is found and answered", async ({ browser, page }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const stranger = await context.newPage();
  await stranger.goto("/notice?lang=fi");
  await stranger.getByRole("link", { name: "Pyydä tietojasi" }).click();
  await stranger.getByLabel("haluan tietää, mitä tietoja minusta on").check();
  await stranger.getByLabel("Nimi").fill("Liisa Tuntematon");
  await stranger.getByRole("button", { name: "Lähetä pyyntö" }).click();
  await expect(stranger.getByRole("alert")).toContainText("Kirjoita sähköpostiosoite tai postiosoite");
  await stranger.getByLabel("Sähköpostiosoite").fill("liisa@example.fi");
  await stranger.getByRole("button", { name: "Lähetä pyyntö" }).click();
  await expect(stranger.getByRole("heading", { level: 1, name: "Pyyntö on vastaanotettu" })).toBeVisible();
  expect(stranger.url()).not.toContain("liisa");
  await context.close();

  const reader = await browser.newContext();
  const form = await reader.newPage();
  for (const lang of ["fi", "sv", "en"]) {
    await form.goto(`/forms/data-request?lang=${lang}`);
    expect(await faults(form)).toEqual([]);
    await form.setViewportSize({ width: 360, height: 740 });
    const wide = await form.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
  }
  await reader.close();

  await enter(page, "dpo");
  await expect(page.getByText("ei ole löydetty rekisteristä")).toBeVisible();
  await page.goto("/requests");
  await page.getByRole("link", { name: "Liisa Tuntematon" }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Miten henkilö tunnistettiin").selectOption("not_needed");
  await page.getByRole("button", { name: "Henkilö on tunnistettu" }).click();
  await page.getByLabel("Ratkaisu").selectOption("nothing");
  await page.getByRole("button", { name: "Kirjaa ratkaisu" }).click();
  await page.getByText("Kirjeet", { exact: true }).click();
  await page.getByLabel("Kirje", { exact: true }).selectOption("answer");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Sähköposti (.eml)" }).click();
  expect((await download).suggestedFilename()).toBe("viesti.eml");
  await page.reload();
  await expect(page.getByText("Kirje tehtiin: vastaus")).toBeVisible();
  await page.getByRole("button", { name: "Vastaus on annettu" }).click();
  await expect(page.getByText(/^vastattu /)).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test("whoever is not in the register forbids marketing to what she gave", async ({ browser, page }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const stranger = await context.newPage();
  await stranger.goto("/forms/data-request?lang=fi");
  await stranger.locator("input[name=kind][value=marketing_objection]").check();
  await stranger.getByLabel("Nimi").fill("Kaisa Kielto");
  await stranger.getByLabel("Sähköpostiosoite").fill("kaisa@example.fi");
  await stranger.getByLabel("Puhelinnumero").fill("ei numero");
  await stranger.getByRole("button", { name: "Lähetä pyyntö" }).click();
  await expect(stranger.getByRole("alert")).toContainText("Puhelinnumero ei kelpaa");
  await expect(stranger.locator(".field-error")).toContainText("Puhelinnumero ei kelpaa");
  await stranger.getByLabel("Puhelinnumero").fill("040 765 4321");
  await stranger.getByRole("button", { name: "Lähetä pyyntö" }).click();
  await expect(stranger.getByRole("heading", { level: 1, name: "Pyyntö on vastaanotettu" })).toBeVisible();
  await context.close();

  await enter(page, "dpo");
  await page.goto("/requests");
  await page.getByRole("link", { name: "Kaisa Kielto" }).click();
  await page.getByLabel("Miten henkilö tunnistettiin").selectOption("not_needed");
  await page.getByRole("button", { name: "Henkilö on tunnistettu" }).click();
  await expect(page.getByText("Niistä säilytetään vain tiiviste")).toBeVisible();
  await page.getByLabel("Ratkaisu").selectOption("granted");
  await page.getByRole("button", { name: "Kirjaa ratkaisu" }).click();
  await expect(page.getByText("markkinointikiellon suojana")).toContainText("puhelu");
  expect(await faults(page)).toEqual([]);
});

test("what a request lacks is told at its field, which has the focus and keeps what was typed", async ({ page }) => {
  await enter(page, "dpo");
  await page.goto("/requests/new");
  await page.locator("input[name=kind][value=access]").check();
  await page.locator("#name").fill("Kerttu Koe");
  const phone = page.locator("#phone");
  await phone.fill("ei numero");
  await page.getByRole("button", { name: "Kirjaa pyyntö" }).first().click();
  await expect(phone).toBeFocused();
  await expect(phone).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#add-phone-error")).toBeVisible();
  await expect(phone).toHaveValue("ei numero");
  await expect(page.locator("#name")).toHaveValue("Kerttu Koe");
  await expect(page.locator("input[name=kind][value=access]")).toBeChecked();
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await phone.fill("040 765 4321");
  await page.getByRole("button", { name: "Kirjaa pyyntö" }).first().click();
  await expect(page.getByRole("status")).toContainText("Lisätty");
  expect(await faults(page)).toEqual([]);
});
