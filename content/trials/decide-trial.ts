import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema, TrialState } from '../db/schema.ts';
import type { TrialAction } from '../permissions.ts';
import { enqueueIndexing } from '../queue.ts';
import { Refused } from '../refusal.ts';
import { getTrial, requireSeen } from './save-trial.ts';
import type { Trial } from './trial.ts';
import { mailPublishedTrial, mailReturnedTrial } from './trial-mails.ts';
import { lockTrial } from './trial-subject.ts';

/** Puts a trial before readers, just as it was seen. Throws TrialConflict when it has been changed since. */
export async function publishTrial(db: Kysely<Schema>, acting: Acting, id: number, seen: number): Promise<Trial> {
  return db.transaction().execute(async (tx) => {
    const trial = await demand(tx, acting, id, 'trial.decide');
    requireSeen(trial, seen);
    await settle(tx, acting, trial, 'published', '');
    await enqueueIndexing(tx, [trial.entry.id]);
    await mailPublishedTrial(tx, acting, trial);
    await audit(tx, acting, change('trial.publish', trial, 'published'));
    return trial;
  });
}

/** Sends a trial back to the one who wrote it, who is told why. Throws TrialConflict when it has been changed since. */
export async function returnTrial(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  { reason, seen }: { reason: string; seen: number },
): Promise<Trial> {
  requireReason(reason, 'Skriv, hvad der skal ændres.');
  return db.transaction().execute(async (tx) => {
    const trial = await demand(tx, acting, id, 'trial.decide');
    requireSeen(trial, seen);
    await settle(tx, acting, trial, 'returned', reason);
    await mailReturnedTrial(tx, acting, trial, { reason, withdrawn: false });
    await audit(tx, acting, { ...change('trial.return', trial, 'returned'), reason });
    return trial;
  });
}

/** Takes a trial from its readers. The one who wrote it can mend it, and hand it in again. */
export async function withdrawTrial(db: Kysely<Schema>, acting: Acting, id: number, reason: string): Promise<Trial> {
  requireReason(reason, 'Skriv, hvorfor afprøvningen trækkes tilbage.');
  return db.transaction().execute(async (tx) => {
    const trial = await demand(tx, acting, id, 'trial.withdraw');
    await settle(tx, acting, trial, 'returned', reason);
    await enqueueIndexing(tx, [trial.entry.id]);
    await mailReturnedTrial(tx, acting, trial, { reason, withdrawn: true });
    await audit(tx, acting, { ...change('trial.withdraw', trial, 'returned'), reason });
    return trial;
  });
}

async function demand(tx: Db, { actor }: Acting, id: number, action: TrialAction): Promise<Trial> {
  await lockTrial(tx, id, actor, action);
  return getTrial(tx, id);
}

async function settle(tx: Db, { actor }: Acting, trial: Trial, state: TrialState, reason: string): Promise<void> {
  await tx
    .updateTable('trials')
    .set({ state, reason, version: trial.version + 1, decided_at: new Date(), decided_by: actor?.id ?? null })
    .where('id', '=', trial.id)
    .execute();
}

function change(action: string, { id, state, entry }: Trial, next: TrialState) {
  return {
    ...{ action, objectType: 'trial' as const, objectId: id },
    before: { state },
    after: { state: next, entry: entry.id },
  };
}

function requireReason(reason: string, message: string): void {
  if (!reason.trim()) throw new Refused([{ field: 'reason', message }]);
}
