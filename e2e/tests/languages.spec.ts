// The register in Swedish and in English: a clerk finds a customer, writes a note, and takes down
// that she forbids marketing.
import { expect, test, type Page } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

const words = {
  sv: {
    language: "sv-SE", today: "I dag", contacts: "Kontaktuppgifter", note: "Lägg till anteckning",
    forbid: "Förbjöd marknadsföring per telefon nu", sure: "Anteckna förbud i alla kanaler",
    forbidden: /marknadsföringsförbud \d+\.\d+\.\d{4}, meddelat per telefon/i,
    timeline: "Tidslinje", why: "Varför här", language_field: "Språk", save: "Spara",
  },
  en: {
    language: "en-GB", today: "Today", contacts: "Contact details", note: "Add a note",
    forbid: "Forbade marketing by phone just now", sure: "Record a ban on every channel",
    forbidden: /marketing prohibition \d+\.\d+\.\d{4}, received by telephone/i,
    timeline: "Timeline", why: "Why here", language_field: "Language", save: "Save",
  },
} as const;

/** Chooses the language of whoever is signed in. */
async function choose(page: Page, code: string): Promise<void> {
  await page.goto("/account");
  const form = page.locator("form[action='/account/language']");
  await form.locator("select").selectOption(code);
  await form.getByRole("button").click();
  await expect(page.locator(`html[lang='${code}']`)).toBeAttached();
}

for (const [code, said] of Object.entries(words)) {
  test(`a clerk works in ${code} from Today to a prohibition`, async ({ page }) => {
    await enter(page, "clerk");
    try {
      await choose(page, code);
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1, name: said.today })).toBeVisible();
      await page.goto("/customers");
      // Each language its own customer, so that neither finds what the other wrote.
      await page.locator("tbody tr").nth(code === "sv" ? 22 : 23).getByRole("link").click();
      await expect(page.getByRole("heading", { name: said.contacts })).toBeVisible();
      expect(await faults(page)).toEqual([]);
      const text = `${code} ${Date.now()}`;
      const form = page.locator("form").filter({ has: page.locator("#note-note") });
      await form.locator("#note-note").fill(text);
      await form.getByRole("button", { name: said.note }).click();
      await expect(page.getByText(text).first()).toBeVisible();
      await page.locator("summary", { hasText: said.forbid }).click();
      await page.getByRole("button", { name: said.sure }).click();
      await expect(page.locator("main > p.marks .tag.strong").filter({ hasText: said.forbidden })).toBeVisible();
      const tabs = page.locator("nav.tabs");
      await tabs.getByRole("link", { name: said.timeline }).click();
      await expect(page.getByText(text)).toBeVisible();
      await tabs.getByRole("link", { name: said.why }).click();
      await expect(page.locator("#contact")).toBeVisible();
      // Nothing of another language stands on the page.
      await expect(page.locator("main")).not.toContainText(/Tietosuoja|käyttötarkoitus/);
    } finally {
      await choose(page, "fi");
    }
  });
}
