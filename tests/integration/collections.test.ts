import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCollection } from '#content/collections/create-collection.ts';
import { deleteCollection } from '#content/collections/delete-collection.ts';
import { publishCollection, unpublishCollection } from '#content/collections/publish-collection.ts';
import { saveCollection } from '#content/collections/save-collection.ts';
import { connectTestSearch, startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readHeadings, readLinks, readTags, readText } from '../support/html.ts';
import { type SignedIn, signIn } from '../support/session.ts';
import { waitFor } from '../support/wait-for.ts';

const overview = '/redaktion/temaer';

/** Whether the search engine leaves searches unanswered. */
let isAway = false;
function engineThatGoesAway() {
  const engine = connectTestSearch();
  const unlessAway = <Answer>(work: () => Promise<Answer>) =>
    isAway ? Promise.reject(new Error('made by a test')) : work();
  return {
    ...engine,
    multiSearch: (...query: Parameters<typeof engine.multiSearch>) => unlessAway(() => engine.multiSearch(...query)),
    federatedSearch: (...query: Parameters<typeof engine.federatedSearch>) =>
      unlessAway(() => engine.federatedSearch(...query)),
  };
}

let site: TestSite;
let editor: SignedIn;
beforeAll(async () => {
  site = await startTestSite({}, engineThatGoesAway());
  editor = await signIn(site, 'editor');
  await publish(
    site.deps,
    exchangeEntry({ slug: 'harmonika-for-kvinder', title: 'Harmonika for kvinder', one_liner: 'Sang samler.' }),
    exchangeEntry({ slug: 'harmonika-for-unge', title: 'Harmonika for unge' }),
    exchangeEntry({ slug: 'harmonika-paa-plejehjem', title: 'Harmonika på plejehjem' }),
    exchangeEntry({ slug: 'boldklub', title: 'En boldklub for alle' }),
    exchangeEntry({ slug: 'harmonika-kladde', title: 'Harmonika, som ingen endnu må høre om', status: 'draft' }),
  );
});
afterAll(() => site.close());

const get = (url: string, etag?: unknown) =>
  site.app.inject({ url, headers: etag === undefined ? {} : { 'if-none-match': String(etag) } });
const fields = (changes: Record<string, string> = {}) => ({
  title: 'Kor og fællesskab',
  text: '',
  search: '?q=harmonika',
  first_entries: '',
  ...changes,
});

/** Makes a collection through the form; returns where it is edited. */
async function make(changes: Record<string, string> = {}): Promise<string> {
  const { statusCode, headers, body } = await editor.post(overview, fields(changes));
  if (statusCode !== 303) throw new Error(`${statusCode} ${readText(body)}`);
  return String(headers.location);
}

async function makePublished(changes: Record<string, string> = {}): Promise<string> {
  const path = await make(changes);
  await decide(path, 'publish', '1');
  return path;
}

const decide = (path: string, decision: string, version: string) =>
  editor.post(`${path}/udgivelse`, { decision, based_on: version });
const stored = async (path: string) =>
  site.deps.db
    .selectFrom('collections')
    .selectAll()
    .where('id', '=', Number(path.split('/').at(-1)))
    .executeTakeFirst();
const lastAudit = async () =>
  site.deps.db
    .selectFrom('audit_log')
    .select(['action', 'object_type', 'actor_id', 'before', 'after'])
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();
const valueIn = (body: string, id: string) =>
  readTags(body).find(({ attributes }) => attributes.id === id)?.attributes.value;
/** The entries of a page in order, by their titles. */
const titles = (body: string) => readHeadings(body, 3);

