import { type Database, openDatabase } from '#content/db/client.ts';
import { countEntries } from '#content/entries/queries.ts';
import { loadStarterContent } from '#content/entries/starter-content.ts';
import { listHiddenEntryIds } from '#content/queue.ts';
import { loadTaxonomy, type Taxonomy } from '#content/taxonomy.ts';
import { listSynonymSets } from '#content/thesaurus/list-synonyms.ts';
import { createBreaker } from '#search/breaker.ts';
import { connectSearch, type SearchEngine } from '#search/client.ts';
import { startEmbeddedMeilisearch } from '#search/embedded.ts';
import { checkSearchAccess, isSearchable } from '#search/engine-health.ts';
import { startIndexWorker } from '#search/index-worker.ts';
import { createSearch } from '#search/search.ts';
import { buildThesaurus, type Thesaurus } from '#search/thesaurus.ts';
import { createVocabularyCache } from '#search/vocabulary-cache.ts';
import type { Config } from './config.ts';
import { createContactAsker } from './jobs/contact-asker.ts';
import { createDuePublications } from './jobs/due-publications.ts';
import { startJobs } from './jobs/jobs.ts';
import { createMailer } from './jobs/mailer.ts';
import { createReadCountWriter } from './jobs/read-counter.ts';
import { createReportReminders } from './jobs/report-reminders.ts';
import { createSearchCountWriter } from './jobs/search-counter.ts';
import { createSessionCleaner } from './jobs/session-cleaner.ts';
import { createReadCounter } from './read-counter.ts';
import { createSearchCounter } from './search-counter.ts';
import { createVersionedCache } from './versioned-cache.ts';

export interface Log {
  info(o: object, m: string): void;
  warn(o: object, m: string): void;
  error(o: object, m: string): void;
}

interface Search {
  engine: SearchEngine;
  /** Milliseconds after which the database is asked too. */
  patience?: number;
  close(): Promise<void>;
}

/** Long enough for starter content, short enough that a big index does not hold up the start. */
const FIRST_INDEXING_MS = 5000;
const MINUTE_MS = 60_000;

export type Deps = Awaited<ReturnType<typeof createDeps>>;

/** Opens everything the site runs on. On failure, what was opened is closed again. */
export async function createDeps(config: Config, log: Log) {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir });
  try {
    await fillEmptyDatabase(database, config, log);
    return await composeDeps(config, log, database, await openSearch(config, log));
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Puts together what the site runs on; its `close` closes database and search too. */
export async function composeDeps(config: Config, log: Log, database: Database, search: Search) {
  const { engine } = search;
  const contentVersion = createContentVersion(database);
  const getTaxonomy = createTaxonomyCache(database, contentVersion);
  const getHiddenIds = createHiddenIdsCache(database, contentVersion);
  // The worker may find an order before its announcement is heard, and must not carry it out with old terms.
  const worker = startIndexWorker({ database, engine, getTaxonomy: () => loadTaxonomy(database.db, today()), log });
  const breaker = createBreaker({
    isWell: (signal) => isSearchable(engine, signal),
    onRecovered: worker.wake,
    log,
    ...(search.patience ? { patience: search.patience } : {}),
  });
  const siteSearch = createSearch({
    db: database.db,
    engine,
    breaker,
    getTaxonomy,
    getHiddenIds,
    getVocabulary: createVocabularyCache(database.db, contentVersion),
    getThesaurus: createThesaurusCache(database, contentVersion),
  });
  const searchCounter = createSearchCounter(database.db);
  const readCounter = createReadCounter(database.db, contentVersion);
  const jobs = startJobs(
    [
      createDuePublications(database),
      createContactAsker(database),
      createReportReminders(database),
      createMailer(database.db, config, log),
      createSessionCleaner(database.db),
      createSearchCountWriter(database.db, searchCounter),
      createReadCountWriter(readCounter),
    ],
    log,
  );
  const close = async () => {
    breaker.close();
    await jobs.stop();
    await searchCounter.flush().catch(() => log.warn({}, 'The last searches were not counted'));
    await readCounter.flush().catch(() => log.warn({}, 'The last reads were not counted'));
    await worker.stop();
    await search.close();
    await database.close();
  };
  await Promise.race([worker.settled(), timeout(FIRST_INDEXING_MS)]);
  return {
    config,
    log,
    database,
    db: database.db,
    engine,
    contentVersion,
    getTaxonomy,
    getHiddenIds,
    breaker,
    search: siteSearch,
    worker,
    jobs,
    searchCounter,
    readCounter,
    close,
  };
}

async function fillEmptyDatabase(database: Database, config: Config, log: Log): Promise<void> {
  const { migrations } = database;
  if (migrations.length) log.info({ migrations }, 'The database has the newest schema');
  if (config.databaseUrl || (await countEntries(database.db)) > 0) return;
  const entries = await loadStarterContent(database.db, await loadTaxonomy(database.db, today()));
  log.info({ entries }, 'Starter content loaded');
}

/** Connects to the search engine at MEILI_URL, or starts the embedded one, which `close` then ends. */
export async function openSearch(config: Config, log: Log): Promise<Search> {
  const embedded = config.meiliUrl ? undefined : await startEmbeddedMeilisearch({ dataDir: config.dataDir, log });
  const server = embedded ?? { url: config.meiliUrl ?? '', apiKey: config.meiliApiKey };
  const engine = connectSearch({ ...server, indexPrefix: config.meiliIndexPrefix });
  const close = async () => {
    await engine.close();
    await embedded?.stop();
  };
  try {
    if (!(await checkSearchAccess(engine)))
      log.warn({ url: server.url }, 'Meilisearch does not answer; search works again when it does');
    return { engine, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Names what readers can see now, or is undefined while that cannot be known. The day is part of it, since terms and
 * regions are valid for a period.
 */
function createContentVersion({ changes }: Database): () => string | undefined {
  let day = '';
  let endOfMinute = 0;
  return () => {
    const version = changes.version();
    if (version === undefined) return undefined;
    // A day ends with a minute, and working it out for each request would cost more than many a request.
    if (Date.now() >= endOfMinute) {
      day = today();
      endOfMinute = (Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS;
    }
    return `${version}-${day}`;
  };
}

function createTaxonomyCache({ db }: Database, contentVersion: () => string | undefined): () => Promise<Taxonomy> {
  const cache = createVersionedCache<Taxonomy>(contentVersion);
  return () => cache.get('', () => loadTaxonomy(db, today()));
}

/** The entries that every search must leave out, since the index may still hold them. */
function createHiddenIdsCache({ db }: Database, contentVersion: () => string | undefined): () => Promise<number[]> {
  const cache = createVersionedCache<number[]>(contentVersion);
  return () => cache.get('', () => listHiddenEntryIds(db));
}

function createThesaurusCache({ db }: Database, contentVersion: () => string | undefined): () => Promise<Thesaurus> {
  const cache = createVersionedCache<Thesaurus>(contentVersion);
  return () => cache.get('', async () => buildThesaurus(await listSynonymSets(db)));
}

const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' });

/** The calendar day in Denmark, `yyyy-mm-dd`. */
export function today(): string {
  return isoDay.format(new Date());
}

function timeout(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
