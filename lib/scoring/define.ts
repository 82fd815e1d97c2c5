import type { Scorecard } from "./model.ts";
import { problemsOf } from "./problems.ts";

/** Refuses a malformed card of the house when it loads, so that scoring itself has no error cases. */
export function defineScorecard(card: Scorecard): Scorecard {
  const problems = problemsOf(card, { own: true });
  if (problems.length > 0) {
    const listed = problems.map(
      ({ kind, at, message }) => `${kind} at ${at ?? "card"}: ${message}`,
    );
    throw new Error(`scorecard ${card.id}@${card.version}: ${listed.join("; ")}`);
  }
  return card;
}
