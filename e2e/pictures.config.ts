// Takes the pictures that README and the docs show. `cargo xtask pictures` starts the register.
import { defineConfig } from "@playwright/test";

import stories from "./playwright.config.ts";

export default defineConfig(stories, {
  testDir: "pictures",
  timeout: 120_000,
  use: { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
});
