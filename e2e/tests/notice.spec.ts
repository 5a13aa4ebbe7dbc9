// The next version of the notice, written by keyboard alone.
import { expect, test } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

test("an administrator edits the notice by keyboard, sees what changes and throws the draft away", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "administrator");
  await page.goto("/notice/draft");
  if (await page.getByRole("button", { name: "Aloita luonnos" }).isVisible()) {
    await page.getByRole("button", { name: "Aloita luonnos" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toHaveText("Luonnos on aloitettu.");
  }
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: "Yhteyshenkilö", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Yhteyshenkilö" })).toBeVisible();
  const email = page.getByLabel("Sähköpostiosoite").first();
  const held = await email.inputValue();
  await email.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("ei osoite");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveValue("ei osoite");
  expect(await faults(page)).toEqual([]);
  await email.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(held.replace(/^[^@]*/, "toinen"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Tallennettu.");
  for (const path of ["parts/purpose", "parts/purpose/1", "parts/interest/1", "parts/clock/new", "file", "preview", "publication", ""]) {
    await page.goto(`/notice/draft/${path}`.replace(/\/$/, ""));
    expect(await faults(page), path).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${path} is wider than a phone`).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await page.goto("/notice/draft/publication");
  await expect(page.getByText("toinen@")).toHaveCount(1);
  await page.goto("/notice/draft");
  await page.getByText("Hylkää luonnos").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Hylkää" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Luonnos on hylätty.");
});
