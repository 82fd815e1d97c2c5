import "server-only";
import { forbidden, notFound } from "next/navigation";
import type { Db } from "#db/client.ts";
import { Refusal, type RefusalKind } from "../kernel/refusal.ts";
import type { Operation } from "../operation/index.ts";
import { watchCommits } from "./commit-watch.ts";
import { isUnreachable, renewPool, webDatabase } from "./database.ts";
import { printable } from "./failure.ts";
import { currentActor, requireActor } from "./session.ts";

/** For pages: the answer, or the page that says why there is none. */
export async function read<Result>(
  operation: Operation<Result>,
  input: unknown = {},
): Promise<Result> {
  const actor = await requireActor();
  return answered(() => operation({ db: webDatabase(), actor, now: new Date() }, input));
}

/** The same for pages that anybody may read. */
export const readOpen = <Input, Result>(
  operation: (call: { db: Db; now: Date }, input: Input) => Promise<Result>,
  input: Input,
): Promise<Result> => answered(() => operation({ db: webDatabase(), now: new Date() }, input));

async function answered<Result>(look: () => Promise<Result>): Promise<Result> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refusal && (error.kind === "not_found" || error.kind === "invalid"))
      notFound();
    if (error instanceof Refusal && error.kind === "forbidden") forbidden();
    throw printable(error);
  }
}

export type Performed<Result> =
  | Readonly<{ ok: true; result: Result }>
  | Readonly<{
      ok: false;
      kind: RefusalKind;
      reason: string;
      message: string;
      /** Message by field. */
      fields: Readonly<Record<string, string>>;
    }>;

/** For actions: what came of it, as a value that a form can show. Only defects are thrown. */
export async function perform<Result>(
  operation: Operation<Result>,
  input: unknown,
): Promise<Performed<Result>> {
  return attempt(async (db) => {
    const actor = await currentActor();
    if (!actor) {
      throw new Refusal(
        "unauthenticated",
        "session.ended",
        "登录已过期。请在新标签页重新登录后回到此页再次提交，已填写的内容不会丢失。",
      );
    }
    return operation({ db, actor, now: new Date() }, input);
  });
}

/** The same for what a person without an account may do. */
export function performOpen<Result>(
  operation: (call: { db: Db; now: Date }, input: unknown) => Promise<Result>,
  input: unknown,
): Promise<Performed<Result>> {
  return attempt((db) => operation({ db, now: new Date() }, input));
}

async function attempt<Result>(work: (db: Db) => Promise<Result>): Promise<Performed<Result>> {
  const { db, commitSent } = watchCommits(webDatabase());
  try {
    return { ok: true, result: await work(db) };
  } catch (error) {
    if (error instanceof Refusal) {
      const fields: Record<string, string> = {};
      for (const { path, message } of error.fields) fields[path] ??= message;
      return { ok: false, kind: error.kind, reason: error.reason, message: error.message, fields };
    }
    if (isUnreachable(error)) {
      renewPool();
      const { reason, message } = commitSent() ? unconfirmed : undone;
      return { ok: false, kind: "unavailable", reason, message, fields: {} };
    }
    throw printable(error);
  }
}

const undone = {
  reason: "web.unavailable",
  message: "暂时无法连接数据库，本次操作没有生效。您填写的内容仍在，请稍后再次提交。",
} as const;

/** The connection broke off between COMMIT and its answer: nobody here knows which way it went. */
const unconfirmed = {
  reason: "web.unconfirmed",
  message: "与数据库的连接中断，本次操作可能没有生效，请核对后再试。您填写的内容仍在。",
} as const;
