import { qualityReportPdf, qualityWorkbook, readQualityBoard } from "#lib/quality/index.ts";
import { perform } from "#lib/web/perform.ts";

export const dynamic = "force-dynamic";

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The month's 归集通报 as a workbook or a PDF; whom it shows what is the query's business. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/quality/[month]">,
): Promise<Response> {
  const { month } = await params;
  const performed = await perform(readQualityBoard, { month });
  if (!performed.ok)
    return new Response(performed.message, { status: performed.kind === "forbidden" ? 403 : 401 });
  const pdf = new URL(request.url).searchParams.get("format") === "pdf";
  const bytes = pdf
    ? await qualityReportPdf(performed.result, new Date())
    : await qualityWorkbook(performed.result);
  const name = encodeURIComponent(`归集通报-${performed.result.month}.${pdf ? "pdf" : "xlsx"}`);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": pdf ? "application/pdf" : workbookType,
      "content-disposition": `attachment; filename*=UTF-8''${name}`,
      "cache-control": "no-store",
    },
  });
}
