// Measures the Danish analysis by itself, in a process of its own. Run with a file of entries; writes one line of JSON.
import { readFileSync } from 'node:fs';
import { median, percentile } from './measure.ts';

const TEXTS = 500;
const TEXT_BYTES = 4000;

const before = process.memoryUsage().rss;
const began = performance.now();
const { markedText } = await import('#search/danish/analyse.ts');
const loadMs = performance.now() - began;
const loadMegabytes = (process.memoryUsage().rss - before) / 2 ** 20;

const texts = readTexts(process.argv[2] ?? '');
const times = texts.map((text) => {
  const start = performance.now();
  markedText(text);
  return performance.now() - start;
});
const result = { loadMs, loadMegabytes, first: times[0], p50: median(times), p95: percentile(times, 0.95) };
process.stdout.write(`${JSON.stringify(result)}\n`);

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
