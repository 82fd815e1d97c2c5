/** What was, what is, and what was taken back. */
export type EditHistory<T> = Readonly<{
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** The field that was changed last: typing on in it is one step, not one a letter. */
  field: string | null;
}>;

export type Edit<T> =
  | Readonly<{ type: "change"; next: T; field: string | null }>
  | Readonly<{ type: "undo" }>
  | Readonly<{ type: "redo" }>;

const MOST_STEPS = 200;

export const startOf = <T>(present: T): EditHistory<T> => ({
  past: [],
  present,
  future: [],
  field: null,
});

export function edit<T>(history: EditHistory<T>, action: Edit<T>): EditHistory<T> {
  const { past, present, future, field } = history;
  switch (action.type) {
    case "change":
      return action.field !== null && action.field === field
        ? { ...history, present: action.next, future: [] }
        : {
            past: [...past, present].slice(-MOST_STEPS),
            present: action.next,
            future: [],
            field: action.field,
          };
    case "undo": {
      const before = past.at(-1);
      if (before === undefined) return history;
      return {
        past: past.slice(0, -1),
        present: before,
        future: [present, ...future],
        field: null,
      };
    }
    case "redo": {
      const [after, ...later] = future;
      if (after === undefined) return history;
      return { past: [...past, present], present: after, future: later, field: null };
    }
  }
}
