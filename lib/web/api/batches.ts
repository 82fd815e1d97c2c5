import "server-only";
import { pushBatch, readSubmission, type SubmissionView } from "../../intake/index.ts";
import { MAX_UPLOAD_BYTES } from "./body.ts";
import { answer, answerSigned } from "./signed.ts";

/** Takes a batch of one item: 202 with where to ask what became of it. */
export const answerPush = (request: Request): Promise<Response> =>
  answerSigned(request, { scope: "intake.push", longest: MAX_UPLOAD_BYTES }, async (call) => {
    const { submissionId } = await pushBatch(call, {
      item: call.url.searchParams.get("item") ?? undefined,
      bytes: call.body,
      clientId: call.client.clientId,
      idempotencyKey: call.idempotencyKey,
    });
    const { status } = await readSubmission(call, { submissionId });
    return Response.json(
      { id: submissionId, status },
      {
        status: 202,
        headers: {
          location: `/api/v1/intake/batches/${submissionId}`,
          "cache-control": "no-store",
        },
      },
    );
  });

/** What became of a batch: received = accepted + superseded + duplicate + quarantined. */
export const answerBatch = (request: Request, submissionId: string): Promise<Response> =>
  answer(request, "intake.push", async (call) => {
    const page = call.url.searchParams.get("page") ?? undefined;
    const view = await readSubmission(call, { submissionId, page });
    return Response.json(batchJson(view), { headers: { "cache-control": "no-store" } });
  });

const batchJson = (view: SubmissionView) => ({
  id: view.id,
  item: view.itemId,
  status: view.status,
  progress: view.progress,
  receivedAt: view.receivedAt,
  finishedAt: view.finishedAt,
  failure: view.failure,
  batch: view.batch,
  quarantine: {
    page: view.page,
    pageCount: view.pageCount,
    rows: view.rows.map(({ line, field, rule, message, status, raw }) => ({
      line,
      field,
      rule,
      message,
      status,
      raw,
    })),
  },
});
