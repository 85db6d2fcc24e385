import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#content/db/client.ts';
import { createEntry } from '#content/entries/create-entry.ts';
import { emptyDraft } from '#content/entries/draft.ts';
import { listPublishedEntries } from '#content/entries/queries.ts';
import { saveDraft } from '#content/entries/save-draft.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { hashPassword } from '#content/users/password.ts';
import { toDocument } from '#search/document.ts';
import { signInAt } from '../tests/support/web-client.ts';
import { type Client, percentile, type Ratio, ratio } from './measure.ts';
import { atMost, format, formatRatio, type Row } from './report.ts';

const ENTRIES_A_ROUND = 40;
const POLL_MS = 10;
/** Of the index that the site uses. */
const INDEX = 'entries';
const PASSWORD = 'kun til denne maaling';
const email = 'maaling@eksempel.dk';

export interface PublishingDeps {
  database: Database;
  taxonomy: Taxonomy;
  address: string;
  client: Client;
  meilisearch: Client;
  goalMs: number;
  rounds: number;
}

/**
 * From the editor's click to the first search that finds the entry, beside the same document sent straight to the same
 * index, in turn.
 */
export async function measurePublishing(deps: PublishingDeps): Promise<Row[]> {
  const { database, taxonomy, address, client, meilisearch } = deps;
  const { db } = database;
  const { id: editor } = await db
    .insertInto('users')
    .values({ email, name: 'Måling', role: 'editor', password_hash: await hashPassword(PASSWORD) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const acting = { actor: { id: editor, role: 'editor' as const }, requestId: '' };
  const browser = await signInAt(address, email, PASSWORD);

  const publish = async (word: string) => {
    const id = await createEntry(db, acting);
    await saveDraft(db, acting, id, { fields: draftWith(word), basedOn: 0 });
    const began = performance.now();
    const { status } = await browser.post(`/redaktion/erfaringer/${id}/udgivelse`, { kind: 'major', when: 'now' });
    if (status !== 303) throw new Error(`An entry could not be published: ${status}`);
    const found = `/api/v1/entries?q=${word}`;
    while (JSON.parse((await client.get(found)).text).total !== 1);
    return { id, took: performance.now() - began };
  };
  const send = async (publishedId: number, word: string) => {
    const [entry] = await listPublishedEntries(db, [publishedId]);
    if (!entry) throw new Error('The entry that was published is not there');
    const { title, one_liner, summary, method } = draftWith(word);
    const document = toDocument({ ...entry, id: rawId(publishedId), title, one_liner, summary, method }, taxonomy);
    const began = performance.now();
    await meilisearch.post(`/indexes/${INDEX}/documents`, JSON.stringify([document]), 202);
    const query = JSON.stringify({ q: word, limit: 1 });
    while (!JSON.parse((await meilisearch.post(`/indexes/${INDEX}/search`, query)).text).hits.length);
    const took = performance.now() - began;
    await removeRaw(publishedId);
    return took;
  };

  /** Until it is gone: the engine does one thing after the other, and the next entry would wait for it. */
  const removeRaw = async (publishedId: number) => {
    const { text } = await meilisearch.delete(`/indexes/${INDEX}/documents/${rawId(publishedId)}`);
    const { taskUid } = JSON.parse(text);
    while (JSON.parse((await meilisearch.get(`/tasks/${taskUid}`)).text).status !== 'succeeded') await pause(POLL_MS);
  };

  const [own, raw]: [number[][], number[][]] = [[], []];
  for (let round = 0; round < deps.rounds; round += 1) {
    const [ownTimes, rawTimes]: [number[], number[]] = [[], []];
    for (let number = 0; number < ENTRIES_A_ROUND; number += 1) {
      const { id, took } = await publish(wordOf(round, number, 'site'));
      ownTimes.push(took);
      rawTimes.push(await send(id, wordOf(round, number, 'raw')));
    }
    own.push(ownTimes);
    raw.push(rawTimes);
  }
  return toRows(own, raw, deps.goalMs);
}

function toRows(own: number[][], raw: number[][], goalMs: number): Row[] {
  const p95 = (rounds: number[][]) => percentile(rounds.flat(), 0.95);
  const over: Ratio = ratio(own, raw, (rounds) => percentile(rounds.flat(), 0.5));
  const [ownMs, rawMs] = [p95(own), p95(raw)];
  return [
    atMost('publish to found by search, p95', ownMs, goalMs, `**${format(ownMs)} ms**, raw ${format(rawMs)} ms`, ' ms'),
    { measure: 'publish to found over the document sent to raw Meilisearch, p50', result: formatRatio(over) },
  ];
}

function draftWith(word: string) {
  const sentence = `Kommunen prøvede ${word} sammen med virksomheder og foreninger i lokalområdet.`;
  return {
    ...emptyDraft,
    title: `Forløb med ${word}`,
    one_liner: sentence,
    summary: Array.from({ length: 12 }, () => sentence).join(' '),
    method: Array.from({ length: 24 }, () => sentence).join(' '),
    areas: ['beskaeftigelse'],
  };
}

/** Of a document that stands in the index alone. */
const rawId = (publishedId: number) => 1_000_000_000 + publishedId;

/** A word that no other entry has, and that no typo tolerance takes for another. */
function wordOf(round: number, number: number, side: string): string {
  const letters = [...`${round}${String(number).padStart(2, '0')}`].map((digit) => 'bdfghklmnp'[Number(digit)]);
  return `${side}${letters.map((letter) => letter?.repeat(3)).join('')}ord`;
}
