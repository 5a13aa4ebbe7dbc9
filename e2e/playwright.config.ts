// The browser tests: one Chromium of the system, one register of made-up people.
//
// `cargo xtask test` starts the register, picks the browser and hands over where both are.
// Nothing here leaves the machine: the browser's own calls home are switched off.
import { defineConfig, devices } from "@playwright/test";

const baseURL = process.env["BASE_URL"];
if (!baseURL) {
  throw new Error("BASE_URL is not set: run the stories with `cargo xtask test`");
}

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // The stories share one register.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    locale: "fi-FI",
    timezoneId: "Europe/Helsinki",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
