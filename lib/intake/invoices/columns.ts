import { Refusal } from "../../kernel/refusal.ts";
import type { TextFile } from "./text-file.ts";

/** Where each named column stands; a file that lacks one is refused before a line of it is read. */
export function columnPlaces<const Name extends string>(
  file: TextFile,
  names: readonly Name[],
): Readonly<Record<Name, number>> {
  const places = names.map((name) => [name, file.header.indexOf(name)] as const);
  const missing = places.filter(([, place]) => place < 0).map(([name]) => name);
  if (missing.length > 0) {
    const message = `${file.path} 缺少列：${missing.join("、")}。现有列：${file.header.join("、") || "（空）"}。请核对是否给错了文件。`;
    throw new Refusal("invalid", "intake.missing_columns", message);
  }
  return Object.fromEntries(places) as Record<Name, number>; // One entry for each name.
}
