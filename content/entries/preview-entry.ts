import type { Db } from '../db/schema.ts';
import type { EntryStanding } from './entry-subject.ts';
import type { StoredEntry } from './queries.ts';
import type { WorkingText } from './working-text.ts';

/** The entry as readers would see it, were its newest text published now. */
export async function readAsPublished(db: Db, entry: EntryStanding, text: WorkingText): Promise<StoredEntry> {
  const now = new Date();
  const { version, created_at, updated_at, published_at } = await db
    .selectFrom('entries')
    .select(['version', 'created_at', 'updated_at', 'published_at'])
    .where('id', '=', entry.id)
    .executeTakeFirstOrThrow();
  const isNew = entry.state !== 'published' || entry.pending !== null;
  return {
    ...text.content,
    id: entry.id,
    slug: entry.slug,
    version,
    status: 'published',
    isPublishedText: true,
    created_at: created_at.toISOString(),
    updated_at: (isNew ? now : updated_at).toISOString(),
    published_at: (published_at ?? now).toISOString(),
    unconfirmed_since: null,
  };
}
