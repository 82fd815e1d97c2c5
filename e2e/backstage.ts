import { connect, type Sql } from "#db/client.ts";
import { controlPort } from "./stage-ports.ts";

/** What a test may know of its stage that no browser may: the database's owner and the keys. */
export type Backstage = Readonly<{
  ownerUrl: string;
  sessionSecret: string;
  signingKey: string;
  personalDataKeys: string;
  /** The departments' query interfaces, which a test may turn (sandbox/department/knobs.ts). */
  sandboxUrl: string;
}>;

/** Asked of the stage itself, so that one that was started by hand can be played on as well. */
export async function backstage(): Promise<Backstage> {
  const answer = await fetch(`http://127.0.0.1:${controlPort}/backstage`);
  return (await answer.json()) as Backstage; // Written by e2e/stage.ts.
}

/** The stage's database, as the owner of all tables. */
export async function ownerOfStage(): Promise<Sql> {
  return connect((await backstage()).ownerUrl, { max: 4, applicationName: "xinqiao-e2e" });
}

/** Lets the builders of lib/testing sign as the stage's application does. */
export async function signAsStage(): Promise<void> {
  const { sessionSecret, signingKey, personalDataKeys } = await backstage();
  Object.assign(process.env, {
    WEB_DATABASE_URL: "postgres://unused.invalid/unused",
    NEXTAUTH_SECRET: sessionSecret,
    SIGNING_KEY: signingKey,
    PERSONAL_DATA_KEYS: personalDataKeys,
  });
}
