import { generateKeyPairSync, randomBytes } from "node:crypto";
import { defineConfig } from "vitest/config";

const signingKey = generateKeyPairSync("ed25519").privateKey.export({
  format: "der",
  type: "pkcs8",
});

export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts", "db/**/*.test.ts", "scripts/**/*.test.ts", "app/**/*.test.ts"],
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
