import type { FastifyInstance } from 'fastify';

/** One line a request. Neither addresses nor search words are logged: they can tell who looked for what. */
export function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const line = {
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    if (line.status >= 500) request.log.error(line, 'request');
    // A page that has not changed is no news, and what a page brings along has its route's own log level.
    else if (line.status === 304) request.log.debug(line, 'request');
    else request.log.info(line, 'request');
    done();
  });
}
