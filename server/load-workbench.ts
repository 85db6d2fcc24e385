import type { Db } from '#content/db/schema.ts';
import { listAssessmentYears } from '#content/partnerships/assessments.ts';
import { listContracts } from '#content/partnerships/contracts.ts';
import { findLesson } from '#content/partnerships/lesson.ts';
import { listBareFigures } from '#content/partnerships/missing-evidence.ts';
import { findPartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import { findPartnership, type Partnership } from '#content/partnerships/queries.ts';
import { periodsToReport } from '#content/partnerships/report-periods.ts';
import { listReports } from '#content/partnerships/reports.ts';
import { listWriters } from '#content/partnerships/writers.ts';
import type { Actor } from '#content/permissions/actor.ts';
import { NotFound } from '#content/refusal.ts';
import { today } from './deps.ts';
import { presentNextStep, type WorkMatter } from './presenters/partnerships/workbench.ts';

/** The partnership that an address names by its number; who may know of it was asked before. */
export async function demandPartnership(db: Db, id: string): Promise<Partnership> {
  const partnership = /^[1-9]\d{0,8}$/.test(id) ? await findPartnership(db, Number(id)) : undefined;
  if (!partnership) throw new NotFound(`No partnership ${id}`);
  return partnership;
}

/** All that tells where the work of a partnership stands. */
export async function loadWorkbench(db: Db, partnership: Partnership): Promise<WorkMatter> {
  const { id } = partnership;
  const day = today();
  const [standing, contracts, reports, bare, assessments, lesson, writers] = await Promise.all([
    findPartnershipStanding(db, id),
    listContracts(db, id),
    listReports(db, id),
    listBareFigures(db, id),
    listAssessmentYears(db, id),
    findLesson(db, id),
    listWriters(db, id),
  ]);
  if (!standing) throw new NotFound(`No partnership ${id}`);
  const periods = periodsToReport(partnership, contracts, reports, day);
  return { partnership, standing, contracts, periods, bare, assessments, lesson, writers, today: day };
}

/** What each of these partnerships asks the actor to do now, by its id. */
export async function loadNextSteps(db: Db, actor: Actor, ids: number[]): Promise<Map<number, string>> {
  const steps = await Promise.all(
    ids.map(async (id): Promise<[number, string][]> => {
      const partnership = await findPartnership(db, id);
      const next = partnership && presentNextStep(actor, await loadWorkbench(db, partnership));
      return next?.button ? [[id, next.text]] : [];
    }),
  );
  return new Map(steps.flat());
}
