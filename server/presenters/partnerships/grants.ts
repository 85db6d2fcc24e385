import type { Issue } from '#content/entries/entry.ts';
import { type Grant, hashGrants } from '#content/partnerships/grants.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import type { TypedGrant } from '../../forms/grants.ts';
import { paths } from '../../paths.ts';
import { compareField } from '../compare-field.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { formatNumber } from '../format.ts';
import type { Page } from '../page.ts';
import { partPage } from './managed.ts';

/** The grants of a partnership, a row a year, in a form. */
export interface GrantsForm {
  page: Page;
  name: string;
  href: string;
  backHref: string;
  columns: { name: string; label: string }[];
  rows: TypedGrant[];
  /** What tells which grants the form was filled from. */
  basedOn: string;
  issues: Issue[];
}

/** What stands in the form, and what it was filled from. */
export interface GrantsState {
  rows: TypedGrant[];
  basedOn: string;
  issues?: Issue[];
}

const sums = [
  { name: 'commitment', label: 'Tilsagn' },
  { name: 'paid', label: 'Udbetalt' },
  { name: 'advance', label: 'Heraf forud' },
] as const;

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

export function presentGrantsForm({ id, name }: Partnership, { rows, basedOn, issues = [] }: GrantsState): GrantsForm {
  return {
    page: partPage(id, name, 'Tilskud'),
    ...{
      name,
      rows,
      columns: [...sums],
      basedOn,
      issues,
      href: paths.partnershipGrants(id),
      backHref: paths.ownPartnership(id),
    },
  };
}

/** Both, year by year where they differ; `mine` over the stored ones is what a save would do. */
export function presentGrantsConflict({ id, name }: Partnership, mine: Grant[], stored: Grant[]): ConflictPage {
  const years = [...new Set([...mine, ...stored].map(({ year }) => year))].toSorted((a, b) => a - b);
  const theirs = typeGrants(years, stored);
  const rows = typeGrants(years, mine);
  const href = paths.partnershipGrants(id);
  return {
    page: partPage(id, name, 'To udgaver af tilskuddene'),
    other: 'En anden gemte tilskuddene',
    differences: rows.flatMap((row, index) => compareField(String(row.year), describe(theirs[index]), describe(row))),
    ...{ saveHref: href, keepHref: href },
    entries: [
      ...rows.flatMap(({ year, ...row }) => sums.map(({ name }): [string, string] => [`${name}_${year}`, row[name]])),
      ['based_on', hashGrants(stored)],
    ],
  };
}

function describe(row: TypedGrant | undefined): string {
  const said = sums.filter(({ name }) => row?.[name]);
  return said.map(({ name, label }) => `${label}: ${row?.[name]} kr.`).join('\n\n');
}
