import { z } from 'zod';
import type { Verdict } from '#content/db/schema.ts';
import type { Issue } from '#content/entries/entry.ts';
import type { GoalAssessment } from '#content/partnerships/assessments.ts';
import type { SavedText } from '#content/partnerships/save-assessment.ts';
import { CHOOSE, findUnfinished } from '#content/partnerships/unfinished-assessment.ts';
import { type FormResult, neededWords, readForm, words } from './read-form.ts';

const LONGEST_REASONS = 4000;
const LONGEST_ANSWER = 8000;

export const verdicts = ['reached', 'partly', 'not_reached', 'not_judged'] as const satisfies Verdict[];
const verdict = z.enum(verdicts).nullable().catch(null);
const reasons = words(LONGEST_REASONS);
const anything = z
  .string()
  .catch('')
  .transform((text) => text.replaceAll('\r\n', '\n'));
const basedOn = z.object({ based_on: z.coerce.number().int().min(0).catch(0) });
/** The version that was on the page; -1 is none that there can be. */
const seen = z.coerce.number().int().catch(-1);
const answer = z.object({
  answer: neededWords(LONGEST_ANSWER, 'Skriv et svar. Skriv for eksempel, at I er enige.'),
  seen,
});
const described = z.object({ goal: z.coerce.number().int().positive().nullable().catch(null) });
const sealing = z.object({ confirmed: z.literal('yes', { error: 'Sæt kryds for at bekræfte.' }), seen });
const decision = z.object({ seen });

/** The form's fields as they were typed: `verdict`, `reasons`, and both for each goal with its key behind. */
export type TypedAssessment = Record<string, string>;

export function readTypedAssessment(body: unknown): TypedAssessment {
  return z
    .record(z.string(), anything)
    .catch({})
    .parse(body ?? {});
}

/** What the ministry thinks of a year so far: a goal counts as judged once it has a verdict. */
export function readAssessment(body: unknown, goalKeys: number[]): FormResult<SavedText> {
  const { text, issues } = readJudgement(body, goalKeys);
  return issues.length ? { issues } : { values: text };
}

/** The same when it is to be sent: all that is missing is said at once. */
export function readFinishedAssessment(body: unknown, goalKeys: number[]): FormResult<SavedText> {
  const { text, issues } = readJudgement(body, goalKeys);
  const fields = new Set(issues.map(({ field }) => field));
  const all = [...issues, ...findUnfinished(goalKeys, text).filter(({ field }) => !fields.has(field))];
  const order = judgementFields(goalKeys);
  const sorted = all.toSorted((one, other) => order.indexOf(one.field) - order.indexOf(other.field));
  return sorted.length ? { issues: sorted } : { values: text };
}

/** The names of the fields that a judgement has, in their order. */
export function judgementFields(goalKeys: number[]): string[] {
  return [...goalKeys.flatMap((key) => [`verdict_${key}`, `reasons_${key}`]), 'verdict', 'reasons'];
}

function readJudgement(body: unknown, goalKeys: number[]): { text: SavedText; issues: Issue[] } {
  const typed = readTypedAssessment(body);
  const issues: Issue[] = [];
  const readReasons = (field: string) => {
    const { data = '', error } = reasons.safeParse(typed[field] ?? '');
    issues.push(...(error?.issues ?? []).map(({ message }) => ({ field, message })));
    return data;
  };
  const goals = goalKeys.flatMap((goalKey): GoalAssessment[] => {
    const chosen = verdict.parse(typed[`verdict_${goalKey}`]);
    const why = readReasons(`reasons_${goalKey}`);
    if (!chosen && why) issues.push({ field: `verdict_${goalKey}`, message: CHOOSE });
    return chosen ? [{ goalKey, verdict: chosen, reasons: why }] : [];
  });
  const whole = { verdict: verdict.parse(typed.verdict), reasons: readReasons('reasons') };
  return { text: { ...whole, goals, basedOn: basedOn.parse(body ?? {}).based_on }, issues };
}

export const readAnswer = (body: unknown) => readForm(answer, body);
export const readSealing = (body: unknown) => readForm(sealing, body);
export const readSeen = (body: unknown): number => decision.parse(body ?? {}).seen;

/** The goal that an entry is to be about; null for all of them. */
export function readDescribedGoal(body: unknown): number | null {
  return described.parse(body ?? {}).goal;
}
