import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '#content/entries/checklist.ts';
import { contentFromDraft, type DraftFields } from '#content/entries/draft.ts';
import type { User } from '#content/users/user.ts';
import { checkEntry } from '#server/check-entry.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { finishedDraft, type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readElement, readLinks } from '../support/html.ts';
import { createUser, signIn } from '../support/session.ts';

const title = 'Frivillige mentorer for nyankomne flygtninge i Vejle';
const summary = `Vejle Kommune gav hver nyankommen flygtning en frivillig mentor. Mentoren hjalp med praktik, breve fra
kommunen og det danske sprog. Efter et halvt år havde halvdelen et ordinært arbejde, og mange havde fået venner i
foreningslivet. Ordningen kostede mindre end et aktiveringsforløb, fordi de frivillige blev fundet gennem kirker,
idrætsklubber og boligforeninger.`;

let site: TestSite;
let author: User;
let editor: User;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner');
  editor = await createUser(site, 'editor');
  await publish(
    site.deps,
    exchangeEntry({ slug: 'mentorer', title, summary }),
    exchangeEntry({
      slug: 'madklub',
      title: 'Madklub for kvinder i Gellerup',
      summary: 'Kvinder lavede mad sammen hver torsdag og lærte hinanden og det danske sprog at kende.',
    }),
    exchangeEntry({ slug: 'kladde-her', status: 'draft' }),
    exchangeEntry({ slug: 'trukket-her', status: 'withdrawn' }),
  );
});
afterAll(() => site.close());

async function check(changes: Partial<DraftFields>, deps = site.deps, entry: MadeEntry = { id: 9999, slug: 'ny' }) {
  const text = contentFromDraft(finishedDraft(changes), await site.deps.getTaxonomy());
  return checkEntry(deps, { ...entry, text });
}
const named = (checks: Check[], name: Check['name']) => checks.find((one) => one.name === name) as Check;
const duplicates = async (changes: Partial<DraftFields>) =>
  named(await check(changes), 'duplicate').findings.map(({ slug }) => slug);

describe('a possible duplicate', () => {
  test('is found when somebody writes the same again in slightly other words', async () => {
    const again = summary
      .replace('Vejle Kommune gav', 'I Vejle fik')
      .replace('ordinært', 'fast')
      .replace('mange', 'flere');
    expect(await duplicates({ title: 'Mentorer for flygtninge i Vejle', summary: again })).toEqual(['mentorer']);
  });

  test('is not seen in another entry about the same subject', async () => {
    const other = `Odense Kommune lod virksomheder udpege en kollega som mentor for praktikanter. Kollegaen fik et kursus på
      to dage og en fast kontakt på jobcentret. Fraværet faldt, og ni af tyve praktikanter blev ansat bagefter.`;
    expect(await duplicates({ title: 'Kollegaer som mentorer for praktikanter i Odense', summary: other })).toEqual([]);
  });

  test('is not seen in the entry itself', async () => {
    const { id } = await site.deps.db
      .selectFrom('entries')
      .select('id')
      .where('slug', '=', 'mentorer')
      .executeTakeFirstOrThrow();
    const checks = await check({ title, summary }, site.deps, { id, slug: 'mentorer' });
    expect(named(checks, 'duplicate').result).toBe('ok');
  });

  test('is only a warning, and leads to the other entry', async () => {
    expect(named(await check({ title, summary }), 'duplicate').result).toBe('warning');
    const { id } = await makeEntry(site.deps, 'submitted', { author, editor }, { title, summary });
    const { body } = await (await signIn(site, editor)).get(`/redaktion/erfaringer/${id}`);
    expect(readLinks(body)).toContainEqual({ text: 'Læs den lignende erfaring', href: '/erfaringer/mentorer' });
  });

  test('is not looked for in a text without words', async () => {
    expect(await duplicates({ title: '', summary: '' })).toEqual([]);
  });
});

