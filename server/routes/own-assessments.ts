import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Issue } from '#content/entries/entry.ts';
import { describeAssessment } from '#content/partnerships/describe-assessment.ts';
import { answerAssessment, sendToHearing, takeBack } from '#content/partnerships/hearing.ts';
import { AssessmentConflict, saveAssessment } from '#content/partnerships/save-assessment.ts';
import { sealAssessment } from '#content/partnerships/seal-assessment.ts';
import { Refused } from '#content/refusal.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import {
  readAnswer,
  readAssessment,
  readConfirmation,
  readDescribedGoal,
  readTypedAssessment,
} from '../forms/assessment.ts';
import { orRefuse } from '../forms/read-form.ts';
import { loadAssessment } from '../load-assessment.ts';
import { paths } from '../paths.ts';
import { presentAssessmentWork } from '../presenters/partnerships/assessment-work.ts';
import { unlessRefused } from './unless-refused.ts';

interface Named {
  Params: { id: string; year: string };
}

const CHANGED =
  'En anden har ændret bedømmelsen imens. Din tekst står her endnu. Åbn siden i et nyt vindue, og sammenlign.';

/** The assessment of a year, from the ministry's draft to its sealing. */
export function registerOwnAssessments(area: App, deps: Deps): void {
  const { db, database } = deps;

  area.get<Named>(
    paths.assessmentDraft(':id', ':year'),
    { config: { access: 'partnership.read' } },
    async (request, reply) => show(request, reply, []),
  );

  area.post<Named>(
    paths.assessmentDraft(':id', ':year'),
    { config: { access: 'assessment.write' } },
    async (request, reply) =>
      orShow(request, reply, async (id, year) => {
        const text = await read(request, id, year);
        await unlessChanged(() => saveAssessment(db, request.acting, id, year, text));
        return reply.notice('Kladden er gemt.').redirect(paths.assessmentDraft(id, year), 303);
      }),
  );

  area.post<Named>(
    paths.assessmentHearing(':id', ':year'),
    { config: { access: 'assessment.write' } },
    async (request, reply) =>
      orShow(request, reply, async (id, year) => {
        const text = await read(request, id, year);
        await unlessChanged(() => sendToHearing(db, request.acting, id, year, text));
        return reply.notice('Bedømmelsen er sendt i høring.').redirect(paths.assessmentDraft(id, year), 303);
      }),
  );

  area.post<Named>(
    paths.assessmentReturn(':id', ':year'),
    { config: { access: 'assessment.seal' } },
    async (request, reply) =>
      orShow(request, reply, async (id, year) => {
        await takeBack(db, request.acting, id, year);
        return reply.notice('Bedømmelsen er taget tilbage.').redirect(paths.assessmentDraft(id, year), 303);
      }),
  );

  area.post<Named>(
    paths.assessmentAnswer(':id', ':year'),
    { config: { access: 'assessment.answer' } },
    async (request, reply) =>
      orShow(request, reply, async (id, year) => {
        await answerAssessment(db, request.acting, id, year, orRefuse(readAnswer(request.body)).answer);
        return reply.notice('Svaret er gemt.').redirect(paths.assessmentDraft(id, year), 303);
      }),
  );

  area.post<Named>(
    paths.assessmentSeal(':id', ':year'),
    { config: { access: 'assessment.seal' } },
    async (request, reply) =>
      orShow(request, reply, async (id, year) => {
        orRefuse(readConfirmation(request.body));
        await sealAssessment(db, request.acting, id, year);
        await database.changes.caughtUp();
        return reply.notice('Bedømmelsen er forseglet og udgivet.').redirect(paths.assessmentDraft(id, year), 303);
      }),
  );

  area.post<Named>(
    paths.assessmentEntry(':id', ':year'),
    { config: { access: 'assessment.describe' } },
    async (request, reply) =>
      orShow(request, reply, async (id, year) => {
        const entry = await describeAssessment(db, request.acting, id, year, readDescribedGoal(request.body));
        return reply.notice('Kladden er klar. Skriv videre på den.').redirect(paths.ownEntry(entry), 303);
      }),
  );

  async function read(request: FastifyRequest<Named>, id: number, year: number) {
    const { goals } = await loadAssessment(db, id, year);
    const keys = goals.map(({ key }) => key);
    return orRefuse(readAssessment(request.body, keys));
  }

  async function orShow(
    request: FastifyRequest<Named>,
    reply: FastifyReply,
    work: (id: number, year: number) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    return unlessRefused(
      () => work(Number(request.params.id), Number(request.params.year)),
      (issues) => show(request, reply.code(422), issues),
    );
  }

  async function show(request: FastifyRequest<Named>, reply: FastifyReply, issues: Issue[]): Promise<FastifyReply> {
    const matter = await loadAssessment(db, Number(request.params.id), Number(request.params.year));
    const form = request.method === 'POST' ? { typed: readTypedAssessment(request.body), issues } : { issues };
    return reply.page('/partnerships/assessment-work', presentAssessmentWork(request.acting.actor, matter, form));
  }
}

async function unlessChanged(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof AssessmentConflict ? new Refused([{ field: '', message: CHANGED }]) : error;
  }
}
