import { industryTree, regionTree } from "#lib/products/index.ts";
import type { Tree } from "./tree-picker.tsx";

/** Places and industries as the editor's pickers take them. */
export const regionChoices: Tree = regionTree.map(({ code, name, counties }) => ({
  code,
  name,
  parts: counties,
}));
export const industryChoices: Tree = industryTree.map(({ code, name, divisions }) => ({
  code,
  name: `${code} ${name}`,
  parts: divisions.map((division) => ({
    code: division.code,
    name: `${division.code} ${division.name}`,
  })),
}));
