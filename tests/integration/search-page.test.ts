import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readElement, readLinks, readTags, readText } from '../support/html.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  const many = Array.from({ length: 45 }, (_, index) =>
    exchangeEntry({
      title: `Sprogcafé ${index + 1}`,
      published_at: new Date(Date.UTC(2007, 0, 60 - index)).toISOString(),
    }),
  );
  const vejle = exchangeEntry({
    ...{ slug: 'vejle', title: 'Mentorer i Vejle', areas: ['sundhed'], methods: ['mentor'], municipalities: ['Vejle'] },
    ...{ organisation: { name: 'Vejle Kommune', type: 'kommune' }, start_date: '2005-05-01', end_date: '2008-01-31' },
    published_at: '2006-01-01T00:00:00Z',
  });
  await publish(site.deps, ...many, vejle);
});
afterAll(() => site.close());

async function open(path: string): Promise<string> {
  const { statusCode, body } = await site.app.inject(path);
  expect(statusCode).toBe(200);
  return body;
}
const linksTo = (html: string, text: string | RegExp) =>
  readLinks(html)
    .filter((link) => (typeof text === 'string' ? link.text === text : text.test(link.text)))
    .map(({ href }) => href);
const linkedAs = (html: string, rel: string) =>
  readTags(html)
    .filter(({ name, attributes }) => name === 'a' && attributes.rel === rel)
    .map(({ attributes }) => attributes.href);
const results = (html: string) =>
  readLinks(html)
    .filter(({ href }) => /^\/erfaringer\/[a-z0-9-]+$/.test(href))
    .map(({ text }) => text);
const count = (html: string) => readElement(html, /<h2[^>]* id="antal"/);
const chosen = (html: string) =>
  readTags(html)
    .filter(({ name, attributes }) => name === 'input' && 'checked' in attributes)
    .map(({ attributes }) => `${attributes.name}=${attributes.value}`);

describe('the search page', () => {
  test('shows all entries, the newest first, with their number', async () => {
    const html = await open('/erfaringer');
    expect(count(html)).toBe('46 erfaringer');
    expect(results(html)).toEqual(Array.from({ length: 20 }, (_, index) => `Sprogcafé ${index + 1}`));
  });

  test('shows organisation, municipalities and period of an entry, its message, areas and methods', async () => {
    const text = readText(await open('/erfaringer?q=vejle'));
    expect(text).toContain('Vejle Kommune · Vejle · 2005–2008');
    expect(text).toContain('En kort sætning om, hvad andre kan lære.');
    expect(text).toMatch(/Sundhed\s+Mentor/);
  });

  test('keeps the words in the field and the choices in their boxes', async () => {
    const html = await open('/erfaringer?q=mentorer+i+%22Vejle%22&omraade=sundhed&kommune=vejle');
    const field = readTags(html).find(({ name, attributes }) => name === 'input' && attributes.name === 'q');
    expect(field?.attributes.value).toBe('mentorer i "Vejle"');
    expect(chosen(html)).toEqual(['omraade=sundhed', 'kommune=vejle']);
  });

  test('shows a choice without entries too, so that it can be given up', async () => {
    expect(chosen(await open('/erfaringer?omraade=modtagelse'))).toEqual(['omraade=modtagelse']);
  });

  test('counts a facet with the other choices only', async () => {
    const text = readText(await open('/erfaringer?omraade=sundhed'));
    expect(text).toMatch(/Beskæftigelse 45/);
    expect(text).toMatch(/Sundhed 1/);
    expect(text).toMatch(/Mentor 1/);
  });
});

describe('a chosen filter', () => {
  const query = '/erfaringer?q=vejle&omraade=beskaeftigelse&omraade=sundhed&kommune=vejle&sortering=titel';

  test('can be removed by itself; the rest of the search stays, from the first page', async () => {
    const html = await open(`${query}&side=2`);
    expect(linksTo(html, /^Fjern område: Beskæftigelse/)).toEqual([
      '/erfaringer?q=vejle&omraade=sundhed&kommune=vejle&sortering=titel',
    ]);
    expect(linksTo(html, /^Fjern kommune: Vejle/)).toEqual([
      '/erfaringer?q=vejle&omraade=beskaeftigelse&omraade=sundhed&sortering=titel',
    ]);
  });

  test('can be removed with all others; words and order stay', async () => {
    expect(linksTo(await open(query), 'Ryd afgrænsning')).toEqual(['/erfaringer?q=vejle&sortering=titel']);
  });

  test('is shown by nothing when nothing is chosen', async () => {
    const html = await open('/erfaringer?q=vejle');
    expect(linksTo(html, 'Ryd afgrænsning')).toEqual([]);
    expect(linksTo(html, /^Fjern /)).toEqual([]);
  });
});

describe('the pages of results', () => {
  test('lead to each other and keep the search', async () => {
    const html = await open('/erfaringer?q=sprogcaf%C3%A9&side=2');
    expect(results(html)).toHaveLength(20);
    expect(linkedAs(html, 'prev')).toEqual(['/erfaringer?q=sprogcaf%C3%A9']);
    expect(linkedAs(html, 'next')).toEqual(['/erfaringer?q=sprogcaf%C3%A9&side=3']);
    const last = await open('/erfaringer?q=sprogcaf%C3%A9&side=3');
    expect(results(last)).toHaveLength(5);
    expect(linkedAs(last, 'next')).toEqual([]);
  });

  test('are not offered when there is only one', async () => {
    const html = await open('/erfaringer?q=vejle');
    expect([...linkedAs(html, 'prev'), ...linkedAs(html, 'next')]).toEqual([]);
  });

  test('beyond the last say so and lead back', async () => {
    const html = await open('/erfaringer?q=sprogcaf%C3%A9&side=9');
    expect(readText(html)).toContain('Side 9 findes ikke. Der er 3 sider med resultater.');
    expect(linksTo(html, 'Gå til den første side')).toEqual(['/erfaringer?q=sprogcaf%C3%A9']);
  });
});

