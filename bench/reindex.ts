import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#content/db/client.ts';
import { listPublishedEntriesAfter } from '#content/entries/queries.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { connectSearch, type SearchServer } from '#search/client.ts';
import { toDocument } from '#search/document.ts';
import { rebuildIndex } from '#search/rebuild.ts';
import { settings } from '#search/settings.ts';
import { type Client, mean, ratio } from './measure.ts';
import { atLeast, format, formatRatio, type Row } from './report.ts';

/** As in a rebuild. */
const BATCH = 1000;
const ROUNDS = 3;

/** The rebuild of the index beside the same documents, made beforehand and sent straight to Meilisearch. */
export async function measureReindex(
  database: Database,
  taxonomy: Taxonomy,
  server: SearchServer,
  meilisearch: Client,
): Promise<Row> {
  const engine = connectSearch(server);
  const bodies = await makeBodies(database, taxonomy);
  const onBadDocument = (id: number, reason: string) => {
    throw new Error(`Entry ${id}: ${reason}`);
  };
  const own: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(await time(() => rebuildIndex({ database, engine, taxonomy, onBadDocument })));
    raw.push(await time(() => ingest(meilisearch, bodies)));
    await succeed(meilisearch, await meilisearch.delete('/indexes/raw'));
  }
  await engine.close();
  const speed = ratio(raw, own, mean);
  const seconds = `${format(mean(own) / 1000)} and ${format(mean(raw) / 1000)} s`;
  const measure = 'rebuild of the index over raw ingest of its documents, speed';
  return atLeast(measure, speed.value, 0.85, `${formatRatio(speed)}, ${seconds}`);
}

async function makeBodies(database: Database, taxonomy: Taxonomy): Promise<string[]> {
  const bodies: string[] = [];
  let batch = await listPublishedEntriesAfter(database.db, 0, BATCH);
  while (batch.length) {
    bodies.push(JSON.stringify(batch.map((entry) => toDocument(entry, taxonomy))));
    batch = await listPublishedEntriesAfter(database.db, batch.at(-1)?.id ?? 0, BATCH);
  }
  return bodies;
}

/** Settings first, then all batches without waiting between: what Meilisearch does best. */
async function ingest(meilisearch: Client, bodies: string[]): Promise<void> {
  await succeed(meilisearch, await meilisearch.post('/indexes', JSON.stringify({ uid: 'raw', primaryKey: 'id' }), 202));
  await succeed(meilisearch, await meilisearch.patch('/indexes/raw/settings', JSON.stringify(settings)));
  const accepted = [];
  for (const body of bodies) accepted.push(await meilisearch.post('/indexes/raw/documents', body, 202));
  for (const task of accepted) await succeed(meilisearch, task);
}

async function succeed(meilisearch: Client, accepted: { text: string }): Promise<void> {
  for (;;) {
    const { status, error } = JSON.parse((await meilisearch.get(`/tasks/${JSON.parse(accepted.text).taskUid}`)).text);
    if (status === 'succeeded') return;
    if (status === 'failed') throw new Error(error.message);
    await pause(10);
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
