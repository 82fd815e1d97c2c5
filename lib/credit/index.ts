export { refreshIndicators, type RefreshScope } from "./indicator-sql.ts";
