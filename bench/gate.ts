import type { Sql } from "#db/client.ts";
import { database } from "#db/client.ts";
import { fillWorld } from "#db/world/fill.ts";
import { readByAuthorisation } from "#lib/credit/index.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { newId } from "#lib/kernel/ids.ts";
import { platformSigner } from "#lib/consent/index.ts";
import { anAuthorisation, anInstitution, anOfficer } from "#lib/testing/people.ts";
import { benchDatabase } from "./database.ts";
import { say, type BenchResult } from "./result.ts";

const CLIENTS = 8;
const ROUNDS = 6;
const ROUND_MS = 4000;
const SUBJECTS = 120;
const ITEMS = ["vat_declaration", "tax_grade", "invoice_month", "electricity", "social_insurance"];

/**
 * Profile reads a second through the gate, with all that it checks, counts and logs, against the bare
 * SELECT of the same data and one INSERT into a log without index or check. Rounds alternate, so that
 * a busy minute of the machine falls on both.
 */
export async function gateBench(): Promise<BenchResult> {
  const held = await benchDatabase();
  try {
    say("filling a province …");
    const now = new Date();
    await fillWorld(held.owner, {
      seed: 7,
      enterprises: 400,
      institutions: 4,
      products: 8,
      months: 36,
      applications: 200,
      today: dayOf(now),
      now,
      sign: platformSigner().sign,
    });
    // The caps are a matter of data: without them, the same checks run and never say no.
    await held.owner`update consent.purpose set maximum_queries = 1000000, frequency_times = null, frequency_unit = null
      where code = 'credit_review'`;
    await held.owner`create table public.bare_log (uscc text, at timestamptz default now(), account uuid, items text[], purpose text)`;
    const subjects = await prepare(held.owner);
    const web = held.web;
    const db = database(web);
    const gate = (turn: number) => {
      const { uscc, authorisationId, actor } = subjects[turn % SUBJECTS] ?? raise();
      return readByAuthorisation(
        { db, actor, now: new Date() },
        {
          authorisationId,
          uscc,
          stage: "before_loan",
          purposeCode: "credit_review",
          items: null,
          applicationId: newId(),
          purpose: "贷前审查",
        },
      ).then((answer) => {
        if (!answer.granted) throw new Error(`refused: ${answer.because}`);
      });
    };
    const bare = async (turn: number) => {
      const { uscc, actor } = subjects[turn % SUBJECTS] ?? raise();
      const [row] = await held.owner`
        with logged as (insert into public.bare_log (uscc, account, items, purpose) values (${uscc}, ${actor.accountId}, ${ITEMS}, '贷前审查'))
        select d.* from credit.disclose(${uscc}, ${[...ITEMS, "penalty", "adverse_list"]}, (now() - interval '36 months')::date) d`;
      if (!row) throw new Error("nothing was read");
    };
    await round(gate, 1000);
    await round(bare, 1000);
    const found = { gate: 0, bare: 0 };
    for (let turn = 0; turn < ROUNDS; turn++) {
      found.gate += await round(gate, ROUND_MS);
      found.bare += await round(bare, ROUND_MS);
      say(`round ${turn + 1} of ${ROUNDS}`);
    }
    return {
      unit: "profile reads a second",
      ours: found.gate / ROUNDS,
      peers: { "bare SELECT and one INSERT": found.bare / ROUNDS },
      more: { clients: CLIENTS },
    };
  } finally {
    await held.stop();
  }
}

async function prepare(owner: Sql) {
  const institution = await anInstitution(owner);
  const actor = await anOfficer(owner, institution.id);
  const enterprises = await owner<{ uscc: string }[]>`
    select uscc from registry.enterprise e where exists (select from credit.record r where r.uscc = e.uscc) order by uscc limit ${SUBJECTS}`;
  return Promise.all(
    enterprises.map(async ({ uscc }) => ({
      uscc,
      actor,
      authorisationId: await anAuthorisation(owner, {
        uscc,
        institutionId: institution.id,
        signedBy: actor.accountId,
        items: ITEMS,
        maximumQueries: 1_000_000,
        frequency: null,
      }),
    })),
  );
}

/** How many a second, with all clients at work. */
async function round(work: (turn: number) => Promise<void>, milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let done = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let turn = client; performance.now() < end; turn += CLIENTS) {
        await work(turn);
        done++;
      }
    }),
  );
  return (done * 1000) / (performance.now() - started);
}

function raise(): never {
  throw new Error("no subject");
}
