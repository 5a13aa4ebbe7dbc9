// From page to page: a soft change where nobody asked for less motion, and Back, focus and the place on
// the page as they would be without it.
import { expect, test, type Page } from "@playwright/test";

import { enter } from "../support/enter.ts";

/** Whether each page that is shown came by a view transition, in the order of the pages. */
async function watch(page: Page): Promise<boolean[]> {
  const seen: boolean[] = [];
  await page.exposeFunction("toldOfTransition", (came: boolean) => seen.push(came));
  await page.addInitScript(() => {
    window.addEventListener("pagereveal", (event) => {
      const told = (window as unknown as { toldOfTransition: (came: boolean) => void }).toldOfTransition;
      told((event as unknown as { viewTransition: unknown }).viewTransition !== null);
    });
  });
  return seen;
}

/** How far down the page is once it stands still. */
async function place(page: Page): Promise<number> {
  let before = -1;
  for (;;) {
    const now = await page.evaluate(() => window.scrollY);
    if (now === before) return now;
    before = now;
    await page.waitForTimeout(200);
  }
}

for (const motion of ["no-preference", "reduce"] as const) {
  test(`pages change as whoever looks at them wants it, Back and focus hold: ${motion}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: motion });
    const seen = await watch(page);
    await enter(page, "clerk");
    await page.setViewportSize({ width: 1000, height: 500 });
    await page.goto("/customers");
    seen.length = 0;
    const link = page.locator("tbody tr").nth(10).getByRole("link").first();
    const name = (await link.innerText()).trim();
    await link.focus();
    const from = await place(page);
    expect(from, "the row is further down").toBeGreaterThan(0);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect.poll(() => seen.at(-1)).toBe(motion === "no-preference");
    const moving = () => page.evaluate(() => document.getAnimations().filter((one) => one.playState === "running").length);
    await expect.poll(moving, "it comes to its end").toBe(0);
    expect(await place(page)).toBe(0);
    await page.goBack();
    await expect(page.locator("tbody tr").nth(10).getByRole("link").first()).toBeVisible();
    expect(await place(page)).toBe(from);
    await page.goForward();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    // What was done has the focus, also on a page that came softly.
    await page.locator("#note-note").fill("Soitettu, ei vastannut");
    await page.locator("form", { has: page.locator("#note-note") }).getByRole("button").click();
    await expect(page.getByRole("status")).toBeFocused();
  });
}
