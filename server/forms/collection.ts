import { z } from 'zod';
import type { ChosenEntry, CollectionContent } from '#content/collections/collection.ts';
import type { Issue } from '#content/entries/entry.ts';
import { paths } from '../paths.ts';
import { pathOnSite, readSearch, type Site } from './collection-search.ts';
import { type FormResult, neededWords, readForm, words } from './read-form.ts';

const SHORTEST_TITLE = 3;
export const LONGEST_TITLE = 100;
export const LONGEST_TEXT = 5000;
const LONGEST_SLUG = 100;
const MOST_FIRST_ENTRIES = 10;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const schema = z.object({
  title: neededWords(LONGEST_TITLE, 'Skriv en titel.')
    .transform((title) => title.replace(/\s+/g, ' '))
    .refine((title) => !title || title.length >= SHORTEST_TITLE, `Skriv mindst ${SHORTEST_TITLE} tegn.`),
  text: words(LONGEST_TEXT),
  // Absent, it stays as it is.
  slug: words(LONGEST_SLUG)
    .refine((slug) => !slug || SLUG.test(slug), 'Brug kun små bogstaver a-z, tal og bindestreg.')
    .transform((slug) => slug || undefined),
});
const entryLines = words(MOST_FIRST_ENTRIES * 1000);
const anything = z.string().catch('');
const typed = z.object({
  ...{ title: anything, text: anything, search: anything, first_entries: anything, slug: anything },
  based_on: z.coerce.number().int().catch(0),
});

const nextStep = z.object({ next: z.enum(['save', 'preview', 'check']).catch('save') });

/** What stands in the fields, whether or not it can be used. */
export type TypedCollection = z.output<typeof typed>;

export function readTypedCollection(body: unknown): TypedCollection {
  return typed.parse(body ?? {});
}

/** What the button that was pressed asks for; to save, where none was, as when the Enter key sends a form. */
export function readNextStep(body: unknown): 'save' | 'preview' | 'check' {
  return nextStep.parse(body ?? {}).next;
}

/** What an editor wrote, all of it checked, so that everything that must be mended is said at once. */
export function readCollection(
  body: unknown,
  site: Site,
): FormResult<CollectionContent & { slug: string | undefined }> {
  const { search, first_entries } = readTypedCollection(body);
  const { values, issues: wrong = [] } = readForm(schema, body);
  const { query, message } = readSearch(search, site);
  const { chosen, issues: wrongLines } = readFirstEntries(first_entries, site);
  const issues = [...wrong, ...(message ? [{ field: 'search', message }] : []), ...wrongLines];
  if (!values || query === undefined || issues.length) return { issues: inOrderOfForm(issues) };
  return { values: { ...values, query, firstEntries: chosen } };
}

const fieldOrder = ['title', 'slug', 'search', 'text', 'first_entries'];

function inOrderOfForm(issues: Issue[]): Issue[] {
  return issues.toSorted((a, b) => fieldOrder.indexOf(a.field) - fieldOrder.indexOf(b.field));
}

/** One entry a line, by its address or slug; a line that repeats another says nothing new. */
function readFirstEntries(text: string, { hosts }: Site): { chosen: ChosenEntry[]; issues: Issue[] } {
  const refuse = (message: string) => ({ field: 'first_entries', message });
  const { error } = entryLines.safeParse(text);
  if (error) return { chosen: [], issues: error.issues.map(({ message }) => refuse(message)) };
  const lines = text.split('\n').map((line, index) => ({ line: index + 1, text: line.trim() }));
  const read = lines.filter(({ text }) => text).map((line) => ({ ...line, slug: readSlug(line.text, hosts) }));
  const unreadable = read.filter(({ slug }) => slug === undefined);
  const bySlug = new Map(read.toReversed().map(({ line, slug = '' }) => [slug, { line, slug }]));
  const chosen = [...bySlug.values()].toSorted((a, b) => a.line - b.line);
  const tooMany = chosen.length > MOST_FIRST_ENTRIES ? [refuse(`Vælg højst ${MOST_FIRST_ENTRIES} erfaringer.`)] : [];
  return {
    chosen,
    issues: [
      ...unreadable.map((one) =>
        refuse(`Linje ${one.line}: »${one.text.slice(0, 100)}« er ikke adressen på en erfaring.`),
      ),
      ...tooMany,
    ],
  };
}

function readSlug(text: string, hosts: Site['hosts']): string | undefined {
  if (SLUG.test(text)) return text;
  const path = pathOnSite(text, hosts)?.path ?? '';
  const slug = path.startsWith(paths.entry('')) ? path.slice(paths.entry('').length) : '';
  return SLUG.test(slug) ? slug : undefined;
}
