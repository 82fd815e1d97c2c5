/** What a bench found: how much of ours there is in a second, and of each peer in the same run. */
export type BenchResult = Readonly<{
  unit: string;
  ours: number;
  peers: Readonly<Record<string, number>>;
  /** Further figures of the run, by name. */
  more?: Readonly<Record<string, unknown>>;
}>;

export type Bench = (options: readonly string[]) => Promise<BenchResult>;

export const say = (text: string) => void process.stderr.write(`${text}\n`);
