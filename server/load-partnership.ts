import type { Db } from '#content/db/schema.ts';
import { type EntryTeaser, listTeasers } from '#content/entries/teasers.ts';
import { listActivityStatuses, type StatusOfActivity } from '#content/partnerships/activities.ts';
import { listSealedAssessments, type SealedAssessment } from '#content/partnerships/assessments.ts';
import { type Contract, listContracts } from '#content/partnerships/contracts.ts';
import { type Dissemination, loadDissemination } from '#content/partnerships/dissemination.ts';
import { type Grant, listGrants } from '#content/partnerships/grants.ts';
import { listMembers, type Member } from '#content/partnerships/members.ts';
import { listEntryIds, type Partnership } from '#content/partnerships/queries.ts';
import { type ApprovedReport, listApprovedReports } from '#content/partnerships/reports.ts';

/** A partnership with all that readers may see of it; contracts and reports beside it need their own look at states. */
export interface LoadedPartnership {
  partnership: Partnership;
  members: Member[];
  grants: Grant[];
  /** All versions, the oldest first. */
  contracts: Contract[];
  reports: ApprovedReport[];
  statuses: StatusOfActivity[];
  dissemination: Dissemination;
  assessments: SealedAssessment[];
  entries: EntryTeaser[];
}

/** Reads everything in a fixed number of queries, however much there is. */
export async function loadPartnership(db: Db, partnership: Partnership): Promise<LoadedPartnership> {
  const { id } = partnership;
  const [members, grants, contracts, reports, statuses, dissemination, assessments, entries] = await Promise.all([
    listMembers(db, id),
    listGrants(db, id),
    listContracts(db, id),
    listApprovedReports(db, id),
    listActivityStatuses(db, id),
    loadDissemination(db, id),
    listSealedAssessments(db, [id]),
    listEntryIds(db, id).then((ids) => listTeasers(db, ids)),
  ]);
  return { partnership, members, grants, contracts, reports, statuses, dissemination, assessments, entries };
}
