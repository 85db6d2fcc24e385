import { textFields } from '#content/entries/fields.ts';
import type { StoredEntry } from '#content/entries/queries.ts';
import { MARK_END, MARK_START, plainText } from '#content/markdown.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { danishSortKey } from './danish-sort-key.ts';

/** Raise this when documents are made in another way: the next start then makes them all again. */
export const DOCUMENT_VERSION = 1;

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
  area: string[];
  municipality: string[];
  method: string[];
  target_group: string[];
  organisation_type: string[];
  year: string[];
  nationwide: boolean;
  start_date: string | null;
  end_date: string | null;
  /** Milliseconds since 1970. */
  published_at: number;
  title_order: string;
}

export function documentVersion(entryVersion: number): string {
  return `${DOCUMENT_VERSION}.${entryVersion}`;
}

/** Makes the search document of a published entry. */
export function toDocument(entry: StoredEntry, taxonomy: Taxonomy): EntryDocument {
  const municipalities = entry.municipalities.flatMap((code) => taxonomy.municipality(code) ?? []);
  return {
    id: entry.id,
    version: documentVersion(entry.version),
    slug: entry.slug,
    title: withoutMarks(entry.title),
    one_liner: withoutMarks(entry.one_liner),
    text: withoutMarks(
      textFields
        .map((field) => plainText(entry[field]))
        .filter(Boolean)
        .join('\n'),
    ),
    places: [...new Set(municipalities.flatMap(placeNames))],
    terms: (['areas', 'methods', 'target_groups'] as const).flatMap((vocabulary) =>
      entry[vocabulary].flatMap((slug) => taxonomy.term(vocabulary, slug)?.label ?? []),
    ),
    organisation: entry.organisation?.name ?? '',
    area: entry.areas,
    municipality: entry.municipalities,
    method: entry.methods,
    target_group: entry.target_groups,
    organisation_type: entry.organisation ? [entry.organisation.type] : [],
    year: entry.start_date ? [entry.start_date.slice(0, 4)] : [],
    nationwide: entry.nationwide,
    start_date: entry.start_date,
    end_date: entry.end_date,
    published_at: Date.parse(entry.published_at ?? entry.created_at),
    title_order: danishSortKey(entry.title),
  };
}

/** The engine puts these around matching words, so no text may bring its own. */
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
