import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eraseContacts } from '#content/contacts/erase-contacts.ts';
import { findContacts } from '#content/contacts/find-contacts.ts';
import { withdrawEntry } from '#content/entries/withdraw-entry.ts';
import { saveTrial, TrialConflict } from '#content/trials/save-trial.ts';
import { submitTrial } from '#content/trials/submit-trial.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { createCanaries } from '../support/canaries.ts';
import { type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { exportLines } from '../support/exchange-files.ts';
import { readForm } from '../support/forms.ts';
import { readLinks, readTags, readText } from '../support/html.ts';
import { readIndex } from '../support/index.ts';
import { readAction, readMails } from '../support/mail.ts';
import { look } from '../support/reader-surfaces.ts';
import { createUser, openBrowser, type SignedIn, signIn } from '../support/session.ts';

type Fields = Record<string, string>;

let site: TestSite;
let author: User;
let editor: User;
let reader: SignedIn;
let colleague: SignedIn;
let consultant: SignedIn;
let entry: MadeEntry;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner');
  editor = await createUser(site, 'editor');
  reader = await signIn(site, 'reader');
  colleague = await signIn(site, 'reader');
  consultant = await signIn(site, 'consultant');
});
afterAll(() => site.close());
beforeEach(async () => {
  entry = await makeEntry(site.deps, 'published', { author, editor });
});

const trials = '/mit/afproevninger';
const fields = (changes: Fields = {}): Fields => ({
  ...{ entry: entry.slug, municipality: '0630', started_on: 'marts 2024', ended_on: 'juni 2024' },
  ...{ changes: 'Kun for unge.', cost: '40.000 kr.', outcome: 'Halvdelen kom i job.', would_again: 'partly' },
  ...{ contact_name: 'Åse Ågård', contact_phone: '12 34 56 78', contact_email: 'aase@eksempel.dk' },
  ...changes,
});

/** Tells of a trial through the form; returns where it is then. */
async function tell(changes: Fields = {}, browser = reader): Promise<string> {
  const { statusCode, headers, body } = await browser.post(trials, fields(changes));
  if (statusCode !== 303) throw new Error(`${statusCode} ${readText(body)}`);
  return String(headers.location);
}

const decide = (path: string, decision: string, more: Fields = {}) =>
  consultant.post(`${path}/afgoerelse`, { decision, based_on: '1', ...more });
const stored = (path: string) =>
  site.deps.db
    .selectFrom('trials')
    .selectAll()
    .where('id', '=', Number(path.split('/').at(-1)))
    .executeTakeFirstOrThrow();
const page = async () => (await site.app.inject(`/erfaringer/${entry.slug}`)).body;
const tried = async () => (await site.app.inject(`/api/v1/entries/${entry.slug}`)).json().tried;
const audits = async () => {
  const rows = await site.deps.db.selectFrom('audit_log').select(['action', 'actor_id']).orderBy('position').execute();
  return rows.map(({ action, actor_id }) => [action, actor_id]);
};
const newMails = async (work: () => Promise<unknown>) => {
  const before = (await readMails(site)).length;
  await work();
  return (await readMails(site)).slice(before).map((mail) => ({ to: mail.to?.[0]?.address, path: readAction(mail) }));
};

