import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Database, openDatabase } from '#content/db/client.ts';
import { createEntry } from '#content/entries/create-entry.ts';
import { emptyDraft } from '#content/entries/draft.ts';
import { saveDraft } from '#content/entries/save-draft.ts';
import { submitEntry } from '#content/entries/submit-entry.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { hashPassword } from '#content/users/password.ts';
import { today } from '#server/deps.ts';
import { connectTestSearch } from '../support/app.ts';
import { createServerDatabase } from '../support/database.ts';
import { expectedIndex, readIndex } from '../support/index.ts';
import { type MailServer, startMailServer } from '../support/mail.ts';
import { createFolder, endProcesses, startSite } from '../support/processes.ts';
import { waitFor } from '../support/wait-for.ts';
import { signInAt } from '../support/web-client.ts';

const ENTRIES = 200;
const PASSWORD = 'en god lang adgangskode';
const AT_ONCE = 4;
/** Killed when about half is done. */
const KILLED_AFTER = 100;

if (inject('databaseUrl'))
  describe('a site that is killed in the middle of 200 publications', () => {
    const folder = createFolder();
    const engine = connectTestSearch();
    let server: Awaited<ReturnType<typeof createServerDatabase>>;
    let database: Database;
    let mailServer: MailServer;
    let entryIds: number[];
    beforeAll(async () => {
      [server, mailServer] = await Promise.all([createServerDatabase(), startMailServer()]);
      database = await openDatabase({ url: server.url, dataDir: '' });
      entryIds = await submitEntries(database, ENTRIES);
    });
    afterAll(async () => {
      await endProcesses();
      await database.close();
      await engine.client.deleteIndex(engine.indexUid);
      await engine.close();
      await Promise.all([server.drop(), mailServer.close()]);
      folder.remove();
    });

    const start = () =>
      startSite({
        DATABASE_URL: server.url,
        MEILI_URL: inject('meiliUrl'),
        MEILI_API_KEY: inject('meiliKey'),
        MEILI_INDEX_PREFIX: engine.indexUid.replace(/entries$/, ''),
        SMTP_URL: mailServer.url,
        DATA_DIR: folder.path,
        LOG_LEVEL: 'error',
        RATE_LIMIT: '0',
      });

    test('loses nothing that it acknowledged, no mail, and sends at most the one under way twice', async () => {
      const { db } = database;
      const site = await start();
      const acknowledged = await publishUntilKilled(site, entryIds, KILLED_AFTER);
      expect(acknowledged.length).toBeGreaterThanOrEqual(KILLED_AFTER);
      expect(acknowledged.length).toBeLessThan(ENTRIES);

      await start();
      await waitFor(async () => (await listPending(db)).length === 0, 'the index is up to date');
      const taxonomy = await loadTaxonomy(db, today());
      expect(await readIndex(engine)).toEqual(await expectedIndex(database, taxonomy));
      const published = await db.selectFrom('entries').select('id').where('state', '=', 'published').execute();
      const publishedIds = published.map(({ id }) => id);
      expect(acknowledged.filter((id) => !publishedIds.includes(id))).toEqual([]);

      // What was under way is tried again a minute later: as if that had passed.
      await sql`update mail_queue set next_attempt_at = now() where sent_at is null`.execute(db);
      await waitFor(async () => (await countUnsent(db)) === 0, 'every mail is sent', 60_000);
      const sent = mailServer.received.filter(({ recipients }) => recipients[0] === 'forfatter@eksempel.dk');
      const titles = new Set(sent.map(({ subject }) => subject));
      expect(titles.size).toBe(publishedIds.length);
      expect(sent.length - titles.size).toBeLessThanOrEqual(1);
      const messageIds = new Set(sent.map(({ messageId }) => messageId));
      expect(messageIds.size).toBe(titles.size);
    }, 180_000);
  });
else
  describe('a site with everything embedded that is killed while it publishes', () => {
    const folder = createFolder();
    afterAll(async () => {
      await endProcesses();
      folder.remove();
    });

    test('has all that it acknowledged after its next start, and search finds it', async () => {
      const environment = { DATA_DIR: folder.path, LOG_LEVEL: 'error', RATE_LIMIT: '0' };
      const database = await openDatabase({ dataDir: folder.path });
      const ids = await submitEntries(database, 40);
      await database.close();
      const acknowledged = await publishUntilKilled(await startSite(environment), ids, 20);
      expect(acknowledged.length).toBeGreaterThanOrEqual(20);
      const { address } = await startSite(environment);
      const count = async () => {
        const { total } = (await (await fetch(`${address}/api/v1/entries`)).json()) as { total: number };
        return total;
      };
      await waitFor(async () => (await count()) >= acknowledged.length, 'search finds what was published');
      const numbers = acknowledged.map((id) => ids.indexOf(id) + 1);
      const pages = await Promise.all(numbers.map((number) => fetch(`${address}/erfaringer/erfaring-${number}`)));
      expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
    }, 120_000);
  });

async function submitEntries({ db }: Database, count: number): Promise<number[]> {
  const taxonomy = await loadTaxonomy(db, today());
  const users = await db
    .insertInto('users')
    .values([
      { email: 'forfatter@eksempel.dk', name: 'Forfatter', role: 'partner', password_hash: null },
      { email: 'redaktion@eksempel.dk', name: 'Redaktør', role: 'editor', password_hash: await hashPassword(PASSWORD) },
    ])
    .returning(['id', 'role'])
    .execute();
  const acting = { actor: { id: users[0]?.id as number, role: 'partner' as const }, requestId: 'test' };
  const ids: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    const id = await createEntry(db, acting);
    const fields = {
      ...emptyDraft,
      title: `Erfaring ${number}`,
      one_liner: 'Det kan andre lære.',
      summary: 'Det blev gjort.',
      areas: ['sundhed'],
    };
    await saveDraft(db, acting, id, { fields, basedOn: 0 });
    await submitEntry(db, acting, id, taxonomy);
    ids.push(id);
  }
  return ids;
}

/** Publishes some at a time, kills the site in the middle, and returns the entries whose publication it acknowledged. */
async function publishUntilKilled(
  site: Awaited<ReturnType<typeof startSite>>,
  ids: number[],
  killedAfter: number,
): Promise<number[]> {
  const client = await signInAt(site.address, 'redaktion@eksempel.dk', PASSWORD);
  const waiting = [...ids];
  const acknowledged: number[] = [];
  const publishSome = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const response = await client.post(`/redaktion/erfaringer/${id}/udgivelse`, { kind: 'major', when: 'now' });
      if (response.status !== 303) throw new Error(`Not published: ${response.status}`);
      acknowledged.push(id);
      if (acknowledged.length === killedAfter) site.child.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: AT_ONCE }, publishSome));
  await site.ended;
  return acknowledged;
}

const listPending = (db: Database['db']) => db.selectFrom('index_queue').select('entry_id').execute();

async function countUnsent(db: Database['db']): Promise<number> {
  const unsent = await db.selectFrom('mail_queue').select('id').where('sent_at', 'is', null).execute();
  return unsent.length;
}
