import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readTags } from '../support/html.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  await publish(
    site.deps,
    ...entries({
      vejle: { areas: ['sundhed'], municipalities: ['Vejle'], methods: ['mentor'], start_date: '2005-05-01' },
      odense: { areas: ['sundhed', 'uddannelse'], municipalities: ['Odense'], start_date: '2006-05-01' },
      begge: { areas: ['uddannelse'], municipalities: ['Vejle', 'Odense'], target_groups: ['unge'] },
      kommune: { organisation: { name: 'Kolding Kommune', type: 'kommune' }, municipalities: ['Søllerød'] },
      forening: { organisation: { name: 'Århus Kvindehus', type: 'forening' }, municipalities: ['Århus'] },
    }),
  );
});
afterAll(() => site.close());

/** Entries by slug, published one day after the other. */
function entries(changesBySlug: Record<string, object>) {
  return Object.entries(changesBySlug).map(([slug, changes], index) =>
    exchangeEntry({ slug, published_at: new Date(Date.UTC(2007, 0, index + 1)).toISOString(), ...changes }),
  );
}

async function search(query: string) {
  const response = await site.app.inject(`/api/v1/entries?${query}`);
  expect(response.statusCode).toBe(200);
  return response.json();
}
async function slugs(query: string): Promise<string[]> {
  const { hits } = await search(query);
  return hits.map(({ slug }: { slug: string }) => slug);
}

describe('a search by words', () => {
  test('finds a published entry by a word of its text', async () => {
    await publish(site.deps, exchangeEntry({ slug: 'ord', summary: 'Mentorordning på **plejecentret**.' }));
    expect(await slugs('q=mentorordning')).toEqual(['ord', 'vejle']);
    expect(await slugs('q="mentorordning"')).toEqual(['ord']);
    expect(await slugs('q=plejecentret')).toEqual(['ord']);
    expect((await slugs('q=MENTORORDNING+plejecentret'))[0]).toBe('ord');
  });

  test.each(['draft', 'submitted', 'returned', 'withdrawn'])('does not find an entry that is %s', async (status) => {
    await publish(site.deps, exchangeEntry({ title: 'Hemmeligtord', slug: `skjult-${status}`, status }));
    expect(await slugs('q=hemmeligtord')).toEqual([]);
  });

  test.each([
    ['Søllerød', ['kommune']],
    ['Rudersdal', ['kommune']],
    ['Århus', ['forening']],
    ['Aarhus', ['forening']],
    ['Kvindehus', ['forening']],
    ['"Kolding Kommune"', ['kommune']],
    ['Processtøtte', []],
    ['Mentor', ['vejle']],
  ])('for %s finds %j', async (words, found) => {
    expect((await slugs(`q=${encodeURIComponent(words)}`)).filter((slug) => slug !== 'ord')).toEqual(found);
  });

  test('does not find a contact person', async () => {
    const contact = {
      name: 'Gunnvør Zakariasdóttir',
      phone: '98765432',
      email: 'gunnvoer@ukendt.dk',
      organisation: 'Xyzhus',
    };
    await publish(site.deps, exchangeEntry({ slug: 'kontakt', contact }));
    for (const words of ['Gunnvør', 'Zakariasdóttir', '98765432', 'gunnvoer@ukendt.dk', 'Xyzhus'])
      expect(await slugs(`q=${encodeURIComponent(words)}`)).toEqual([]);
  });

  test('marks the words it found in a piece of the text', async () => {
    const padding = 'Kommunen har arbejdet med indsatsen i flere år. '.repeat(30);
    await publish(
      site.deps,
      exchangeEntry({ slug: 'uddrag', results: `${padding}Så kom svømmeskolen til byen. ${padding}` }),
    );
    const [{ snippet }] = (await search('q=svømmeskolen')).hits;
    expect(snippet).toContain('Så kom <mark>svømmeskolen</mark> til byen.');
    expect(snippet.length).toBeLessThan(400);
  });

  test('shows what looks like HTML in a text as text', async () => {
    const nasty = '`<img src=x onerror=alert(1)>` & "citat" &lt;b&gt; giraffen';
    const title = '<i> giraffen </i>';
    await publish(site.deps, exchangeEntry({ slug: 'farlig', title, one_liner: nasty, summary: nasty }));
    const [hit] = (await search('q=giraffen')).hits;
    expect(hit).toMatchObject({ title, one_liner: nasty });
    expect(hit.snippet).toBe(
      '&lt;img src=x onerror=alert(1)&gt; &amp; &quot;citat&quot; &lt;b&gt; <mark>giraffen</mark>',
    );
    const { body } = await site.app.inject('/erfaringer?q=giraffen');
    expect(body).toContain('&lt;i&gt; <mark>giraffen</mark> &lt;/i&gt;');
    expect(body).toContain(hit.snippet);
    expect(readTags(body).filter(({ name, attributes }) => name === 'i' || attributes.onerror)).toEqual([]);
  });
});

