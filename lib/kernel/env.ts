import { z } from "zod";

const Settings = z.object({
  /** Connection of the web process's own role; it cannot read credit records. */
  WEB_DATABASE_URL: z.url(),
  NEXTAUTH_SECRET: z.string().min(32),
  NEXTAUTH_URL: z.url().optional(),
  /** Ed25519 private key (PKCS#8, base64) that signs authorisation documents. */
  SIGNING_KEY: z.string().min(32),
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
