import { type Kysely, sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { lockEntry } from './entry-subject.ts';
import { forgetDraft } from './settle-draft.ts';

/**
 * Throws away what is being written: beside a published text that one stands again, and an entry that nobody but its
 * authors has ever seen is gone. Tells whether the entry still exists.
 */
export async function discardDraft(db: Kysely<Schema>, acting: Acting, id: number): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, id, acting.actor, 'entry.discard');
    const remains = entry.latestRevisionId !== null;
    if (!remains) await removeEntry(tx, id);
    else if (entry.publishedRevisionId !== null) await returnToPublished(tx, id, entry.publishedRevisionId);
    else throw new Refused([{ field: 'state', message: 'Erfaringen har været indsendt og kan ikke slettes.' }]);
    await audit(tx, acting, {
      action: 'entry.discard',
      objectType: 'entry',
      objectId: id,
      before: { state: entry.state, pending: entry.pending },
      after: remains ? { state: entry.state, pending: null } : { state: null },
    });
    return remains;
  });
}

async function removeEntry(tx: Db, id: number): Promise<void> {
  for (const table of ['entry_drafts', 'entry_authors', 'attachments', 'term_proposals'] as const)
    await tx.deleteFrom(table).where('entry_id', '=', id).execute();
  await tx.deleteFrom('entries').where('id', '=', id).execute();
}

async function returnToPublished(tx: Db, id: number, publishedRevisionId: number): Promise<void> {
  await forgetDraft(tx, id);
  await tx
    .updateTable('entries')
    .set({ pending: null, latest_revision_id: publishedRevisionId })
    .where('id', '=', id)
    .execute();
  await restoreAttachments(tx, id, publishedRevisionId);
}

/** The files are again those that readers see. */
async function restoreAttachments(tx: Db, entryId: number, revisionId: number): Promise<void> {
  await sql`
    update attachments set removed_at = case
      when id in (select attachment_id from revision_attachments where revision_id = ${revisionId}) then null
      else coalesce(removed_at, now()) end
    where entry_id = ${entryId}`.execute(tx);
}