describe('a search by choices', () => {
  test.each([
    ['one value of one facet', 'area=sundhed', ['odense', 'vejle']],
    ['two values of one facet: either', 'area=sundhed&area=uddannelse', ['begge', 'odense', 'vejle']],
    ['values of two facets: both', 'area=sundhed&municipality=0461', ['odense']],
    ['either and both', 'area=sundhed&area=uddannelse&municipality=0630', ['begge', 'vejle']],
    ['three facets', 'area=uddannelse&municipality=0630&target_group=unge', ['begge']],
    ['a year', 'year=2005&year=2006', ['odense', 'vejle']],
    ['a type of organisation', 'organisation_type=forening', ['forening']],
    ['a method', 'method=mentor', ['vejle']],
    ['a choice and words', 'area=sundhed&q=odense', ['odense']],
    ['a value that no entry has', 'area=modtagelse', []],
    ['a choice and another that never meet', 'method=mentor&target_group=unge', []],
  ])('takes %s', async (_what, query, found) => {
    expect(await slugs(query)).toEqual(found);
  });

  test('counts each facet as if nothing were chosen in it, but with the other choices', async () => {
    const { facets, total } = await search('area=sundhed&municipality=0630&municipality=0461');
    expect(total).toBe(2);
    expect(facets.area).toEqual({ sundhed: 2, uddannelse: 2 });
    expect(facets.municipality).toEqual({ '0630': 1, '0461': 1 });
    expect(facets.method).toEqual({ mentor: 1 });
    expect(facets.year).toEqual({ '2005': 1, '2006': 1 });
    expect(facets.target_group).toEqual({});
    expect(facets.organisation_type).toEqual({});
  });

  test('always tells of every facet, also when nothing is found', async () => {
    const { facets } = await search('q=findesikke');
    expect(facets).toEqual({
      area: {},
      municipality: {},
      method: {},
      target_group: {},
      organisation_type: {},
      year: {},
      verdict: {},
      tried: {},
    });
  });
});

