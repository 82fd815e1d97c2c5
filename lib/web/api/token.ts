import "server-only";
import { issueToken, LOCK_MINUTES } from "../../identity/index.ts";
import { TOKEN_SECONDS } from "../../identity/model.ts";
import { webDatabase } from "../database.ts";
import { readBody } from "./body.ts";
import { problemOf } from "./problem.ts";

/** OAuth 2.0 client credentials (RFC 6749 §4.4): by HTTP Basic, or in the form. */
export async function answerToken(request: Request): Promise<Response> {
  try {
    return await token(request);
  } catch (error) {
    return problemOf(error);
  }
}

const LONGEST = 8 * 1024;
const FORM = "application/x-www-form-urlencoded";

async function token(request: Request): Promise<Response> {
  if (!(request.headers.get("content-type") ?? "").toLowerCase().startsWith(FORM)) {
    return refused(400, "invalid_request", `The body must be ${FORM}.`);
  }
  const body = await readBody(request, LONGEST);
  if (!body) return refused(400, "invalid_request", "The body is too long.");
  const form = new URLSearchParams(body.toString("utf8"));
  // Every parameter once, says RFC 6749 §3.2.
  if (new Set(form.keys()).size < form.size) {
    return refused(400, "invalid_request", "A parameter is there twice.");
  }
  const grant = form.get("grant_type");
  if (!grant) return refused(400, "invalid_request", "grant_type is missing.");
  if (grant !== "client_credentials") {
    return refused(400, "unsupported_grant_type", "Only client_credentials is offered.");
  }
  const credentials = credentialsOf(request.headers.get("authorization"), form);
  if (credentials === "both") {
    return refused(400, "invalid_request", "Credentials by HTTP Basic or in the form, not both.");
  }
  const issued = credentials && (await issueToken(webDatabase(), credentials, new Date()));
  if (!issued) {
    return refused(
      401,
      "invalid_client",
      `Unknown client, wrong secret, or too many failures: after five the client waits ${LOCK_MINUTES} minutes.`,
    );
  }
  const { token, scopes } = issued;
  const asked = form.get("scope")?.split(" ").filter(Boolean) ?? [];
  if (asked.some((scope) => !scopes.some((one) => one === scope))) {
    return refused(400, "invalid_scope", `The client has: ${scopes.join(" ")}.`);
  }
  return Response.json(
    {
      access_token: token,
      token_type: "Bearer",
      expires_in: TOKEN_SECONDS,
      scope: scopes.join(" "),
    },
    { headers: noStore },
  );
}

type Credentials = Readonly<{ clientId: string; secret: string }>;

function credentialsOf(header: string | null, form: URLSearchParams): Credentials | "both" | null {
  const clientId = form.get("client_id");
  const secret = form.get("client_secret");
  const [, encoded] = /^Basic ([\w+/=]+)$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) {
    return clientId && secret ? keepable({ clientId, secret }) : null;
  }
  if (secret !== null) return "both";
  const [, name, word] =
    /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded, "base64").toString()) ?? [];
  if (name === undefined || word === undefined) return null;
  return keepable({ clientId: formDecoded(name), secret: formDecoded(word) });
}

/** PostgreSQL's text cannot hold the character zero, and nobody's id or secret is long. */
const keepable = (sent: Credentials): Credentials | null =>
  `${sent.clientId}${sent.secret}`.includes("\0") || sent.clientId.length + sent.secret.length > 500
    ? null
    : sent;

/** Both parts of Basic are form-encoded first (RFC 6749 §2.3.1); what is not well-formed stays as it is. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

const noStore = { "cache-control": "no-store", pragma: "no-cache" } as const;

function refused(status: 400 | 401, error: string, description: string): Response {
  return Response.json(
    { error, error_description: description },
    {
      status,
      headers: {
        ...noStore,
        ...(status === 401 ? { "www-authenticate": 'Basic realm="xinqiao", charset="UTF-8"' } : {}),
      },
    },
  );
}
