/** Public-credit evaluation by dated templates: what is unknown is not scored. */
export { evaluate, type EvaluationFacts } from "./evaluate.ts";
export { readOwnEvaluation } from "./own.ts";
export { templatesOn } from "./templates/index.ts";
