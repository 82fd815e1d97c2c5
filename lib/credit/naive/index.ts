import { monthsBetween } from "../../kernel/calendar.ts";
import { naiveInvoices, naiveLabour, naiveTax, naiveUtilities } from "./business.ts";
import { naiveConduct } from "./conduct.ts";
import type { Seen } from "./rows.ts";

type Registered = Readonly<{ establishedOn: string; registeredCapitalFen: number | null }>;

/** All indicators of an enterprise that has these rows and no others. */
export const naiveIndicators = (seen: Seen, registered: Registered) => ({
  monthsEstablished: monthsBetween(registered.establishedOn, seen.asOf),
  registeredCapitalFen: registered.registeredCapitalFen,
  ...naiveTax(seen),
  ...naiveInvoices(seen),
  ...naiveUtilities(seen),
  ...naiveLabour(seen),
  ...naiveConduct(seen),
});
