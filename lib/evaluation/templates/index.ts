import type { EvaluationTemplate } from "../model.ts";
import { fiveDimensions } from "./five-dimensions.ts";
import { nationalFour } from "./national.ts";

const templates: readonly EvaluationTemplate[] = [fiveDimensions, nationalFour];

/** The templates in force on a day, the first one being the default. */
export const templatesOn = (day: string): readonly EvaluationTemplate[] =>
  templates.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo),
  );
