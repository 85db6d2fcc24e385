import { readFileSync, writeFileSync } from 'node:fs';
import { inPart, type Row } from './report.ts';
import { summarise } from './score.ts';

interface Figures {
  ndcg10: number;
  recall20: number;
}

/** What the search reached when the file was last written. */
export interface Baseline {
  tuning: Figures;
  held_out: Figures;
  /** nDCG@10 of the tuning queries, to name those that fell. Nothing of the held-out ones, so that nobody tunes by them. */
  queries: Record<string, number>;
}

export interface Comparison {
  falls: string[];
  rises: string[];
}

const file = new URL('baseline.json', import.meta.url);
const MAY_FALL = 0.01;
const WORTH_RAISING = 0.02;
const NAMED = 8;

export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(file, 'utf8'));
}

export function writeBaseline(rows: Row[]): void {
  writeFileSync(file, `${JSON.stringify(toBaseline(rows), null, 2)}\n`);
}

export function toBaseline(rows: Row[]): Baseline {
  const tuning = inPart(rows, 'tuning');
  return {
    tuning: toFigures(tuning),
    held_out: toFigures(inPart(rows, 'held-out')),
    queries: Object.fromEntries(tuning.map(({ id, ndcg10 }) => [id, round(ndcg10)])),
  };
}

/** Says which figures are worse than they were by more than may be, and which are so much better that they can be kept. */
export function compare(before: Baseline, after: Baseline): Comparison {
  const changes = (['tuning', 'held_out'] as const).flatMap((part) =>
    (['ndcg10', 'recall20'] as const).map((figure) => {
      const [was, is] = [before[part][figure], after[part][figure]];
      return { by: round(is - was), text: `${part} ${figure}: ${was} → ${is}` };
    }),
  );
  return {
    falls: changes.filter(({ by }) => by < -MAY_FALL).map(({ text }) => text),
    rises: changes.filter(({ by }) => by > WORTH_RAISING).map(({ text }) => text),
  };
}

/** The tuning queries that fell most, for people. */
export function worstFalls(before: Baseline, rows: Row[]): string[] {
  return inPart(rows, 'tuning')
    .map(({ id, q, ndcg10 }) => ({ id, q, was: before.queries[id] ?? 0, is: round(ndcg10) }))
    .filter(({ was, is }) => is < was)
    .sort((a, b) => a.is - a.was - (b.is - b.was))
    .slice(0, NAMED)
    .map(({ id, q, was, is }) => `${id} ${q}: ${was} → ${is}`);
}

function toFigures(rows: Row[]): Figures {
  const { ndcg10, recall20 } = summarise(rows);
  return { ndcg10: round(ndcg10), recall20: round(recall20) };
}

/** Four digits: a baseline is read by people, and 0.1 + 0.2 must not make a fall. */
function round(figure: number): number {
  return Math.round(figure * 10_000) / 10_000;
}
