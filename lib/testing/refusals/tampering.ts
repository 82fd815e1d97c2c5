import { generateKeyPairSync } from "node:crypto";
import type { Sql } from "#db/client.ts";
import { newId } from "../../kernel/ids.ts";
import { sha256, signerOf } from "../../kernel/signing.ts";
import type { AuthorisationParts } from "../people.ts";
import { signedFor, type Cause, type Made } from "./situation.ts";

/**
 * What somebody who owns the database might do to what was signed. The triggers that stand against it
 * are switched off meanwhile: they are a first wall, and here it is the second that is tried.
 */

type Change = (sql: Sql, made: Made) => Promise<unknown>;

/** Runs a change of rows past the triggers that refuse it. */
const past =
  (table: string, trigger: string, always: boolean) =>
  (change: Change): Change =>
  async (sql, made) => {
    await sql.begin(async (tx) => {
      await tx.unsafe(`alter table ${table} disable trigger ${trigger}`);
      // A transaction runs statements as a connection does.
      await change(tx as unknown as Sql, made);
      await tx.unsafe(`alter table ${table} enable ${always ? "always" : ""} trigger ${trigger}`);
    });
  };
const unguarded = past("consent.authorisation", "guarded", false);
const unprotected = past("consent.document", "insert_only", true);

const setting = (columns: string): Change =>
  unguarded((sql, { authorisationId, scene }) =>
    sql.unsafe(
      `update consent.authorisation a set ${columns
        .replaceAll("$other", scene.otherUscc)
        .replaceAll("$stranger", scene.stranger.institutionId)
        .replaceAll("$person", scene.officer.accountId)} where id = '${authorisationId}'`,
    ),
  );

/** One more of the same parties, whole and well signed; withdrawn, so that no page picks it by itself. */
const another = (sql: Sql, { scene }: Made, parts: Partial<AuthorisationParts> = {}) =>
  signedFor(sql, scene, { ...parts, withdrawnAt: new Date() });

const HASHED = "artefact_hash = encode(sha256(convert_to(a.artefact, 'UTF8')), 'hex')";

/** One column of the terms says something else than the artefact; what is asked fits the new term. */
const term = (name: string, columns: string, more: Partial<Cause> = {}): Cause => ({
  name: `somebody changed its ${name}`,
  verdict: "artefact_altered",
  afterwards: setting(columns),
  ...more,
});

const terms: readonly Cause[] = [
  term("number", "number = number || '1'"),
  term("enterprise", "uscc = '$other'", {
    ask: ({ scene }) => ({ uscc: scene.otherUscc }),
    onProfile: "wrong_enterprise",
  }),
  term("grantee", "institution_id = '$stranger'", {
    ask: ({ scene }) => ({ actor: scene.stranger }),
    onProfile: "not_found",
  }),
  term("items, adding one", "items = '{electricity,tax_grade,vat_declaration}'"),
  term("items, taking one away", "items = '{vat_declaration}'"),
  term("items, putting them in another order", "items = '{vat_declaration,tax_grade}'"),
  term("purpose", "purpose = 'disbursement_review', stage = 'during_loan'", {
    ask: () => ({ stage: "during_loan", purposeCode: "disbursement_review" }),
  }),
  term("stage", "stage = 'during_loan'", { ask: () => ({ stage: "during_loan" }) }),
  term("number of queries, upwards", "maximum_queries = 6"),
  term("number of queries, downwards", "maximum_queries = 4"),
  term("frequency", "frequency_times = 9"),
  term("unit of its frequency", "frequency_unit = 'month'"),
  term("frequency, taking it away", "frequency_times = null, frequency_unit = null"),
  term("look-back, upwards", "look_back_months = 48"),
  term("look-back, downwards", "look_back_months = 12"),
  term("data life", "data_life_days = 91"),
  term("first instant", "starts_at = starts_at - interval '1 millisecond'"),
  term("last instant", "ends_at = ends_at + interval '1 millisecond'"),
  term("signer", "signed_by = '$person'"),
  term("signer's capacity", "signer_capacity = 'agent'"),
];

