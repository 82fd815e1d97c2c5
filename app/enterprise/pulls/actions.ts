"use server";

import type { PullAsked } from "#components/intake/pull-words.ts";
import { requestPull } from "#lib/intake/index.ts";
import { newId } from "#lib/kernel/ids.ts";
import { perform } from "#lib/web/perform.ts";

export async function askAction(): Promise<PullAsked> {
  const performed = await perform(requestPull, { pullId: newId() });
  return performed.ok ? performed.result : { problem: performed.message };
}
