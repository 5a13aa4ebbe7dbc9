// What holds on every page: no fault for a screen reader in light and dark, room on a phone, nothing
// from elsewhere, no complaint of the browser; and what the pages weigh.
import { expect, test, type Page } from "@playwright/test";

import { faults } from "../support/accessible.ts";
import { enter } from "../support/enter.ts";

const pages: Record<string, string[]> = {
  clerk: ["/", "/customers", "/customers?kind=person&language=fi&from=1.1.2020", "/customers/views", "/tags", "/customers/search", "/customers/duplicates", "/tasks", "/tasks?whose=all", "/tasks/absence", "/customers/new/person", "/customers/new/organisation", "/import", "/account", "/account/password", "/account/tokens", "/accessibility", "/styleguide", "/notice"],
  administrator: ["/", "/staff", "/staff/new", "/staff/access", "/notice/publish", "/notice/versions", "/notice/draft", "/notice/interests"],
  owner: ["/", "/statistics"],
  dpo: ["/", "/trail", "/staff", "/staff/access", "/customers", "/export", "/notice/interests", "/breaches", "/breaches/seen", "/oversight", "/oversight/findings", "/requests", "/requests?which=over", "/requests/new", "/requests/automated-decisions", "/retention", "/retention/idle", "/disclosures", "/disclosures/recipients", "/disclosures/to-tell"],
};

/** Collects what the browser complains of and what leaves for another host. */
function watched(page: Page): string[] {
  const seen: string[] = [];
  page.on("console", (message) => message.type() === "error" && seen.push(message.text()));
  page.on("pageerror", (error) => seen.push(error.message));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.hostname !== new URL(page.url()).hostname) seen.push(url.host);
  });
  return seen;
}

/** The pages of the first customer of the list, as her tabs name them. */
async function pagesOfACustomer(page: Page): Promise<string[]> {
  await page.goto("/customers");
  await page.locator("main tbody a").first().click();
  const tabs = page.locator("nav.tabs a");
  await expect(tabs.first()).toBeVisible();
  return tabs.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
}

for (const look of ["light", "dark"] as const) {
  test(`no page has a fault in ${look}, and each fits 360 pixels`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: look, reducedMotion: "reduce" });
    for (const [name, paths] of Object.entries(pages)) {
      await enter(page, name);
      const complaints = watched(page);
      const ofACustomer = paths.includes("/customers") ? await pagesOfACustomer(page) : [];
      for (const path of [...paths, ...ofACustomer]) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(path);
        expect(await faults(page), `${name} ${path}`).toEqual([]);
        await page.setViewportSize({ width: 360, height: 740 });
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide, `${name} ${path} is wider than a phone`).toBeLessThanOrEqual(0);
      }
      expect(complaints).toEqual([]);
      await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
    }
  });
}

test("the first page weighs at most 120 kB with style and script, any further one 25 kB", async ({ page }) => {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  client.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  const weigh = async (path: string) => {
    bytes = 0;
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    return bytes;
  };
  const first = await weigh("/sign-in");
  console.log(`first page: ${first} bytes`);
  expect(first).toBeLessThanOrEqual(120_000);
  await enter(page, "clerk");
  for (const path of ["/", "/customers", "/customers/new/person", "/import"]) {
    const further = await weigh(path);
    console.log(`${path}: ${further} bytes`);
    expect(further, path).toBeLessThanOrEqual(25_000);
  }
});

test("nothing moves while a page is laid out", async ({ page }) => {
  await enter(page, "clerk");
  for (const path of ["/", "/customers", "/import"]) {
    await page.goto(path);
    const moved = await page.evaluate(
      () =>
        new Promise<number>((told) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => told(sum), 400);
        }),
    );
    expect(moved, path).toBe(0);
  }
});

test("the look that was chosen stays, whatever the browser prefers", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await enter(page, "clerk");
  await page.goto("/account");
  await page.getByLabel("Ulkoasu").selectOption("dark");
  await page.locator("form[action='/account/look'] button").click();
  await expect(page.getByRole("status")).toHaveText("Tallennettu.");
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(await scheme()).toBe("dark");
  await page.reload();
  expect(await scheme()).toBe("dark");
  await expect(page.getByText("Tallennettu.")).toHaveCount(0);
  await page.getByLabel("Ulkoasu").selectOption("auto");
  await page.locator("form[action='/account/look'] button").click();
  expect(await scheme()).toBe("light dark");
});

test("a field that has the focus is seen to have it, in light and dark", async ({ page }) => {
  await enter(page, "clerk");
  for (const [look, ring] of [["light", "rgb(179, 92, 0)"], ["dark", "rgb(242, 169, 0)"]] as const) {
    await page.emulateMedia({ colorScheme: look });
    await page.goto("/customers/new/person");
    for (const element of [page.getByLabel("Sukunimi", { exact: true }), page.getByRole("button", { name: "Lisää asiakas" })]) {
      await element.focus();
      await expect(element).toHaveCSS("outline-color", ring);
      await expect(element).toHaveCSS("outline-style", "solid");
      await expect(element).toHaveCSS("outline-width", "3px");
    }
  }
});

test("with high contrast nothing is grey, chosen or preferred by the browser", async ({ page }) => {
  await enter(page, "clerk");
  const colours = () =>
    page.evaluate(() => {
      const card = document.querySelector("section.card");
      return [getComputedStyle(document.body).color, card && getComputedStyle(card).borderTopColor];
    });
  await page.emulateMedia({ colorScheme: "light", contrast: "more" });
  await page.goto("/account");
  expect(await colours()).toEqual(["rgb(0, 0, 0)", "rgb(0, 0, 0)"]);
  await page.emulateMedia({ colorScheme: "light", contrast: "no-preference" });
  await page.getByLabel("Ulkoasu").selectOption("dark-strong");
  await page.locator("form[action='/account/look'] button").click();
  expect(await colours()).toEqual(["rgb(255, 255, 255)", "rgb(255, 255, 255)"]);
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Ulkoasu").selectOption("auto");
  await page.locator("form[action='/account/look'] button").click();
});

test("a word without end breaks, and paper keeps what marks a customer", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(6).getByRole("link").first().click();
  await page.locator("#note-note").fill("x".repeat(9_000));
  await page.locator("form", { has: page.locator("#note-note") }).getByRole("button").click();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${width} pixels`).toBeLessThanOrEqual(0);
  }
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".marks")).toBeVisible();
  await expect(page.locator(".marks")).toContainText("Asiakasnumero");
  await expect(page.locator("nav.tabs")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Kumoa" }).click();
});

test("without scripts a customer is found, opened and changed", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? "", javaScriptEnabled: false, locale: "fi-FI" });
  const page = await context.newPage();
  await enter(page, "clerk");
  await page.goto("/customers");
  const name = (await page.locator("tbody tr").first().getByRole("link").innerText()).trim();
  await page.getByRole("searchbox").fill(name);
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name }).first().click();
  await page.getByText("Muuta kieltä ja merkintöjä").click();
  await page.locator("#profile-language").selectOption("sv");
  await page.locator("form").filter({ has: page.locator("#profile-language") }).getByRole("button").click();
  await expect(page.getByRole("status")).toHaveText("Tallennettu.");
  await page.getByText("Muuta kieltä ja merkintöjä").click();
  await expect(page.locator("#profile-language")).toHaveValue("sv");
  await page.locator("#profile-language").selectOption("fi");
  await page.locator("form").filter({ has: page.locator("#profile-language") }).getByRole("button").click();
  await context.close();
});
