import type { Programme } from '#content/programmes/programme.ts';
import { paths } from '../../paths.ts';
import { formatCount, formatTime, formatYears } from '../format.ts';
import type { Crumb, Page } from '../page.ts';

export const programmeCrumbs: Crumb[] = [
  { label: 'Redaktion', href: paths.queue() },
  { label: 'Ordninger', href: paths.programmes() },
];

export interface ProgrammeOverview {
  page: Page;
  count: string;
  newHref: string;
  programmes: { name: string; href: string; meta: string[]; state: string; publicHref?: string }[];
}

export function presentProgrammeOverview(programmes: Programme[]): ProgrammeOverview {
  return {
    page: {
      title: 'Ordninger',
      noindex: true,
      breadcrumbs: [{ label: 'Redaktion', href: paths.queue() }, { label: 'Ordninger' }],
    },
    count: formatCount(programmes.length, 'ordning', 'ordninger'),
    newHref: paths.newProgramme(),
    programmes: programmes.map(({ id, slug, name, startDate, endDate, published, updatedAt }) => ({
      ...{ name, href: paths.programme(id), state: published ? 'Udgivet' : 'Kladde' },
      meta: [formatYears(startDate, endDate), `ændret ${formatTime(updatedAt)}`],
      ...(published ? { publicHref: paths.partnerships(`?ordning=${slug}`) } : {}),
    })),
  };
}
