// The pictures that README and the docs show: the demo as a newcomer meets it.
import { expect, test } from "@playwright/test";

import { enter } from "../support/enter.ts";

const folder = new URL("../../docs/pictures/", import.meta.url).pathname;

test("the pictures of README and the docs", async ({ page }) => {
  const taken = async (name: string) => {
    await page.locator("h1").first().hover();
    await page.screenshot({ path: `${folder}${name}.png`, animations: "disabled" });
  };
  await enter(page, "clerk");
  await taken("today");
  await page.goto("/customers");
  await taken("customers");
  await page.locator("tbody tr").first().getByRole("link").click();
  await expect(page.locator("nav.tabs")).toBeVisible();
  await taken("customer");
  await page.locator("nav.tabs a[href$='/why']").click();
  await taken("why");
  await page.goto("/import");
  await taken("import");
  await page.goto("/notice");
  await taken("notice");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/customers");
  await page.locator("tbody tr").first().getByRole("link").click();
  await taken("customer-on-a-phone");
});
