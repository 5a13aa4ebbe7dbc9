// A second machine: whoever compares the fingerprint signs in over TLS; whoever does not is warned;
// nobody gets in in the clear.
import { chromium, expect, test, type Browser } from "@playwright/test";

const base = process.env["BASE_URL"] ?? "";
const pin = process.env["SPKI_PIN"] ?? "";
const email = process.env["SIGN_IN_EMAIL"] ?? "";
const password = process.env["SIGN_IN_PASSWORD"] ?? "";

function browserThatKnows(key: string): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--ignore-certificate-errors-spki-list=${key}`,
    ],
  });
}

test("a browser on another machine signs in over TLS, by the fingerprint that was shown", async () => {
  const browser = await browserThatKnows(pin);
  const page = await browser.newPage({ baseURL: base, locale: "fi-FI" });
  await page.goto("/sign-in");
  await page.getByLabel("Sähköpostiosoite").fill(email);
  await page.getByLabel("Salasana").fill(password);
  await page.getByRole("button", { name: "Kirjaudu" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tänään" })).toBeVisible();
  const cookies = await page.context().cookies();
  expect(cookies.map((cookie) => [cookie.name, cookie.secure, cookie.httpOnly, cookie.sameSite])).toEqual([
    ["__Host-seloste_session", true, true, "Strict"],
  ]);
  const protocol = await page.evaluate(
    () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).nextHopProtocol,
  );
  expect(protocol).toBe("h2");
  await browser.close();
});

test("a browser that knows another key is warned and shows nothing", async () => {
  const browser = await browserThatKnows("A".repeat(43) + "=");
  const page = await browser.newPage({ baseURL: base });
  await expect(page.goto("/sign-in")).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
  await browser.close();
});

test("plain HTTP to the same address is refused with a sentence", async () => {
  const answer = await fetch(base.replace("https://", "http://") + "/sign-in");
  expect(answer.status).toBe(400);
  const text = await answer.text();
  expect(text).toContain("https://");
  expect(text).not.toContain("<form");
});
