import { answerToken } from "#lib/web/api/token.ts";

export const dynamic = "force-dynamic";

/** A program's token: OAuth 2.0 client credentials. */
export const POST = (request: Request): Promise<Response> => answerToken(request);
