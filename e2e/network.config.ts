// The story of a second machine: a browser in a network namespace of its own, which reaches the
// register over TLS and knows it by the fingerprint of its key.
//
// `cargo xtask second-machine` makes both machines and hands over where the register is.
import { defineConfig, devices } from "@playwright/test";

const baseURL = process.env["BASE_URL"];
if (!baseURL) {
  throw new Error("BASE_URL is not set: run this with `cargo xtask second-machine`");
}

export default defineConfig({
  testDir: "network",
  outputDir: "test-results",
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: { ...devices["Desktop Chrome"], baseURL, locale: "fi-FI", timezoneId: "Europe/Helsinki" },
});
