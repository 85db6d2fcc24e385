import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeFirstAdminLink } from '#content/users/first-admin.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readLinks, readText } from '../support/html.ts';
import { createFolder, endProcesses, manage, startSite } from '../support/processes.ts';
import { openBrowser } from '../support/session.ts';
import { waitFor } from '../support/wait-for.ts';

const password = 'fire tilfældige ord her';
const form = { name: 'Kirsten Østergård', email: 'Kirsten@Eksempel.dk', password, again: password };
/** Each start of a process with an embedded database takes seconds. */
const STARTS_MS = 120_000;
const LINK = /^First administrator, once: (http:\S+\/adgangskode\/[\w-]{43})$/m;

describe('the link of the first administrator', () => {
  const sites: TestSite[] = [];
  const start = async () => {
    const site = await startTestSite();
    sites.push(site);
    const link = async () => `/adgangskode/${await makeFirstAdminLink(site.deps.db)}`;
    return { site, link };
  };
  afterAll(async () => {
    for (const site of sites) await site.close();
  });
  const use = async (site: TestSite, link: string, fields = form) => {
    const browser = openBrowser(site);
    await browser.get(link);
    return { browser, answer: await browser.post(link, fields) };
  };

  test('makes the administrator, who is signed in and may manage users', async () => {
    const { site, link } = await start();
    const { browser, answer } = await use(site, await link());
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/mit']);
    expect((await browser.get('/admin/brugere')).statusCode).toBe(200);
    const rows = await site.deps.db.selectFrom('audit_log').select(['action', 'after']).orderBy('position').execute();
    expect(rows).toContainEqual({ action: 'user.create', after: { role: 'admin', how: 'first_admin' } });
  });

  test('works once, and there is no other once there is an administrator', async () => {
    const { site, link } = await start();
    const path = await link();
    await use(site, path);
    expect((await use(site, path, { ...form, email: 'anden@eksempel.dk' })).answer.statusCode).toBe(404);
    expect(await makeFirstAdminLink(site.deps.db)).toBeUndefined();
  });

  test('ends when a newer one is made', async () => {
    const { site, link } = await start();
    const [old, next] = [await link(), await link()];
    expect((await use(site, old)).answer.statusCode).toBe(404);
    expect((await use(site, next)).answer.statusCode).toBe(303);
  });

  test('makes one administrator even if several try at once', async () => {
    const { site, link } = await start();
    const path = await link();
    const tries = ['a', 'b', 'c'].map((name) => use(site, path, { ...form, email: `${name}@eksempel.dk` }));
    const statuses = (await Promise.all(tries)).map(({ answer }) => answer.statusCode);
    expect(statuses.sort()).toEqual([303, 404, 404]);
    expect(await site.deps.db.selectFrom('users').select('role').execute()).toEqual([{ role: 'admin' }]);
  });

  test('asks for name, address and a good password, and keeps what was typed', async () => {
    const { site, link } = await start();
    const path = await link();
    const { answer } = await use(site, path, { ...form, name: ' ', email: 'ingen adresse' });
    expect(answer.statusCode).toBe(422);
    expect(readLinks(answer.body)).toEqual(
      expect.arrayContaining([
        { text: 'Skriv et navn.', href: '#name' },
        { text: 'Skriv en e-mailadresse som navn@kommune.dk.', href: '#email' },
      ]),
    );
    expect(answer.body).toContain('value="ingen adresse"');
    expect((await use(site, path, { ...form, password: 'kort', again: 'kort' })).answer.statusCode).toBe(422);
    expect((await use(site, path)).answer.statusCode).toBe(303);
  });
});

describe('a site without an administrator', () => {
  const folder = createFolder();
  const environment = { DATA_DIR: folder.path };
  afterEach(endProcesses);
  afterAll(() => folder.remove());

  test(
    'prints the link at each start; nobody can sign in otherwise; with an administrator it prints none',
    async () => {
      const first = await startSite(environment);
      await waitFor(() => LINK.test(first.output()), 'the link is printed');
      const link = LINK.exec(first.output())?.[1] ?? '';
      expect(link.startsWith(first.address)).toBe(true);
      expect(readText(await (await fetch(link)).text())).toContain('Bliv den første administrator');
      first.child.kill('SIGTERM');
      expect((await first.ended).code).toBe(0);

      const made = await manage(
        ['user', 'add', 'Drift@Eksempel.dk', '--role', 'admin', '--name', 'Drift'],
        environment,
      );
      expect(made).toMatchObject({ code: 0, stderr: '' });
      expect(made.stdout).toMatch(/^http:\/\/127\.0\.0\.1:3000\/adgangskode\/[\w-]{43}\n$/);

      const second = await startSite(environment);
      // A request later, whatever belongs to the start has been printed.
      const page = await fetch(`${second.address}${new URL(made.stdout.trim()).pathname}`);
      expect(readText(await page.text())).toContain('drift@eksempel.dk');
      expect(second.output()).not.toContain('First administrator');
    },
    STARTS_MS,
  );
});

describe('manage user add', () => {
  const folder = createFolder();
  afterAll(() => folder.remove());
  const run = (...args: string[]) => manage(['user', ...args], { DATA_DIR: folder.path });

  test.each([
    [[], /Usage: manage user add EMAIL --role ROLE/],
    [['add', 'a@b.dk'], /role/],
    [['add', 'a@b.dk', '--role', 'king'], /role/],
    [['add', 'ingen', '--role', 'editor'], /email/],
    [['remove', 'a@b.dk'], /no command "user remove"/],
  ])('called as %j ends with 2 and says what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test(
    'of an address that is taken ends with 1',
    async () => {
      expect((await run('add', 'a@b.dk', '--role', 'editor')).code).toBe(0);
      const { code, stderr } = await run('add', 'A@b.dk', '--role', 'reader');
      expect([code, stderr]).toEqual([1, expect.stringContaining('allerede en bruger')]);
    },
    STARTS_MS,
  );
});
