import { addAuthor } from '#content/entries/authors.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { checkLines, readLine } from '../forms/small-forms.ts';
import { paths } from '../paths.ts';
import { attemptOnEntry } from './show-entry-form.ts';

/** Who writes along. */
export function registerAuthors(area: App, deps: Deps): void {
  area.post<{ Params: { id: string } }>(
    paths.authors(':id'),
    { config: { access: 'entry.edit' } },
    async (request, reply) => {
      const { id } = request.params;
      const email = readLine(request.body, 'email');
      return attemptOnEntry(deps, request, reply, { email }, async () => {
        checkLines({ email });
        const { name } = await addAuthor(deps.db, request.acting, Number(id), email);
        return reply.notice(`${name} kan nu skrive i erfaringen.`).redirect(`${paths.ownEntry(id)}#forfattere`, 303);
      });
    },
  );
}
