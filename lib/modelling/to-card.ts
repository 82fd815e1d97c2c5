import type { Attribute, Characteristic, Input, Reason, Scorecard } from "#lib/scoring/model.ts";
import type { Binning, Fitted, FittedCharacteristic } from "./model.ts";

export type CardIdentity = Readonly<{
  id: string;
  name: string;
  version: number;
  validFrom: string;
}>;

/**
 * A fitted card as the scorecard that the engines run. Its total for a row is the one it was judged
 * by: first what is unknown, then intervals from the lowest up, or lists of words and all others.
 */
export function toScorecard(fitted: Fitted, identity: CardIdentity): Scorecard {
  const { base, odds, double } = fitted.scale;
  const parts = fitted.characteristics.map(partOf);
  return {
    form: 2,
    ...identity,
    validTo: null,
    initialScore: fitted.basePoints,
    scale: { basePoints: base, oddsAtBase: odds, pointsToDoubleOdds: double },
    useReasons: true,
    reasonAlgorithm: "pointsBelow",
    baselineMethod: "mean",
    baseline: null,
    inputs: fitted.characteristics.map(({ binning }) => inputOf(binning)),
    characteristics: parts.map(({ characteristic }) => characteristic),
    reasons: parts.flatMap(({ reasons }) => reasons),
    vetoes: [],
    grades: [],
    limit: null,
  };
}

function partOf(
  fitted: FittedCharacteristic,
  index: number,
): Readonly<{ characteristic: Characteristic; reasons: readonly Reason[] }> {
  const { binning, baseline, missingPoints } = fitted;
  const fact = binning.column;
  const code = `R${String(index + 1).padStart(2, "0")}`;
  const unknown = `${code}U`;
  const missing: Attribute = { when: { kind: "missing" }, points: missingPoints, reason: unknown };
  const attributes = [missing, ...knownAttributes(fitted)];
  return {
    characteristic: {
      id: fact,
      fact,
      dimension: "训练数据",
      attributes,
      baseline,
      reason: code,
      action: null,
    },
    reasons: [
      { code, text: reasonText(binning), remedy: `核对${fact}是否属实；有变化的请提供最新材料。` },
      { code: unknown, text: `${fact}未知`, remedy: `补充${fact}后重新评分。` },
    ],
  };
}

function knownAttributes({ binning, points }: FittedCharacteristic): readonly Attribute[] {
  const worth = (bin: number) => ({ points: points[bin] ?? 0, reason: null });
  if (binning.kind === "number") {
    return binning.bins.map((_, bin) => {
      const [from, to] = [binning.cuts[bin - 1], binning.cuts[bin]];
      return {
        when: {
          kind: "interval",
          from: from === undefined ? null : { value: from, closed: true },
          to: to === undefined ? null : { value: to, closed: false },
        },
        ...worth(bin),
      };
    });
  }
  return [
    ...binning.groups.map((values, bin): Attribute => ({
      when: { kind: "values", values },
      ...worth(bin),
    })),
    { when: { kind: "otherwise" }, ...worth(binning.bins.length - 1) },
  ];
}

/** Which way the value loses points: a reason has to name what was scored. */
function reasonText({ column, shape }: Binning): string {
  switch (shape) {
    case "rising":
      return `${column}偏高`;
    case "falling":
      return `${column}偏低`;
    case "peak":
    case "valley":
    case "flat":
      return `${column}所在区间的违约率偏高`;
    case "groups":
      return `${column}所属类别的违约率偏高`;
  }
}

const inputOf = ({ column, kind, specials }: Binning): Input => ({
  fact: column,
  dataType: kind === "number" ? "double" : "string",
  opType: kind === "number" ? "continuous" : "categorical",
  validValues: [],
  validIntervals: [],
  missingValues: specials,
  missingReplacement: null,
  missingTreatment: "asIs",
  invalidTreatment: "asIs",
  invalidReplacement: null,
});
