import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { deleteSearchDocuments, writeSearchDocuments } from '#content/search-documents/write-documents.ts';
import { prepareLanguage } from '#search/language.ts';
import { buildThesaurus } from '#search/thesaurus.ts';
import { createVocabulary, loadVocabulary } from '#search/vocabulary.ts';
import { createVocabularyCache } from '#search/vocabulary-cache.ts';
import { openTestDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';

let database: Database;
let entryIds: number[];
beforeAll(async () => {
  database = await openTestDatabase();
  const drafts = ['en', 'to'].map((slug) => ({ slug, state: 'draft' as const }));
  const rows = await database.db.insertInto('entries').values(drafts).returning('id').execute();
  entryIds = rows.map(({ id }) => id);
});
afterAll(() => database.close());

/** Gives the entries, in their order, these words and no others. */
async function hold(...words: string[][]): Promise<void> {
  await deleteSearchDocuments(database.db, entryIds);
  const documents = words.map((each, index) => ({
    ...{ entryId: entryIds[index] ?? 0, version: '1.1', facets: [], titleOrder: '' },
    words: each.map((word) => `'${word}':1`).join(' '),
  }));
  await writeSearchDocuments(database.db, documents);
}
beforeEach(() => hold(['=mentor', 'mentor'], ['=mentorer', '=ærø', 'mentor']));

describe('the vocabulary of the site', () => {
  test('holds the words of the entries as they are now, with the number of entries', async () => {
    const { has, entries, completions, nearest } = await loadVocabulary(database.db);
    expect(['mentor', 'mentorer', 'ærø', 'job'].map(has)).toEqual([true, true, true, false]);
    expect(['mentor', '=mentor', '=job'].map(entries)).toEqual([2, 1, 0]);
    expect(['ær', 'mentorers', 'ment'].map((begun) => completions(begun, 9))).toEqual([
      ...[['ærø'], [], ['mentor', 'mentorer']],
    ]);
    expect(nearest('metnor')).toBe('mentor');
  });

  test('does not hold words that no entry has any more', async () => {
    await hold(['=job']);
    const { has, completions, nearest } = await loadVocabulary(database.db);
    expect([has('job'), has('mentor'), completions('ment', 9), nearest('metnor')]).toEqual([
      true,
      false,
      [],
      undefined,
    ]);
  });

  test('is empty while there are no entries', async () => {
    await hold();
    expect((await loadVocabulary(database.db)).completions('m', 9)).toEqual([]);
  });

  test('that is older than an entry does not hide its words: the database is asked for those it does not know', async () => {
    const old = { ...createVocabulary([], []), isCurrent: () => false };
    const known = async (...words: string[]) => {
      const { hasWord } = await prepareLanguage(database.db, words.join(' '), old, buildThesaurus([]));
      return new Set(words.filter(hasWord));
    };
    expect(await known('ærø', 'job', 'mentor', "'", '\0', '')).toEqual(new Set(['ærø', 'mentor']));
    await hold(['=job']);
    expect(await known('job', 'mentor')).toEqual(new Set(['job']));
    expect(await known()).toEqual(new Set());
  });

  test('that is older than an entry does not hide how its words begin', async () => {
    const old = { ...createVocabulary([], []), isCurrent: () => false };
    const { completions } = await prepareLanguage(database.db, 'ment', old, buildThesaurus([]));
    expect(completions('ment', 9)).toEqual(['mentor', 'mentorer']);
    expect(completions('ment', 1)).toEqual(['mentor']);
  });

  test('that is as new as the entries knows all words: the database is not asked', async () => {
    const current = { ...createVocabulary([], []), isCurrent: () => true };
    const { hasWord, completions } = await prepareLanguage(database.db, 'mentor', current, buildThesaurus([]));
    expect([hasWord('mentor'), completions('mentor', 9)]).toEqual([false, []]);
  });
});

describe('the vocabulary kept in memory', () => {
  let version: string | undefined;
  let time: number;
  beforeEach(() => {
    version = '1';
    time = 1_000_000;
  });
  const createCache = () =>
    createVocabularyCache(
      database.db,
      () => version,
      () => time,
    );
  const change = async () => {
    await hold(['=job']);
    version = `${version}1`;
  };

  test('is loaded before the first search, once for all that ask together', async () => {
    const get = createCache();
    const [first, second] = await Promise.all([get(), get()]);
    expect(first).toBe(second);
    expect(first.has('mentor')).toBe(true);
  });

  test('is not loaded again while nothing changes', async () => {
    const get = createCache();
    const first = await get();
    time += 1_000_000;
    expect(await get()).toBe(first);
    expect(await get()).toBe(first);
  });

  test('is current until something changes, and never while changes cannot be heard', async () => {
    const get = createCache();
    const { isCurrent } = await get();
    expect(isCurrent()).toBe(true);
    version = '2';
    expect(isCurrent()).toBe(false);
    version = undefined;
    expect([isCurrent(), (await createCache()()).isCurrent()]).toEqual([false, false]);
  });

  test('serves the old words until those after a change are there, half a minute after the last load', async () => {
    const get = createCache();
    const first = await get();
    await change();
    time += 29_999;
    expect(await get()).toBe(first);
    time += 1;
    expect(await get()).toBe(first);
    await waitFor(async () => (await get()).has('job'), 'the new words are there');
    const second = await get();
    await change();
    time += 29_999;
    expect(await get()).toBe(second);
  });

  test('that takes long to load is loaded less often', async () => {
    const get = createCache();
    const loading = get();
    time += 2000;
    const first = await loading;
    await change();
    time += 197_999;
    expect(await get()).toBe(first);
    time += 1;
    await waitFor(async () => (await get()).has('job'), 'the new words are there');
  });

  test('is loaded every half minute while changes cannot be heard', async () => {
    version = undefined;
    const get = createCache();
    await get();
    await hold(['=job']);
    time += 30_000;
    await waitFor(async () => (await get()).has('job'), 'the new words are there');
  });

  test('is tried again when it could not be loaded', async () => {
    const broken = await openTestDatabase();
    await broken.db.schema.alterTable('search_words').renameTo('away').execute();
    const get = createVocabularyCache(
      broken.db,
      () => version,
      () => time,
    );
    await expect(get()).rejects.toThrow();
    await broken.db.schema.alterTable('away').renameTo('search_words').execute();
    const first = await get();
    await broken.db.schema.alterTable('search_words').renameTo('away').execute();
    version = '2';
    time += 30_000;
    expect(await get()).toBe(first);
    await broken.db.schema.alterTable('away').renameTo('search_words').execute();
    await waitFor(async () => {
      time += 30_000;
      return (await get()) !== first;
    }, 'it is loaded');
    await broken.close();
  });
});
