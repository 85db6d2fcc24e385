import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Settings } from 'meilisearch';
import type { Client } from './measure.ts';

/** What an index takes on disk, in MB: the pages in use, and with them those that are free to be used again. */
export interface IndexSize {
  used: number;
  all: number;
}

export interface Ingested {
  milliseconds: number;
  size: IndexSize;
}

/** Makes an index of the files: settings first, then all batches without waiting between, as Meilisearch likes it best. */
export async function ingest(meilisearch: Client, uid: string, settings: Settings, files: string[]): Promise<Ingested> {
  const before = await sizeOfAll(meilisearch);
  const began = performance.now();
  await succeed(meilisearch, await meilisearch.post('/indexes', JSON.stringify({ uid, primaryKey: 'id' }), 202));
  await succeed(meilisearch, await meilisearch.patch(`/indexes/${uid}/settings`, JSON.stringify(settings)));
  const accepted = [];
  for (const file of files)
    accepted.push(await meilisearch.post(`/indexes/${uid}/documents`, readFileSync(file, 'utf8'), 202));
  for (const task of accepted) await succeed(meilisearch, task);
  const milliseconds = performance.now() - began;
  const after = await sizeOfAll(meilisearch);
  return { milliseconds, size: { used: after.used - before.used, all: after.all - before.all } };
}

export async function dropIndex(meilisearch: Client, uid: string): Promise<void> {
  await succeed(meilisearch, await meilisearch.delete(`/indexes/${uid}`));
}

async function sizeOfAll(meilisearch: Client): Promise<IndexSize> {
  const { usedDatabaseSize, databaseSize } = JSON.parse((await meilisearch.get('/stats')).text);
  return { used: usedDatabaseSize / 1e6, all: databaseSize / 1e6 };
}

async function succeed(meilisearch: Client, accepted: { text: string }): Promise<void> {
  for (;;) {
    const { status, error } = JSON.parse((await meilisearch.get(`/tasks/${JSON.parse(accepted.text).taskUid}`)).text);
    if (status === 'succeeded') return;
    if (status === 'failed') throw new Error(error.message);
    await pause(10);
  }
}
