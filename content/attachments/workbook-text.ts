import { readAttributes, readXml } from './xml.ts';

/** The texts that cells refer to by number. */
export interface SharedStrings {
  /** Marks the text as used. */
  get(index: number): string;
  /** Texts of cells that were deleted but never left the file. */
  unused(): string[];
}

export function readSharedStrings(xml: string): SharedStrings {
  const strings: string[] = [];
  const used = new Set<number>();
  let current = '';
  let inPhonetic = false;
  for (const token of readXml(xml)) {
    if (token.kind === 'text') {
      if (current === 't' && !inPhonetic) strings.push((strings.pop() ?? '') + token.text);
      continue;
    }
    current = token.kind === 'open' ? token.name : '';
    if (token.name === 'rPh') inPhonetic = token.kind === 'open';
    if (token.name === 'si' && token.kind === 'open') strings.push('');
  }
  return {
    get(index) {
      used.add(index);
      return strings[index] ?? '';
    },
    unused: () => strings.filter((_, index) => !used.has(index)),
  };
}

/** The cells of a sheet, a row a line, with its headers and footers. */
export function sheetText(xml: string, shared: SharedStrings): string {
  const rows: string[] = [];
  let cells: string[] = [];
  let type: string | undefined;
  let value = '';
  let current = '';
  for (const token of readXml(xml)) {
    if (token.kind === 'text') {
      if (current === 'v' || current === 't') value += token.text;
      else if (/Header$|Footer$/.test(current)) rows.push(token.text);
      continue;
    }
    current = token.kind === 'open' ? token.name : '';
    if (token.name === 'c' && token.kind === 'open') {
      type = readAttributes(token.attributes).t;
      value = '';
    } else if (token.name === 'c') cells.push(cellText(type, value, shared));
    else if (token.name === 'row' && token.kind === 'close') {
      rows.push(cells.filter(Boolean).join('\t'));
      cells = [];
    }
  }
  return [...rows, cells.join('\t')].join('\n');
}

function cellText(type: string | undefined, value: string, shared: SharedStrings): string {
  if (type === 's') return shared.get(Number(value));
  return type === undefined || type === 'n' ? numberText(value) : value;
}

/** A number as text; one of nine digits also with the nought that a CPR number in a number cell has lost. */
export function numberText(value: string): string {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isSafeInteger(number)) return value;
  return /^\d{9}$/.test(String(number)) ? `${number} 0${number}` : String(number);
}
