import type { EvaluationTemplate } from "./model.ts";
import { problemsOf } from "./problems.ts";

/** Refuses a malformed template of the house when it loads, so that evaluating has no error cases. */
export function defineTemplate(template: EvaluationTemplate): EvaluationTemplate {
  const problems = problemsOf(template);
  if (problems.length > 0) {
    const listed = problems.map(({ path, message }) => `${path}: ${message}`);
    throw new Error(`evaluation ${template.id}@${template.version}: ${listed.join(" ")}`);
  }
  return template;
}
