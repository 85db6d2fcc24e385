import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Grant, GrantsConflict, hashGrants, listGrants, saveGrants } from '#content/partnerships/grants.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readBasedOn, readGrants, readTypedGrants } from '../forms/grants.ts';
import { orRefuse } from '../forms/read-form.ts';
import { demandPartnership } from '../load-workbench.ts';
import { paths } from '../paths.ts';
import { grantYears, presentGrantsConflict, presentGrantsForm, typeGrants } from '../presenters/partnerships/grants.ts';
import { unlessRefused } from './unless-refused.ts';

interface Named {
  Params: { id: string };
}

/** What a partnership is given, year by year. */
export function registerPartnershipGrants(area: App, { db, database }: Deps): void {
  const manage = { config: { access: 'partnership.manage' } } as const;

  area.get<Named>(paths.partnershipGrants(':id'), manage, async (request, reply) => {
    const { partnership, grants, years } = await load(request);
    const form = { rows: typeGrants(years, grants), basedOn: hashGrants(grants) };
    return reply.page('/partnerships/grants', presentGrantsForm(partnership, form));
  });

  area.post<Named>(paths.partnershipGrants(':id'), manage, async (request, reply) => {
    const { partnership, years } = await load(request);
    const basedOn = readBasedOn(request.body);
    return unlessRefused(
      async () => {
        const mine = orRefuse(readGrants(request.body, years));
        if (!(await saves(request, partnership.id, mine, basedOn))) return showConflict(request, reply, mine);
        await database.changes.caughtUp();
        return reply.notice('Tilskuddene er gemt.').redirect(paths.ownPartnership(partnership.id), 303);
      },
      async (issues) => {
        const form = { rows: readTypedGrants(request.body, years), basedOn, issues };
        return reply.code(422).page('/partnerships/grants', presentGrantsForm(partnership, form));
      },
    );
  });

  /** Whether it could be saved, or somebody else had saved first. */
  async function saves({ acting }: FastifyRequest, id: number, grants: Grant[], basedOn: string): Promise<boolean> {
    try {
      await saveGrants(db, acting, id, { grants, basedOn });
      return true;
    } catch (error) {
      if (error instanceof GrantsConflict) return false;
      throw error;
    }
  }

  async function showConflict(request: FastifyRequest<Named>, reply: FastifyReply, mine: Grant[]) {
    const { partnership, grants } = await load(request);
    return reply.code(409).page('/own/conflict', presentGrantsConflict(partnership, mine, grants));
  }

  async function load({ params }: FastifyRequest<Named>): Promise<Loaded> {
    const partnership = await demandPartnership(db, params.id);
    const grants = await listGrants(db, partnership.id);
    return { partnership, grants, years: grantYears(partnership, grants) };
  }
}

interface Loaded {
  partnership: Partnership;
  grants: Grant[];
  years: number[];
}