const altered = (name: string, columns: string): Cause => ({
  name,
  verdict: "artefact_altered",
  afterwards: setting(columns),
});

/** Artefact and hash are changed together, so that they fit each other; what is missing is the key. */
const rewritten = (columns: string, from: string, to: string): Change =>
  unguarded(async (sql, { authorisationId }) => {
    await sql.unsafe(
      `update consent.authorisation set artefact = replace(artefact, '${from}', '${to}')${columns} where id = '${authorisationId}'`,
    );
    await sql.unsafe(
      `update consent.authorisation a set ${HASHED} where id = '${authorisationId}'`,
    );
  });

const artefacts: readonly Cause[] = [
  altered(
    "one character of the artefact is another",
    "artefact = replace(artefact, '测试企业', '测试企亚')",
  ),
  altered("a space stands after the artefact", "artefact = artefact || ' '"),
  altered("the hash beside the artefact is another", "artefact_hash = reverse(artefact_hash)"),
  altered("no hash stands beside the artefact", "artefact_hash = null"),
  altered(
    "the artefact is no JSON, and its hash fits",
    `artefact = 'anything', artefact_hash = encode(sha256('anything'::bytea), 'hex')`,
  ),
  {
    name: "the artefact says a number of queries that is no number, and its hash fits",
    verdict: "artefact_altered",
    afterwards: rewritten("", '"maximumQueries":5', '"maximumQueries":"many"'),
  },
  {
    name: "the artefact holds what the database cannot read, and its hash fits",
    verdict: "artefact_altered",
    afterwards: rewritten("", "测试企业", "\\u0000"),
  },
];

/** Nothing but the signature tells. */
const forged = (name: string, afterwards: Change): Cause => ({
  name,
  verdict: "signature_invalid",
  foundBy: "signature",
  afterwards,
});

const strangeKey = generateKeyPairSync("ed25519").privateKey.export({
  format: "der",
  type: "pkcs8",
});

const signatures: readonly Cause[] = [
  forged("the artefact and its hash were changed together", rewritten("", "测试企业", "测试企亚")),
  forged(
    "the number of queries was changed in the row, the artefact and its hash together",
    rewritten(", maximum_queries = 50", '"maximumQueries":5', '"maximumQueries":50'),
  ),
  forged(
    "items were added in the row, the artefact and its hash together",
    rewritten(
      `, items = '{electricity,tax_grade,vat_declaration}'`,
      '"items":[',
      '"items":["electricity",',
    ),
  ),
  forged("the signature is another authorisation's", async (sql, made) => {
    const other = await another(sql, made);
    await setting(
      `signature = (select signature from consent.authorisation o where o.id = '${other}')`,
    )(sql, made);
  }),
  forged(
    "one byte of the signature is another",
    setting(
      "signature = case left(signature, 1) when 'A' then 'B' else 'A' end || substr(signature, 2)",
    ),
  ),
  forged("the signature is empty", setting("signature = ''")),
  forged("the signature is no base64", setting("signature = '没有签名'")),
  forged("the signature names another key", setting("signature_key_id = repeat('0', 16)")),
  forged("the signature names no key", setting("signature_key_id = null")),
  forged(
    "the signature names another algorithm",
    setting(
      "signature_algorithm = case signature_algorithm when 'Ed25519' then 'SM2-SM3' else 'Ed25519' end",
    ),
  ),
  forged("a key that nobody trusts signed it", async (sql, made) => {
    const [row] = await sql<{ artefact: string }[]>`
      select artefact from consent.authorisation where id = ${made.authorisationId}`;
    const signer = signerOf(strangeKey.toString("base64"));
    const { value, keyId, algorithm } = signer.sign(Buffer.from(row?.artefact ?? "", "utf8"));
    await setting(
      `signature = '${value}', signature_key_id = '${keyId}', signature_algorithm = '${algorithm}'`,
    )(sql, made);
  }),
];

