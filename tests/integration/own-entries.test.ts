import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { makeEntry } from '../support/entry-states.ts';
import { readHeadings, readLinks, readText } from '../support/html.ts';
import { type State, states } from '../support/permission-table.ts';
import { createUser, openBrowser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let author: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  author = await signIn(site, 'partner');
  const editor = await createUser(site, 'editor');
  for (const state of Object.keys(states) as State[])
    await makeEntry(site.deps, state, { author: author.user, editor }, { title: `Min: ${state}` });
});
afterAll(() => site.close());

describe('the list of my entries', () => {
  test('has a group for each place where an entry can stand, with its count', async () => {
    const { body } = await author.get('/mit');
    expect(readHeadings(body, 2)).toEqual([
      ...['Kladder 2', 'Returneret 1', 'Indsendt 2', 'Planlagt 1', 'Udgivet 1', 'Trukket tilbage 1'],
    ]);
    expect(readText(body)).toContain('8 erfaringer');
  });

  test.each([
    ['draft', 'Skriv videre'],
    ['returned', 'Læs kommentarerne, og ret'],
    ['submitted', 'Venter på gennemsyn'],
    ['scheduled', 'Se den'],
    ['published', 'Se den på siden'],
  ])('names the next step of one that is %s', async (state, step) => {
    const { body } = await author.get('/mit');
    expect(readLinks(body).map(({ text }) => text)).toContain(`${step} : Min: ${state}`);
  });

  test('says when one is published by itself', async () => {
    const { body } = await author.get('/mit');
    expect(readText(body)).toMatch(/Min: scheduled Udgives \d+\. \p{L}+ \d{4} kl\. \d\d\.\d\d/u);
  });

  test('tells a new text beside a published one from a new entry', async () => {
    const { body } = await author.get('/mit');
    const text = readText(body);
    expect(text).toMatch(/Min: published with a draft Gemt [^·]* · Ny udgave af en udgivet erfaring/);
    expect(text).toMatch(/Min: draft Gemt [\d. a-zæøå]* Skriv videre/);
  });

  test("does not show others' entries, and says how to begin", async () => {
    const { body } = await (await signIn(site, 'consultant')).get('/mit');
    expect(readText(body)).not.toContain('Min:');
    expect(readText(body)).toContain('Du har ikke skrevet noget endnu.');
    expect(body).toContain('Skriv en ny erfaring');
  });

  test('is for those who have signed in', async () => {
    const { statusCode, headers } = await openBrowser(site).get('/mit');
    expect([statusCode, headers.location]).toEqual([303, '/log-ind?tilbage=%2Fmit']);
  });
});

describe('a new entry', () => {
  test('leads to its form, is called nothing yet, and is on the list of its author', async () => {
    const writer = await signIn(site, 'partner');
    const { statusCode, headers } = await writer.post('/mit/erfaringer');
    expect(statusCode).toBe(303);
    expect(headers.location).toMatch(/^\/mit\/erfaringer\/\d+$/);
    expect((await writer.get(String(headers.location))).statusCode).toBe(200);
    expect(readLinks((await writer.get('/mit')).body)).toContainEqual({
      text: 'Uden titel',
      href: headers.location,
    });
  });

  test('is written down in the audit log', async () => {
    const writer = await signIn(site, 'partner');
    const { headers } = await writer.post('/mit/erfaringer');
    const row = await site.deps.db
      .selectFrom('audit_log')
      .select(['action', 'actor_id'])
      .where('object_id', '=', String(headers.location).split('/').at(-1) ?? '')
      .where('object_type', '=', 'entry')
      .executeTakeFirst();
    expect(row).toEqual({ action: 'entry.create', actor_id: writer.user.id });
  });

  test('is not begun by a reader, whose page leads to what can be read', async () => {
    const reader = await signIn(site, 'reader');
    const { body, statusCode } = await reader.get('/mit');
    expect(statusCode).toBe(200);
    expect(body).not.toContain('Skriv en ny erfaring');
    expect(readText(body)).toContain('(læser)');
    expect(readLinks(body)).toContainEqual({ text: 'Søg i erfaringer', href: '/erfaringer' });
    expect((await reader.post('/mit/erfaringer')).statusCode).toBe(403);
  });
});
