import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, readLines } from '#content/read-lines.ts';

async function* stream(chunks: Buffer[]) {
  yield* chunks;
}

async function read(...chunks: (string | Buffer)[]): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(stream(chunks.map((chunk) => Buffer.from(chunk))))) lines.push(line);
  return lines;
}

const mebibytes = (count: number) => Buffer.alloc(count * 1024 * 1024, 'x');

describe('lines of a file', () => {
  test('are numbered from 1, and blank ones are counted but left out', async () => {
    expect(await read('første\n\n  \t\ntredje\n')).toEqual([
      { number: 1, text: 'første' },
      { number: 4, text: 'tredje' },
    ]);
  });

  test('need no line break at the end of the file', async () => {
    expect(await read('a\nb')).toEqual(await read('a\nb\n'));
  });

  test('are none in an empty file', async () => {
    expect(await read()).toEqual([]);
    expect(await read('')).toEqual([]);
    expect(await read('\n\r\n')).toEqual([]);
  });

  test('may end as Windows ends them; a blank one is still blank', async () => {
    const lines = await read('{"title":"Æ"}\r\n\r\n{"title":"Å"}\r\n');
    expect(lines.map(({ number, text = '' }) => [number, JSON.parse(text).title])).toEqual([
      [1, 'Æ'],
      [3, 'Å'],
    ]);
  });

  test('lose the byte order mark that Windows puts before them', async () => {
    expect(await read('\uFEFF{"a":1}\n')).toEqual([{ number: 1, text: '{"a":1}' }]);
  });

  test('that are not UTF-8 are named, and the others are read', async () => {
    const latin1 = Buffer.from('på dansk\n', 'latin1');
    expect(await read('før\n', latin1, 'efter\n')).toEqual([
      { number: 1, text: 'før' },
      { number: 2, error: expect.stringContaining('UTF-8') },
      { number: 3, text: 'efter' },
    ]);
  });

  test('that break off in the middle of a character are named', async () => {
    expect(await read(Buffer.from('å').subarray(0, 1))).toEqual([
      { number: 1, error: expect.stringContaining('UTF-8') },
    ]);
  });

  test('of 4 MB are read, longer ones are named, and the next one is read', async () => {
    const [longest] = await read(mebibytes(4), '\nefter');
    expect(longest?.text).toHaveLength(4 * 1024 * 1024);
    expect(await read(mebibytes(4), 'x', '\nefter')).toEqual([
      { number: 1, error: expect.stringContaining('4 MB') },
      { number: 2, text: 'efter' },
    ]);
    expect(await read('før\n', mebibytes(5))).toEqual([
      { number: 1, text: 'før' },
      { number: 2, error: expect.stringContaining('4 MB') },
    ]);
  });

  test('are the same however the file is cut into chunks', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', ' ', 'æøå\r', '😀', '\uFEFF', '\r', '{"a":"\\n"}'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat(200)), async (lines, cuts) => {
        const file = Buffer.from(lines.join('\n'));
        const ends = [...cuts.map((cut) => cut % (file.length + 1)), file.length].sort((a, b) => a - b);
        const chunks = ends.map((end, index) => file.subarray(ends[index - 1] ?? 0, end));
        expect(Buffer.concat(chunks)).toEqual(file);
        const whole = await read(file);
        expect(await read(...chunks)).toEqual(whole);
        const expected = lines
          .flatMap((text) => text.split('\n'))
          .map((text, index) => ({ number: index + 1, text: text.replace(/^\uFEFF/, '') }))
          .filter(({ text }) => text.trim());
        expect(whole).toEqual(expected);
      }),
    );
  });
});