const document = (name: string, change: Change): Cause => ({
  name,
  verdict: "document_altered",
  afterwards: unprotected(change),
});

/** With another authorisation at hand, whose document it is about. */
const documentOfTwo = (name: string, change: (other: string) => Change): Cause => ({
  name,
  verdict: "document_altered",
  afterwards: async (sql, made) => {
    const other = await another(sql, made);
    await unprotected(change(other))(sql, made);
  },
});

const documents: readonly Cause[] = [
  document(
    "one byte of the document is another",
    (sql, { authorisationId }) =>
      sql`update consent.document set content = set_byte(content, 0, 0) where authorisation_id = ${authorisationId}`,
  ),
  document(
    "the document is longer",
    (sql, { authorisationId }) =>
      sql`update consent.document set content = content || 'x'::bytea where authorisation_id = ${authorisationId}`,
  ),
  document(
    "the document is gone",
    (sql, { authorisationId }) =>
      sql`delete from consent.document where authorisation_id = ${authorisationId}`,
  ),
  document(
    "another document stands there with its own digest",
    (sql, { authorisationId }) => sql`
      update consent.document set content = 'another', sha256 = ${sha256("another")}
      where authorisation_id = ${authorisationId}`,
  ),
  documentOfTwo(
    "the document was given to another authorisation",
    (other) =>
      (sql, { authorisationId }) =>
        sql`update consent.document set authorisation_id = ${other} where authorisation_id = ${authorisationId}`,
  ),
  documentOfTwo(
    "another authorisation's document stands in its place",
    (other) =>
      async (sql, { authorisationId }) => {
        await sql`delete from consent.document where authorisation_id = ${authorisationId}`;
        await sql`update consent.document set authorisation_id = ${authorisationId} where authorisation_id = ${other}`;
      },
  ),
];

/** A whole and well-signed artefact, of something else. */
const exchanged: readonly Cause[] = [
  {
    name: "artefact, hash and signature are another authorisation's",
    verdict: "artefact_altered",
    afterwards: async (sql, made) => {
      const other = await another(sql, made, {
        items: ["electricity", "tax_grade", "vat_declaration"],
      });
      await setting(
        `(artefact, artefact_hash, signature) = (select artefact, artefact_hash, signature from consent.authorisation o where o.id = '${other}')`,
      )(sql, made);
    },
  },
  {
    name: "artefact, hash, signature and terms are another authorisation's, but its number",
    verdict: "artefact_altered",
    afterwards: async (sql, made) => {
      const other = await another(sql, made, { maximumQueries: 50 });
      await setting(
        `(artefact, artefact_hash, signature, maximum_queries, starts_at, ends_at) = (
          select artefact, artefact_hash, signature, maximum_queries, starts_at, ends_at from consent.authorisation o where o.id = '${other}')`,
      )(sql, made);
    },
  },
  {
    name: "it is a copy of another row under a new id, with no document of its own",
    verdict: "document_altered",
    make: async (sql, scene) => {
      const original = await signedFor(sql, scene);
      const id = newId();
      await sql.begin(async (tx) => {
        await tx`alter table consent.authorisation disable trigger guarded`;
        await tx`create temporary table copied on commit drop as select * from consent.authorisation where id = ${original}`;
        await tx`update consent.authorisation set number = 'moved-' || number where id = ${original}`;
        await tx`update copied set id = ${id}`;
        await tx`insert into consent.authorisation select * from copied`;
        await tx`alter table consent.authorisation enable trigger guarded`;
      });
      return id;
    },
  },
];

export const tamperCauses: readonly Cause[] = [
  ...terms,
  ...artefacts,
  ...signatures,
  ...documents,
  ...exchanged,
];
