import { parse } from "csv-parse/sync";
import { Refusal } from "../kernel/refusal.ts";

const ID = "企业代号";
const LABEL = "是否违约";
const verdicts: Readonly<Record<string, boolean>> = { 是: true, 否: false };

/**
 * Which firms defaulted, by the id that they have in a labels file. A blank label says nothing of its
 * firm. A file that cannot be understood is refused as a whole, with the line that is wrong.
 */
export function readLabels(file: Buffer): ReadonlyMap<string, boolean> {
  const labels = new Map<string, boolean>();
  for (const [index, row] of rowsOf(file).entries()) {
    const id = row[ID]?.trim() ?? "";
    const label = row[LABEL]?.trim() ?? "";
    if (label === "") continue;
    const line = `第 ${index + 2} 行`;
    if (id === "") throw refusal(`${line}没有${ID}`);
    const bad = verdicts[label];
    if (bad === undefined) throw refusal(`${line}的${LABEL}应为“是”或“否”，而不是“${label}”`);
    if ((labels.get(id) ?? bad) !== bad) throw refusal(`${line}：${id} 的${LABEL}与前面的行不一致`);
    labels.set(id, bad);
  }
  if (labels.size === 0) throw refusal(`没有任何一行带有${LABEL}`);
  return labels;
}

function rowsOf(file: Buffer): Record<string, string>[] {
  try {
    return parse(decoded(file), {
      bom: true,
      relax_column_count: true,
      columns: (header: string[]) => {
        const names = header.map((name) => name.trim());
        const missing = [ID, LABEL].filter((name) => !names.includes(name));
        if (missing.length === 0) return names;
        throw refusal(`缺少列：${missing.join("、")}。请核对是否给错了文件`);
      },
    });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refusal(`不是有效的 CSV 文件（${(error as Error).message}）`); // What the parser throws.
  }
}

/** Spreadsheets on Chinese systems save GB 18030. */
function decoded(file: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return new TextDecoder("gb18030").decode(file);
  }
}

const refusal = (what: string) => new Refusal("invalid", "scoring.labels_unreadable", `${what}。`);
