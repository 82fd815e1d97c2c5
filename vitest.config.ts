import { generateKeyPairSync, randomBytes } from "node:crypto";
import { defineConfig } from "vitest/config";

const signingKey = generateKeyPairSync("ed25519").privateKey.export({
  format: "der",
  type: "pkcs8",
});

/** Where modules are replaced, spied on or started as a process keeps them: a worker for each file. */
const apart = ["web", "identity", "onboarding", "jobs"].map((room) => `lib/${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "rooms",
          // Each file has a database of its own; loading the modules anew would take longer than most tests.
          isolate: false,
          include: ["lib/**/*.test.ts", "db/**/*.test.ts"],
          exclude: apart,
        },
      },
      {
        extends: true,
        test: { name: "apart", include: [...apart, "scripts/**/*.test.ts", "app/**/*.test.ts"] },
      },
    ],
    globalSetup: ["lib/testing/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    env: {
      TZ: "UTC",
      WEB_DATABASE_URL: "postgres://unused.invalid/unused",
      NEXTAUTH_SECRET: "a secret for tests that is long enough",
      SIGNING_KEY: signingKey.toString("base64"),
      PERSONAL_DATA_KEYS: `test:${randomBytes(32).toString("base64")}`,
    },
  },
});
