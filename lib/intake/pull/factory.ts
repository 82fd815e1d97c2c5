import { startDepartments, type Sandbox } from "#sandbox/department/server.ts";
import { database, type Sql } from "#db/client.ts";
import { platformSigner } from "../../consent/index.ts";
import { newId } from "../../kernel/ids.ts";
import { freshDatabase } from "../../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
} from "../../testing/people.ts";
import { readPull } from "./queries.ts";
import { requestPull } from "./request.ts";
import { readSources, type PullSources } from "./sources.ts";
import type { PullSettings } from "./work.ts";

const everything = ["vat_declaration", "electricity", "water", "housing_fund"];

/** A database, the real sandbox of the departments over HTTP, and a clock that can be put forward. */
export async function openPullStage() {
  const fresh = await freshDatabase();
  const { owner } = fresh;
  const db = database(fresh.as("xinqiao_web"));
  const sandbox: Sandbox = await startDepartments({ platformKeys: [platformSigner().publicKey] });
  const sources = readSources(JSON.stringify(sandbox.sources));
  const clock = { aheadMs: 0 };
  const waits: number[] = [];
  let before = new Map<string, number>();

  const settings = (parts: Partial<PullSettings> = {}): PullSettings => ({
    sources,
    signer: platformSigner(),
    now: () => new Date(Date.now() + clock.aheadMs),
    sleep: async (ms) => void waits.push(ms),
    // Far more than a department takes that is well, even where the machine is busy.
    timeoutMs: 2000,
    onDefect: (error) => {
      throw error;
    },
    ...parts,
  });

  return {
    owner,
    intake: fresh.as("xinqiao_intake"),
    sandbox,
    sources,
    clock,
    /** How long was waited between tries, in milliseconds. */
    waits,
    settings,
    withQuota: (dailyQuota: number): PullSources =>
      new Map([...sources].map(([id, source]) => [id, { ...source, dailyQuota }])),
    /** How many questions a department has had since the beginning of the test. */
    asked: (id: string) => sandbox.asked(id) - (before.get(id) ?? 0),
    aPull: (items: readonly string[] = everything) => aPull(owner, db, items),
    /** Departments are well again, and nothing is known of how they were. */
    begin: async () => {
      await owner`truncate intake.source, intake.pull_source`;
      for (const id of sources.keys()) sandbox.turn(id, {});
      before = new Map([...sources.keys()].map((id) => [id, sandbox.asked(id)]));
      clock.aheadMs = 0;
      waits.length = 0;
    },
    close: async () => {
      await sandbox.stop();
      await fresh.drop();
    },
  };
}
export type PullStage = Awaited<ReturnType<typeof openPullStage>>;

/** A pull that an officer has asked for, under an authorisation of these items. */
async function aPull(owner: Sql, db: ReturnType<typeof database>, items: readonly string[]) {
  const { uscc } = await anEnterprise(owner);
  const person = await anEnterprisePerson(owner, uscc);
  const institution = await anInstitution(owner);
  const actor = await anOfficer(owner, institution.id);
  const authorisationId = await anAuthorisation(owner, {
    uscc,
    institutionId: institution.id,
    signedBy: person.accountId,
    items,
  });
  const pullId = newId();
  await requestPull({ db, actor, now: new Date() }, { pullId, authorisationId });
  return {
    uscc,
    authorisationId,
    pullId,
    statuses: async () => {
      const { sources } = await readPull({ db, actor, now: new Date() }, { pullId });
      return Object.fromEntries(sources.map((one) => [one.itemId, one]));
    },
    recorded: async () =>
      (
        await owner<{ item: string; rows: number }[]>`
        select item, count(*)::int as rows from credit.record
        where uscc = ${uscc} and superseded_at is null group by item order by item`
      ).map(({ item, rows }) => `${item} ${rows}`),
  };
}
