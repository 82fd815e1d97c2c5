import type { Sql } from "#db/client.ts";

export type CommandLine = Readonly<{
  chain: string;
  verb: string;
  actorId: string | null;
  detail: Readonly<Record<string, unknown>>;
}>;

/** What was commanded about one thing, as its lines in the audit log tell it, first to last. */
export async function commandsAbout(sql: Sql, entityId: string): Promise<CommandLine[]> {
  return [
    ...(await sql<CommandLine[]>`
      select l.chain, l.body::jsonb ->> 'verb' as verb, l.body::jsonb ->> 'actorId' as "actorId",
        l.body::jsonb -> 'detail' as detail
      from audit.line l
      where l.kind = 'command' and l.body::jsonb ->> 'entityId' = ${entityId}
      order by l.at, l.chain, l.seq`),
  ];
}
