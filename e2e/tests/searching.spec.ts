// Coming back to what was sought: no browser asks to send a form again, and no address says a word.
import { expect, test, type Page } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

const words = "virtanen";

/** The address names an id and nothing that was typed. */
async function tellsNothing(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/customers\/search\/[0-9a-z]{13}$/);
  expect(page.url()).not.toContain(words);
}

test("whoever typed, looked at a hit and goes back sees the hits again", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("#words").pressSequentially(words);
  const hits = page.locator("#hits tbody a");
  await expect(hits.first()).toBeVisible();
  await tellsNothing(page);
  const shown = await hits.allInnerTexts();
  await hits.first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Virtanen");
  await page.goBack();
  await tellsNothing(page);
  await expect(page.locator("#words")).toHaveValue(words);
  await expect(hits).toHaveText(shown);
  expect(await faults(page)).toEqual([]);
});

test("a search that was sent is gone back to, reloaded and gone on with, and is over elsewhere", async ({ page, browser }) => {
  await enter(page, "clerk");
  await page.goto("/tasks");
  await page.keyboard.press("/");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await tellsNothing(page);
  const at = page.url();
  const hits = page.locator("#hits tbody a");
  await expect(hits.first()).toBeVisible();
  await hits.first().click();
  await page.goBack();
  expect(page.url()).toBe(at);
  await expect(hits.first()).toBeVisible();
  const again = await page.reload();
  expect(again?.status()).toBe(200);
  await page.locator("#words").fill("");
  await page.locator("#words").pressSequentially("jorma");
  await expect(page.locator("#hits")).toContainText("Virtanen Jorma");
  expect(page.url(), "it is the same search, typed on").toBe(at);
  const other = await browser.newContext({ locale: "fi-FI" });
  const stranger = await other.newPage();
  await enter(stranger, "clerk");
  const over = await stranger.goto(at);
  expect(over?.status()).toBe(410);
  await expect(stranger.getByRole("alert")).toContainText("Haku on vanhentunut");
  await expect(stranger.locator("#words")).toBeFocused();
  expect(await faults(stranger)).toEqual([]);
  await other.close();
});
