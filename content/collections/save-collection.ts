import type { Kysely } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import type { Collection, CollectionContent } from './collection.ts';
import { findChosenIds, replaceFirstEntries } from './first-entries.ts';
import { auditCollection, CollectionConflict, demandEditor, lockCollection } from './lock-collection.ts';
import { listChosenEntries } from './queries.ts';

interface Save extends CollectionContent {
  /** Its address; what readers already know stays. Left as it is when undefined. */
  slug?: string | undefined;
  /** The version that was changed. */
  basedOn: number;
}

/** Saves a collection. Throws CollectionConflict when somebody else has saved another one since. */
export async function saveCollection(db: Kysely<Schema>, acting: Acting, id: number, save: Save): Promise<void> {
  demandEditor(acting);
  await db.transaction().execute(async (tx) => {
    const before = await lockCollection(tx, id);
    const slug = save.slug ?? before.slug;
    // Before anything else: a save whose answer was lost comes again, and is done already.
    if (await isSame(tx, before, { ...save, slug })) return;
    if (before.version !== save.basedOn) throw new CollectionConflict(`Version ${before.version}, not ${save.basedOn}`);
    await checkSlug(tx, before, slug);
    const entryIds = await findChosenIds(tx, save.firstEntries);
    const { title, text, query } = save;
    await tx
      .updateTable('collections')
      .set({ slug, title, text, query, version: before.version + 1, updated_at: new Date() })
      .where('id', '=', id)
      .execute();
    await replaceFirstEntries(tx, id, entryIds);
    await auditCollection(tx, acting, 'save', id, {
      before: { title: before.title, slug: before.slug, query: before.query },
      after: { title, slug, query, entries: entryIds.length },
    });
  });
}

async function isSame(tx: Db, before: Collection, after: CollectionContent & { slug: string }): Promise<boolean> {
  const chosen = await listChosenEntries(tx, before.id);
  const slugs = (entries: { slug: string }[]) => entries.map(({ slug }) => slug).join('\n');
  return (
    before.title === after.title &&
    before.text === after.text &&
    before.query === after.query &&
    before.slug === after.slug &&
    slugs(chosen) === slugs(after.firstEntries)
  );
}

async function checkSlug(tx: Db, { id, slug, published }: Collection, wanted: string): Promise<void> {
  if (wanted === slug) return;
  if (published) refuseSlug('Temaet er udgivet, og læserne kender adressen. Den kan ikke ændres.');
  const taken = await tx
    .selectFrom('collections')
    .select('id')
    .where('slug', '=', wanted)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (taken) refuseSlug(`Der er allerede et tema på adressen »${wanted}«.`);
}

function refuseSlug(message: string): never {
  throw new Refused([{ field: 'slug', message }]);
}
