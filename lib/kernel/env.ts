import { z } from "zod";
import { sealAlgorithms } from "./seal.ts";

const Settings = z.object({
  /** Connection of the web process's own role; it cannot read credit records. */
  WEB_DATABASE_URL: z.url(),
  NEXTAUTH_SECRET: z.string().min(32),
  NEXTAUTH_URL: z.url().optional(),
  /** SM2 or Ed25519 private key (PKCS#8, base64) that signs authorisations. */
  SIGNING_KEY: z.string().min(32),
  /** Public keys (SPKI, base64, comma-separated) of earlier signing keys, whose signatures still count. */
  TRUSTED_KEYS: z.string().optional(),
  /** `id:base64,id:base64`: the first key seals personal data, all of them open it (lib/kernel/seal.ts). */
  PERSONAL_DATA_KEYS: z.string().min(32),
  PERSONAL_DATA_ALGORITHM: z.enum(sealAlgorithms).default("AES-256-GCM"),
});
export type Settings = z.infer<typeof Settings>;

let settings: Settings | undefined;

/** The web process's settings, checked once; what is missing is named, never its value. */
export function env(): Settings {
  if (settings) return settings;
  const parsed = Settings.safeParse(process.env);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new Error(
      `Settings missing or malformed: ${names}. Start the application with its own commands.`,
    );
  }
  settings = parsed.data;
  return settings;
}
