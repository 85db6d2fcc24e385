import type { Db } from '../db/schema.ts';
import type { EntryStanding } from './entry-subject.ts';
import { assessedEntries, toAssessed, triedEntries } from './outcomes.ts';
import type { StoredEntry } from './queries.ts';
import type { WorkingText } from './working-text.ts';

/** The entry as readers would see it, were its newest text published now. */
export async function readAsPublished(db: Db, entry: EntryStanding, text: WorkingText): Promise<StoredEntry> {
  const now = new Date();
  const { version, created_at, updated_at, published_at, tried, ...outcome } = await db
    .selectFrom('entries')
    .leftJoin(triedEntries, 'tried_entry.entry_id', 'entries.id')
    .leftJoin(assessedEntries, 'assessed_entry.entry_id', 'entries.id')
    .select(['entries.version', 'entries.created_at', 'entries.updated_at', 'entries.published_at'])
    .select(['tried_entry.tried', 'assessed_entry.verdict', 'assessed_entry.assessed_year'])
    .select(['assessed_entry.partnership_name', 'assessed_entry.partnership_slug'])
    .where('entries.id', '=', entry.id)
    .executeTakeFirstOrThrow();
  const isNew = entry.state !== 'published' || entry.pending !== null;
  return {
    ...text.content,
    id: entry.id,
    slug: entry.slug,
    version: String(version),
    status: 'published',
    isPublishedText: true,
    created_at: created_at.toISOString(),
    updated_at: (isNew ? now : updated_at).toISOString(),
    published_at: (published_at ?? now).toISOString(),
    unconfirmed_since: null,
    tried: tried ?? 0,
    assessed: toAssessed(outcome),
  };
}
