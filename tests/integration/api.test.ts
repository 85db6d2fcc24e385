import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';

interface Operation {
  summary: string;
  description: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: { type: string } }[];
  responses: Record<string, { content: Record<string, { schema: Parameters<typeof z.fromJSONSchema>[0] }> }>;
}
interface OpenApi {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, { get: Operation }>;
}

const full = exchangeEntry({
  ...{
    slug: 'hel',
    title: 'Hel erfaring',
    summary: 'Kort **sagt**',
    method: '# Sådan',
    areas: ['sundhed', 'uddannelse'],
  },
  ...{ methods: ['mentor'], target_groups: ['unge'], municipalities: ['0630'], language: 'da' },
  ...{ organisation: { name: 'Vejle Kommune', type: 'kommune' }, start_date: '2005-05-01', end_date: '2008-01-31' },
  contact: { name: 'Åse', phone: '76810000', email: 'aase@vejle.dk', organisation: 'Jobcenter' },
  links: [{ title: 'Kilde', url: 'https://vejle.dk/' }],
  ...{ created_at: '2007-02-20T10:34:06.000Z', published_at: '2007-03-01T08:00:00.000Z' },
});

let site: TestSite;
let limited: TestSite;
let document: OpenApi;
beforeAll(async () => {
  site = await startTestSite();
  limited = await startTestSite({ RATE_LIMIT: '1' });
  await publish(
    site.deps,
    full,
    exchangeEntry({ slug: 'mager' }),
    exchangeEntry({ slug: 'trukket', status: 'withdrawn' }),
  );
  document = (await site.app.inject('/api/v1/openapi.json')).json();
});
afterAll(async () => {
  await site.close();
  await limited.close();
});

const ENTRIES = '/api/v1/entries';
const ENTRY = '/api/v1/entries/{slug}';
const VOCABULARY = '/api/v1/vocabularies/{name}';

describe('the OpenAPI document', () => {
  test('is of version 3.1, names the server, and describes each call of the API and nothing else', async () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.servers).toEqual([{ url: 'https://eksempel.dk' }]);
    const routes = listRoutes().filter((path) => path.startsWith('/api/v1/') && !path.endsWith('openapi.json'));
    expect(Object.keys(document.paths).toSorted()).toEqual(routes.toSorted());
    expect(routes).toEqual(expect.arrayContaining([ENTRIES, ENTRY, VOCABULARY]));
  });

  test('describes every parameter with its type, in Danish', () => {
    for (const { get } of Object.values(document.paths)) {
      expect(get.summary).not.toBe('');
      for (const parameter of get.parameters ?? []) {
        expect(parameter.schema.type).toMatch(/^(string|integer|array)$/);
        if (parameter.in === 'query') expect(parameter.description).toMatch(/\.$/);
        else expect(parameter.required).toBe(true);
      }
    }
    const names = document.paths[ENTRIES]?.get.parameters?.map(({ name }) => name);
    const facets = ['area', 'municipality', 'method', 'target_group', 'organisation_type', 'year', 'verdict', 'tried'];
    expect(names).toEqual(['q', ...facets, 'sort', 'page', 'per_page']);
  });
});

/** Every address that the site answers, as OpenAPI writes it, from the tree that fastify prints. */
function listRoutes(): string[] {
  const branches: string[] = [];
  return site.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part] = /^([\s│├└─]*)(\S+) \(GET/.exec(line) ?? [];
      if (part === undefined) return [];
      const depth = indent.length / 4 - 1;
      branches.splice(depth, branches.length, part);
      return branches.join('').replace(/:(\w+)/g, '{$1}');
    });
}

/** Whether the answer is one that the document promises for this call, with no field more. */
async function expectAsDescribed(path: string, url: string, status: number, from = site) {
  const response = await from.app.inject(url);
  expect(response.statusCode).toBe(status);
  const described = document.paths[path]?.get.responses[status]?.content['application/json']?.schema;
  expect(described, `${path} describes ${status}`).toBeDefined();
  const { error } = z.fromJSONSchema(described ?? {}).safeParse(response.json());
  expect(error?.issues ?? []).toEqual([]);
  return response.json();
}

