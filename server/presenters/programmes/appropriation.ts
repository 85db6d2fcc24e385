import type { Appropriation } from '#content/programmes/appropriation.ts';
import { formatMillions } from '../format.ts';

/** An appropriation as one document states it, in millions of DKK. */
export interface AppropriationTable {
  id: string;
  title: string;
  note: string;
  years: string[];
  rows: { label: string; level: number; cells: string[] }[];
  chart: BarChart;
}

/** The first line of the table as a bar a year; sizes are those of the picture. */
export interface BarChart {
  width: number;
  height: number;
  /** What it shows, for those who do not see it. */
  text: string;
  bars: { label: string; value: string; middle: number; x: number; y: number; width: number; height: number }[];
}

const NOTHING = '–';
const COLUMN = 44;
const BAR = 28;
const TALLEST = 96;
/** Room for the amount over a bar, and for the year under it. */
const OVER = 20;
const UNDER = 24;

export function presentAppropriation({ title, note, years, lines }: Appropriation, id: string): AppropriationTable {
  return {
    ...{ id, title, note, years },
    rows: lines.map(({ label, level, amounts }) => ({ label, level, cells: years.map((_, i) => show(amounts[i])) })),
    chart: presentChart(years, lines[0]),
  };
}

function presentChart(years: string[], whole: Appropriation['lines'][number] | undefined): BarChart {
  const amounts = years.map((_, index) => whole?.amounts[index] ?? null);
  const most = Math.max(1, ...amounts.map((amount) => amount ?? 0));
  const bars = years.map((label, index) => {
    const amount = amounts[index];
    const height = Math.round(((amount ?? 0) / most) * TALLEST);
    const x = index * COLUMN + (COLUMN - BAR) / 2;
    const y = OVER + TALLEST - height;
    return { label, value: show(amount), middle: x + BAR / 2, x, y, width: BAR, height };
  });
  const told = bars.map(({ label, value }) => `${label}: ${value === NOTHING ? 'intet' : value}`).join(', ');
  const text = `${whole?.label ?? ''} i mio. kr.: ${told}`;
  return { width: years.length * COLUMN, height: OVER + TALLEST + UNDER, text, bars };
}

function show(amount: number | null | undefined): string {
  return amount === null || amount === undefined ? NOTHING : formatMillions(amount);
}
