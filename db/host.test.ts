import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { copyBinaries } from "./host.ts";

test("programs are copied whole, under their version, and for everybody to run", () => {
  const folder = mkdtempSync(join(tmpdir(), "xinqiao-host-"));
  const bin = join(folder, "package", "native", "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(folder, "package", "package.json"), JSON.stringify({ version: "18.4.0" }));
  writeFileSync(join(bin, "postgres"), "", { mode: 0o700 });
  const into = join(folder, "outside");
  // What a copy leaves that was killed: its process is gone, its folder is not.
  mkdirSync(join(into, `postgres-18.4.0-${process.arch}.copy-${2 ** 30}-ab`), { recursive: true });

  const { postgres } = copyBinaries(dirname(bin), into);

  expect(readdirSync(into)).toEqual([`postgres-18.4.0-${process.arch}`]);
  expect(statSync(postgres).mode & 0o777).toBe(0o755);
  expect(statSync(dirname(postgres)).mode & 0o777).toBe(0o755);
  rmSync(join(folder, "package", "native"), { recursive: true });
  expect(existsSync(copyBinaries(dirname(bin), into).postgres)).toBe(true);
  rmSync(folder, { recursive: true });
});
