import { createCipheriv, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { keyRing, SealBroken, sealAlgorithms } from "./seal.ts";

const key = () => randomBytes(32).toString("base64");
const old = key();
const place = { subject: "91520100MA6DEMO0X1", field: "legal_representative_id" };
const text = "520115190001011239";

describe.each(sealAlgorithms)("%s", (algorithm) => {
  const ring = keyRing(`k1:${old}`, algorithm);
  const sealed = ring.seal(place, text);

  test("opens what it sealed, and says version, key and algorithm in front", () => {
    expect(sealed).toMatch(new RegExp(`^v1\\.k1\\.${algorithm}\\.[\\w-]+\\.[\\w-]+$`));
    expect(sealed).not.toContain(text);
    expect(ring.open(place, sealed)).toBe(text);
  });

  test("seals the same text differently each time", () => {
    expect(ring.seal(place, text)).not.toBe(sealed);
  });

  test("keeps any text, the empty one too", () => {
    for (const one of ["", "张三", "a".repeat(5000)])
      expect(ring.open(place, ring.seal(place, one))).toBe(one);
  });

  test.each([
    ["moved to another enterprise", { ...place, subject: "91520100MA6DEMO0X2" }],
    ["moved to another field", { ...place, field: "legal_representative_phone" }],
    ["with a border that moved", { subject: `${place.subject}l`, field: place.field.slice(1) }],
  ])("refuses a value %s", (_, other) => {
    expect(() => ring.open(other, sealed)).toThrow(SealBroken);
  });

  test("refuses a value with any one character changed", () => {
    const start = "v1.k1.".length;
    for (let at = start; at < sealed.length; at++) {
      const other = sealed[at] === "A" ? "B" : "A";
      expect(
        () => ring.open(place, sealed.slice(0, at) + other + sealed.slice(at + 1)),
        `at ${at}`,
      ).toThrow(SealBroken);
    }
  });

  test("refuses a value that was cut short", () => {
    for (const length of [0, 5, 20, sealed.length - 3])
      expect(() => ring.open(place, sealed.slice(0, length))).toThrow(SealBroken);
  });

  test("refuses another key under the same name, and a key that it does not have", () => {
    expect(() => keyRing(`k1:${key()}`, algorithm).open(place, sealed)).toThrow(SealBroken);
    expect(() => keyRing(`k2:${old}`, algorithm).open(place, sealed)).toThrow(/lacks the key k1/);
  });

  test("says nothing of the text when it refuses", () => {
    const error: unknown = (() => {
      try {
        return ring.open({ ...place, subject: "x" }, sealed);
      } catch (caught) {
        return caught;
      }
    })();
    expect(String(error)).not.toContain(text);
  });
});

test("a new key in front seals, and the old one still opens", () => {
  const sealed = keyRing(`k1:${old}`).seal(place, text);
  const rotated = keyRing(`k2:${key()},k1:${old}`);
  expect(rotated.open(place, sealed)).toBe(text);
  expect(rotated.isStale(sealed)).toBe(true);
  const again = rotated.seal(place, text);
  expect(again.startsWith("v1.k2.")).toBe(true);
  expect(rotated.isStale(again)).toBe(false);
});

test("either algorithm opens what the other sealed with the same ring", () => {
  const [one, other] = sealAlgorithms.map((algorithm) => keyRing(`k1:${old}`, algorithm));
  expect(other?.open(place, one?.seal(place, text) ?? "")).toBe(text);
  expect(one?.open(place, other?.seal(place, text) ?? "")).toBe(text);
});

test.each([
  ["nothing", ""],
  ["a key without a name", key()],
  ["a short key", `k1:${randomBytes(16).toString("base64")}`],
  ["one name twice", `k1:${key()},k1:${key()}`],
])("a ring of %s is refused", (_, described) => {
  expect(() => keyRing(described)).toThrow(/key ring/);
});

test("Node's SM4 is the standard's (GB/T 32907, example 1)", () => {
  const block = Buffer.from("0123456789abcdeffedcba9876543210", "hex");
  const cipher = createCipheriv("sm4-ecb", block, null).setAutoPadding(false);
  expect(cipher.update(block).toString("hex")).toBe("681edf34d206965e86b3e94f536e4246");
});
