import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { makeFirstAdminLink } from '#content/users/first-admin.ts';
import { type App, buildApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { createDeps, type Deps } from './deps.ts';
import { paths } from './paths.ts';

/** Time for requests under way; what is left of 10 s goes to closing the database and the search engine. */
const FINISH_REQUESTS_MS = 6000;
const GIVE_UP_MS = 9500;
const CLOSE_IDLE_MS = 50;
const LOG_FLUSH_MS = 1000;

const config = await orFail(async () => readConfig(process.env));
// A line at a time would cost more than many a request. What waits is written each second, and at the end.
const logFile = pino.destination({ sync: false, minLength: 4096 });
setInterval(() => logFile.flush(), LOG_FLUSH_MS).unref();
process.once('exit', () => logFile.flushSync());
const log = pino({ level: config.logLevel }, logFile);
const asked = Promise.withResolvers<NodeJS.Signals>();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => asked.resolve(signal));

const deps = await orFail(() => createDeps(config, log));
const app = await orFail(() => start(deps));
process.stdout.write(`\nErfaringsdatabasen: ${addressOf(app, config)}\n\n`);
const firstAdmin = await makeFirstAdminLink(deps.db);
if (firstAdmin) process.stdout.write(`First administrator, once: ${linkTo(paths.choosePassword(firstAdmin))}\n\n`);
await stop(await asked.promise);

async function start(deps: Deps): Promise<App> {
  try {
    const app = await buildApp(deps);
    await app.listen({ port: config.port, host: config.host });
    return app;
  } catch (error) {
    await deps.close();
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Error(`Port ${config.port} on ${config.host} is in use; set PORT to another one`);
    throw error;
  }
}

async function stop(signal: NodeJS.Signals): Promise<never> {
  log.info({ signal }, 'Stopping');
  setTimeout(() => process.exit(1), GIVE_UP_MS).unref();
  setTimeout(() => app.server.closeAllConnections(), FINISH_REQUESTS_MS).unref();
  // A connection that gets its answer now would be kept for the next request.
  setInterval(() => app.server.closeIdleConnections(), CLOSE_IDLE_MS).unref();
  await app.close();
  await deps.close();
  log.info('Stopped');
  return process.exit(0);
}

/** Ends with one line for the person who starts the site, instead of a stack trace. */
async function orFail<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`Cannot start: ${error instanceof Error ? error.message : error}\n`);
    return process.exit(1);
  }
}

/** With a port that the system chose, the public address is not known beforehand. */
function linkTo(path: string): string {
  return (config.port ? config.publicUrl : addressOf(app, config)) + path;
}

function addressOf(app: App, { host }: Config): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
