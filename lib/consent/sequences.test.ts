import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import { readByAuthorisation } from "../credit/index.ts";
import { addDays, dayOf } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { anApplicationIn, aScene } from "../lending/factory.ts";
import {
  requestAuthorisation,
  takeBackAuthorisationRequest,
  withdrawAuthorisation,
  withdrawAuthorisations,
} from "../lending/index.ts";
import {
  isMaking,
  Model,
  steps,
  type Acting,
  type Making,
  type Row,
} from "../testing/authorisation-model.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation } from "../testing/people.ts";
import { maySign, signingForm } from "../testing/signing.ts";
import {
  draftAuthorisation,
  expireAuthorisations,
  pauseAuthorisation,
  prepareAuthorisation,
  refuseRequest,
  resumeAuthorisation,
  signAuthorisation,
} from "./index.ts";
import { standingOf } from "./model.ts";

// What the document looks like has tests of its own, and takes longer than all the rest.
vi.mock("./document/index.ts", async (original) => ({
  ...(await original<object>()),
  renderAuthorisationPdf: async ({ number, preparedAt }: { number: string; preparedAt: Date }) =>
    Buffer.from(`${number} ${preparedAt.toISOString()}`),
}));

let fresh: FreshDatabase;
let owner: Sql;
let worker: Sql;
let db: Db;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  worker = fresh.as("xinqiao_worker");
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());

const DAY_MS = 86_400_000;
const today = dayOf(new Date());
const nobodysHash = "0".repeat(64);

/** An enterprise, an officer and an application, with everything that may be done between them. */
async function aWorld() {
  const scene = await aScene(owner);
  await maySign(owner, scene.person);
  const applicationId = await anApplicationIn(owner, scene);
  await owner`
    update consent.authorisation set status = 'withdrawn', withdrawn_at = now() where id = ${scene.authorisationId}`;
  const enterprise = () => ({ db, actor: scene.person, now: new Date() });
  const officer = () => ({ db, actor: scene.officer, now: new Date() });
  const terms = { items: ["vat_declaration"], startsOn: today, endsOn: addDays(today, 30) };
  const hashOf = async (id: string) => {
    const [row] = await owner<{ hash: string | null }[]>`
      select artefact_hash as hash from consent.authorisation where id = ${id}`;
    return row?.hash ?? nobodysHash;
  };

  return {
    scene,
    /** Makes a new row; gives its id. */
    make: async (made: Making): Promise<string> => {
      const maximumQueries = String(made.maximumQueries);
      switch (made.do) {
        case "draft": {
          const institutionId = scene.institution.id;
          return (
            await draftAuthorisation(enterprise(), { ...terms, institutionId, maximumQueries })
          ).id;
        }
        case "request":
          return (
            await requestAuthorisation(officer(), { ...terms, applicationId, maximumQueries })
          ).id;
        case "signed":
          return anAuthorisation(owner, {
            uscc: scene.uscc,
            institutionId: scene.institution.id,
            signedBy: scene.person.accountId,
            maximumQueries: made.maximumQueries,
            frequency: { times: made.times, unit: "day" },
            startsAt: new Date(Date.now() + (made.period === "future" ? 1 : -9) * DAY_MS),
            endsAt: new Date(Date.now() + (made.period === "past" ? -1 : 9) * DAY_MS),
          });
      }
    },
    /** Does one thing to one row, or to all; gives what the answer was, in one word. */
    act: async (done: Acting, row: Row | undefined): Promise<string> => {
      const one = { authorisationId: row?.id ?? newId() };
      switch (done.do) {
        case "prepare":
          return answer(prepareAuthorisation(enterprise(), one));
        case "sign": {
          const read = { id: one.authorisationId, artefactHash: await hashOf(one.authorisationId) };
          return answer(signAuthorisation(enterprise(), signingForm(read)));
        }
        case "refuse":
          return answer(refuseRequest(enterprise(), one));
        case "takeBack":
          return answer(takeBackAuthorisationRequest(officer(), one));
        case "pause":
          return answer(pauseAuthorisation(enterprise(), one));
        case "resume":
          return answer(resumeAuthorisation(enterprise(), one));
        case "withdraw":
          return answer(withdrawAuthorisation(enterprise(), one));
        case "withdrawAll": {
          const { id } = scene.institution;
          const { withdrawn } = await withdrawAuthorisations(enterprise(), { institutionId: id });
          return `withdrew ${withdrawn}`;
        }
        case "expire": {
          // The rows of this world: none of an earlier one is left.
          const { expired } = await expireAuthorisations(worker, new Date());
          return `expired ${expired}`;
        }
        case "query": {
          const looked = await readByAuthorisation(officer(), {
            ...one,
            uscc: scene.uscc,
            stage: "before_loan",
            purposeCode: "credit_review",
            items: null,
            applicationId,
            purpose: "测试",
          });
          return looked.granted ? "granted" : looked.because;
        }
      }
    },
  };
}

