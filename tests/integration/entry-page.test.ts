import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSite, type TestSite } from '../support/app.ts';
import { exchangeEntry, publish } from '../support/factories.ts';
import { readElement, readHeadings, readLinks, readTags, readText } from '../support/html.ts';

const full = {
  slug: 'mentorer-i-vejle',
  title: 'Mentorer i Vejle & omegn',
  one_liner: 'Giv hver ny kollega en mentor.',
  summary: 'Vi gav alle en **mentor**.',
  background: 'Mange stoppede.',
  method: '# Sådan\n\n- én\n- to',
  results: 'Flere blev.',
  lessons: 'Begynd tidligt.',
  resources: '1.000 kr.',
  beneficiaries: 'Kommuner',
  locality: 'Vejle',
  financing: 'Puljen',
  eu_support: 'Nej',
  areas: ['beskaeftigelse', 'sundhed'],
  methods: ['mentor'],
  target_groups: ['unge'],
  municipalities: ['0630', '0607'],
  organisation: { name: 'Vejle Kommune', type: 'kommune' },
  start_date: '2005-05-01',
  end_date: '2008-01-31',
  contact: { name: 'Åse Ågård', phone: '76 81 00 00', email: 'aase@vejle.dk', organisation: 'Jobcenter' },
  links: [
    { title: 'Evaluering', url: 'https://www.vejle.dk/eval?a=1&b=2' },
    { title: '', url: 'https://kilde.dk/' },
  ],
  created_at: '2007-02-20T11:34:06+01:00',
  published_at: '2007-03-01T08:00:00Z',
  status: 'published',
};

let site: TestSite;
beforeAll(async () => {
  site = await startTestSite();
  await publish(
    site.deps,
    full,
    exchangeEntry({ slug: 'kort', title: 'Kort', areas: ['modtagelse'] }),
    exchangeEntry({ slug: 'samme-metode', areas: ['uddannelse'], methods: ['mentor'] }),
    exchangeEntry({ slug: 'samme-omraade', areas: ['sundhed'] }),
    exchangeEntry({ slug: 'fremmed', areas: ['kultur-og-fritid'] }),
    exchangeEntry({ slug: 'kladde', areas: ['sundhed'], methods: ['mentor'], status: 'draft' }),
    exchangeEntry({ slug: 'trukket', areas: ['sundhed'], methods: ['mentor'], status: 'withdrawn' }),
  );
});
afterAll(() => site.close());

async function open(path: string): Promise<string> {
  const { statusCode, body } = await site.app.inject(path);
  expect(statusCode).toBe(200);
  return body;
}
const ownPage = () => open('/erfaringer/mentorer-i-vejle');
const related = (html: string) => {
  const [, list = ''] = html.split('Beslægtede erfaringer');
  return readLinks(list)
    .map(({ href }) => href)
    .filter((href) => href.startsWith('/erfaringer/'));
};

