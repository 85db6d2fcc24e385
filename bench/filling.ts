import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generateEntries } from './generate.ts';
import type { Client } from './measure.ts';
import { memoryOf, runScript } from './processes.ts';
import { atMost, format, type Row } from './report.ts';

/** For each 10,000 entries. */
const IMPORT_GOAL_S = 120;
/** The second half of an import may take this much more memory than the first and still be called flat. */
const FLAT = 1.1;

/** Writes `count` entries to a file; returns its path and the kilobytes of an entry. */
export function writeEntries(folder: string, count: number): { file: string; kilobytes: number } {
  const path = join(folder, 'entries.jsonl');
  const file = openSync(path, 'w');
  for (const entry of generateEntries(count)) writeSync(file, `${JSON.stringify(entry)}\n`);
  closeSync(file);
  return { file: path, kilobytes: statSync(path).size / 1000 / count };
}

/** Imports the file by the site's own command while the site runs, and waits until all can be found. */
export async function measureImport(
  folder: string,
  file: string,
  count: number,
  environment: Record<string, string>,
  meilisearch: Client,
): Promise<Row[]> {
  const began = performance.now();
  const samples: { at: number; megabytes: number }[] = [];
  await runScript('server/manage.ts', ['import', file], environment, join(folder, 'import.log'), (pid) =>
    samples.push({ at: performance.now() - began, megabytes: memoryOf(pid).all }),
  );
  const imported = performance.now();
  await waitUntilIndexed(meilisearch, count);
  const peak = (share: number) =>
    Math.max(...samples.filter(({ at }) => at <= (imported - began) * share).map(({ megabytes }) => megabytes));
  const [quarter, half, whole] = [peak(0.25), peak(0.5), peak(1)];
  const seconds = (imported - began) / 1000;
  const goal = IMPORT_GOAL_S * Math.max(1, count / 10_000);
  return [
    atMost(`import of ${format(count)} entries`, seconds, goal, `**${format(seconds)} s**`, ' s'),
    {
      measure: 'peak memory of the import until 1/4, 1/2 and the end of its time',
      result: `${[quarter, half, whole].map(format).join(', ')} MB`,
      goal: 'flat in the second half',
      met: whole <= half * FLAT,
    },
    {
      measure: `from the end of the import until all ${format(count)} can be found`,
      result: `${format((performance.now() - imported) / 1000)} s`,
    },
  ];
}

async function waitUntilIndexed(meilisearch: Client, count: number): Promise<void> {
  for (;;) {
    const { numberOfDocuments, isIndexing } = JSON.parse((await meilisearch.get('/indexes/entries/stats')).text);
    if (numberOfDocuments === count && !isIndexing) return;
    await pause(100);
  }
}
