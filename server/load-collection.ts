import type { Collection } from '#content/collections/collection.ts';
import { findCollection, listFirstEntries } from '#content/collections/queries.ts';
import type { Db } from '#content/db/schema.ts';
import type { StoredEntry } from '#content/entries/queries.ts';
import { NotFound } from '#content/refusal.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { Hit } from '#search/hit.ts';
import type { SearchParams } from '#search/params.ts';
import type { Deps } from './deps.ts';
import { readSavedSearch } from './saved-search.ts';

/** A collection with what stands in it now. */
export interface LoadedCollection {
  collection: Collection;
  /** The chosen entries that readers may see. */
  first: StoredEntry[];
  params: SearchParams;
  /** The other entries that its search finds. */
  found: FoundEntries;
  taxonomy: Taxonomy;
}

export interface FoundEntries {
  total: number;
  hits: Hit[];
  /** Found by the database, since the search engine is away. */
  degraded: boolean;
}

/** Reads one page of a collection. */
export async function loadCollection(deps: Deps, collection: Collection, page: number): Promise<LoadedCollection> {
  const taxonomy = await deps.getTaxonomy();
  const first = await listFirstEntries(deps.db, collection.id);
  const firstIds = first.map(({ id }) => id);
  const { params, isLost } = readSavedSearch(collection.query, taxonomy);
  const found = isLost ? nothing : await deps.search.entries({ ...params, page }, firstIds);
  return { collection, first, params: { ...params, page }, found, taxonomy };
}

/** The collection that an address names by its number, published or not. */
export async function demandCollection(db: Db, id: string): Promise<Collection> {
  const collection = /^[1-9]\d{0,8}$/.test(id) ? await findCollection(db, Number(id)) : undefined;
  if (!collection) throw new NotFound(`No collection ${id}`);
  return collection;
}

/** How many entries a collection holds now. */
export async function countCollection(deps: Deps, collection: Collection): Promise<number> {
  const { first, found } = await loadCollection(deps, collection, 1);
  return first.length + found.total;
}

/** What a saved search finds, as many as `limit`. */
export async function previewSearch(deps: Deps, query: string, limit: number): Promise<FoundEntries> {
  const { params, isLost } = readSavedSearch(query, await deps.getTaxonomy());
  return isLost ? nothing : deps.search.entries({ ...params, perPage: limit });
}

const nothing: FoundEntries = { total: 0, hits: [], degraded: false };
