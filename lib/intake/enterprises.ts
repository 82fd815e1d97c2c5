import type { Sql } from "postgres";
import { checkUscc, normaliseUscc } from "../kernel/uscc.ts";
import type { RowProblem } from "./model.ts";

/** A code as it was received → the registered code, or why the row cannot be anybody's. */
export type Enterprises = Readonly<{
  /** Looks up, in one query, those codes that were not asked for before. */
  prepare: (codes: Iterable<string>) => Promise<void>;
  find: (code: string) => string | RowProblem;
}>;

/** A file of nothing but different wrong codes shall not fill the memory. */
const REMEMBERED = 200_000;

/**
 * The enterprises that a batch may speak of. A code that fails its check is let through where the
 * registry has it: it got there by the operator's review of a licence, which outranks arithmetic.
 */
export function registeredEnterprises(sql: Sql): Enterprises {
  const remembered = new Map<string, string | RowProblem>();
  return {
    prepare: async (codes) => {
      const asked = new Map<string, string>();
      if (remembered.size > REMEMBERED) remembered.clear();
      for (const code of codes) if (!remembered.has(code)) asked.set(code, normaliseUscc(code));
      if (asked.size === 0) return;
      const wanted = [...new Set(asked.values())].filter(
        (uscc) => uscc.length === 18 && !uscc.includes("\0"),
      );
      const found = await sql<{ uscc: string }[]>`
        select uscc from registry.enterprise where uscc = any(${wanted}::text[]::char(18)[])`;
      const registered = new Set(found.map(({ uscc }) => uscc));
      for (const [code, uscc] of asked) {
        remembered.set(code, registered.has(uscc) ? uscc : problemOf(uscc));
      }
    },
    find: (code) => remembered.get(code) ?? problemOf(normaliseUscc(code)),
  };
}

function problemOf(uscc: string): RowProblem {
  const check = checkUscc(uscc);
  if (check.verdict === "invalid")
    return { field: "uscc", rule: check.reason, message: check.message };
  const message = `企业 ${uscc} 未在平台登记，请先登记企业，再重新报送。`;
  return { field: "uscc", rule: "unknown_enterprise", message };
}
