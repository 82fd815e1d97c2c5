/** Public-credit evaluation by dated templates: what is unknown is not scored. */
export {
  approveTemplate,
  askDryRun,
  draftTemplate,
  retireTemplate,
  sendBackTemplate,
  submitTemplate,
} from "./commands.ts";
export {
  readDistribution,
  type Distribution,
  type DistributionLine,
  type MonthDistribution,
} from "./distribution.ts";
export { workNextDryRun } from "./dry-run.ts";
export { evaluate, type EvaluationFacts } from "./evaluate.ts";
export { templateNow } from "./in-force.ts";
export type { TemplateStep } from "./lifecycle.ts";
export { evaluateDueMonths, evaluateMonth, evaluatePastMonths } from "./month.ts";
export { readOwnEvaluation, type OwnMonth } from "./own.ts";
export {
  draftFrom,
  listTemplates,
  readTemplate,
  type ListedTemplate,
  type TemplateRead,
} from "./queries.ts";
export { itemsInWords, vetoText, type BandText, type ItemText } from "./words.ts";
