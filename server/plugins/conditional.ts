import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page is the same to everybody, and the same as long as the content is. */
    isMadeFromContent?: boolean;
  }
}

/** Kept by readers and proxies, but asked for again each time. */
const CACHE_CONTROL = 'public, no-cache';

/** Marks the answer of a route as made from the content, so that it can be asked for again cheaply. */
export type Freshness = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void;

/**
 * Answers 304 before anything else is done when the reader has the page as it is now. A page depends on its address and
 * on the content, so the content's version is its ETag; `build` names the code and the static files.
 */
export function registerConditional(app: FastifyInstance, { contentVersion }: Deps, build: string): Freshness {
  const currentEtag = () => {
    const version = contentVersion();
    return version && `W/"${build}-${version}"`;
  };
  const fresh: Freshness = (_request, reply, done) => {
    const etag = currentEtag();
    if (etag) reply.header('etag', etag).header('cache-control', CACHE_CONTROL);
    else reply.header('cache-control', 'no-store');
    done();
  };
  app.addHook('onRoute', ({ config, onRequest }) => {
    if (config && [onRequest].flat().includes(fresh)) config.isMadeFromContent = config.access === 'public';
  });
  app.addHook('onRequest', (request, reply, done) => {
    const known = request.headers['if-none-match'];
    const etag = known && ['GET', 'HEAD'].includes(request.method) && currentEtag();
    // It may be one of several; within quotes it is none but itself.
    if (!etag || !known.includes(etag) || !request.routeOptions.config?.isMadeFromContent) return done();
    reply.hijack(); // there is nothing to prepare
    reply.raw.writeHead(304, { etag, 'cache-control': CACHE_CONTROL, 'x-request-id': request.id }).end();
  });
  return fresh;
}

/** Makes the answer one that stands in for the content: it must never be taken for the page as it is now. */
export function insteadOfContent(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).removeHeader('etag').header('cache-control', 'no-store');
}
