import writeXlsxFile from 'write-excel-file/node';

/** Writes one sheet whose first row holds the headings. Texts are texts, whatever they begin with. */
export async function writeXlsx(name: string, headings: string[], rows: (string | number | null)[][]): Promise<Buffer> {
  const head = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => row.map(toCell));
  return writeXlsxFile([head, ...body], { sheet: name, stickyRowsCount: 1 }).toBuffer();
}

function toCell(value: string | number | null) {
  if (typeof value === 'number') return { value, type: Number };
  return value ? { value, type: String } : null;
}
