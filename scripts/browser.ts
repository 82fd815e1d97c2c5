import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * Chromium as Debian packs it, the likelier one first: without a window of its own it does the same
 * for less than half of the processor's time.
 */
const packages = [
  { name: "chromium-headless-shell", path: "/usr/bin/chromium-headless-shell" },
  { name: "chromium", path: "/usr/bin/chromium" },
] as const;

/** The browser of the journeys, or null where there is none yet. */
export const browserPath = (): string | null =>
  packages.find(({ path }) => existsSync(path))?.path ?? null;

/** Chromium and a Chinese font, from Debian's packages, where they are missing and we may. */
export function ensureBrowser(): void {
  const [preferred] = packages;
  const complete = hasFont() && existsSync(preferred.path);
  const usable = hasFont() && browserPath() !== null;
  if (complete || (usable && process.getuid?.() !== 0)) return;
  if (process.getuid?.() !== 0) {
    console.error(
      `Chromium or a Chinese font is missing: apt-get install ${preferred.name} ${fonts.join(" ")}`,
    );
    process.exit(2);
  }
  console.log("Installing Chromium and a Chinese font …");
  apt("update");
  if (packages.some(({ name }) => apt("install", name, ...fonts)) || usable) return;
  process.exit(2);
}

const fonts = ["fonts-noto-cjk", "fontconfig"];

const hasFont = (): boolean =>
  spawnSync("fc-list", [":lang=zh-cn"], { encoding: "utf8" }).stdout?.includes("CJK") ?? false;

const apt = (...args: string[]): boolean =>
  spawnSync("apt-get", [...args, "-y", "--no-install-recommends"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0;
