import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DraftFields, emptyDraft } from '#content/entries/draft.ts';
import { eachText } from '#content/entries/fields.ts';
import { toFormEntries } from '#server/forms/entry-form.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { texts } from '../support/arbitraries.ts';
import { hostile } from '../support/attacks.ts';
import { readForm, saveForm } from '../support/forms.ts';
import { readLinks, readTags, readText } from '../support/html.ts';
import { openBrowser, type SignedIn, signIn } from '../support/session.ts';

const json = { accept: 'application/json' };

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

const save = (changes: Record<string, string | string[]>, who = author, headers: Record<string, string> = {}) =>
  saveForm(who, path, changes, headers);

const stored = () =>
  site.deps.db
    .selectFrom('entry_drafts')
    .select(['fields', 'version', 'saved_by'])
    .where('entry_id', '=', Number(path.split('/').at(-1)))
    .executeTakeFirst();

describe('what is written in the form', () => {
  const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ');
  const line = fc.oneof(texts(200), hostile).map((text) => oneLine(text.replaceAll('\0', '').toWellFormed()));
  const text = fc
    .oneof(texts(400), hostile, fc.constant('\n\nførst to tomme linjer\n'))
    .map((all) => all.replaceAll('\0', '').toWellFormed().replace(/\r\n?/g, '\n'));
  const choices = (...slugs: string[]) => fc.subarray([...slugs, 'findes-ikke']);
  const drafts: fc.Arbitrary<DraftFields> = fc.record({
    ...{ title: line, one_liner: line },
    ...eachText(() => text),
    areas: choices('beskaeftigelse', 'uddannelse'),
    methods: choices('processtoette', 'mentor'),
    target_groups: choices(),
    ...{ municipalities: line, nationwide: fc.boolean(), organisation_name: line },
    organisation_type: fc.constantFrom('', 'kommune', 'findes-ikke'),
    start_date: fc.oneof(fc.constantFrom('', '2005-02-01', '2005-02-31', '0005-02-01'), line),
    ...{ end_date: line, language: fc.constantFrom('da', 'en', 'tr', 'dansk') },
    ...{ contact_name: line, contact_phone: line, contact_email: line, contact_organisation: line },
    links: fc.array(
      fc.record({ title: line, url: line }).filter(({ title, url }) => Boolean(title || url)),
      { maxLength: 3 },
    ),
  });

  test('comes back unchanged when it is saved and opened again, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, async (draft) => {
        const sent = Object.groupBy(toFormEntries(draft), ([name]) => name);
        const { based_on } = Object.fromEntries(readForm((await author.get(path)).body, path));
        const fields = Object.entries(sent).map(([name, all]) => [name, (all ?? []).map(([, value]) => value)]);
        const { statusCode } = await author.post(path, { ...Object.fromEntries(fields), based_on: based_on ?? '' });
        expect(statusCode).toBe(303);
        const shown = readForm((await author.get(path)).body, path);
        const isText = ([name]: [string, string]) => name !== '_csrf' && name !== 'based_on';
        const isFilled = ([name, value]: [string, string]) => value !== '' || !name.startsWith('link_');
        expect(shown.filter(isText).filter(isFilled).toSorted()).toEqual(
          toFormEntries(draft).filter(isFilled).toSorted(),
        );
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('is shown again without a tag of its own, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (attack) => {
        const typed = attack.replaceAll('\0', '');
        await save({ title: typed, summary: typed, municipalities: typed, link_title: typed, link_url: typed });
        const tags = readTags((await author.get(path)).body);
        expect(tags.filter(({ name }) => name === 'script')).toHaveLength(2);
        expect(tags.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['iframe']));
        expect(
          tags.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => /^on|style/.test(name)),
        ).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  test('is saved although it is not ready, and the field says what is wrong', async () => {
    const { statusCode } = await save({
      title: 'Mentorer',
      municipalities: 'Vejle, Andeby',
      start_date: '2007-01-02',
      end_date: '2007-01-01',
      link_title: ['Rapport', '', ''],
      link_url: ['ikke en adresse', '', ''],
    });
    expect(statusCode).toBe(303);
    const { body } = await author.get(path);
    const text = readText(body);
    expect(text).toContain('Fejl: »Andeby« er ikke en kommune.');
    expect(text).toContain('Fejl: Skriv en adresse, der begynder med https://');
    expect(body).toContain('value="Vejle, Andeby"');
    expect(readTags(body).find(({ attributes }) => attributes.id === 'municipalities')?.attributes).toMatchObject({
      'aria-invalid': 'true',
      'aria-describedby': 'municipalities-hint municipalities-error',
    });
  });

  test('has no complaints before anything is written', async () => {
    expect((await author.get(path)).body).not.toContain('form-error');
  });

  test('may name a municipality as it was called before', async () => {
    await save({ title: 'Mentorer', municipalities: 'Jelling, Århus' });
    expect((await author.get(path)).body).not.toContain('municipalities-error');
    expect(readText((await author.get(`${path}/visning`)).body)).toContain('Kommuner Vejle Aarhus');
  });

  test('is counted and judged beside each text when the page is made', async () => {
    await save({ title: 'Mentorer på job', summary: 'Ord '.repeat(40) });
    const text = readText((await author.get(path)).body);
    expect(text).toContain('3 ord.');
    expect(text).toContain('Sammenfatningen har 40 ord. Skriv 75–150.');
    expect(text).toMatch(/\(LIX \d+\)/);
  });

  test('leads to the preview when that was asked for', async () => {
    expect((await save({ title: 'Mentorer', next: 'preview' })).headers.location).toBe(`${path}/visning`);
  });
});

