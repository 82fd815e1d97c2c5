import { accessVerdicts, stageLabels, verdictLabels } from "#lib/consent/model.ts";
import type { Filter } from "./filter-bar.tsx";

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

/** The answers of the gate that a list can be narrowed to. */
export const verdictFilter = (value: string | string[] | undefined): Filter => ({
  name: "verdict",
  label: "结果",
  value: one(value),
  options: [
    { value: "granted", label: verdictLabels.granted },
    { value: "denied", label: "已拒绝（全部）" },
    ...accessVerdicts
      .filter((verdict) => verdict !== "granted")
      .map((verdict) => ({ value: verdict, label: `拒绝：${verdictLabels[verdict]}` })),
  ],
});

export const stageFilter = (
  value: string | string[] | undefined,
  stages: readonly (keyof typeof stageLabels)[],
): Filter => ({
  name: "stage",
  label: "阶段",
  value: one(value),
  options: stages.map((stage) => ({ value: stage, label: stageLabels[stage] })),
});

/** The address of a list with what narrows it; what is empty is left out. */
export function hrefWith(
  path: string,
  asked: Readonly<Record<string, string | string[] | number | undefined>>,
): string {
  const given = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined || value === "" || Array.isArray(value) ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
