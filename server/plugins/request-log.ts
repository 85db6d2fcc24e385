import type { FastifyInstance } from 'fastify';

/** One line a request. Neither addresses nor search words are logged: they can tell who looked for what. */
export function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url, log, routeOptions } = request;
    const line = {
      method,
      path: url.split('?', 1)[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    log[logLevel(reply.statusCode, routeOptions.logLevel)](line, 'request');
    done();
  });
}

/** Failures always; what a page brings along, health checks, and pages that have not changed only when debugging. */
function logLevel(status: number, routeLevel: string): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  return status === 304 || routeLevel === 'warn' ? 'debug' : 'info';
}
