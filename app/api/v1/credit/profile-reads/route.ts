import { answerProfileRead } from "#lib/web/api/profile-read.ts";

export const dynamic = "force-dynamic";

/** A look at one enterprise's credit profile, under an authorisation given to the institution. */
export const POST = (request: Request): Promise<Response> => answerProfileRead(request);
