import { beforeAll, describe, expect, test } from 'vitest';
import { parseEntry } from '#content/entries/exchange.ts';
import { slugFromTitle } from '#content/slug.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { loadTestTaxonomy } from '../support/taxonomy.ts';

let taxonomy: Taxonomy;
beforeAll(async () => {
  taxonomy = await loadTestTaxonomy();
});

const draft = (changes: object = {}) => ({ title: 'Mentorer på arbejdspladsen', ...changes });
const published = (changes: object = {}) =>
  draft({ one_liner: 'Giv hver ny kollega en mentor.', summary: 'Kort.', areas: ['beskaeftigelse'], ...changes });

function parse(value: unknown) {
  const { entry, issues } = parseEntry(value, taxonomy);
  if (issues) throw new Error(JSON.stringify(issues));
  return entry;
}

function issuesOf(value: unknown) {
  return parseEntry(value, taxonomy).issues ?? [];
}

describe('a line of the exchange format', () => {
  test('needs nothing but a title; the rest is empty, and it is a draft', () => {
    expect(parse(draft())).toEqual({
      slug: 'mentorer-paa-arbejdspladsen',
      status: 'draft',
      created_at: undefined,
      published_at: undefined,
      content: {
        title: 'Mentorer på arbejdspladsen',
        ...{ one_liner: '', summary: '', background: '', method: '', results: '', lessons: '', resources: '' },
        ...{ beneficiaries: '', locality: '', financing: '', eu_support: '' },
        ...{ areas: [], methods: [], target_groups: [], municipalities: [], nationwide: false, organisation: null },
        ...{ start_date: null, end_date: null, language: 'da', links: [] },
        contact: { name: '', phone: '', email: '', organisation: '' },
      },
    });
  });

  test('may say null for everything but the title, as an export from another system does', () => {
    const fields = ['slug', 'one_liner', 'summary', 'areas', 'municipalities', 'nationwide', 'organisation'];
    const others = ['start_date', 'end_date', 'language', 'contact', 'links', 'created_at', 'published_at', 'status'];
    const nulls = Object.fromEntries([...fields, ...others].map((field) => [field, null]));
    expect(parse(draft(nulls))).toEqual(parse(draft()));
  });

  test('keeps no spaces around a text', () => {
    const { content } = parse(draft({ title: '  Mentorer\n', summary: '\n\nKort.  ' }));
    expect(content).toMatchObject({ title: 'Mentorer', summary: 'Kort.' });
  });

  test('has its times in UTC, whatever zone they were written in', () => {
    const { created_at, published_at } = parse(
      published({ status: 'published', created_at: '2007-02-20T11:34:06+01:00', published_at: '2007-07-01T00:00:00Z' }),
    );
    expect({ created_at, published_at }).toEqual({
      created_at: '2007-02-20T10:34:06.000Z',
      published_at: '2007-07-01T00:00:00.000Z',
    });
  });

  test('names each term once, in the order of the vocabulary', () => {
    const { content } = parse(draft({ areas: ['sundhed', 'beskaeftigelse', 'sundhed'] }));
    expect(content.areas).toEqual(['beskaeftigelse', 'sundhed']);
  });

  test('may begin and end on the same day', () => {
    const day = { start_date: '2007-05-01', end_date: '2007-05-01' };
    expect(parse(draft(day)).content).toMatchObject(day);
  });

  test('may say a part of the contact', () => {
    expect(parse(draft({ contact: { phone: '12 34 56 78' } })).content.contact).toEqual({
      name: '',
      phone: '12 34 56 78',
      email: '',
      organisation: '',
    });
  });
});

