"use client";

import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { FactBook, FactChoice } from "./editor-state.ts";
import type { Tree } from "./tree-picker.tsx";

/** What rules may speak of, for every condition of the editor. */
type RuleBook = Readonly<{
  facts: FactBook;
  groups: readonly Readonly<{ group: string; choices: readonly FactChoice[] }>[];
  regions: Tree;
  industries: Tree;
}>;

const Book = createContext<RuleBook>({ facts: new Map(), groups: [], regions: [], industries: [] });

export const useRuleBook = (): RuleBook => useContext(Book);

type Props = Readonly<{
  facts: FactBook;
  regions: Tree;
  industries: Tree;
  children: ReactNode;
}>;

export function RuleBookProvider({ facts, regions, industries, children }: Props) {
  const book = useMemo(() => {
    const choices = [...facts.values()];
    const names = [...new Set(choices.map(({ group }) => group))];
    const groups = names.map((group) => ({
      group,
      choices: choices.filter((choice) => choice.group === group),
    }));
    return { facts, groups, regions, industries };
  }, [facts, regions, industries]);
  return <Book.Provider value={book}>{children}</Book.Provider>;
}
