import type { FastifyReply } from 'fastify';
import { listReportedPartnerships } from '#content/partnerships/reported-partnerships.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { writeXlsx } from '../documents/xlsx.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import { limited } from '../plugins/rate-limit.ts';
import { BYTE_ORDER_MARK, toCsvLine } from '../presenters/csv.ts';
import { goalHeadings, toGoalRows } from '../presenters/partnerships/goals-table.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface OfProgramme {
  Querystring: { ordning?: unknown };
}

/** All goals and approved figures, for spreadsheets. */
export function registerPartnershipFiles(app: App, { db }: Deps, fresh: Freshness): void {
  const open = { onRequest: fresh, config: limited };

  app.get<OfProgramme>(paths.goalsCsv(), open, async (request, reply) => {
    const rows = toGoalRows(await listReportedPartnerships(db, readProgramme(request.query)));
    const lines = [goalHeadings, ...rows].map(toCsvLine);
    return named(reply, 'maal.csv')
      .type('text/csv; charset=utf-8')
      .send(BYTE_ORDER_MARK + lines.join(''));
  });

  app.get<OfProgramme>(paths.goalsXlsx(), open, async (request, reply) => {
    const rows = toGoalRows(await listReportedPartnerships(db, readProgramme(request.query)));
    return named(reply, 'maal.xlsx')
      .type(XLSX)
      .send(await writeXlsx('Mål', goalHeadings, rows));
  });
}

function named(reply: FastifyReply, name: string): FastifyReply {
  return reply.header('content-disposition', `attachment; filename="${name}"`);
}

function readProgramme({ ordning }: OfProgramme['Querystring']): string | undefined {
  return typeof ordning === 'string' && /^[a-z0-9-]+$/.test(ordning) ? ordning : undefined;
}
