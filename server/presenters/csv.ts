/** What spreadsheets take as the sign of UTF-8; stands before the first line. */
export const BYTE_ORDER_MARK = '\uFEFF';

const format = new Intl.NumberFormat('da-DK', { useGrouping: false, maximumFractionDigits: 6 });

/** A line as spreadsheets read it that are set to Danish: semicolons between, commas in numbers. */
export function toCsvLine(cells: (string | number | null)[]): string {
  return `${cells.map(toCell).join(';')}\r\n`;
}

function toCell(value: string | number | null): string {
  if (typeof value === 'number') return format.format(value);
  const harmless = harmlessText(value ?? '');
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A spreadsheet would run a cell that begins like a formula; the apostrophe makes it text. */
function harmlessText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
