import type { Issue } from '#content/entries/entry.ts';
import type { Grant } from '#content/partnerships/grants.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import type { TypedGrant } from '../../forms/grants.ts';
import { paths } from '../../paths.ts';
import { formatNumber } from '../format.ts';
import type { Page } from '../page.ts';
import { partPage } from './managed.ts';

/** The grants of a partnership, a row a year, in a form. */
export interface GrantsForm {
  page: Page;
  name: string;
  href: string;
  backHref: string;
  rows: TypedGrant[];
  issues: Issue[];
}

/** The years of the period, and those beside it that have a grant. */
export function grantYears({ startDate, endDate }: Partnership, grants: Grant[]): number[] {
  const [first, last] = [startDate, endDate].map((day) => Number(day.slice(0, 4))) as [number, number];
  const period = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [...new Set([...period, ...grants.map(({ year }) => year)])].toSorted((a, b) => a - b);
}

/** The fields as they stand for the grants that there are. */
export function typeGrants(years: number[], grants: Grant[]): TypedGrant[] {
  return years.map((year) => {
    const grant = grants.find((one) => one.year === year);
    const text = (name: 'commitment' | 'paid' | 'advance') => (grant ? formatNumber(grant[name]) : '');
    return { year, commitment: text('commitment'), paid: text('paid'), advance: text('advance') };
  });
}

export function presentGrantsForm({ id, name }: Partnership, rows: TypedGrant[], issues: Issue[] = []): GrantsForm {
  return {
    page: partPage(id, name, 'Tilskud'),
    ...{ name, rows, issues, href: paths.partnershipGrants(id), backHref: paths.ownPartnership(id) },
  };
}
