// Measures the Danish analysis by itself, in a process of its own. Run with a file of entries; writes one line of JSON.
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { percentile } from './measure.ts';

const TEXTS = 500;
const TEXT_BYTES = 4000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const heapBefore = heapInUse();
const memoryBefore = process.memoryUsage.rss();
const start = performance.now();
const { markedText } = await import('#search/danish/analyse.ts');
markedText('sprogundervisningens'); // what is read when it is first needed is read now
const loadMs = performance.now() - start;
const rssMegabytes = (process.memoryUsage.rss() - memoryBefore) / 2 ** 20;
const heapMegabytes = heapInUse() - heapBefore;

const times = readTexts(process.argv[2] ?? '').map((text) => {
  const began = performance.now();
  markedText(text);
  return performance.now() - began;
});
const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
process.stdout.write(`${JSON.stringify({ loadMs, rssMegabytes, heapMegabytes, p50, p95 })}\n`);

/** In MB. */
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Texts of 4 KB, each put together of what entries say. */
function readTexts(file: string): string[] {
  const texts: string[] = [];
  let text = '';
  for (const line of readFileSync(file, 'utf8').slice(0, 20e6).split('\n').slice(0, -1)) {
    const { title, one_liner, summary, background, method, results, lessons, beneficiaries } = JSON.parse(line);
    text += [title, one_liner, summary, background, method, results, lessons, beneficiaries].join('\n');
    if (text.length < TEXT_BYTES) continue;
    texts.push(text.slice(0, TEXT_BYTES));
    text = '';
    if (texts.length === TEXTS) break;
  }
  return texts;
}
