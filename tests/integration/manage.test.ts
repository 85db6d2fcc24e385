import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { lockFolder } from '#content/db/folder-lock.ts';
import { exchangeEntry } from '../support/factories.ts';
import { createFolder, endProcesses, manage } from '../support/processes.ts';

const folder = createFolder();
const environment = { DATA_DIR: join(folder.path, 'data') };
afterEach(endProcesses);
afterAll(() => folder.remove());

const file = (name: string) => join(folder.path, name);
function writeEntries(name: string, ...entries: object[]): string {
  writeFileSync(file(name), entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  return file(name);
}
/** One line, for the person at the terminal. */
const oneLine = (text: string | RegExp) =>
  expect.stringMatching(new RegExp(`^${text instanceof RegExp ? text.source : text}\n$`));

describe('the command line', () => {
  test('lists its commands, and explains each', async () => {
    const { code, stdout, stderr } = await manage(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const commands = [...stdout.matchAll(/^ {2}(\w+)/gm)].map(([, command = '']) => command);
    expect(commands).toEqual(['import', 'export', 'user', 'reindex', 'demo', 'migrate']);
    const explained = await Promise.all(commands.map((command) => manage([command, '--help'])));
    for (const [index, { code, stdout }] of explained.entries()) {
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^Usage: npm run manage -- ${commands[index]}`));
    }
  });

  test.each([
    ['no command', [], /Which command/],
    ['an unknown command', ['eksport'], /no command "eksport"/],
    ['a command called constructor', ['constructor'], /no command "constructor"/],
    ['an import without a file', ['import'], /Usage: manage import FILE/],
    ['an unknown option', ['import', 'a', '--force'], /--force/],
  ])('takes %s for wrong use', async (_what, args, message) => {
    const { code, stdout, stderr } = await manage(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test('with a bad environment fails in one line that names the variable', async () => {
    const { code, stderr } = await manage(['export'], { DATABASE_URL: 'mysql://localhost/x' });
    expect({ code, stderr }).toEqual({ code: 1, stderr: oneLine(/DATABASE_URL .*/) });
  });

  test('with a database that is away fails in one line', async () => {
    const { code, stderr } = await manage(['export'], { DATABASE_URL: 'postgres://127.0.0.1:1/x' });
    expect({ code, stderr }).toEqual({ code: 1, stderr: oneLine(/Cannot reach the database at DATABASE_URL: .+/) });
  });

  test('is refused at once while another process has the data folder, whose pid it names', async () => {
    const lock = lockFolder(file('optaget'));
    const { code, stderr } = await manage(['export'], { DATA_DIR: file('optaget') });
    lock.release();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: oneLine(`The data folder .* is in use by process ${process.pid}\\.`),
    });
  });
});

describe('import and export', () => {
  const entries = ['b', 'a', 'c'].map((slug) => exchangeEntry({ slug, title: `Ærø ${slug} »på« "vej"` }));

  let exported: string;

  beforeAll(async () => {
    const { code, stdout } = await manage(['import', writeEntries('gode.jsonl', ...entries)], environment);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('3 created, 0 updated, 0 unchanged, 0 skipped.'),
    });
    exported = (await manage(['export'], environment)).stdout;
  });

  test('an export goes to standard output, an entry a line, in the order of import', async () => {
    const lines = exported.trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line));
    const inOrder = (all: { slug: string; title?: unknown }[]) => all.map(({ slug, title }) => ({ slug, title }));
    expect(inOrder(records)).toEqual(inOrder(entries));
  });

  test('an export to a file says so, and imported again changes nothing', async () => {
    expect(await manage(['export', file('ud.jsonl')], environment)).toEqual({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining(file('ud.jsonl')),
    });
    expect(readFileSync(file('ud.jsonl'), 'utf8')).toBe(exported);
    const imported = await manage(['import', file('ud.jsonl')], environment);
    expect(imported.stdout).toContain('0 created, 0 updated, 3 unchanged, 0 skipped.');
  });

  test('a file with bad lines imports nothing and tells line, field and reason', async () => {
    const bad = writeEntries('fejl.jsonl', exchangeEntry(), { title: 'x', areas: ['fiskeri'] }, { 'a\nb\u001b[2J': 1 });
    const { code, stdout, stderr } = await manage(['import', bad], environment);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.at(0)).toMatch(/^Line 2, areas: »fiskeri« findes ikke/);
    expect(lines.slice(1, -1)).toEqual(['Line 3, title: Mangler.', 'Line 3, a b [2J: Feltet findes ikke i formatet.']);
    expect(lines.at(-1)).toMatch(/^Nothing was imported: 2 bad lines\..* --skip-invalid/);
  });

  test('with --skip-invalid the good lines are imported and the bad ones counted', async () => {
    const mixed = writeEntries('blandet.jsonl', exchangeEntry({ slug: 'god' }), { title: '' });
    const { code, stdout, stderr } = await manage(['import', '--skip-invalid', mixed], environment);
    expect(code).toBe(0);
    expect(stderr).toBe('Line 2, title: Skriv en titel.\n');
    expect(stdout).toContain('1 created, 0 updated, 0 unchanged, 1 skipped.');
  });

  test.each([
    ['a file that is not there', () => ['import', file('ingen.jsonl')]],
    ['a folder instead of a file', () => ['import', folder.path]],
    ['a folder that is not there to export to', () => ['export', file('ingen/ud.jsonl')]],
  ])('%s fails in one line', async (_what, args) => {
    const { code, stdout, stderr } = await manage(args(), environment);
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: oneLine(/.+/) });
  });

  test('migrate has nothing to say', async () => {
    expect(await manage(['migrate'], environment)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('reindex builds the index of the published entries', async () => {
    const { code, stdout, stderr } = await manage(['reindex'], environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^The new index is in use: 4 entries\.$/m);
  });
});
