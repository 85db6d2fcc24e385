import { type Query, queryTypes } from './collection.ts';
import { type Score, type Summary, score, summarise } from './score.ts';

export type Row = Query & Score;

/** A search as the measurement needs it: the slugs found, best first. */
export type SlugSearch = (q: string, perPage: number) => Promise<string[]>;

/** Asks every query and scores what it finds among the first twenty. */
export async function measure(queries: Query[], search: SlugSearch): Promise<Row[]> {
  const rows: Row[] = [];
  for (const query of queries) rows.push({ ...query, ...score(query.relevance, await search(query.q, 20)) });
  return rows;
}

/** Reads the slugs from an answer of `GET /api/v1/entries`. */
export function slugsOf(answer: { hits: { slug: string }[] }): string[] {
  return answer.hits.map(({ slug }) => slug);
}

export function searchPath(q: string, perPage: number): string {
  return `/api/v1/entries?per_page=${perPage}&q=${encodeURIComponent(q)}`;
}

/** The figures for each type, each part and all, as a table in plain text. */
export function toTable(rows: Row[]): string {
  const groups: [string, Row[]][] = [
    ...queryTypes.map((type): [string, Row[]] => [type, rows.filter((row) => row.type === type)]),
    ...(['tuning', 'held-out'] as const).map((part): [string, Row[]] => [part, inPart(rows, part)]),
    ['all', rows],
  ];
  const lines = groups.map(([name, group]) => toLine(name, summarise(group)));
  return `${toCells('', 'queries', 'nDCG@10', 'recall@20', 'no hit')}\n${lines.join('\n')}\n`;
}

/** The queries one by one, the worst first; never those that are held out. */
export function toList(rows: Row[]): string {
  const lines = inPart(rows, 'tuning')
    .sort((a, b) => a.ndcg10 - b.ndcg10)
    .map(({ id, q, ...row }) => `${id}  ${row.ndcg10.toFixed(3)}  ${row.recall20.toFixed(3)}  ${q}`);
  return `${lines.join('\n')}\n`;
}

export function inPart(rows: Row[], part: Row['part']): Row[] {
  return rows.filter((row) => row.part === part);
}

function toLine(name: string, { queries, ndcg10, recall20, zero }: Summary): string {
  return toCells(name, `${queries}`, ndcg10.toFixed(3), recall20.toFixed(3), `${zero}`);
}

function toCells(name: string, ...cells: string[]): string {
  return name.padEnd(10) + cells.map((cell) => cell.padStart(11)).join('');
}
