import type { Db } from '#content/db/schema.ts';
import { listSynonymSets } from '#content/thesaurus/list-synonyms.ts';
import type { SearchEngine } from './client.ts';
import { succeed } from './index-documents.ts';
import { buildThesaurus } from './thesaurus.ts';

/** Gives an index the thesaurus as it is now. The engine needs no rebuild for it. */
export async function giveSynonyms(db: Db, engine: SearchEngine, uid: string): Promise<void> {
  const { settings } = buildThesaurus(await listSynonymSets(db));
  const index = engine.client.index(uid);
  if (sorted(await index.getSynonyms()) !== sorted(settings)) await succeed(index.updateSynonyms(settings));
}

function sorted(synonyms: Record<string, string[]> | null): string {
  return JSON.stringify(Object.entries(synonyms ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}
