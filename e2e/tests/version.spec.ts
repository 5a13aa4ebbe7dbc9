// The next version of the notice, written and published by keyboard alone; the one before stays to be
// read. It is the last story of all, because the register is another one afterwards.
import { expect, test } from "@playwright/test";

import { enterByKeys, press, withoutMouse, write } from "../support/keys.ts";

test("an administrator changes the notice and publishes it, and what it said before can be read", async ({ page }) => {
  test.setTimeout(120_000);
  await withoutMouse(page);
  await enterByKeys(page, "administrator");
  await page.goto("/notice/draft");
  const discard = page.getByText("Hylkää luonnos");
  if (await discard.isVisible()) {
    await press(page, discard);
    await press(page, page.getByRole("button", { name: "Hylkää" }));
    await page.goto("/notice/draft");
  }
  await press(page, page.getByRole("button", { name: "Aloita luonnos" }));
  await expect(page.getByRole("status")).toHaveText("Luonnos on aloitettu.");
  await press(page, page.getByRole("link", { name: "Yhteyshenkilö", exact: true }));
  const phone = page.locator("[name=phone]").first();
  const before = await phone.inputValue();
  const after = `050 ${String(Date.now() % 10_000_000).padStart(7, "0")}`;
  await write(page, phone, after);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Tallennettu.");
  await page.goto("/notice/draft");
  await press(page, page.getByRole("link", { name: "Vertaa ja julkaise" }));
  const label = page.getByText(/^Vahvista kirjoittamalla uuden version numero/);
  const next = ((await label.textContent()) ?? "").replace(/\D/g, "");
  await write(page, page.locator("#number"), next);
  await press(page, page.getByRole("button", { name: "Julkaise", exact: true }));
  await expect(page.getByRole("status")).toHaveText("Uusi versio on julkaistu.");
  await page.goto("/notice");
  await expect(page.getByRole("main")).toContainText(after);
  await page.goto(`/notice/versions/${Number(next) - 1}`);
  await expect(page.getByRole("main")).not.toContainText(after);
  if (before !== "") await expect(page.getByRole("main")).toContainText(before);
});
