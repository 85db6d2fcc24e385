import type { Db } from '#content/db/schema.ts';
import { listPublishedEntries } from '#content/entries/queries.ts';
import { plainText } from '#content/markdown.ts';
import type { SearchEngine } from './client.ts';
import { searchInDatabase } from './fallback.ts';
import { ALIKE, type ComparedText, likeness } from './likeness.ts';
import { emptySearch } from './params.ts';
import { findByKeys, type TellingKeys } from './related.ts';

export interface SimilarEntry {
  slug: string;
  title: string;
}

interface Candidate extends ComparedText, SimilarEntry {
  id: number;
}

const CANDIDATES = 16;

/** Those of `candidates` that say much the same as `text`, the most alike first. */
export function pickSimilar({ title, summary }: ComparedText, candidates: Candidate[]): SimilarEntry[] {
  const text = { title: plainText(title), summary: plainText(summary) };
  return candidates
    .map((candidate) => ({ candidate, likeness: likeness(text, candidate) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ candidate: { slug, title } }) => ({ slug, title }));
}

/** Entries that hold most of the telling words, as the search engine finds them. */
export async function findCandidates(
  engine: SearchEngine,
  keys: TellingKeys,
  exceptIds: number[],
): Promise<Candidate[]> {
  const filter = exceptIds.length ? [[`id NOT IN [${exceptIds.join(', ')}]`]] : [];
  const documents = await findByKeys(engine, keys, filter, ['id', 'slug', 'title', 'text'], CANDIDATES);
  return documents.map(({ id, slug, title, text }) => ({ id, slug, title, summary: firstText(text) }));
}

/** The same as the database finds them. */
export async function findCandidatesInDatabase(db: Db, keys: TellingKeys, exceptIds: number[]): Promise<Candidate[]> {
  const concepts = [...keys.keys()].map((key) => ({ word: key, keys: [key], synonyms: [], minor: false }));
  const understood = { phrases: [], excluded: [], concepts, prefix: '', completions: [], corrections: [] };
  const { ids } = await searchInDatabase(db, understood, { ...emptySearch(), perPage: CANDIDATES }, exceptIds);
  const entries = await listPublishedEntries(db, ids);
  return entries.map(({ id, slug, title, summary }) => ({ id, slug, title, summary: plainText(summary) }));
}

/** A document's text begins with the summary, a line a field. */
function firstText(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
