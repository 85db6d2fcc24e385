import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#content/db/schema.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readHeadings, readLinks, readText } from '../support/html.ts';
import { readMails, readMailTo } from '../support/mail.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let admin: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  admin = await signIn(site, 'admin');
});
afterAll(() => site.close());

const find = (id: number) =>
  site.deps.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const changesOf = (id: number) =>
  site.deps.db
    .selectFrom('audit_log')
    .select(['action', 'actor_id', 'before', 'after', 'reason', 'request_id'])
    .where('object_type', '=', 'user')
    .where('object_id', '=', String(id))
    .orderBy('position')
    .execute();

describe('the list of users', () => {
  test('shows who they are, what they may, their state and when they were last here, with a count', async () => {
    const user = await createUser(site, 'editor', { name: 'Åse Ærø', organisation: 'Ærø Kommune' });
    const { body } = await admin.get('/admin/brugere');
    const text = readText(body);
    expect(text).toContain(`Åse Ærø Ærø Kommune ${user.email} Redaktør Aktiv Aldrig`);
    const users = await site.deps.db.selectFrom('users').select('id').execute();
    expect(text).toContain(`${users.length} brugere`);
    expect(readLinks(body)).toContainEqual({ text: 'Åse Ærø', href: `/admin/brugere/${user.id}` });
  });

  test('is reached from the page of administration, and is for administrators alone', async () => {
    expect(readLinks((await admin.get('/admin')).body).map(({ href }) => href)).toEqual(
      expect.arrayContaining(['/admin/brugere', '/admin/log']),
    );
    for (const role of ['reader', 'partner', 'consultant', 'editor'] as Role[]) {
      const other = await signIn(site, role);
      for (const path of [
        '/admin',
        '/admin/brugere',
        `/admin/brugere/${admin.user.id}`,
        '/admin/log',
        '/admin/log.csv',
      ])
        expect([role, path, (await other.get(path)).statusCode]).toEqual([role, path, 403]);
      const { statusCode } = await other.post('/admin/brugere', { name: 'A', email: 'a@b.dk', role: 'admin' });
      expect(statusCode).toBe(403);
    }
  });
});

describe('an invitation', () => {
  const form = { name: 'Bo Bæk', email: 'Bo@Kommune.dk', organisation: 'Kommunen', role: 'consultant' };

  test('makes a user without a password, mails them, and is written down with who sent it', async () => {
    const { statusCode, headers } = await admin.post('/admin/brugere', form);
    expect(statusCode).toBe(303);
    const id = Number(String(headers.location).split('/').at(-1));
    expect(await find(id)).toMatchObject({ email: 'bo@kommune.dk', role: 'consultant', password_hash: null });
    expect((await readMailTo(site, 'bo@kommune.dk')).text).toContain('Hej Bo Bæk');
    const page = await admin.get(String(headers.location));
    expect(readText(page.body)).toMatch(/Bo Bæk er inviteret\..*Inviteret/);
    expect(await changesOf(id)).toEqual([
      {
        action: 'user.create',
        actor_id: admin.user.id,
        before: null,
        after: { role: 'consultant' },
        reason: '',
        request_id: headers['x-request-id'],
      },
    ]);
  });

  test.each([
    ['email', 'bo@kommune.dk', 'Der er allerede en bruger med den e-mail.'],
    ['email', 'ingen', 'Skriv en e-mailadresse som navn@kommune.dk.'],
    ['email', 'a@b.dk\r\nBcc: c@d.dk', 'Skriv på én linje.'],
    ['name', '', 'Skriv et navn.'],
    ['name', 'Bo\r\nBcc: c@d.dk', 'Skriv på én linje.'],
    ['name', 'x'.repeat(101), 'Skriv højst 100 tegn.'],
    ['role', '', 'Vælg en rolle.'],
    ['role', 'king', 'Vælg en rolle.'],
    ['role', '__proto__', 'Vælg en rolle.'],
  ])('with a bad %s keeps what was typed and says what to mend: %j', async (field, value, message) => {
    const before = (await readMails(site)).length;
    const answer = await admin.post('/admin/brugere', { ...form, [field]: value });
    expect(answer.statusCode).toBe(422);
    expect(readLinks(answer.body)).toContainEqual({ text: message, href: `#${field}` });
    expect(answer.body).toContain('value="Kommunen"');
    expect(await readMails(site)).toHaveLength(before);
  });

  test('takes nothing but its fields', async () => {
    const more = {
      id: '1',
      password_hash: 'x',
      oidc_subject: 'x',
      suspended_at: '2020-01-01',
      created_at: '2020-01-01',
    };
    const { headers } = await admin.post('/admin/brugere', { ...form, ...more, email: 'kun@kommune.dk' });
    const user = await find(Number(String(headers.location).split('/').at(-1)));
    expect(user).toMatchObject({ password_hash: null, oidc_subject: null, suspended_at: null });
    expect(user.created_at.getFullYear()).toBeGreaterThan(2020);
  });
});

