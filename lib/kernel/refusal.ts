export const refusalKinds = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "unavailable",
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** What went wrong with one field of what was sent: path, the rule broken, and the way out. */
export type FieldProblem = Readonly<{ path: string; message: string }>;

/**
 * An expected "no". `reason` is stable (`room.reason`) and may be shown, logged and documented;
 * `message` is Chinese, for the person. Anything that is not a Refusal is a defect.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly reason: string;
  readonly fields: readonly FieldProblem[];

  constructor(
    kind: RefusalKind,
    reason: string,
    message: string,
    options: { fields?: readonly FieldProblem[]; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "Refusal";
    this.kind = kind;
    this.reason = reason;
    this.fields = options.fields ?? [];
  }
}
