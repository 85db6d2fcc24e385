import { type Appropriation, type AppropriationLine, findWrongSums } from '#content/programmes/appropriation.ts';
import { formatMillions } from '../presenters/format.ts';

/** What an appropriation's lines are typed as: `2005; 2006`, then `Label; 2,1; 11,2`, with a `-` in front a level. */
type Table = Pick<Appropriation, 'years' | 'lines'>;

/** A table, or what is wrong with it, each message with the line that it is about. */
export type ReadTable = { table: Table; messages?: never } | { table?: never; messages: string[] };

interface TypedLine {
  /** As it is counted in the field. */
  number: number;
  text: string;
}

const MOST_YEARS = 15;
const MOST_LINES = 60;
const LONGEST_LABEL = 200;
const LONGEST_YEAR = 20;
const NOTHING = /^[-–—]?$/;
const AMOUNT = /^(\d{1,3}(\.\d{3})+|\d{1,9})(,\d{1,3})?$/;

/** The table as it is typed; what `readAppropriation` reads back. */
export function formatAppropriation({ years, lines }: Table): string {
  const rows = lines.map(({ label, level, amounts }) => [
    `${'-'.repeat(level)}${level ? ' ' : ''}${label}`,
    ...amounts.map((amount) => (amount === null ? '–' : formatMillions(amount))),
  ]);
  return [years, ...rows].map((cells) => cells.join('; ')).join('\n');
}

/** Reads the table, and adds up whether each line is the sum of its parts. */
export function readAppropriation(text: string): ReadTable {
  const [first, ...rest] = typedLines(text);
  if (!first) return { messages: ['Skriv årene på første linje, adskilt af semikolon.'] };
  if (rest.length > MOST_LINES) return { messages: [`Skriv højst ${MOST_LINES} linjer.`] };
  const years = cellsOf(first.text);
  const wrongYears = findYearTrouble(first, years);
  if (wrongYears.length) return { messages: wrongYears };
  const read = rest.map((line) => readLine(line, years.length));
  const messages = [
    ...(rest.length ? [] : ['Skriv mindst én linje med beløb under årene.']),
    ...read.flatMap(({ messages }) => messages),
  ];
  if (messages.length) return { messages };
  const table = { years, lines: read.map(({ line }) => line) };
  const levels = findLevelTrouble(rest, table.lines);
  const wrong = levels.length ? levels : findSumTrouble(rest, table);
  return wrong.length ? { messages: wrong } : { table };
}

function typedLines(text: string): TypedLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter(({ text }) => text);
}

function cellsOf(text: string): string[] {
  return text.split(';').map((cell) => cell.trim().replace(/\s+/g, ' '));
}

function findYearTrouble({ number }: TypedLine, years: string[]): string[] {
  if (years.some((year) => !/\d{4}/.test(year) || year.length > LONGEST_YEAR))
    return [`Linje ${number}: Skriv årene med fire cifre, for eksempel 2006; F 2007.`];
  if (new Set(years).size < years.length) return [`Linje ${number}: Et år står der to gange.`];
  return years.length > MOST_YEARS ? [`Linje ${number}: Skriv højst ${MOST_YEARS} år.`] : [];
}

function readLine({ number, text }: TypedLine, years: number): { line: AppropriationLine; messages: string[] } {
  const [, dashes = '', rest = ''] = /^((?:-\s*)*)(.*)$/s.exec(text) ?? [];
  const [label = '', ...cells] = cellsOf(rest);
  const level = dashes.replace(/\s/g, '').length;
  const wrongCell = cells.find((cell) => !NOTHING.test(cell) && !AMOUNT.test(cell));
  const message = !label
    ? 'Skriv, hvad linjen handler om.'
    : label.length > LONGEST_LABEL
      ? `Skriv højst ${LONGEST_LABEL} tegn om, hvad linjen handler om.`
      : wrongCell !== undefined
        ? `»${wrongCell.slice(0, 40)}« er ikke et beløb i mio. kr., for eksempel 11,2.`
        : cells.length !== years
          ? `Der er ${cells.length} beløb, men ${years} år. Skriv – for et år uden beløb.`
          : '';
  const line = { label, level, amounts: cells.map(readAmount) };
  return { line, messages: message ? [`Linje ${number}: ${message}`] : [] };
}

/** Thousands of DKK, since documents count in tenths of millions: whole numbers add up exactly. */
function readAmount(cell: string): number | null {
  if (NOTHING.test(cell)) return null;
  const [whole = '', fraction = ''] = cell.replaceAll('.', '').split(',');
  return Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** Parts lie one level below their whole. */
function findLevelTrouble(typed: TypedLine[], lines: AppropriationLine[]): string[] {
  return lines.flatMap(({ level }, index) => {
    const deepest = index === 0 ? 0 : (lines[index - 1]?.level ?? 0) + 1;
    if (level <= deepest) return [];
    const message = index === 0 ? 'Den første linje er det hele og har ingen streg.' : 'Der er for mange streger.';
    return [`Linje ${typed[index]?.number}: ${message}`];
  });
}

function findSumTrouble(typed: TypedLine[], table: Table): string[] {
  return findWrongSums({ title: '', note: '', ...table }).map(
    ({ line, year, stated, sum }) =>
      `Linje ${typed[line]?.number}, ${year}: Der står ${formatMillions(stated)}, men delene giver ${formatMillions(sum)} tilsammen.`,
  );
}
