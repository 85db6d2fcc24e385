import type { Db } from '../db/schema.ts';

/** A file of an entry, without what is in it. */
export interface Attachment {
  id: number;
  /** Part of its address; nobody can guess it. */
  key: string;
  filename: string;
  media_type: string;
  /** In bytes. */
  size: number;
  /** What a picture shows, in words. */
  alt: string;
}

const columns = ['id', 'key', 'filename', 'media_type', 'size', 'alt'] as const;

/** The files of the entry's newest text, in the order in which they came. */
export async function listAttachments(db: Db, entryId: number): Promise<Attachment[]> {
  return db
    .selectFrom('attachments')
    .select(columns)
    .where('entry_id', '=', entryId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** The files of the text that readers see; none while they see none. */
export async function listPublishedAttachments(db: Db, entryId: number): Promise<Attachment[]> {
  return db
    .selectFrom('attachments')
    .innerJoin('revision_attachments', 'revision_attachments.attachment_id', 'attachments.id')
    .innerJoin('entries', 'entries.published_revision_id', 'revision_attachments.revision_id')
    .select(['attachments.id', 'key', 'filename', 'media_type', 'size', 'alt'])
    .where('entries.id', '=', entryId)
    .where('entries.state', '=', 'published')
    .orderBy('attachments.id')
    .execute();
}