describe('an answer of the API is as the document describes it:', () => {
  test.each<[string, string, number]>([
    [ENTRIES, '/api/v1/entries', 200],
    [ENTRIES, '/api/v1/entries?q=sagt&area=sundhed&municipality=0630&sort=title&page=1&per_page=5', 200],
    [ENTRIES, '/api/v1/entries?q=findesikke', 200],
    [ENTRIES, '/api/v1/entries?area=x&farve=y', 400],
    [ENTRY, '/api/v1/entries/hel', 200],
    [ENTRY, '/api/v1/entries/mager', 200],
    [ENTRY, '/api/v1/entries/trukket', 410],
    [ENTRY, '/api/v1/entries/findes-ikke', 404],
    [VOCABULARY, '/api/v1/vocabularies/areas', 200],
    [VOCABULARY, '/api/v1/vocabularies/methods', 200],
    [VOCABULARY, '/api/v1/vocabularies/target_groups', 200],
    [VOCABULARY, '/api/v1/vocabularies/municipalities', 200],
    [VOCABULARY, '/api/v1/vocabularies/organisation_types', 200],
    [VOCABULARY, '/api/v1/vocabularies/farver', 404],
    [VOCABULARY, '/api/v1/vocabularies/constructor', 404],
  ])('%s as %s with %d', async (path, url, status) => {
    await expectAsDescribed(path, url, status);
  });

  test.each([
    [ENTRIES, '/api/v1/entries'],
    [ENTRY, '/api/v1/entries/x'],
    [VOCABULARY, '/api/v1/vocabularies/areas'],
  ])('%s when it is asked too often', async (path, url) => {
    await limited.app.inject(url);
    await expectAsDescribed(path, url, 429, limited);
  });

  test('a field that is not described would be noticed', async () => {
    const schema = document.paths[ENTRIES]?.get.responses[200]?.content['application/json']?.schema;
    const body = (await site.app.inject('/api/v1/entries')).json();
    expect(z.fromJSONSchema(schema ?? {}).safeParse({ ...body, hemmelig: 1 }).success).toBe(false);
    const [hit, ...hits] = body.hits;
    const extended = { ...body, hits: [{ ...hit, hemmelig: 1 }, ...hits] };
    expect(z.fromJSONSchema(schema ?? {}).safeParse(extended).success).toBe(false);
  });
});

describe('the API', () => {
  test('tells of each entry found what a list needs', async () => {
    const { hits, facets, ...rest } = (await site.app.inject('/api/v1/entries?q=%22sagt%22')).json();
    expect(rest).toEqual({ total: 1, page: 1, per_page: 20, degraded: false });
    expect(hits).toEqual([
      {
        slug: 'hel',
        title: 'Hel erfaring',
        one_liner: full.one_liner,
        url: 'https://eksempel.dk/erfaringer/hel',
        snippet: 'Kort <mark>sagt</mark>\nSådan',
        areas: ['uddannelse', 'sundhed'],
        municipalities: ['0630'],
        methods: ['mentor'],
        organisation: { name: 'Vejle Kommune', type: 'kommune' },
        published_at: '2007-03-01T08:00:00.000Z',
      },
    ]);
    expect(facets).toEqual({
      area: { uddannelse: 1, sundhed: 1 },
      municipality: { '0630': 1 },
      method: { mentor: 1 },
      target_group: { unge: 1 },
      organisation_type: { kommune: 1 },
      year: { '2005': 1 },
      verdict: { not_assessed: 1 },
      tried: {},
    });
  });

  test('gives an entry whole, in the exchange format, with each text as HTML beside it', async () => {
    const { html, ...record } = (await site.app.inject('/api/v1/entries/hel')).json();
    expect(record).toMatchObject({ ...full, areas: ['uddannelse', 'sundhed'], tried: 0 });
    expect(html).toMatchObject({
      summary: '<p>Kort <strong>sagt</strong></p>\n',
      method: '<h3>Sådan</h3>\n',
      results: '',
    });
    expect(Object.keys(html)).toHaveLength(10);
    expect(record).not.toHaveProperty('id');
  });

  test('gives the vocabularies in the order in which they are shown', async () => {
    const { name, terms } = (await site.app.inject('/api/v1/vocabularies/areas')).json();
    expect(name).toBe('areas');
    expect(terms[0]).toEqual({ value: 'beskaeftigelse', label: 'Beskæftigelse', description: expect.any(String) });
    expect(terms).toHaveLength(7);
  });

  test('gives the municipalities with region and former names', async () => {
    const { terms } = (await site.app.inject('/api/v1/vocabularies/municipalities')).json();
    expect(terms).toHaveLength(98);
    expect(terms).toContainEqual({
      value: '0230',
      label: 'Rudersdal',
      region: expect.stringMatching(/^Region (Hovedstaden|Østdanmark)$/),
      former_names: ['Birkerød', 'Søllerød'],
    });
  });
});
