import { z } from 'zod';
import '../danish-messages.ts';
import { MAX_SLUG, slugFromTitle } from '../slug.ts';
import { currentSlugs, type Taxonomy } from '../taxonomy.ts';
import type { EntryContent, EntryRecord, Issue, Organisation } from './entry.ts';
import { eachText } from './fields.ts';
import { missingForPublishing } from './requirements.ts';

const MAX_LINE = 500;
const MAX_TEXT = 100_000;
const MAX_LIST = 200;

/** One entry as a line of the exchange format holds it. What is left out stays undefined. */
export interface ImportedEntry {
  content: EntryContent;
  slug: string;
  status: EntryRecord['status'];
  created_at: string | undefined;
  published_at: string | undefined;
}

export type ParsedEntry = { entry: ImportedEntry; issues?: never } | { entry?: never; issues: Issue[] };

// Postgres keeps neither NUL nor half a surrogate pair.
const storable = (text: string) => text.isWellFormed() && !text.includes('\0');
const string = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Må højst fylde ${max.toLocaleString('da')} tegn.`)
    .refine(storable, 'Indeholder tegn, der ikke kan gemmes. Fjern dem.');

const optional = <T extends z.ZodType>(schema: T, otherwise: z.output<T>) =>
  schema.nullish().transform((value) => value ?? otherwise);
const line = optional(string(MAX_LINE), '');
const text = optional(string(MAX_TEXT), '');
const list = optional(z.array(string(MAX_LINE)).max(MAX_LIST), []);
// A year outside these is a slip of the pen.
const plausibleYear = (date: string) => date >= '1900' && date < '2200';
const dayError = 'Skriv datoen som åååå-mm-dd, for eksempel 2007-02-20.';
const timeError = 'Skriv tidspunktet med tidszone, for eksempel 2007-02-20T11:34:06+01:00.';
const day = optional(z.iso.date(dayError).refine(plausibleYear, dayError).nullable(), null);
const time = z.iso
  .datetime({ offset: true, error: timeError })
  .transform((value) => new Date(value).toISOString())
  .refine(plausibleYear, timeError)
  .nullish()
  .transform((value) => value ?? undefined);
const webAddress = string(2000).refine(isWebAddress, 'Skriv en adresse, der begynder med https:// eller http://.');
const slug = z
  .string()
  .max(MAX_SLUG, `Må højst fylde ${MAX_SLUG} tegn.`)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Brug kun små bogstaver a-z, tal og bindestreg.');

const contentShape = {
  title: string(300).min(1, 'Skriv en titel.'),
  one_liner: line,
  ...eachText(() => text),
  areas: list,
  methods: list,
  target_groups: list,
  municipalities: list,
  nationwide: optional(z.boolean(), false),
  organisation: optional(
    z.strictObject({ name: string(MAX_LINE).min(1, 'Skriv organisationens navn.'), type: string(MAX_LINE) }).nullable(),
    null,
  ),
  start_date: day,
  end_date: day,
  language: optional(z.string().regex(/^[a-z]{2}$/, 'Brug en sprogkode på to bogstaver, for eksempel da.'), 'da'),
  contact: optional(z.strictObject({ name: line, phone: line, email: line, organisation: line }).partial(), {}),
  links: optional(z.array(z.strictObject({ title: string(MAX_LINE), url: webAddress })).max(MAX_LIST), []),
};
const contentSchema = z.strictObject(contentShape);
const schema = z.strictObject(
  {
    slug: slug.nullish(),
    ...contentShape,
    created_at: time,
    published_at: time,
    status: optional(z.enum(['draft', 'submitted', 'returned', 'published', 'withdrawn']), 'draft'),
  },
  'Linjen skal være et JSON-objekt.',
);

/** Checks one line's value against the exchange format and the taxonomy; every issue names its field. */
export function parseEntry(value: unknown, taxonomy: Taxonomy): ParsedEntry {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { issues: firstOfEachField(parsed.error.issues.flatMap(toIssues)) };
  const { slug: givenSlug, status, created_at, published_at, ...fields } = parsed.data;
  const { content, issues } = checkContent(fields, taxonomy);
  const entrySlug = givenSlug ?? slugFromTitle(fields.title);
  if (!entrySlug) issues.push({ field: 'slug', message: 'Titlen giver ingen adresse. Angiv slug.' });
  if (status === 'published') issues.push(...missingForPublishing(content));
  return issues.length ? { issues } : { entry: { content, slug: entrySlug, status, created_at, published_at } };
}

/** Checks the fields that a text consists of, as `parseEntry` does. */
export function parseContent(
  value: unknown,
  taxonomy: Taxonomy,
): { content: EntryContent; issues?: never } | { content?: never; issues: Issue[] } {
  const parsed = contentSchema.safeParse(value);
  if (!parsed.success) return { issues: firstOfEachField(parsed.error.issues.flatMap(toIssues)) };
  const { content, issues } = checkContent(parsed.data, taxonomy);
  return issues.length ? { issues } : { content };
}

/** What the schema cannot know: terms, municipalities, and fields that must fit each other. */
function checkContent(fields: z.output<typeof contentSchema>, taxonomy: Taxonomy) {
  const issues: Issue[] = [];
  const content: EntryContent = {
    ...fields,
    contact: { name: '', phone: '', email: '', organisation: '', ...fields.contact },
    areas: knownTerms(taxonomy, 'areas', fields.areas, issues),
    methods: knownTerms(taxonomy, 'methods', fields.methods, issues),
    target_groups: knownTerms(taxonomy, 'target_groups', fields.target_groups, issues),
    municipalities: knownMunicipalities(taxonomy, fields.municipalities, issues),
    organisation: knownOrganisation(taxonomy, fields.organisation, issues),
  };
  if (fields.start_date && fields.end_date && fields.end_date < fields.start_date)
    issues.push({ field: 'end_date', message: 'Slutdatoen ligger før startdatoen.' });
  return { content, issues };
}

function knownTerms(
  taxonomy: Taxonomy,
  vocabulary: 'areas' | 'methods' | 'target_groups',
  slugs: string[],
  issues: Issue[],
): string[] {
  const unknown = slugs.filter((slug) => !taxonomy.term(vocabulary, slug));
  issues.push(...unknown.map((slug) => unknownTerm(taxonomy, vocabulary, vocabulary, slug)));
  return currentSlugs(taxonomy, vocabulary, slugs);
}

function knownOrganisation(
  taxonomy: Taxonomy,
  organisation: Organisation | null,
  issues: Issue[],
): Organisation | null {
  const type = organisation && taxonomy.term('organisation_types', organisation.type);
  if (organisation && !type)
    issues.push(unknownTerm(taxonomy, 'organisation_types', 'organisation.type', organisation.type));
  return organisation && { name: organisation.name, type: type?.slug ?? organisation.type };
}

function unknownTerm(taxonomy: Taxonomy, vocabulary: keyof Taxonomy['terms'], field: string, slug: string): Issue {
  const known = taxonomy.terms[vocabulary].map((term) => term.slug).join(', ');
  return { field, message: `»${slug}« findes ikke. Brug: ${known}.` };
}

function knownMunicipalities(taxonomy: Taxonomy, names: string[], issues: Issue[]): string[] {
  const codes = new Set<string>();
  for (const name of names) {
    const found = taxonomy.findMunicipalities(name);
    if (!found.length)
      issues.push({
        field: 'municipalities',
        message: `»${name}« er ikke en kommune. Brug kode, navn eller tidligere navn.`,
      });
    for (const { code } of found) codes.add(code);
  }
  return [...codes].sort();
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}

function toIssues(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: [...issue.path, key || '(uden navn)'].join('.'),
      message: 'Feltet findes ikke i formatet.',
    }));
  return [{ field: issue.path.join('.') || '(linjen)', message: issue.message }];
}

/** One reason tells how to mend a field; zod may give several that say the same. */
function firstOfEachField(issues: Issue[]): Issue[] {
  const first = new Map<string, Issue>();
  for (const issue of issues) if (!first.has(issue.field)) first.set(issue.field, issue);
  return [...first.values()];
}
