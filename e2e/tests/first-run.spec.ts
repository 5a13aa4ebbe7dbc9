// The first run: a program in an empty folder leads through company, notice, administrator and the
// copy of the keys, and then is a register that one signs in to.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";

const password = "vihreä lapio kantaa lunta 7";

test("a register is made in the browser, step by step, and signed in to", async ({ page }) => {
  test.setTimeout(120_000);
  const base = process.env["SETUP_URL"] ?? "";
  const told = readFileSync(process.env["SETUP_OUTPUT"] ?? "", "utf8");
  const code = /koodi: (\S+)/.exec(told)?.[1] ?? "";
  expect(code, "the terminal tells the code").not.toBe("");
  const sound = async (what: string) => {
    expect(await faults(page), what).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide, `${what} is wider than a phone`).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  await page.goto(base);
  await sound("the code");
  await page.getByLabel("Koodi").fill("AAAA-AAAA");
  await page.getByRole("button", { name: "Jatka" }).click();
  await expect(page.getByRole("alert")).toContainText("Koodi ei ole oikea");
  await page.getByLabel("Koodi").fill(code);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/set-up\/place$/);
  await sound("the place");
  await page.getByLabel("PostgreSQL-palvelimella").check();
  await page.locator("#address").fill("postgres://seloste@127.0.0.1:1/seloste");
  await page.locator("#password").fill("salaisuus7");
  await page.getByRole("button", { name: "Jatka" }).click();
  await expect(page.getByRole("alert")).toContainText("ei päästy");
  await expect(page.locator("#password")).toHaveValue("");
  await page.getByLabel("Tässä kansiossa").check();
  await page.getByRole("button", { name: "Jatka" }).click();
  await expect(page).toHaveURL(/parts\/controller$/);
  await sound("the company");
  await page.locator("[name=name]").fill("Esimerkki Huolto Oy");
  await page.locator("[name=business_id]").fill("0112038-9");
  await page.locator("[name=street]").fill("Esimerkkitie 1");
  await page.locator("[name=postal_code]").fill("40100");
  await page.locator("[name=town]").fill("Jyväskylä");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/parts\/contact$/);
  await page.locator("[name=name]").fill("Testi Tuomi");
  await page.locator("[name=email]").fill("testi@example.fi");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/set-up\/notice$/);
  await sound("the notice");
  await page.getByRole("link", { name: "Jatka ylläpitäjään" }).click();
  await sound("the administrator");
  await page.locator("#name").fill("Testi Tuomi");
  await page.locator("#email").fill("testi@example.fi");
  await page.locator("#password").fill(password);
  await page.locator("#again").fill(password);
  await page.getByRole("button", { name: "Luo rekisteri" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Avaimet talteen" })).toBeVisible({ timeout: 60_000 });
  await sound("the keys");
  const elsewhere = mkdtempSync(join(tmpdir(), "seloste-e2e."));
  const copy = join(elsewhere, "avaimet");
  await page.locator("#to").fill(copy);
  await page.getByRole("button", { name: "Kopioi avaimet" }).click();
  await expect(page.getByText(`Avaimet on kopioitu kansioon ${copy}`)).toBeVisible();
  expect(readdirSync(copy).length).toBeGreaterThan(0);
  rmSync(elsewhere, { recursive: true });
  await page.getByRole("button", { name: /avaa rekisteri/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Valmis" })).toBeVisible();
  await expect(async () => {
    await page.goto(`${base}/sign-in`);
    await expect(page.getByLabel("Salasana")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await page.getByLabel("Sähköpostiosoite").fill("testi@example.fi");
  await page.getByLabel("Salasana").fill(password);
  await page.getByRole("button", { name: "Kirjaudu" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tänään" })).toBeVisible();
});
