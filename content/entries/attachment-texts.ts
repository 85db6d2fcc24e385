import type { Db } from '../db/schema.ts';

/** The words of the files that belong to the entry's newest text. */
export async function listAttachmentTexts(db: Db, entryId: number): Promise<{ filename: string; text: string }[]> {
  return db
    .selectFrom('attachments')
    .select(['filename', 'text'])
    .where('entry_id', '=', entryId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
}
