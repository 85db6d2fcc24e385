import type { Database } from '#content/db/client.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { listSynonymSets } from '#content/thesaurus/list-synonyms.ts';
import type { Breaker } from '#search/breaker.ts';
import { connectSearch, type SearchEngine, type SearchServer } from '#search/client.ts';
import type { SearchParams } from '#search/params.ts';
import { createSearch } from '#search/search.ts';
import { buildThesaurus } from '#search/thesaurus.ts';
import { loadVocabulary } from '#search/vocabulary.ts';

/** What a search sends to Meilisearch: each step holds the bodies sent at once, and waits for the answers to the last. */
export type Steps = string[][];

/** Searches as the site does, and writes down what it sends. */
export async function captureRequests(
  { db }: Database,
  taxonomy: Taxonomy,
  server: SearchServer,
  searches: SearchParams[],
): Promise<Steps[]> {
  const recorder = recordRequests(connectSearch(server));
  const vocabulary = { ...(await loadVocabulary(db)), isCurrent: () => true };
  const thesaurus = buildThesaurus(await listSynonymSets(db));
  const search = createSearch({
    ...{ db, engine: recorder.engine, breaker: withoutBreaker },
    getTaxonomy: async () => taxonomy,
    getHiddenIds: async () => [],
    getVocabulary: async () => vocabulary,
    getThesaurus: async () => thesaurus,
  });
  const captured: Steps[] = [];
  for (const params of searches) {
    await search.entries(params);
    captured.push(recorder.take());
  }
  await recorder.engine.close();
  return captured;
}

function recordRequests(engine: SearchEngine): { engine: SearchEngine; take: () => Steps } {
  let steps: Steps = [];
  let isAnswered = true;
  const record = async <T>(body: object, send: () => Promise<T>): Promise<T> => {
    if (isAnswered) steps.push([]);
    isAnswered = false;
    steps.at(-1)?.push(JSON.stringify(body));
    const answer = await send();
    isAnswered = true;
    return answer;
  };
  const take = () => {
    const taken = steps;
    steps = [];
    isAnswered = true;
    return taken;
  };
  const recording: SearchEngine = {
    ...engine,
    federatedSearch: (body) => record(body, () => engine.federatedSearch(body)),
    multiSearch: (queries, signal) => record({ queries }, () => engine.multiSearch(queries, signal)),
  };
  return { engine: recording, take };
}

/** A slow answer is one too. */
const withoutBreaker: Breaker = {
  run: async (work) => ({ value: await work(), degraded: false }),
  state: () => 'ok',
  answered: () => ({ engine: 0, database: 0 }),
  close: () => {},
};
