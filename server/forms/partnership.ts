import { z } from 'zod';
import type { NewPartnership } from '#content/partnerships/create-partnership.ts';
import type { Member } from '#content/partnerships/members.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import type { PartnershipFacts } from '#content/partnerships/save-facts.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { readMembers, readTypedMembers, type TypedMemberRow, typeMembers } from './partnership-members.ts';
import { type FormResult, neededWords, readForm, words } from './read-form.ts';

export const LONGEST_SUMMARY = 5000;
const LONGEST_NAME = 120;
const LONGEST_LINE = 200;
/** Longer ones are a slip of the keys; every year of it is a row of the form for grants. */
const MOST_YEARS = 20;
const EMAIL = 'Skriv en e-mailadresse som navn@kommune.dk.';

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const name = neededWords(LONGEST_NAME, 'Skriv, hvad partnerskabet hedder.').transform(oneLine);
const line = words(LONGEST_LINE).transform(oneLine);
const day = (missing: string) =>
  z
    .string()
    .catch('')
    .transform((text) => text.trim())
    .pipe(z.iso.date({ error: missing, abort: true }))
    .refine((text) => text >= '1990' && text < '2100', 'Vælg en dag mellem 1990 og 2099.');
const frame = z
  .object({
    programme: z.coerce
      .number()
      .int()
      .max(2 ** 31 - 1)
      .catch(0),
    start_date: day('Vælg den første dag.'),
    end_date: day('Vælg den sidste dag.'),
  })
  .refine(({ start_date, end_date }) => end_date >= start_date, {
    path: ['end_date'],
    error: 'Den sidste dag kan ikke ligge før den første.',
  })
  .refine(({ start_date, end_date }) => Number(end_date.slice(0, 4)) - Number(start_date.slice(0, 4)) < MOST_YEARS, {
    path: ['end_date'],
    error: `Et partnerskab kan højst strække sig over ${MOST_YEARS} år.`,
  });
const facts = z.object({
  name,
  summary: words(LONGEST_SUMMARY),
  ...{ contact_name: line, contact_phone: line, contact_organisation: line },
  contact_email: line.pipe(z.union([z.literal(''), z.email(EMAIL)], EMAIL)),
});
const first = z.object({ name, municipality: neededWords(LONGEST_LINE, 'Vælg den første kommune.') });

const anything = z
  .string()
  .catch('')
  .transform((text) => text.replaceAll('\r\n', '\n'));
const typed = z.object({
  ...{ name: anything, summary: anything, programme: anything, start_date: anything, end_date: anything },
  ...{ contact_name: anything, contact_phone: anything, contact_email: anything, contact_organisation: anything },
  municipality: anything,
  based_on: z.coerce.number().int().catch(0),
});

const nextStep = z.object({ next: z.enum(['save', 'rows']).catch('save') });

/** What stands in the fields, whether or not it can be used. */
export type TypedPartnership = z.output<typeof typed> & { members: TypedMemberRow[] };

export function readTypedPartnership(body: unknown): TypedPartnership {
  return { ...typed.parse(body ?? {}), members: readTypedMembers(body) };
}

/** The fields as they stand for a partnership that there is. */
export function typePartnership(partnership: Partnership, members: Member[], taxonomy: Taxonomy): TypedPartnership {
  const { name, summary, programmeId, startDate, endDate, contact, version } = partnership;
  return {
    ...{ name, summary, programme: String(programmeId), start_date: startDate, end_date: endDate },
    ...{ contact_name: contact.name, contact_phone: contact.phone, contact_email: contact.email },
    ...{ contact_organisation: contact.organisation, municipality: '', based_on: version },
    members: typeMembers(members, taxonomy),
  };
}

/** What the button that was pressed asks for; to save, where none was, as when the Enter key sends a form. */
export function readFactsStep(body: unknown): 'save' | 'rows' {
  return nextStep.parse(body ?? {}).next;
}

/** What is said of a partnership; its frame only of those who decide it. All that must be mended is said at once. */
export function readFacts(body: unknown, taxonomy: Taxonomy, withFrame: boolean): FormResult<PartnershipFacts> {
  const said = readForm(facts, body);
  const framed = withFrame ? readForm(frame, body) : undefined;
  const { members, issues: wrongRows } = readMembers(readTypedMembers(body), taxonomy);
  const issues = [...(said.issues ?? []), ...(framed?.issues ?? []), ...wrongRows];
  if (!said.values || issues.length) return { issues };
  const { name, summary, contact_name, contact_phone, contact_email, contact_organisation } = said.values;
  return {
    values: {
      ...{ name, summary, members },
      contact: { name: contact_name, phone: contact_phone, email: contact_email, organisation: contact_organisation },
      ...(framed?.values ? { frame: toFrame(framed.values) } : {}),
    },
  };
}

/** What a new partnership begins with. */
export function readNewPartnership(body: unknown, taxonomy: Taxonomy): FormResult<NewPartnership> {
  const said = readForm(first, body);
  const framed = readForm(frame, body);
  const [municipality] = taxonomy.municipalities.filter(({ code }) => code === said.values?.municipality);
  const unknown =
    said.values && !municipality ? [{ field: 'municipality', message: 'Vælg en kommune på listen.' }] : [];
  const issues = [...(said.issues ?? []), ...(framed.issues ?? []), ...unknown];
  if (!said.values || !framed.values || !municipality || issues.length) return { issues };
  const { code, officialName } = municipality;
  const member = { name: officialName, type: 'municipality', municipality: code, task: '' } as const;
  return { values: { name: said.values.name, ...toFrame(framed.values), municipality: member } };
}

function toFrame({ programme, start_date, end_date }: z.output<typeof frame>) {
  return { programmeId: programme, startDate: start_date, endDate: end_date };
}
