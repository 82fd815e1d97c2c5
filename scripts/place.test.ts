import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from "node:fs";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { serverPerson } from "#db/host.ts";
import { keepOnce, loadSecrets } from "./home.ts";
import { clusterFolder, installationId } from "./place.ts";

let folder: string;
beforeEach(() => {
  // As `mkdtemp` makes it: its owner alone can enter, like /root.
  folder = mkdtempSync(join(tmpdir(), "xinqiao-place-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("what is made up at the first start stays, and a second first start gets the same", () => {
  const home = join(folder, ".data");
  expect(loadSecrets(home)).toEqual(loadSecrets(home));
  expect(installationId(home)).toMatch(/^[0-9a-f]{12}$/);
  const late = keepOnce(join(home, "late"), () => {
    // The other start writes while this one is still making its own up.
    writeFileSync(join(home, "late"), "the first");
    return "the second";
  });
  expect(late).toBe("the first");
});

test("where the server runs as ourselves the cluster lies in .data", async () => {
  const home = join(folder, ".data");
  expect(await clusterFolder(home, null)).toBe(join(home, "postgres"));
});

// Only root can be in a folder that the server's user cannot enter.
describe.runIf(process.getuid?.() === 0)("in a checkout that only root can enter", () => {
  const person = process.getuid?.() === 0 ? serverPerson() : null;
  const place = (checkout: string) =>
    clusterFolder(join(folder, checkout, ".data"), person, join(folder, "outside"));
  const pretendCluster = (directory: string) => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "PG_VERSION"), "18\n");
  };

  test("the cluster lies outside, and a new .data has a new place", async () => {
    const before = await place("a");
    expect(before.startsWith(join(folder, "outside"))).toBe(true);
    expect(await place("a")).toBe(before);
    rmSync(join(folder, "a", ".data"), { recursive: true });
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await place("a")).not.toBe(before);
    expect(said.mock.calls.flat().join()).toContain(dirname(before));
    said.mockRestore();
  });

  test("a moved checkout keeps its place, a copied one gets its own", async () => {
    const before = await place("a");
    pretendCluster(before);
    cpSync(join(folder, "a"), join(folder, "copy"), { recursive: true });
    expect(await place("copy")).not.toBe(before);
    renameSync(join(folder, "a"), join(folder, "moved"));
    expect(await place("moved")).toBe(before);
    expect(readFileSync(join(dirname(before), "belongs-to"), "utf8")).toBe(
      join(folder, "moved", ".data"),
    );
  });

  test("a cluster from before the checkout was closed comes along", async () => {
    const inside = join(folder, "a", ".data", "postgres");
    pretendCluster(inside);
    const moved = await place("a");
    expect(existsSync(join(moved, "PG_VERSION"))).toBe(true);
    expect(existsSync(inside)).toBe(false);
  });
});
