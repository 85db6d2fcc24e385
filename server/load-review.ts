import type { FastifyRequest } from 'fastify';
import { findPublicEntry } from '#content/entries/queries.ts';
import type { Deps } from './deps.ts';
import { loadEntryWork } from './load-entry-work.ts';
import type { ReviewWork } from './presenters/review/work.ts';

/** Reads the entry that the route's `:id` names as its reviewers need it. */
export async function loadReview(deps: Deps, request: FastifyRequest): Promise<ReviewWork> {
  const work = await loadEntryWork(deps, request);
  return {
    ...work,
    readersSee: await findPublicEntry(deps.db, work.entry.slug),
    now: new Date(),
  };
}
