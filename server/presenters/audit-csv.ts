import type { AuditRow } from '#content/audit-log.ts';
import { presentValues } from './audit-log.ts';
import { actionLabel, objectTypeLabel } from './audit-words.ts';

const BYTE_ORDER_MARK = '\uFEFF';
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

/** The head of the file; spreadsheets take the mark as the sign of UTF-8. */
export const auditCsvHead = (): string => BYTE_ORDER_MARK + toLine(HEADINGS);

export function toAuditCsvLine({ position, at, actor, action, ...row }: AuditRow): string {
  return toLine([
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

function toLine(cells: string[]): string {
  return `${cells.map(toCell).join(';')}\r\n`;
}

/** A spreadsheet would run a cell that begins like a formula; the apostrophe makes it text. */
function toCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
