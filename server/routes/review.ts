import { commentOnField, returnEntry, takeReview } from '#content/entries/review-entry.ts';
import { can } from '#content/permissions.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readTyped } from '../forms/account.ts';
import { orRefuse } from '../forms/read-form.ts';
import { readComment, readReturn } from '../forms/review.ts';
import { loadReview } from '../load-review.ts';
import { paths } from '../paths.ts';
import { presentReviewPage } from '../presenters/review/page.ts';
import { attemptOnReview } from './attempt-on-review.ts';

type Entry = { Params: { id: string } };

/** What reviewers see of an entry, and what they say about it. */
export function registerReview(area: App, deps: Deps): void {
  const { db } = deps;

  area.get<Entry>(paths.review(':id'), { config: { access: 'entry.read' } }, async (request, reply) => {
    // Authors have a page of their own for it.
    if (!can(request.acting.actor, 'queue.read', 'site')) return reply.redirect(paths.ownEntry(request.params.id), 303);
    return reply.page('/review/show', presentReviewPage(await loadReview(deps, request)));
  });

  area.post<Entry>(paths.reviewTaking(':id'), { config: { access: 'review.take' } }, async (request, reply) => {
    const { id } = request.params;
    await takeReview(db, request.acting, Number(id));
    return reply.notice('Du har overtaget erfaringen.').redirect(paths.review(id), 303);
  });

  area.post<Entry>(paths.reviewComments(':id'), { config: { access: 'review.comment' } }, (request, reply) => {
    const { id } = request.params;
    const place = `comment-${readTyped(request.body).field}`;
    return attemptOnReview(
      deps,
      request,
      reply,
      async () => {
        const comment = orRefuse(readComment(request.body));
        await commentOnField(db, request.acting, Number(id), comment);
        return reply.redirect(`${paths.review(id)}#${comment.field}`, 303);
      },
      (field) => (field === 'body' ? place : ''),
    );
  });

  area.post<Entry>(paths.reviewReturn(':id'), { config: { access: 'review.return' } }, (request, reply) =>
    attemptOnReview(deps, request, reply, async () => {
      const { return_reason } = orRefuse(readReturn(request.body));
      await returnEntry(db, request.acting, Number(request.params.id), return_reason);
      return reply.notice('Erfaringen er sendt tilbage til forfatteren.').redirect(paths.queue(), 303);
    }),
  );
}
