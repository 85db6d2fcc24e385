import type { AuditFilter, AuditRow, listAuditChoices } from '#content/audit-log.ts';
import { auditQueryString } from '../forms/audit-filter.ts';
import { paths } from '../paths.ts';
import { actionLabel, objectTypeLabel, valueLabel, valueName } from './audit-words.ts';
import { formatCount, formatTime } from './format.ts';
import type { Page } from './page.ts';
import { type Pagination, presentPagination } from './pagination.ts';

export const AUDIT_PAGE_SIZE = 50;

interface Choice {
  value: string;
  label: string;
}

export interface AuditLogPage {
  page: Page;
  count: string;
  /** What the chain of hashes says; a broken one must be seen at once. */
  chain: { isWhole: boolean; message: string };
  filter: Record<'action' | 'objectType' | 'objectId' | 'actorId' | 'from' | 'to', string>;
  isFiltered: boolean;
  choices: { actions: Choice[]; objectTypes: Choice[]; actors: Choice[] };
  rows: AuditLine[];
  csvHref: string;
  pagination: Pagination | undefined;
}

interface AuditLine {
  number: number;
  time: string;
  who: string;
  what: string;
  object: string;
  /** Where the object can be seen as it is now. */
  href: string | undefined;
  details: string[];
}

interface Found {
  filter: AuditFilter;
  page: number;
  total: number;
  rows: AuditRow[];
  choices: Awaited<ReturnType<typeof listAuditChoices>>;
  brokenAt: string | undefined;
}

export function presentAuditLog({ filter, page, total, rows, choices, brokenAt }: Found): AuditLogPage {
  const title = 'Ændringslog';
  const pages = Math.ceil(total / AUDIT_PAGE_SIZE);
  const { action = '', objectType = '', objectId = '', actorId = '', from = '', to = '' } = filter;
  return {
    page: { title, breadcrumbs: [{ label: 'Administration', href: paths.admin() }, { label: title }] },
    count: formatCount(total, 'ændring', 'ændringer'),
    chain: brokenAt
      ? { isWhole: false, message: `Kæden er brudt ved nr. ${brokenAt}. Nogen har ændret eller fjernet linjer.` }
      : { isWhole: true, message: 'Kæden er ubrudt: ingen linje er ændret eller fjernet.' },
    filter: { action, objectType, objectId, actorId: String(actorId), from, to },
    isFiltered: Object.keys(filter).length > 0,
    choices: {
      actions: withAll(choices.actions.map((value) => ({ value, label: actionLabel(value) }))),
      objectTypes: withAll(choices.objectTypes.map((value) => ({ value, label: objectTypeLabel(value) }))),
      actors: withAll(choices.actors.map(({ id, name }) => ({ value: String(id), label: name }))),
    },
    rows: rows.map(presentRow),
    csvHref: paths.auditLogCsv(auditQueryString(filter)),
    pagination:
      pages > 1
        ? presentPagination(page, pages, (number) => paths.auditLog(auditQueryString(filter, number)))
        : undefined,
  };
}

const danish = new Intl.Collator('da');

function withAll(choices: Choice[]): Choice[] {
  return [{ value: '', label: 'Alle' }, ...choices.toSorted((a, b) => danish.compare(a.label, b.label))];
}

function presentRow({ position, at, actor, action, objectType, objectId, before, after, reason }: AuditRow): AuditLine {
  return {
    number: position,
    time: formatTime(at),
    who: actor ?? 'Siden selv',
    what: actionLabel(action),
    object: `${objectTypeLabel(objectType)} ${objectId}`,
    href: objectHref(objectType, objectId),
    details: [before && `Før – ${presentValues(before)}`, after && `Efter – ${presentValues(after)}`, reason].filter(
      (detail): detail is string => Boolean(detail),
    ),
  };
}

function objectHref(type: string, id: string): string | undefined {
  if (type === 'user') return paths.user(id);
  return type === 'entry' ? paths.review(id) : undefined;
}

export function presentValues(values: Record<string, unknown>): string {
  return Object.entries(values)
    .map(([name, value]) => `${valueName(name)}: ${valueLabel(value)}`)
    .join(', ');
}
