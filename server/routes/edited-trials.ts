import type { FastifyReply, FastifyRequest } from 'fastify';
import { publishTrial, returnTrial, withdrawTrial } from '#content/trials/decide-trial.ts';
import { listDecidedTrials, listWaitingTrials } from '#content/trials/queries.ts';
import { TrialConflict } from '#content/trials/save-trial.ts';
import { demandTrialStanding } from '#content/trials/trial-subject.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { orRefuse } from '../forms/read-form.ts';
import { readButton } from '../forms/term.ts';
import { isTold, readTrialReturn, readTrialWithdrawal, readTypedTrial } from '../forms/trial.ts';
import { paths } from '../paths.ts';
import { presentTrialOverview } from '../presenters/trials/overview.ts';
import { attemptOnTrial, saveSentTrial, sendTrial, type TrialRoute } from './show-trial.ts';

type Request = FastifyRequest<TrialRoute>;

const CHANGED = 'Afprøvningen er ændret imens. Læs den igen, og afgør den så.';
const WITHDRAWN = 'Læserne ser ikke længere afprøvningen.';

/** What readers see of trials. */
export function registerEditedTrials(area: App, deps: Deps): void {
  const { db, database } = deps;
  // Whoever may decide a trial in another state is told in words what has become of it.
  const read = { config: { access: 'trial.read' } } as const;

  area.get(paths.editedTrials(), { config: { access: 'queue.read' } }, async (_request, reply) =>
    reply.page('/trials/overview', presentTrialOverview(await listWaitingTrials(db), await listDecidedTrials(db))),
  );

  area.post<TrialRoute>(paths.trialDecision(':id'), read, async (request, reply) =>
    unlessConflict(request, reply, async () => {
      const notice = await decide(request);
      await database.changes.caughtUp();
      return reply.notice(notice).redirect(paths.editedTrials(), 303);
    }),
  );

  area.post<TrialRoute>(paths.trialWithdrawal(':id'), read, async (request, reply) =>
    attemptOnTrial(deps, request, reply, async (id) => {
      await demandTrialStanding(db, id, request.acting.actor, 'trial.withdraw');
      const { reason } = orRefuse(readTrialWithdrawal(request.body));
      await withdrawTrial(db, request.acting, id, reason);
      await database.changes.caughtUp();
      // What could not be saved while readers saw the trial.
      if (isTold(readTypedTrial(request.body)))
        return saveSentTrial(deps, request, reply, `${WITHDRAWN} En konsulent ser på det, du har rettet.`);
      return reply.notice(WITHDRAWN).redirect(paths.trial(id), 303);
    }),
  );

  /** Does what the button says, and says what was done. */
  async function decide({ body, params, acting }: Request): Promise<string> {
    const [id, seen] = [Number(params.id), readTypedTrial(body).based_on];
    await demandTrialStanding(db, id, acting.actor, 'trial.decide');
    if (readButton(body, 'decision', 'return', 'publish') === 'publish') {
      const { municipality } = await publishTrial(db, acting, id, seen);
      return `Afprøvningen i ${municipality} er udgivet.`;
    }
    const { reason } = orRefuse(readTrialReturn(body));
    const { municipality } = await returnTrial(db, acting, id, { reason, seen });
    return `Afprøvningen i ${municipality} er sendt tilbage.`;
  }

  async function unlessConflict(request: Request, reply: FastifyReply, work: () => Promise<FastifyReply>) {
    try {
      return await attemptOnTrial(deps, request, reply, work);
    } catch (error) {
      if (!(error instanceof TrialConflict)) throw error;
      const typed = readTypedTrial(request.body);
      return sendTrial(deps, request, reply.code(409), { typed, issues: [{ field: '', message: CHANGED }] });
    }
  }
}
