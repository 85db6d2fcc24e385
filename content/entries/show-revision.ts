import { type Kysely, sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { enqueueIndexing } from '../queue.ts';
import { type EntryStanding, findEntryStanding } from './entry-subject.ts';
import { mailAuthors } from './publishing-mails.ts';
import { closeReview, stateChange } from './submit-entry.ts';

/** Carries out a publication that stands in `publications`. */
export async function showRevision(
  tx: Db,
  acting: Acting,
  entry: EntryStanding,
  publication: number,
  now: Date,
): Promise<void> {
  const { revision_id, kind, override_reason } = await tx
    .updateTable('publications')
    .set({ published_at: now })
    .where('id', '=', publication)
    .returning(['revision_id', 'kind', 'override_reason'])
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('entries')
    .set({
      state: 'published',
      pending: null,
      published_revision_id: revision_id,
      version: sql`version + 1`,
      updated_at: now,
      published_at: sql`coalesce(published_at, ${now})`,
      confirmed_at: now,
      unconfirmed_since: null,
    })
    .where('id', '=', entry.id)
    .execute();
  const review = await closeReview(tx, acting, entry.id, 'published');
  await enqueueIndexing(tx, [entry.id]);
  await audit(tx, acting, {
    ...stateChange('entry.publish', entry, 'published', { revision: revision_id, publication, kind }),
    reason: override_reason,
  });
  // Nobody needs to be told of what she has just done herself.
  if (review || acting.actor === null) await mailAuthors(tx, entry.id, `published:${publication}`, 'published', acting);
}

/** Carries out the publications whose time has come; returns how many. Each is a transaction of its own. */
export async function publishDue(db: Kysely<Schema>, now: Date): Promise<number> {
  let published = 0;
  while (await publishNextDue(db, now)) published += 1;
  return published;
}

async function publishNextDue(db: Kysely<Schema>, now: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('publications')
      .innerJoin('entries', 'entries.id', 'publications.entry_id')
      .select(['publications.id', 'entry_id'])
      .where('publications.published_at', 'is', null)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(1)
      // The same order of locks as every other change of an entry.
      .forUpdate('entries')
      .skipLocked()
      .executeTakeFirst();
    const entry = due && (await findEntryStanding(tx, due.entry_id));
    if (!due || !entry?.scheduled) return false;
    await showRevision(tx, { actor: null, requestId: '' }, entry, due.id, now);
    return true;
  });
}
