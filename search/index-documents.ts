import type { EnqueuedTaskPromise } from 'meilisearch';
import { engineAnswer, type SearchEngine } from './client.ts';
import type { EntryDocument } from './document.ts';
import { settings } from './settings.ts';

/** Meilisearch tells of a finished task only when asked. Asking costs both sides: not so often where it takes long. */
const POLL_MS = 10;
const LONG_POLL_MS = 50;
const LONG_FROM_DOCUMENTS = 50;

/** A task that Meilisearch did not carry out; `type` tells whose fault that is. */
class TaskFailed extends Error {
  readonly type: string | undefined;
  readonly code: string | undefined;

  constructor(message: string, { type, code }: { type?: string; code?: string }) {
    super(message);
    this.type = type;
    this.code = code;
  }
}

/** Waits until Meilisearch has carried the task out; its acceptance alone says nothing. */
export async function succeed(task: EnqueuedTaskPromise, interval = POLL_MS): Promise<void> {
  const { status, error } = await task.waitTask({ interval, timeout: 0 });
  if (status !== 'succeeded') throw new TaskFailed(error?.message ?? `The task ended as ${status}`, error ?? {});
}

export async function hasIndex({ client }: SearchEngine, uid: string): Promise<boolean> {
  try {
    await client.getRawIndex(uid);
    return true;
  } catch (error) {
    if (engineAnswer(error)?.status === 404) return false;
    throw error;
  }
}

/** Makes the index if it is missing and gives it our settings. */
export async function ensureIndex(engine: SearchEngine, uid: string): Promise<void> {
  if (!(await hasIndex(engine, uid))) await succeed(engine.client.createIndex(uid, { primaryKey: 'id' }));
  await giveSettings(engine, uid);
}

/**
 * Gives an index our settings where it has others. They are not sent for nothing: to an index that is deleted in this
 * moment they would make an empty one that looks like ours.
 */
export async function giveSettings({ client }: SearchEngine, uid: string): Promise<void> {
  const index = client.index(uid);
  if (!agrees(settings, await index.getSettings())) await succeed(index.updateSettings(settings));
}

/** Whether `present` has all that `wanted` says; what that does not speak of may be as it likes. */
function agrees(wanted: unknown, present: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === present;
  if (typeof present !== 'object' || present === null) return false;
  if (Array.isArray(wanted) && wanted.length !== (present as unknown[]).length) return false;
  return Object.entries(wanted).every(([key, value]) => agrees(value, (present as Record<string, unknown>)[key]));
}

/** Deletes the index if there is one, also one that a task still waiting would make. */
export async function dropIndex({ client }: SearchEngine, uid: string): Promise<void> {
  try {
    await succeed(client.deleteIndex(uid));
  } catch (error) {
    if (!(error instanceof TaskFailed && error.code === 'index_not_found')) throw error;
  }
}

/** Writes documents; when the engine refuses a batch, halves it until the bad document alone is left, and reports that. */
export async function writeDocuments(
  engine: SearchEngine,
  uid: string,
  documents: EntryDocument[],
  onBadDocument: (id: number, reason: string) => void,
): Promise<void> {
  if (!documents.length) return;
  const interval = documents.length < LONG_FROM_DOCUMENTS ? POLL_MS : LONG_POLL_MS;
  try {
    await succeed(engine.client.index<EntryDocument>(uid).addDocuments(documents), interval);
  } catch (error) {
    if (!isAboutTheDocuments(error)) throw error;
    const [only] = documents;
    if (documents.length === 1 && only) return onBadDocument(only.id, (error as Error).message);
    const middle = documents.length >> 1;
    await writeDocuments(engine, uid, documents.slice(0, middle), onBadDocument);
    await writeDocuments(engine, uid, documents.slice(middle), onBadDocument);
  }
}

export async function deleteDocuments({ client }: SearchEngine, uid: string, ids: number[]): Promise<void> {
  if (ids.length) await succeed(client.index(uid).deleteDocuments(ids));
}

/** What was asked is wrong, or too large; a full disk or a cancelled task is the engine's own trouble. */
function isAboutTheDocuments(error: unknown): boolean {
  if (error instanceof TaskFailed) return error.type === 'invalid_request' && error.code !== 'index_not_found';
  return [400, 413].includes(engineAnswer(error)?.status ?? 0);
}