describe('what a municipality tells of an entry that it tried', () => {
  test('waits for a consultant, is seen by readers on the next request, and is taken from them again', async () => {
    expect(readLinks(await page())).toContainEqual({
      text: 'Har I prøvet det? Fortæl om det',
      href: `/mit/afproevninger/ny?erfaring=${entry.slug}`,
    });
    let path = '';
    const asked = await newMails(async () => {
      path = await tell();
    });
    expect(asked).toContainEqual({ to: consultant.user.email, path });
    expect(asked).toContainEqual({ to: editor.email, path });
    expect(readText((await reader.get(path)).body)).toContain('En konsulent ser på det, før læserne gør.');
    expect(readText((await reader.get(path)).body)).toContain('Indsendt');
    expect([readText(await page()).includes('Halvdelen'), await tried()]).toEqual([false, 0]);
    expect(readLinks((await consultant.get('/redaktion')).body)).toContainEqual({
      text: '1 afprøvning venter',
      href: '/redaktion/afproevninger',
    });
    expect(readLinks((await consultant.get('/redaktion/afproevninger')).body).map(({ href }) => href)).toContain(path);

    const told = await newMails(async () => {
      expect((await decide(path, 'publish')).headers.location).toBe('/redaktion/afproevninger');
      expect(readText(await page())).toContain('Afprøvet i 1 kommune Vejle marts 2024 – juni 2024');
    });
    expect(told.toSorted((a, b) => String(a.to).localeCompare(String(b.to)))).toEqual(
      [author.email, reader.user.email].toSorted().map((to) => ({ to, path: `/erfaringer/${entry.slug}` })),
    );
    for (const text of ['Halvdelen kom i job.', 'Kun for unge.', '40.000 kr.', 'Delvist', 'Åse Ågård', 'aase@'])
      expect(readText(await page())).toContain(text);
    expect(await tried()).toBe(1);

    const reason = 'Tallene var ikke rigtige.';
    const said = await newMails(async () => {
      expect((await consultant.post(`${path}/tilbagetraekning`, { reason })).headers.location).toBe(path);
      expect([readText(await page()).includes('Halvdelen'), await tried()]).toEqual([false, 0]);
    });
    expect(said).toEqual([{ to: reader.user.email, path }]);
    expect(readText((await reader.get(path)).body)).toContain(reason);
    expect((await audits()).slice(-3)).toEqual([
      ['trial.submit', reader.user.id],
      ['trial.publish', consultant.user.id],
      ['trial.withdraw', consultant.user.id],
    ]);
  });

  test('is found by its facet once it is published, and no more when it is taken back', async () => {
    const found = async () => {
      await site.deps.worker.settled();
      const { hits } = (await site.app.inject('/api/v1/entries?tried=yes&per_page=100')).json();
      return hits.some(({ slug }: { slug: string }) => slug === entry.slug);
    };
    const path = await tell();
    expect(await found()).toBe(false);
    await decide(path, 'publish');
    expect(await found()).toBe(true);
    await consultant.post(`${path}/tilbagetraekning`, { reason: 'Den holder ikke.' });
    expect(await found()).toBe(false);
  });

  test('counts each municipality, and stands with the newest first', async () => {
    const paths = [
      await tell({ started_on: '2022-01', ended_on: '' }),
      await tell({ municipality: '0751', started_on: '5. maj 2023', ended_on: '' }, colleague),
    ];
    for (const path of paths) await decide(path, 'publish');
    const text = readText(await page());
    expect(text).toMatch(/Afprøvet i 2 kommuner Aarhus Fra 5\. maj 2023 .* Vejle Fra januar 2022/);
    expect(await tried()).toBe(2);
  });

  test('can be taken back by the one who wrote it, without a mail to herself', async () => {
    const path = await tell();
    await decide(path, 'publish');
    const mails = await newMails(() => reader.post(`${path}/tilbagetraekning`, { reason: 'Det passede ikke.' }));
    expect([mails, await tried(), (await stored(path)).state]).toEqual([[], 0, 'returned']);
  });

  test('speaks to the one who wrote it as you, and to others of them', async () => {
    const path = await tell();
    await decide(path, 'publish');
    expect(readText((await reader.get(path)).body)).toContain('Ville I gøre det igen?');
    expect(readText((await consultant.get(path)).body)).toContain('Ville de gøre det igen?');
  });

  test('is not taken back without a reason', async () => {
    const path = await tell();
    await decide(path, 'publish');
    const { statusCode, body } = await reader.post(`${path}/tilbagetraekning`, { reason: ' ' });
    expect([statusCode, readText(body).includes('Skriv, hvorfor afprøvningen trækkes tilbage.')]).toEqual([422, true]);
    expect(await tried()).toBe(1);
  });

  test('goes back with a reason, is mended, and is handed in again', async () => {
    const path = await tell();
    const refused = await decide(path, 'return', { reason: '' });
    expect([refused.statusCode, readText(refused.body).includes('Skriv, hvad der skal ændres.')]).toEqual([422, true]);
    const mails = await newMails(() => decide(path, 'return', { reason: 'Hvor mange var med?' }));
    expect(mails).toEqual([{ to: reader.user.email, path }]);
    const { body } = await reader.get(path);
    expect(readText(body)).toContain('Hvor mange var med?');
    expect(readText(body)).toContain('Gem, og send ind igen');
    const again = await newMails(() => reader.post(path, fields({ outcome: 'Fem af ti.', based_on: '2' })));
    expect(again.map(({ to }) => to)).toContain(consultant.user.email);
    expect(await stored(path)).toMatchObject({ state: 'submitted', outcome: 'Fem af ti.', reason: '', version: 3 });
    expect((await decide(path, 'publish', { based_on: '3' })).statusCode).toBe(303);
    expect(readText(await page())).toContain('Fem af ti.');
  });

  test('is on the writer’s own page, with its state', async () => {
    const path = await tell();
    const { body } = await reader.get('/mit');
    expect(readLinks(body).map(({ href }) => href)).toContain(path);
    expect(readText(body)).toMatch(/Dine afprøvninger .* Indsendt/);
    expect(readLinks((await colleague.get('/mit')).body).map(({ href }) => href)).not.toContain(path);
  });
});

