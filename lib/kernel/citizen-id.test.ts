import { expect, test } from "vitest";
import { citizenId, isCitizenId, makeCitizenId } from "./citizen-id.ts";

// The two worked examples of GB 11643-1999.
test.each(["11010519491231002X", "440524188001010014"])("the standard's own example %s", (id) => {
  expect(isCitizenId(id)).toBe(true);
});

test.each([
  ["a wrong check character", "110105194912310021"],
  ["a day that is none", "110105194902310020"],
  ["15 digits", "110105491231002"],
  ["a small x", "11010519491231002x"],
])("%s is no number", (_, id) => expect(isCitizenId(id)).toBe(false));

test("invented numbers are well-formed and differ", () => {
  const ids = Array.from({ length: 999 }, (_, serial) =>
    makeCitizenId({ regionCode: "520115", bornOn: "1900-03-07", serial }),
  );
  expect(ids.every(isCitizenId)).toBe(true);
  expect(new Set(ids).size).toBe(999);
});

test("a form takes it with spaces, full-width digits and a small x", () => {
  expect(citizenId.parse(" 11010519491231 00２x")).toBe("11010519491231002X");
  expect(citizenId.safeParse("1").success).toBe(false);
});