describe('the life of a collection', () => {
  const title = 'Sang og musik';
  /** Where anybody could come upon it. */
  const surfaces = ['/temaer', '/', '/sitemap.xml', '/temaer/sang-og-musik'];
  const sightings = async () => {
    const answers = await Promise.all(surfaces.map((url) => get(url)));
    return answers.map(({ body }) => body.includes(title) || body.includes('sang-og-musik'));
  };

  test('begins as a draft that readers find nowhere, goes before them, is taken back, and ends', async () => {
    const { statusCode, headers } = await editor.post(overview, fields({ title, text: 'Om sang.' }));
    const path = String(headers.location);
    expect([statusCode, path]).toEqual([303, expect.stringMatching(/^\/redaktion\/temaer\/\d+$/)]);
    expect(readText((await editor.get(path)).body)).toContain('»Sang og musik« er gemt som kladde.');
    expect(await lastAudit()).toMatchObject({
      ...{ action: 'collection.create', object_type: 'collection', actor_id: editor.user.id },
      after: { title, slug: 'sang-og-musik', query: '?q=harmonika', entries: 0 },
    });
    expect(await sightings()).toEqual([false, false, false, false]);
    expect((await get('/temaer/sang-og-musik')).statusCode).toBe(404);

    const preview = (await editor.get(`${path}/visning`)).body;
    expect(titles(preview).toSorted()).toEqual([
      'Harmonika for kvinder',
      'Harmonika for unge',
      'Harmonika på plejehjem',
    ]);
    expect(readText(preview)).toContain('Kun redaktionen kan se det nu.');

    expect((await decide(path, 'publish', '1')).headers.location).toBe(path);
    expect(await sightings()).toEqual([true, true, true, true]);
    expect(await lastAudit()).toMatchObject({ action: 'collection.publish', after: { title } });

    await decide(path, 'unpublish', '1');
    expect(await sightings()).toEqual([false, false, false, false]);
    expect(await lastAudit()).toMatchObject({ action: 'collection.unpublish' });

    await decide(path, 'publish', '1');
    expect(readText((await editor.get(`${path}/sletning`)).body)).toContain('Temaet er udgivet. Slettes det,');
    expect(await stored(path)).toBeDefined();
    expect((await editor.post(`${path}/sletning`)).headers.location).toBe(overview);
    expect(await stored(path)).toBeUndefined();
    expect(await sightings()).toEqual([false, false, false, false]);
    expect(await lastAudit()).toMatchObject({ action: 'collection.delete', before: { title, query: '?q=harmonika' } });
    for (const gone of [path, `${path}/visning`, `${path}/sletning`])
      expect((await editor.get(gone)).statusCode, gone).toBe(404);
  });

  test('is followed on the list of editors, by state and number of entries', async () => {
    const published = await makePublished({ title: 'På listen', first_entries: 'boldklub' });
    const draft = await make({ title: 'Ikke på listen' });
    const { body } = await editor.get(overview);
    expect(readText(body)).toMatch(
      /Ikke på listen 3 erfaringer · ændret .*? Kladde På listen 4 erfaringer .*? Udgivet/,
    );
    expect(readLinks(body)).toContainEqual({ text: 'På listen', href: published });
    expect(readLinks(body)).toContainEqual({ text: 'Ikke på listen', href: draft });
    expect(readLinks((await editor.get('/redaktion')).body)).toContainEqual({ text: 'Temaer', href: overview });
  });
});

