import type { FastifyReply, FastifyRequest } from 'fastify';
import { findPartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import { findPartnership } from '#content/partnerships/queries.ts';
import { listReportFiles } from '#content/partnerships/report-files.ts';
import { loadReportWork, type ReportWork } from '#content/partnerships/report-work.ts';
import { ReportConflict, saveReport } from '#content/partnerships/save-report.ts';
import { can } from '#content/permissions.ts';
import { NotFound, Refused } from '#content/refusal.ts';
import { type Deps, today } from '../deps.ts';
import { readReport, readTypedGoal, readTypedReason } from '../forms/report.ts';
import { presentReportConflict } from '../presenters/partnerships/report-conflict.ts';
import { presentReportForm, type ReportAttempt } from '../presenters/partnerships/report-form.ts';
import { presentReport, presentUnreportable } from '../presenters/partnerships/report-page.ts';

export interface ReportRoute {
  Params: { id: string; period: string };
}
type Request = FastifyRequest<ReportRoute>;

/** Shows a report: the form to those who may write it, else what it says; in words where there is none to write. */
export async function showReport(
  { db }: Deps,
  request: Request,
  reply: FastifyReply,
  attempt: ReportAttempt = { issues: [] },
): Promise<FastifyReply> {
  const { actor } = request.acting;
  const [id, periodStart] = [Number(request.params.id), request.params.period];
  const work = await loadReportWork(db, id, periodStart);
  if (!work || work.period.end >= today()) return showUnreportable(db, reply, id, work);
  const standing = await findPartnershipStanding(db, id, { periodStart });
  if (!standing) throw new NotFound(`No partnership ${id}`);
  const files = work.report ? await listReportFiles(db, work.report.id) : [];
  const mayEdit = can(actor, 'report.edit', standing);
  if (mayEdit || attempt.typed)
    return reply.page('/partnerships/report-form', presentReportForm(work, files, attempt, mayEdit));
  const decision = { issues: attempt.issues, reason: readTypedReason(request.body) };
  return reply.page(
    '/partnerships/report',
    presentReport(work, files, can(actor, 'report.decide', standing), decision),
  );
}

async function showUnreportable(db: Deps['db'], reply: FastifyReply, id: number, work: ReportWork | undefined) {
  const partnership = await findPartnership(db, id);
  if (!partnership) throw new NotFound(`No partnership ${id}`);
  if (!work && reply.statusCode === 200) reply.code(404);
  return reply.page('/partnerships/report-unavailable', presentUnreportable(partnership, work?.period));
}

/** Does something with what was typed; when that is refused, the page says why and holds all of it. */
export async function attemptOnReport(
  deps: Deps,
  request: Request,
  reply: FastifyReply,
  attempt: (id: number, period: string) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { id, period } = request.params;
  try {
    return await attempt(Number(id), period);
  } catch (error) {
    if (!(error instanceof Refused || error instanceof ReportConflict)) throw error;
    const work = await loadReportWork(deps.db, Number(id), period);
    const { typed, basedOn } = readReport(request.body, work?.contract.content.goals ?? []);
    if (error instanceof Refused) {
      const sent = basedOn < 0 ? {} : { typed, basedOn };
      return showReport(deps, request, reply.code(422), {
        ...sent,
        issues: error.issues,
        goal: readTypedGoal(request.body),
      });
    }
    if (!work) throw error;
    return reply.code(409).page('/own/conflict', presentReportConflict(work, typed));
  }
}

/** Saves what was typed, where anything was sent, and returns the report's version. */
export async function saveTyped({ db }: Deps, { acting, params, body }: Request): Promise<number> {
  const id = Number(params.id);
  const work = await loadReportWork(db, id, params.period);
  const { typed, issues, basedOn } = readReport(body, work?.contract.content.goals ?? []);
  if (issues.length) throw new Refused(issues);
  return saveReport(db, acting, id, params.period, { typed, basedOn }, today());
}
