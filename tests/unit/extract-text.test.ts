import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractText, UnreadableFile } from '#content/attachments/extract-text.ts';
import { findCprNumbers } from '#content/personal-data/cpr.ts';
import { lockedPdf, officeFile, pdfFile, png, wordFile, wordXml, workbookFile, zip } from '../support/attachments.ts';

const paragraph = (text: string) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`;

describe('the text of a PDF file', () => {
  test('is its lines, with properties and what is filled in', async () => {
    const options = { title: 'Rapport', subject: 'Mentorer', field: 'Udfyldt' };
    const bytes = await pdfFile([['Vi fik job på Ærø.'], ['De blev der.']], options);
    expect(await extractText(bytes, 'pdf')).toBe('Rapport\nMentorer\nVi fik job på Ærø.\nDe blev der.\nUdfyldt');
  });

  test('holds a number drawn in pieces', async () => {
    const bytes = await pdfFile([
      ['Født 010203-', '1234'],
      ['0', '4', '05', '06-12', '34'],
    ]);
    expect(findCprNumbers(await extractText(bytes, 'pdf'))).toEqual(['0102031234', '0405061234']);
  });

  test('holds a number in the title or a form', async () => {
    const bytes = await pdfFile([], { title: '010203-1234', field: '040506-1234' });
    expect(findCprNumbers(await extractText(bytes, 'pdf'))).toEqual(['0102031234', '0405061234']);
  });

  test('can be had from the same bytes twice', async () => {
    const bytes = await pdfFile([['Rapport']]);
    expect(await extractText(bytes, 'pdf')).toBe(await extractText(bytes, 'pdf'));
  });
});

describe('the text of a Word file', () => {
  test('is a paragraph a line, however its runs are cut', async () => {
    const runs = fc.array(fc.array(fc.stringMatching(/^[a-zæøå0-9 .-]{1,12}$/), { minLength: 1 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(runs, async (paragraphs) => {
        const text = paragraphs.map((pieces) => pieces.join('')).join('\n');
        expect(await extractText(wordFile(...paragraphs), 'docx')).toBe(text.trim());
      }),
      { numRuns: 15 },
    );
  });

  test('keeps tabs, line breaks, cells, hyphens and special characters', async () => {
    const table = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>';
    const runs =
      '<w:r><w:t>1 &lt; 2 &amp; &#230;</w:t><w:tab/><w:t xml:space="preserve"> x</w:t><w:br/><w:t>010203</w:t>';
    const xml = `<w:document>${table}<w:p>${runs}<w:noBreakHyphen/><w:t>1234</w:t></w:r></w:p></w:document>`;
    expect(await extractText(officeFile('docx', { 'word/document.xml': xml }), 'docx')).toBe(
      'a\n\t\n\t\n1 < 2 & æ\t x\n010203-1234',
    );
  });

  const number = ['010203-', '12', '34'];
  const properties = (element: string) => `<cp:coreProperties><${element}>010203-1234</${element}></cp:coreProperties>`;
  test.each<[string, Record<string, string | Uint8Array>]>([
    ['the body', { 'word/document.xml': wordXml(number) }],
    ['a header', { 'word/header1.xml': wordXml(number) }],
    ['a footer', { 'word/footer2.xml': wordXml(number) }],
    ['a footnote', { 'word/footnotes.xml': wordXml(number) }],
    ['an endnote', { 'word/endnotes.xml': wordXml(number) }],
    ['a comment', { 'word/comments.xml': wordXml(number) }],
    [
      'deleted text',
      { 'word/document.xml': '<w:p><w:del><w:r><w:delText>010203-1234</w:delText></w:r></w:del></w:p>' },
    ],
    ['a field', { 'word/document.xml': '<w:p><w:r><w:instrText> TITLE "010203-1234" </w:instrText></w:r></w:p>' }],
    ['the description of a picture', { 'word/document.xml': '<w:p><wp:docPr id="1" descr="010203-1234"/></w:p>' }],
    [
      'a link',
      {
        'word/_rels/document.xml.rels': '<a><Relationship TargetMode="External" Target="https://x.dk/0102031234"/></a>',
      },
    ],
    ['the title', { 'docProps/core.xml': properties('dc:title') }],
    ['the description', { 'docProps/core.xml': properties('dc:description') }],
    [
      'a property of its own',
      { 'docProps/custom.xml': '<a><property><vt:lpwstr>010203-1234</vt:lpwstr></property></a>' },
    ],
    ['data behind a field', { 'customXml/item1.xml': '<borger><nummer>010203-1234</nummer></borger>' }],
    ['a page brought in', { 'word/afchunk.htm': '<p>010203-1234</p>' }],
    ['a workbook behind a chart', { 'word/embeddings/ark1.xlsx': workbookFile('<c><v>102031234</v></c>') }],
    ['a part in UTF-16', { 'word/header1.xml': new Uint8Array(Buffer.from(`\ufeff${wordXml(number)}`, 'utf16le')) }],
  ])('holds a number in %s', async (_, parts) => {
    expect(findCprNumbers(await extractText(officeFile('docx', parts), 'docx'))).toEqual(['0102031234']);
  });
});

describe('the text of an Excel file', () => {
  test('is a row a line, with the texts that its cells share', async () => {
    const cells =
      '<c t="s"><v>1</v></c><c><v>2.5</v></c><c t="inlineStr"><is><t>in</t><t>line</t></is></c><c t="str"><v>sum</v></c>';
    const shared = '<sst><si><t>slettet</t></si><si><r><t>Vej</t></r><r><t>le</t></r><rPh><t>x</t></rPh></si></sst>';
    const bytes = workbookFile(cells, {
      'xl/sharedStrings.xml': shared,
      'xl/workbook.xml': '<workbook><sheets><sheet name="Ark &amp; ark"/></sheets></workbook>',
    });
    expect((await extractText(bytes, 'xlsx')).trim().split(/\s*\n\s*/)).toEqual([
      'Ark & ark',
      'Vejle\t2.5\tinline\tsum',
      'slettet',
    ]);
  });

  test.each<[string, string, Record<string, string>?]>([
    ['a number cell', '<c><v>102031234</v></c>'],
    ['a number cell beside others', '<c><v>7</v></c><c t="n"><v>102031234</v></c><c><v>2007</v></c>'],
    ['a number cell written with a power of ten', '<c><v>1.02031234E8</v></c>'],
    [
      'a text cell',
      '<c t="s"><v>0</v></c>',
      { 'xl/sharedStrings.xml': '<sst><si><t>010203-</t><t>1234</t></si></sst>' },
    ],
    ['two cells', '<c t="str"><v>010203</v></c><c t="str"><v>1234</v></c>'],
    [
      'a comment',
      '',
      { 'xl/comments1.xml': '<a><comment><text><r><t>010203-</t></r><r><t>1234</t></r></text></comment></a>' },
    ],
    ['a newer comment', '', { 'xl/threadedComments/threadedComment1.xml': '<a><text>010203-1234</text></a>' }],
    ['a text box', '', { 'xl/drawings/drawing1.xml': `<a>${paragraph('010203-1234')}</a>` }],
    ['a footer', '', { 'xl/worksheets/sheet2.xml': '<worksheet><oddFooter>&amp;L010203-1234</oddFooter></worksheet>' }],
    ['the name of a sheet', '', { 'xl/workbook.xml': '<workbook><sheet name="010203-1234"/></workbook>' }],
    ['the memory of a pivot table', '', { 'xl/pivotCache/pivotCacheRecords1.xml': '<a><r><n v="102031234"/></r></a>' }],
  ])('holds a number in %s', async (_, cells, parts) => {
    expect(findCprNumbers(await extractText(workbookFile(cells, parts), 'xlsx'))).toEqual(['0102031234']);
  });
});

describe('the text of a PowerPoint file', () => {
  test('is its slides in order, with notes', async () => {
    const bytes = officeFile('pptx', {
      'ppt/slides/slide10.xml': `<p:sld>${paragraph('Ti')}</p:sld>`,
      'ppt/slides/slide2.xml': `<p:sld>${paragraph('To')}${paragraph('igen')}</p:sld>`,
      'ppt/notesSlides/notesSlide1.xml': `<p:notes>${paragraph('Note')}</p:notes>`,
      'ppt/slideLayouts/slideLayout1.xml': `<p:sldLayout>${paragraph('Klik for at redigere')}</p:sldLayout>`,
    });
    expect(await extractText(bytes, 'pptx')).toBe('Note\nTo\nigen\nTi');
  });
});

test('an image has no text', async () => {
  expect(await extractText(png, 'png')).toBe('');
});

const tooLong = await pdfFile([], { pages: 501 });

describe('a file that cannot be read is told from others', () => {
  const bomb = officeFile('docx', { 'word/media/image1.png': new Uint8Array(101 * 1024 * 1024) });
  const inner = (depth: number): Uint8Array<ArrayBuffer> =>
    depth ? officeFile('docx', { 'word/embeddings/a.docx': inner(depth - 1) }) : wordFile(['inderst']);

  test.each<[string, 'pdf' | 'docx', Uint8Array, RegExp]>([
    ['a locked PDF file', 'pdf', lockedPdf(), /adgangskode/],
    ['no PDF file at all', 'pdf', png, /beskadiget/],
    ['half a Word file', 'docx', wordFile(['a']).slice(0, 200), /beskadiget/],
    ['a PDF file of 501 pages', 'pdf', tooLong, /501 sider/],
    ['a file that unpacks to more than 100 MB', 'docx', bomb, /fylder for meget/],
    ['a file that understates what it unpacks to', 'docx', understated(wordFile(['a'.repeat(5000)])), /beskadiget/],
    ['a file within a file within a file …', 'docx', inner(5), /inden i hinanden/],
    ['a file with more text than anyone reads', 'docx', wordFile(['ord '.repeat(1_300_000)]), /mere tekst/],
    ['a zip file with two parts of one name', 'docx', twice('word/document.xml'), /kan ikke læses/],
  ])('%s', async (_, extension, bytes, message) => {
    const reading = extractText(bytes, extension);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(UnreadableFile);
  });

  test('a file that takes too long', async () => {
    const slow = officeFile('docx', { 'word/document.xml': `<a>${'<w:p/>'.repeat(4_000_000)}</a>` });
    const start = performance.now();
    await expect(extractText(slow, 'docx', { timeLimit: 0 })).rejects.toThrow(/for indviklet/);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('files of any bytes', async () => {
    const whole = { pdf: await pdfFile([['Rapport']]), docx: wordFile(['Rapport']), xlsx: workbookFile('') };
    const damaged = fc
      .tuple(fc.constantFrom('pdf', 'docx', 'xlsx'), fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 30 }))
      .map(([extension, changes]) => {
        const bytes = whole[extension].slice();
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        return { extension, bytes };
      });
    await fc.assert(
      fc.asyncProperty(damaged, async ({ extension, bytes }) => {
        const text = await extractText(bytes, extension).catch((error) => error);
        if (typeof text !== 'string') expect(text).toBeInstanceOf(UnreadableFile);
      }),
      { numRuns: 30 },
    );
  });
});

/** The same zip file, which says of each part that it is 500 bytes long unpacked. */
function understated(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 28 < bytes.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 500)
      view.setUint32(at + 24, 500, true);
  }
  return bytes;
}

function twice(name: string): Uint8Array {
  const bytes = zip({ [name]: '<a/>', [name.replace('document', 'dOcument')]: '<b/>' });
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0x4f) bytes[at] = 0x6f;
  return bytes;
}
