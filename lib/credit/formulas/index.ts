import { monthsSince } from "./arithmetic.ts";
import { conductFormulas, conductSteps, delivered } from "./conduct.ts";
import { invoiceFormulas, invoiceSteps } from "./invoices.ts";
import { labourFormulas, labourSteps } from "./labour.ts";
import { scope } from "./records.ts";
import { taxFormulas, taxSteps } from "./tax.ts";
import { utilityFormulas, utilitySteps } from "./utilities.ts";

/** Each indicator over the sums of `indicatorRows`. */
export const indicatorFormulas = {
  monthsEstablished: monthsSince("s.established_on"),
  registeredCapitalFen: "s.registered_capital_fen",
  ...taxFormulas,
  ...invoiceFormulas,
  ...utilityFormulas,
  ...labourFormulas,
  ...conductFormulas,
} as const;

export const indicatorScope = [scope, delivered].join(",");

export const indicatorRows = ["scope s cross join delivered", ...taxSteps, ...invoiceSteps, ...utilitySteps, ...labourSteps, ...conductSteps].join(""); // prettier-ignore
