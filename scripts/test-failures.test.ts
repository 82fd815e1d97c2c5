import { expect, test } from "vitest";
import { journeyFailures, unitFailures } from "./test-failures.ts";

test("what failed is told by file and name, without colours, and no longer than a screen", () => {
  const long = Array.from({ length: 100 }, (_, line) => `\u001b[31mline ${line}\u001b[39m`).join(
    "\n",
  );
  const result = { fullName: "a sum is right", status: "failed", failureMessages: [long] };
  const [failure, ...others] = unitFailures({
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [
      {
        name: "sum.test.ts",
        status: "failed",
        message: "",
        assertionResults: [{ ...result, status: "passed" }, result],
      },
    ],
  });
  expect(others).toEqual([]);
  expect(failure?.name).toBe("sum.test.ts · a sum is right");
  expect(failure?.said.split("\n")).toHaveLength(40);
  expect(failure?.said.startsWith("line 0\nline 1\n")).toBe(true);
});

test("a file that could not be loaded is told by what stood in the way", () => {
  const file = {
    name: "sum.test.ts",
    status: "failed",
    message: "no such module",
    assertionResults: [],
  };
  expect(unitFailures({ numPassedTests: 0, numFailedTests: 0, testResults: [file] })).toEqual([
    { name: "sum.test.ts", said: "no such module" },
  ]);
});

test("a journey that failed is found however deep it lies", () => {
  const spec = (ok: boolean, ...messages: string[]) => ({
    title: "signs in",
    file: "sign-in.spec.ts",
    line: 10,
    ok,
    tests: [{ results: [{ errors: messages.map((message) => ({ message })) }] }],
  });
  const suites = [
    { title: "file", suites: [{ title: "group", specs: [spec(true), spec(false, "no page")] }] },
  ];
  expect(journeyFailures({ stats: { expected: 1, unexpected: 1, flaky: 0 }, suites })).toEqual([
    { name: "sign-in.spec.ts:10 · signs in", said: "no page" },
  ]);
});
