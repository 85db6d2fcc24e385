import type { FastifyInstance } from 'fastify';
import { paths } from '../paths.ts';

const secretAddresses = [paths.choosePassword(''), paths.confirmContact('')];

/** One line a request. Neither addresses nor search words are logged: they can tell who looked for what. */
export function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const line = {
      method: request.method,
      path: pathOf(request.url),
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

/** What opens a link is as good as a password, so of such an address only the beginning is logged. */
function pathOf(url: string): string | undefined {
  const secret = secretAddresses.find((beginning) => url.startsWith(beginning));
  return secret ? `${secret}:token` : url.split('?', 1)[0];
}