describe('the page of an entry', () => {
  test('has its texts in the order of the record, under their Danish headings', async () => {
    const html = await ownPage();
    const labels = [
      'Sammenfatning',
      'Baggrund',
      'Metode',
      'Resultater',
      'Hvad virkede, og hvad virkede ikke',
      'Ressourcer',
    ];
    const others = [
      'Nytte for hvem',
      'Lokalitet',
      'Finansiering',
      'EU støtte/lovgivning',
      'Kontakt',
      'Kilder og links',
    ];
    expect(readHeadings(html, 1)).toEqual([full.title]);
    expect(readHeadings(html, 2)).toEqual(['Fakta', 'Indhold', ...labels, ...others, 'Beslægtede erfaringer']);
    expect(html).toContain('<p>Vi gav alle en <strong>mentor</strong>.</p>');
    expect(readText(html)).toContain('Giv hver ny kollega en mentor.');
  });

  test('has the headings of a text below its own', async () => {
    expect(await ownPage()).toContain('<h3>Sådan</h3>');
  });

  test('leaves out what the entry does not say', async () => {
    const html = await open('/erfaringer/kort');
    expect(readHeadings(html, 2)).toEqual(['Fakta', 'Sammenfatning', 'Kontakt']);
    expect(readText(html)).not.toMatch(/Periode|Organisation |Målgruppe|Kommuner/);
    expect(readText(html)).toMatch(/Område Modtagelse Sprog Dansk/);
  });

  test('has a list of contents from four texts on', async () => {
    const four = { areas: ['boligomraader'], summary: 'a', background: 'b', method: 'c' };
    await publish(
      site.deps,
      exchangeEntry({ slug: 'tre', ...four }),
      exchangeEntry({ slug: 'fire', ...four, results: 'd' }),
    );
    expect(readHeadings(await open('/erfaringer/tre'), 2)).not.toContain('Indhold');
    const html = await open('/erfaringer/fire');
    expect(readLinks(html).filter(({ href }) => href.startsWith('#') && href !== '#indhold')).toEqual([
      { text: 'Sammenfatning', href: '#summary' },
      { text: 'Baggrund', href: '#background' },
      { text: 'Metode', href: '#method' },
      { text: 'Resultater', href: '#results' },
    ]);
  });

  test('has the facts, and those that can be chosen lead to a search for them', async () => {
    const html = await ownPage();
    const facts = readElement(html, /<aside/);
    expect(facts).toMatch(/Område Beskæftigelse Sundhed Metoder Mentor Målgruppe \p{L}+.* Kommuner Fredericia Vejle/u);
    expect(facts).toMatch(/Periode 1\. maj 2005 – 31\. januar 2008 Organisation Vejle Kommune Kommune Sprog Dansk$/);
    for (const query of [
      'omraade=sundhed',
      'metode=mentor',
      'maalgruppe=unge',
      'kommune=vejle',
      'organisationstype=kommune',
    ])
      expect(readLinks(html).map(({ href }) => href)).toContain(`/erfaringer?${query}`);
  });

  test('says so when it is about the whole country', async () => {
    await publish(site.deps, exchangeEntry({ slug: 'hele', areas: ['boligomraader'], nationwide: true }));
    expect(readText(await open('/erfaringer/hele'))).toContain('Kommuner Hele landet');
  });

  test('tells when the entry was made and last changed, as the calendar stands in Denmark', async () => {
    expect(readText(await ownPage())).toMatch(/Oprettet 20\. februar 2007 Sidst opdateret \d+\. \p{L}+ \d{4}/u);
  });

  test('has the contact person, whom one can call and write to', async () => {
    const html = await ownPage();
    expect(readText(html)).toContain('Åse Ågård');
    const links = readLinks(html);
    expect(links).toContainEqual({ text: '76 81 00 00', href: 'tel:76810000' });
    expect(links).toContainEqual({ text: 'aase@vejle.dk', href: 'mailto:aase@vejle.dk' });
    expect(links).toContainEqual({ text: 'Skriv til Integrationsservice om denne erfaring', href: '/kontakt' });
  });

  test('has its sources, which search engines are not led to', async () => {
    const html = await ownPage();
    expect(readLinks(html)).toContainEqual({ text: 'Evaluering', href: 'https://www.vejle.dk/eval?a=1&b=2' });
    expect(readLinks(html)).toContainEqual({ text: 'https://kilde.dk/', href: 'https://kilde.dk/' });
    const outside = readTags(html).filter(
      ({ name, attributes }) => name === 'a' && /^https?:/.test(attributes.href ?? ''),
    );
    expect(outside).toHaveLength(2);
    for (const { attributes } of outside) expect(attributes.rel).toBe('noopener noreferrer nofollow');
  });

  test('shows the way back', async () => {
    const crumbs = /<nav[^>]*aria-label="Brødkrumme".*?<\/nav>/s.exec(await ownPage())?.[0] ?? '';
    expect(readLinks(crumbs)).toEqual([
      { text: 'Forside', href: '/' },
      { text: 'Erfaringer', href: '/erfaringer' },
    ]);
    expect(readText(crumbs)).toBe('Forside Erfaringer Mentorer i Vejle & omegn');
  });

  test('shows related entries: those with a method in common first, then with an area; no draft, nothing withdrawn, not itself', async () => {
    expect(related(await ownPage())).toEqual(['/erfaringer/samme-metode', '/erfaringer/samme-omraade']);
  });

  test('shows none where nothing is in common', async () => {
    expect(related(await open('/erfaringer/fremmed'))).toEqual([]);
  });

  test('tells other programs in JSON-LD what it is', async () => {
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(await ownPage()) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Article',
      headline: full.title,
      url: 'https://eksempel.dk/erfaringer/mentorer-i-vejle',
      inLanguage: 'da',
      datePublished: '2007-03-01T08:00:00.000Z',
      author: { '@type': 'Organization', name: 'Vejle Kommune' },
    });
  });

  test('knows its one address and its message', async () => {
    const html = await ownPage();
    expect(html).toContain('<link rel="canonical" href="https://eksempel.dk/erfaringer/mentorer-i-vejle">');
    expect(html).toContain('<meta name="description" content="Giv hver ny kollega en mentor.">');
  });
});

describe('an entry as Markdown', () => {
  test('is a file to keep, with everything that the page says', async () => {
    const response = await site.app.inject('/erfaringer/mentorer-i-vejle.md');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(response.headers['content-disposition']).toBe('attachment; filename="mentorer-i-vejle.md"');
    const blocks = response.body.split('\n\n');
    expect(blocks.slice(0, 2)).toEqual([`# ${full.title}`, full.one_liner]);
    expect(response.body).toContain('- Kommuner: Fredericia, Vejle\n- Periode: 1. maj 2005 – 31. januar 2008\n');
    expect(response.body).toContain('## Metode\n\n# Sådan\n\n- én\n- to\n\n## Resultater\n\nFlere blev.');
    expect(response.body).toContain('## Kontakt\n\nÅse Ågård, 76 81 00 00, aase@vejle.dk, Jobcenter');
    expect(response.body).toContain('- [Evaluering](<https://www.vejle.dk/eval?a=1&b=2>)');
    expect(blocks.at(-1)).toMatch(/Hentet fra https:\/\/eksempel\.dk\/erfaringer\/mentorer-i-vejle\n$/);
  });

  test('leaves out what the entry does not say', async () => {
    expect(await open('/erfaringer/kort.md')).not.toMatch(/## (Kontakt|Metode|Kilder)|undefined|null/);
  });
});