describe('the order of the entries found', () => {
  const own = 'organisation_type=ministerium';
  const organisation = { name: 'Ministeriet', type: 'ministerium' };
  const titles = ['Zebra', 'Ålborg', 'Æbler', 'abe', 'Aabenraa', 'Øst', '»Citat«', 'Bil', 'Ærø', '2 byer'];

  beforeAll(async () => {
    const titled = titles.map((title, index) => [`titel-${index}`, { title, organisation }] as const);
    await publish(site.deps, ...entries(Object.fromEntries(titled)));
  });
  const inOrder = async (query: string) =>
    (await search(`${own}&${query}`)).hits.map(({ title }: { title: string }) => title);

  test('is by itself the newest first', async () => {
    expect(await inOrder('')).toEqual(titles.toReversed());
    expect(await inOrder('sort=newest')).toEqual(titles.toReversed());
  });

  test('can be the oldest first', async () => {
    expect(await inOrder('sort=oldest')).toEqual(titles);
  });

  test('can be the Danish alphabet of the titles', async () => {
    expect(await inOrder('sort=title')).toEqual([
      '2 byer',
      'abe',
      'Bil',
      '»Citat«',
      'Zebra',
      'Æbler',
      'Ærø',
      'Øst',
      'Aabenraa',
      'Ålborg',
    ]);
  });

  test('is by likeness when words are given: the title counts most', async () => {
    await publish(
      site.deps,
      ...entries({
        'i-titlen': { title: 'Kolonihave for alle' },
        'i-teksten': { summary: 'Vi lånte en kolonihave af byen.' },
      }),
    );
    expect(await slugs('q=kolonihave')).toEqual(['i-titlen', 'i-teksten']);
  });

  test('that is chosen comes before likeness', async () => {
    expect(await slugs('q=kolonihave&sort=newest')).toEqual(['i-teksten', 'i-titlen']);
    expect(await slugs('q=kolonihave+alle')).toEqual(['i-titlen', 'i-teksten']);
    expect(await slugs('q=kolonihave+alle&sort=newest')).toEqual(['i-teksten', 'i-titlen']);
  });
});

describe('the pages of a search', () => {
  test('hold per_page entries each, every entry on one of them', async () => {
    const { total } = await search('');
    const pages = Math.ceil(total / 4);
    const found = [];
    for (let page = 1; page <= pages; page++) {
      const result = await search(`per_page=4&page=${page}`);
      expect(result).toMatchObject({ total, page, per_page: 4 });
      expect(result.hits).toHaveLength(page < pages ? 4 : total - 4 * (pages - 1));
      found.push(...result.hits.map(({ slug }: { slug: string }) => slug));
    }
    expect(new Set(found).size).toBe(total);
    expect(found).toEqual(await slugs('per_page=100'));
  });

  test('beyond the last are empty but tell the total', async () => {
    const { total } = await search('');
    expect(await search('page=100000')).toMatchObject({ total, page: 100_000, hits: [] });
  });

  test('hold 20 entries when nothing else is asked for', async () => {
    expect(await search('')).toMatchObject({ page: 1, per_page: 20 });
  });
});

describe('the API refuses', () => {
  test.each([
    ['an unknown value', 'area=fiskeri', 'area', /»fiskeri« findes ikke/],
    ['a municipality by its name', 'municipality=vejle', 'municipality', /»vejle« findes ikke/],
    ['an unknown parameter', 'omraade=sundhed', 'omraade', /Kendes ikke\. Brug q, /],
    ['an unknown order', 'sort=titel', 'sort', /relevance, newest, oldest, title/],
    ['a page that is no number', 'page=to', 'page', /fra 1/],
    ['page 0', 'page=0', 'page', /fra 1/],
    ['more than 100 a page', 'per_page=101', 'per_page', /fra 1 til 100/],
    ['none a page', 'per_page=0', 'per_page', /fra 1 til 100/],
    ['a year of two digits', 'year=05', 'year', /»05« findes ikke/],
    ['more than 200 characters', `q=${'x'.repeat(201)}`, 'q', /højst fylde 200 tegn/],
  ])('%s, and says which parameter and why', async (_what, query, field, message) => {
    const response = await site.app.inject(`/api/v1/entries?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.json()).toEqual({
      error: {
        code: 'bad_request',
        message: expect.stringMatching(/ukendte eller ugyldige værdier/),
        issues: [{ field, message: expect.stringMatching(message) }],
      },
    });
  });

  test('everything that is wrong at once', async () => {
    const { error } = (await site.app.inject('/api/v1/entries?area=x&area=y&page=0&farve=blå&q=job')).json();
    expect(error.issues.map(({ field }: { field: string }) => field)).toEqual(['area', 'area', 'page', 'farve']);
  });
});
