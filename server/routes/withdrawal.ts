import { restoreEntry, withdrawEntry } from '#content/entries/withdraw-entry.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { orRefuse } from '../forms/read-form.ts';
import { readWithdrawal } from '../forms/review.ts';
import { paths } from '../paths.ts';
import { attemptOnReview } from './attempt-on-review.ts';

type Entry = { Params: { id: string } };

/** Takes an entry from its readers, and gives it back. */
export function registerWithdrawal(area: App, deps: Deps): void {
  const { db, database } = deps;

  area.post<Entry>(paths.withdrawal(':id'), { config: { access: 'entry.withdraw' } }, (request, reply) =>
    attemptOnReview(deps, request, reply, async () => {
      const { id } = request.params;
      const { withdrawal_reason } = orRefuse(readWithdrawal(request.body));
      await withdrawEntry(db, request.acting, Number(id), withdrawal_reason);
      await database.changes.caughtUp();
      return reply.notice('Erfaringen er trukket tilbage.').redirect(paths.review(id), 303);
    }),
  );

  area.post<Entry>(paths.restoration(':id'), { config: { access: 'entry.restore' } }, async (request, reply) => {
    const { id } = request.params;
    await restoreEntry(db, request.acting, Number(id));
    await database.changes.caughtUp();
    return reply.notice('Erfaringen er genoprettet.').redirect(paths.review(id), 303);
  });
}
