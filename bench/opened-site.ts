import { openDatabase } from '#content/db/client.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { today } from '#server/deps.ts';
import { createClient } from './measure.ts';
import { startSite } from './starts.ts';
import { CONNECTIONS, type Surroundings } from './surroundings.ts';

export type OpenedSite = Awaited<ReturnType<typeof openSite>>;

/** Starts the site on what is in the database, with all that is needed to ask it and to look behind it. */
export async function openSite(surroundings: Surroundings) {
  const { folder, environment, undo } = surroundings;
  const site = await startSite(folder, environment);
  undo.push(site.stop);
  const database = await openDatabase({ url: environment.DATABASE_URL, dataDir: folder });
  undo.push(database.close);
  const taxonomy = await loadTaxonomy(database.db, today());
  const client = createClient(site.url, CONNECTIONS);
  undo.push(client.close);
  const pids = { site: site.pid, meilisearch: surroundings.meilisearchPid };
  return { site, client, database, taxonomy, pids };
}