describe('a municipality', () => {
  test.each([
    ['its code', ['0630'], ['0630']],
    ['its name', ['Vejle'], ['0630']],
    ['its official name', ['Vejle Kommune'], ['0630']],
    ['its name in any case, with spaces around', ['  vEJLE '], ['0630']],
    ['its slug', ['hoeje-taastrup'], ['0169']],
    ['the genitive of its official name', ['Københavns Kommune'], ['0101']],
    ['Aarhus', ['Aarhus'], ['0751']],
    ['Århus', ['Århus'], ['0751']],
    ['the name of a former one', ['Søllerød'], ['0230']],
    ['the official name of a former one', ['Søllerød Kommune'], ['0230']],
    ['a former name that two municipalities share today', ['Give'], ['0530', '0630']],
    ['a former name that three municipalities share today', ['Aalestrup'], ['0791', '0820', '0846']],
    ['several names for the same', ['Vejle', '0630', 'Børkop'], ['0630']],
    ['several in any order', ['Aarhus', 'København'], ['0101', '0751']],
  ])('is found by %s', (_what, municipalities, codes) => {
    expect(parse(draft({ municipalities })).content.municipalities).toEqual(codes);
  });

  test('of today is meant by a name that a former one had too', () => {
    expect(parse(draft({ municipalities: ['Randers'] })).content.municipalities).toEqual(['0730']);
  });

  test('that does not exist is refused by name', () => {
    const issues = issuesOf(draft({ municipalities: ['Vejle', 'Andeby', '9999'] }));
    expect(issues.map(({ field }) => field)).toEqual(['municipalities', 'municipalities']);
    expect(issues[0]?.message).toContain('»Andeby«');
    expect(issues[1]?.message).toContain('»9999«');
  });
});

