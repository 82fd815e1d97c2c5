import { describe, expect, test } from "vitest";
import { landing, returnPath } from "./landing.ts";

describe("the way back after signing in", () => {
  test.each([
    "/enterprise/demands/new",
    "/institution?state=submitted",
    "/enterprise/demands?next=//evil.example",
  ])("%s is an address of this site", (path) => {
    expect(returnPath(path)).toBe(path);
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/enterprise/..//evil.example",
    "/.//evil.example",
    "https:evil.example",
    "https://evil.example/enterprise",
    "javascript:alert(1)",
    " /enterprise",
    "enterprise",
    "",
    "/enterprise/\r\nSet-Cookie: a=b",
    `/enterprise/${"a".repeat(1000)}`,
    ["/enterprise", "/enterprise"],
    undefined,
    null,
  ])("%j is not", (asked) => {
    expect(returnPath(asked)).toBeNull();
  });

  test("leads to the page that was wanted, where the role's portal has it", () => {
    expect(landing("enterprise", "/enterprise/demands?a=1")).toBe("/enterprise/demands?a=1");
    expect(landing("loan_officer", "/institution?state=submitted")).toBe(
      "/institution?state=submitted",
    );
  });

  test.each(["/institution", "/enterprises", "/sign-in", "/home?next=/enterprise", "/", null])(
    "leads home where that was %s",
    (wanted) => {
      expect(landing("enterprise", wanted)).toBe("/enterprise");
    },
  );

  test("cannot climb out of the portal by dots", () => {
    expect(landing("enterprise", returnPath("/enterprise/%2e%2e/operator"))).toBe("/enterprise");
  });

  test("never opens a credit profile by itself, since each look uses up a query", () => {
    expect(landing("loan_officer", "/institution/applications/7/profile?a=1")).toBe(
      "/institution/applications/7",
    );
    expect(landing("loan_officer", "/institution/applications/7")).toBe(
      "/institution/applications/7",
    );
  });
});
