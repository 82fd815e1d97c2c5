import { stripVTControlCharacters } from "node:util";

/** What one failed test said, short enough to be read at the end of a run. */
export type Failure = Readonly<{ name: string; said: string }>;

/** The parts that are read of what vitest's JSON reporter writes. */
export type UnitReport = Readonly<{
  numPassedTests: number;
  numFailedTests: number;
  testResults: readonly Readonly<{
    name: string;
    status: string;
    message: string;
    assertionResults: readonly Readonly<{
      fullName: string;
      status: string;
      failureMessages?: readonly string[];
    }>[];
  }>[];
}>;

type Suite = Readonly<{
  title: string;
  suites?: readonly Suite[];
  specs?: readonly Readonly<{
    title: string;
    file: string;
    line: number;
    ok: boolean;
    tests: readonly Readonly<{
      results: readonly Readonly<{ errors: readonly Readonly<{ message?: string }>[] }>[];
    }>[];
  }>[];
}>;

/** The parts that are read of what Playwright's JSON reporter writes. */
export type JourneyReport = Readonly<{
  stats: Readonly<{ expected: number; unexpected: number; flaky: number }>;
  suites: readonly Suite[];
}>;

const MOST_LINES = 40;
const shortly = (texts: readonly string[]) =>
  stripVTControlCharacters(texts.join("\n")).split("\n").slice(0, MOST_LINES).join("\n");

/** Failed tests, and files that could not be loaded at all. */
export function unitFailures({ testResults }: UnitReport): readonly Failure[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === "failed");
    if (failed.length === 0 && status === "failed") return [{ name, said: shortly([message]) }];
    return failed.map(({ fullName, failureMessages = [] }) => ({
      name: `${name} · ${fullName}`,
      said: shortly(failureMessages),
    }));
  });
}

export const journeyFailures = ({ suites }: JourneyReport): readonly Failure[] =>
  suites.flatMap(failuresOf);

function failuresOf({ suites = [], specs = [] }: Suite): readonly Failure[] {
  const here = specs
    .filter(({ ok }) => !ok)
    .map(({ title, file, line, tests }) => ({
      name: `${file}:${line} · ${title}`,
      said: shortly(
        tests.flatMap(({ results }) =>
          results.flatMap(({ errors }) => errors.map(({ message }) => message ?? "")),
        ),
      ),
    }));
  return [...here, ...suites.flatMap(failuresOf)];
}
