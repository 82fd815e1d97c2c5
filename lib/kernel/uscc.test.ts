import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkUscc, makeUscc, normaliseUscc, USCC_SERIALS } from "./uscc.ts";

type Vector = Readonly<{ code: string; expect: string; source: string; modulo31: boolean }>;

const vectors: readonly Vector[] = readFileSync(
  new URL("./fixtures/uscc_vectors.csv", import.meta.url),
  "utf8",
)
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [code = "", expected = "", ...rest] = line.split(",");
    return {
      code,
      expect: expected,
      source: rest.slice(0, -1).join(","),
      modulo31: rest.at(-1) === "True",
    };
  });

const rulesFor = (expected: string) => {
  const counts: Record<string, number> = {};
  for (const vector of vectors.filter((each) => each.expect === expected)) {
    const { reason } = checkUscc(normaliseUscc(vector.code));
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
};

describe("codes from other libraries' suites and from real registers", () => {
  test("all 353 are read, and the check character agrees with the file's own computation", () => {
    expect(vectors).toHaveLength(353);
    for (const { code, modulo31 } of vectors) {
      const { reason } = checkUscc(normaliseUscc(code));
      expect([code, reason === "ok" || reason === "organisation_code"]).toEqual([code, modulo31]);
    }
  });

  test("what is expected valid is valid, also after spaces are taken out and by a looser pattern", () => {
    expect(rulesFor("valid")).toEqual({ ok: 207 });
    expect(rulesFor("valid_after_strip")).toEqual({ ok: 1 });
    expect(rulesFor("valid_simple_regex")).toEqual({ ok: 1 });
  });

  test("what is expected invalid is invalid, by the first rule that it breaks", () => {
    expect(rulesFor("invalid_length")).toEqual({ length: 2 });
    expect(rulesFor("invalid_checksum")).toEqual({ check_character: 4 });
    // One source calls A1110000600037341L malformed for its leading letter. The standard allows
    // letters in the first two characters (A1 is in use), so what breaks is the check character.
    expect(rulesFor("invalid_format")).toEqual({ alphabet: 1, check_character: 1 });
  });

  test("79 real codes pass GB 32100 and fail GB 11714: a warning, not a refusal", () => {
    expect(rulesFor("valid_gb32100_but_org_code_check_fails")).toEqual({ organisation_code: 79 });
  });

  test("57 codes of real organisations fail the standard: invalid here, let in by a person's review", () => {
    expect(rulesFor("real_but_invalid_checksum")).toEqual({ check_character: 57 });
  });
});

describe("what a person is told", () => {
  test("too short says how many characters are missing", () => {
    expect(checkUscc("9111000080210043")).toMatchObject({
      verdict: "invalid",
      reason: "length",
      length: 16,
      message: expect.stringContaining("少 2 位"),
    });
  });

  test("a letter O is located and read as the zero it was meant to be", () => {
    expect(checkUscc("911100O0802100433B")).toMatchObject({
      reason: "alphabet",
      position: 7,
      found: "O",
      message: expect.stringContaining("是否应为“0”"),
    });
  });

  test("a wrong check character comes with the one that was expected", () => {
    expect(checkUscc("91110000802100433A")).toMatchObject({
      verdict: "invalid",
      reason: "check_character",
      position: 18,
      found: "A",
      expected: "B",
    });
  });

  test("a warning names the seventeenth character", () => {
    const { code } = vectors.find((each) => each.expect.startsWith("valid_gb32100")) ?? {
      code: "",
    };
    expect(checkUscc(code)).toMatchObject({
      verdict: "warning",
      position: 17,
      found: code.charAt(16),
    });
  });

  test("a code whose check character is 0 is valid", () => {
    const zeros = vectors.filter((each) => each.expect === "valid" && each.code.endsWith("0"));
    expect(zeros.length).toBeGreaterThan(0);
    for (const { code } of zeros) expect(checkUscc(code).verdict).toBe("valid");
  });
});

test("pasted codes are normalised: full width, spaces, lower case", () => {
  expect(normaliseUscc("　９１１１００００ 8021 00433b\n")).toBe("91110000802100433B");
});

test("every made code is valid, and changing any one character makes it not valid", () => {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ *中";
  fc.assert(
    fc.property(
      fc.constantFrom("91520102", "91520100", "92522301", "12520000", "A1110000"),
      fc.integer({ min: 0, max: USCC_SERIALS - 1 }),
      fc.nat({ max: 17 }),
      fc.constantFrom(...alphabet),
      (prefix, serial, position, replacement) => {
        const code = makeUscc(prefix, serial);
        expect(checkUscc(code).verdict).toBe("valid");
        if (code.charAt(position) === replacement) return;
        const changed = code.slice(0, position) + replacement + code.slice(position + 1);
        expect(checkUscc(changed).verdict).toBe("invalid");
      },
    ),
    { numRuns: 2000 },
  );
});

test("different serials make different codes", () => {
  const codes = new Set(Array.from({ length: 5000 }, (_, serial) => makeUscc("91520102", serial)));
  expect(codes.size).toBe(5000);
  expect(() => makeUscc("9152010", 1)).toThrow(RangeError);
  expect(() => makeUscc("91520102", USCC_SERIALS)).toThrow(RangeError);
});
