import type { Db } from '../db/schema.ts';
import type { Issue } from '../entries/entry.ts';
import { Refused } from '../refusal.ts';
import type { ChosenEntry } from './collection.ts';

/** The ids of the entries chosen, in their order; refused where one is not before readers. */
export async function findChosenIds(tx: Db, chosen: ChosenEntry[]): Promise<number[]> {
  if (!chosen.length) return [];
  const rows = await tx
    .selectFrom('entries')
    .select(['id', 'slug'])
    .where('state', '=', 'published')
    .where(
      'slug',
      'in',
      chosen.map(({ slug }) => slug),
    )
    .execute();
  const ids = new Map(rows.map(({ id, slug }) => [slug, id]));
  const issues = chosen.filter(({ slug }) => !ids.has(slug)).map(notPublished);
  if (issues.length) throw new Refused(issues);
  return chosen.map(({ slug }) => ids.get(slug) as number);
}

/** Puts these first in the collection, and no others. */
export async function replaceFirstEntries(tx: Db, collectionId: number, entryIds: number[]): Promise<void> {
  await tx.deleteFrom('collection_entries').where('collection_id', '=', collectionId).execute();
  if (!entryIds.length) return;
  await tx
    .insertInto('collection_entries')
    .values(entryIds.map((entry_id, index) => ({ collection_id: collectionId, entry_id, position: index + 1 })))
    .execute();
}

/** The same words whether there is no such entry or it is not for readers yet: the form is no way to find out. */
function notPublished({ line, slug }: ChosenEntry): Issue {
  return { field: 'first_entries', message: `Linje ${line}: »${slug.slice(0, 100)}« er ikke en udgivet erfaring.` };
}
