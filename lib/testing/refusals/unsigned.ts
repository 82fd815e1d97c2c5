import type { Sql } from "#db/client.ts";
import type { AuthorisationStatus } from "../../consent/model.ts";
import { newId } from "../../kernel/ids.ts";
import type { LookScene } from "./situation.ts";

type Unsigned = Readonly<{
  status: Extract<
    AuthorisationStatus,
    "created" | "requested" | "refused" | "withdrawn" | "expired"
  >;
  /** Written out for the signer to read: it has an artefact, and nobody's signature. */
  prepared?: boolean;
}>;

/** An authorisation that nobody has signed. */
export const unsigned =
  ({ status, prepared = false }: Unsigned) =>
  async (sql: Sql, { uscc, institution, person, officer }: LookScene): Promise<string> => {
    const id = newId();
    const artefact = prepared ? `{"number":"${id}"}` : null;
    const requested = status !== "created";
    await sql`
      insert into consent.authorisation ${sql({
        id,
        number: `SQ-TEST-${id}`,
        uscc,
        institution_id: institution.id,
        items: ["tax_grade", "vat_declaration"],
        purpose: "credit_review",
        stage: "before_loan",
        maximum_queries: 5,
        frequency_times: 10,
        frequency_unit: "day",
        look_back_months: 36,
        data_life_days: 90,
        starts_at: new Date(Date.now() - 86_400_000),
        ends_at: new Date(Date.now() + (status === "expired" ? -1000 : 86_400_000)),
        requested_by: requested ? officer.accountId : null,
        artefact,
        status,
        status_by: requested ? officer.accountId : person.accountId,
        status_reason: "测试",
        withdrawn_at: status === "withdrawn" ? new Date() : null,
      })}`;
    if (artefact)
      await sql`
        update consent.authorisation set artefact_hash = encode(sha256(convert_to(artefact, 'UTF8')), 'hex') where id = ${id}`;
    return id;
  };
