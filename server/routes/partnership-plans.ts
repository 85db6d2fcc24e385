import type { FastifyReply, FastifyRequest } from 'fastify';
import { listActivityStatuses, setActivityStatus } from '#content/partnerships/activities.ts';
import { listContracts } from '#content/partnerships/contracts.ts';
import { loadDissemination } from '#content/partnerships/dissemination.ts';
import { addEvent, removeEvent } from '#content/partnerships/events.ts';
import { findPartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import { findPartnership } from '#content/partnerships/queries.ts';
import { NotFound } from '#content/refusal.ts';
import type { App } from '../app.ts';
import { type Deps, today } from '../deps.ts';
import { readActivityStatus, readEvent, readTypedEvent, readTypedStatus } from '../forms/contract/plans.ts';
import { orRefuse } from '../forms/read-form.ts';
import { paths } from '../paths.ts';
import { currentContract } from '../presenters/partnerships/contract-section.ts';
import { type PlansAttempt, type PlansMatter, presentPlans } from '../presenters/partnerships/plans.ts';
import { unlessRefused } from './unless-refused.ts';

type Route = { Params: { id: string } };

/** What has become of a partnership's plans, told by those who carry them out. */
export function registerPartnershipPlans(area: App, deps: Deps): void {
  const { db, database } = deps;
  const edit = { config: { access: 'partnership.edit' } } as const;

  area.get<Route>(paths.partnershipEvents(':id'), { config: { access: 'partnership.read' } }, (request, reply) =>
    show(request, reply),
  );

  area.post<Route>(paths.activityStatus(':id'), edit, (request, reply) =>
    unlessRefused(
      async () => {
        const { activity, status, note } = orRefuse(readActivityStatus(request.body));
        await setActivityStatus(db, request.acting, readId(request), { activityKey: activity, status, note });
        return done(request, reply, 'Status på aktiviteten er gemt.');
      },
      (wrong) => {
        const status = readTypedStatus(request.body);
        const place = (field: string) => (['status', 'note'].includes(field) ? `${field}-${status.activity}` : '');
        const issues = wrong.map(({ field, message }) => ({ field: place(field), message }));
        return show(request, reply.code(422), { issues, status });
      },
    ),
  );

  area.post<Route>(paths.partnershipEvents(':id'), edit, (request, reply) =>
    unlessRefused(
      async () => {
        const { title, held_on, participants, step } = orRefuse(readEvent(request.body, today()));
        const event = { title, heldOn: held_on, participants, stepKey: step };
        await addEvent(db, request.acting, readId(request), event);
        return done(request, reply, `»${title}« er tilføjet.`);
      },
      (issues) => show(request, reply.code(422), { issues, event: readTypedEvent(request.body) }),
    ),
  );

  area.post<{ Params: { id: string; event: string } }>(
    paths.partnershipEventRemoval(':id', ':event'),
    edit,
    async (request, reply) => {
      const { event } = request.params;
      if (!/^[1-9]\d{0,8}$/.test(event)) throw new NotFound(`No event ${event}`);
      await removeEvent(db, request.acting, readId(request), Number(event));
      return done(request, reply, 'Det er fjernet.');
    },
  );

  async function done(request: FastifyRequest<Route>, reply: FastifyReply, notice: string) {
    await database.changes.caughtUp();
    return reply.notice(notice).redirect(paths.partnershipEvents(request.params.id), 303);
  }

  async function show(request: FastifyRequest<Route>, reply: FastifyReply, attempt?: PlansAttempt) {
    return reply.page('/partnerships/plans', presentPlans(await load(request), attempt));
  }

  /** The plans of the version that holds, or of the text that is being written while none does. */
  async function load(request: FastifyRequest<Route>): Promise<PlansMatter> {
    const id = readId(request);
    const [partnership, standing, contracts] = await Promise.all([
      findPartnership(db, id),
      findPartnershipStanding(db, id),
      listContracts(db, id),
    ]);
    const contract = currentContract(contracts, today()) ?? contracts.at(-1);
    if (!partnership || !standing || !contract) throw new NotFound(`No plans of partnership ${id}`);
    const [statuses, dissemination] = await Promise.all([listActivityStatuses(db, id), loadDissemination(db, id)]);
    const { actor } = request.acting;
    return { actor, standing, name: partnership.name, contract, statuses, dissemination, today: today() };
  }
}

function readId({ params: { id } }: FastifyRequest<Route>): number {
  return Number(id);
}
