import { z } from 'zod';
import type { Issue } from '#content/entries/entry.ts';
import type { Appropriation } from '#content/programmes/appropriation.ts';
import type { Programme, ProgrammeContent } from '#content/programmes/programme.ts';
import { formatAppropriation, readAppropriation } from './appropriation.ts';
import { type FormResult, neededWords, readForm, words } from './read-form.ts';

export const LONGEST_TEXT = 10_000;
const LONGEST_NAME = 100;
const LONGEST_NOTE = 2000;
const LONGEST_TABLE = 20_000;
export const MOST_DOCUMENTS = 6;

const day = z
  .string()
  .catch('')
  .transform((text) => text.trim())
  .pipe(z.union([z.literal(''), z.iso.date('Vælg en dag.')]));
const schema = z
  .object({
    name: neededWords(LONGEST_NAME, 'Skriv, hvad ordningen hedder.').transform((name) => name.replace(/\s+/g, ' ')),
    text: words(LONGEST_TEXT),
    start_date: day.refine((text) => text !== '', 'Vælg den første dag.'),
    end_date: day,
    source: words(LONGEST_NOTE),
    rules: words(LONGEST_NOTE),
    published: z.literal('yes').optional().catch(undefined),
  })
  .refine(({ start_date, end_date }) => !end_date || end_date >= start_date, {
    path: ['end_date'],
    error: 'Den sidste dag kan ikke ligge før den første.',
  });
const documentSchema = z.object({
  title: neededWords(LONGEST_NAME, 'Skriv, hvilket dokument tallene står i.'),
  lines: words(LONGEST_TABLE),
  note: words(LONGEST_NOTE),
});

/** An appropriation as it stands in the form. */
export interface TypedDocument {
  title: string;
  lines: string;
  note: string;
}

/** What stands in the fields, whether or not it can be used. */
export interface TypedProgramme {
  name: string;
  text: string;
  start_date: string;
  end_date: string;
  source: string;
  rules: string;
  published: string;
  documents: TypedDocument[];
  based_on: number;
}

const anything = z
  .string()
  .catch('')
  .transform((text) => text.replaceAll('\r\n', '\n'));
const typed = z.object({
  ...{ name: anything, text: anything, start_date: anything, end_date: anything },
  ...{ source: anything, rules: anything, published: anything },
  based_on: z.coerce.number().int().catch(0),
});

const nextStep = z.object({ next: z.enum(['save', 'document']).catch('save') });

export function readTypedProgramme(body: unknown): TypedProgramme {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const text = (name: string) => anything.parse(fields[name]);
  const places = Array.from({ length: MOST_DOCUMENTS }, (_, index) => index + 1);
  const documents = places
    .filter((place) => `title_${place}` in fields)
    .map((place) => ({ title: text(`title_${place}`), lines: text(`lines_${place}`), note: text(`note_${place}`) }));
  return { ...typed.parse(fields), documents };
}

/** What the button that was pressed asks for; to save, where none was, as when the Enter key sends a form. */
export function readProgrammeStep(body: unknown): 'save' | 'document' {
  return nextStep.parse(body ?? {}).next;
}

/** The fields as they stand for a programme that there is. */
export function typeProgramme(programme: Programme): TypedProgramme {
  const { name, text, startDate, endDate, source, rules, published, appropriations, version } = programme;
  return {
    ...{ name, text, source, rules, start_date: startDate, end_date: endDate ?? '' },
    published: published ? 'yes' : '',
    documents: appropriations.map((one) => ({ title: one.title, lines: formatAppropriation(one), note: one.note })),
    based_on: version,
  };
}

/** What an editor wrote, all of it checked, so that everything that must be mended is said at once. */
export function readProgramme(body: unknown): FormResult<ProgrammeContent> {
  const { values, issues: wrong = [] } = readForm(schema, body);
  const documents = readTypedProgramme(body).documents.map((one, index) => readDocument(one, index + 1));
  const issues = [...wrong, ...documents.flatMap((read) => read.issues)];
  if (!values || issues.length) return { issues };
  const { name, text, start_date: startDate, end_date: endDate, source, rules, published } = values;
  return {
    values: {
      ...{ name, text, startDate, endDate: endDate || null, source, rules },
      published: published === 'yes',
      appropriations: documents.flatMap(({ appropriation }) => appropriation ?? []),
    },
  };
}

/** An empty place says nothing. */
function readDocument(typed: TypedDocument, place: number): { appropriation?: Appropriation; issues: Issue[] } {
  if (![typed.title, typed.lines, typed.note].some((text) => text.trim())) return { issues: [] };
  const { values, issues: wrong = [] } = readForm(documentSchema, typed);
  const { table, messages = [] } = readAppropriation(values?.lines ?? typed.lines);
  const issues = [...wrong, ...messages.map((message) => ({ field: 'lines', message }))];
  if (!values || !table || issues.length)
    return { issues: issues.map(({ field, message }) => ({ field: `${field}_${place}`, message })) };
  return { appropriation: { title: values.title, note: values.note, ...table }, issues: [] };
}
