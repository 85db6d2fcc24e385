import type { Db } from '../db/schema.ts';

/** One line of the thesaurus: who searches for one of `words` also finds the others, and `finds`. */
export interface SynonymSet {
  words: string[];
  finds: string[];
}

/** The whole thesaurus, in a steady order. */
export function listSynonymSets(db: Db): Promise<SynonymSet[]> {
  return db.selectFrom('synonyms').select(['words', 'finds']).orderBy('id').execute();
}
