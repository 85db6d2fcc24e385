import fc from 'fast-check';
import { textFields } from '#content/entries/fields.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { type SearchParams, sorts } from '#search/params.ts';

const phrases = [
  ...[
    'Mentorer på arbejdspladsen',
    'Åben rådgivning for unge',
    'æøå ÆØÅ',
    'Søllerød & Århus',
    '😀👩‍👩‍👧',
    'é ü ß',
    '日本語',
  ],
  ...['**fed** og *kursiv*', '[link](https://vejle.dk)', '# Overskrift', '- punkt\n- punkt', '| a | b |\n|---|---|'],
  ...[
    '"citat"',
    "it's",
    '\\',
    '\\n',
    '\t',
    '\r\n',
    '\n\n',
    '<b>',
    '</script>',
    '&amp;',
    '{"a":1}',
    '%',
    '$1',
    '\u2028',
  ],
];

/** Text as people and programs write it: Danish, Markdown, quotes, line breaks, emoji; without spaces around. */
export function texts(maxLength: number): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.constantFrom(...phrases), fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 8 })
    .map((parts) => parts.join(' ').replaceAll('\0', '').slice(0, maxLength).toWellFormed().trim());
}

const someText = texts(300).map((text) => text || 'Tekst');
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const time = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const period = fc
  .tuple(fc.option(day), fc.option(day))
  .map(([a, b]) => (a && b && b < a ? [b, a] : [a, b]))
  .map(([start_date = null, end_date = null]) => ({ start_date, end_date }));
const url = fc.constantFrom('https://vejle.dk/', 'http://localhost:3000/a?b=c#d', 'https://ærø.dk/på vej/"x"');

/** Entries of the exchange format just as an export writes them: everything there, in order, nothing to tidy. */
export function entryRecords({ terms, municipalities }: Taxonomy) {
  const slugs = (all: { slug: string }[]) => fc.subarray(all.map(({ slug }) => slug));
  const line = texts(200);
  const content = {
    title: someText,
    one_liner: someText,
    ...Object.fromEntries(textFields.map((field) => [field, texts(400)])),
    summary: someText,
    areas: fc.subarray(
      terms.areas.map(({ slug }) => slug),
      { minLength: 1 },
    ),
    methods: slugs(terms.methods),
    target_groups: slugs(terms.target_groups),
    municipalities: fc
      .subarray(
        municipalities.map(({ code }) => code),
        { maxLength: 5 },
      )
      .map((codes) => codes.sort()),
    nationwide: fc.boolean(),
    organisation: fc.option(
      fc.record({
        name: someText,
        type: fc.constantFrom(...terms.organisation_types.map(({ slug }) => slug)),
      }),
    ),
    language: fc.constantFrom('da', 'en', 'ar'),
    contact: fc.record({ name: line, phone: line, email: line, organisation: line }),
    links: fc.array(fc.record({ title: line, url }), { maxLength: 3 }),
    created_at: time,
  };
  const status = fc.oneof(
    fc.record({ status: fc.constant('published'), published_at: time }),
    fc.record({ status: fc.constantFrom('draft', 'submitted', 'returned'), published_at: fc.constant(null) }),
  );
  return fc.tuple(fc.record(content), period, status).map((parts) => Object.assign({}, ...parts) as EntryRecordLine);
}

/** A record without its slug: two of one file must not share one. */
export type EntryRecordLine = Record<string, unknown> & { title: string; status: string };

const anything = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }));

/** Lines as other programs might send them: the right fields, now and then with something wrong in one of them. */
export const anyLine = fc.record(
  {
    title: fc.oneof({ weight: 9, arbitrary: someText }, anything),
    slug: fc.oneof(fc.constant('en-slug'), anything),
    one_liner: fc.oneof(someText, anything),
    summary: fc.oneof(someText, anything),
    areas: fc.oneof(fc.subarray(['sundhed', 'beskaeftigelse', 'fiskeri']), anything),
    municipalities: fc.oneof(fc.subarray(['Give', '0630', 'Andeby', 'Århus']), anything),
    organisation: fc.oneof(fc.record({ name: someText, type: fc.constantFrom('kommune', 'by') }), anything),
    start_date: fc.oneof(day, anything),
    end_date: fc.oneof(day, anything),
    created_at: fc.oneof(
      time,
      time.map((text) => text.replace('Z', '+14:00')),
      anything,
    ),
    published_at: fc.oneof(
      time,
      time.map((text) => text.replace('.000Z', '-23:59')),
      anything,
    ),
    contact: fc.oneof(fc.record({ name: someText, email: someText }, { requiredKeys: [] }), anything),
    links: fc.oneof(fc.array(fc.record({ title: someText, url }), { maxLength: 2 }), anything),
    status: fc.oneof(fc.constantFrom('draft', 'published', 'withdrawn'), anything),
    language: fc.oneof(fc.constant('da'), anything),
    nationwide: fc.oneof(fc.boolean(), anything),
  },
  { requiredKeys: [] },
);

/** Searches as the parser makes them: words tidied, each value once. */
export function searches(taxonomy: Taxonomy, choosesPerPage: boolean): fc.Arbitrary<SearchParams> {
  const values = (all: string[]) => fc.shuffledSubarray(all, { maxLength: Math.min(3, all.length) });
  const slugs = (vocabulary: keyof Taxonomy['terms']) => values(taxonomy.terms[vocabulary].map(({ slug }) => slug));
  return fc.record({
    q: texts(200).map((text) => text.replace(/\s+/g, ' ').slice(0, 200).toWellFormed().trim()),
    filters: fc.record({
      area: slugs('areas'),
      municipality: values(taxonomy.municipalities.map(({ code }) => code)),
      method: slugs('methods'),
      target_group: slugs('target_groups'),
      organisation_type: slugs('organisation_types'),
      year: values(['1999', '2005', '2026']),
      verdict: values(['reached', 'partly', 'not_reached', 'not_assessed']),
      tried: values(['yes']),
    }),
    sort: fc.constantFrom(...sorts),
    page: fc.integer({ min: 1, max: 100_000 }),
    perPage: choosesPerPage ? fc.integer({ min: 1, max: 100 }) : fc.constant(20),
  });
}
