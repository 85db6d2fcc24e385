import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Issue } from '#content/entries/entry.ts';
import { Refused } from '#content/refusal.ts';
import type { Deps } from '../deps.ts';
import { readTyped } from '../forms/account.ts';
import { loadReview } from '../load-review.ts';
import { presentReviewPage } from '../presenters/review/page.ts';

/**
 * Does something to the entry; when that is refused, the page says why and holds what was typed. `toForm` renames a
 * field to the one of the form that was sent.
 */
export async function attemptOnReview(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: () => Promise<FastifyReply>,
  toForm: (field: string) => string = (field) => field,
): Promise<FastifyReply> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const issues: Issue[] = error.issues.map(({ field, message }) => ({ field: toForm(field), message }));
    const model = presentReviewPage(await loadReview(deps, request), { issues, values: readTyped(request.body) });
    return reply.code(422).page('/review/show', model);
  }
}
