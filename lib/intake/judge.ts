import type { Item } from "./items/schema.ts";
import type { Enterprises } from "./enterprises.ts";
import type { Quarantined } from "./landing.ts";
import type { GroupedRows, ReceivedRow, UnreadableRow } from "./model.ts";
import { compileValidator, type Validator } from "./validator.ts";

export type Received = ReceivedRow | GroupedRows | UnreadableRow;
/** Puts what a line says, as lines of COPY text, among the good, or the line among the bad. */
export type Judge = (line: Received, good: string[], bad: Quarantined[]) => void;

/** The check of a batch's lines: whose they are, then what they say. */
export function makeJudge(item: Item, today: string, enterprises: Enterprises): Judge {
  const validate = compileValidator(item, today);
  // What a national table cannot tell of is the same for all lines of a file.
  let waiving: Readonly<{ waived: ReadonlySet<string>; validate: Validator }> | null = null;

  function judgeGroup(group: GroupedRows, good: string[], bad: Quarantined[]) {
    const uscc = enterprises.find(group.uscc);
    const { line, raw, waived } = group;
    if (typeof uscc !== "string") {
      bad.push({ line, raw, ...uscc });
      return;
    }
    if (waiving?.waived !== waived)
      waiving = { waived, validate: compileValidator(item, today, { waived }) };
    const kept: string[] = [];
    for (const row of group.rows) {
      const judgement = waiving.validate(uscc, row);
      if (typeof judgement !== "string") {
        const { rule, message } = judgement;
        const field = group.columnOf(judgement.field);
        bad.push({ line, raw, field, rule, message: `${row.period.slice(0, 7)}：${message}` });
        return;
      }
      kept.push(judgement);
    }
    good.push(...kept);
  }

  return (row, good, bad) => {
    if ("problem" in row) {
      bad.push({ line: row.line, raw: row.raw, ...row.problem });
      return;
    }
    if ("rows" in row) {
      judgeGroup(row, good, bad);
      return;
    }
    const uscc = enterprises.find(row.uscc);
    const judgement = typeof uscc === "string" ? validate(uscc, row) : uscc;
    if (typeof judgement === "string") good.push(judgement);
    else bad.push({ line: row.line, raw: rawOf(row), ...judgement });
  };
}

const rawOf = ({ raw, uscc, period, key, fields }: ReceivedRow) =>
  raw ?? { uscc, period, ...(key === undefined ? {} : { key }), ...fields };
