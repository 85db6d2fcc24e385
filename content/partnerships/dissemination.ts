import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { DisseminationStep } from './contract.ts';
import { listEvents, type PartnershipEvent } from './events.ts';

/** What has been done to pass a partnership's results on. */
export interface Dissemination {
  /** Its published entries. */
  entries: number;
  /** How often those were read. */
  reads: number;
  events: PartnershipEvent[];
}

export async function loadDissemination(db: Db, partnershipId: number): Promise<Dissemination> {
  const { entries, reads } = await db
    .selectFrom('partnership_entries')
    .innerJoin('entries', 'entries.id', 'partnership_entries.entry_id')
    .leftJoin(
      (inner) =>
        inner
          .selectFrom('entry_reads')
          .select(['entry_id', sql<number>`sum(reads)`.as('reads')])
          .groupBy('entry_id')
          .as('counted'),
      (join) => join.onRef('counted.entry_id', '=', 'entries.id'),
    )
    .select([sql<number>`count(*)::int`.as('entries'), sql<number>`coalesce(sum(counted.reads), 0)::int`.as('reads')])
    .where('partnership_id', '=', partnershipId)
    .where('entries.state', '=', 'published')
    .executeTakeFirstOrThrow();
  return { entries, reads, events: await listEvents(db, partnershipId) };
}

/** How much of a step's target has been done. */
export function stepCount({ key, channel }: DisseminationStep, { entries, reads, events }: Dissemination): number {
  if (channel === 'entry') return entries;
  if (channel === 'reads') return reads;
  return events.filter(({ stepKey }) => stepKey === key).length;
}

/** Whether a step of the dissemination plan has been carried out: told by what happened, never by who says so. */
export function stepDone(step: DisseminationStep, done: Dissemination): boolean {
  return stepCount(step, done) >= (step.channel === 'other' ? 1 : step.target);
}
