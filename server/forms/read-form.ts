import { z } from 'zod';
import type { Issue } from '#content/entries/entry.ts';
import { findCprNumbers } from '#content/personal-data/cpr.ts';
import { Refused } from '#content/refusal.ts';

export type FormResult<Values> = { values: Values; issues?: never } | { values?: never; issues: Issue[] };

const NO_CPR = 'Her står noget, der ligner et CPR-nummer. Fjern det.';

/** Words typed in a field, as the database can keep them. Never a CPR number: they will be read by others. */
export function words(longest: number) {
  return z
    .string()
    .catch('')
    .transform((text) => text.replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed().trim())
    .pipe(z.string().max(longest, `Skriv højst ${longest.toLocaleString('da')} tegn.`))
    .refine((text) => !findCprNumbers(text).length, NO_CPR);
}

/** Words without which the form makes no sense; `missing` asks for them. */
export function neededWords(longest: number, missing: string) {
  return words(longest).refine((text) => text !== '', missing);
}

/** What a form says, or what is wrong with it; fields that the schema does not know are left out. */
export function readForm<Schema extends z.ZodType>(schema: Schema, body: unknown): FormResult<z.output<Schema>> {
  const { data, error } = schema.safeParse(body ?? {});
  if (!error) return { values: data as z.output<Schema> };
  return { issues: error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message })) };
}

/** The values of a form; throws Refused where something is wrong with them. */
export function orRefuse<Values>({ values, issues }: FormResult<Values>): Values {
  if (issues) throw new Refused(issues);
  return values;
}
