import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

export interface StoredAttachment {
  entryId: number;
  filename: string;
  mediaType: string;
  /** Whether readers get it now, got it until its entry was withdrawn, or never get it. */
  standing: 'published' | 'withdrawn' | 'hidden';
}

/** The file with this key, without what is in it. */
export async function findAttachment(db: Db, key: string): Promise<StoredAttachment | undefined> {
  return db
    .selectFrom('attachments')
    .innerJoin('entries', 'entries.id', 'attachments.entry_id')
    .select(['entry_id as entryId', 'filename', 'media_type as mediaType'])
    .select(
      sql<StoredAttachment['standing']>`case when entries.state in ('published', 'withdrawn') and exists (
        select from revision_attachments
        where attachment_id = attachments.id and revision_id = entries.published_revision_id
      ) then entries.state else 'hidden' end`.as('standing'),
    )
    .where('key', '=', key)
    .executeTakeFirst();
}

export async function readAttachment(db: Db, key: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('attachments').select('content').where('key', '=', key).executeTakeFirst();
  // PGlite gives plain bytes where pg gives a Buffer.
  return row && Buffer.from(row.content);
}
