import { answerPush } from "#lib/web/api/batches.ts";

export const dynamic = "force-dynamic";

/** A department's program pushes a batch of one item. */
export const POST = (request: Request): Promise<Response> => answerPush(request);
