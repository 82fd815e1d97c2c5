import type { Sql } from "postgres";
import { ownText } from "../kernel/files/text.ts";
import { checkUscc } from "../kernel/uscc.ts";
import { isScientific, lostDigits, tidyCode } from "./codes.ts";
import type { RowProblem } from "./model.ts";

/** A code as it was received → the registered code, or why the row cannot be anybody's. */
export type Enterprises = Readonly<{
  /** Looks up, in one query, those codes that were not asked for before. */
  prepare: (codes: Iterable<string>) => Promise<void>;
  find: (code: string) => string | RowProblem;
}>;

/** Which of some codes are on the register. */
export type Lookup = (usccs: readonly string[]) => Promise<readonly string[]>;

/** A file of nothing but different wrong codes shall not fill the memory. */
const REMEMBERED = 200_000;

/**
 * The enterprises that a batch may speak of. A code that fails its check is let through where the
 * registry has it: it got there by the operator's review of a licence, which outranks arithmetic.
 */
export function registeredEnterprises(lookup: Lookup): Enterprises {
  const remembered = new Map<string, string | RowProblem>();
  return {
    prepare: async (codes) => {
      const asked = new Map<string, string>();
      if (remembered.size > REMEMBERED) remembered.clear();
      for (const cut of codes) {
        if (remembered.has(cut)) continue;
        const code = ownText(cut);
        asked.set(code, tidyCode(code));
      }
      if (asked.size === 0) return;
      const wanted = [...new Set(asked.values())].filter(
        (uscc) => uscc.length === 18 && !uscc.includes("\0"),
      );
      const registered = new Set(wanted.length === 0 ? [] : await lookup(wanted));
      for (const [code, uscc] of asked) {
        remembered.set(code, registered.has(uscc) ? uscc : problemOf(code, uscc));
      }
    },
    find: (code) => remembered.get(code) ?? problemOf(code, tidyCode(code)),
  };
}

export const lookupIn =
  (sql: Sql): Lookup =>
  async (usccs) => {
    const found = await sql<{ uscc: string }[]>`
      select uscc from registry.enterprise where uscc = any(${usccs}::text[]::char(18)[])`;
    return found.map(({ uscc }) => uscc);
  };

/** Of a code that nobody has registered. Both of its check digits are looked at, the inner one last. */
function problemOf(given: string, uscc: string): RowProblem {
  const field = "uscc";
  if (isScientific(given))
    return { field, rule: "numeric_code", message: lostDigits("统一社会信用代码") };
  const check = checkUscc(uscc);
  if (check.verdict === "invalid") return { field, rule: check.reason, message: check.message };
  const unregistered = `企业 ${uscc} 未在平台登记，请先登记企业，再重新报送。`;
  return check.verdict === "warning"
    ? { field, rule: check.reason, message: `${check.message}${unregistered}` }
    : { field, rule: "unknown_enterprise", message: unregistered };
}
