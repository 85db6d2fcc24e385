import type { Taxonomy } from '#content/taxonomy.ts';
import { facetHref } from './facet-href.ts';
import { formatCount, formatNumber } from './format.ts';
import type { Link } from './page.ts';
import type { Chip } from './search-page.ts';

/** Why nothing is shown, and the ways on. */
export interface EmptyResult {
  reason: string;
  suggestions: Link[];
  /** Whether a misspelt word may be the cause. */
  spelling: boolean;
  /** Areas to browse instead. */
  areas: Link[];
}

export function presentMissingPage(page: number, pages: number, firstPageHref: string): EmptyResult {
  return {
    reason: `Side ${formatNumber(page)} findes ikke. Der er ${formatCount(pages, 'side', 'sider')} med resultater.`,
    suggestions: [{ label: 'Gå til den første side', href: firstPageHref }],
    spelling: false,
    areas: [],
  };
}

export function presentEmptyResult(
  search: { q: string; chips: Chip[]; clearHref: string; withoutWordsHref: string },
  taxonomy: Taxonomy,
): EmptyResult {
  const { q, chips } = search;
  const words = q && `»${q}«`;
  const filters = chips.map(({ label }) => label).join(', ');
  const reason = [
    'Ingen erfaringer passer',
    words && `til ${words}`,
    filters && (words ? `sammen med ${filters}` : `til ${filters}`),
  ];
  return {
    reason: `${reason.filter(Boolean).join(' ')}.`,
    suggestions: [
      ...chips.map(({ label, removeHref }) => ({ label: `Søg uden ${label}`, href: removeHref })),
      ...(q && chips.length > 1 ? [{ label: `Søg efter ${words} uden afgrænsning`, href: search.clearHref }] : []),
      ...(q && chips.length
        ? [{ label: 'Behold afgrænsningen, og fjern søgeordene', href: search.withoutWordsHref }]
        : []),
    ],
    spelling: q !== '',
    areas: taxonomy.terms.areas.map(({ slug, label }) => ({ label, href: facetHref('area', slug) })),
  };
}
