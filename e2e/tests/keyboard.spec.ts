// A clerk's hands stay on the keyboard; and what Back and a second press do.
import { expect, test } from "@playwright/test";

import { enter } from "../support/enter.ts";

test("from any page a slash leads to the search, and Enter opens what was found", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  const name = (await page.locator("tbody tr").first().getByRole("link").innerText()).trim();
  await page.goto("/import");
  await page.locator("h1").click();
  await page.keyboard.press("/");
  await expect(page.locator("#seek")).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Hae asiakasta" })).toBeVisible();
  await page.locator("h1").click();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Yhteystiedot" })).toBeVisible();
});

test("half a name with a typing error finds while typing", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  const name = (await page.locator("tbody tr").first().getByRole("link").innerText()).trim();
  const word = name.split(" ").find((part) => part.length >= 6) ?? name;
  // The third letter is missing.
  const half = word.slice(0, 2) + word.slice(3, 6);
  await page.keyboard.press("Control+k");
  await page.keyboard.type(half, { delay: 40 });
  await expect(page.locator("#hits").getByRole("link", { name }).first()).toBeVisible();
});

test("a question mark tells the keys, n adds a customer, Ctrl and Enter save", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("h1").click();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Näppäimet" });
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.locator("h1").click();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/customers\/new\/person$/);
  await page.getByLabel("Etunimet").fill("Kaisa");
  await page.getByLabel("Sukunimi").fill("Kokeilija");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Kokeilija Kaisa" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("Lisätty.");
});

test("pressing a button twice adds a note once", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").first().getByRole("link").click();
  const text = `Soitettu ${Date.now()}`;
  const form = page.locator("form").filter({ has: page.locator("#note-note") });
  await form.locator("#note-note").fill(text);
  await form.getByRole("button").dblclick();
  // It stands in the timeline too.
  const notes = page.locator("section").filter({ has: page.locator("#note-note") });
  await expect(notes.getByText(text)).toHaveCount(1);
});

test("after signing out Back shows nothing of a customer", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  const link = page.locator("tbody tr").first().getByRole("link");
  const name = (await link.innerText()).trim();
  await link.click();
  await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
  await expect(page.getByRole("button", { name: "Kirjaudu" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("button", { name: "Kirjaudu" })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
});

test("two clerks with the same form: the second sees what the first wrote", async ({ browser, baseURL }) => {
  const open = async () => {
    const context = await browser.newContext({ baseURL: baseURL ?? "", locale: "fi-FI" });
    const page = await context.newPage();
    await enter(page, "clerk");
    return page;
  };
  const [one, other] = [await open(), await open()];
  await one.goto("/customers");
  await one.locator("tbody tr").first().getByRole("link").click();
  await other.goto(one.url());
  for (const page of [one, other]) {
    await page.getByText("Muuta kieltä ja merkintöjä").click();
    await page.locator("#profile-language").selectOption(page === one ? "en" : "sv");
  }
  const save = (page: typeof one) =>
    page.locator("form").filter({ has: page.locator("#profile-language") }).getByRole("button").click();
  await save(one);
  await expect(one.getByRole("status")).toHaveText("Tallennettu.");
  await save(other);
  await expect(other.getByRole("alert")).toBeVisible();
  await one.context().close();
  await other.context().close();
});

test("n adds a customer from any page, and the sheet says so", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/tasks");
  await page.locator("h1").click();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Näppäimet" });
  await expect(sheet.getByRole("link", { name: "uusi asiakas" })).toBeVisible();
  await expect(sheet).toContainText("Esc vie pois kentästä");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/customers\/new\/person$/);
});

test("j steps from row to row, to what each row is for", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers/duplicates");
  await page.locator("h1").click();
  await page.keyboard.press("j");
  await expect(page.locator("tbody tr").first().locator("[data-row]")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/merge\//);
});

test("what was done has the focus, and Tab goes on from there", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(3).getByRole("link").first().click();
  await page.locator("#note-note").fill("Soitettu, ei vastannut");
  await page.locator("form", { has: page.locator("#note-note") }).getByRole("button").click();
  await expect(page.getByRole("status")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Kumoa" })).toBeFocused();
});
