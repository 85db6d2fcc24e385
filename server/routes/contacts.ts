import { eraseContacts } from '#content/contacts/erase-contacts.ts';
import { findContacts } from '#content/contacts/find-contacts.ts';
import { Refused } from '#content/refusal.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readContactSearch, readErasure } from '../forms/contact.ts';
import { orRefuse } from '../forms/read-form.ts';
import { paths } from '../paths.ts';
import { presentContacts } from '../presenters/contacts.ts';
import { formatCount } from '../presenters/format.ts';

/** Finds contact persons wherever they stand, and forgets them. */
export function registerContacts(area: App, { db, database }: Deps): void {
  const editors = { config: { access: 'contact.erase' } } as const;

  area.get(paths.contacts(), editors, async (request, reply) => {
    const q = readContactSearch(request.query);
    return reply.page('/contacts/erase', presentContacts(q, q ? await findContacts(db, q) : []));
  });

  area.post(paths.contactErasure(), editors, async (request, reply) => {
    const q = readContactSearch(request.body);
    try {
      const count = await eraseContacts(db, request.acting, orRefuse(readErasure(request.body)));
      await database.changes.caughtUp();
      return reply
        .notice(`Kontaktoplysningerne er slettet ${formatCount(count, 'sted', 'steder').toLowerCase()}.`)
        .redirect(`${paths.contacts()}?q=${encodeURIComponent(q)}`, 303);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const chosen = [(request.body as { person?: string | string[] } | undefined)?.person ?? []].flat();
      const model = presentContacts(q, q ? await findContacts(db, q) : [], { issues: error.issues, chosen });
      return reply.code(422).page('/contacts/erase', model);
    }
  });
}
