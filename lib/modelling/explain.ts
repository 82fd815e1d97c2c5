import { Refusal } from "#lib/kernel/refusal.ts";
import { compileScorecard, factsOfColumns } from "#lib/scoring/index.ts";
import type { FactValues, Score, Scorecard } from "#lib/scoring/model.ts";
import { factReader, factsOf, readForCards } from "./apply-card.ts";

export type Explained = Readonly<{ row: number; facts: FactValues; score: Score }>;

/** The score of one row with its parts and reasons. The first row after the header is row 1. */
export async function explainRow(
  card: Scorecard,
  path: string,
  row: number,
  onProgress?: (share: number) => void,
): Promise<Explained> {
  const table = await readForCards(path, [card], () => false, onProgress);
  if (row < 1 || row > table.rows) {
    const message = `没有第 ${row} 行：表有 ${table.rows} 行（不计表头）。请改正行号。`;
    throw new Refusal("invalid", "modelling.no_row", message, {
      fields: [{ path: "row", message }],
    });
  }
  const kinds = [...factsOf(card)].map(([name, kind]) => ({ name, kind }));
  const facts = factReader(card, table)(row - 1);
  return { row, facts, score: compileScorecard(card, factsOfColumns(kinds))(facts) };
}
