import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { countWaitingMails } from '#content/mail-queue.ts';
import { measureIndexQueue } from '#content/queue.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { createRequestCounts, metric, metrics } from '../metrics.ts';
import { paths } from '../paths.ts';

const DELAY_RESOLUTION_MS = 20;
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** What a Prometheus server reads. Nothing in it tells who did what, so anybody may. */
export function registerMetrics(app: App, deps: Deps): void {
  const requests = createRequestCounts();
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  app.addHook('onClose', async () => {
    delay.disable();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { routeOptions, method } = request;
    requests.add(method, routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  app.get(paths.metrics(), { logLevel: 'warn', config: { access: 'public' } }, async (_request, reply) => {
    const lines = [
      ...describeProcess(delay),
      ...describeSearch(deps),
      ...(await describeQueues(deps)),
      ...requests.lines(),
    ];
    return reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(`${lines.join('\n')}\n`);
  });
}

/** The delay is that since it was last asked for. */
function describeProcess(delay: ReturnType<typeof monitorEventLoopDelay>): string[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - DELAY_RESOLUTION_MS / 1000) || 0;
  const delays = { 0.5: seconds(delay.percentile(50)), 0.99: seconds(delay.percentile(99)), 1: seconds(delay.max) };
  delay.reset();
  const build = `version="${version}",node="${process.version}"`;
  return [
    ...metric('erfaringsdatabase_build_info', 'gauge', 'Which version runs.', 1, build),
    ...metric('process_uptime_seconds', 'gauge', 'Time since the start.', process.uptime()),
    ...metric('process_cpu_seconds_total', 'counter', 'Processor time used.', (user + system) / 1e6),
    ...metric('process_resident_memory_bytes', 'gauge', 'Memory of the process.', rss),
    ...metric('nodejs_heap_used_bytes', 'gauge', 'Memory that holds objects.', heapUsed),
    ...metrics('nodejs_eventloop_delay_seconds', 'gauge', 'How late the process was, by share.', 'quantile', delays),
  ];
}

function describeSearch({ breaker, worker }: Deps): string[] {
  const { comparedAt, repaired } = worker.drift();
  return [
    ...metrics('search_answers_total', 'counter', 'Searches by what answered them.', 'by', breaker.answered()),
    ...metric('search_degraded', 'gauge', '1 while the database answers.', breaker.state() === 'degraded' ? 1 : 0),
    ...metric(
      'search_index_compared_timestamp_seconds',
      'gauge',
      'When index and database were last compared; 0 is never.',
      (comparedAt?.getTime() ?? 0) / 1000,
    ),
    ...metric('search_index_repaired_total', 'counter', 'Entries that differed and were made anew.', repaired),
  ];
}

/** Whoever watches the site must be able to while its database is away. */
async function describeQueues({ db }: Deps): Promise<string[]> {
  try {
    const { waiting, oldestSeconds } = await measureIndexQueue(db);
    const mails = await countWaitingMails(db);
    return [
      ...metric('search_index_queue_entries', 'gauge', 'Entries that wait to be indexed.', waiting),
      ...metric('search_index_queue_oldest_seconds', 'gauge', 'How long the oldest has waited.', oldestSeconds),
      ...metric('mail_queue_waiting', 'gauge', 'Mails that wait to be sent.', mails.waiting),
      ...metric('mail_queue_failed', 'gauge', 'Those of them that could not be sent yet.', mails.failed),
    ];
  } catch {
    return [];
  }
}
