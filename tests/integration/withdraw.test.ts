import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { submitChange } from '../support/changes.ts';
import { type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { exportLines } from '../support/exchange-files.ts';
import { readText } from '../support/html.ts';
import { readMails } from '../support/mail.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

const REASON = 'Tallene viste sig at være forkerte.';

let site: TestSite;
let author: User;
let editor: SignedIn;
let entry: MadeEntry;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner');
  editor = await signIn(site, 'editor');
});
afterAll(() => site.close());
beforeEach(async () => {
  entry = await makeEntry(site.deps, 'published', { author, editor: editor.user }, { title: 'Kanariefugl' });
  await site.deps.worker.settled();
});

const withdraw = (withdrawal_reason = REASON) =>
  editor.post(`/redaktion/erfaringer/${entry.id}/tilbagetraekning`, { withdrawal_reason });
const restore = () => editor.post(`/redaktion/erfaringer/${entry.id}/genopretning`);
const pages = () => [
  `/erfaringer/${entry.slug}`,
  `/erfaringer/${entry.slug}.md`,
  `/erfaringer/${entry.slug}/historik`,
  `/api/v1/entries/${entry.slug}`,
];

describe('a withdrawn entry', () => {
  test('is gone with date and reason on the very next request, also for one who has the page', async () => {
    const before = await Promise.all(pages().map((path) => site.app.inject(path)));
    expect(before.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect((await withdraw()).statusCode).toBe(303);
    for (const [index, url] of pages().entries()) {
      const headers = { 'if-none-match': String(before[index]?.headers.etag) };
      const { statusCode, body } = await site.app.inject({ url, headers });
      expect([url, statusCode]).toEqual([url, 410]);
      expect(body).toContain(REASON);
      expect(body).not.toContain('En sammenfatning');
    }
  });

  test('is out of search, facets, feed and export at once', async () => {
    const { body } = await site.app.inject('/api/v1/entries?q=kanariefugl');
    expect(body).toContain(entry.slug);
    await withdraw();
    for (const path of ['/api/v1/entries?q=kanariefugl', '/erfaringer?q=kanariefugl', '/feed.atom', '/sitemap.xml'])
      expect((await site.app.inject(path)).body).not.toContain(`${entry.slug}`);
    expect((await exportLines(site.deps.database)).join('')).not.toContain(`"${entry.slug}"`);
  });

  test('needs a reason, since readers are told it', async () => {
    const { statusCode, body } = await withdraw('  ');
    expect(statusCode).toBe(422);
    expect(body).toContain('<a href="#withdrawal_reason">');
    expect((await site.app.inject(`/erfaringer/${entry.slug}`)).statusCode).toBe(200);
  });

  test('comes back as it was on the very next request', async () => {
    await withdraw();
    expect((await restore()).statusCode).toBe(303);
    for (const path of pages()) expect((await site.app.inject(path)).statusCode).toBe(200);
    await site.deps.worker.settled();
    expect((await site.app.inject('/api/v1/entries?q=kanariefugl')).body).toContain(entry.slug);
  });

  test('has one prominent step: to restore it', async () => {
    await withdraw();
    const { body } = await editor.get(`/redaktion/erfaringer/${entry.id}`);
    expect(readText(body)).toMatch(/Trukket tilbage \d+\. \p{L}+ \d{4}: Tallene viste sig at være forkerte\./u);
    expect(body.match(/button-primary/g)?.length).toBe(1);
    expect(body).toMatch(/button-primary" type="submit">Genopret</);
  });

  test('ends the review of a change that was under way', async () => {
    await submitChange(site.deps, author, entry, { results: 'Nyt.' });
    await withdraw();
    expect(readText((await editor.get('/redaktion')).body)).not.toContain('Kanariefugl');
  });

  test('is told to the author once, with the reason', async () => {
    const before = (await readMails(site)).length;
    await withdraw();
    const mails = (await readMails(site)).slice(before);
    expect(mails.map(({ to }) => to?.[0]?.address)).toEqual([author.email]);
    expect(mails[0]?.text).toContain(REASON);
    await restore();
    await withdraw('En anden grund.');
    const later = (await readMails(site)).slice(before + 1);
    expect(later.map(({ text }) => text?.includes('En anden grund.'))).toEqual([true]);
  });
});