describe('the form', () => {
  test('asks to sign in first, and comes back', async () => {
    const path = `${trials}/ny?erfaring=${entry.slug}`;
    const browser = openBrowser(site);
    const { statusCode, headers } = await browser.get(path);
    expect([statusCode, String(headers.location).startsWith('/log-ind')]).toEqual([303, true]);
    const { body } = await reader.get(path);
    const values = Object.fromEntries(readTags(body).map(({ attributes }) => [attributes.id, attributes.value]));
    expect([values.contact_name, values.contact_email]).toEqual([reader.user.name, reader.user.email]);
  });

  test.each<[Fields, string, string]>([
    [{ municipality: '' }, 'municipality', 'Vælg en kommune.'],
    [{ municipality: '9999' }, 'municipality', 'Vælg en kommune.'],
    [{ started_on: '' }, 'started_on', 'Skriv, hvornår I begyndte.'],
    [{ started_on: 'engang i foråret' }, 'started_on', 'Skriv en måned eller en dag'],
    [{ started_on: '2099-01', ended_on: '' }, 'started_on', 'Skriv en dag, der har været.'],
    [{ ended_on: 'i går' }, 'ended_on', 'Skriv en måned eller en dag'],
    [{ ended_on: 'februar 2024' }, 'ended_on', 'Slutningen kan ikke ligge før begyndelsen.'],
    [{ outcome: ' ' }, 'outcome', 'Skriv, hvad der kom ud af det.'],
    [{ outcome: 'x'.repeat(4001) }, 'outcome', 'Skriv højst 4.000 tegn.'],
    [{ cost: 'Spørg 010190-1234' }, 'cost', 'CPR-nummer'],
    [{ would_again: '' }, 'would_again', 'Vælg, om I ville gøre det igen.'],
    [{ would_again: 'måske' }, 'would_again', 'Vælg, om I ville gøre det igen.'],
    [{ contact_email: 'aase hos vejle' }, 'contact_email', 'Skriv en e-mailadresse'],
  ])('refuses %o, says why at the field, and keeps what was typed', async (changes, field, message) => {
    const { statusCode, body } = await reader.post(trials, fields({ changes: 'Det her må ikke gå tabt.', ...changes }));
    expect(statusCode).toBe(422);
    const error = readLinks(body).find(({ href }) => href === `#${field}`);
    expect(error?.text).toContain(message);
    expect(readTags(body).some(({ attributes }) => attributes.id === field)).toBe(true);
    if (field !== 'changes') expect(readText(body)).toContain('Det her må ikke gå tabt.');
    expect(await site.deps.db.selectFrom('trials').where('entry_id', '=', entry.id).selectAll().execute()).toEqual([]);
  });

  test('says all that is wrong at once, in the order of the fields', async () => {
    const { body } = await reader.post(trials, { entry: entry.slug });
    const errors = readLinks(body).map(({ href }) => href);
    expect(errors.filter((href) => /^#[a-z_]+$/.test(href) && href !== '#main-content')).toEqual(
      expect.arrayContaining(['#municipality', '#started_on', '#outcome', '#would_again']),
    );
  });

  test('takes a trial without contact, and one that still goes on', async () => {
    const path = await tell({ ended_on: '', contact_name: '', contact_phone: '', contact_email: '' });
    expect(await stored(path)).toMatchObject({ started_on: '2024-03-01', ended_on: null, contact_name: '' });
    await decide(path, 'publish');
    expect(readText(await page())).toContain('Vejle Fra marts 2024');
  });

  test('refuses a second trial of a municipality, and leads to the first where it is one’s own', async () => {
    const first = await tell();
    const again = await reader.post(trials, fields({ outcome: 'En gang til.' }));
    expect(again.statusCode).toBe(422);
    expect(readText(again.body)).toContain('Du har allerede fortalt om erfaringen for den kommune.');
    expect(readLinks(again.body).map(({ href }) => href)).toContain(first);
    expect(readText(again.body)).toContain('En gang til.');
    const other = await colleague.post(trials, fields());
    expect(other.statusCode).toBe(422);
    expect(readText(other.body)).toContain('En anden har allerede fortalt om erfaringen for den kommune.');
    expect(readLinks(other.body).map(({ href }) => href)).not.toContain(first);
    const second = await tell({ municipality: '0751' });
    const moved = await reader.post(second, fields({ based_on: '1' }));
    expect([moved.statusCode, (await stored(second)).municipality_code]).toEqual([422, '0751']);
  });

  test('makes one trial of two that come at once', async () => {
    const answers = await Promise.all([reader.post(trials, fields()), colleague.post(trials, fields())]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422]);
  });

  test.each(['draft', 'submitted', 'withdrawn'] as const)('is not there for an entry that is %s', async (state) => {
    const { slug } = await makeEntry(site.deps, state, { author, editor });
    expect((await reader.get(`${trials}/ny?erfaring=${slug}`)).statusCode).toBe(404);
    expect((await reader.post(trials, fields({ entry: slug }))).statusCode).toBe(404);
  });

  test.each(['findes-ikke', '', '\0', '../admin'])('is not there for the entry »%s«', async (slug) => {
    expect((await reader.get(`${trials}/ny?erfaring=${encodeURIComponent(slug)}`)).statusCode).toBe(404);
    expect((await reader.post(trials, fields({ entry: slug }))).statusCode).toBe(404);
  });
});

