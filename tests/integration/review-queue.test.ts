import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { submitChange, writeChange } from '../support/changes.ts';
import { makeEntry } from '../support/entry-states.ts';
import { exchangeEntry, write } from '../support/factories.ts';
import { readLinks, readText } from '../support/html.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

const DAY_MS = 86_400_000;

let site: TestSite;
let author: User;
let editor: SignedIn;
let consultant: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner', { name: 'Anna Forfatter', organisation: 'Vejle Kommune' });
  editor = await signIn(site, await createUser(site, 'editor', { name: 'Erik Redaktør' }));
  consultant = await signIn(site, await createUser(site, 'consultant', { name: 'Karen Konsulent' }));
});
afterAll(() => site.close());
beforeEach(async () => {
  const { db } = site.deps;
  const done = { outcome: 'recalled', closed_at: new Date() } as const;
  await db.updateTable('reviews').set(done).where('outcome', 'is', null).execute();
  await db.deleteFrom('publications').where('published_at', 'is', null).execute();
});

const make = (state: Parameters<typeof makeEntry>[1], title: string) =>
  makeEntry(site.deps, state, { author, editor: editor.user }, { title });

describe('the queue', () => {
  test('is empty, and says what will come, when nothing waits', async () => {
    const lists = await readQueue(consultant);
    expect(lists['Det, du har overtaget']).toBe('Du har ikke overtaget noget.');
    expect(lists['Venter på gennemsyn']).toMatch(/^Intet venter\. Når en forfatter sender/);
    expect(lists['Planlagt til udgivelse']).toMatch(/^Intet er planlagt\./);
  });

  test('has what waits with title, author, organisation and age, the oldest first', async () => {
    const newer = await make('submitted', 'Den nye');
    const older = await make('submitted', 'Den gamle');
    const submitted_at = new Date(Date.now() - 3 * DAY_MS);
    await site.deps.db.updateTable('reviews').set({ submitted_at }).where('entry_id', '=', older.id).execute();
    const waiting = (await readQueue(consultant))['Venter på gennemsyn'];
    expect(waiting).toMatch(
      /^2 erfaringer Den gamle Anna Forfatter, Vejle Kommune · indsendt for 3 dage siden, \d+\. \p{L}+ \d{4} · ingen har overtaget den Den nye Anna Forfatter, Vejle Kommune · indsendt i dag/u,
    );
    const links = readLinks((await consultant.get('/redaktion')).body);
    expect(links).toContainEqual({ text: 'Den nye', href: `/redaktion/erfaringer/${newer.id}` });
  });

  test('gives each reviewer what she took, and tells the others who has it', async () => {
    const { id } = await make('submitted', 'Den overtagne');
    await consultant.post(`/redaktion/erfaringer/${id}/overtagelse`);
    const own = await readQueue(consultant);
    expect(own['Det, du har overtaget']).toMatch(/^1 erfaring Den overtagne/);
    expect(own['Venter på gennemsyn']).not.toContain('Den overtagne');
    const theirs = await readQueue(editor);
    expect(theirs['Det, du har overtaget']).not.toContain('Den overtagne');
    expect(theirs['Venter på gennemsyn']).toMatch(/Den overtagne .* Karen Konsulent har overtaget den/);
  });

  test('names a change of a published entry as one', async () => {
    const entry = await make('published', 'Udgivet før');
    await submitChange(site.deps, author, entry, { title: 'Udgivet før, nu bedre' });
    expect((await readQueue(consultant))['Venter på gennemsyn']).toMatch(
      /Udgivet før, nu bedre .* ny udgave af en udgivet erfaring/,
    );
  });

  test('has what is planned, the next first, and no longer among what waits', async () => {
    const later = await make('scheduled', 'Om et år');
    await make('scheduled', 'Snart');
    const due_at = new Date('2027-03-28T07:00:00Z');
    await site.deps.db.updateTable('publications').set({ due_at }).where('entry_id', '<>', later.id).execute();
    const lists = await readQueue(consultant);
    expect(lists['Planlagt til udgivelse']).toMatch(
      /^2 erfaringer Snart udgives søndag 28\. marts 2027 kl\. 9\.00 · planlagt af Erik Redaktør Om et år udgives/,
    );
    expect(lists['Venter på gennemsyn']).not.toContain('Snart');
  });

  test('has imported submissions, which nobody wrote here', async () => {
    const organisation = { name: 'Odense Kommune', type: 'kommune' };
    await write(site.deps.db, exchangeEntry({ title: 'Importeret', status: 'submitted', organisation }));
    expect((await readQueue(consultant))['Venter på gennemsyn']).toMatch(/Importeret Odense Kommune · indsendt i dag/);
  });

  test('keeps from consultants what others are still writing', async () => {
    const entry = await make('published', 'Ubekræftet erfaring');
    const unconfirmed_since = new Date('2026-03-05T12:00:00Z');
    await site.deps.db.updateTable('entries').set({ unconfirmed_since }).where('id', '=', entry.id).execute();
    const lists = await readQueue(consultant);
    expect(lists['Ikke bekræftet']).toBe('1 erfaring Ubekræftet erfaring ikke bekræftet siden 5. marts 2026');
    await writeChange(site.deps, author, entry, { title: 'Hemmelig kladde' });
    expect((await readQueue(consultant))['Ikke bekræftet']).not.toContain('Ubekræftet');
    expect((await readQueue(editor))['Ikke bekræftet']).toContain('Ubekræftet');
  });

  test.each(['reader', 'partner'] as const)('is closed to a %s', async (role) => {
    const user = await signIn(site, role);
    expect((await user.get('/redaktion')).statusCode).toBe(403);
  });

  test('leads editors, not consultants, to vocabularies and to erasing contacts', async () => {
    const hrefs = async (user: SignedIn) => readLinks((await user.get('/redaktion')).body).map(({ href }) => href);
    const further = ['/redaktion/ordlister', '/redaktion/kontaktpersoner'];
    expect(await hrefs(editor)).toEqual(expect.arrayContaining(further));
    expect((await hrefs(consultant)).filter((href) => further.includes(href))).toEqual([]);
  });

  test('counts the methods that wait to be decided', async () => {
    const { id } = await make('draft', 'Med forslag');
    const proposal = { vocabulary: 'methods', label: 'Gåture', entry_id: id, proposed_by: author.id } as const;
    await site.deps.db.insertInto('term_proposals').values(proposal).execute();
    expect(readText((await editor.get('/redaktion')).body)).toContain('1 metodeforslag venter');
  });
});

/** The words of each list by its heading. */
async function readQueue(user: SignedIn): Promise<Record<string, string>> {
  const { body } = await user.get('/redaktion');
  const sections = [
    ...body.matchAll(/<section aria-labelledby="[a-z]+">\s*<h2[^>]*>([^<]*?)\s*(?:<span|<\/h2>)(.*?)<\/section>/gs),
  ];
  return Object.fromEntries(
    sections.map(([, heading = '', content = '']) => [heading, readText(content.replace(/^ class="muted">/, ''))]),
  );
}
