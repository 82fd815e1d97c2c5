import { exportQuarantine, quarantineCsv } from "#lib/intake/index.ts";
import { answerFile, answerJson } from "#lib/web/answer.ts";
import { perform } from "#lib/web/perform.ts";

export const dynamic = "force-dynamic";

/** The quarantined rows of a batch as they were sent, with what was wrong beside them. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/department/batches/[id]/export">,
): Promise<Response> {
  const performed = await perform(exportQuarantine, { batchId: (await params).id });
  if (!performed.ok) return answerJson(performed);
  const { batch, rows } = performed.result;
  return answerFile({
    fileName: `${batch.itemName}-批次${batch.id}-隔离行.csv`,
    mediaType: "text/csv; charset=utf-8",
    bytes: Buffer.from(quarantineCsv(batch.itemId, rows)),
  });
}
