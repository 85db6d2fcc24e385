import type { FastifyReply, FastifyRequest } from 'fastify';
import { findPublicEntry } from '#content/entries/queries.ts';
import { NotFound, Refused } from '#content/refusal.ts';
import { submitTrial } from '#content/trials/submit-trial.ts';
import { demandTrialStanding } from '#content/trials/trial-subject.ts';
import { AlreadyTried } from '#content/trials/write-trial.ts';
import type { User } from '#content/users/user.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readTriedEntry, readTypedTrial } from '../forms/trial.ts';
import { paths } from '../paths.ts';
import { emptyTrial, presentNewTrial, type TriedEntry } from '../presenters/trials/form-page.ts';
import { attemptOnTrial, readSentTrial, saveSentTrial, sendTrial, type TrialRoute } from './show-trial.ts';

/** What municipalities tell of the efforts that they have tried. */
export function registerTrials(area: App, deps: Deps): void {
  const { db, getTaxonomy } = deps;
  const create = { config: { access: 'trial.create' } } as const;
  const read = { config: { access: 'trial.read' } } as const;

  area.get(paths.newTrial(), create, async (request, reply) => {
    const entry = await demandEntry(readTriedEntry(request.query));
    const typed = emptyTrial(entry.slug, request.user as User);
    return reply.page('/trials/new', presentNewTrial(entry, await getTaxonomy(), typed));
  });

  area.post(paths.trials(), create, async (request, reply) => {
    const entry = await demandEntry(readTypedTrial(request.body).entry);
    try {
      const id = await submitTrial(db, request.acting, entry.slug, await readSentTrial(deps, request));
      return reply.notice('Tak. En konsulent ser på det, før læserne gør.').redirect(paths.trial(id), 303);
    } catch (error) {
      if (error instanceof Refused) return sendNewAgain(request, reply, entry, error);
      throw error;
    }
  });

  area.get<TrialRoute>(paths.trial(':id'), read, async (request, reply) => sendTrial(deps, request, reply));

  // Who wrote it may send it in any state: when it cannot be changed any more, the answer says why and holds the text.
  area.post<TrialRoute>(paths.trial(':id'), read, async (request, reply) =>
    attemptOnTrial(deps, request, reply, async (id) => {
      await demandTrialStanding(db, id, request.acting.actor, 'trial.edit');
      return saveSentTrial(deps, request, reply, 'Afprøvningen er gemt.');
    }),
  );

  async function demandEntry(slug: string): Promise<TriedEntry> {
    const entry = await findPublicEntry(db, slug);
    if (!entry || 'withdrawn_at' in entry) throw new NotFound(`No published entry ${slug}`);
    return entry;
  }

  async function sendNewAgain(request: FastifyRequest, reply: FastifyReply, entry: TriedEntry, refusal: Refused) {
    const own = refusal instanceof AlreadyTried ? refusal.ownTrial : undefined;
    const form = presentNewTrial(entry, await getTaxonomy(), readTypedTrial(request.body), {
      ...{ issues: refusal.issues, own },
    });
    return reply.code(422).page('/trials/new', form);
  }
}
