import { textFields } from '#content/entries/fields.ts';
import type { StoredEntry } from '#content/entries/queries.ts';
import { MARK_END, MARK_START, plainText } from '#content/markdown.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { markedText } from './danish/analyse.ts';
import { danishSortKey } from './danish-sort-key.ts';
import { NOT_ASSESSED } from './facets.ts';

/** Raise this when documents are made in another way: the next start then makes them all again. */
export const DOCUMENT_VERSION = 3;

/** What the index holds of a published entry. Contact persons are never part of it. */
export interface EntryDocument {
  id: number;
  /** `<DOCUMENT_VERSION>.<entry version>`: compared with the database to find what is out of date. */
  version: string;
  slug: string;
  title: string;
  one_liner: string;
  text: string;
  /** Names of municipalities, also former ones, and regions. */
  places: string[];
  /** Labels of areas, methods and target groups. */
  terms: string[];
  organisation: string;
  /** The same fields as analysed words (search/danish), each marked as such. */
  title_keys: string;
  one_liner_keys: string;
  text_keys: string;
  places_keys: string[];
  terms_keys: string[];
  organisation_keys: string;
  area: string[];
  municipality: string[];
  method: string[];
  target_group: string[];
  organisation_type: string[];
  year: string[];
  /** `yes`, or nothing. */
  tried: string[];
  /** One, be it that there is none. */
  verdict: string[];
  /** In how many municipalities it was tried. */
  tried_in: number;
  /** The year that the verdict is about. */
  assessed_year: number | null;
  nationwide: boolean;
  start_date: string | null;
  end_date: string | null;
  /** Milliseconds since 1970. */
  published_at: number;
  title_order: string;
}

export function documentVersion(entryVersion: string): string {
  return `${DOCUMENT_VERSION}.${entryVersion}`;
}

/** Makes the search document of a published entry. */
export function toDocument(entry: StoredEntry, taxonomy: Taxonomy): EntryDocument {
  const title = withoutMarks(entry.title);
  const oneLiner = withoutMarks(entry.one_liner);
  const text = withoutMarks(joinTexts(entry));
  const places = listPlaces(entry, taxonomy);
  const terms = listLabels(entry, taxonomy);
  const organisation = entry.organisation?.name ?? '';
  return {
    id: entry.id,
    version: documentVersion(entry.version),
    slug: entry.slug,
    title,
    one_liner: oneLiner,
    text,
    places,
    terms,
    organisation,
    title_keys: markedText(title),
    one_liner_keys: markedText(oneLiner),
    text_keys: markedText(text),
    places_keys: [...new Set(places.map(markedText))],
    terms_keys: terms.map(markedText),
    organisation_keys: markedText(organisation),
    area: entry.areas,
    municipality: entry.municipalities,
    method: entry.methods,
    target_group: entry.target_groups,
    organisation_type: entry.organisation ? [entry.organisation.type] : [],
    year: entry.start_date ? [entry.start_date.slice(0, 4)] : [],
    tried: entry.tried > 0 ? ['yes'] : [],
    verdict: [entry.assessed?.verdict ?? NOT_ASSESSED],
    tried_in: entry.tried,
    assessed_year: entry.assessed?.year ?? null,
    nationwide: entry.nationwide,
    start_date: entry.start_date,
    end_date: entry.end_date,
    published_at: Date.parse(entry.published_at ?? entry.created_at),
    title_order: danishSortKey(entry.title),
  };
}

/** A line a field, so that no phrase reaches from one into the next. */
function joinTexts(entry: StoredEntry): string {
  return textFields
    .map((field) => plainText(entry[field]))
    .filter(Boolean)
    .join('\n');
}

function listPlaces({ municipalities }: StoredEntry, taxonomy: Taxonomy): string[] {
  const places = municipalities.flatMap((code) => taxonomy.municipality(code) ?? []);
  return [...new Set(places.flatMap(placeNames))];
}

function listLabels(entry: StoredEntry, taxonomy: Taxonomy): string[] {
  return (['areas', 'methods', 'target_groups'] as const).flatMap((vocabulary) =>
    entry[vocabulary].flatMap((slug) => taxonomy.term(vocabulary, slug)?.label ?? []),
  );
}

/** Matching words get these around them, so no text may bring its own. */
function withoutMarks(text: string): string {
  return text.replaceAll(MARK_START, '').replaceAll(MARK_END, '');
}

function placeNames({ name, officialName, region, formerNames }: Taxonomy['municipalities'][number]): string[] {
  return [name, officialName, ...formerNames, region].flatMap(bothSpellings);
}

/** Aarhus and Århus are one place; sources spell it either way. */
function bothSpellings(name: string): string[] {
  return /aa|å/i.test(name)
    ? [name, name.replace(/å/g, 'aa').replace(/Å/g, 'Aa'), name.replace(/Aa/g, 'Å').replace(/aa/g, 'å')]
    : [name];
}