describe('a trial that waits', () => {
  test('can be changed by the one who wrote it, as what was typed reads back', async () => {
    const path = await tell({ started_on: '5. marts 2024' });
    const { body } = await reader.get(path);
    const values = Object.fromEntries(readTags(body).map(({ attributes }) => [attributes.id, attributes.value]));
    expect([values.started_on, values.ended_on]).toEqual(['5. marts 2024', 'juni 2024']);
    expect((await reader.post(path, fields({ cost: 'Intet.', based_on: '1' }))).statusCode).toBe(303);
    expect(await stored(path)).toMatchObject({ cost: 'Intet.', version: 2, ended_on: '2024-06-30' });
  });

  test('shows both texts when it was changed meanwhile, and loses neither', async () => {
    const path = await tell();
    await reader.post(path, fields({ outcome: 'Gemt først.', based_on: '1' }));
    const { statusCode, body } = await reader.post(path, fields({ outcome: 'Gemt bagefter.', based_on: '1' }));
    expect(statusCode).toBe(409);
    for (const text of ['først', 'bagefter']) expect(readText(body)).toContain(text);
    expect(await stored(path)).toMatchObject({ outcome: 'Gemt først.', version: 2 });
    const kept = readTags(body).filter(({ attributes }) => attributes.type === 'hidden');
    const sent = Object.fromEntries(kept.map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']));
    expect((await reader.post(path, sent)).statusCode).toBe(303);
    expect(await stored(path)).toMatchObject({ outcome: 'Gemt bagefter.', started_on: '2024-03-01', version: 3 });
  });

  test('is saved once when the same save comes twice', async () => {
    const path = await tell();
    const changed = fields({ outcome: 'Kun én gang.', based_on: '1' });
    expect((await reader.post(path, changed)).statusCode).toBe(303);
    expect((await reader.post(path, changed)).statusCode).toBe(303);
    expect((await stored(path)).version).toBe(2);
  });

  test('is decided as it was seen', async () => {
    const path = await tell();
    await reader.post(path, fields({ outcome: 'Rettet imens.', based_on: '1' }));
    for (const decision of ['publish', 'return']) {
      const { statusCode, body } = await decide(path, decision, { reason: 'Skriv mere.' });
      expect([statusCode, readText(body).includes('Afprøvningen er ændret imens.')]).toEqual([409, true]);
    }
    expect((await stored(path)).state).toBe('submitted');
  });

  test('is not decided by the consultant who wrote it', async () => {
    const path = await tell({}, consultant);
    expect((await decide(path, 'publish')).statusCode).toBe(403);
    expect((await stored(path)).state).toBe('submitted');
  });
});

/** What a form of the page that came back sends. */
const sentAgain = (body: string, action: string): Fields => Object.fromEntries(readForm(body, action));

describe('what comes too late for a trial', () => {
  let path: string;
  beforeEach(async () => {
    path = await tell();
  });

  test('is not lost when readers see it by now, and goes in when its author takes it back', async () => {
    await decide(path, 'publish');
    const late = await reader.post(
      path,
      fields({
        outcome: 'Rettet for sent.',
        started_on: 'maj 2023',
        contact_name: '',
        contact_email: '',
        based_on: '1',
      }),
    );
    expect(late.statusCode).toBe(409);
    const text = readText(late.body);
    expect(text).toContain('Afprøvningen er udgivet nu, så læserne ser den.');
    expect(text).toMatch(/Det ser læserne nu .*Halvdelen kom i job\..* er ikke gemt .*maj 2023.*Rettet for sent\./);
    expect(text.split('er ikke gemt')[1]).not.toContain('Åse Ågård');
    expect(await stored(path)).toMatchObject({ state: 'published', outcome: 'Halvdelen kom i job.', version: 2 });

    const withdrawal = `${path}/tilbagetraekning`;
    const unreasoned = await reader.post(withdrawal, sentAgain(late.body, withdrawal));
    expect([unreasoned.statusCode, readText(unreasoned.body)]).toEqual([
      422,
      expect.stringContaining('Rettet for sent.'),
    ]);
    const sent = { ...sentAgain(unreasoned.body, withdrawal), reason: 'Udfaldet er et andet.' };
    expect((await reader.post(withdrawal, sent)).headers.location).toBe(path);
    expect(await stored(path)).toMatchObject({ state: 'submitted', outcome: 'Rettet for sent.', version: 4 });
    expect(await stored(path)).toMatchObject({
      started_on: '2023-05-01',
      would_again: 'partly',
      contact_name: '',
    });
    expect(readText(await page())).not.toContain('Halvdelen');
    expect((await audits()).slice(-2)).toEqual([
      ['trial.withdraw', reader.user.id],
      ['trial.submit', reader.user.id],
    ]);
  });

  test('is not lost either when it cannot be used: it stands in the fields once the trial is taken back', async () => {
    await decide(path, 'publish');
    const late = await reader.post(path, fields({ started_on: 'engang i foråret', based_on: '1' }));
    expect([late.statusCode, readText(late.body)]).toEqual([409, expect.stringContaining('engang i foråret')]);
    const withdrawal = `${path}/tilbagetraekning`;
    const taken = await reader.post(withdrawal, { ...sentAgain(late.body, withdrawal), reason: 'Det var før.' });
    expect([taken.statusCode, (await stored(path)).state]).toEqual([422, 'returned']);
    const again = sentAgain(taken.body, path);
    expect(again.started_on).toBe('engang i foråret');
    expect((await reader.post(path, { ...again, would_again: 'no', started_on: 'maj 2023' })).statusCode).toBe(303);
    expect(await stored(path)).toMatchObject({ state: 'submitted', started_on: '2023-05-01', would_again: 'no' });
  });

  test('stands in the fields, beside the reason, when the trial came back meanwhile', async () => {
    await decide(path, 'return', { reason: 'Hvor mange var med?' });
    const late = await reader.post(path, fields({ outcome: 'Skrevet imens.', based_on: '1' }));
    expect(late.statusCode).toBe(409);
    for (const words of ['Afprøvningen er sendt tilbage til dig', 'Hvor mange var med?'])
      expect(readText(late.body)).toContain(words);
    const again = sentAgain(late.body, path);
    expect(again).toMatchObject({ outcome: 'Skrevet imens.', based_on: '2' });
    expect((await reader.post(path, { ...again, would_again: 'yes' })).statusCode).toBe(303);
    expect(await stored(path)).toMatchObject({ state: 'submitted', outcome: 'Skrevet imens.', version: 3 });
  });

  test.each([
    ['publish', 'Afprøvningen er allerede udgivet.'],
    ['return', 'Afprøvningen er allerede sendt tilbage.'],
  ])('is said when another consultant decided first: %s', async (first, words) => {
    await decide(path, first, { reason: 'Den første begrundelse.' });
    const before = await stored(path);
    for (const decision of ['publish', 'return']) {
      const { statusCode, body } = await decide(path, decision, { reason: 'Den anden begrundelse.' });
      expect([decision, statusCode, readText(body).includes(words)]).toEqual([decision, 409, true]);
      expect(body).toContain('Den anden begrundelse.');
    }
    expect(await stored(path)).toEqual(before);
  });

  test('is said when it is no longer before readers', async () => {
    await decide(path, 'publish');
    const withdraw = (reason: string) => consultant.post(`${path}/tilbagetraekning`, { reason });
    await withdraw('Den første begrundelse.');
    const second = await withdraw('Den anden begrundelse.');
    expect([second.statusCode, readText(second.body)]).toEqual([
      409,
      expect.stringContaining('Afprøvningen er allerede trukket tilbage.'),
    ]);
    expect(second.body).toContain('Den anden begrundelse.');
    expect((await stored(path)).reason).toBe('Den første begrundelse.');
  });
});

describe('no word of a trial that is not published', () => {
  test('can be found anywhere, and of one that is, only on the page of its entry', async () => {
    const { plant, places } = createCanaries();
    const words = ['changes', 'cost', 'outcome', 'contact_name', 'contact_phone'];
    const planted = Object.fromEntries(words.map((field) => [field, `${plant(field)} ord`]));
    const path = await tell({ ...planted, contact_email: `${plant('contact_email')}@eksempel.dk` });
    const addresses = [
      ...[`/erfaringer/${entry.slug}`, `/erfaringer/${entry.slug}.md`, `/erfaringer/${entry.slug}/historik`],
      ...[`/api/v1/entries/${entry.slug}`, '/', '/feed.atom', '/sitemap.xml', '/erfaringer', '/api/v1/entries'],
      ...[...places.keys()].flatMap((word) => [`/erfaringer?q=${word}`, `/api/v1/entries?q=${word}`]),
    ];
    const seen = async () => {
      await site.deps.worker.settled();
      const surfaces = [];
      for (const url of addresses) surfaces.push(await look(site, url));
      surfaces.push({ url: 'export', text: (await exportLines(site.deps.database)).join('') });
      surfaces.push({ url: 'index', text: JSON.stringify(await readIndex(site.deps.engine)) });
      return surfaces.flatMap(({ url, text }) =>
        [...places].filter(([word]) => text.includes(word)).map(([, place]) => `${place} at ${url}`),
      );
    };
    expect(await seen()).toEqual([]);
    await decide(path, 'return', { reason: plant('reason') });
    expect(await seen()).toEqual([]);
    await reader.post(path, fields({ ...planted, contact_email: 'a@eksempel.dk', based_on: '2' }));
    await decide(path, 'publish', { based_on: '3' });
    expect((await seen()).toSorted()).toEqual(words.map((field) => `${field} at /erfaringer/${entry.slug}`).toSorted());
    await consultant.post(`${path}/tilbagetraekning`, { reason: plant('reason of the withdrawal') });
    expect(await seen()).toEqual([]);
  }, 60_000);

  test('nor of a published one whose entry is withdrawn', async () => {
    const path = await tell({ outcome: 'Et helt særligt udfald.' });
    await decide(path, 'publish');
    await withdrawEntry(site.deps.db, { actor: editor, requestId: 'test' }, entry.id, 'Den holder ikke.');
    await site.deps.database.changes.caughtUp();
    const { statusCode, body } = await site.app.inject(`/erfaringer/${entry.slug}`);
    expect([statusCode, body.includes('særligt udfald')]).toEqual([410, false]);
  });
});

describe('erasing a contact', () => {
  const person = { name: 'Åse Ågård', email: 'aase@eksempel.dk' };

  test('finds and forgets her in trials too, on the next request', async () => {
    const path = await tell();
    await decide(path, 'publish');
    const [found] = await findContacts(site.deps.db, 'aase@eksempel');
    expect(found?.entries.map(({ id }) => id)).toContain(entry.id);
    await eraseContacts(site.deps.db, { actor: editor, requestId: 'test' }, [person]);
    await site.deps.database.changes.caughtUp();
    expect(await stored(path)).toMatchObject({ contact_name: '', contact_phone: '', contact_email: '' });
    expect(readText(await page())).toContain('Halvdelen kom i job.');
    expect(readText(await page())).not.toContain('Ågård');
    expect(await findContacts(site.deps.db, 'aase@eksempel')).toEqual([]);
  });

  test('is not undone by a form that was opened before', async () => {
    const acting = { actor: reader.user, requestId: 'test' };
    const content = {
      ...{ municipalityCode: '0630', startedOn: '2024-03-01', endedOn: null, changes: '', cost: '', outcome: 'Godt.' },
      ...{ wouldAgain: 'yes' as const, contact: { ...person, phone: '' } },
    };
    const id = await submitTrial(site.deps.db, acting, entry.slug, content);
    await eraseContacts(site.deps.db, { actor: editor, requestId: 'test' }, [person]);
    const save = saveTrial(site.deps.db, acting, id, { content, basedOn: 1 });
    await expect(save).rejects.toThrow(TrialConflict);
  });
});
