import { z } from "zod";
import { publicKeyOf, type PublicKey } from "../../kernel/signing.ts";

/** The query interface of one department. */
export type PullSource = Readonly<{
  /** Without `/query`. */
  url: string;
  /** What its answers are checked with. */
  publicKey: PublicKey;
  /** How many questions a day it takes, tries counted. */
  dailyQuota: number;
}>;
export type PullSources = ReadonlyMap<string, PullSource>;

const DEFAULT_QUOTA = 10_000;

const Settings = z.record(
  z.string(),
  z.object({
    url: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, "")),
    publicKey: z.string().transform(publicKeyOf),
    dailyQuota: z.int().positive().default(DEFAULT_QUOTA),
  }),
);

/** Reads the setting: `{ "<department id>": { "url", "publicKey", "dailyQuota"? } }`. */
export function readSources(json: string | undefined): PullSources {
  if (!json) return new Map();
  return new Map(Object.entries(Settings.parse(JSON.parse(json))));
}