describe('a bad field is reported with its name and a reason:', () => {
  const dayReason = /åååå-mm-dd/;
  const timeReason = /tidszone/;
  const unstorable = /tegn, der ikke kan gemmes/;
  test.each<[string, object, string, RegExp]>([
    ['no title', { title: undefined }, 'title', /Mangler/],
    ['a title of spaces', { title: '  ' }, 'title', /Skriv en titel/],
    ['a title that is a number', { title: 7 }, 'title', /tekst/],
    ['a title that is a list', { title: [] }, 'title', /tekst/],
    ['a title of 301 characters', { title: 'x'.repeat(301) }, 'title', /højst fylde 300 tegn/],
    ['a text of 100.001 characters', { summary: 'x'.repeat(100_001) }, 'summary', /højst fylde 100\.000 tegn/],
    ['NUL in a text', { results: 'før\0efter' }, 'results', unstorable],
    ['half an emoji in a text', { method: '\ud83d uden resten' }, 'method', unstorable],
    ['the other half in a title', { title: 'Smil \ude00' }, 'title', unstorable],
    ['NUL in a name', { contact: { name: '\0' } }, 'contact.name', unstorable],
    ['half an emoji in a link', { links: [{ title: '\ud83d', url: 'https://vejle.dk' }] }, 'links.0.title', unstorable],
    ['an unknown field', { titel: 'Mentorer' }, 'titel', /findes ikke i formatet/],
    ['an unknown field in the contact', { contact: { cpr: '010190-1234' } }, 'contact.cpr', /findes ikke i formatet/],
    ['a field called __proto__', JSON.parse('{"__proto__":{"nationwide":true}}'), '__proto__', /findes ikke/],
    ['a day that the calendar lacks', { start_date: '2007-02-30' }, 'start_date', dayReason],
    ['29 February of no leap year', { end_date: '1900-02-29' }, 'end_date', dayReason],
    ['a day in Danish order', { start_date: '20-02-2007' }, 'start_date', dayReason],
    ['an empty day', { start_date: '' }, 'start_date', dayReason],
    ['a day in the year 207', { start_date: '0207-02-20' }, 'start_date', dayReason],
    ['a day in the year 2207', { start_date: '2207-02-20' }, 'start_date', dayReason],
    ['an end before the start', { start_date: '2007-05-01', end_date: '2007-04-30' }, 'end_date', /før startdatoen/],
    ['a time without a zone', { created_at: '2007-02-20T11:34:06' }, 'created_at', timeReason],
    ['a time that is a day', { published_at: '2007-02-20' }, 'published_at', timeReason],
    ['a time that is a number', { created_at: 1171967646 }, 'created_at', timeReason],
    ['a time before 1900 in UTC', { created_at: '1900-01-01T00:00:00+10:00' }, 'created_at', timeReason],
    ['a time after 2199 in UTC', { created_at: '2199-12-31T23:59:59-10:00' }, 'created_at', timeReason],
    ['an unknown area', { areas: ['sundhed', 'fiskeri'] }, 'areas', /»fiskeri« .*beskaeftigelse, uddannelse/],
    ['an unknown method', { methods: ['magi'] }, 'methods', /»magi« findes ikke/],
    ['an unknown target group', { target_groups: ['alle'] }, 'target_groups', /»alle« findes ikke/],
    ['an area by its label', { areas: ['Beskæftigelse'] }, 'areas', /»Beskæftigelse« findes ikke/],
    ['a method as an area', { areas: ['mentor'] }, 'areas', /»mentor« findes ikke/],
    ['a single area without a list', { areas: 'sundhed' }, 'areas', /liste/],
    ['a list with a number', { areas: [7] }, 'areas.0', /tekst/],
    ['an organisation without a type', { organisation: { name: 'Vejle' } }, 'organisation.type', /Mangler/],
    ['an organisation without a name', { organisation: { name: ' ', type: 'kommune' } }, 'organisation.name', /navn/],
    [
      'an unknown organisation type',
      { organisation: { name: 'Vejle', type: 'by' } },
      'organisation.type',
      /»by« findes ikke.*kommune, virksomhed/,
    ],
    ['a language by its name', { language: 'dansk' }, 'language', /sprogkode/],
    ['a script as a link', { links: [{ title: 'x', url: 'javascript:alert(1)' }] }, 'links.0.url', /https:\/\//],
    ['a link without https', { links: [{ title: 'x', url: 'vejle.dk' }] }, 'links.0.url', /https:\/\//],
    ['a link without an address', { links: [{ title: 'x' }] }, 'links.0.url', /Mangler/],
    ['a yes instead of true', { nationwide: 'ja' }, 'nationwide', /true eller false/],
    ['an unknown status', { status: 'udgivet' }, 'status', /draft, submitted, returned, published, withdrawn/],
    ['a slug with capitals', { slug: 'Mentorer' }, 'slug', /små bogstaver/],
    ['a slug with æ', { slug: 'læring' }, 'slug', /små bogstaver/],
    ['a slug that ends in a hyphen', { slug: 'mentorer-' }, 'slug', /små bogstaver/],
    ['a slug of 101 characters', { slug: 'a'.repeat(101) }, 'slug', /højst fylde 100 tegn/],
    ['a title that makes no slug', { title: '★ 😀 ★' }, 'slug', /Angiv slug/],
  ])('%s', (_what, changes, field, reason) => {
    const [issue, ...others] = issuesOf(draft(changes));
    expect(issue).toEqual({ field, message: expect.stringMatching(reason) });
    expect(others).toEqual([]);
  });

  test.each([null, 7, 'tekst', true, [], [draft()]])('a line that is %j instead of an object', (value) => {
    expect(issuesOf(value)).toEqual([{ field: '(linjen)', message: expect.stringMatching(/JSON-objekt/) }]);
  });

  test('all bad fields of a line at once', () => {
    const issues = issuesOf(draft({ areas: ['fiskeri'], municipalities: ['Andeby'], status: 'published' }));
    expect(issues.map(({ field }) => field)).toEqual(['areas', 'municipalities', 'one_liner', 'summary', 'areas']);
  });
});

describe('a published entry', () => {
  test.each([
    ['one_liner', { one_liner: '' }],
    ['summary', { summary: '  ' }],
    ['areas', { areas: [] }],
  ])('needs %s', (field, changes) => {
    expect(issuesOf(published({ status: 'published', ...changes }))).toEqual([
      { field, message: expect.stringMatching(/kræves af en udgivet erfaring/) },
    ]);
  });

  test.each(['draft', 'submitted', 'returned', 'withdrawn'])('needs more than one that is %s', (status) => {
    expect(parse(draft({ status })).status).toBe(status);
  });
});

describe('the slug of a title', () => {
  test.each([
    ['Æblegrød på Ærø', 'aeblegroed-paa-aeroe'],
    ['Åben skole', 'aaben-skole'],
    ['Job & uddannelse', 'job-og-uddannelse'],
    ['Ungdom/2007: »ny« start!', 'ungdom-2007-ny-start'],
    ['EU-støtte i SFI', 'eu-stoette-i-sfi'],
    ['  Café Überall  ', 'cafe-ueberall'],
  ])('%s is %s', (title, slug) => {
    expect(slugFromTitle(title)).toBe(slug);
  });

  test('that is long is cut at a whole word', () => {
    const slug = slugFromTitle('integration '.repeat(20));
    expect(slug).toBe('integration-'.repeat(8).slice(0, -1));
  });

  test('that is a single long word is cut at 100 characters', () => {
    expect(slugFromTitle('å'.repeat(80))).toBe('a'.repeat(100));
  });

  test('gives way to a slug in the file', () => {
    expect(parse(draft({ slug: 'min-egen' })).slug).toBe('min-egen');
  });
});
