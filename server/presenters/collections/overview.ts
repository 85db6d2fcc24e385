import type { Collection } from '#content/collections/collection.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { paths } from '../../paths.ts';
import { readSavedSearch } from '../../saved-search.ts';
import { formatCount, formatTime } from '../format.ts';
import type { Crumb, Page } from '../page.ts';

export const collectionCrumbs: Crumb[] = [
  { label: 'Redaktion', href: paths.queue() },
  { label: 'Temaer', href: paths.editedCollections() },
];

export interface CollectionOverview {
  page: Page;
  countText: string;
  newHref: string;
  collections: {
    title: string;
    href: string;
    state: string;
    /** Number of entries and when it was last changed. */
    meta: string[];
    /** A search that no longer works as it was meant. */
    trouble: string;
    publicHref?: string;
  }[];
}

export function presentCollectionOverview(
  collections: { collection: Collection; entries: number }[],
  taxonomy: Taxonomy,
): CollectionOverview {
  return {
    page: { title: 'Temaer', breadcrumbs: [{ label: 'Redaktion', href: paths.queue() }, { label: 'Temaer' }] },
    countText: formatCount(collections.length, 'tema', 'temaer'),
    newHref: paths.newCollection(),
    collections: collections.map(({ collection: { id, slug, title, query, published, updatedAt }, entries }) => ({
      title,
      href: paths.editedCollection(id),
      state: stateLabel(published),
      meta: [formatCount(entries, 'erfaring', 'erfaringer'), `ændret ${formatTime(updatedAt)}`],
      trouble: readSavedSearch(query, taxonomy).issues.length ? 'Søgningen skal rettes.' : '',
      ...(published ? { publicHref: paths.collection(slug) } : {}),
    })),
  };
}

export function stateLabel(published: boolean): string {
  return published ? 'Udgivet' : 'Kladde';
}
