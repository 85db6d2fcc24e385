import writeXlsxFile from 'write-excel-file/node';

const WIDEST_COLUMN = 40;
/** Spreadsheets know no day before 1900. */
const DAY = /^(?:19|20)\d\d-\d\d-\d\d$/;

/** Writes one sheet whose first row holds the headings. Days (yyyy-mm-dd) are dates; other texts are texts. */
export async function writeXlsx(name: string, headings: string[], rows: (string | number | null)[][]): Promise<Buffer> {
  const head = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => row.map(toCell));
  const lines = [headings, ...rows];
  const columns = headings.map((_, column) => ({ width: widthOf(lines.map((line) => line[column])) }));
  return writeXlsxFile([head, ...body], { sheet: name, stickyRowsCount: 1, columns }).toBuffer();
}

/** As wide as the longest of the cells, in letters, within reason. */
function widthOf(cells: (string | number | null | undefined)[]): number {
  const longest = cells.reduce<number>((most, cell) => Math.max(most, String(cell ?? '').length), 0);
  return Math.min(longest + 2, WIDEST_COLUMN);
}

function toCell(value: string | number | null) {
  if (typeof value === 'number') return { value, type: Number };
  if (value && DAY.test(value) && !Number.isNaN(Date.parse(value)))
    return { value: new Date(value), type: Date, format: 'dd-mm-yyyy' };
  return value ? { value, type: String } : null;
}
