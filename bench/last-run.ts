import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, 'last-run.md');
const HEADING = /^## ([\d,]+) entries$/;

/** Puts the table for so many entries into bench/last-run.md; those for other numbers stay. */
export function keepTable(entries: number, table: string): void {
  const tables = readTables();
  tables.set(entries, table);
  const sections = [...tables]
    .sort(([a], [b]) => a - b)
    .map(([count, text]) => `## ${count.toLocaleString('en')} entries\n\n${text.trim()}\n`);
  writeFileSync(FILE, ['# The last benchmarks\n', ...sections].join('\n'));
}

function readTables(): Map<number, string> {
  const tables = new Map<number, string>();
  let current: number | undefined;
  for (const line of existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n') : []) {
    const heading = HEADING.exec(line)?.[1];
    if (heading) current = Number(heading.replaceAll(',', ''));
    else if (current !== undefined) tables.set(current, `${tables.get(current) ?? ''}${line}\n`);
  }
  return tables;
}
