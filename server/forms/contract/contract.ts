import { z } from 'zod';
import type { Issue } from '#content/entries/entry.ts';
import type { ContractContent } from '#content/partnerships/contract.ts';
import { readNumber, typeNumber } from '#content/typed-number.ts';
import { type FormResult, neededWords, words } from '../read-form.ts';
import { toActivity, toGoal, toStep } from './items.ts';
import type { TypedContract } from './typed.ts';

export const LONGEST_TEXT = 20_000;
export const LONGEST_REASON = 4000;
const LONGEST_LINE = 300;

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const line = (missing: string) => neededWords(LONGEST_LINE, missing).transform(oneLine);
export const day = (missing: string) =>
  z
    .string()
    .catch('')
    .transform((text) => text.trim())
    .pipe(z.iso.date(missing));
const figure = (missing: string) =>
  z.string().transform((text, context) => {
    const number = readNumber(text);
    if (number !== undefined) return number;
    const message = text.trim() ? `»${text.trim().slice(0, 40)}« er ikke et tal. Skriv et tal som 12,5.` : missing;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
const key = z.coerce.number().int().min(0).max(1e6).catch(0);

export const neededReason = neededWords(LONGEST_REASON, 'Skriv, hvilken forudsætning der er ændret.');
const whole = z.object({
  reason: words(LONGEST_REASON),
  text: words(LONGEST_TEXT),
  effective_from: day('Vælg den dag, kontrakten gælder fra.'),
  reporting: z.enum(['month', 'quarter', 'half_year', 'year'], 'Vælg, hvor tit der rapporteres.'),
});
const goal = z.object({
  key,
  text: line('Skriv, hvad der skal nås.'),
  indicator: line('Skriv, hvad der tælles.'),
  unit: z.enum(['persons', 'percent', 'dkk', 'number'], 'Vælg, hvad der tælles i.'),
  direction: z.enum(['up', 'down'], 'Vælg, om tallet skal stige eller falde.'),
  aggregation: z.enum(['latest', 'sum'], 'Vælg, hvordan tallene regnes sammen.'),
  baseline: figure('Skriv tallet, som I begynder med.'),
  baseline_date: day('Vælg den dag, udgangspunktet er målt.'),
  target: figure('Skriv tallet, som I vil nå.'),
  deadline: day('Vælg den dag, målet skal være nået.'),
  splits: z.array(z.enum(['sex', 'age'])).catch([]),
  source: line('Skriv, hvor tallene kommer fra.'),
  frequency: line('Skriv, hvor tit der måles.'),
  responsible: words(LONGEST_LINE),
});
const activity = z.object({
  key,
  text: line('Skriv, hvad I vil gøre.'),
  start: day('Vælg, hvornår aktiviteten begynder.'),
  end: day('Vælg, hvornår aktiviteten slutter.'),
  responsible: words(LONGEST_LINE),
});
const step = z.object({
  key,
  text: line('Skriv, hvad I vil fortælle om.'),
  audience: line('Skriv, hvem det er til.'),
  channel: z.enum(['entry', 'reads', 'event', 'other'], 'Vælg, hvordan det sker.'),
  target: figure('Skriv et antal.'),
  due: day('Vælg, hvornår det senest skal være sket.'),
});
export type GoalValues = z.output<typeof goal>;
export type ActivityValues = z.output<typeof activity>;
export type StepValues = z.output<typeof step>;

const wholeAgain = whole.extend({ reason: neededReason });

interface ContractValues {
  content: ContractContent;
  effectiveFrom: string;
  reason: string;
}

/**
 * What a version of this number says, each field read; all that must be mended is said at once. Fields are named
 * `goals.0.deadline`.
 */
export function readContract(typed: TypedContract, number: number): FormResult<ContractValues> {
  const frame = read(number > 1 ? wholeAgain : whole, typed, '');
  const goals = typed.goals.map((one, place) => read(goal, one, `goals.${place}.`));
  const activities = typed.activities.map((one, place) => read(activity, one, `activities.${place}.`));
  const steps = typed.dissemination.map((one, place) => read(step, withTarget(one), `dissemination.${place}.`));
  const issues = [frame, ...goals, ...activities, ...steps].flatMap((one) => one.issues ?? []);
  if (!frame.values || issues.length) return { issues };
  const { reason, text, effective_from, reporting } = frame.values;
  const content: ContractContent = {
    ...{ text, reporting },
    goals: goals.flatMap(({ values }) => (values ? [toGoal(values)] : [])),
    activities: activities.flatMap(({ values }) => (values ? [toActivity(values)] : [])),
    dissemination: steps.flatMap(({ values }) => (values ? [toStep(values)] : [])),
  };
  return { values: { content, effectiveFrom: effective_from, reason } };
}

/** What happens elsewhere happens once: there is nothing to count. */
function withTarget<Step extends { channel: string; target: string }>(typed: Step): Step {
  return typed.channel === 'other' ? { ...typed, target: typeNumber(1) } : typed;
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  typed: object,
  place: string,
): { values?: z.output<Schema>; issues?: Issue[] } {
  const { data, error } = schema.safeParse(typed);
  if (!error) return { values: data as z.output<Schema> };
  return { issues: error.issues.map(({ path, message }) => ({ field: `${place}${String(path[0] ?? '')}`, message })) };
}
