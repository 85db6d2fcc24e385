import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addEntryReads } from '#content/entries/count-reads.ts';
import { createReadCounter } from '#server/read-counter.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { makeAssessment, restOn } from '../support/outcomes.ts';
import { waitFor } from '../support/wait-for.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

let site: TestSite;
let id: number;
beforeAll(async () => {
  site = await startTestSite();
  const { db, database } = site.deps;
  await publish(site.deps, exchangeEntry({ slug: 'fra-partnerskab' }), exchangeEntry({ slug: 'en-anden' }));
  ({ id } = await db
    .selectFrom('entries')
    .select('id')
    .where('slug', '=', 'fra-partnerskab')
    .executeTakeFirstOrThrow());
  await restOn(db, id, await makeAssessment(db, { verdict: 'reached' }));
  await database.changes.caughtUp();
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.deps.readCounter.flush();
  await site.deps.db.deleteFrom('entry_reads').execute();
});

const read = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  site.app.inject({ method, url: path, headers: { 'user-agent': BROWSER, ...headers } });
const rows = async () => {
  await site.deps.readCounter.flush();
  return site.deps.db.selectFrom('entry_reads').selectAll().execute();
};
const countsUpTo = (reads: number) =>
  waitFor(async () => (await rows())[0]?.reads === reads, `${reads} reads are counted`);

test('a read of an entry that came out of a partnership is counted by day, also where the reader has the page', async () => {
  const { headers } = await read('/erfaringer/fra-partnerskab');
  const { statusCode } = await read('/erfaringer/fra-partnerskab', { 'if-none-match': String(headers.etag) });
  expect(statusCode).toBe(304);
  await countsUpTo(2);
  await read('/erfaringer/fra-partnerskab');
  await countsUpTo(3);
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(new Date());
  expect(await rows()).toEqual([{ entry_id: id, day, reads: 3 }]);
});

test('nothing else is counted: other entries, other pages, HEAD, programs that say what they are', async () => {
  await read('/erfaringer/en-anden');
  await read('/erfaringer/findes-ikke');
  await read('/erfaringer/fra-partnerskab.md');
  await read('/erfaringer/fra-partnerskab/historik');
  await read('/api/v1/entries/fra-partnerskab');
  await read('/erfaringer/fra-partnerskab', {}, 'HEAD');
  for (const agent of ['Googlebot/2.1', 'curl/8.5.0', 'python-requests/2.32', 'Mozilla/5.0 (compatible; bingbot/2.0)'])
    await read('/erfaringer/fra-partnerskab', { 'user-agent': agent });
  await read('/erfaringer/fra-partnerskab');
  await countsUpTo(1);
});

test('what could not be written is written the next time, and nothing is counted twice', async () => {
  const { db, contentVersion } = site.deps;
  const counter = createReadCounter(db, contentVersion);
  await counter.count('fra-partnerskab', BROWSER);
  await sql`alter table entry_reads rename to away`.execute(db);
  await expect(counter.flush()).rejects.toThrow('entry_reads');
  await counter.count('fra-partnerskab', BROWSER);
  await sql`alter table away rename to entry_reads`.execute(db);
  await counter.flush();
  await counter.flush();
  expect((await rows()).map(({ reads }) => reads)).toEqual([2]);
});

test('an entry that is no more leaves nothing', async () => {
  await addEntryReads(site.deps.db, new Map([[2_000_000, 4]]));
  expect(await rows()).toEqual([]);
});
