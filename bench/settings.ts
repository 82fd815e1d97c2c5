import { generateKeyPairSync, randomBytes } from "node:crypto";

// A bench has a database of its own and keys of its own; nothing of the installation is used.
const signingKey = generateKeyPairSync("ec", { namedCurve: "SM2" }).privateKey.export({
  format: "der",
  type: "pkcs8",
});
Object.assign(process.env, {
  WEB_DATABASE_URL: "postgres://unused.invalid/unused",
  NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
  SIGNING_KEY: signingKey.toString("base64"),
  PERSONAL_DATA_KEYS: `k1:${randomBytes(32).toString("base64")}`,
});
