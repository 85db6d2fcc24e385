import { paths } from '#server/paths.ts';
import { type Client, percentile } from './measure.ts';
import { atMost, format, type Row } from './report.ts';
import { generateBeginnings } from './searches.ts';

const BEGINNINGS = 300;
const ROUNDS = 2;
const GOAL_MS = 100;

/** Suggestions while somebody types. */
export async function measureSuggestions(site: Client): Promise<Row> {
  const addresses = generateBeginnings(BEGINNINGS).map(
    (text) => `${paths.suggestions()}?${new URLSearchParams({ q: text })}`,
  );
  const times: number[] = [];
  let suggested = 0;
  for (let round = 0; round <= ROUNDS; round++)
    for (const address of addresses) {
      const began = performance.now();
      const { suggestions } = JSON.parse((await site.get(address)).text);
      if (round) times.push(performance.now() - began); // the first round warms up
      if (suggestions.length) suggested += 1;
    }
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const share = Math.round((100 * suggested) / (addresses.length * (ROUNDS + 1)));
  const result = `${format(p50)} and **${format(p95)} ms**; ${share} % of beginnings have any`;
  return atMost('suggestions while typing, p50 and p95', p95, GOAL_MS, result, ' ms');
}
