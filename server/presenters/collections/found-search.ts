import type { Taxonomy } from '#content/taxonomy.ts';
import { facets, findFacetValue } from '#search/facets.ts';
import type { Sort } from '#search/params.ts';
import type { FoundEntries } from '../../load-collection.ts';
import { paths } from '../../paths.ts';
import { readSavedSearch } from '../../saved-search.ts';
import { formatCount } from '../format.ts';
import type { Link } from '../page.ts';

/** What a search says in words, and what it finds now. */
export interface FoundSearch {
  /** What was searched for; empty where only choices narrow it down. */
  words: string;
  choices: { facet: string; label: string }[];
  order: string;
  count: string;
  titles: Link[];
  href: string;
  /** What no longer works in it. */
  trouble: string;
}

const orders: Record<Sort, string> = {
  relevance: 'De mest relevante først',
  newest: 'De nyeste først',
  oldest: 'De ældste først',
  title: 'Efter titel',
};

export function presentFoundSearch(query: string, found: FoundEntries, taxonomy: Taxonomy): FoundSearch {
  const { params, issues } = readSavedSearch(query, taxonomy);
  const { q, filters, sort } = params;
  return {
    words: q,
    choices: facets.flatMap((facet) =>
      filters[facet.name].map((value) => ({
        facet: facet.label,
        label: findFacetValue(facet, value, taxonomy)?.label ?? value,
      })),
    ),
    order: orders[sort === 'relevance' && !q ? 'newest' : sort],
    count: formatCount(found.total, 'erfaring', 'erfaringer'),
    titles: found.hits.map(({ title, slug }) => ({ label: title, href: paths.entry(slug) })),
    href: paths.search(query),
    trouble: issues.map(({ message }) => message).join(' '),
  };
}
