import { z } from "zod";
import type { Db } from "#db/client.ts";
import { allow, type Verb } from "../access/matrix.ts";
import type { Actor } from "../access/model.ts";
import { writeAudit, type AuditEntry } from "../audit/index.ts";
import { Refusal, type FieldProblem } from "../kernel/refusal.ts";

export type Call<A = Actor> = Readonly<{ db: Db; actor: A; now: Date }>;
export type Operation<Result> = (call: Call, raw: unknown) => Promise<Result>;
type ActorFor<V extends Verb> = ReturnType<typeof allow<V>>;
type Outcome<Result> = Readonly<{ result: Result; audit: AuditEntry }>;

/** A way to read: permission, then input, then one look at the database. */
export function query<V extends Verb, Input extends z.ZodType, Result>(
  verb: V,
  input: Input,
  look: (call: Call<ActorFor<V>>, input: z.output<Input>) => Promise<Result>,
): Operation<Result> {
  return async (call, raw) => {
    const actor = allow(call.actor, verb);
    return look({ ...call, actor }, parseInput(verb, input, raw));
  };
}

/**
 * The only way to change data: permission, input, one transaction, one audit line. The audit entry
 * is part of the return type, so that a command without one does not compile. `before` runs ahead
 * of the transaction, for checks whose own trace must survive a refusal (a wrong second password).
 */
export function command<V extends Verb, Input extends z.ZodType, Result>(
  verb: V,
  input: Input,
  work: (call: Call<ActorFor<V>>, input: z.output<Input>) => Promise<Outcome<Result>>,
  before?: (call: Call<ActorFor<V>>, input: z.output<Input>) => Promise<void>,
): Operation<Result> {
  return async (call, raw) => {
    const actor = allow(call.actor, verb);
    const parsed = parseInput(verb, input, raw);
    await before?.({ ...call, actor }, parsed);
    return transact(call, verb, actor, (db) => work({ ...call, actor, db }, parsed));
  };
}

/** What a person without an account may do, such as register: input, one transaction, one audit line. */
export function openCommand<Input extends z.ZodType, Result>(
  verb: string,
  input: Input,
  work: (call: Omit<Call, "actor">, input: z.output<Input>) => Promise<Outcome<Result>>,
) {
  return async (call: Omit<Call, "actor">, raw: unknown): Promise<Result> => {
    const parsed = parseInput(verb, input, raw);
    return transact(call, verb, null, (db) => work({ ...call, db }, parsed));
  };
}

function transact<Result>(
  { db, now }: Omit<Call, "actor">,
  verb: string,
  actor: Actor | null,
  work: (db: Db) => Promise<Outcome<Result>>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    const { result, audit } = await work(tx);
    await writeAudit(tx, { verb, actor, at: now, ...audit });
    return result;
  });
}

function parseInput<Input extends z.ZodType>(
  verb: string,
  input: Input,
  raw: unknown,
): z.output<Input> {
  const parsed = input.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: FieldProblem[] = parsed.error.issues.map((issue) => ({
    path: issue.path.join("."),
    message: issue.message,
  }));
  throw new Refusal("invalid", `${verb}.input`, "请更正标出的内容后再提交。", {
    fields,
    cause: parsed.error,
  });
}
