import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { paths } from '../paths.ts';

const secretAddresses = [paths.choosePassword(''), paths.confirmContact('')];

/** One line a request. Neither addresses nor search words are logged: they can tell who looked for what. */
export function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  const isDebugging = ['debug', 'trace'].includes(app.log.level);
  app.addHook('onResponse', (request, reply, done) => {
    if (reply.statusCode >= 500) request.log.error(lineOf(request, reply), 'request');
    // A page that has not changed is no news, and what a page brings along has its route's own log level.
    else if (reply.statusCode !== 304) request.log.info(lineOf(request, reply), 'request');
    else if (isDebugging) request.log.debug(lineOf(request, reply), 'request');
    done();
  });
}

function lineOf(request: FastifyRequest, reply: FastifyReply) {
  return {
    method: request.method,
    path: pathOf(request.url),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  };
}

/** What opens a link is as good as a password, so of such an address only the beginning is logged. */
function pathOf(url: string): string | undefined {
  const secret = secretAddresses.find((beginning) => url.startsWith(beginning));
  return secret ? `${secret}:token` : url.split('?', 1)[0];
}
