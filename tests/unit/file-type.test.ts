import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { detectFileType } from '#content/attachments/file-type.ts';
import { contentTypes, jpeg, officeFile, pdfFile, png, webp, wordFile, zip } from '../support/attachments.ts';

const office = 'application/vnd.openxmlformats-officedocument';
const join = (...parts: (string | Uint8Array)[]) =>
  new Uint8Array(parts.flatMap((part) => [...(typeof part === 'string' ? strToU8(part) : part)]));

const files: [string, string, Uint8Array][] = [
  ['pdf', 'application/pdf', await pdfFile([['Rapport']])],
  ['docx', `${office}.wordprocessingml.document`, wordFile(['Rapport'])],
  ['xlsx', `${office}.spreadsheetml.sheet`, officeFile('xlsx')],
  ['pptx', `${office}.presentationml.presentation`, officeFile('pptx')],
  ['jpg', 'image/jpeg', jpeg],
  ['png', 'image/png', png],
  ['webp', 'image/webp', webp],
];

describe('a file may be attached', () => {
  test.each(files)('when it is %s', async (extension, mediaType, bytes) => {
    expect(await detectFileType(bytes)).toEqual({ extension, mediaType });
  });

  test('when Word called its main part something else', async () => {
    const types = contentTypes('/word/document2.xml', `${office}.wordprocessingml.document.main+xml`);
    const bytes = officeFile('docx', { '[Content_Types].xml': types, 'word/document2.xml': '<w:document/>' });
    expect((await detectFileType(bytes))?.extension).toBe('docx');
  });
});

describe('a file is refused', () => {
  const macros = 'application/vnd.ms-word.document.macroEnabled.main+xml';
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['text', strToU8('Rapport')],
    ['HTML', strToU8('<!DOCTYPE html><script>alert(1)</script>')],
    ['SVG', strToU8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['SVG with an XML declaration', strToU8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['GIF', strToU8('GIF89a\x01\0\x01\0\0\0\0;')],
    ['a program', strToU8('MZ\x90\0\x03')],
    ['any zip file', zip({ 'rapport.txt': 'Rapport' })],
    ['a zip file with a folder called word', zip({ 'word/document.xml': '<w:document/>' })],
    [
      'an office file without its main part',
      zip({
        '[Content_Types].xml': contentTypes('/word/document.xml', `${office}.wordprocessingml.document.main+xml`),
      }),
    ],
    [
      'a Word file with macros',
      officeFile('docx', { '[Content_Types].xml': contentTypes('/word/document.xml', macros) }),
    ],
    ['a Word file that hides macros', officeFile('docx', { 'word/vbaProject.bin': 'x' })],
    [
      'a Word template',
      officeFile('docx', {
        '[Content_Types].xml': contentTypes('/word/document.xml', `${office}.wordprocessingml.template.main+xml`),
      }),
    ],
    ['an office file cut short', wordFile(['Rapport']).slice(0, -30)],
    ['an OpenDocument text', zip({ mimetype: 'application/vnd.oasis.opendocument.text' })],
    ['a Java archive', zip({ 'META-INF/MANIFEST.MF': 'x', 'word/document.xml': '<w:document/>' })],
  ])('when it is %s', async (_, bytes) => {
    expect(await detectFileType(bytes)).toBeUndefined();
  });

  const fronts = [
    '<html>',
    '<!DOCTYPE html>',
    '<script>alert(1)</script>',
    '<svg>',
    ' ',
    '\ufeff',
    'ID3\x03\0\0\0\0\0\0',
    'x',
  ];
  test.each(fronts.flatMap((front) => files.map(([name, , bytes]) => [front, name, bytes] as const)))(
    'when %j stands in front of %s',
    async (front, _, bytes) => {
      expect(await detectFileType(join(front, bytes))).toBeUndefined();
    },
  );

  test('whatever it is made of, and never with an error', async () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(...files.map(([, , bytes]) => bytes.slice(0, 60)), strToU8('<html>')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 4 }), async (parts) => {
        const bytes = join(...parts);
        const type = await detectFileType(bytes);
        if (type)
          expect(files.find(([extension]) => extension === type.extension)?.[2]?.slice(0, 3)).toEqual(
            bytes.slice(0, 3),
          );
      }),
    );
  });
});
