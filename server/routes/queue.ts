import { settleMessage } from '#content/contacts/settle-message.ts';
import {
  listContactMessages,
  listOpenReviews,
  listScheduledPublications,
  listUnconfirmedEntries,
} from '#content/entries/review-queue.ts';
import { countWaitingReports } from '#content/partnerships/reports.ts';
import { NotFound } from '#content/refusal.ts';
import { listWaitingProposals } from '#content/terms/list-proposals.ts';
import { countWaitingTrials } from '#content/trials/queries.ts';
import type { User } from '#content/users/user.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { presentQueue } from '../presenters/queue.ts';

/** What waits for reviewers and editors. */
export function registerQueue(area: App, { db }: Deps): void {
  const reviewers = { config: { access: 'queue.read' } } as const;

  area.get(paths.queue(), reviewers, async (request, reply) => {
    const { actor } = request.acting;
    const proposals = await listWaitingProposals(db);
    return reply.page(
      '/review/queue',
      presentQueue({
        user: request.user as User,
        open: await listOpenReviews(db, actor),
        scheduled: await listScheduledPublications(db, actor),
        unconfirmed: await listUnconfirmedEntries(db, actor),
        messages: await listContactMessages(db, actor),
        proposals: proposals.length,
        trials: await countWaitingTrials(db),
        reports: await countWaitingReports(db),
        now: new Date(),
      }),
    );
  });

  area.post<{ Params: { confirmation: string } }>(
    paths.contactMessage(':confirmation'),
    reviewers,
    async (request, reply) => {
      const { confirmation } = request.params;
      if (!/^[1-9]\d{0,8}$/.test(confirmation)) throw new NotFound(`No message ${confirmation}`);
      await settleMessage(db, request.acting, Number(confirmation));
      return reply.notice('Beskeden er fjernet fra listen.').redirect(paths.queue(), 303);
    },
  );
}
