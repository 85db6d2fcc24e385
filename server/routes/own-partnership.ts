import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginLesson } from '#content/partnerships/lesson.ts';
import { listMembers } from '#content/partnerships/members.ts';
import { findPartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import { PartnershipConflict, type PartnershipFacts, saveFacts } from '#content/partnerships/save-facts.ts';
import { can } from '#content/permissions.ts';
import { listProgrammes } from '#content/programmes/queries.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readFacts, readFactsStep, readTypedPartnership, typePartnership } from '../forms/partnership.ts';
import { orRefuse } from '../forms/read-form.ts';
import { demandPartnership, loadWorkbench } from '../load-workbench.ts';
import { paths } from '../paths.ts';
import { presentFactsConflict } from '../presenters/partnerships/facts-conflict.ts';
import { type FactsState, presentFactsForm } from '../presenters/partnerships/facts-form.ts';
import { presentWorkbench } from '../presenters/partnerships/workbench.ts';
import { unlessRefused } from './unless-refused.ts';

interface Named {
  Params: { id: string };
}

/** A partnership for those who write for it: where it stands, and what it says of itself. */
export function registerOwnPartnership(area: App, { db, database, getTaxonomy }: Deps): void {
  const read = { config: { access: 'partnership.read' } } as const;
  const edit = { config: { access: 'partnership.edit' } } as const;

  area.get<Named>(paths.ownPartnership(':id'), read, async (request, reply) => {
    const matter = await loadWorkbench(db, await demandPartnership(db, request.params.id));
    return reply.page('/partnerships/own', presentWorkbench(request.acting.actor, matter));
  });

  area.post<Named>(paths.ownPartnership(':id'), read, async (request, reply) => {
    const { id } = await demandPartnership(db, request.params.id);
    const entry = await beginLesson(db, request.acting, id);
    const notice = entry.isNew
      ? 'Kladden er klar. Skriv, hvad der ikke virkede, og hvorfor.'
      : 'Her er kladden, du allerede har begyndt. Skriv, hvad der ikke virkede, og hvorfor.';
    return reply.notice(notice).redirect(paths.ownEntry(entry.id), 303);
  });

  area.get<Named>(paths.partnershipFacts(':id'), edit, async (request, reply) => show(request, reply));

  area.post<Named>(paths.partnershipFacts(':id'), edit, async (request, reply) => {
    const typed = readTypedPartnership(request.body);
    if (readFactsStep(request.body) === 'rows') return show(request, reply, { typed, issues: [], moreRows: true });
    return unlessRefused(
      async () => {
        const facts = orRefuse(readFacts(request.body, await getTaxonomy(), await mayManage(request)));
        if (!(await saves(request, facts, typed.based_on))) return showConflict(request, reply);
        await database.changes.caughtUp();
        return reply.notice('Oplysningerne er gemt.').redirect(paths.ownPartnership(request.params.id), 303);
      },
      (issues) => show(request, reply.code(422), { typed, issues }),
    );
  });

  async function mayManage({ acting, params }: FastifyRequest<Named>): Promise<boolean> {
    const standing = await findPartnershipStanding(db, Number(params.id));
    return standing !== undefined && can(acting.actor, 'partnership.manage', standing);
  }

  /** Whether it could be saved, or somebody else had saved first. */
  async function saves({ acting, params }: FastifyRequest<Named>, facts: PartnershipFacts, basedOn: number) {
    try {
      await saveFacts(db, acting, Number(params.id), facts, basedOn);
      return true;
    } catch (error) {
      if (error instanceof PartnershipConflict) return false;
      throw error;
    }
  }

  /** Shows the form with what was typed, or else as it is stored. */
  async function show(request: FastifyRequest<Named>, reply: FastifyReply, state?: FactsState) {
    const partnership = await demandPartnership(db, request.params.id);
    const taxonomy = await getTaxonomy();
    const stored = typePartnership(partnership, await listMembers(db, partnership.id), taxonomy);
    const programmes = (await mayManage(request)) ? await listProgrammes(db) : undefined;
    const form = state ?? { typed: stored, issues: [] };
    return reply.page('/partnerships/facts', presentFactsForm(partnership, form, programmes, taxonomy));
  }

  async function showConflict(request: FastifyRequest<Named>, reply: FastifyReply) {
    const partnership = await demandPartnership(db, request.params.id);
    const theirs = typePartnership(partnership, await listMembers(db, partnership.id), await getTaxonomy());
    const mine = readTypedPartnership(request.body);
    const page = presentFactsConflict(partnership, mine, theirs, await listProgrammes(db));
    return reply.code(409).page('/own/conflict', page);
  }
}
