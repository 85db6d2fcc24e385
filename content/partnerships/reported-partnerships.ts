import type { Db } from '../db/schema.ts';
import { listSealedAssessments, type SealedAssessment } from './assessments.ts';
import { type Contract, listContracts } from './contracts.ts';
import { type ApprovedReport, listApprovedReports } from './reports.ts';

/** What a partnership promised, reported and was judged on, as far as readers may see it. */
export interface ReportedPartnership {
  programme: string;
  name: string;
  /** Those that were signed. */
  contracts: Contract[];
  reports: ApprovedReport[];
  assessments: SealedAssessment[];
}

/** Those of one programme, or of all; invented ones are left out. */
export async function listReportedPartnerships(db: Db, programme?: string): Promise<ReportedPartnership[]> {
  const partnerships = await db
    .selectFrom('partnerships')
    .innerJoin('programmes', 'programmes.id', 'partnerships.programme_id')
    .select(['partnerships.id', 'partnerships.name', 'programmes.name as programme'])
    .where('partnerships.state', '<>', 'draft')
    .where('demonstration', '=', false)
    .$if(programme !== undefined, (query) => query.where('programmes.slug', '=', programme ?? ''))
    .orderBy('programmes.start_date')
    .orderBy('partnerships.name')
    .orderBy('partnerships.id')
    .execute();
  const sealed = await listSealedAssessments(
    db,
    partnerships.map(({ id }) => id),
  );
  return Promise.all(
    partnerships.map(async ({ id, ...partnership }) => ({
      ...partnership,
      contracts: (await listContracts(db, id)).filter(({ state }) => state === 'signed'),
      reports: await listApprovedReports(db, id),
      assessments: sealed.filter(({ partnershipId }) => partnershipId === id),
    })),
  );
}
