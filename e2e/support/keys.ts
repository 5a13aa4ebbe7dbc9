// Whoever uses the keyboard alone: everything is reached by Tab, pressed by Enter or Space, and
// nothing is clicked.
import { expect, type Locator, type Page } from "@playwright/test";

import { signIn } from "./demo.ts";

/** More elements than any page has to be stepped over. */
const STEPS = 400;

/** Steps to an element as Tab does, from wherever the focus is. */
export async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < STEPS; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

/** Presses a button, a link or what opens a form. */
export async function press(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press("Enter");
}

/** Writes into a field, in place of what stands there. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Brings a file into a field of one. */
export async function bringFile(page: Page, target: Locator, name: string, content: Buffer): Promise<void> {
  await reach(page, target);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
  await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer: content });
}

/** Signs in as the role whose address begins so, such as `clerk`. */
export async function enterByKeys(page: Page, name: string): Promise<void> {
  const who = signIn(name);
  await page.goto("/sign-in");
  await write(page, page.getByLabel("Sähköpostiosoite"), who.email);
  await write(page, page.getByLabel("Salasana"), who.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Tänään" })).toBeVisible();
}

/** Fails where anything was clicked by a pointer on the pages of a test: call it before the first page. */
export async function withoutMouse(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.addEventListener("pointerdown", () => document.body.replaceChildren("a pointer was used"), true);
  });
}
