import { cpus, totalmem } from 'node:os';
import type { Ratio } from './measure.ts';

/** One line of the table; without a goal it is there to be known. */
export interface Row {
  measure: string;
  result: string;
  goal?: string;
  met?: boolean;
}

export function atMost(measure: string, value: number, goal: number, result: string, unit = '×'): Row {
  return { measure, result, goal: `≤ ${format(goal)}${unit}`, met: value <= goal };
}

export function atLeast(measure: string, value: number, goal: number, result: string, unit = '×'): Row {
  return { measure, result, goal: `≥ ${format(goal)}${unit}`, met: value >= goal };
}

/** The row as something to be known alone: its goal is one for another number of entries. */
export function withoutGoal({ measure, result }: Row): Row {
  return { measure, result };
}

/** `1.12× (rounds 1.10–1.15)` */
export function formatRatio({ value, rounds: [low, high] }: Ratio): string {
  return `**${value.toFixed(2)}×** (rounds ${low.toFixed(2)}–${high.toFixed(2)})`;
}

/** A number with the digits it deserves: 0.85, 4.4, 13, 12,345. */
export function format(value: number): string {
  const decimals = value < 2 ? 2 : value < 10 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits: decimals });
}

/** The table, below a line on the machine and above the notes. */
export function toMarkdown(rows: Row[], versions: Record<string, string>, notes: string[]): string {
  const machine = [
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
    ...Object.entries({ Node: process.versions.node, ...versions }).map(([name, version]) => `${name} ${version}`),
    new Date().toISOString().slice(0, 10),
  ];
  const verdict = ({ met }: Row) => (met === undefined ? '' : met ? 'yes' : '**no**');
  return [
    machine.join(' · '),
    '',
    '| measure | result | goal | met? |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.measure} | ${row.result} | ${row.goal ?? ''} | ${verdict(row)} |`),
    '',
    ...notes.map((note) => `- ${note}`),
    '',
  ].join('\n');
}
