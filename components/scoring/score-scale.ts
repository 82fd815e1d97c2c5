import type { GaugeBand } from "#components/charts/spec.ts";
import type { Tone } from "#components/ui/tone.ts";
import type { Grade, Score } from "#lib/scoring/model.ts";

/** From the best grade down. */
const tones: readonly Tone[] = ["success", "primary", "info", "warning", "danger"];

/** Grades as a card holds them: the best first. */
type Grades = readonly Grade[];

export const gradeTone = (grade: string, grades: Grades): Tone => {
  const place = grades.findIndex((one) => one.grade === grade);
  return place < 0 ? "neutral" : (tones[Math.min(place, tones.length - 1)] ?? "neutral");
};

type Scale = Readonly<{ min: number; max: number; bands: readonly GaugeBand[] }>;

const LOWEST_DRAWN = 300;

/** What a gauge spans: from where scores begin in practice to the most that the card gives. */
export function scaleOf(score: Score, grades: Grades): Scale {
  const base = score.total - sum(score.parts.map((part) => part.points));
  const highest = base + sum(score.parts.map((part) => part.best));
  const max = Math.ceil(highest / 100) * 100;
  const min = Math.min(LOWEST_DRAWN, Math.floor(score.total / 100) * 100);
  return { min, max, bands: bandsFor(score, grades, max) };
}

function bandsFor(score: Score, grades: Grades, max: number): readonly GaugeBand[] {
  if (score.vetoed) return [vetoBand(score, max)];
  if (grades.length === 0) return [{ label: "未分级", tone: "neutral", upTo: max }];
  return grades.toReversed().map(({ grade, label }, place, fromWorst) => {
    const next = fromWorst[place + 1]?.from ?? max;
    // A total on the border belongs to the better grade.
    const upTo = next === score.total ? next - 1 : next;
    return { label: `${grade} ${label}`, tone: gradeTone(grade, grades), upTo };
  });
}

/** A veto leads to the lowest grade whatever the points say. */
const vetoBand = ({ grade, gradeLabel }: Score, max: number): GaugeBand => ({
  label: `${grade} ${gradeLabel}`,
  tone: "danger",
  upTo: max,
});

const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);
