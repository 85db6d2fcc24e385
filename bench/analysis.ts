import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from './processes.ts';
import { atMost, format, type Row } from './report.ts';

const GOAL_MS = 5;

/** The Danish analysis of texts from the file of entries, and what a start spends on the dictionary. */
export async function measureAnalysis(folder: string, file: string): Promise<Row[]> {
  const log = join(folder, 'analysing.log');
  await runScript('bench/analysing.ts', [file], {}, log, () => {});
  const { loadMs, rssMegabytes, heapMegabytes, p50, p95 } = JSON.parse(readFileSync(log, 'utf8'));
  const texts = `${format(p50)} and **${format(p95)} ms**`;
  return [
    atMost('analysis of a text of 4 kB, p50 and p95', p95, GOAL_MS, texts, ' ms'),
    {
      measure: 'loading dictionary and stemmer, once a process',
      result: `${format(loadMs)} ms, ${format(heapMegabytes)} MB kept; the process grows by ${format(rssMegabytes)} MB`,
    },
  ];
}
