import type { Acting } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { enqueueMail } from '../mail-queue.ts';
import { NotFound } from '../refusal.ts';
import { findTrial } from './queries.ts';
import type { Trial } from './trial.ts';

/** Tells everybody who can review that a trial waits, except the one who wrote it. */
export async function mailReviewersOfTrial(tx: Db, id: number, version: number): Promise<void> {
  const trial = await findTrial(tx, id);
  if (!trial) throw new NotFound(`No trial ${id}`);
  const reviewers = await people(tx).where('role', 'in', ['consultant', 'editor']).execute();
  for (const { id: reviewer, email } of reviewers)
    if (reviewer !== trial.submittedBy)
      await enqueueMail(tx, {
        key: `trial_submitted:${id}:${version}:${reviewer}`,
        recipient: email,
        template: 'trial_submitted',
        data: { title: trial.entry.title, municipality: trial.municipality, trialId: id },
      });
}

/** Tells the one who wrote a trial why readers do not see it, unless it is she who withdrew it. */
export async function mailReturnedTrial(
  tx: Db,
  { actor }: Acting,
  { id, version, municipality, entry, submittedBy }: Trial,
  { reason, withdrawn }: { reason: string; withdrawn: boolean },
): Promise<void> {
  const writer = await people(tx).where('id', '=', submittedBy).executeTakeFirst();
  if (!writer || writer.id === actor?.id) return;
  await enqueueMail(tx, {
    key: `trial_returned:${id}:${version}`,
    recipient: writer.email,
    template: 'trial_returned',
    data: { title: entry.title, municipality, reason, withdrawn, trialId: id },
  });
}

/** Tells the one who wrote a trial, and the authors of the entry, that readers see it. */
export async function mailPublishedTrial(tx: Db, { actor }: Acting, trial: Trial): Promise<void> {
  const { id, version, municipality, entry, submittedBy } = trial;
  const data = { title: entry.title, municipality, slug: entry.slug };
  const writer = await people(tx).where('id', '=', submittedBy).executeTakeFirst();
  if (writer)
    await enqueueMail(tx, {
      ...{ key: `trial_published:${id}:${version}`, recipient: writer.email },
      ...{ template: 'trial_published', data },
    });
  const authors = await people(tx)
    .where('id', 'in', tx.selectFrom('entry_authors').select('user_id').where('entry_id', '=', entry.id))
    .execute();
  for (const author of authors)
    if (author.id !== submittedBy && author.id !== actor?.id)
      await enqueueMail(tx, {
        ...{ key: `trial_published_author:${id}:${version}:${author.id}`, recipient: author.email },
        ...{ template: 'trial_published_author', data },
      });
}

function people(tx: Db) {
  return tx.selectFrom('users').select(['id', 'email']).where('suspended_at', 'is', null).orderBy('id');
}
