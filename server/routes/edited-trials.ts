import type { FastifyReply, FastifyRequest } from 'fastify';
import { publishTrial, returnTrial, withdrawTrial } from '#content/trials/decide-trial.ts';
import { listDecidedTrials, listWaitingTrials } from '#content/trials/queries.ts';
import { TrialConflict } from '#content/trials/save-trial.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { orRefuse } from '../forms/read-form.ts';
import { readButton } from '../forms/term.ts';
import { readTrialReturn, readTrialWithdrawal, readTypedTrial } from '../forms/trial.ts';
import { paths } from '../paths.ts';
import { presentTrialOverview } from '../presenters/trials/overview.ts';
import { sendTrial } from './trials.ts';
import { unlessRefused } from './unless-refused.ts';

interface Named {
  Params: { id: string };
}

const CHANGED = 'Afprøvningen er ændret imens. Læs den igen, og afgør den så.';

/** What readers see of trials. */
export function registerEditedTrials(area: App, deps: Deps): void {
  const { db, database } = deps;

  area.get(paths.editedTrials(), { config: { access: 'queue.read' } }, async (_request, reply) =>
    reply.page('/trials/overview', presentTrialOverview(await listWaitingTrials(db), await listDecidedTrials(db))),
  );

  area.post<Named>(paths.trialDecision(':id'), { config: { access: 'trial.decide' } }, async (request, reply) =>
    unlessConflict(request, reply, async () => {
      const notice = await decide(request);
      await database.changes.caughtUp();
      return reply.notice(notice).redirect(paths.editedTrials(), 303);
    }),
  );

  area.post<Named>(paths.trialWithdrawal(':id'), { config: { access: 'trial.withdraw' } }, async (request, reply) =>
    unlessRefused(
      async () => {
        const { id } = request.params;
        const { reason } = orRefuse(readTrialWithdrawal(request.body));
        await withdrawTrial(db, request.acting, Number(id), reason);
        await database.changes.caughtUp();
        return reply.notice('Læserne ser ikke længere afprøvningen.').redirect(paths.trial(id), 303);
      },
      (issues) => sendTrial(deps, request, reply.code(422), { typed: readTypedTrial(request.body), issues }),
    ),
  );

  /** Does what the button says, and says what was done. */
  async function decide({ body, params, acting }: FastifyRequest<Named>): Promise<string> {
    const [id, seen] = [Number(params.id), readTypedTrial(body).based_on];
    if (readButton(body, 'decision', 'return', 'publish') === 'publish') {
      const { municipality } = await publishTrial(db, acting, id, seen);
      return `Afprøvningen i ${municipality} er udgivet.`;
    }
    const { reason } = orRefuse(readTrialReturn(body));
    const { municipality } = await returnTrial(db, acting, id, { reason, seen });
    return `Afprøvningen i ${municipality} er sendt tilbage.`;
  }

  async function unlessConflict(
    request: FastifyRequest<Named>,
    reply: FastifyReply,
    work: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    const typed = readTypedTrial(request.body);
    try {
      return await unlessRefused(work, (issues) => sendTrial(deps, request, reply.code(422), { typed, issues }));
    } catch (error) {
      if (!(error instanceof TrialConflict)) throw error;
      return sendTrial(deps, request, reply.code(409), { typed, issues: [{ field: '', message: CHANGED }] });
    }
  }
}
