import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { NotFound } from '../refusal.ts';
import { findTrial } from './queries.ts';
import type { Trial, TrialContent } from './trial.ts';
import { mailReviewersOfTrial } from './trial-mails.ts';
import { lockTrial } from './trial-subject.ts';
import { lockTrials, requireFirst, toColumns } from './write-trial.ts';

/** Somebody has changed the trial since it was seen: nothing was written. */
export class TrialConflict extends Error {
  override name = 'TrialConflict';
}

/** Saves what its writer has mended, and hands it in again where it was returned. Throws TrialConflict. */
export async function saveTrial(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  { content, basedOn }: { content: TrialContent; basedOn: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockTrials(tx);
    const { submittedBy } = await lockTrial(tx, id, acting.actor, 'trial.edit');
    const before = await getTrial(tx, id);
    // A save whose answer was lost comes again, and is done already.
    if (before.state === 'submitted' && isDeepStrictEqual(toColumns(before), toColumns(content))) return;
    requireSeen(before, basedOn);
    await requireFirst(tx, before.entry.id, content, submittedBy, id);
    const version = before.version + 1;
    const submitted = { state: 'submitted', reason: '', decided_at: null, decided_by: null } as const;
    const again = before.state === 'returned' ? { ...submitted, submitted_at: new Date() } : submitted;
    await tx
      .updateTable('trials')
      .set({ ...toColumns(content), ...again, version })
      .where('id', '=', id)
      .execute();
    if (before.state === 'returned') await mailReviewersOfTrial(tx, id, version);
    await audit(tx, acting, {
      ...{ action: 'trial.submit', objectType: 'trial', objectId: id },
      before: { state: before.state, municipality: before.municipalityCode },
      after: { state: 'submitted', municipality: content.municipalityCode },
    });
  });
}

/** The trial, for a transaction that has locked it. */
export async function getTrial(tx: Db, id: number): Promise<Trial> {
  const trial = await findTrial(tx, id);
  if (!trial) throw new NotFound(`No trial ${id}`);
  return trial;
}

export function requireSeen({ version }: Trial, seen: number): void {
  if (version !== seen) throw new TrialConflict(`Version ${version}, not ${seen}`);
}
