import type { Db } from '#content/db/schema.ts';
import { listPublishedEntries, type StoredEntry } from '#content/entries/queries.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { SynonymSet } from '#content/thesaurus/list-synonyms.ts';
import type { Breaker } from './breaker.ts';
import type { SearchEngine } from './client.ts';
import { keysOf } from './danish/analyse.ts';
import { spell } from './danish/fold.ts';
import { toDocument } from './document.ts';
import { relatedInDatabase, searchInDatabase, titlesInDatabase } from './fallback.ts';
import { findCandidates, findCandidatesInDatabase, pickSimilar, type SimilarEntry } from './find-similar.ts';
import { createHighlighter } from './highlight.ts';
import { type Hit, toHit } from './hit.ts';
import { prepareLanguage } from './language.ts';
import type { ComparedText } from './likeness.ts';
import { findNames, type NamedValue } from './names.ts';
import type { SearchParams } from './params.ts';
import { findRelated, kinship, tellingKeys } from './related.ts';
import { type Found, searchEntries, searchEntryIds, searchTitles } from './search-entries.ts';
import { buildThesaurus, type Thesaurus } from './thesaurus.ts';
import { asksForNothing, type Correction, completeWord, type Understood, understand, wordsOf } from './understand.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { KeptVocabulary } from './vocabulary-cache.ts';

export interface SearchResult {
  total: number;
  hits: Hit[];
  facets: Found['facets'];
  /** Answered by the database, since the search engine is away. */
  degraded: boolean;
  corrections: Correction[];
  /** Municipalities, areas and methods that the query names and nobody has chosen yet. */
  named: NamedValue[];
}

/** What the search is made of. */
export interface SearchDeps {
  db: Db;
  engine: SearchEngine;
  breaker: Breaker;
  getTaxonomy: () => Promise<Taxonomy>;
  getHiddenIds: () => Promise<number[]>;
  getVocabulary: () => Promise<KeptVocabulary>;
  getThesaurus: () => Promise<Thesaurus>;
}

/** Search as the site sees it: asked of the search engine, and of the database while that is away. */
export function createSearch(deps: SearchDeps) {
  const { db, engine, breaker, getTaxonomy, getHiddenIds } = deps;

  const read = async (q: string, thesaurus?: Thesaurus): Promise<Understood> =>
    understand(q, await prepareLanguage(db, q, await deps.getVocabulary(), thesaurus ?? (await deps.getThesaurus())));

  const inDatabase = async (understood: Understood, params: SearchParams, exceptIds: number[]): Promise<Found> => {
    const { total, ids, facets } = await searchInDatabase(db, understood, params, exceptIds);
    const taxonomy = await getTaxonomy();
    const entries = new Map((await listPublishedEntries(db, ids)).map((entry) => [entry.id, entry]));
    const documents = ids.flatMap((id) => entries.get(id) ?? []).map((entry) => toDocument(entry, taxonomy));
    return { total, documents, facets };
  };

  const toResult = async (found: Found, understood: Understood, params: SearchParams, degraded: boolean) => {
    const highlighter = createHighlighter(understood);
    return {
      total: found.total,
      hits: found.documents.map((document) => toHit(document, highlighter)),
      facets: found.facets,
      degraded,
      corrections: understood.corrections,
      named: findNames(params, await getTaxonomy()),
    };
  };

  return {
    /** One page of what a search finds, without `exceptIds`. */
    async entries(params: SearchParams, exceptIds: number[] = []): Promise<SearchResult> {
      const understood = await read(params.q);
      const hiddenIds = await getHiddenIds();
      const { value, degraded } = await breaker.run(
        () => searchEntries(engine, understood, params, { hiddenIds, exceptIds }),
        () => inDatabase(understood, params, exceptIds),
      );
      return toResult(value, understood, params, degraded);
    },

    /** The ids of what a search finds on all its pages, at most `limit`, those published last first. */
    async entryIds(params: SearchParams, limit: number): Promise<number[]> {
      const understood = await read(params.q);
      const hiddenIds = await getHiddenIds();
      const all: SearchParams = { ...params, sort: 'newest', page: 1, perPage: limit };
      const { value } = await breaker.run(
        () => searchEntryIds(engine, understood, params, hiddenIds, limit),
        async () => (await searchInDatabase(db, understood, all, [])).ids,
      );
      return value;
    },

    /** Entries whose titles hold the words of `text`, the last one perhaps not yet finished. */
    async suggestEntries(text: string, limit: number): Promise<{ slug: string; title: string }[]> {
      const understood = await read(text);
      if (asksForNothing(understood)) return [];
      const hiddenIds = await getHiddenIds();
      const begun = completeText(text, await deps.getVocabulary());
      const { value } = await breaker.run(
        () => searchTitles(engine, understood, hiddenIds, limit, begun),
        () => titlesInDatabase(db, text, limit),
      );
      return value;
    },

    /** The ids of published entries on the same subject as `entry`, the nearest first. */
    async related(entry: StoredEntry, limit: number): Promise<number[]> {
      const keys = tellingKeys(entry, await deps.getVocabulary());
      const hiddenIds = await getHiddenIds();
      const shared = kinship(entry).map(([facet, value]) => `${facet}:${value}`);
      const { value } = await breaker.run(
        () => findRelated(engine, entry, keys, hiddenIds, limit),
        () => relatedInDatabase(db, [...keys.keys()], shared, entry.id, limit),
      );
      return value;
    },

    /** Published entries that say much the same as `text`, the most alike first. */
    async similar(text: ComparedText, exceptIds: number[]): Promise<SimilarEntry[]> {
      const compared = { title: text.title, one_liner: '', summary: text.summary };
      const keys = tellingKeys(compared, await deps.getVocabulary());
      const hiddenIds = [...(await getHiddenIds()), ...exceptIds];
      const { value } = await breaker.run(
        () => findCandidates(engine, keys, hiddenIds),
        () => findCandidatesInDatabase(db, keys, exceptIds),
      );
      return pickSimilar(text, value);
    },

    /** What a search would find with another thesaurus; asked of the database, since the engine has the one in use. */
    async preview(params: SearchParams, sets: SynonymSet[]): Promise<SearchResult> {
      const understood = await read(params.q, buildThesaurus(sets));
      return toResult(await inDatabase(understood, params, []), understood, params, false);
    },

    state: breaker.state,
  };
}

/** The keys of the text with its last word completed, as typed and as Danish spells it; none where signs say how words are meant. */
function completeText(text: string, vocabulary: Vocabulary): string[][] {
  if (/["»«“”„‟]|(^| )-/.test(text)) return [];
  const words = wordsOf(text);
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1).flatMap(keysOf);
  const completed = [...new Set([last, spell(last)])].flatMap((begun) => completeWord(begun, vocabulary));
  return completed.map((keys) => [...before, ...keys]);
}
