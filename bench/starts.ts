import { join } from 'node:path';
import { median } from './measure.ts';
import { type Server, startServer } from './processes.ts';
import { format, type Row } from './report.ts';

const STARTS = 5;

export function startSite(folder: string, environment: Record<string, string>): Promise<Server> {
  return startServer('server/main.ts', [], environment, join(folder, 'site.log'));
}

/** How long the site takes to start on everything embedded: on an empty folder, and again on the same one. */
export async function measureEmbeddedStarts(folder: string): Promise<Row[]> {
  const environment = { DATA_DIR: join(folder, 'embedded'), PORT: '0' };
  return [
    { measure: 'first start, all embedded, empty folder', result: await start(folder, environment) },
    { measure: 'second start, all embedded', result: await start(folder, environment) },
  ].map(({ measure, result }) => ({ measure, result: seconds(result) }));
}

/** How long the site takes to start on the real servers, in the middle of several starts. */
export async function measureServerStarts(folder: string, environment: Record<string, string>): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < STARTS; round++) times.push(await start(folder, environment));
  return { measure: 'start on real servers with all entries', result: seconds(median(times)) };
}

/** Milliseconds until the site listens. */
async function start(folder: string, environment: Record<string, string>): Promise<number> {
  const site = await startSite(folder, environment);
  await site.stop();
  return site.startMs;
}

function seconds(milliseconds: number): string {
  return `${format(milliseconds / 1000)} s`;
}