async function answer(doing: Promise<unknown>): Promise<string> {
  try {
    await doing;
    return "done";
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

/** The database's own account of the row, to be compared with the model's. */
async function found({ id }: Row) {
  const [row] = await owner<
    { status: Row["status"]; used: number; maximum: number; starts: Date; ends: Date }[]
  >`
    select status, used_queries as used, maximum_queries as maximum, starts_at as starts, ends_at as ends
    from consent.authorisation where id = ${id}`;
  if (!row) throw new Error("a row was lost");
  const changes = await owner`
    select from_status as from, to_status as to, actor_id as by, reason from consent.status_change
    where authorisation_id = ${id} order by seq`;
  const standing = standingOf(
    {
      status: row.status,
      startsAt: row.starts,
      endsAt: row.ends,
      usedQueries: row.used,
      maximumQueries: row.maximum,
    },
    new Date(),
  );
  expect(changes.filter(({ reason }) => !reason)).toEqual([]);
  const history = changes.map(({ from, to, by }) => ({
    from: from as string | null,
    to: to as string,
    by: by as string | null,
  }));
  return { status: row.status, used: row.used, standing, history };
}

test("whatever is done in whatever order, the database stands as a small model says, and so does each answer", async () => {
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      // What another run has left.
      await expireAuthorisations(worker, new Date());
      const world = await aWorld();
      const model = new Model({
        person: world.scene.person.accountId,
        officer: world.scene.officer.accountId,
      });
      for (const next of taken) {
        let said: string;
        let expected: string;
        if (isMaking(next)) {
          expected = model.mayMake(next);
          const made = await world.make(next).catch((error: unknown) => {
            if (error instanceof Refusal) return error;
            throw error;
          });
          said = made instanceof Refusal ? made.reason : "done";
          if (!(made instanceof Refusal)) model.add(made, next);
        } else {
          const row = model.pick(next.which);
          expected = model.act(next);
          said = await world.act(next, row);
        }
        met.set(`${next.do}: ${said}`, 1 + (met.get(`${next.do}: ${said}`) ?? 0));
        expect({ ...next, said }).toEqual({ ...next, said: expected });
      }
      for (const row of model.rows) {
        expect(await found(row)).toEqual({
          status: row.status,
          used: row.used,
          standing: model.standing(row),
          history: row.history,
        });
      }
      const looks = await owner`
        select verdict, count(*)::int as n from consent.access_log where uscc = ${world.scene.uscc} group by 1`;
      expect(new Map(looks.map(({ verdict, n }) => [verdict as string, n as number]))).toEqual(
        model.looks,
      );
    }),
    { numRuns: 60 },
  );
  // The sequences get far enough for the comparison to mean something.
  for (const answer of [
    "sign: done",
    "query: granted",
    "query: paused",
    "query: withdrawn",
    "query: used_up",
    "query: expired",
    "query: never_granted",
    "pause: done",
    "resume: done",
    "refuse: done",
    "request: consent.already_requested",
  ])
    expect([answer, met.get(answer) ?? 0]).not.toEqual([answer, 0]);
}, 240_000);
