import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, EntryState, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { type EntryStanding, lockEntry } from './entry-subject.ts';
import { findEntryStops } from './find-entry-stops.ts';
import { mailReviewers } from './publishing-mails.ts';
import { settleDraft } from './settle-draft.ts';
import { readWorkingText } from './working-text.ts';

/** Hands the newest text over to review. Throws Refused with what the checklist stops. */
export async function submitEntry(db: Kysely<Schema>, acting: Acting, id: number, taxonomy: Taxonomy): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, id, acting.actor, 'entry.submit');
    const text = await readWorkingText(tx, entry, taxonomy);
    const stops = await findEntryStops(tx, id, text);
    if (stops.length) throw new Refused(stops);
    const revisionId = await settleDraft(tx, entry, text, taxonomy);
    const { id: review } = await tx
      .insertInto('reviews')
      .values({ entry_id: id, revision_id: revisionId, submitted_by: acting.actor?.id as number })
      .returning('id')
      .executeTakeFirstOrThrow();
    await moveTo(tx, entry, 'submitted');
    await audit(tx, acting, stateChange('entry.submit', entry, 'submitted', { review, revision: revisionId }));
    await mailReviewers(tx, {
      review,
      entryId: id,
      title: text.content.title,
      submittedBy: acting.actor?.id as number,
    });
  });
}

/** Takes the submission back: the text is the authors' again. */
export async function recallSubmission(db: Kysely<Schema>, acting: Acting, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, id, acting.actor, 'entry.recall');
    await closeReview(tx, acting, id, 'recalled');
    await moveTo(tx, entry, 'draft');
    await audit(tx, acting, stateChange('entry.recall', entry, 'draft'));
  });
}

/** Sets where the newest text stands: beside a published one readers keep that. */
export async function moveTo(
  tx: Db,
  entry: EntryStanding,
  state: Exclude<EntryState, 'published' | 'withdrawn'>,
): Promise<void> {
  const change = entry.state === 'published' ? { pending: state } : { state };
  await tx.updateTable('entries').set(change).where('id', '=', entry.id).execute();
}

/** Ends the open review, if there is one, and returns its id. */
export async function closeReview(
  tx: Db,
  { actor }: Acting,
  entryId: number,
  outcome: 'returned' | 'published' | 'recalled',
  reason = '',
): Promise<{ id: number; submitted_by: number | null } | undefined> {
  return tx
    .updateTable('reviews')
    .set({ outcome, reason, closed_by: actor?.id ?? null, closed_at: new Date() })
    .where('entry_id', '=', entryId)
    .where('outcome', 'is', null)
    .returning(['id', 'submitted_by'])
    .executeTakeFirst();
}

export function stateChange(
  action: string,
  entry: EntryStanding,
  state: EntryState,
  more: Record<string, unknown> = {},
) {
  const { state: stateBefore, pending } = entry;
  return {
    action,
    objectType: 'entry' as const,
    objectId: entry.id,
    before: { state: stateBefore, pending },
    after: { state, ...more },
  };
}