describe('what cannot be kept', () => {
  test.each([
    [
      'a text that is too long',
      'summary',
      'x'.repeat(100_001),
      'Teksten fylder 100.001 tegn. Der er plads til 100.000.',
    ],
    ['a line that is too long', 'title', 'y'.repeat(5001), 'Teksten fylder 5.001 tegn. Der er plads til 5.000.'],
    ['a NUL', 'method', 'Før\0efter', 'Teksten indeholder tegn, der ikke kan gemmes. Fjern dem.'],
  ])('%s is refused whole, named at its field, and nothing typed is lost', async (_, field, value, message) => {
    const { statusCode, body } = await save({ one_liner: 'Noget andet', [field]: value });
    expect(statusCode).toBe(422);
    expect(readLinks(body)).toContainEqual({ text: message, href: `#${field}` });
    expect(Object.fromEntries(readForm(body, path))).toMatchObject({ one_liner: 'Noget andet', [field]: value });
    expect(await stored()).toBeUndefined();
  });

  test('is named in the answer to a script, too', async () => {
    const answer = await save({ summary: 'x'.repeat(100_001) }, author, json);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ issues: [{ field: 'summary' }] });
  });

  test('the longest texts that fit are kept to the last letter', async () => {
    const longest = 'å'.repeat(100_000);
    const { statusCode } = await save({ summary: longest, method: longest, results: longest });
    expect(statusCode).toBe(303);
    expect((await stored())?.fields?.results).toBe(longest);
  });
});

test('a request brings nothing into an entry but its text', async () => {
  await save({
    title: 'Mentorer',
    ...{ state: 'published', pending: 'submitted', slug: 'min', role: 'admin', id: '1', saved_by: '1', version: '99' },
    ...{ published_at: '2001-01-01', authorIds: '1', __proto__x: 'y', constructor: 'z', toString: 'z' },
  });
  const draft = await stored();
  expect(Object.keys(draft?.fields ?? {}).sort()).toEqual(Object.keys(emptyDraft).sort());
  expect(draft).toMatchObject({ version: 1, saved_by: author.user.id });
  const entry = await site.deps.db
    .selectFrom('entries')
    .select(['state', 'pending', 'slug'])
    .where('id', '=', Number(path.split('/').at(-1)))
    .executeTakeFirst();
  expect(entry).toMatchObject({ state: 'draft', pending: null, slug: expect.stringMatching(/^kladde-/) });
});

describe('a script that saves', () => {
  test('learns the new version, and when', async () => {
    const answer = await save({ title: 'Mentorer' }, author, json);
    expect(answer.json()).toEqual({ version: 1, savedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('learns that its writer has signed out, and nothing is saved', async () => {
    const gone = openBrowser(site);
    const { statusCode } = await gone.post(path, { title: 'Mentorer', based_on: '0' }, json);
    expect(statusCode).toBe(401);
    expect(await stored()).toBeUndefined();
  });
});
