import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareEntries } from '#content/entries/compare-entries.ts';
import type { EntryContent } from '#content/entries/entry.ts';
import { eachText, fieldLabels, textFields } from '#content/entries/fields.ts';
import { texts } from '../support/arbitraries.ts';

function content(changes: Partial<EntryContent> = {}): EntryContent {
  return {
    title: 'Mentorer',
    one_liner: 'Mentorer virker.',
    ...eachText(() => ''),
    areas: ['beskaeftigelse'],
    methods: [],
    target_groups: [],
    municipalities: ['0630'],
    nationwide: false,
    organisation: null,
    start_date: null,
    end_date: null,
    language: 'da',
    contact: { name: '', phone: '', email: '', organisation: '' },
    links: [],
    ...changes,
  };
}

const changed = (changes: Partial<EntryContent>) => compareEntries(content(), content(changes));

describe('two texts of an entry', () => {
  test('have no changes when they say the same', () => {
    expect(changed({})).toEqual([]);
  });

  test('are compared word by word in their texts', () => {
    expect(changed({ title: 'Gode mentorer' })).toEqual([
      {
        field: 'title',
        label: 'Titel',
        parts: [
          { text: 'Mentorer', change: 'removed' },
          { text: 'Gode mentorer', change: 'added' },
        ],
      },
    ]);
  });

  test('are compared item by item in their lists', () => {
    expect(changed({ areas: ['beskaeftigelse', 'sundhed'] })).toEqual([
      {
        field: 'areas',
        label: 'Område',
        parts: [
          { text: 'beskaeftigelse', change: 'same' },
          { text: 'sundhed', change: 'added' },
        ],
      },
    ]);
  });

  test.each<[Partial<EntryContent>, string[]]>([
    [{ nationwide: true }, ['-Nej', '+Ja']],
    [{ organisation: { name: 'Vejle', type: 'kommune' } }, ['+Vejle (kommune)']],
    [{ start_date: '2007-02-20' }, ['+2007-02-20']],
    [{ language: 'en' }, ['-da', '+en']],
    [{ links: [{ title: 'Vejle', url: 'https://vejle.dk/' }] }, ['+Vejle: https://vejle.dk/']],
    [{ links: [{ title: '', url: 'https://vejle.dk/' }] }, ['+https://vejle.dk/']],
  ])('differ by %j', (changes, parts) => {
    const [change] = changed(changes);
    expect(change?.field).toBe(Object.keys(changes)[0]);
    expect(change?.parts.map(({ text, change: kind }) => (kind === 'added' ? '+' : '-') + text)).toEqual(parts);
  });

  test('show terms, municipalities and days as people know them', () => {
    const label = (field: string, value: string) => `${field} ${value}!`;
    const after = content({
      municipalities: [],
      organisation: { name: 'Vejle', type: 'kommune' },
      end_date: '2007-02-20',
    });
    const parts = compareEntries(content(), after, label).flatMap((change) => change.parts.map(({ text }) => text));
    expect(parts).toEqual(['municipalities 0630!', 'Vejle (organisation kommune!)', 'end_date 2007-02-20!']);
  });

  test('never show a contact', () => {
    const contact = { name: 'Navn', phone: '70 10 20 30', email: 'navn@vejle.dk', organisation: 'Vejle' };
    expect(changed({ contact })).toEqual([]);
  });

  test('list the fields that differ, and no other, in the order of the record', () => {
    const order = Object.keys(fieldLabels);
    const written = fc.record(
      Object.fromEntries(['title', 'one_liner', ...textFields].map((field) => [field, texts(60)])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(written, written, fc.subarray(['sundhed', 'modtagelse']), (before, after, areas) => {
        const one = content(before);
        const other = content({ ...after, areas });
        const fields = compareEntries(one, other).map(({ field }) => field);
        const differing = (Object.keys(one) as (keyof EntryContent)[]).filter(
          (field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]),
        );
        expect(fields).toEqual(differing.sort((a, b) => order.indexOf(a) - order.indexOf(b)));
      }),
    );
  });
});
