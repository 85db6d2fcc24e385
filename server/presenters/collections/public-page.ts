import { type Html, renderJson, renderMarkdown } from '#content/markdown.ts';
import { pageDialect, toQueryString } from '#search/params.ts';
import type { LoadedCollection } from '../../load-collection.ts';
import { paths } from '../../paths.ts';
import { type EmptyResult, presentMissingPage } from '../empty-result.ts';
import type { EntryCard } from '../entry-card.ts';
import { feedHref } from '../feed.ts';
import { formatCount } from '../format.ts';
import type { Page } from '../page.ts';
import { type Pagination, presentPagination } from '../pagination.ts';
import { SIMPLER_SEARCH } from '../search-hints.ts';
import { presentFirstEntry, presentFound } from './cards.ts';
import { firstSentence } from './first-sentence.ts';

export interface CollectionPage {
  page: Page;
  title: string;
  html: Html;
  first: EntryCard[];
  /** `12 erfaringer`; beside chosen ones `12 erfaringer mere`. */
  countText: string;
  cards: EntryCard[];
  pagination?: Pagination;
  /** What readers should know of the list. */
  notices: string[];
  /** A page that there is not. */
  missing?: EmptyResult;
  searchHref: string;
  feedHref: string;
}

/** `address` is where the page stands: its own, or that of its preview. */
export function presentCollection(
  { collection, first, params, found, taxonomy }: LoadedCollection,
  publicUrl: string,
  address = paths.collection(collection.slug),
): CollectionPage {
  const { title, text } = collection;
  const isFirstPage = params.page === 1;
  const pages = Math.ceil(found.total / params.perPage);
  const pageHref = (page: number) => (page === 1 ? address : `${address}?${pageDialect.page}=${page}`);
  const feed = feedHref(params, taxonomy);
  return {
    page: presentPage({ collection, params }, publicUrl, feed),
    title,
    // Whoever turns the page has read them.
    html: isFirstPage ? renderMarkdown(text, 2) : ('' as Html),
    first: isFirstPage ? first.map((entry) => presentFirstEntry(entry, taxonomy)) : [],
    countText: `${formatCount(found.total, 'erfaring', 'erfaringer')}${first.length ? ' mere' : ''}`,
    notices: found.degraded ? [SIMPLER_SEARCH] : [],
    cards: found.hits.map((hit) => presentFound(hit, taxonomy)),
    ...(pages > 1 && found.hits.length ? { pagination: presentPagination(params.page, pages, pageHref) } : {}),
    ...(!isFirstPage && !found.hits.length
      ? { missing: presentMissingPage(params.page, Math.max(pages, 1), pageHref(1)) }
      : {}),
    searchHref: paths.search(toQueryString({ ...params, page: 1 }, pageDialect, taxonomy)),
    feedHref: feed,
  };
}

function presentPage(
  { collection, params }: Pick<LoadedCollection, 'collection' | 'params'>,
  publicUrl: string,
  feed: string,
): Page {
  const { slug, title, text, updatedAt } = collection;
  const canonical = publicUrl + paths.collection(slug);
  const description = firstSentence(text) || `Erfaringer med integration, samlet under temaet ${title}.`;
  return {
    title: params.page === 1 ? title : `${title}, side ${params.page}`,
    description,
    canonical,
    section: 'collections',
    breadcrumbs: [
      { label: 'Forside', href: paths.front() },
      { label: 'Temaer', href: paths.collections() },
      { label: title },
    ],
    feed,
    noindex: params.page > 1,
    jsonLd: renderJson({
      '@context': 'https://schema.org',
      '@type': 'CollectionPage',
      name: title,
      description,
      url: canonical,
      inLanguage: 'da',
      dateModified: updatedAt.toISOString(),
    }),
  };
}