describe('the page of a collection', () => {
  test('says what an editor wrote, begins with the chosen entries, and goes on with what the search finds', async () => {
    await makePublished({
      title: 'Hele siden',
      text: '# Sang\n\nAt synge **sammen** samler. Det er alt.\n\n<script>alert(1)</script>',
      first_entries: 'https://eksempel.dk/erfaringer/boldklub\n\n/erfaringer/harmonika-for-unge\nboldklub',
    });
    const { statusCode, body } = await get('/temaer/hele-siden');
    expect(statusCode).toBe(200);
    expect(readHeadings(body, 1)).toEqual(['Hele siden']);
    expect(body).toContain('<h2>Sang</h2>\n<p>At synge <strong>sammen</strong> samler. Det er alt.</p>');
    expect(body).not.toContain('alert(1)');
    expect(readHeadings(body, 2)).toEqual(['Sang', 'Begynd her', '2 erfaringer mere']);
    const shown = titles(body);
    expect(shown.slice(0, 2)).toEqual(['En boldklub for alle', 'Harmonika for unge']);
    expect(shown.slice(2).toSorted()).toEqual(['Harmonika for kvinder', 'Harmonika på plejehjem']);
    const links = readLinks(body);
    expect(links).toContainEqual({ text: 'Søg videre i disse erfaringer', href: '/erfaringer?q=harmonika' });
    expect(links).toContainEqual({ text: 'Følg med (Atom)', href: '/feed.atom?q=harmonika' });
    expect(body).toContain('<link rel="canonical" href="https://eksempel.dk/temaer/hele-siden">');
    expect(body).toContain('<meta name="description" content="At synge sammen samler.">');
    expect(body).toContain('"@type":"CollectionPage"');
  });

  test('stands on the public list with its first sentence and all its entries', async () => {
    await makePublished({ title: 'Åbne kor', text: 'Alle kan være med. Også du.', first_entries: 'boldklub' });
    const { body } = await get('/temaer');
    expect(readText(body)).toContain('Åbne kor Alle kan være med. 4 erfaringer');
    const names = titles(body);
    expect(names).toEqual(names.toSorted(new Intl.Collator('da').compare));
    expect(readText((await get('/')).body)).toContain('Åbne kor Alle kan være med.');
  });

  test('has further pages, and says so when there is no such page', async () => {
    const many = Array.from({ length: 23 }, (_, index) =>
      exchangeEntry({ title: `Havekursus ${String(index + 1).padStart(2, '0')}` }),
    );
    await publish(site.deps, ...many);
    const first = String(many[4]?.slug);
    await makePublished({
      title: 'Haver',
      search: '/erfaringer?q=havekursus&sortering=titel&side=2',
      text: 'Om haver.',
      first_entries: first,
    });
    const pages = await Promise.all(['/temaer/haver', '/temaer/haver?side=2'].map((url) => get(url)));
    const shown = pages.map(({ body }) => titles(body));
    expect(shown[0]).toEqual(['05', '01', '02', '03', '04', ...numbers(6, 21)].map((n) => `Havekursus ${n}`));
    expect(shown[1]).toEqual(['Havekursus 22', 'Havekursus 23']);
    expect(pages.map(({ body }) => readText(body).includes('Om haver.'))).toEqual([true, false]);
    expect(pages.map(({ body }) => body.includes('content="noindex"'))).toEqual([false, true]);
    const missing = await get('/temaer/haver?side=9');
    expect(readText(missing.body)).toContain('Side 9 findes ikke. Der er 2 sider');
    expect((await get('/temaer/haver?side=x')).statusCode).toBe(200);
  });

  test('is not there when nobody made it', async () => {
    for (const url of ['/temaer/findes-ikke', '/temaer/%00', '/temaer/1'])
      expect((await get(url)).statusCode, url).toBe(404);
  });

  test('need not be sent again while nothing has changed', async () => {
    const path = await makePublished({ title: 'Gem mig' });
    for (const url of ['/temaer', '/temaer/gem-mig']) {
      const { headers } = await get(url);
      expect(headers['set-cookie']).toBeUndefined();
      expect((await get(url, headers.etag)).statusCode, url).toBe(304);
    }
    const { etag } = (await get('/temaer/gem-mig')).headers;
    await editor.post(path, fields({ title: 'Gem mig nu', based_on: '1' }));
    const next = await get('/temaer/gem-mig', etag);
    expect([next.statusCode, readHeadings(next.body, 1)]).toEqual([200, ['Gem mig nu']]);
  });
});

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(2, '0'));
}

describe('while the search engine is away', () => {
  const notice = 'Søgningen kører i en enklere udgave lige nu.';
  const chosen = ['Harmonika for unge'];
  const others = ['Harmonika for kvinder', 'Harmonika på plejehjem'];

  test('a collection shows the same entries and says so, and is whole again afterwards', async () => {
    const search = '?q=harmonika&sortering=titel';
    const path = await makePublished({ title: 'Uden motor', search, first_entries: 'harmonika-for-unge' });
    const before = await get('/temaer/uden-motor');
    isAway = true;
    try {
      const { statusCode, headers, body } = await get('/temaer/uden-motor');
      expect([statusCode, titles(body)]).toEqual([200, [...chosen, ...others]]);
      expect(readText(body)).toContain(notice);
      expect([headers.etag, headers['cache-control']]).toEqual([undefined, 'no-store']);
      expect(readText((await get('/temaer')).body)).toContain('Uden motor 3 erfaringer');
      expect(readText((await editor.get(path)).body)).toContain('Søgningen finder nu 3 erfaringer');
    } finally {
      isAway = false;
    }
    await waitFor(() => site.deps.search.state() === 'ok', 'the search engine is used again');
    const after = await get('/temaer/uden-motor');
    expect(titles(after.body)).toEqual(titles(before.body));
    expect(readText(after.body)).not.toContain(notice);
  });
});

