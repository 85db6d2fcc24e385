import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { addReportFiles } from '#content/partnerships/add-report-files.ts';
import { demandReport } from '#content/partnerships/lock-report.ts';
import { readReportFile, removeReportFile } from '#content/partnerships/report-files.ts';
import { NotFound } from '#content/refusal.ts';
import type { App } from '../app.ts';
import { type Deps, today } from '../deps.ts';
import { readGoalKey, readReport } from '../forms/report.ts';
import { readUpload } from '../forms/upload.ts';
import { paths } from '../paths.ts';
import { fileHeaders } from './attachment-download.ts';
import { attemptOnReport, type ReportRoute, saveTyped, showReport } from './show-report.ts';

interface FileRoute {
  Params: ReportRoute['Params'] & { key: string };
}

const TOO_LARGE = [{ field: 'files', message: 'Filerne fylder for meget. Hver fil må højst fylde 10 MB.' }];

/** Evidence for the figures of a report: for those who may read the partnership's own matters, never for readers. */
export function registerReportFiles(area: App, deps: Deps): void {
  const { db } = deps;
  // Who wrote something that can no longer be saved is told so by the use case: it must not be lost.
  const read = { config: { access: 'partnership.read' } } as const;

  area.get<FileRoute>(paths.reportFile(':id', ':period', ':key'), read, async (request, reply) => {
    const { id, period, key } = request.params;
    const file = /^[\w-]{32}$/.test(key) ? await readReportFile(db, Number(id), period, key) : undefined;
    if (!file) throw new NotFound(`No file ${key}`);
    return reply.headers(fileHeaders(file.filename)).type(file.mediaType).send(file.content);
  });

  area.post<ReportRoute>(
    paths.reportFiles(':id', ':period'),
    { ...read, errorHandler: explainSize },
    async (request, reply) =>
      attemptOnReport(deps, request, reply, async (id, period) => {
        await saveAlong(request);
        const { files } = await readUpload(request.body);
        const evidence = { goalKey: readGoalKey(request.body), files };
        await addReportFiles(db, request.acting, id, period, evidence, today());
        const notice = files.length === 1 ? 'Filen er lagt på.' : `${files.length} filer er lagt på.`;
        return reply.notice(notice).redirect(`${paths.report(id, period)}#dokumentation`, 303);
      }),
  );

  area.post<FileRoute>(paths.reportFileRemoval(':id', ':period', ':key'), read, async (request, reply) =>
    attemptOnReport(deps, request, reply, async (id, period) => {
      await saveAlong(request);
      await removeReportFile(db, request.acting, id, period, request.params.key, today());
      return reply.notice('Filen er fjernet.').redirect(`${paths.report(id, period)}#dokumentation`, 303);
    }),
  );

  /** The buttons for files stand in the report's own form, and bring along what has been typed. */
  async function saveAlong(request: FastifyRequest<ReportRoute>): Promise<void> {
    await demandReport(db, request.acting, Number(request.params.id), request.params.period, today());
    if (readReport(request.body, []).basedOn >= 0) await saveTyped(deps, request);
  }

  /** What is too large is turned away while it is read, before anything of the form is known. */
  async function explainSize(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
    if (error.statusCode !== 413) throw error;
    return showReport(deps, request as FastifyRequest<ReportRoute>, reply.code(422), { issues: TOO_LARGE });
  }
}
