import { afterAll, expect, test } from "vitest";
import { describe as describeTable } from "./describe.ts";
import { csvOf, someFirms, tableFolder } from "./factory.ts";

const folder = tableFolder();
afterAll(folder.remove);

const columnsOf = async (path: string, target: string | null) => {
  const described = await describeTable(path, { target, bad: null });
  return { described, by: new Map(described.columns.map((column) => [column.name, column])) };
};

test("each column is told by kind, distinct values, what is missing, and its first values", async () => {
  const path = folder.store(
    "age,day,town,NA\n7,2024-01-02,north,\n,2024-01-03,south,\n7,,,\n9,,,\n",
  );
  const { described, by } = await columnsOf(path, null);
  expect([described.rows, described.target]).toEqual([4, null]);
  expect(by.get("age")).toMatchObject({
    kind: "number",
    distinct: 2,
    missing: 1,
    examples: ["7", "9"],
    values: [
      { value: "7", rows: 2 },
      { value: "9", rows: 1 },
    ],
    auc: null,
  });
  expect(by.get("day")).toMatchObject({ kind: "day", examples: ["2024-01-02", "2024-01-03"] });
  expect(by.get("town")).toMatchObject({ kind: "category", missing: 2 });
  expect(by.get("NA")).toMatchObject({ distinct: 0, missing: 4, examples: [] });
});

test("with a target, each says what it alone tells, and one that knows the future is named", async () => {
  const { header, rows } = someFirms(400);
  const leaky = rows.map((cells) => [cells.at(-1) === "1" ? "Z" : "A", ...cells]);
  const path = folder.store(csvOf({ header: ["written off", ...header], rows: leaky }));
  const { described, by } = await columnsOf(path, "bad");
  expect(described.target).toMatchObject({ column: "bad", bad: ["1"], unknown: 0 });
  expect(described.target?.badRows).toBe(rows.filter((cells) => cells.at(-1) === "1").length);
  expect(by.get("written off")).toMatchObject({ auc: 1, finding: { kind: "leak", kept: false } });
  const [age, noise] = [by.get("age")?.auc ?? 0, by.get("noise")?.auc ?? 1];
  expect(age).toBeGreaterThan(noise);
  expect(by.get("age")?.finding).toBeNull();
  expect(by.get("bad")?.auc).toBeNull();
});
