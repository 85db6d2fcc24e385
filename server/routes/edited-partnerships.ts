import type { FastifyReply } from 'fastify';
import type { Issue } from '#content/entries/entry.ts';
import { createPartnership } from '#content/partnerships/create-partnership.ts';
import { listFollowedPartnerships } from '#content/partnerships/followed.ts';
import { listLateReports } from '#content/partnerships/late-reports.ts';
import { listProgrammes } from '#content/programmes/queries.ts';
import type { User } from '#content/users/user.ts';
import type { App } from '../app.ts';
import { type Deps, today } from '../deps.ts';
import { readNewPartnership, readTypedPartnership, type TypedPartnership } from '../forms/partnership.ts';
import { orRefuse } from '../forms/read-form.ts';
import { paths } from '../paths.ts';
import { presentNewPartnership } from '../presenters/partnerships/managed.ts';
import { presentOversight } from '../presenters/partnerships/oversight.ts';
import { unlessRefused } from './unless-refused.ts';

/** All partnerships, for those who oversee them, and the way to a new one. */
export function registerEditedPartnerships(area: App, { db, getTaxonomy }: Deps): void {
  const create = { config: { access: 'partnership.create' } } as const;

  area.get(paths.editedPartnerships(), { config: { access: 'partnership.oversee' } }, async (request, reply) =>
    reply.page(
      '/partnerships/oversight',
      presentOversight(request.user as User, await listFollowedPartnerships(db), await listLateReports(db, today())),
    ),
  );

  area.get(paths.newPartnership(), create, async (_request, reply) => showNew(reply, readTypedPartnership({}), []));

  area.post(paths.editedPartnerships(), create, async (request, reply) =>
    unlessRefused(
      async () => {
        const values = orRefuse(readNewPartnership(request.body, await getTaxonomy()));
        const id = await createPartnership(db, request.acting, values);
        const next = 'Tilføj nu dem, der skal skrive for det.';
        return reply.notice(`»${values.name}« er oprettet. ${next}`).redirect(paths.partnershipWriters(id), 303);
      },
      (issues) => showNew(reply.code(422), readTypedPartnership(request.body), issues),
    ),
  );

  async function showNew(reply: FastifyReply, typed: TypedPartnership, issues: Issue[]) {
    const page = presentNewPartnership(typed, issues, await listProgrammes(db), await getTaxonomy());
    return reply.page('/partnerships/new', page);
  }
}
