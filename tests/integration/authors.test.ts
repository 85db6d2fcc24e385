import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readLinks, readText } from '../support/html.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let author: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  author = await signIn(site, 'partner');
});
afterAll(() => site.close());

let path: string;
beforeEach(async () => {
  path = String((await author.post('/mit/erfaringer')).headers.location);
});

describe('another author', () => {
  test('can be added by e-mail and then writes along', async () => {
    const other = await signIn(site, 'partner');
    expect((await other.get(path)).statusCode).toBe(404);
    const { statusCode } = await author.post(`${path}/forfattere`, { email: ` ${other.user.email.toUpperCase()} ` });
    expect(statusCode).toBe(303);
    expect((await other.get(path)).statusCode).toBe(200);
    expect(readText((await author.get(path)).body)).toContain(other.user.name);
  });

  test.each(['unknown', 'reader', 'suspended'])(
    'is refused in the same words when the address is of one %s',
    async (who) => {
      const user =
        who === 'unknown'
          ? { email: 'ingen@eksempel.dk' }
          : await createUser(site, who === 'reader' ? 'reader' : 'partner');
      if (who === 'suspended')
        await site.deps.db
          .updateTable('users')
          .set({ suspended_at: new Date() })
          .where('email', '=', user.email)
          .execute();
      const { statusCode, body } = await author.post(`${path}/forfattere`, { email: user.email });
      expect(statusCode).toBe(422);
      expect(readText(body)).toContain('Der er ingen bruger, der kan skrive, med den adresse.');
      expect(body).toContain(`value="${user.email}"`);
    },
  );
});

describe('a method that is missing', () => {
  test('is proposed once and shown as waiting', async () => {
    const proposal = { label: 'Naboskab', description: 'Vi bruger det hver dag.' };
    expect((await author.post(`${path}/metodeforslag`, proposal)).statusCode).toBe(303);
    expect(readText((await author.get(path)).body)).toContain('Foreslået: Naboskab (venter)');
    const again = await author.post(`${path}/metodeforslag`, { ...proposal, label: 'naboskab' });
    expect(again.statusCode).toBe(422);
    expect(readLinks(again.body)).toContainEqual({ text: '»naboskab« er allerede foreslået.', href: '#label' });
  });

  test.each([
    ['', 'Skriv metodens navn.'],
    ['Mentor', '»Mentor« står allerede på listen. Sæt kryds ved den.'],
    ['x'.repeat(501), 'Skriv højst 500 tegn.'],
  ])('is not proposed as %j', async (label, message) => {
    const { statusCode, body } = await author.post(`${path}/metodeforslag`, { label, description: 'Fordi' });
    expect(statusCode).toBe(422);
    expect(readText(body)).toContain(message);
    expect(body).toContain('value="Fordi"');
  });
});
