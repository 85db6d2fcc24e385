import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import { lockEntry } from '../entries/entry-subject.ts';
import { touchDraft } from '../entries/save-draft.ts';
import { NotFound } from '../refusal.ts';
import type { Taxonomy } from '../taxonomy.ts';

/** Takes a file out of the newest text. One that readers have stays theirs until that text is published. */
export async function removeAttachment(
  db: Kysely<Schema>,
  acting: Acting,
  entryId: number,
  attachmentId: number,
  taxonomy: Taxonomy,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, entryId, acting.actor, 'entry.edit');
    const removed = await tx
      .updateTable('attachments')
      .set({ removed_at: new Date() })
      .where('id', '=', attachmentId)
      .where('entry_id', '=', entryId)
      .where('removed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!removed) throw new NotFound(`No attachment ${attachmentId} in entry ${entryId}`);
    const version = await touchDraft(tx, acting, entry, taxonomy);
    await audit(tx, acting, {
      action: 'attachment.remove',
      objectType: 'entry',
      objectId: entryId,
      before: { attachment: attachmentId },
      after: { version },
    });
  });
}
