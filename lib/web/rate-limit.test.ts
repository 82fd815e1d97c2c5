import { describe, expect, test, vi } from "vitest";
import { addressOf, rateLimit } from "./rate-limit.ts";

vi.mock("server-only", () => ({}));

const began = new Date("2026-11-02T00:00:00Z");
const after = (seconds: number) => new Date(began.getTime() + seconds * 1000);

describe("a bound on what anybody may ask for", () => {
  test("lets so many through, and tells the next how long to wait", () => {
    const limit = rateLimit({ times: 3, windowMs: 60_000 });
    expect([0, 1, 2].map((second) => limit("a", after(second)))).toEqual([null, null, null]);
    expect(limit("a", after(20))).toBe(40);
    expect(limit("a", after(59.5))).toBe(1);
  });

  test("begins anew when the window is over, however often it was asked meanwhile", () => {
    const limit = rateLimit({ times: 1, windowMs: 60_000 });
    limit("a", began);
    for (let second = 1; second < 60; second++) expect(limit("a", after(second))).not.toBeNull();
    expect(limit("a", after(60))).toBeNull();
    expect(limit("a", after(61))).toBe(59);
  });

  test("counts each address by itself", () => {
    const limit = rateLimit({ times: 1, windowMs: 60_000 });
    expect([limit("a", began), limit("b", began), limit("a", began)]).toEqual([null, null, 60]);
  });

  test("remembers no more than it has room for, and of those the latest", () => {
    const limit = rateLimit({ times: 1, windowMs: 60_000 });
    for (let index = 0; index <= 10_000; index++) limit(`address ${index}`, began);
    expect(limit("address 10000", after(1))).toBe(59);
    expect(limit("address 0", after(1))).toBeNull();
  });
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  // What a client writes into the header by itself stands first.
  ["198.51.100.1, 203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:1::6", "2001:db8:1:0"],
  ["::1", "0:0:0:0"],
])("a request forwarded for %s comes from %s", (forwarded, address) => {
  expect(addressOf(new Headers({ "x-forwarded-for": forwarded }))).toBe(address);
});

test("requests that name no address are one and the same", () => {
  expect(addressOf(new Headers())).toBe("");
});
