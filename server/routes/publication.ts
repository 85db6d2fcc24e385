import { confirmEntry } from '#content/contacts/confirm-entry.ts';
import { cancelPublication, publishEntry } from '#content/entries/publish-entry.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readPublication } from '../forms/publication.ts';
import { orRefuse } from '../forms/read-form.ts';
import { paths } from '../paths.ts';
import { formatAppointment } from '../presenters/format.ts';
import { attemptOnReview } from './attempt-on-review.ts';

type Entry = { Params: { id: string } };

/** Puts a text before readers, now or at a set time, and stands by it. */
export function registerPublication(area: App, deps: Deps): void {
  const { db, database, getTaxonomy } = deps;

  area.post<Entry>(paths.publication(':id'), { config: { access: 'entry.publish' } }, (request, reply) =>
    attemptOnReview(
      deps,
      request,
      reply,
      async () => {
        const { id } = request.params;
        const order = orRefuse(readPublication(request.body, new Date()));
        const result = await publishEntry(db, request.acting, Number(id), order, await getTaxonomy());
        await database.changes.caughtUp();
        const notice =
          result === 'scheduled' && order.dueAt
            ? `Erfaringen bliver udgivet ${formatAppointment(order.dueAt)}.`
            : 'Erfaringen er udgivet.';
        return reply.notice(notice).redirect(paths.review(id), 303);
      },
      (field) => (field === 'due_at' ? 'due_date' : field),
    ),
  );

  area.post<Entry>(
    paths.publicationCancel(':id'),
    { config: { access: 'entry.unschedule' } },
    async (request, reply) => {
      const { id } = request.params;
      await cancelPublication(db, request.acting, Number(id));
      return reply.notice('Erfaringen bliver ikke udgivet af sig selv.').redirect(paths.review(id), 303);
    },
  );

  area.post<Entry>(paths.confirmation(':id'), { config: { access: 'entry.confirm' } }, async (request, reply) => {
    const { id } = request.params;
    await confirmEntry(db, request.acting, Number(id));
    await database.changes.caughtUp();
    return reply.notice('Erfaringen er bekræftet.').redirect(paths.review(id), 303);
  });
}
