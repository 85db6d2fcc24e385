import { z } from 'zod';
import { neededWords, readForm, words } from '../read-form.ts';
import { day, neededReason } from './contract.ts';

const LONGEST = 4000;
const anything = z.string().catch('');
const seen = z.coerce.number().int().catch(-1);

const proposal = z.object({ message: words(LONGEST), seen });
const signature = z.object({
  sure: z.literal('ja', 'Sæt kryds, når du har læst kontrakten og vil underskrive den.'),
  seen,
});
const abandonment = z.object({
  abandon: z.literal('ja', 'Sæt kryds, når I er sikre på, at genforhandlingen skal opgives.'),
  seen,
});
const comment = z.object({ part: anything, body: neededWords(LONGEST, 'Skriv en kommentar.') });
const renegotiation = z.object({
  reason: neededReason,
  effective_from: day('Vælg den dag, den nye version skal gælde fra.'),
});
const typed = z.object({
  ...{ message: anything, part: anything, body: anything, reason: anything, effective_from: anything },
});

export const readProposal = (body: unknown) => readForm(proposal, body);
export const readSignature = (body: unknown) => readForm(signature, body);
export const readAbandonment = (body: unknown) => readForm(abandonment, body);
export const readContractComment = (body: unknown) => readForm(comment, body);
export const readRenegotiation = (body: unknown) => readForm(renegotiation, body);

/** What stands in the fields of the forms around a contract, whether or not it can be used. */
export type TypedNegotiation = z.output<typeof typed>;

export function readTypedNegotiation(body: unknown): TypedNegotiation {
  return typed.parse(body ?? {});
}
