import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { inject } from 'vitest';
import { connectSearch, type SearchEngine } from '#search/client.ts';
import { type App, buildApp } from '#server/app.ts';
import { type Config, readConfig } from '#server/config.ts';
import { composeDeps, type Deps } from '#server/deps.ts';
import { openTestDatabase } from './database.ts';
import { createFolder } from './processes.ts';

const SHARED_ENGINE_PATIENCE_MS = 20_000;

export interface TestSite {
  app: App;
  deps: Deps;
  close(): Promise<void>;
}

/** With TEST_LOG set, what a test site complains about can be read. */
const show = (...parts: unknown[]) => void process.stderr.write(`${inspect(parts)}\n`);
const silent = Object.assign(() => {}, {}) as () => void;
const log = {
  level: 'silent',
  fatal: silent,
  error: process.env.TEST_LOG ? show : silent,
  warn: silent,
  info: silent,
  debug: silent,
  trace: silent,
  silent,
  child: () => log,
};

/** The real site on an empty database of its own and an index of its own in the real search engine. */
export async function startTestSite(
  environment: Record<string, string> = {},
  privateEngine?: SearchEngine,
): Promise<TestSite> {
  const engine = privateEngine ?? connectTestSearch();
  const folder = createFolder();
  const config: Config = readConfig({
    RATE_LIMIT: '0',
    PUBLIC_URL: 'https://eksempel.dk',
    DATA_DIR: folder.path,
    ...environment,
  });
  const database = await openTestDatabase();
  const search = {
    engine,
    // All tests share one search engine, which is often busy with the documents of another.
    ...(privateEngine ? {} : { patience: SHARED_ENGINE_PATIENCE_MS }),
    close: async () => {
      await engine.client.deleteIndex(engine.indexUid);
      await engine.close();
    },
  };
  const deps = await composeDeps(config, log, database, search);
  const app = await buildApp(deps);
  return {
    app,
    deps,
    close: async () => {
      await app.close();
      await deps.close();
      folder.remove();
    },
  };
}

/** A search engine client with an index name of its own. */
export function connectTestSearch() {
  const indexPrefix = `test_${randomBytes(6).toString('hex')}_`;
  return connectSearch({ url: inject('meiliUrl'), apiKey: inject('meiliKey'), indexPrefix });
}
