import { defineConfig } from "@playwright/test";
import { findChromium } from "./lib/cli/boot/chromium.mjs";

const executablePath = findChromium();

/** `npm test` runs this on a fresh build; by hand: `npx playwright test` after `npm run build`. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/server.ts",
  outputDir: "test-results",
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    // Set by the global setup before the workers read this file.
    ...(process.env.E2E_URL && { baseURL: process.env.E2E_URL }),
    browserName: "chromium",
    actionTimeout: 15_000,
    locale: "en-GB",
    timezoneId: "Asia/Baku",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: { args: ["--no-sandbox"], ...(executablePath && { executablePath }) },
  },
});
