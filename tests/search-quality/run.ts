import { parseArgs } from 'node:util';
import { readQueries } from './collection.ts';
import { measure, searchPath, slugsOf, toList, toTable } from './report.ts';

const { values } = parseArgs({
  options: { url: { type: 'string', default: 'http://127.0.0.1:3000' }, verbose: { type: 'boolean', default: false } },
});

const rows = await measure(readQueries(), async (q, perPage) => {
  const response = await fetch(new URL(searchPath(q, perPage), values.url));
  if (!response.ok) throw new Error(`${response.status} for ${q}`);
  return slugsOf((await response.json()) as Parameters<typeof slugsOf>[0]);
});
if (values.verbose) process.stdout.write(`${toList(rows)}\n`);
process.stdout.write(toTable(rows));
