import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { deleteSearchDocuments, writeSearchDocuments } from '#content/search-documents/write-documents.ts';
import { loadTaxonomy, type Taxonomy } from '#content/taxonomy.ts';
import { findDocumentDrift, repairDocumentDrift } from '#search/document-drift.ts';
import { quoteLexeme } from '#search/search-text.ts';
import { makeDocuments } from '#search/sync-documents.ts';
import { today } from '#server/deps.ts';
import { texts } from '../support/arbitraries.ts';
import { openTestDatabase } from '../support/database.ts';
import { exchangeEntry, write } from '../support/factories.ts';

let database: Database;
let taxonomy: Taxonomy;
beforeAll(async () => {
  database = await openTestDatabase();
  taxonomy = await loadTaxonomy(database.db, today());
});
afterAll(() => database.close());
beforeEach(async () => {
  await sql`truncate search_words, search_documents, entries cascade`.execute(database.db);
});

/** Writes published entries; returns their ids. */
async function writeEntries(...changes: Record<string, unknown>[]): Promise<number[]> {
  const entries = changes.map((each) => exchangeEntry(each));
  await write(database.db, ...entries);
  const slugs = entries.map(({ slug }) => slug);
  const rows = await database.db.selectFrom('entries').select(['id', 'slug']).where('slug', 'in', slugs).execute();
  return slugs.flatMap((slug) => rows.find((row) => row.slug === slug)?.id ?? []);
}

const make = (ids: number[]) => makeDocuments(database.db, ids, taxonomy);
const withdraw = (id: number) =>
  database.db
    .updateTable('entries')
    .set({ state: 'withdrawn', withdrawn_at: new Date(), withdrawal_reason: 'Forældet' })
    .where('id', '=', id)
    .execute();

async function rows() {
  const { rows } = await sql<{ entry_id: number; version: string; facets: string[]; place: string }>`
    select entry_id, version, facets, ctid::text as place from search_documents order by entry_id`.execute(database.db);
  return rows;
}

/** The counts kept, beside those counted from scratch. */
async function wordCounts() {
  const { rows: kept } = await sql`select word, entries from search_words where entries <> 0 order by word`.execute(
    database.db,
  );
  const { rows: counted } = await sql`
    select word collate "C" as word, count(*)::int as entries
    from search_documents, unnest(tsvector_to_array(words)) as word group by 1 order by 1`.execute(database.db);
  return { kept, counted };
}

describe('the documents in the database', () => {
  test('are made of published entries, and gone with those that are not', async () => {
    const [first = 0, second = 0] = await writeEntries(
      { areas: ['sundhed'], municipalities: ['0630'], start_date: '2007-05-01' },
      { areas: ['sundhed', 'uddannelse'] },
    );
    await make([first, second]);
    expect((await rows()).map(({ entry_id, facets }) => [entry_id, facets])).toEqual([
      [first, ['area:sundhed', 'municipality:0630', 'year:2007', 'verdict:not_assessed']],
      [second, expect.arrayContaining(['area:sundhed', 'area:uddannelse'])],
    ]);
    await withdraw(first);
    await make([first, second]);
    expect((await rows()).map(({ entry_id }) => entry_id)).toEqual([second]);
  });

  test('are not written anew while they stay the same', async () => {
    const ids = await writeEntries({}, {});
    await make(ids);
    const before = await rows();
    await make(ids);
    expect(await rows()).toEqual(before);
  });

  test('change with the words of the vocabularies, though the entry stays the same', async () => {
    const ids = await writeEntries({ areas: ['sundhed'] });
    await make(ids);
    await sql`update terms set label = 'Nyord' where slug = 'sundhed' and vocabulary = 'areas'`.execute(database.db);
    await makeDocuments(database.db, ids, await loadTaxonomy(database.db, today()));
    await sql`update terms set label = 'Sundhed' where slug = 'sundhed' and vocabulary = 'areas'`.execute(database.db);
    expect((await wordCounts()).kept).toContainEqual({ word: '=nyord', entries: 1 });
  });

  test('of an entry that is no more are not written', async () => {
    const document = { version: '1.1', words: `'a':1`, facets: [], titleOrder: '' };
    await writeSearchDocuments(database.db, [{ entryId: 2_000_000, ...document }]);
    expect(await rows()).toEqual([]);
  });

  test('hold any text, and texts longer than Postgres takes', async () => {
    const fields = ['summary', 'background', 'method', 'results', 'resources', 'lessons', 'locality', 'financing'];
    const numbers = (from: number) => Array.from({ length: 8000 }, (_, index) => from + index).join(' ');
    const all = Object.fromEntries(fields.map((field, index) => [field, numbers((index + 1) * 1_000_000)]));
    const anyTexts = fc.sample(texts(400), 40).map((summary) => ({ summary: summary || 'Tekst' }));
    const ids = await writeEntries(all, ...anyTexts);
    await make(ids);
    expect((await rows()).map(({ entry_id }) => entry_id)).toEqual(ids);
  });
});

describe('documents that differ from their entries', () => {
  test('are those missing, of another version, or of an entry that is not published', async () => {
    const [right = 0, missing = 0, changed = 0, withdrawn = 0] = await writeEntries({}, {}, {}, {});
    await make([right, changed, withdrawn]);
    expect(await findDocumentDrift(database.db)).toEqual([missing]);
    await database.db.updateTable('entries').set({ version: 7 }).where('id', '=', changed).execute();
    await withdraw(withdrawn);
    const drifted = [missing, changed, withdrawn];
    expect(await findDocumentDrift(database.db)).toEqual(drifted);

    expect(await repairDocumentDrift(database, async () => taxonomy)).toBe(3);
    expect(await findDocumentDrift(database.db)).toEqual([]);
    expect((await rows()).map(({ entry_id }) => entry_id)).toEqual([right, missing, changed]);
    expect(await repairDocumentDrift(database, async () => taxonomy)).toBe(0);
  });
});

describe('the counts of words', () => {
  test('equal those counted from scratch, whatever was written, changed and deleted', async () => {
    const ids = await writeEntries({}, {}, {}, {}, {});
    const lexeme = fc.constantFrom('job', '=job', 'æ', "o'", '\\', '=😀');
    const document = fc.record({
      entryId: fc.constantFrom(...ids),
      version: fc.constantFrom('1.1', '1.2'),
      words: fc.uniqueArray(lexeme).map((words) => words.map((word) => `${quoteLexeme(word)}:1`).join(' ')),
      facets: fc.constant<string[]>([]),
      titleOrder: fc.constant(''),
    });
    const step = fc.oneof(
      fc.record({ write: fc.uniqueArray(document, { maxLength: 5, selector: ({ entryId }) => entryId }) }),
      fc.record({ remove: fc.subarray(ids) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        for (const each of steps) {
          if ('write' in each) await writeSearchDocuments(database.db, each.write);
          else await deleteSearchDocuments(database.db, each.remove);
        }
        const { kept, counted } = await wordCounts();
        expect(kept).toEqual(counted);
      }),
      { numRuns: 60 },
    );
  });

  test('follow when an entry is deleted with its document', async () => {
    const { id } = await database.db
      .insertInto('entries')
      .values({ slug: 'kladde', state: 'draft' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const document = { version: '1.1', words: `'job':1`, facets: [], titleOrder: '' };
    await writeSearchDocuments(database.db, [{ entryId: id, ...document }]);
    expect((await wordCounts()).kept).toEqual([{ word: 'job', entries: 1 }]);
    await database.db.deleteFrom('entries').where('id', '=', id).execute();
    expect((await wordCounts()).kept).toEqual([]);
  });
});
