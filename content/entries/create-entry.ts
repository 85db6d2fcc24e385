import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden } from '../refusal.ts';
import { type DraftFields, emptyDraft } from './draft.ts';

/**
 * Begins an entry that has no text yet, but perhaps a title, and returns its id. Its address follows from its title when
 * it is submitted.
 */
export async function createEntry(db: Kysely<Schema>, acting: Acting, title = ''): Promise<number> {
  return db.transaction().execute((tx) => beginEntry(tx, acting, title ? { title } : {}));
}

/** The same within a transaction, with the fields that are known already. */
export async function beginEntry(tx: Db, acting: Acting, fields: Partial<DraftFields>): Promise<number> {
  const { actor } = acting;
  if (!actor || !can(actor, 'entry.create', 'site')) throw new Forbidden('entry.create');
  const { id } = await tx
    .insertInto('entries')
    .values({ slug: provisionalSlug(), state: 'draft' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.insertInto('entry_authors').values({ entry_id: id, user_id: actor.id }).execute();
  if (Object.keys(fields).length) await writeDraft(tx, id, actor.id, { ...emptyDraft, ...fields });
  await audit(tx, acting, { action: 'entry.create', objectType: 'entry', objectId: id, after: { state: 'draft' } });
  return id;
}

async function writeDraft(tx: Db, entryId: number, userId: number, draft: DraftFields): Promise<void> {
  const fields = JSON.stringify(draft);
  await tx.insertInto('entry_drafts').values({ entry_id: entryId, version: 1, fields, saved_by: userId }).execute();
}

const provisionalSlug = () => `kladde-${randomBytes(6).toString('hex')}`;

export const isProvisionalSlug = (slug: string) => /^kladde-[0-9a-f]{12}$/.test(slug);
