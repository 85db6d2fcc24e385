import type { Issue } from '#content/entries/entry.ts';
import type { Lesson } from '#content/partnerships/lesson.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import type { Programme } from '#content/programmes/programme.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { roleLabels, type User } from '#content/users/user.ts';
import type { TypedPartnership } from '../../forms/partnership.ts';
import { paths } from '../../paths.ts';
import { formatCount } from '../format.ts';
import type { Crumb, Page } from '../page.ts';

const oversightCrumbs: Crumb[] = [
  { label: 'Redaktion', href: paths.queue() },
  { label: 'Partnerskaber', href: paths.editedPartnerships() },
];

/** The form for a new partnership. */
export interface NewPartnershipPage {
  page: Page;
  typed: TypedPartnership;
  issues: Issue[];
  programmes: { value: string; label: string }[];
  municipalities: { value: string; label: string }[];
}

export function presentNewPartnership(
  typed: TypedPartnership,
  issues: Issue[],
  programmes: Programme[],
  { municipalities }: Taxonomy,
): NewPartnershipPage {
  return {
    page: { title: 'Nyt partnerskab', noindex: true, breadcrumbs: [...oversightCrumbs, { label: 'Nyt partnerskab' }] },
    ...{ typed, issues },
    programmes: [
      ...(programmes.length === 1 ? [] : [{ value: '', label: 'Vælg' }]),
      ...programmes.map(({ id, name }) => ({ value: String(id), label: name })),
    ],
    municipalities: [
      { value: '', label: 'Vælg' },
      ...municipalities.map(({ code, officialName }) => ({ value: code, label: officialName })),
    ],
  };
}

/** Who writes for a partnership. */
export interface WritersPage {
  page: Page;
  name: string;
  href: string;
  backHref: string;
  email: string;
  issues: Issue[];
  writers: { id: number; name: string; meta: string }[];
}

export function presentWriters(
  { id, name }: Partnership,
  writers: User[],
  { email = '', issues = [] }: { email?: string; issues?: Issue[] } = {},
): WritersPage {
  return {
    page: partPage(id, name, 'Hvem der skriver'),
    ...{ name, email, issues, href: paths.partnershipWriters(id), backHref: paths.ownPartnership(id) },
    writers: writers.map((writer) => ({
      ...{ id: writer.id, name: writer.name },
      meta: [writer.organisation, writer.email, roleLabels[writer.role]].filter(Boolean).join(' · '),
    })),
  };
}

/** The question whether a partnership is to end. */
export interface ClosingPage {
  page: Page;
  name: string;
  href: string;
  backHref: string;
  /** Where the contract is renegotiated, which must come to an end first; absent where it is not. */
  renegotiationHref?: string;
  /** How many reports are due and will never come; empty where there are none. */
  late: string;
  /** The entry on what did not work; absent while there is none. */
  lesson?: { href: string; published: boolean };
  /** Where one is begun. */
  lessonHref: string;
}

export function presentClosing(
  { id, name }: Partnership,
  { lesson, lateReports, isRenegotiated }: { lesson: Lesson | undefined; lateReports: number; isRenegotiated: boolean },
): ClosingPage {
  const published = lesson?.state === 'published';
  return {
    page: partPage(id, name, 'Afslutning'),
    ...{ name, href: paths.partnershipClosing(id), backHref: paths.ownPartnership(id) },
    ...(isRenegotiated ? { renegotiationHref: paths.contractDraft(id) } : {}),
    late: lateReports ? formatCount(lateReports, 'rapport', 'rapporter') : '',
    ...(lesson
      ? { lesson: { published, href: published ? paths.entry(lesson.slug) : paths.ownEntry(lesson.id) } }
      : {}),
    lessonHref: paths.ownPartnership(id),
  };
}

/** A page about one side of a partnership. */
export function partPage(id: number, name: string, title: string): Page {
  return {
    title: `${title}: ${name}`,
    noindex: true,
    breadcrumbs: [...oversightCrumbs, { label: name, href: paths.ownPartnership(id) }, { label: title }],
  };
}
