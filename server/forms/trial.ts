import { z } from 'zod';
import type { Issue } from '#content/entries/entry.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { TrialContent } from '#content/trials/trial.ts';
import { readDayOrMonth } from './day-or-month.ts';
import { type FormResult, neededWords, readForm, words } from './read-form.ts';

const LONGEST_LINE = 200;
export const LONGEST_TEXT = 4000;
const LONGEST_COST = 1000;
const EMAIL = 'Skriv en e-mailadresse som navn@kommune.dk.';

const line = words(LONGEST_LINE).refine((text) => /^\P{Cc}*$/u.test(text), 'Skriv på én linje.');
const anything = z.string().catch('');
const typed = z.object({
  ...{ entry: anything, municipality: anything, started_on: anything, ended_on: anything },
  ...{ changes: anything, cost: anything, outcome: anything, would_again: anything },
  ...{ contact_name: anything, contact_phone: anything, contact_email: anything, reason: anything },
  based_on: z.coerce.number().int().catch(0),
});

/** What stands in the fields, whether or not it can be used. */
export type TypedTrial = z.output<typeof typed>;

export function readTypedTrial(body: unknown): TypedTrial {
  return typed.parse(body ?? {});
}

/** Whether something is told of the trial itself, beside a reason for what is done to it. */
export function isTold({ municipality, started_on, changes, cost, outcome }: TypedTrial): boolean {
  return [municipality, started_on, changes, cost, outcome].some((text) => text.trim());
}

/** What the answer depends on besides the form. */
export interface TrialSite {
  taxonomy: Taxonomy;
  /** `yyyy-mm-dd` */
  today: string;
}

const schema = ({ taxonomy }: TrialSite) =>
  z.object({
    municipality: anything.refine((code) => taxonomy.municipality(code), 'Vælg en kommune.'),
    changes: words(LONGEST_TEXT),
    cost: words(LONGEST_COST),
    outcome: neededWords(LONGEST_TEXT, 'Skriv, hvad der kom ud af det.'),
    would_again: z.enum(['yes', 'partly', 'no'], 'Vælg, om I ville gøre det igen.'),
    contact_name: line,
    contact_phone: line,
    contact_email: line.pipe(z.union([z.literal(''), z.email(EMAIL)], EMAIL)),
  });

/** What a municipality has to tell of its trial, all of it checked, so that everything to be mended is said at once. */
export function readTrial(body: unknown, site: TrialSite): FormResult<TrialContent> {
  const { values, issues: wrong = [] } = readForm(schema(site), body);
  const { startedOn, endedOn, issues: wrongDays } = readPeriod(readTypedTrial(body), site.today);
  const issues = [...wrong, ...wrongDays];
  if (!values || startedOn === undefined || issues.length) return { issues: inOrderOfForm(issues) };
  const { municipality, would_again, contact_name, contact_phone, contact_email, ...texts } = values;
  return {
    values: {
      ...texts,
      ...{ municipalityCode: municipality, startedOn, endedOn, wouldAgain: would_again },
      contact: { name: contact_name, phone: contact_phone, email: contact_email },
    },
  };
}

const NO_DAY = 'Skriv en måned eller en dag, fx marts 2024 eller 5. marts 2024.';

/** A trial may be planned to go on, but what is told of must have begun. */
function readPeriod(
  { started_on, ended_on }: TypedTrial,
  today: string,
): { startedOn: string | undefined; endedOn: string | null; issues: Issue[] } {
  const startedOn = readDayOrMonth(started_on, 'first');
  const endedOn = ended_on.trim() ? readDayOrMonth(ended_on, 'last') : null;
  const issues: Issue[] = [];
  const refuse = (field: string, message: string) => void issues.push({ field, message });
  if (!started_on.trim()) refuse('started_on', 'Skriv, hvornår I begyndte.');
  else if (!startedOn) refuse('started_on', NO_DAY);
  else if (startedOn > today)
    refuse('started_on', 'Skriv en dag, der har været. I kan fortælle om det, når I er begyndt.');
  if (endedOn === undefined) refuse('ended_on', NO_DAY);
  else if (endedOn && startedOn && endedOn < startedOn)
    refuse('ended_on', 'Slutningen kan ikke ligge før begyndelsen.');
  return { startedOn, endedOn: endedOn ?? null, issues };
}

const fieldOrder = [
  ...['municipality', 'started_on', 'ended_on', 'changes', 'cost', 'outcome', 'would_again'],
  ...['contact_name', 'contact_phone', 'contact_email'],
];

function inOrderOfForm(issues: Issue[]): Issue[] {
  return issues.toSorted((a, b) => fieldOrder.indexOf(a.field) - fieldOrder.indexOf(b.field));
}

const reason = (missing: string) => z.object({ reason: neededWords(LONGEST_COST, missing) });
const returning = reason('Skriv, hvad der skal ændres.');
const withdrawal = reason('Skriv, hvorfor afprøvningen trækkes tilbage.');

/** Why a trial goes back to the one who wrote it. */
export const readTrialReturn = (body: unknown) => readForm(returning, body);
export const readTrialWithdrawal = (body: unknown) => readForm(withdrawal, body);

const asked = z.object({ erfaring: anything });

/** The slug of the entry that an address asks to tell of. */
export function readTriedEntry(queryString: unknown): string {
  return asked.parse(queryString ?? {}).erfaring;
}
