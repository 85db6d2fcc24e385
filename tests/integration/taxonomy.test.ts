import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { loadTaxonomy, type Taxonomy } from '#content/taxonomy.ts';
import { openTestDatabase } from '../support/database.ts';

let database: Database;
let today: Taxonomy;
beforeAll(async () => {
  database = await openTestDatabase();
  today = await loadTaxonomy(database.db, '2026-12-31');
});
afterAll(() => database.close());

const countByRegion = ({ municipalities }: Taxonomy) =>
  Object.fromEntries(
    [...Map.groupBy(municipalities, ({ region }) => region)].map(([region, members]) => [region, members.length]),
  );

describe('the municipalities', () => {
  test('are 98 in five regions', () => {
    expect(countByRegion(today)).toEqual({
      'Region Hovedstaden': 29,
      'Region Sjælland': 17,
      'Region Syddanmark': 22,
      'Region Midtjylland': 19,
      'Region Nordjylland': 11,
    });
  });

  test('are 98 in four regions from 2027 on, 46 of them in Region Østdanmark', async () => {
    expect(countByRegion(await loadTaxonomy(database.db, '2027-01-01'))).toEqual({
      'Region Østdanmark': 46,
      'Region Syddanmark': 22,
      'Region Midtjylland': 19,
      'Region Nordjylland': 11,
    });
  });

  test('were 276 before', async () => {
    const { count } = await database.db
      .selectFrom('former_municipalities')
      .select((from) => from.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(276);
  });

  test('each lie in exactly one region on any day', async () => {
    for (const day of ['2007-01-01', '2015-06-30', '2026-12-31', '2027-01-01', '2090-01-01']) {
      const { municipalities } = await loadTaxonomy(database.db, day);
      expect(new Set(municipalities.map(({ code }) => code)).size).toBe(98);
      expect(municipalities).toHaveLength(98);
    }
  });

  test('stand in the order of the Danish alphabet', () => {
    const names = today.municipalities.map(({ name }) => name);
    expect(names.at(0)).toBe('Albertslund');
    expect(names.slice(-6)).toEqual(['Viborg', 'Vordingborg', 'Ærø', 'Aabenraa', 'Aalborg', 'Aarhus']);
  });

  test('all have the former ones that became them, and each former one became at least one', async () => {
    const successions = await database.db
      .selectFrom('municipality_successions')
      .select(['former_code', 'municipality_code', 'partial'])
      .execute();
    expect(new Set(successions.map(({ former_code }) => former_code)).size).toBe(276);
    expect(new Set(successions.map(({ municipality_code }) => municipality_code)).size).toBe(98);
    const split = Map.groupBy(successions, ({ former_code }) => former_code);
    for (const parts of split.values()) expect(parts.every(({ partial }) => partial === parts.length > 1)).toBe(true);
  });

  test('can all be found by code, name, slug, official name and former names', () => {
    for (const municipality of today.municipalities) {
      const { code, name, slug, officialName, formerNames } = municipality;
      for (const text of [code, name, slug, officialName])
        expect(today.findMunicipalities(text)).toEqual([municipality]);
      for (const text of formerNames)
        expect(today.findMunicipalities(text).some((found) => found === municipality || found.name === text)).toBe(
          true,
        );
      expect(today.municipality(code)).toBe(municipality);
    }
    expect(today.findMunicipalities('')).toEqual([]);
    expect(today.findMunicipalities('constructor')).toEqual([]);
  });
});

describe('the vocabularies', () => {
  test('have the terms that the outside relies on', () => {
    const slugs = (vocabulary: keyof Taxonomy['terms']) => today.terms[vocabulary].map(({ slug }) => slug);
    expect(slugs('areas')).toEqual([
      'beskaeftigelse',
      'uddannelse',
      'boligomraader',
      'kultur-og-fritid',
      'sundhed',
      'kriminalitetsforebyggelse',
      'modtagelse',
    ]);
    expect(slugs('organisation_types')).toEqual([
      'kommune',
      'virksomhed',
      'uddannelsesinstitution',
      'forening',
      'privat-aktoer',
      'ministerium',
    ]);
    expect(slugs('methods')).toContain('mentor');
    expect(slugs('target_groups')).toContain('unge');
  });

  test('say what each term means to people', () => {
    for (const { label, description } of Object.values(today.terms).flat()) {
      expect(label).toMatch(/^\p{Lu}/u);
      expect(description).toMatch(/^$|\.$/);
    }
  });

  test('have a term only while it is valid, both days included', async () => {
    await database.db
      .updateTable('terms')
      .set({ valid_from: '2020-01-01', valid_to: '2020-12-31' })
      .where('slug', '=', 'sundhed')
      .execute();
    const isValid = async (day: string) => Boolean((await loadTaxonomy(database.db, day)).term('areas', 'sundhed'));
    const days = ['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01'];
    expect(await Promise.all(days.map(isValid))).toEqual([false, true, true, false]);
  });
});
