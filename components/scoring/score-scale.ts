import type { GaugeBand } from "#components/charts/spec.ts";
import type { Tone } from "#components/ui/tone.ts";
import { bankTax1 } from "#lib/scoring/index.ts";
import type { Score } from "#lib/scoring/model.ts";

/** From the best grade down. */
const tones: readonly Tone[] = ["success", "primary", "info", "warning", "danger"];

type Grade = Readonly<{ grade: string; from: number; label: string; tone: Tone }>;

/** The grades of the card, the best first. */
const grades: readonly Grade[] = bankTax1.grades.map((one, place) => ({
  ...one,
  tone: tones[Math.min(place, tones.length - 1)] ?? "neutral",
}));

export const gradeTone = (grade: string): Tone =>
  grades.find((one) => one.grade === grade)?.tone ?? "neutral";

type Scale = Readonly<{ min: number; max: number; bands: readonly GaugeBand[] }>;

const LOWEST_DRAWN = 300;

/** What a gauge spans: from where scores begin in practice to the most that the card gives. */
export function scaleOf(score: Score): Scale {
  const base = score.total - sum(score.parts.map((part) => part.points));
  const highest = base + sum(score.parts.map((part) => part.best));
  const max = Math.ceil(highest / 100) * 100;
  const min = Math.min(LOWEST_DRAWN, Math.floor(score.total / 100) * 100);
  return { min, max, bands: score.vetoed ? [vetoBand(score, max)] : bandsOf(score, max) };
}

function bandsOf({ total }: Score, max: number): readonly GaugeBand[] {
  return grades.toReversed().map(({ grade, label, tone }, place, fromWorst) => {
    const next = fromWorst[place + 1]?.from ?? max;
    // A total on the border belongs to the better grade.
    return { label: `${grade} ${label}`, tone, upTo: next === total ? next - 1 : next };
  });
}

/** A veto leads to the lowest grade whatever the points say. */
const vetoBand = ({ grade, gradeLabel }: Score, max: number): GaugeBand => ({
  label: `${grade} ${gradeLabel}`,
  tone: "danger",
  upTo: max,
});

const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);
