import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { workState } from '../permissions/entry-rules.ts';
import type { Taxonomy } from '../taxonomy.ts';
import type { DraftFields } from './draft.ts';
import { type EntryStanding, lockEntry } from './entry-subject.ts';
import { readWorkingText } from './working-text.ts';

/** Somebody else saved since: nothing was written. The caller shows both texts. */
export class DraftConflict extends Error {
  override name = 'DraftConflict';
}

/** Saves what is typed, valid or not, and returns the text's new version. */
export async function saveDraft(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  { fields, basedOn }: { fields: DraftFields; basedOn: number },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, id, acting.actor, 'entry.edit');
    const current = await currentVersion(tx, id);
    if (current !== basedOn) throw new DraftConflict(`Version ${current}, not ${basedOn}`);
    const version = current + 1;
    await write(tx, id, version, fields, acting.actor?.id as number);
    await markPending(tx, entry);
    await audit(tx, acting, { action: 'entry.save', objectType: 'entry', objectId: id, after: { version } });
    return version;
  });
}

/** Makes the newest text one that is being written, as something beside its fields has changed; returns its version. */
export async function touchDraft(tx: Db, { actor }: Acting, entry: EntryStanding, taxonomy: Taxonomy): Promise<number> {
  const { fields, version } = await readWorkingText(tx, entry, taxonomy);
  await write(tx, entry.id, version + 1, fields, actor?.id as number);
  await markPending(tx, entry);
  return version + 1;
}

async function currentVersion(tx: Db, entryId: number): Promise<number> {
  const draft = await tx
    .selectFrom('entry_drafts')
    .select('version')
    .where('entry_id', '=', entryId)
    .executeTakeFirst();
  return draft?.version ?? 0;
}

async function write(tx: Db, entryId: number, version: number, fields: DraftFields, userId: number): Promise<void> {
  const row = { version, fields: JSON.stringify(fields), saved_by: userId, saved_at: new Date() };
  await tx
    .insertInto('entry_drafts')
    .values({ entry_id: entryId, ...row })
    .onConflict((conflict) => conflict.column('entry_id').doUpdateSet(row))
    .execute();
}

async function markPending(tx: Db, entry: EntryStanding): Promise<void> {
  if (workState(entry) === 'published')
    await tx.updateTable('entries').set({ pending: 'draft' }).where('id', '=', entry.id).execute();
}
