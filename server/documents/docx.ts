import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import { SITE_NAME } from '../plugins/views.ts';
import { toTable } from './docx-table.ts';
import { cleaned, toRuns } from './docx-text.ts';

/** A piece of a document to print and to write on in. */
export type Block =
  | { heading: string; level: 1 | 2 | 3 }
  /** `lead` is bold and stands before it. */
  | { text: string; lead?: string }
  | { facts: { label: string; value: string }[] }
  | { headings: string[]; rows: string[][] };

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const MARGIN = 1134;

/** Writes a document as Word and others read it: A4, its pages numbered. */
export async function writeDocx(title: string, blocks: Block[]): Promise<Buffer> {
  const margin = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN };
  const document = new Document({
    title,
    creator: SITE_NAME,
    styles: {
      default: {
        document: { run: { font: 'IBM Plex Sans', size: 21, language: { value: 'da-DK' } } },
        heading1: headingStyle(36, 0),
        heading2: headingStyle(27, 400),
        heading3: headingStyle(22, 320),
      },
    },
    sections: [
      {
        properties: { page: { margin } },
        footers: { default: numberPages(title) },
        children: blocks.flatMap(toDocx),
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** Never the last line of a page. */
function headingStyle(size: number, before: number) {
  return { run: { size, bold: true, color: '1A1A1A' }, paragraph: { spacing: { before, after: 120 }, keepNext: true } };
}

function numberPages(title: string): Footer {
  const children = [`${cleaned(title)} · Side `, PageNumber.CURRENT, ' af ', PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ children, size: 17, color: '5A6A6F' })],
      }),
    ],
  });
}

function toDocx(block: Block): (Paragraph | Table)[] {
  if ('heading' in block) return [new Paragraph({ text: cleaned(block.heading), heading: levels[block.level] })];
  if ('text' in block) return toParagraphs(block.text, block.lead);
  const rows = 'facts' in block ? block.facts.map(({ label, value }) => [label, value]) : block.rows;
  if (!rows.length) return [];
  return [toTable(rows, 'facts' in block ? undefined : block.headings), new Paragraph({ spacing: { after: 120 } })];
}

/** A paragraph for each, with its line breaks. */
function toParagraphs(text: string, lead?: string): Paragraph[] {
  const paragraphs = cleaned(text).split(/\n{2,}/);
  return paragraphs
    .filter((paragraph, index) => paragraph || (lead && index === 0))
    .map(
      (paragraph, index) =>
        new Paragraph({
          spacing: { after: 160 },
          children: [
            ...(lead && index === 0 ? [new TextRun({ text: `${cleaned(lead)} `, bold: true })] : []),
            ...toRuns(paragraph),
          ],
        }),
    );
}
