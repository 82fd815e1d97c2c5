import { Refusal } from "../../kernel/refusal.ts";
import { columnPlaces } from "./columns.ts";
import { splitLine } from "#lib/kernel/files/csv.ts";
import { linesOf, type TextFile } from "./text-file.ts";

export type Firm = Readonly<{ originalId: string; name: string }>;

/** The firms of an enterprise file; whatever else it says of them is left alone. */
export async function readFirms(file: TextFile): Promise<readonly Firm[]> {
  const at = columnPlaces(file, ["企业代号", "企业名称"]);
  const firms = new Map<string, Firm>();
  for await (const lines of linesOf(file)) {
    for (const { number, text } of lines) {
      const split = splitLine(text);
      const columns = Array.isArray(split) ? split : null;
      const originalId = columns?.[at["企业代号"]]?.trim() ?? "";
      // Without its firms no invoice can be read, so here a bad line stops the import.
      if (originalId === "") {
        const message = `${file.path} 第 ${number} 行没有企业代号，请更正后重新导入。`;
        throw new Refusal("invalid", "intake.firm_without_id", message);
      }
      firms.set(originalId, { originalId, name: columns?.[at["企业名称"]]?.trim() || originalId });
    }
  }
  return [...firms.values()];
}
