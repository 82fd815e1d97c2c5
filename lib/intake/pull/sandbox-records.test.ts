import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogue } from "#lib/intake/catalogue.ts";
import { inspectFile, openFile } from "#lib/intake/readers/index.ts";
import { compileValidator } from "#lib/intake/validator.ts";
import { makeUscc } from "#lib/kernel/uscc.ts";
import { recordsOf } from "#sandbox/department/records.ts";

const today = "2026-11-21";
const firms = Array.from({ length: 12 }, (_, index) => makeUscc("91520100", 90_000_000 + index));

describe("what the sandbox invents", () => {
  test.each(catalogue.map((item) => [item.id, item] as const))(
    "%s reads and keeps every rule",
    async (id, item) => {
      const rows = firms.flatMap((uscc) => recordsOf(item, uscc, today));
      const path = join(mkdtempSync(join(tmpdir(), "sandbox-")), "rows.jsonl");
      writeFileSync(path, rows.map((row) => JSON.stringify(row)).join("\n"));
      if (rows.length === 0) return;
      const validate = compileValidator(item, today);
      const opened = await openFile(id, await inspectFile(path));
      for await (const row of opened.rows) {
        const judged = "uscc" in row && "fields" in row ? validate(row.uscc, row) : row;
        expect(judged).toEqual(expect.any(String));
      }
    },
  );

  test("is the same each time", () => {
    const [item] = catalogue;
    const [uscc = ""] = firms;
    expect(recordsOf(item, uscc, today)).toEqual(recordsOf(item, uscc, today));
  });
});
