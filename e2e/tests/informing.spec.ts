// Those who came by a list are told that they are here: letters, e-mails, and that they were sent.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("a clerk imports a person, prints the letter and marks it as sent", async ({ page }) => {
  await enter(page, "clerk");
  const last = `Kerrottava${Date.now() % 100_000}`;
  const list = `Etunimet;Sukunimi;Katuosoite;Postinumero;Postitoimipaikka;Sähköposti\nTesti;${last};Esimerkkitie 3;40100;Jyväskylä;testi${Date.now() % 100_000}@example.fi\n`;
  await page.goto("/import");
  await page.locator("#name").fill(`lista ${last}`);
  await page.locator("#file").setInputFiles({ name: "lista.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.getByRole("button", { name: "Tarkista" }).click();
  await page.getByRole("button", { name: /^Tuo/ }).click();
  await expect(page.getByText("Tuonti on valmis").or(page.getByText("valmis")).first()).toBeVisible();
  await page.goto("/notice/due");
  await expect(page.getByRole("heading", { level: 1, name: "Kerrottava selosteesta" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: `lista ${last}` }).click();
  const who = page.getByLabel(new RegExp(last));
  await who.check();
  const [pdf] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Kirjeet (PDF)" }).click()]);
  expect(pdf.suggestedFilename()).toBe("kirjeet.pdf");
  const [eml] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Sähköpostit (.eml)" }).click()]);
  expect(eml.suggestedFilename()).toBe("viesti.eml");
  await page.locator("#way").selectOption("post");
  await page.getByRole("button", { name: "Merkitse valitut" }).click();
  await expect(page.getByRole("status")).toHaveText("Merkitty kerrotuksi.");
  await expect(page.getByText(last)).toHaveCount(0);
});
