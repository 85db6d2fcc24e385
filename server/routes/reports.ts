import { approveReport, returnReport } from '#content/partnerships/decide-report.ts';
import { submitReport } from '#content/partnerships/submit-report.ts';
import type { App } from '../app.ts';
import { type Deps, today } from '../deps.ts';
import { readDecision } from '../forms/report.ts';
import { paths } from '../paths.ts';
import { attemptOnReport, type ReportRoute, saveTyped, showReport } from './show-report.ts';
import { unlessRefused } from './unless-refused.ts';

/** What a partnership reports of a period, and what the ministry says to it. */
export function registerReports(area: App, deps: Deps): void {
  const { db, database } = deps;
  // Who may read it and not write it or decide on it, now or at all, is told so by the use case: what was typed must
  // not be lost.
  const read = { config: { access: 'partnership.read' } } as const;

  area.get<ReportRoute>(paths.report(':id', ':period'), read, async (request, reply) =>
    showReport(deps, request, reply),
  );

  area.post<ReportRoute>(paths.report(':id', ':period'), read, async (request, reply) =>
    attemptOnReport(deps, request, reply, async (id, period) => {
      await saveTyped(deps, request);
      return reply.notice('Kladden er gemt.').redirect(paths.report(id, period), 303);
    }),
  );

  area.post<ReportRoute>(paths.reportSubmission(':id', ':period'), read, async (request, reply) =>
    attemptOnReport(deps, request, reply, async (id, period) => {
      const version = await saveTyped(deps, request);
      await submitReport(db, request.acting, id, period, version, today());
      return reply.notice('Rapporten er indsendt til ministeriet.').redirect(paths.report(id, period), 303);
    }),
  );

  area.post<ReportRoute>(paths.reportDecision(':id', ':period'), read, async (request, reply) => {
    const { id, period } = request.params;
    return unlessRefused(
      async () => {
        const { seenVersion, reason } = readDecision(request.body);
        if (reason === null) await approveReport(db, request.acting, Number(id), period, seenVersion);
        else await returnReport(db, request.acting, Number(id), period, { seenVersion, reason });
        await database.changes.caughtUp();
        const notice = reason === null ? 'Rapporten er godkendt.' : 'Rapporten er sendt tilbage.';
        return reply.notice(notice).redirect(paths.report(id, period), 303);
      },
      (issues) => showReport(deps, request, reply.code(422), { issues }),
    );
  });
}
