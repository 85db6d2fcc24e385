import { strToU8, type Zippable, zipSync } from 'fflate';
import { PDFDocument, StandardFonts } from 'pdf-lib';

const office = 'application/vnd.openxmlformats-officedocument';
const mains = {
  docx: ['/word/document.xml', `${office}.wordprocessingml.document.main+xml`],
  xlsx: ['/xl/workbook.xml', `${office}.spreadsheetml.sheet.main+xml`],
  pptx: ['/ppt/presentation.xml', `${office}.presentationml.presentation.main+xml`],
} as const;

type OfficeKind = keyof typeof mains;

export function zip(parts: Record<string, string | Uint8Array>): Uint8Array<ArrayBuffer> {
  const files = Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]);
  return zipSync(Object.fromEntries(files) as Zippable);
}

/** An office file with the parts that make it one, and those given, which may replace them. */
export function officeFile(kind: OfficeKind, parts: Record<string, string | Uint8Array> = {}): Uint8Array<ArrayBuffer> {
  const [main, contentType] = mains[kind];
  return zip({ '[Content_Types].xml': contentTypes(main, contentType), [main.slice(1)]: '<main/>', ...parts });
}

export function contentTypes(part: string, contentType: string): string {
  return `<?xml version="1.0"?><Types><Override PartName="${part}" ContentType="${contentType}"/></Types>`;
}

/** A Word document whose paragraphs each have the given runs. */
export function wordFile(...paragraphs: string[][]): Uint8Array<ArrayBuffer> {
  return officeFile('docx', { 'word/document.xml': wordXml(...paragraphs) });
}

export function wordXml(...paragraphs: string[][]): string {
  const runs = (texts: string[]) => texts.map((text) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r>`).join('');
  return `<w:document><w:body>${paragraphs.map((texts) => `<w:p>${runs(texts)}</w:p>`).join('')}</w:body></w:document>`;
}

/** A workbook whose only row has the given cells, as XML. */
export function workbookFile(cells: string, parts: Record<string, string> = {}): Uint8Array<ArrayBuffer> {
  const sheet = `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
  return officeFile('xlsx', { 'xl/worksheets/sheet1.xml': sheet, ...parts });
}

interface PdfOptions {
  title?: string;
  subject?: string;
  field?: string;
  pages?: number;
}

/** A PDF file whose lines each have the given pieces, drawn one by one. */
export async function pdfFile(lines: string[][], { title, subject, field, pages = 1 }: PdfOptions = {}) {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage();
  for (const [index, pieces] of lines.entries()) {
    let x = 50;
    for (const piece of pieces) {
      page.drawText(piece, { x, y: 750 - 20 * index, size: 12, font });
      x += font.widthOfTextAtSize(piece, 12);
    }
  }
  for (let more = 1; more < pages; more += 1) pdf.addPage();
  if (title) pdf.setTitle(title);
  if (subject) pdf.setSubject(subject);
  if (field) {
    const input = pdf.getForm().createTextField('felt');
    input.setText(field);
    input.addToPage(page, { x: 50, y: 50 });
  }
  return new Uint8Array(await pdf.save());
}

/** A PDF file that opens with a password alone, and we do not have it. */
export function lockedPdf(): Uint8Array<ArrayBuffer> {
  const key = 'ab'.repeat(32);
  return strToU8(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/O<${key}>/U<${key}>/P -4>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<${key}><${key}>]/Size 5>>
%%EOF`);
}

export const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);
export const jpeg = Uint8Array.of(
  0xff,
  0xd8,
  0xff,
  0xe0,
  0,
  16,
  74,
  70,
  73,
  70,
  0,
  1,
  1,
  0,
  0,
  1,
  0,
  1,
  0,
  0,
  0xff,
  0xd9,
);
export const webp = strToU8('RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11');
