import { paths } from '#server/paths.ts';
import { type Client, median } from './measure.ts';
import { format, type Row } from './report.ts';

const TIMES = 5;

/** What other programs fetch, which grows with the number of entries. */
export async function measureFiles(site: Client): Promise<Row[]> {
  return [
    await fetchAgain(site, 'first part of the sitemap', paths.sitemap(1)),
    await fetchAgain(site, 'feed of everything', paths.feed()),
    await fetchAgain(site, 'feed of a search that finds much', paths.feed('?q=kommune')),
  ];
}

async function fetchAgain(site: Client, name: string, address: string): Promise<Row> {
  const times: number[] = [];
  let bytes = 0;
  for (let time = 0; time < TIMES; time++) {
    const began = performance.now();
    bytes = (await site.get(address)).text.length;
    times.push(performance.now() - began);
  }
  const [first = 0, ...later] = times;
  const size = bytes > 1e6 ? `${format(bytes / 1e6)} MB` : `${format(bytes / 1000)} kB`;
  return { measure: `${name}, first and again`, result: `${format(first)} and ${format(median(later))} ms, ${size}` };
}