describe('a search without results', () => {
  test('says for what, and offers areas to look in', async () => {
    const html = await open('/erfaringer?q=xyzxyz');
    expect(count(html)).toBe('Ingen erfaringer');
    expect(readText(html)).toContain('Ingen erfaringer passer til »xyzxyz«.');
    expect(readText(html)).toContain('Se efter, om ordene er stavet rigtigt');
    expect(linksTo(html, 'Udsatte boligområder')).toEqual(['/erfaringer?omraade=boligomraader']);
  });

  test('offers the way back from each of its choices', async () => {
    const html = await open('/erfaringer?q=vejle&omraade=modtagelse&metode=mentor');
    expect(readText(html)).toContain('Ingen erfaringer passer til »vejle« sammen med Modtagelse, Mentor.');
    expect(linksTo(html, 'Søg uden Modtagelse')).toEqual(['/erfaringer?q=vejle&metode=mentor']);
    expect(linksTo(html, 'Søg uden Mentor')).toEqual(['/erfaringer?q=vejle&omraade=modtagelse']);
    expect(linksTo(html, 'Søg efter »vejle« uden afgrænsning')).toEqual(['/erfaringer?q=vejle']);
    expect(linksTo(html, /fjern søgeordene/)).toEqual(['/erfaringer?omraade=modtagelse&metode=mentor']);
  });

  test('does not blame the spelling of words that were not given', async () => {
    const text = readText(await open('/erfaringer?omraade=modtagelse'));
    expect(text).toContain('Ingen erfaringer passer til Modtagelse.');
    expect(text).not.toContain('stavet');
  });
});

describe('an address that', () => {
  test.each([
    ['has empty parameters, as a form sends them', '?q=&omraade=&sortering=', ''],
    ['says what holds anyway', '?q=vejle&sortering=relevans&side=1', '?q=vejle'],
    ['has a municipality by its code', '?kommune=0630', '?kommune=vejle'],
    ['has its parameters in another order', '?side=2&q=vejle', '?q=vejle&side=2'],
    ['says something twice', '?omraade=sundhed&omraade=sundhed', '?omraade=sundhed'],
    ['has a mark that someone counts visits by', '?utm_source=nyhedsbrev&q=vejle', '?q=vejle'],
    ['has spaces around the words', '?q=+vejle++by+', '?q=vejle+by'],
    ['has an escape that says nothing', '?q=%FF', '?q=%25FF'],
  ])('%s leads on to the tidy one', async (_what, query, tidy) => {
    const { statusCode, headers } = await site.app.inject(`/erfaringer${query}`);
    expect({ statusCode, location: headers.location }).toEqual({ statusCode: 302, location: `/erfaringer${tidy}` });
    expect((await site.app.inject(`/erfaringer${tidy}`)).statusCode).toBe(200);
  });

  test.each([
    '',
    '?q=vejle',
    '?q=mentorer%20i%20Vejle',
    '?q=mentorer+i+Vejle',
    '?q=%C3%A6',
    '?q=100%25',
    '?q=a%26b',
    '?q=a%27b*()~',
    '?',
  ])('is tidy as %j stays', async (query) => {
    expect((await site.app.inject(`/erfaringer${query}`)).statusCode).toBe(200);
  });

  test('has unknown values shows the rest of the search and says what was ignored', async () => {
    const html = await open('/erfaringer?omraade=fiskeri&omraade=sundhed&side=to&sortering=x&kommune=%3Cb%3E');
    const text = readText(html);
    expect(count(html)).toBe('1 erfaring');
    expect(chosen(html)).toEqual(['omraade=sundhed']);
    expect(text).toContain('»fiskeri« findes ikke under område.');
    expect(text).toContain('»<b>« findes ikke under kommune.');
    expect(text).toContain('Vi så bort fra »side« i adressen: Skal være et helt tal fra 1 til 100000.');
    expect(text).toContain('Kan være relevans, nyeste, aeldste, titel.');
  });

  test('has too many words uses the first 200 characters and says so', async () => {
    const html = await open(`/erfaringer?q=vejle${'+vejle'.repeat(50)}`);
    expect(readText(html)).toContain('Søgningen må højst fylde 200 tegn.');
    expect(results(html)).toEqual(['Mentorer i Vejle']);
  });

  test('says anything at all is answered, and led on at most once', async () => {
    const name = fc.constantFrom(
      'q',
      'omraade',
      'kommune',
      'side',
      'sortering',
      'aar',
      'area',
      'page',
      '__proto__',
      'x[]',
    );
    const value = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())),
      fc.constantFrom(
        'sundhed',
        '0630',
        'vejle',
        '2005',
        '2',
        'titel',
        '%FF',
        '%00',
        '%',
        '+',
        '%2B',
        '%26',
        "'",
        '"',
        '=',
        '',
      ),
    );
    const query = fc.array(fc.tuple(name, fc.constantFrom('=', '', '=='), value), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(query, async (parts) => {
        const text = parts.map((part) => part.join('')).join('&');
        let page = await site.app.inject(`/erfaringer?${text}`);
        if (page.statusCode === 302) page = await site.app.inject(String(page.headers.location));
        expect(page.statusCode).toBe(200);
        expect([200, 400]).toContain((await site.app.inject(`/api/v1/entries?${text}`)).statusCode);
      }),
      { numRuns: 100 },
    );
  });
});
