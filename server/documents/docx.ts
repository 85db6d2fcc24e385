import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { SITE_NAME } from '../plugins/views.ts';

/** A piece of a document to print and to write on in. */
export type Block =
  | { heading: string; level: 1 | 2 | 3 }
  | { text: string }
  | { items: string[] }
  | { headings: string[]; rows: string[][] };

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** Writes a document as Word and others read it. */
export async function writeDocx(title: string, blocks: Block[]): Promise<Buffer> {
  const document = new Document({
    title,
    creator: SITE_NAME,
    styles: { default: { document: { run: { font: 'IBM Plex Sans', size: 21, language: { value: 'da-DK' } } } } },
    sections: [{ children: blocks.flatMap(toDocx) }],
  });
  return Packer.toBuffer(document);
}

function toDocx(block: Block): (Paragraph | Table)[] {
  if ('heading' in block) return [new Paragraph({ text: block.heading, heading: levels[block.level] })];
  if ('text' in block) return toParagraphs(block.text);
  if ('items' in block) return block.items.map((text) => new Paragraph({ text: cleaned(text), bullet: { level: 0 } }));
  return block.rows.length ? [toTable(block.headings, block.rows), new Paragraph({})] : [];
}

/** A paragraph for each, with its line breaks. */
function toParagraphs(text: string): Paragraph[] {
  const paragraphs = cleaned(text).split(/\n{2,}/);
  return paragraphs.filter(Boolean).map(
    (paragraph) =>
      new Paragraph({
        spacing: { after: 160 },
        children: paragraph
          .split('\n')
          .map((line, index) => new TextRun({ text: line, ...(index ? { break: 1 } : {}) })),
      }),
  );
}

function toTable(headings: string[], rows: string[][]): Table {
  const toRow = (cells: string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      children: cells.map(
        (cell) =>
          new TableCell({
            margins: { top: 60, bottom: 60, left: 100, right: 100 },
            children: [new Paragraph({ children: [new TextRun({ text: cleaned(cell), bold: isHead })] })],
          }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [toRow(headings, true), ...rows.map((row) => toRow(row, false))],
  });
}

/** XML holds no control characters but these. */
function cleaned(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').toWellFormed();
}
