import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Answers 304 before anything is read or rendered when the reader has the page as it is now. A page depends on its
 * address and on the content, so the content's version is its ETag, with
 * the day, since terms and regions are valid for a period. `build` names the code and the static files.
 */
export function notModifiedSince({ database }: Deps, build: string) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const version = database.changes.version();
    if (version === undefined) return reply.header('cache-control', 'no-store');
    const etag = `W/"${build}-${version}-${Math.floor(Date.now() / DAY_MS)}"`;
    reply.header('cache-control', 'public, no-cache').header('etag', etag);
    if (request.headers['if-none-match']?.split(/,\s*/).includes(etag)) return reply.code(304).send();
  };
}

export type Freshness = ReturnType<typeof notModifiedSince>;