describe('links within the site', () => {
  const deadLinks = async (changes: Partial<DraftFields>) =>
    named(await check(changes), 'links').findings.map(({ field, message }) => `${field}: ${message}`);

  test.each([
    '/erfaringer/mentorer',
    '/erfaringer/mentorer/',
    '/erfaringer/mentorer#metode',
    '/erfaringer/mentorer.md',
    '/erfaringer/mentorer/historik?fra=1&til=2',
    'https://eksempel.dk/erfaringer/mentorer',
    'mentorer',
    '#resultater',
    '/erfaringer/ny',
    '/',
    '/erfaringer?q=job&omraade=sundhed',
    '/kontakt',
    'mailto:nogen@eksempel.dk',
    'https://andre.dk/erfaringer/findes-ikke',
  ])('that lead somewhere are good: %s', async (href) => {
    expect(await deadLinks({ method: `Se [her](${href}).` })).toEqual([]);
  });

  test.each([
    '/erfaringer/findes-ikke',
    '/erfaringer/kladde-her',
    '/erfaringer/trukket-her',
    'https://eksempel.dk/erfaringer/findes-ikke',
    '/filer/en-fremmed-noegle/plan.pdf',
    '/partnerskab',
    'findes-ikke',
  ])('that lead nowhere are named with their field: %s', async (href) => {
    expect(await deadLinks({ method: `Se [her](${href}).` })).toEqual([
      expect.stringMatching(/^method: Metode: Linket til \/.* fører ingen steder hen\.$/),
    ]);
  });

  test('are found in HTML, by reference and beside the text too', async () => {
    expect(
      await deadLinks({
        summary: '<a href="/erfaringer/en">x</a>',
        results: 'Se [x][y].\n\n[y]: /erfaringer/to',
        links: [{ title: '', url: 'https://eksempel.dk/erfaringer/tre' }],
      }),
    ).toEqual([
      expect.stringMatching(/^summary: .*\/erfaringer\/en /),
      expect.stringMatching(/^results: .*\/erfaringer\/to /),
      expect.stringMatching(/^links: .*\/erfaringer\/tre /),
    ]);
  });

  test("to the entry's own files are good, to removed ones not", async () => {
    const entry = await makeEntry(site.deps, 'draft', { author, editor });
    const file = { filename: 'plan.pdf', media_type: 'application/pdf', size: 1, content: Buffer.from('x'), text: '' };
    const rows = [
      { ...file, key: 'egen-noegle', entry_id: entry.id, uploaded_by: author.id, removed_at: null },
      { ...file, key: 'fjernet-noegle', entry_id: entry.id, uploaded_by: author.id, removed_at: new Date() },
    ];
    await site.deps.db.insertInto('attachments').values(rows).execute();
    const method = '[plan](/filer/egen-noegle/plan.pdf) [væk](/filer/fjernet-noegle/plan.pdf)';
    const findings = named(await check({ method }, site.deps, entry), 'links').findings;
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('/filer/fjernet-noegle/')]);
  });
});

describe('the list itself', () => {
  test('is the same for the author and the reviewer, and says so in words as well as in colour', async () => {
    const changes = { title, summary, method: 'Se [her](/erfaringer/findes-ikke).' };
    const { id } = await makeEntry(site.deps, 'submitted', { author, editor }, changes);
    const [own, reviewer] = [await signIn(site, author), await signIn(site, editor)];
    const pages = [await own.get(`/mit/erfaringer/${id}`), await reviewer.get(`/redaktion/erfaringer/${id}`)];
    const [mine, theirs] = pages.map(({ body }) => body.slice(body.indexOf('<ul class="checklist')));
    for (const page of [mine, theirs]) {
      expect(page).toContain('role="img" aria-label="I orden:"');
      expect(page).toContain('role="img" aria-label="Se på det:"');
      expect(page).toContain('Linket til /erfaringer/findes-ikke fører ingen steder hen.');
    }
  });

  test('sums up what there is to do', async () => {
    const { id } = await makeEntry(site.deps, 'draft', { author, editor }, { summary: '', contact_email: 'a@b.dk' });
    const { body } = await (await signIn(site, editor)).get(`/redaktion/erfaringer/${id}`);
    const start = body.indexOf('id="tjekliste"');
    expect(readElement(body.slice(start), /<p>/)).toBe('1 ting skal rettes.');
  });
});
