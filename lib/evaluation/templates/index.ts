import type { EvaluationTemplate } from "../model.ts";
import { fiveDimensions } from "./five-dimensions.ts";
import { nationalFour } from "./national.ts";

/** Examples that come with the program: the first evaluates wherever no approved template does. */
export const builtInTemplates: readonly EvaluationTemplate[] = [fiveDimensions, nationalFour];
