import { beforeAll, describe, expect, test } from 'vitest';
import { eachText } from '#content/entries/fields.ts';
import type { StoredEntry } from '#content/entries/queries.ts';
import { MARK_END, MARK_START } from '#content/markdown.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { DOCUMENT_VERSION, documentVersion, toDocument } from '#search/document.ts';
import { loadTestTaxonomy } from '../support/taxonomy.ts';

let taxonomy: Taxonomy;
beforeAll(async () => {
  taxonomy = await loadTestTaxonomy();
});

function stored(changes: Partial<StoredEntry> = {}): StoredEntry {
  return {
    ...{
      id: 7,
      version: '3',
      slug: 'mentorer',
      title: 'Mentorer',
      one_liner: 'Giv alle en mentor.',
      status: 'published',
    },
    ...eachText(() => ''),
    ...{ areas: ['sundhed'], methods: ['mentor'], target_groups: [], municipalities: [], nationwide: false },
    ...{ organisation: null, start_date: null, end_date: null, language: 'da', links: [] },
    contact: { name: '', phone: '', email: '', organisation: '' },
    created_at: '2007-02-20T10:34:06.000Z',
    published_at: '2007-03-01T08:00:00.000Z',
    updated_at: '2008-01-01T00:00:00.000Z',
    unconfirmed_since: null,
    isPublishedText: true,
    ...{ tried: 0, assessed: null },
    ...changes,
  };
}

describe('the search document of an entry', () => {
  test('holds nothing of its contact', () => {
    const contact = {
      name: 'Åse Ågård',
      phone: '76 81 00 00',
      email: 'aase@vejle.dk',
      organisation: 'Jobcenter Vejle',
    };
    expect(JSON.stringify(toDocument(stored({ contact }), taxonomy))).not.toMatch(/Ågård|76 81|aase@|Jobcenter/);
  });

  test('has the words of its texts without Markdown, in the order of the page', () => {
    const texts = { summary: '**Kort** sagt', method: '[Sådan](https://vejle.dk)\n\n- gjorde vi', lessons: '# Lærdom' };
    expect(toDocument(stored(texts), taxonomy).text).toBe('Kort sagt\nSådan gjorde vi\nLærdom');
  });

  test('is found by the names of its municipalities, their former names, and their region', () => {
    const { places } = toDocument(stored({ municipalities: ['0230'] }), taxonomy);
    expect(places).toEqual(['Rudersdal', 'Rudersdal Kommune', 'Birkerød', 'Søllerød', 'Region Hovedstaden']);
  });

  test('is found by both spellings of å', () => {
    const { places } = toDocument(stored({ municipalities: ['0751'] }), taxonomy);
    expect(places).toEqual(expect.arrayContaining(['Aarhus', 'Århus', 'Aarhus Kommune', 'Århus Kommune']));
    const { places: others } = toDocument(stored({ municipalities: ['0530'] }), taxonomy);
    expect(others).toEqual(expect.arrayContaining(['Grindsted', 'Give']));
  });

  test('has labels to search in and slugs and codes to choose by', () => {
    const organisation = { name: 'Vejle Kommune', type: 'kommune' };
    const chosen = {
      municipalities: ['0630', '0751'],
      target_groups: ['unge'],
      start_date: '2005-05-01',
      organisation,
    };
    const document = toDocument(stored(chosen), taxonomy);
    expect(document.terms).toEqual(['Sundhed', 'Mentor', taxonomy.term('target_groups', 'unge')?.label]);
    expect(document).toMatchObject({
      ...{ area: ['sundhed'], method: ['mentor'], target_group: ['unge'], municipality: ['0630', '0751'] },
      ...{ organisation: 'Vejle Kommune', organisation_type: ['kommune'], year: ['2005'] },
    });
  });

  test('has no year and no organisation when the entry has none', () => {
    expect(toDocument(stored(), taxonomy)).toMatchObject({ year: [], organisation: '', organisation_type: [] });
  });

  test('can be chosen by where it was tried and how it was judged', () => {
    const partnership = { name: 'Partnerskabet', slug: 'partnerskabet' };
    const assessed = { verdict: 'partly', year: 2007, partnership } as const;
    expect(toDocument(stored({ tried: 4, assessed }), taxonomy)).toMatchObject({
      ...{ tried: ['yes'], tried_in: 4, verdict: ['partly'], assessed_year: 2007 },
    });
    expect(toDocument(stored(), taxonomy)).toMatchObject({
      ...{ tried: [], tried_in: 0, verdict: ['not_assessed'], assessed_year: null },
    });
  });

  test('brings no marks of its own, which would be shown as found words', () => {
    const marked = `${MARK_START}ord${MARK_END}`;
    const document = toDocument(stored({ title: marked, one_liner: marked, summary: marked }), taxonomy);
    expect(document).toMatchObject({ title: 'ord', one_liner: 'ord', text: 'ord' });
  });

  test('is ordered by the time of its publication, and of its making where that is not known', () => {
    expect(toDocument(stored(), taxonomy).published_at).toBe(Date.UTC(2007, 2, 1, 8));
    expect(toDocument(stored({ published_at: null }), taxonomy).published_at).toBe(Date.UTC(2007, 1, 20, 10, 34, 6));
  });

  test('tells which version of the entry, and of the documents, it was made from', () => {
    expect(toDocument(stored(), taxonomy).version).toBe(documentVersion('3'));
    expect(documentVersion('3')).toBe(`${DOCUMENT_VERSION}.3`);
    expect(documentVersion('3')).not.toBe(documentVersion('4'));
  });
});