describe('a collection maintains itself', () => {
  test('what is published later and matches comes on', async () => {
    await makePublished({ title: 'Cykler', search: '?q=cykelværksted' });
    expect(readText((await get('/temaer/cykler')).body)).toContain('Ingen erfaringer');
    await publish(site.deps, exchangeEntry({ title: 'Cykelværksted i gården' }));
    const { body } = await get('/temaer/cykler');
    expect([titles(body), readHeadings(body, 2)]).toEqual([['Cykelværksted i gården'], ['1 erfaring']]);
  });

  test('a chosen entry that is withdrawn is gone from the next request, and comes back when it is restored', async () => {
    await publish(site.deps, exchangeEntry({ slug: 'teater', title: 'Et teater', one_liner: 'Alle på scenen.' }));
    const path = await makePublished({ title: 'Scener', search: '?q=teater', first_entries: 'teater\nboldklub' });
    const before = await get('/temaer/scener');
    expect(titles(before.body)).toEqual(['Et teater', 'En boldklub for alle']);
    const { id } = await site.deps.db
      .selectFrom('entries')
      .select('id')
      .where('slug', '=', 'teater')
      .executeTakeFirstOrThrow();
    const review = `/redaktion/erfaringer/${id}`;
    await editor.post(`${review}/tilbagetraekning`, { withdrawal_reason: 'Den holder ikke.' });
    const after = await get('/temaer/scener', before.headers.etag);
    expect([after.statusCode, titles(after.body)]).toEqual([200, ['En boldklub for alle']]);
    expect(after.body).not.toContain('Alle på scenen.');
    expect(readText((await get('/temaer')).body)).toContain('Scener 1 erfaring');
    expect(readText((await editor.get(path)).body)).toContain('Vises ikke mere under »Begynd her«');
    await editor.post(`${review}/genopretning`);
    expect(titles((await get('/temaer/scener')).body)).toEqual(['Et teater', 'En boldklub for alle']);
  });

  test('a draft that its search matches is never shown', async () => {
    const path = await makePublished({ title: 'Kun det udgivne', search: '?q=harmonika' });
    const pages = await Promise.all([get('/temaer/kun-det-udgivne'), editor.get(path), editor.get(`${path}/visning`)]);
    for (const { body } of pages) {
      expect(body).toContain('Harmonika for unge');
      expect(body).not.toContain('ingen endnu må høre om');
    }
  });

  test('a search for a term that was retired means what took its place', async () => {
    const methods = '/redaktion/ordlister/metode';
    for (const label of ['Gammel vej', 'Ny vej']) await editor.post(methods, { label, description: '' });
    await publish(site.deps, exchangeEntry({ title: 'Ad den gamle vej', methods: ['gammel-vej'] }));
    const path = await makePublished({ title: 'Veje', search: '?metode=gammel-vej' });
    await editor.post(`${methods}/gammel-vej/udfasning`, { successor: 'ny-vej' });
    await site.deps.worker.settled();
    const { body } = await get('/temaer/veje');
    expect(titles(body)).toEqual(['Ad den gamle vej']);
    expect(readLinks(body)).toContainEqual({
      text: 'Søg videre i disse erfaringer',
      href: '/erfaringer?metode=ny-vej',
    });
    expect(readText((await editor.get(path)).body)).toContain('Metode: Ny vej');
  });

  test('a search whose only choice is gone finds nothing, not everything, and editors are told', async () => {
    const methods = '/redaktion/ordlister/metode';
    await editor.post(methods, { label: 'Blindgyde', description: '' });
    const path = await makePublished({ title: 'Uden udvej', search: '?metode=blindgyde' });
    await editor.post(`${methods}/blindgyde/udfasning`, { successor: '' });
    expect(readText((await get('/temaer/uden-udvej')).body)).toContain('Ingen erfaringer');
    expect(readText((await editor.get(overview)).body)).toMatch(
      /Uden udvej Ingen erfaringer .*? Søgningen skal rettes\./,
    );
    expect(readText((await editor.get(path)).body)).toContain('»blindgyde« findes ikke under metode.');
    await decide(path, 'unpublish', '1');
    const { statusCode, body } = await decide(path, 'publish', '1');
    expect([statusCode, readText(body)]).toEqual([409, expect.stringContaining('Søgningen virker ikke længere.')]);
    expect((await get('/temaer/uden-udvej')).statusCode).toBe(404);
  });
});

