import { BorderStyle, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx';
import { toRuns } from './docx-text.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const RULE = { style: BorderStyle.SINGLE, size: 4, color: 'C5D0D3' };
/** Between its margins, in twentieths of a point. */
const PAGE_WIDTH = 9638;
const LABEL_WIDTH = 2400;

/** A table with rules between its rows; without headings its first cells are labels. */
export function toTable(rows: string[][], headings?: string[]): Table {
  const columns = (headings ?? rows[0] ?? []).length;
  const columnWidths = headings
    ? Array<number>(columns).fill(Math.floor(PAGE_WIDTH / columns))
    : [LABEL_WIDTH, PAGE_WIDTH - LABEL_WIDTH];
  return new Table({
    columnWidths,
    width: { size: PAGE_WIDTH, type: WidthType.DXA },
    borders: { top: NONE, bottom: RULE, left: NONE, right: NONE, insideHorizontal: RULE, insideVertical: NONE },
    rows: [
      ...(headings ? [toRow(headings, columnWidths, (text) => toRuns(text, { bold: true }), true)] : []),
      ...rows.map((cells) =>
        toRow(cells, columnWidths, (text, index) => toRuns(text, headings || index ? {} : { color: '5A6A6F' })),
      ),
    ],
  });
}

/** No row is torn between two pages. */
function toRow(
  cells: string[],
  widths: number[],
  write: (text: string, index: number) => ReturnType<typeof toRuns>,
  tableHeader = false,
): TableRow {
  return new TableRow({
    tableHeader,
    cantSplit: true,
    children: cells.map(
      (cell, index) =>
        new TableCell({
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          margins: { top: 70, bottom: 70, left: index ? 100 : 0, right: 100 },
          children: [new Paragraph({ children: write(cell, index), keepNext: tableHeader })],
        }),
    ),
  });
}
