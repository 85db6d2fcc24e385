import type { Collection } from '#content/collections/collection.ts';
import { paths } from '../../paths.ts';
import { formatCount } from '../format.ts';
import type { Page } from '../page.ts';
import { firstSentence } from './first-sentence.ts';

/** A collection where several are listed. */
export interface CollectionItem {
  title: string;
  href: string;
  /** The first sentence of its text; empty where it has none. */
  sentence: string;
}

export interface CollectionListPage {
  page: Page;
  countText: string;
  collections: (CollectionItem & { count: string })[];
}

const danish = new Intl.Collator('da');

/** In the order of the titles. */
export function presentCollectionList(
  collections: { collection: Collection; entries: number }[],
  publicUrl: string,
): CollectionListPage {
  return {
    page: {
      title: 'Temaer',
      description: 'Erfaringer med integration, samlet om ét emne ad gangen af redaktionen.',
      canonical: publicUrl + paths.collections(),
      section: 'collections',
      breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: 'Temaer' }],
    },
    countText: formatCount(collections.length, 'tema', 'temaer'),
    collections: collections
      .toSorted((a, b) => danish.compare(a.collection.title, b.collection.title))
      .map(({ collection, entries }) => ({
        ...presentCollectionItem(collection),
        count: formatCount(entries, 'erfaring', 'erfaringer'),
      })),
  };
}

export function presentCollectionItem({ slug, title, text }: Collection): CollectionItem {
  return { title, href: paths.collection(slug), sentence: firstSentence(text) };
}
