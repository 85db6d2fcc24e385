import type { Db } from '#content/db/schema.ts';
import { contractOfYear, reportedGoals } from '#content/partnerships/assessed-goals.ts';
import { findAssessment } from '#content/partnerships/assessments.ts';
import { listContracts } from '#content/partnerships/contracts.ts';
import { findPartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import { findPartnership } from '#content/partnerships/queries.ts';
import { listApprovedReports } from '#content/partnerships/reports.ts';
import { NotFound } from '#content/refusal.ts';
import type { AssessmentMatter } from './presenters/partnerships/assessment-work.ts';

/**
 * The year of a partnership with the goals that it is judged by and what was reached: of a sealed one as it was sealed,
 * else as it stands now. A year without a contract has nothing to judge.
 */
export async function loadAssessment(db: Db, partnershipId: number, year: number): Promise<AssessmentMatter> {
  const partnership = await findPartnership(db, partnershipId);
  const standing = await findPartnershipStanding(db, partnershipId, { year });
  if (!partnership || !standing) throw new NotFound(`No partnership ${partnershipId}`);
  const contracts = await listContracts(db, partnershipId);
  const assessment = await findAssessment(db, partnershipId, year);
  const contract =
    assessment?.state === 'hearing'
      ? contracts.find(({ id }) => id === assessment.contractId)
      : contractOfYear(contracts, partnership.startDate, partnership.endDate, year);
  if (!contract) throw new NotFound(`No contract for ${year}`);
  const reports = await listApprovedReports(db, partnershipId);
  const goals = assessment?.record?.goals ?? reportedGoals(contract, contracts, reports, year);
  return { standing, name: partnership.name, year, goals, assessment };
}
