import { discardDraft } from '#content/entries/discard-draft.ts';
import { recallSubmission, submitEntry } from '#content/entries/submit-entry.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { attemptOnEntry } from './show-entry-form.ts';

type Entry = { Params: { id: string } };

/** What an author does with an entry as a whole. */
export function registerSubmission(area: App, deps: Deps): void {
  const { db, getTaxonomy } = deps;

  area.post<Entry>(paths.submission(':id'), { config: { access: 'entry.submit' } }, async (request, reply) => {
    const { id } = request.params;
    return attemptOnEntry(deps, request, reply, {}, async () => {
      await submitEntry(db, request.acting, Number(id), await getTaxonomy());
      return reply.notice('Erfaringen er sendt til gennemsyn.').redirect(paths.ownEntry(id), 303);
    });
  });

  area.post<Entry>(paths.recall(':id'), { config: { access: 'entry.recall' } }, async (request, reply) => {
    const { id } = request.params;
    await recallSubmission(db, request.acting, Number(id));
    return reply.notice('Erfaringen er din igen. Du kan skrive videre.').redirect(paths.ownEntry(id), 303);
  });

  area.post<Entry>(paths.discard(':id'), { config: { access: 'entry.discard' } }, async (request, reply) => {
    const { id } = request.params;
    return attemptOnEntry(deps, request, reply, {}, async () => {
      const remains = await discardDraft(db, request.acting, Number(id));
      if (!remains) return reply.notice('Kladden er slettet.').redirect(paths.own(), 303);
      return reply.notice('Ændringerne er kasseret.').redirect(paths.ownEntry(id), 303);
    });
  });
}
