import { createEntry } from '#content/entries/create-entry.ts';
import { listOwnEntries } from '#content/entries/own-entries.ts';
import { listOwnPartnerships } from '#content/partnerships/followed.ts';
import { listOwnTrials } from '#content/trials/queries.ts';
import type { User } from '#content/users/user.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readWishedTitle } from '../forms/wish.ts';
import { loadNextSteps } from '../load-workbench.ts';
import { paths } from '../paths.ts';
import { presentOwnEntries } from '../presenters/own-entries.ts';

/** What I have written, and the way to write more. */
export function registerOwnEntries(area: App, { db }: Deps): void {
  area.get(paths.own(), { config: { access: 'signed-in' } }, async (request, reply) => {
    const user = request.user as User;
    const [entries, trials, partnerships] = await Promise.all([
      listOwnEntries(db, user.id),
      listOwnTrials(db, user.id),
      listOwnPartnerships(db, user.id),
    ]);
    const { actor } = request.acting;
    const steps = await loadNextSteps(
      db,
      actor,
      partnerships.map(({ id }) => id),
    );
    return reply.page('/own/index', presentOwnEntries(user, entries, trials, { partnerships, steps }));
  });

  area.post(paths.ownEntries(), { config: { access: 'entry.create' } }, async (request, reply) => {
    const id = await createEntry(db, request.acting, readWishedTitle(request.body));
    return reply.redirect(paths.ownEntry(id), 303);
  });
}
