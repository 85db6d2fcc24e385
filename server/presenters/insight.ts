import { z } from 'zod';
import type { CountedSearch, SearchList } from '#content/search-insight/list-searches.ts';
import { paths } from '../paths.ts';
import { formatCount, formatNumber } from './format.ts';
import type { Page } from './page.ts';

export interface InsightPage {
  page: Page;
  periods: { label: string; href: string; isHere: boolean }[];
  lists: InsightList[];
}

interface InsightList {
  id: string;
  heading: string;
  count: string;
  explanation: string;
  searches: InsightRow[];
  /** Said instead of an empty list. */
  empty: string;
}

interface InsightRow {
  query: string;
  /** How often it was asked, what it found, how often that was opened. */
  figures: string;
  searchHref: string;
  wishHref: string;
  synonymHref: string;
}

const DEFAULT_PERIOD = 30;
const periods = [
  { days: 7, label: '7 dage' },
  { days: 30, label: '30 dage' },
  { days: 90, label: '90 dage' },
  { days: 365, label: 'Et år' },
];
const address = z.object({ dage: z.coerce.number() });

/** How many days an address asks for; the usual number where it asks for none that there is. */
export function readPeriod(query: unknown): number {
  const days = address.safeParse(query).data?.dage;
  return periods.find((period) => period.days === days)?.days ?? DEFAULT_PERIOD;
}

export function presentInsight(
  days: number,
  { all, notFound, seldomOpened }: Record<'all' | 'notFound' | 'seldomOpened', SearchList>,
): InsightPage {
  return {
    page: {
      title: 'Søgninger',
      noindex: true,
      breadcrumbs: [{ label: 'Redaktion', href: paths.queue() }, { label: 'Søgninger' }],
    },
    periods: periods.map((period) => ({
      label: period.label,
      href: period.days === DEFAULT_PERIOD ? paths.insight() : `${paths.insight()}?dage=${period.days}`,
      isHere: period.days === days,
    })),
    lists: [
      {
        ...{ id: 'ikke-fundet', heading: 'Søgt, men ikke fundet' },
        ...presentList(notFound),
        explanation: 'Her mangler en erfaring, eller læserne bruger et andet ord end erfaringerne.',
        empty: 'Alt, der er søgt efter, blev fundet.',
      },
      {
        ...{ id: 'sjaeldent-aabnet', heading: 'Fundet, men sjældent åbnet' },
        ...presentList(seldomOpened),
        explanation:
          'Under hver tiende søgning førte til, at nogen åbnede en erfaring. Det tælles kun i browsere, der kører scripts.',
        empty: 'Ingen hyppige søgninger bliver sjældent åbnet.',
      },
      {
        ...{ id: 'mest-soegt', heading: 'Mest søgt' },
        ...presentList(all),
        explanation: '',
        empty: 'Ingen ord er søgt tre gange endnu.',
      },
    ],
  };
}

function presentList({ searches, total }: SearchList): Pick<InsightList, 'count' | 'searches'> {
  const count = searches.length < total ? `${searches.length} af ${formatNumber(total)}` : formatNumber(total);
  return { count, searches: searches.map(presentRow) };
}

function presentRow({ query, searches, hits, clicks }: CountedSearch): InsightRow {
  const encoded = encodeURIComponent(query);
  return {
    query,
    figures: [
      formatCount(searches, 'søgning', 'søgninger'),
      `finder ${formatCount(hits, 'erfaring', 'erfaringer').toLowerCase()}`,
      ...(hits ? [clicks ? `åbnet ${formatCount(clicks, 'gang', 'gange')}` : 'ikke åbnet'] : []),
    ].join(' · '),
    searchHref: paths.search(`?q=${encoded}`),
    wishHref: `${paths.wishes()}?titel=${encoded}&soegning=${encoded}#nyt`,
    synonymHref: `${paths.synonyms('ny')}?ord=${encoded}`,
  };
}
