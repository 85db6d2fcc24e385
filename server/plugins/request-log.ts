import type { FastifyInstance } from 'fastify';

/** One line a request. Neither addresses nor search words are logged: they can tell who looked for what. */
export function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, is404 } = request;
    const line = {
      method,
      route: is404 ? null : routeOptions.url,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    if (reply.statusCode >= 500) request.log.error(line, 'request');
    else if (routeOptions.logLevel !== 'warn') request.log.info(line, 'request');
  });
}
