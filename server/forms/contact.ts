import { z } from 'zod';
import type { ContactAnswer } from '#content/contacts/answer-confirmation.ts';
import type { ContactPerson } from '#content/contacts/find-contacts.ts';
import { type FormResult, readForm, words } from './read-form.ts';

const LONGEST = 200;
const EMAIL = 'Skriv en e-mailadresse som navn@kommune.dk.';

/** One line: it may end up in the head of a mail. */
const line = words(LONGEST).refine((text) => /^\P{Cc}*$/u.test(text), 'Skriv på én linje.');
const email = line.pipe(z.union([z.literal(''), z.email(EMAIL)], EMAIL));
const contact = z.object({ name: line, phone: line, email, organisation: line });
const corrected = contact.extend({ note: words(4000) }).refine(({ phone, email }) => phone || email, {
  path: ['email'],
  error: 'Skriv en telefon eller e-mail, så andre kan spørge.',
});
const successor = contact.extend({
  name: line.refine((text) => text !== '', 'Skriv navnet på den nye kontakt.'),
  email: line.pipe(z.email(EMAIL)),
});

/** What a contact answers; the names of the new contact's fields begin with `new_`, since they stand on the same page. */
export function readContactAnswer(body: unknown): FormResult<ContactAnswer> {
  const sent = (body && typeof body === 'object' ? body : {}) as Record<string, unknown>;
  if (sent.answer === 'confirmed') return { values: { answer: 'confirmed' } };
  if (sent.answer === 'corrected') {
    const { values, issues } = readForm(corrected, sent);
    if (issues) return { issues };
    const { note, ...contact } = values;
    return { values: { answer: 'corrected', contact, note } };
  }
  if (sent.answer !== 'handed_over') return { issues: [{ field: '', message: 'Vælg et svar.' }] };
  const fields = ['name', 'phone', 'email', 'organisation'].map((name) => [name, sent[`new_${name}`]]);
  const { values, issues } = readForm(successor, Object.fromEntries(fields));
  if (issues) return { issues: issues.map(({ field, message }) => ({ field: `new_${field}`, message })) };
  return { values: { answer: 'handed_over', contact: values } };
}

const person = z
  .string()
  .transform((text) => parseJson(text))
  .pipe(z.tuple([z.string(), z.string()]));
const erasure = z.object({
  person: z.preprocess((value) => [value ?? []].flat(), z.array(person).min(1, 'Vælg, hvem der skal slettes.')),
  sure: z.literal('ja', 'Sæt kryds, når du er sikker.'),
});

/** Whom to erase. */
export function readErasure(body: unknown): FormResult<ContactPerson[]> {
  const { values, issues } = readForm(erasure, body);
  return issues ? { issues } : { values: values.person.map(([name, email]) => ({ name, email })) };
}

/** A contact as the value of a box to tick. */
export function toPersonValue({ name, email }: ContactPerson): string {
  return JSON.stringify([name, email]);
}

const search = z.object({ q: words(LONGEST) });

export function readContactSearch(query: unknown): string {
  return readForm(search, query).values?.q ?? '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll('\\u0000', ''));
  } catch {
    return undefined;
  }
}
