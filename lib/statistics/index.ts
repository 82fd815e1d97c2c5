export { monthFigures } from "./queries.ts";
export type { Figures, InstitutionFigures, Line, MonthFigures } from "./model.ts";
