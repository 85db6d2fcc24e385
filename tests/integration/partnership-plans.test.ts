import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listActivityStatuses } from '#content/partnerships/activities.ts';
import { loadDissemination } from '#content/partnerships/dissemination.ts';
import { listEvents } from '#content/partnerships/events.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { makeEntry } from '../support/entry-states.ts';
import { readElement, readText } from '../support/html.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { makePartnership } from '../support/partnerships.ts';
import type { State } from '../support/permission-table.ts';
import { type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let editor: SignedIn;
let made: MadePartnership;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  editor = await signIn(site, 'editor');
  made = await makePartnership(site.deps, 'active', { writer: writer.user, editor: editor.user });
});
afterAll(() => site.close());

const path = () => `/mit/partnerskaber/${made.id}/formidling`;
const contractPage = async () => readText((await site.app.inject(`/partnerskaber/${made.slug}/kontrakt`)).body);

describe('the status of an activity', () => {
  const set = (fields: Record<string, string>) => writer.post(`/mit/partnerskaber/${made.id}/aktiviteter`, fields);

  test('is told with a note, and readers see it', async () => {
    const { statusCode, headers } = await set({ activity: '1', status: 'running', note: 'Fem mentorer er i gang.' });
    expect([statusCode, headers.location]).toEqual([303, path()]);
    await set({ activity: '1', status: 'done', note: 'Alle fem er færdige.' });
    expect(await listActivityStatuses(site.deps.db, made.id)).toMatchObject([
      { activityKey: 1, status: 'done', note: 'Alle fem er færdige.' },
    ]);
    const page = await contractPage();
    expect(page).toContain('Sprogmentorer på havnen Gennemført');
    expect(page).toContain('Alle fem er færdige.');
  });

  test('is refused of an activity that there is not, and in a word that is none', async () => {
    const missing = await set({ activity: '77', status: 'done', note: '' });
    expect([missing.statusCode, readText(missing.body)]).toEqual([
      422,
      expect.stringContaining('står ikke i kontrakten'),
    ]);
    const odd = await set({ activity: '2', status: 'sat i stå', note: 'Vi venter på svar.' });
    expect([odd.statusCode, readText(odd.body)]).toEqual([422, expect.stringContaining('Vælg, hvordan det går.')]);
    expect(odd.body).toContain('Vi venter på svar.');
    expect(odd.body).toContain('href="#status-2"');
  });
});

describe('what was done to pass results on', () => {
  const add = (fields: Record<string, string>) =>
    writer.post(path(), { title: 'Temadag', held_on: '2006-05-01', participants: '', step: '', ...fields });

  test('is added by hand to its step, and taken away again', async () => {
    await add({ title: 'Temadag for virksomheder', participants: '1.040', step: '2' });
    await add({ title: 'Et møde uden for planen' });
    const events = await listEvents(site.deps.db, made.id);
    expect(events.map(({ title, participants, stepKey }) => [title, participants, stepKey])).toEqual([
      ['Et møde uden for planen', null, null],
      ['Temadag for virksomheder', 1040, 2],
    ]);
    const page = readText((await writer.get(path())).body);
    expect(page).toContain('1 af 2 arrangementer Temadag for virksomheder 1. maj 2006 · 1.040 deltagere');
    expect(page).toContain('Uden for planen Et møde uden for planen');
    for (const { id } of events) expect((await writer.post(`${path()}/${id}/sletning`)).statusCode).toBe(303);
    expect(await listEvents(site.deps.db, made.id)).toEqual([]);
    expect((await writer.post(`${path()}/${events[0]?.id}/sletning`)).statusCode).toBe(404);
  });

  test('of another partnership cannot be taken away', async () => {
    const stranger = await makePartnership(site.deps, 'drafting', { writer: editor.user, editor: editor.user });
    await editor.post(`/mit/partnerskaber/${stranger.id}/formidling`, { title: 'Deres', held_on: '2006-05-01' });
    const [event] = await listEvents(site.deps.db, stranger.id);
    expect((await writer.post(`${path()}/${event?.id}/sletning`)).statusCode).toBe(404);
    expect(await listEvents(site.deps.db, stranger.id)).toHaveLength(1);
  });

  test('is refused in words where something is wrong, and keeps what was typed', async () => {
    const { statusCode, body } = await add({ title: '', held_on: 'i går', participants: 'mange', step: '2' });
    expect(statusCode).toBe(422);
    const page = readText(body);
    for (const words of [
      'Skriv, hvad der skete.',
      'Vælg den dag, det skete.',
      'Skriv antallet af deltagere som et helt tal',
    ])
      expect(page).toContain(words);
    expect(body).toMatch(/name="participants"|value="mange"/);
    expect(body).toMatch(/<option value="2" selected>/);
    const planned = await add({ held_on: '2999-01-01', step: '2' });
    expect([planned.statusCode, readText(planned.body)]).toEqual([
      422,
      expect.stringContaining('Dagen er ikke kommet'),
    ]);
    expect(await listEvents(site.deps.db, made.id)).toEqual([]);
    const unknown = await add({ step: '99' });
    expect([unknown.statusCode, readText(unknown.body)]).toEqual([422, expect.stringContaining('formidlingsplanen')]);
  });

  test('ticks the plan by itself: only published entries count, with how often they were read', async () => {
    const { db } = site.deps;
    const give = async (state: State, reads: number) => {
      const { id } = await makeEntry(site.deps, state, { author: writer.user, editor: editor.user });
      await db
        .insertInto('partnership_entries')
        .values({ entry_id: id, partnership_id: made.id, kind: 'result' })
        .execute();
      await db
        .insertInto('entry_reads')
        .values([
          { entry_id: id, day: '2006-01-01', reads },
          { entry_id: id, day: '2006-01-02', reads: 1 },
        ])
        .execute();
    };
    await give('submitted', 400);
    await give('withdrawn', 400);
    expect(await loadDissemination(db, made.id)).toMatchObject({ entries: 0, reads: 0 });
    await give('published', 300);
    expect(await loadDissemination(db, made.id)).toMatchObject({ entries: 1, reads: 301 });
    expect(await contractPage()).toMatch(
      /Metoden med sprogmentorer Sket .*1 af 1 erfaring .*Mangler .*301 af 500 læsninger/,
    );
    await give('published with a draft', 199);
    expect(await contractPage()).toMatch(/At erfaringen bliver læst Sket .*501 af 500 læsninger/);
  });
});

test('a consultant sees the plans, and has nothing to press', async () => {
  const consultant = await signIn(site, 'consultant');
  const { statusCode, body } = await consultant.get(path());
  expect([statusCode, readElement(body, /<h1/)]).toEqual([200, 'Handlingsplan og formidling']);
  expect(body).not.toContain(`action="${path()}`);
});
