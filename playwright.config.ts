import { defineConfig } from "@playwright/test";
import { browserPath } from "./scripts/browser.ts";
import { stagePort } from "./e2e/stage-ports.ts";

const browser = browserPath();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "e2e/.results",
  // The journey tells one story on one stage; parallel stories would see each other's loans.
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["line"], ["json"]] : [["list"]],
  use: {
    baseURL: `http://localhost:${stagePort}`,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: "reduce" },
    // What was on the page at each step costs as much as the steps, so `npm run e2e` alone keeps it.
    trace: {
      mode: process.env.E2E_RECORD === "1" ? "retain-on-failure" : "off",
      screenshots: false,
    },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser }),
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
  // One after the other: the walk leaves institutions and products by the dozen behind.
  projects: [
    { name: "journeys", testIgnore: "**/refusals/**" },
    // No page is drawn in it, and keeping traces of it takes as long as the walk.
    { name: "refusals", testMatch: "**/refusals/*.spec.ts", use: { trace: "off" } },
  ],
  webServer: {
    command: "node e2e/stage.ts",
    url: `http://localhost:${stagePort}/api/health`,
    timeout: 480_000,
    // A stage that was started by hand is played on as it stands.
    reuseExistingServer: process.env.E2E_REUSE === "1",
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
