import { Refused } from '#content/refusal.ts';
import { proposeMethod } from '#content/terms/propose-term.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { checkLines, readLine } from '../forms/small-forms.ts';
import { paths } from '../paths.ts';
import { attemptOnEntry } from './show-entry-form.ts';

/** Methods that writers miss on the list. */
export function registerMethodProposals(area: App, deps: Deps): void {
  const { db, getTaxonomy } = deps;
  area.post<{ Params: { id: string } }>(
    paths.methodProposals(':id'),
    { config: { access: 'entry.edit' } },
    async (request, reply) => {
      const { id } = request.params;
      const proposal = { label: readLine(request.body, 'label'), description: readLine(request.body, 'description') };
      return attemptOnEntry(deps, request, reply, proposal, async () => {
        checkLines(proposal);
        if (!proposal.label) throw new Refused([{ field: 'label', message: 'Skriv metodens navn.' }]);
        await proposeMethod(db, request.acting, Number(id), proposal, await getTaxonomy());
        return reply
          .notice('Forslaget er sendt til redaktørerne.')
          .redirect(`${paths.ownEntry(id)}#metodeforslag`, 303);
      });
    },
  );
}
