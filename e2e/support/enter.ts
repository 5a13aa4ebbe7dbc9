// Signing in to the demo as one of its roles.
import { expect, type Page } from "@playwright/test";

import { signIn } from "./demo.ts";

/** Signs in as the role whose address begins so, such as `clerk`. */
export async function enter(page: Page, name: string): Promise<void> {
  const who = signIn(name);
  await page.goto("/sign-in");
  await page.getByLabel("Sähköpostiosoite").fill(who.email);
  await page.getByLabel("Salasana").fill(who.password);
  await page.getByRole("button", { name: "Kirjaudu" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tänään" })).toBeVisible();
}
