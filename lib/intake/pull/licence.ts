import type { Sql } from "postgres";
import { standingLabels, standingOf, type AuthorisationStatus } from "../../consent/model.ts";
import { itemOf, type ItemId } from "../catalogue.ts";
import type { PullQuestion } from "./protocol.ts";

export type Licence =
  | Readonly<{ good: true; uscc: string; licence: PullQuestion["licence"] }>
  | Readonly<{ good: false; uscc: string; words: string }>;

type Row = Readonly<{
  uscc: string;
  status: AuthorisationStatus;
  startsAt: Date;
  endsAt: Date;
  usedQueries: number;
  maximumQueries: number;
  items: string[];
  artefact: string | null;
  signature: string | null;
  algorithm: PullQuestion["licence"]["algorithm"] | null;
  keyId: string | null;
}>;

/**
 * The authorisation that a question goes out under, as it stands at this moment: one that was
 * withdrawn while the question waited asks nothing. The gate checks again whoever reads the answer.
 */
export async function licenceFor(
  sql: Sql,
  pullId: string,
  item: ItemId,
  now: Date,
): Promise<Licence> {
  const [row] = await sql<Row[]>`
    select p.uscc, a.status, a.starts_at as "startsAt", a.ends_at as "endsAt",
      a.used_queries as "usedQueries", a.maximum_queries as "maximumQueries", a.items, a.artefact,
      a.signature, a.signature_algorithm as algorithm, a.signature_key_id as "keyId"
    from intake.pull p join consent.authorisation a on a.id = p.authorisation_id and a.uscc = p.uscc
    where p.id = ${pullId}`;
  if (!row) throw new Error("a pull without its authorisation");
  const { uscc, artefact, signature, algorithm, keyId } = row;
  const standing = standingOf(row, now);
  if (standing !== "in_force") {
    return { good: false, uscc, words: `授权${standingLabels[standing]}，未向部门查询。` };
  }
  if (!row.items.includes(item) && itemOf(item).sharing !== "public") {
    return { good: false, uscc, words: "授权未包含该数据项，未向部门查询。" };
  }
  if (artefact === null || signature === null || algorithm === null || keyId === null) {
    return { good: false, uscc, words: "授权没有可供部门核验的签名凭证，未向部门查询。" };
  }
  return { good: true, uscc, licence: { artefact, algorithm, keyId, signature } };
}
