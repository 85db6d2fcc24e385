import type { Db } from '../db/schema.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { contentFromDraft, type DraftFields, draftFromContent, emptyDraft } from './draft.ts';
import type { EntryContent, Issue } from './entry.ts';
import { findEntriesBySlug } from './queries.ts';

/** The newest text of an entry: what is being written, else the newest revision. */
export interface WorkingText {
  fields: DraftFields;
  /** Names this text: a save must say which one it was made from. */
  version: number;
  savedBy: { id: number; name: string } | null;
  savedAt: Date | null;
  content: EntryContent;
  /** What cannot be read in the fields. */
  issues: Issue[];
}

export async function readWorkingText(
  db: Db,
  entry: { id: number; slug: string },
  taxonomy: Taxonomy,
): Promise<WorkingText> {
  const draft = await db
    .selectFrom('entry_drafts')
    .leftJoin('users', 'users.id', 'entry_drafts.saved_by')
    .select(['fields', 'version', 'saved_at', 'users.id as user_id', 'users.name as user_name'])
    .where('entry_id', '=', entry.id)
    .executeTakeFirst();
  const fields = draft?.fields ?? (await readLatestRevision(db, entry.slug, taxonomy));
  return {
    fields,
    version: draft?.version ?? 0,
    savedBy: draft?.fields && draft.user_id ? { id: draft.user_id, name: draft.user_name ?? '' } : null,
    savedAt: draft?.fields ? draft.saved_at : null,
    ...contentFromDraft(fields, taxonomy),
  };
}

async function readLatestRevision(db: Db, slug: string, taxonomy: Taxonomy): Promise<DraftFields> {
  const latest = (await findEntriesBySlug(db, [slug], 'latest')).get(slug);
  return latest ? draftFromContent(latest, taxonomy) : emptyDraft;
}
