import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#content/db/client.ts';
import { countEntries } from '#content/entries/queries.ts';
import { openTestDatabase } from '../support/database.ts';
import { exportLines, importLines, toFile } from '../support/exchange-files.ts';
import { exchangeEntry } from '../support/factories.ts';

let database: Database;
let before: number;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  before = await countEntries(database.db);
});
afterAll(() => database.close());

const good = (changes: object = {}) => JSON.stringify(exchangeEntry({ ...changes }));
const addedEntries = async () => (await countEntries(database.db)) - before;

describe('a file with bad lines', () => {
  const file = () =>
    [
      good(),
      '{"title":',
      good({ start_date: '2007-02-30' }),
      '',
      good({ municipalities: ['Andeby'], farve: 'blå' }),
      'null',
      good(),
    ].join('\n');

  test('imports nothing and reports each one with number, field and reason', async () => {
    const { bad, ...report } = await importLines(database, file());
    expect(report).toEqual({ created: 0, updated: 0, unchanged: 0, badLines: 4 });
    expect(await addedEntries()).toBe(0);
    expect(bad).toEqual([
      { line: 2, field: '(linjen)', message: 'Linjen er ikke gyldig JSON.' },
      { line: 3, field: 'start_date', message: expect.stringContaining('åååå-mm-dd') },
      { line: 5, field: 'farve', message: 'Feltet findes ikke i formatet.' },
      { line: 6, field: '(linjen)', message: 'Linjen skal være et JSON-objekt.' },
    ]);
  });

  test('imports the good ones when the bad ones may be left out, and reports those all the same', async () => {
    const { bad, ...report } = await importLines(database, file(), { skipInvalid: true });
    expect(report).toEqual({ created: 2, updated: 0, unchanged: 0, badLines: 4 });
    expect(await addedEntries()).toBe(2);
    expect(bad.map(({ line }) => line)).toEqual([2, 3, 5, 6]);
  });

  test('leaves what was there before as it was', async () => {
    const entry = exchangeEntry({ title: 'Før' });
    await importLines(database, toFile([entry]));
    const lines = await exportLines(database);
    await importLines(database, `${JSON.stringify({ ...entry, title: 'Efter' })}\n{`);
    expect(await exportLines(database)).toEqual(lines);
  });
});

describe('a slug that stands in a file twice', () => {
  test('is a bad line that tells of the first', async () => {
    const { bad } = await importLines(
      database,
      [good({ slug: 'tvilling' }), good(), good({ slug: 'tvilling' })].join('\n'),
    );
    expect(bad).toEqual([{ line: 3, field: 'slug', message: expect.stringMatching(/»tvilling«.* på linje 1/) }]);
    expect(await addedEntries()).toBe(0);
  });

  test('also when it comes from equal titles', async () => {
    const titled = (title: string) => good({ slug: null, title });
    const { bad } = await importLines(database, [titled('Åben skole'), titled('åben  SKOLE!')].join('\n'));
    expect(bad).toEqual([{ line: 2, field: 'slug', message: expect.stringContaining('»aaben-skole«') }]);
  });

  test('is good the second time when the first line was bad', async () => {
    const slug = 'reddet';
    const lines = [good({ slug, language: 'dansk' }), good({ slug })].join('\n');
    expect(await importLines(database, lines, { skipInvalid: true })).toMatchObject({ created: 1, badLines: 1 });
  });
});

describe('a file from another program', () => {
  test.each<[string, (line: string) => Buffer | string]>([
    ['with a byte order mark', (line) => `\uFEFF${line}\n`],
    ['with the line ends of Windows', (line) => `${line}\r\n\r\n`],
    ['without a line break at its end', (line) => line],
    ['with blank lines', (line) => `\n\n  \n${line}\n\n`],
    ['with spaces around its lines', (line) => `  ${line}\t\n`],
  ])('%s is imported', async (_what, write) => {
    const title = 'Ærø på første række';
    const { created, bad } = await importLines(database, write(good({ title })));
    expect({ created, bad }).toEqual({ created: 1, bad: [] });
    expect(JSON.parse((await exportLines(database)).at(-1) ?? '')).toMatchObject({ title });
  });

  test('that is empty imports nothing and is no error', async () => {
    expect(await importLines(database, '')).toEqual({ created: 0, updated: 0, unchanged: 0, badLines: 0, bad: [] });
  });

  test('that is Latin-1 is refused, and says so', async () => {
    const { bad } = await importLines(database, Buffer.from(good({ title: 'Ærø' }), 'latin1'));
    expect(bad).toEqual([{ line: 1, field: '(linjen)', message: expect.stringContaining('UTF-8') }]);
  });

  test('with a line of more than 4 MB is refused by its number, and the rest is checked', async () => {
    const huge = good({ summary: 'x'.repeat(5 * 1024 * 1024) });
    const { bad } = await importLines(database, [good(), huge, '{'].join('\n'));
    expect(bad.map(({ line, message }) => [line, message])).toEqual([
      [2, expect.stringContaining('4 MB')],
      [3, expect.stringContaining('JSON')],
    ]);
  });

  test('that is one JSON list instead of lines is refused', async () => {
    const { bad } = await importLines(database, `[${good()},${good()}]`);
    expect(bad).toEqual([{ line: 1, field: '(linjen)', message: 'Linjen skal være et JSON-objekt.' }]);
  });
});

describe('a large file', () => {
  test('is imported whole, over several batches, and tells how far it is', async () => {
    const phases = new Map<string, number>();
    const entries = Array.from({ length: 450 }, () => exchangeEntry({ municipalities: ['0630'] }));
    const report = await importLines(database, toFile(entries), {
      onProgress: (phase, line) => phases.set(phase, line),
    });
    expect(report).toMatchObject({ created: 450 });
    expect(await addedEntries()).toBe(450);
    expect([...phases]).toEqual([
      ['check', 450],
      ['import', 400],
    ]);
  });

  test('that breaks off while it is written leaves nothing', async () => {
    const entries = Array.from({ length: 250 }, () => exchangeEntry());
    const importing = importLines(database, toFile(entries), {
      onProgress: (phase) => {
        if (phase === 'import') throw new Error('the disk is full');
      },
    });
    await expect(importing).rejects.toThrow('the disk is full');
    expect(await addedEntries()).toBe(0);
  });
});