describe('the search of a collection', () => {
  test.each([
    ['?q=harmonika&omraade=&side=3', '?q=harmonika'],
    ['https://eksempel.dk/erfaringer?q=harmonika&sortering=nyeste', '?q=harmonika&sortering=nyeste'],
    ['/erfaringer/?kommune=0630&omraade=sundhed', '?omraade=sundhed&kommune=vejle'],
    ['?q=b%C3%B8rn+og+unge', '?q=b%C3%B8rn+og+unge'],
  ])('is pasted as %s and kept as %s', async (search, query) => {
    expect((await stored(await make({ search })))?.query).toBe(query);
  });

  test.each([
    ['', 'Indsæt adressen på en søgning, for eksempel ?q=mentor.'],
    ['harmonika', 'Det er ikke en søgning på denne side.'],
    ['https://andre.dk/erfaringer?q=harmonika', 'Det er ikke en søgning på denne side.'],
    ['javascript:alert(1)', 'Det er ikke en søgning på denne side.'],
    ['/erfaringer/harmonika-for-unge', 'Det er ikke en søgning på denne side.'],
    ['?q=', 'Søgningen finder alt.'],
    ['?sortering=titel', 'Søgningen finder alt.'],
    ['?q=harmonika&farve=blaa', 'Søgningen kan ikke bruges: vi kender ikke »farve«.'],
    ['?q=harmonika&kommune=atlantis', '»atlantis« findes ikke under kommune.'],
    ['?q=harmonika&sortering=baglaens', 'Søgningen kan ikke bruges: Kan være relevans'],
    [`?q=${'x'.repeat(201)}`, 'Søgningen må højst fylde 200 tegn.'],
    ['?q=010190-1234', 'CPR-nummer'],
    ['?q=010190%2D1234', 'CPR-nummer'],
  ])('is refused when it is %j', async (search, message) => {
    const before = await site.deps.db.selectFrom('collections').select('id').execute();
    const { statusCode, body } = await editor.post(overview, fields({ search, text: 'Skal <ikke> tabes.' }));
    expect(statusCode).toBe(422);
    const link = readLinks(body).find(({ href }) => href === '#search');
    expect(link?.text).toContain(message);
    expect(valueIn(body, 'search')).toBe(search);
    expect(body).toContain('Skal &lt;ikke&gt; tabes.');
    expect(await site.deps.db.selectFrom('collections').select('id').execute()).toEqual(before);
  });

  test('can be brought along from the search page, and is shown with what it finds', async () => {
    const { body } = await editor.get(`${overview}/ny?q=harmonika&omraade=beskaeftigelse&sortering=titel`);
    expect(valueIn(body, 'search')).toBe('/erfaringer?q=harmonika&omraade=beskaeftigelse&sortering=titel');
    const text = readText(body);
    expect(text).toContain('Søgningen finder nu 3 erfaringer');
    expect(text).toContain('Søgeord: »harmonika«. Efter titel. Område: Beskæftigelse De første 3');
    expect(
      readLinks(body)
        .filter(({ href }) => href.startsWith('/erfaringer/harmonika-'))
        .map(({ text }) => text),
    ).toEqual(['Harmonika for kvinder', 'Harmonika for unge', 'Harmonika på plejehjem']);
    expect((await editor.get(`${overview}/ny`)).statusCode).toBe(200);
    expect((await editor.get(`${overview}/ny?farve=blaa`)).statusCode).toBe(200);
  });

  test('can be looked at before it is saved', async () => {
    const path = await make({ title: 'Prøv først' });
    const { statusCode, body } = await editor.post(path, {
      ...fields({ title: 'Ikke gemt', search: '?q=boldklub', based_on: '1' }),
      next: 'check',
    });
    expect(statusCode).toBe(200);
    expect(readText(body)).toContain('Søgningen finder nu 1 erfaring');
    expect(valueIn(body, 'title')).toBe('Ikke gemt');
    expect(await stored(path)).toMatchObject({ title: 'Prøv først', query: '?q=harmonika', version: 1 });
    const refused = await editor.post(overview, { ...fields({ title: '', search: 'harmonika' }), next: 'check' });
    expect(refused.statusCode).toBe(422);
    expect(readLinks(refused.body).filter(({ href }) => href === '#title')).toEqual([]);
  });
});

