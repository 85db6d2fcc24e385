import { plainText } from '#content/markdown.ts';
import type { SearchEngine } from './client.ts';
import type { EntryDocument } from './document.ts';
import { ALIKE, type ComparedText, likeness, tellingWords } from './likeness.ts';

export interface SimilarEntry {
  slug: string;
  title: string;
}

const HITS = 8;
/** The engine reads no more words of a query. */
const QUERY_WORDS = 10;
/** A checklist is not worth a longer wait. */
const PATIENCE_MS = 2000;

/**
 * Published entries that say much the same as `text`, the most alike first; those among `exceptIds` are left out. Finds
 * nothing while the search engine is away: it is a hint, not an answer.
 */
export async function findSimilar(
  engine: SearchEngine,
  { title, summary }: ComparedText,
  exceptIds: number[],
): Promise<SimilarEntry[]> {
  const text = { title: plainText(title), summary: plainText(summary) };
  const candidates = await findCandidates(engine, text);
  return candidates
    .filter(({ id }) => !exceptIds.includes(id))
    .map(({ slug, title, text: words }) => ({
      slug,
      title,
      likeness: likeness(text, { title, summary: firstText(words) }),
    }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ slug, title }) => ({ slug, title }));
}

/** What the search finds for the title, and for the words that tell most of the summary. */
async function findCandidates(engine: SearchEngine, text: ComparedText): Promise<EntryDocument[]> {
  const queries = [tellingWords(text.title), tellingWords(text.summary)]
    .map((words) => words.slice(0, QUERY_WORDS).join(' '))
    .filter(Boolean)
    .map((q) => ({
      indexUid: engine.indexUid,
      q,
      limit: HITS,
      matchingStrategy: 'frequency' as const,
      attributesToRetrieve: ['id', 'slug', 'title', 'text'],
    }));
  if (!queries.length) return [];
  const { promise: tooLate, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  const answer = await Promise.race([engine.multiSearch(queries).catch(() => undefined), tooLate]);
  clearTimeout(timer);
  const hits = answer?.results.flatMap((result) => result.hits) ?? [];
  return [...new Map(hits.map((hit) => [hit.id, hit])).values()];
}

/** A document's text begins with the summary, a line a field. */
function firstText(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
