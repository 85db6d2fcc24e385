import type { FastifyRequest } from 'fastify';
import { findPublicEntry } from '#content/entries/queries.ts';
import { findScheduledPublication, listReviews } from '#content/entries/review-record.ts';
import type { Deps } from './deps.ts';
import { loadEntryWork } from './load-entry-work.ts';
import type { ReviewWork } from './presenters/review/work.ts';

/** Reads the entry that the route's `:id` names as its reviewers need it. */
export async function loadReview(deps: Deps, request: FastifyRequest): Promise<ReviewWork> {
  const work = await loadEntryWork(deps, request);
  const { id, slug } = work.entry;
  return {
    ...work,
    reviews: await listReviews(deps.db, id),
    scheduled: await findScheduledPublication(deps.db, id),
    readersSee: await findPublicEntry(deps.db, slug),
    now: new Date(),
  };
}