describe('the form', () => {
  test.each([
    [{ title: '' }, 'title', 'Skriv en titel.'],
    [{ title: ' Ab ' }, 'title', 'Skriv mindst 3 tegn.'],
    [{ title: 'x'.repeat(101) }, 'title', 'Skriv højst 100 tegn.'],
    [{ title: '!!!' }, 'title', 'Skriv en titel med bogstaver.'],
    [{ text: 'x'.repeat(5001) }, 'text', 'Skriv højst 5.000 tegn.'],
    [{ text: 'Ring til 010190-1234' }, 'text', 'CPR-nummer'],
    [
      { first_entries: 'boldklub\n\nharmonika-kladde' },
      'first_entries',
      'Linje 3: »harmonika-kladde« er ikke en udgivet erfaring.',
    ],
    [
      { first_entries: 'findes-ikke\nboldklub' },
      'first_entries',
      'Linje 1: »findes-ikke« er ikke en udgivet erfaring.',
    ],
    [
      { first_entries: 'boldklub\nhttps://andre.dk/erfaringer/boldklub' },
      'first_entries',
      'Linje 2: »https://andre.dk/erfaringer/boldklub« er ikke adressen på en erfaring.',
    ],
    [{ first_entries: 'En boldklub' }, 'first_entries', 'Linje 1: »En boldklub« er ikke adressen på en erfaring.'],
    [
      { first_entries: Array.from({ length: 11 }, (_, index) => `nr-${index}`).join('\n') },
      'first_entries',
      'Vælg højst 10 erfaringer.',
    ],
  ])('refuses %j', async (changes, field, message) => {
    const { statusCode, body } = await editor.post(overview, fields(changes as Record<string, string>));
    expect(statusCode).toBe(422);
    expect(readLinks(body).find(({ href }) => href === `#${field}`)?.text).toContain(message);
    expect(readTags(body).find(({ attributes }) => attributes.id === field)?.attributes).toMatchObject({
      'aria-invalid': 'true',
    });
  });

  test('says everything that is to be mended at once, in the order of the fields', async () => {
    const { body } = await editor.post(overview, fields({ title: '', search: 'harmonika', first_entries: 'Æ' }));
    const links = readLinks(body).filter(({ href }) => ['#title', '#search', '#first_entries'].includes(href));
    expect(links.map(({ href }) => href)).toEqual(['#title', '#search', '#first_entries']);
  });

  test('makes an address of the title, which can be changed until readers know it', async () => {
    const path = await make({ title: 'Sørøvere & søfolk' });
    const other = await make({ title: 'Sørøvere & søfolk' });
    expect([(await stored(path))?.slug, (await stored(other))?.slug]).toEqual([
      'soeroevere-og-soefolk',
      'soeroevere-og-soefolk-2',
    ]);
    const save = (slug: string, version: string) =>
      editor.post(other, fields({ title: 'Ny titel', slug, based_on: version }));
    expect(readText((await save('soeroevere-og-soefolk', '1')).body)).toContain('Der er allerede et tema på adressen');
    expect(readText((await save('Sø røvere', '1')).body)).toContain('Brug kun små bogstaver');
    expect((await save('soefolk', '1')).statusCode).toBe(303);
    await decide(other, 'publish', '2');
    expect(readTags((await editor.get(other)).body).some(({ attributes }) => attributes.id === 'slug')).toBe(false);
    const { statusCode, body } = await save('noget-andet', '2');
    expect([statusCode, readText(body)]).toEqual([422, expect.stringContaining('Den kan ikke ændres.')]);
    expect(await stored(other)).toMatchObject({ slug: 'soefolk', title: 'Ny titel' });
  });

  test('shows a collection as it is stored, chosen entries in their order', async () => {
    const path = await make({ title: 'Som gemt', text: 'En\r\ntekst', first_entries: 'harmonika-for-unge\nboldklub' });
    const { body } = await editor.get(path);
    expect(valueIn(body, 'title')).toBe('Som gemt');
    expect(valueIn(body, 'search')).toBe('/erfaringer?q=harmonika');
    expect(body).toContain('harmonika-for-unge\nboldklub</textarea>');
    await editor.post(path, fields({ first_entries: 'boldklub\nharmonika-for-unge', based_on: '1' }));
    expect((await editor.get(path)).body).toContain('boldklub\nharmonika-for-unge</textarea>');
    expect(await lastAudit()).toMatchObject({
      action: 'collection.save',
      before: { title: 'Som gemt' },
      after: { title: 'Kor og fællesskab', entries: 2 },
    });
    expect(JSON.stringify(await lastAudit())).not.toContain('tekst');
  });
});

