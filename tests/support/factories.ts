import type { Kysely } from 'kysely';
import type { Schema } from '#content/db/schema.ts';
import { parseEntry } from '#content/entries/exchange.ts';
import { importBatch } from '#content/entries/import-entries.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { type Deps, today } from '#server/deps.ts';

let made = 0;

/** An entry of the exchange format that can be published; `changes` overrule what it says. */
export function exchangeEntry(changes: Record<string, unknown> = {}): Record<string, unknown> & { slug: string } {
  made += 1;
  return {
    slug: `erfaring-${made}`,
    title: `Erfaring nummer ${made}`,
    one_liner: 'En kort sætning om, hvad andre kan lære.',
    summary: 'En sammenfatning, der siger, hvad der blev gjort.',
    areas: ['beskaeftigelse'],
    status: 'published',
    ...changes,
  };
}

/** Writes entries as an import does. */
export async function write(db: Kysely<Schema>, ...entries: Record<string, unknown>[]): Promise<void> {
  const taxonomy = await loadTaxonomy(db, today());
  const parsed = entries.map((entry) => {
    const { entry: ok, issues } = parseEntry(entry, taxonomy);
    if (issues) throw new Error(JSON.stringify(issues));
    return ok;
  });
  await db.transaction().execute((tx) => importBatch(tx, parsed, taxonomy));
}

/** Writes entries and waits until search finds them as they are. */
export async function publish({ db, worker }: Deps, ...entries: Record<string, unknown>[]): Promise<void> {
  await write(db, ...entries);
  await worker.settled();
}
