import type { Database } from '#content/db/client.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { connectSearch, type SearchServer } from '#search/client.ts';
import { rebuildIndex } from '#search/rebuild.ts';
import { settings } from '#search/settings.ts';
import { dropIndex, type IndexSize, ingest } from './ingest.ts';
import { type Client, mean, ratio } from './measure.ts';
import { atLeast, atMost, format, formatRatio, type Row } from './report.ts';

export interface ReindexDeps {
  database: Database;
  taxonomy: Taxonomy;
  server: SearchServer;
  meilisearch: Client;
  /** With the documents as our index has them. */
  files: string[];
  /** What an index without Danish takes. */
  stock: IndexSize;
  rounds: number;
}

/** The rebuild of the index beside the same documents, made beforehand and sent straight to Meilisearch. */
export async function measureReindex(deps: ReindexDeps): Promise<Row[]> {
  const { database, taxonomy, server, meilisearch, files, stock, rounds } = deps;
  const engine = connectSearch(server);
  const onBadDocument = (id: number, reason: string) => {
    throw new Error(`Entry ${id}: ${reason}`);
  };
  const own: number[] = [];
  const raw: number[] = [];
  let size = stock;
  for (let round = 0; round < rounds; round++) {
    own.push(await time(() => rebuildIndex({ database, engine, taxonomy, onBadDocument })));
    const ingested = await ingest(meilisearch, 'raw', settings, files);
    raw.push(ingested.milliseconds);
    size = ingested.size;
    await dropIndex(meilisearch, 'raw');
  }
  await engine.close();
  const speed = ratio(raw, own, mean);
  const seconds = `${format(mean(own) / 1000)} and ${format(mean(raw) / 1000)} s`;
  const measure = 'rebuild of the index over raw ingest of its documents, speed';
  return [atLeast(measure, speed.value, 0.85, `${formatRatio(speed)}, ${seconds}`), compareSizes(size, stock)];
}

/** Both made anew, of the same entries. */
function compareSizes(own: IndexSize, stock: IndexSize): Row {
  const times = own.used / stock.used;
  const files = `as files ${format(own.all)} and ${format(stock.all)} MB`;
  const result = `**${times.toFixed(2)}×**, ${format(own.used)} and ${format(stock.used)} MB; ${files}`;
  return atMost('size of the index over that of a stock index', times, 1.8, result);
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