describe('two editors', () => {
  test('lose nothing: the second is shown both, and can save hers over the other', async () => {
    const other = await signIn(site, 'admin');
    const path = await make({ title: 'Fra begyndelsen' });
    await other.post(path, fields({ title: 'Den andens', text: 'Den andens ord.', based_on: '1' }));
    const { statusCode, body } = await editor.post(path, fields({ title: 'Min', text: 'Mine ord.', based_on: '1' }));
    expect(statusCode).toBe(409);
    const text = readText(body);
    for (const words of ['Din udgave', 'Min', 'Mine ord.', 'Den andens', 'Den andens ord.'])
      expect(text).toContain(words);
    expect(readHeadings(body, 2)).toEqual(['Titel', 'Tekst']);
    expect(await stored(path)).toMatchObject({ title: 'Den andens', version: 2 });
    const hidden = readTags(body)
      .filter(({ attributes }) => attributes.type === 'hidden')
      .map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']);
    expect((await editor.post(path, Object.fromEntries(hidden))).statusCode).toBe(303);
    expect(await stored(path)).toMatchObject({ title: 'Min', text: 'Mine ord.', version: 3 });
  });

  test('a save that comes twice is done once', async () => {
    const path = await make({ title: 'To gange' });
    const before = (await site.deps.db.selectFrom('audit_log').select('position').execute()).length;
    for (const _ of [1, 2])
      expect((await editor.post(path, fields({ title: 'Anden gang', based_on: '1' }))).statusCode).toBe(303);
    expect(await stored(path)).toMatchObject({ title: 'Anden gang', version: 2 });
    expect(await site.deps.db.selectFrom('audit_log').select('position').execute()).toHaveLength(before + 1);
  });

  test('publish only what they have seen', async () => {
    const path = await make({ title: 'Ikke set' });
    await editor.post(path, fields({ title: 'Ændret siden', based_on: '1' }));
    const { statusCode, body } = await decide(path, 'publish', '1');
    expect(statusCode).toBe(409);
    expect(readText(body)).toContain('En anden har ændret temaet imens.');
    expect(await stored(path)).toMatchObject({ published: false });
    await decide(path, 'publish', '2');
    expect(await stored(path)).toMatchObject({ published: true });
  });
});

test('collections are for editors alone, in every use case too', async () => {
  const consultant = await signIn(site, 'consultant');
  const path = await make({ title: 'Kun for redaktører' });
  const id = Number(path.split('/').at(-1));
  for (const page of [overview, `${overview}/ny`, path, `${path}/visning`, `${path}/sletning`])
    expect((await consultant.get(page)).statusCode, page).toBe(403);
  expect((await consultant.post(path, fields({ title: 'Smuglet ind', based_on: '1' }))).statusCode).toBe(403);
  const acting = { actor: consultant.user, requestId: '' };
  const content = { title: 'Smuglet ind', text: '', query: '?q=x', firstEntries: [] };
  const { db } = site.deps;
  await expect(createCollection(db, acting, content)).rejects.toThrow('collection.edit');
  await expect(saveCollection(db, acting, id, { ...content, basedOn: 1 })).rejects.toThrow('collection.edit');
  await expect(publishCollection(db, acting, id, 1)).rejects.toThrow('collection.edit');
  await expect(unpublishCollection(db, acting, id)).rejects.toThrow('collection.edit');
  await expect(deleteCollection(db, acting, id)).rejects.toThrow('collection.edit');
  expect(await stored(path)).toMatchObject({ title: 'Kun for redaktører', published: false });
});
