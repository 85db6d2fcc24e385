import type { Collection } from '#content/collections/collection.ts';
import type { EntryTeaser } from '#content/entries/teasers.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { pageDialect } from '#search/params.ts';
import { paths } from '../paths.ts';
import { type CollectionItem, presentCollectionItem } from './collections/public-list.ts';
import { type EntryCard, presentTeaser } from './entry-card.ts';
import { facetHref } from './facet-href.ts';
import { formatCount, formatNumber } from './format.ts';
import type { Link, Page } from './page.ts';

/** Searches that show what can be asked; both find starter content. */
const EXAMPLES = ['resultatkontrakt', 'virksomheder'];
/** More would push the newest entries too far down. */
const MOST_COLLECTIONS = 6;

export interface FrontPage {
  page: Page;
  examples: Link[];
  areas: { label: string; description: string; count: string; href: string }[];
  /** The newest of them. */
  collections: CollectionItem[];
  newest: EntryCard[];
  figures: { value: string; label: string }[];
}

export function presentFrontPage(
  content: {
    newest: EntryTeaser[];
    areaCounts: Map<string, number>;
    figures: { entries: number; municipalities: number; organisations: number };
    collections: Collection[];
  },
  taxonomy: Taxonomy,
  publicUrl: string,
): FrontPage {
  const { entries, municipalities, organisations } = content.figures;
  return {
    page: {
      title: '',
      description:
        'Søg i, hvad der har virket, når kommuner og partnere arbejder med integration af flygtninge og indvandrere.',
      canonical: publicUrl + paths.front(),
      feed: paths.feed(),
    },
    examples: EXAMPLES.map((label) => ({
      label,
      href: paths.search(`?${pageDialect.q}=${encodeURIComponent(label)}`),
    })),
    areas: taxonomy.terms.areas.map(({ slug, label, description }) => ({
      label,
      description,
      count: formatCount(content.areaCounts.get(slug) ?? 0, 'erfaring', 'erfaringer'),
      href: facetHref('area', slug),
    })),
    collections: content.collections.slice(0, MOST_COLLECTIONS).map(presentCollectionItem),
    newest: content.newest.map((teaser) => presentTeaser(teaser, taxonomy)),
    figures: [
      { value: formatNumber(entries), label: entries === 1 ? 'erfaring' : 'erfaringer' },
      { value: formatNumber(municipalities), label: municipalities === 1 ? 'kommune' : 'kommuner' },
      { value: formatNumber(organisations), label: organisations === 1 ? 'organisation' : 'organisationer' },
    ],
  };
}
