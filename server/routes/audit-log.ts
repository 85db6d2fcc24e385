import { Readable } from 'node:stream';
import { findBrokenAuditRow } from '#content/audit.ts';
import { type AuditFilter, countAuditRows, listAuditChoices, listAuditRows } from '#content/audit-log.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readAuditFilter } from '../forms/audit-filter.ts';
import { paths } from '../paths.ts';
import { auditCsvHead, toAuditCsvLine } from '../presenters/audit-csv.ts';
import { AUDIT_PAGE_SIZE, presentAuditLog } from '../presenters/audit-log.ts';

const CSV_BATCH = 1000;

/** Who changed what. */
export function registerAuditLog(area: App, { db }: Deps): void {
  const read = { config: { access: 'audit.read' } } as const;

  area.get(paths.auditLog(), read, async (request, reply) => {
    const { filter, page } = readAuditFilter(request.query);
    const offset = (page - 1) * AUDIT_PAGE_SIZE;
    const [total, rows] = [
      await countAuditRows(db, filter),
      await listAuditRows(db, filter, { limit: AUDIT_PAGE_SIZE, offset }),
    ];
    const [choices, brokenAt] = [await listAuditChoices(db), await findBrokenAuditRow(db)];
    return reply.page('/admin/audit-log', presentAuditLog({ filter, page, total, rows, choices, brokenAt }));
  });

  area.get(paths.auditLogCsv(), read, async (request, reply) => {
    const { filter } = readAuditFilter(request.query);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="aendringslog.csv"')
      .send(Readable.from(csvLines(filter)));
  });

  async function* csvLines(filter: AuditFilter) {
    yield auditCsvHead();
    let below: number | undefined;
    while (true) {
      const rows = await listAuditRows(db, filter, { limit: CSV_BATCH, ...(below === undefined ? {} : { below }) });
      yield rows.map(toAuditCsvLine).join('');
      if (rows.length < CSV_BATCH) return;
      below = rows.at(-1)?.position;
    }
  }
}
