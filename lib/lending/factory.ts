import type { Sql } from "#db/client.ts";
import { dayOf } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { bankTax1, hashOf } from "../scoring/index.ts";
import { aStoredDemand } from "../matching/factory.ts";
import { aStoredProduct } from "../products/factory.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
} from "../testing/people.ts";
import type { ApplicationState, EventPayload } from "./model.ts";

type Of = Readonly<{
  demandId: string;
  productId: string;
  productVersionId: string;
  institutionId: string;
  uscc: string;
  authorisationId: string;
}>;

/**
 * An enterprise with an open demand, an institution with two officers and one product on offer, and
 * an authorisation between them that covers what the product requires.
 */
export async function aScene(sql: Sql) {
  const { uscc } = await anEnterprise(sql);
  const person = await anEnterprisePerson(sql, uscc);
  const institution = await anInstitution(sql);
  const officer = await anOfficer(sql, institution.id);
  const colleague = await anOfficer(sql, institution.id);
  const product = await aStoredProduct(sql, { institutionId: institution.id });
  const demandId = await aStoredDemand(sql, { uscc });
  const authorisationId = await anAuthorisation(sql, {
    uscc,
    institutionId: institution.id,
    signedBy: person.accountId,
    items: ["tax_grade", "vat_declaration"],
  });
  return { uscc, person, institution, officer, colleague, product, demandId, authorisationId };
}
export type Scene = Awaited<ReturnType<typeof aScene>>;

/** An application within a scene: just submitted, unless a history says more. */
export function anApplicationIn(
  sql: Sql,
  { uscc, institution, product, demandId, authorisationId }: Scene,
  history: readonly [PastStep, ...PastStep[]] = [aSubmission(new Date())],
): Promise<string> {
  return aStoredApplication(
    sql,
    {
      uscc,
      demandId,
      authorisationId,
      institutionId: institution.id,
      productId: product.productId,
      productVersionId: product.versionId,
    },
    history,
  );
}

export const aSubmission = (at: Date): PastStep => ({
  at,
  state: "submitted",
  payload: { kind: "submit", eligibility: "MATCH" },
});

/** One step of a history, with the state that it led to. */
export type PastStep = Readonly<{ at: Date; state: ApplicationState; payload: EventPayload }>;

/** The steps that lead to a disbursed loan, all at one moment; cut it short with `untilState`. */
export const aLoanHistory = (at: Date): readonly [PastStep, ...PastStep[]] => [
  aSubmission(at),
  { at, state: "accepted", payload: { kind: "accept" } },
  {
    at,
    state: "granted",
    payload: {
      kind: "approve",
      scoreId: newId(),
      note: null,
      amountFen: 80_000_000,
      rateBps: 400,
      termMonths: 12,
    },
  },
  {
    at,
    state: "contracted",
    payload: {
      kind: "sign_contract",
      contractNumber: "HT-1",
      signedOn: dayOf(at),
      guaranteeKind: "credit",
      repaymentKind: "revolving",
    },
  },
  {
    at,
    state: "disbursed",
    payload: {
      kind: "disburse",
      amountFen: 80_000_000,
      disbursedOn: dayOf(at),
      firstLoan: true,
    },
  },
];

export function untilState(
  [first, ...others]: readonly [PastStep, ...PastStep[]],
  state: ApplicationState,
): readonly [PastStep, ...PastStep[]] {
  const last = others.findIndex((step) => step.state === state);
  return [first, ...others.slice(0, last + 1)];
}

/** An application with its history, written as the owner. */
export async function aStoredApplication(
  sql: Sql,
  of: Of,
  history: readonly [PastStep, ...PastStep[]],
): Promise<string> {
  const id = newId();
  await sql`
    insert into lending.application ${sql({
      id,
      number: `DK-TEST-${id}`,
      demand_id: of.demandId,
      product_id: of.productId,
      product_version_id: of.productVersionId,
      institution_id: of.institutionId,
      uscc: of.uscc,
      authorisation_id: of.authorisationId,
      applied_at: history[0].at,
    })}`;
  const rows = history.map(({ at, state, payload }, index) => ({
    application_id: id,
    seq: index + 1,
    kind: payload.kind,
    state,
    at,
    actor_id: newId(),
    payload: sql.json(payload),
  }));
  await sql`insert into lending.event ${sql(rows)}`;
  return id;
}

type ScoreParts = Readonly<{
  applicationId: string;
  uscc: string;
  institutionId: string;
  scoredAt: Date;
  cardHash?: string;
  facts?: Record<string, number | string | null>;
  /** By item that the look covered. */
  dataVersions?: Record<string, number>;
}>;

/** A score as opening the profile leaves it; only what decisions look at is filled in. */
export async function aStoredScore(sql: Sql, parts: ScoreParts): Promise<string> {
  const id = newId();
  const [application] = await sql<{ authorisation_id: string }[]>`
    select authorisation_id from lending.application where id = ${parts.applicationId}`;
  await sql`
    insert into scoring.score ${sql({
      id,
      uscc: parts.uscc,
      institution_id: parts.institutionId,
      application_id: parts.applicationId,
      card_id: bankTax1.id,
      card_version: bankTax1.version,
      card_hash: parts.cardHash ?? hashOf(bankTax1),
      facts: sql.json(parts.facts ?? {}),
      result: sql.json({ gradeLabel: "良", limit: { suggestedFen: null, steps: [], note: null } }),
      total: 700,
      grade: "B",
      scored_at: parts.scoredAt,
      authorisation_id: application?.authorisation_id ?? null,
      data_versions: sql.json(parts.dataVersions ?? {}),
    })}`;
  return id;
}
