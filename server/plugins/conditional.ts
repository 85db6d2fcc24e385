import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';

/** Kept by readers and proxies, but asked for again each time. */
const CACHE_CONTROL = 'public, no-cache';

/** Marks the answer of a route as made from the content, so that it can be asked for again cheaply. */
export type Freshness = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void;

/**
 * Answers 304 when the reader has the page as it is now. A page depends on its address and on the content, so the
 * content's version is its ETag; `build` names the code and the static files.
 */
export function registerConditional(app: FastifyInstance, { contentVersion }: Deps, build: string): Freshness {
  const currentEtag = () => {
    const version = contentVersion();
    return version && `W/"${build}-${version}"`;
  };
  const answersNotModified = (request: FastifyRequest, reply: FastifyReply) => {
    const known = request.headers['if-none-match'];
    const etag = known && ['GET', 'HEAD'].includes(request.method) && currentEtag();
    // It may be one of several; within quotes it is none but itself.
    if (!etag || !known.includes(etag)) return false;
    reply.hijack(); // there is nothing to prepare
    reply.raw.writeHead(304, { etag, 'cache-control': CACHE_CONTROL, 'x-request-id': request.id }).end();
    return true;
  };
  app.addHook('onRequest', (request, reply, done) => {
    // Before anything else is done, unless somebody may have signed in: not every page of hers is made from content.
    if (request.headers.cookie !== undefined || !answersNotModified(request, reply)) done();
  });
  return (request, reply, done) => {
    if (answersNotModified(request, reply)) return;
    const etag = currentEtag();
    if (etag) reply.header('etag', etag).header('cache-control', CACHE_CONTROL);
    else reply.header('cache-control', 'no-store');
    done();
  };
}

/** Makes the answer one that stands in for the content: it must never be taken for the page as it is now. */
export function insteadOfContent(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).removeHeader('etag').header('cache-control', 'no-store');
}
