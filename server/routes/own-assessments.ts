import { describeAssessment } from '#content/partnerships/describe-assessment.ts';
import { answerAssessment, sendToHearing, takeBack } from '#content/partnerships/hearing.ts';
import { saveAssessment } from '#content/partnerships/save-assessment.ts';
import { sealAssessment } from '#content/partnerships/seal-assessment.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import {
  readAnswer,
  readAssessment,
  readDescribedGoal,
  readFinishedAssessment,
  readSealing,
  readSeen,
} from '../forms/assessment.ts';
import { orRefuse } from '../forms/read-form.ts';
import { loadAssessment } from '../load-assessment.ts';
import { paths } from '../paths.ts';
import { type AssessmentRoute, attemptOnAssessment, showAssessment } from './show-assessment.ts';

/** The assessment of a year, from the ministry's draft to its sealing. */
export function registerOwnAssessments(area: App, deps: Deps): void {
  const { db, database } = deps;
  // Who may read it may send something: when that comes too late, the answer says so in words and holds what was typed.
  const read = { config: { access: 'partnership.read' } } as const;

  area.get<AssessmentRoute>(paths.assessmentDraft(':id', ':year'), read, async (request, reply) =>
    showAssessment(deps, request, reply),
  );

  area.post<AssessmentRoute>(paths.assessmentDraft(':id', ':year'), read, async (request, reply) =>
    attemptOnAssessment(deps, request, reply, 'draft', async (id, year) => {
      const keys = await listGoalKeys(id, year);
      await saveAssessment(db, request.acting, id, year, orRefuse(readAssessment(request.body, keys)));
      return reply.notice('Kladden er gemt.').redirect(paths.assessmentDraft(id, year), 303);
    }),
  );

  area.post<AssessmentRoute>(paths.assessmentHearing(':id', ':year'), read, async (request, reply) =>
    attemptOnAssessment(deps, request, reply, 'hearing', async (id, year) => {
      const keys = await listGoalKeys(id, year);
      await sendToHearing(db, request.acting, id, year, orRefuse(readFinishedAssessment(request.body, keys)));
      return reply.notice('Bedømmelsen er sendt i høring.').redirect(paths.assessmentDraft(id, year), 303);
    }),
  );

  area.post<AssessmentRoute>(paths.assessmentReturn(':id', ':year'), read, async (request, reply) =>
    attemptOnAssessment(deps, request, reply, 'decision', async (id, year) => {
      await takeBack(db, request.acting, id, year, readSeen(request.body));
      return reply.notice('Bedømmelsen er taget tilbage.').redirect(paths.assessmentDraft(id, year), 303);
    }),
  );

  area.post<AssessmentRoute>(paths.assessmentAnswer(':id', ':year'), read, async (request, reply) =>
    attemptOnAssessment(deps, request, reply, 'answer', async (id, year) => {
      await answerAssessment(db, request.acting, id, year, orRefuse(readAnswer(request.body)));
      return reply.notice('Svaret er gemt.').redirect(paths.assessmentDraft(id, year), 303);
    }),
  );

  area.post<AssessmentRoute>(paths.assessmentSeal(':id', ':year'), read, async (request, reply) =>
    attemptOnAssessment(deps, request, reply, 'decision', async (id, year) => {
      const { seen } = orRefuse(readSealing(request.body));
      await sealAssessment(db, request.acting, id, year, seen);
      await database.changes.caughtUp();
      return reply.notice('Bedømmelsen er forseglet og udgivet.').redirect(paths.assessmentDraft(id, year), 303);
    }),
  );

  area.post<AssessmentRoute>(
    paths.assessmentEntry(':id', ':year'),
    { config: { access: 'assessment.describe' } },
    async (request, reply) =>
      attemptOnAssessment(deps, request, reply, 'decision', async (partnership, year) => {
        const goal = readDescribedGoal(request.body);
        const { id, isNew } = await describeAssessment(db, request.acting, partnership, year, goal);
        const notice = isNew ? 'Kladden er klar. Skriv videre på den.' : 'Her er kladden, du allerede har begyndt.';
        return reply.notice(notice).redirect(paths.ownEntry(id), 303);
      }),
  );

  async function listGoalKeys(id: number, year: number): Promise<number[]> {
    const { goals } = await loadAssessment(db, id, year);
    return goals.map(({ key }) => key);
  }
}
