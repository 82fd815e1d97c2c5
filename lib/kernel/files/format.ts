/** What a file of rows may be; told by its bytes, not by its name. */
export const fileFormats = ["csv", "xlsx", "jsonl"] as const;
export type FileFormat = (typeof fileFormats)[number];
