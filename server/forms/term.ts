import { z } from 'zod';
import { Refused } from '#content/refusal.ts';
import type { TermText } from '#content/terms/current-terms.ts';
import { neededWords, readForm, words } from './read-form.ts';

const MAX_LABEL = 80;
const MAX_DESCRIPTION = 300;
const MAX_REASON = 1000;

const term = z.object({
  label: neededWords(MAX_LABEL, 'Skriv et navn.').transform((label) => label.replace(/\s+/g, ' ')),
  description: words(MAX_DESCRIPTION),
});
const rejection = z.object({ reason: neededWords(MAX_REASON, 'Skriv til forfatteren, hvorfor.') });
const text = z.string().catch('');
const anything = z.object({ label: text, description: text, successor: text, reason: text });

/** What stands in the fields, whether or not it can be used. */
export function readTyped(body: unknown): z.output<typeof anything> {
  return anything.parse(body ?? {});
}

export function readTerm(body: unknown): TermText {
  return valuesOf(term, body);
}

/** Why a proposal is turned down. */
export function readRejection(body: unknown): string {
  return valuesOf(rejection, body).reason;
}

/** Which of two buttons was pressed; the first where neither was, as when the Enter key sends a form. */
export function readButton<First extends string, Second extends string>(
  body: unknown,
  name: string,
  first: First,
  second: Second,
): First | Second {
  const pressed = z.record(z.string(), z.unknown()).safeParse(body).data?.[name];
  return pressed === second ? second : first;
}

function valuesOf<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const { values, issues } = readForm(schema, body);
  if (issues) throw new Refused(issues);
  return values;
}
