import { engineAnswer, type SearchEngine } from './client.ts';
import { settings } from './settings.ts';

/** `foreign`: not made by this version of the site. */
export type IndexCondition = 'ours' | 'foreign' | 'missing';

/** A document sent to a missing index makes one, which has none of our settings: that is how it is told. */
export async function readCondition({ client, indexUid }: SearchEngine): Promise<IndexCondition> {
  try {
    const sortable = await client.index(indexUid).getSortableAttributes();
    return settings.sortableAttributes?.every((name) => sortable.includes(name)) ? 'ours' : 'foreign';
  } catch (error) {
    if (engineAnswer(error)?.code === 'index_not_found') return 'missing';
    throw error;
  }
}

/** Throws unless the index is ours: nothing may be written to another, and nothing that was is to be relied on. */
export async function requireOurs(engine: SearchEngine): Promise<void> {
  const condition = await readCondition(engine);
  if (condition !== 'ours') throw new Error(condition === 'missing' ? 'The index is gone' : 'The index is not ours');
}
