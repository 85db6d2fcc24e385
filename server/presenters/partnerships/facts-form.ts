import type { Issue } from '#content/entries/entry.ts';
import { memberTypeLabels } from '#content/partnerships/members.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import type { Programme } from '#content/programmes/programme.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { LONGEST_SUMMARY, type TypedPartnership } from '../../forms/partnership.ts';
import { MOST_MEMBERS, type TypedMemberRow, withEmptyRows } from '../../forms/partnership-members.ts';
import { paths } from '../../paths.ts';
import type { Page } from '../page.ts';

/** How many empty rows stand ready. */
const EMPTY_ROWS = 2;
const MORE_ROWS = 5;

/** What a partnership says of itself, in a form. */
export interface FactsForm {
  page: Page;
  name: string;
  href: string;
  typed: TypedPartnership;
  issues: Issue[];
  rows: (TypedMemberRow & { number: number })[];
  types: { value: string; label: string }[];
  municipalities: string[];
  mostMembers: number;
  longestSummary: number;
  canAddRows: boolean;
  /** The programmes to choose from; absent for those who do not decide on it. */
  programmes?: { value: string; label: string }[];
}

export interface FactsState {
  typed: TypedPartnership;
  issues: Issue[];
  /** Whether more rows were asked for. */
  moreRows?: boolean;
}

export function presentFactsForm(
  { id, name }: Partnership,
  { typed, issues, moreRows = false }: FactsState,
  programmes: Programme[] | undefined,
  { municipalities }: Taxonomy,
): FactsForm {
  // What was refused keeps its places, so that each message stands at its row.
  const rows =
    issues.length && typed.members.length
      ? typed.members
      : withEmptyRows(typed.members, moreRows ? MORE_ROWS : EMPTY_ROWS);
  return {
    page: {
      title: `Oplysninger: ${name}`,
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: name, href: paths.ownPartnership(id) },
        { label: 'Oplysninger' },
      ],
    },
    ...{ name, typed, issues, href: paths.partnershipFacts(id) },
    rows: rows.map((row, index) => ({ ...row, number: index + 1 })),
    types: [
      { value: '', label: 'Vælg' },
      ...Object.entries(memberTypeLabels).map(([value, [label]]) => ({ value, label })),
    ],
    municipalities: municipalities.map((municipality) => municipality.name),
    mostMembers: MOST_MEMBERS,
    longestSummary: LONGEST_SUMMARY,
    canAddRows: rows.length < MOST_MEMBERS,
    ...(programmes
      ? { programmes: programmes.map((programme) => ({ value: String(programme.id), label: programme.name })) }
      : {}),
  };
}
