import { generateKeyPairSync } from "node:crypto";
import {
  getToken,
  pushPath,
  signedPost,
  type PlatformClient,
} from "#sandbox/department/platform-client.ts";
import { database } from "#db/client.ts";
import { createApiClient } from "../../identity/index.ts";
import { signerOf } from "../../kernel/signing.ts";
import { freshDatabase } from "../../testing/database.ts";
import { anOperator } from "../../testing/people.ts";

export const url = "https://platform.example";
/** One request after another, answered by handlers in place of a network. */
type Route = (request: Request) => Promise<Response>;
type Post = Parameters<typeof signedPost>[1];

/** A database, and a program of the tax office that is let in. */
export async function openApiStage(route: Route) {
  const fresh = await freshDatabase();
  const { owner } = fresh;
  const web = fresh.as("xinqiao_web");
  const aClient = async (
    organisation = "department:tax",
    curve: "ed25519" | "SM2" = "ed25519",
  ): Promise<PlatformClient> => {
    const { privateKey } =
      curve === "SM2"
        ? generateKeyPairSync("ec", { namedCurve: "SM2" })
        : generateKeyPairSync("ed25519");
    const der = privateKey.export({ format: "der", type: "pkcs8" });
    const signer = signerOf(der.toString("base64"));
    const made = await createApiClient(
      { db: database(web), actor: await anOperator(owner), now: new Date() },
      { name: "测试程序", organisation, publicKey: signer.publicKey.spki },
    );
    return { url, signer, fetch: route, ...made };
  };
  return { fresh, owner, web, aClient };
}
export type ApiStage = Awaited<ReturnType<typeof openApiStage>>;

export const vatPath = pushPath("vat_declaration");

/** Pushes as one program, and reads what it is answered. */
export async function pusher(client: PlatformClient) {
  const token = await getToken(client);
  const push = (body: string | Uint8Array, parts: Partial<Post> = {}, as = client) =>
    signedPost(as, { token, path: vatPath, body, ...parts });
  return { token, push };
}

/** The body of a refusal, which says of itself what it is. */
export async function problemIn(response: Response): Promise<Record<string, unknown>> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("application/problem+json")) throw new Error(`no problem but ${type}`);
  return (await response.json()) as Record<string, unknown>; // RFC 9457: an object.
}

export const header =
  "统一社会信用代码,所属期,申报销售额,应纳税额,实缴税额,期末欠税,逾期申报天数\n";
export const row = (uscc: string, period = "2026-09", paid = "30") =>
  `${uscc},${period},1000,30,${paid},0,0\n`;