describe('a user’s page', () => {
  test('changes the role, and says before and after in the log', async () => {
    const { id } = await createUser(site, 'reader');
    const answer = await admin.post(`/admin/brugere/${id}`, { handling: 'rolle', role: 'editor' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/admin/brugere/${id}`]);
    expect(await find(id)).toMatchObject({ role: 'editor' });
    expect(await changesOf(id)).toMatchObject([
      { action: 'user.change_role', actor_id: admin.user.id, before: { role: 'reader' }, after: { role: 'editor' } },
    ]);
  });

  test('suspends with a reason, and opens again', async () => {
    const { id } = await createUser(site, 'partner');
    const without = await admin.post(`/admin/brugere/${id}`, { handling: 'spaer', reason: ' ' });
    expect(without.statusCode).toBe(422);
    await admin.get(`/admin/brugere/${id}`);
    expect((await admin.post(`/admin/brugere/${id}`, { handling: 'spaer', reason: 'Er fratrådt' })).statusCode).toBe(
      303,
    );
    expect(await find(id)).toMatchObject({ suspended_at: expect.any(Date) });
    expect(readText((await admin.get(`/admin/brugere/${id}`)).body)).toContain('Spærret');
    await admin.post(`/admin/brugere/${id}`, { handling: 'aabn' });
    expect(await find(id)).toMatchObject({ suspended_at: null });
    expect(await changesOf(id)).toMatchObject([
      { action: 'user.suspend', reason: 'Er fratrådt' },
      { action: 'user.reopen' },
    ]);
  });

  test('does nothing that it does not know', async () => {
    const { id } = await createUser(site, 'reader');
    for (const handling of ['', 'slet', 'constructor', '__proto__'])
      expect((await admin.post(`/admin/brugere/${id}`, { handling, role: 'admin' })).statusCode).toBe(422);
    expect(await changesOf(id)).toEqual([]);
  });

  test('leaves the role of somebody who signs in elsewhere to their organisation', async () => {
    const { id } = await createUser(site, 'reader');
    await site.deps.db.updateTable('users').set({ oidc_subject: 'https://a b' }).where('id', '=', id).execute();
    expect(readText((await admin.get(`/admin/brugere/${id}`)).body)).toContain(
      'Brugerens egen organisation bestemmer rollen.',
    );
    expect((await admin.post(`/admin/brugere/${id}`, { handling: 'rolle', role: 'admin' })).statusCode).toBe(422);
    expect(await find(id)).toMatchObject({ role: 'reader' });
  });

  test('sends no invitation to somebody who is in', async () => {
    const { id } = await createUser(site, 'reader');
    const { statusCode, body } = await admin.post(`/admin/brugere/${id}/invitation`);
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('Brugeren har allerede adgang eller er spærret.');
  });

  test.each(['0', '999999', '99999999999', 'abc', '1e3', '-1'])('of nobody is not found: %s', async (id) => {
    const { statusCode, body } = await admin.get(`/admin/brugere/${id}`);
    expect([statusCode, readHeadings(body, 1)]).toEqual([404, ['Siden findes ikke']]);
  });
});

describe('there is always an administrator', () => {
  let lonely: TestSite;
  let only: SignedIn;
  beforeAll(async () => {
    lonely = await startTestSite();
    only = await signIn(lonely, 'admin');
  });
  afterAll(() => lonely.close());
  const state = () => lonely.deps.db.selectFrom('users').select(['role', 'suspended_at']).orderBy('id').execute();
  const change = (by: SignedIn, id: number, fields: Record<string, string>) => by.post(`/admin/brugere/${id}`, fields);

  test('the last one cannot be given another role, nor suspended', async () => {
    for (const fields of [
      { handling: 'rolle', role: 'reader' },
      { handling: 'spaer', reason: 'x' },
    ] as Record<string, string>[]) {
      const { statusCode } = await change(only, only.user.id, fields);
      expect(statusCode).toBe(422);
    }
    expect(await state()).toEqual([{ role: 'admin', suspended_at: null }]);
  });

  test('one who is suspended does not count', async () => {
    const second = await createUser(lonely, 'admin');
    await change(only, second.id, { handling: 'spaer', reason: 'x' });
    const { statusCode, body } = await change(only, only.user.id, { handling: 'rolle', role: 'reader' });
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain('Der skal være mindst én anden administrator først.');
    await change(only, second.id, { handling: 'aabn' });
  });

  test('nobody suspends themselves', async () => {
    const { statusCode, body } = await change(only, only.user.id, { handling: 'spaer', reason: 'x' });
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain('Du kan ikke spærre din egen konto.');
  });

  test('two who take the role from each other at the same moment do not both succeed', async () => {
    const site = await startTestSite();
    const [one, two] = [await signIn(site, 'admin'), await signIn(site, 'admin')];
    const fields = { handling: 'rolle', role: 'reader' };
    const answers = await Promise.all([change(one, two.user.id, fields), change(two, one.user.id, fields)]);
    expect(answers.map(({ statusCode }) => statusCode)).toContain(303);
    const admins = await site.deps.db.selectFrom('users').select('id').where('role', '=', 'admin').execute();
    expect(admins).toHaveLength(1);
    await site.close();
  });
});

test('the page of administration warns when mails cannot be sent', async () => {
  const mail = {
    key: 'x',
    recipient: 'a@b.dk',
    template: 'published',
    data: '{}',
    attempts: 3,
    last_error: 'ECONNECTION',
  };
  const later = { next_attempt_at: new Date('2100-01-01') };
  await site.deps.db
    .insertInto('mail_queue')
    .values({ ...mail, ...later, sent_at: null })
    .execute();
  expect(readText((await admin.get('/admin')).body)).toContain('1 mail er forsøgt sendt uden held.');
});
