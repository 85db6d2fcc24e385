import type { AuditRow } from '#content/audit-log.ts';
import { presentValues } from './audit-log.ts';
import { actionLabel, objectTypeLabel } from './audit-words.ts';
import { BYTE_ORDER_MARK, toCsvLine } from './csv.ts';

const HEADINGS = [
  'Nr.',
  'Tidspunkt',
  'Hvem',
  'Handling',
  'Type',
  'Id',
  'Før',
  'Efter',
  'Begrundelse',
  'Anmodning',
  'Hash',
];

export const auditCsvHead = (): string => BYTE_ORDER_MARK + toCsvLine(HEADINGS);

export function toAuditCsvLine({ position, at, actor, action, ...row }: AuditRow): string {
  return toCsvLine([
    String(position),
    at.toISOString(),
    actor ?? '',
    actionLabel(action),
    objectTypeLabel(row.objectType),
    row.objectId,
    row.before ? presentValues(row.before) : '',
    row.after ? presentValues(row.after) : '',
    row.reason,
    row.requestId,
    row.hash,
  ]);
}
