import type { FastifyReply, FastifyRequest } from 'fastify';
import { AssessmentConflict, isTooLate } from '#content/partnerships/lock-assessment.ts';
import { Refused } from '#content/refusal.ts';
import type { Deps } from '../deps.ts';
import { readTypedAssessment } from '../forms/assessment.ts';
import { loadAssessment } from '../load-assessment.ts';
import { describeChange, type Sent } from '../presenters/partnerships/assessment-changed.ts';
import { presentAssessmentConflict } from '../presenters/partnerships/assessment-conflict.ts';
import { type AssessmentAttempt, presentAssessmentWork } from '../presenters/partnerships/assessment-work.ts';

export interface AssessmentRoute {
  Params: { id: string; year: string };
}
type Request = FastifyRequest<AssessmentRoute>;

const actions = {
  draft: 'assessment.write',
  hearing: 'assessment.write',
  answer: 'assessment.answer',
  decision: 'assessment.seal',
} as const;

export async function showAssessment(
  { db }: Deps,
  request: Request,
  reply: FastifyReply,
  attempt: AssessmentAttempt = {},
): Promise<FastifyReply> {
  const matter = await loadAssessment(db, Number(request.params.id), Number(request.params.year));
  return reply.page('/partnerships/assessment-work', presentAssessmentWork(request.acting.actor, matter, attempt));
}

/** Does something with what was sent; when that is refused, the page says why and holds all that was typed. */
export async function attemptOnAssessment(
  deps: Deps,
  request: Request,
  reply: FastifyReply,
  sent: Sent,
  attempt: (id: number, year: number) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await attempt(Number(request.params.id), Number(request.params.year));
  } catch (error) {
    if (error instanceof AssessmentConflict) return showChanged(deps, request, reply.code(409), sent);
    if (!(error instanceof Refused)) throw error;
    const { standing } = await loadAssessment(deps.db, Number(request.params.id), Number(request.params.year));
    if (isTooLate(request.acting.actor, standing, actions[sent]))
      return showChanged(deps, request, reply.code(409), sent);
    return showAssessment(deps, request, reply.code(422), {
      ...{ typed: readTypedAssessment(request.body), sent, issues: error.issues },
    });
  }
}

/** Somebody has changed it meanwhile: two drafts side by side, else the page as it is now. */
async function showChanged({ db }: Deps, request: Request, reply: FastifyReply, sent: Sent): Promise<FastifyReply> {
  const matter = await loadAssessment(db, Number(request.params.id), Number(request.params.year));
  const state = matter.assessment?.state ?? 'draft';
  const typed = readTypedAssessment(request.body);
  if (sent !== 'answer' && sent !== 'decision' && state === 'draft')
    return reply.page('/own/conflict', presentAssessmentConflict(matter, typed, sent));
  // What is decided next is decided of the page as it is shown now.
  const { seen: _, ...kept } = typed;
  const attempt = { typed: kept, sent, issues: [{ field: '', message: describeChange(sent, state) }] };
  return reply.page('/partnerships/assessment-work', presentAssessmentWork(request.acting.actor, matter, attempt));
}
