import { z } from 'zod';
import type { Issue } from '#content/entries/entry.ts';
import { findGrantIssues, type Grant } from '#content/partnerships/grants.ts';
import type { FormResult } from './read-form.ts';

const KRONER = /^(\d{1,3}(\.\d{3})+|\d{1,12})( ?kr\.?)?$/i;
const basedOn = z.object({ based_on: z.string().catch('') });
const sums = ['commitment', 'paid', 'advance'] as const;

/** What stands in the fields of a year, whether or not it can be used. */
export type TypedGrant = Record<'commitment' | 'paid' | 'advance', string> & { year: number };

export function readTypedGrants(body: unknown, years: number[]): TypedGrant[] {
  const fields = (body && typeof body === 'object' ? body : {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim().slice(0, 100) : '';
  };
  return years.map((year) => ({
    year,
    commitment: text(`commitment_${year}`),
    paid: text(`paid_${year}`),
    advance: text(`advance_${year}`),
  }));
}

/** What tells which grants the form was filled from. */
export function readBasedOn(body: unknown): string {
  return basedOn.parse(body ?? {}).based_on;
}

/** A year without any sum has no grant. */
export function readGrants(body: unknown, years: number[]): FormResult<Grant[]> {
  const read = readTypedGrants(body, years)
    .filter((typed) => sums.some((name) => typed[name]))
    .map(readGrant);
  const issues = read.flatMap((one) => one.issues);
  return issues.length ? { issues } : { values: read.map(({ grant }) => grant) };
}

function readGrant(typed: TypedGrant): { grant: Grant; issues: Issue[] } {
  const { year } = typed;
  const [commitment, paid, advance] = sums.map((name) => readKroner(typed[name]));
  const issues = sums.flatMap((name) =>
    readKroner(typed[name]) === undefined
      ? [{ field: `${name}_${year}`, message: `${year}: »${typed[name]}« er ikke et beløb i hele kroner.` }]
      : [],
  );
  const grant = { year, commitment: commitment ?? 0, paid: paid ?? 0, advance: advance ?? 0 };
  return { grant, issues: issues.length ? issues : findGrantIssues(grant) };
}

/** Whole kroner as people write them, `1.250.000` or `1250000 kr.`; nothing is none. */
function readKroner(text: string): number | undefined {
  if (!text) return 0;
  return KRONER.test(text) ? Number(text.replace(/\D/g, '')) : undefined;
}
