import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { slugFromTitle, unusedSlug } from '../slug.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { isProvisionalSlug } from './create-entry.ts';
import type { EntryStanding } from './entry-subject.ts';
import type { WorkingText } from './working-text.ts';
import { writeRevisions } from './write-revisions.ts';

/**
 * Makes `text`, the newest one, a revision unless it is one, and gives the entry its address. Throws Refused with what
 * cannot be read in the draft.
 */
export async function settleDraft(
  tx: Db,
  entry: EntryStanding,
  { content, issues, savedAt }: WorkingText,
  taxonomy: Taxonomy,
): Promise<number> {
  if (issues.length) throw new Refused(issues);
  if (isProvisionalSlug(entry.slug)) await takeSlug(tx, entry, content.title);
  if (entry.latestRevisionId && !savedAt) return entry.latestRevisionId;
  const [revisionId] = (await writeRevisions(tx, [{ entryId: entry.id, content }], taxonomy)).values();
  if (revisionId === undefined) throw new Error('No revision was written');
  await tx.updateTable('entries').set({ latest_revision_id: revisionId }).where('id', '=', entry.id).execute();
  await forgetDraft(tx, entry.id);
  return revisionId;
}

/** From now on nothing is being written; a save from an old page is refused. */
export async function forgetDraft(tx: Db, entryId: number): Promise<void> {
  await tx
    .updateTable('entry_drafts')
    .set({ fields: null, saved_by: null, version: sql`version + 1` })
    .where('entry_id', '=', entryId)
    .execute();
}

/** Gives the entry the address that follows from its title; where it is taken, with a number. */
async function takeSlug(tx: Db, entry: EntryStanding, title: string): Promise<void> {
  const wanted = slugFromTitle(title) || 'erfaring';
  // Two titles alike at the same time would get the same address.
  await sql`select pg_advisory_xact_lock(hashtext('entry slugs'))`.execute(tx);
  const rows = await tx.selectFrom('entries').select('slug').where('slug', 'like', `${wanted}%`).execute();
  const slug = unusedSlug(wanted, rows);
  await tx.updateTable('entries').set({ slug }).where('id', '=', entry.id).execute();
}
