import { z } from 'zod';
import { textFields } from '#content/entries/fields.ts';
import { neededWords, readForm } from './read-form.ts';

/** What a reviewer can comment on, by the names that the text's own form uses. */
const commentedFields = ['title', 'one_liner', ...textFields, 'areas', 'contact', 'links', 'attachments'] as const;

const LONGEST = 4000;

const comment = z.object({
  field: z.enum(commentedFields, { error: 'Vælg, hvad kommentaren handler om.' }),
  body: neededWords(LONGEST, 'Skriv en kommentar.'),
});
const returning = z.object({ return_reason: neededWords(LONGEST, 'Skriv, hvad der skal ændres.') });
const withdrawal = z.object({
  withdrawal_reason: neededWords(1000, 'Skriv til læserne, hvorfor erfaringen trækkes tilbage.'),
});

export const readComment = (body: unknown) => readForm(comment, body);
export const readReturn = (body: unknown) => readForm(returning, body);
export const readWithdrawal = (body: unknown) => readForm(withdrawal, body);
