import type { FastifyReply, FastifyRequest } from 'fastify';
import { findPublicEntry } from '#content/entries/queries.ts';
import { NotFound, Refused } from '#content/refusal.ts';
import { findTrial } from '#content/trials/queries.ts';
import { saveTrial, TrialConflict } from '#content/trials/save-trial.ts';
import { submitTrial } from '#content/trials/submit-trial.ts';
import type { Trial, TrialContent } from '#content/trials/trial.ts';
import { AlreadyTried } from '#content/trials/write-trial.ts';
import type { User } from '#content/users/user.ts';
import type { App } from '../app.ts';
import { type Deps, today } from '../deps.ts';
import { orRefuse } from '../forms/read-form.ts';
import { readTrial, readTriedEntry, readTypedTrial } from '../forms/trial.ts';
import { paths } from '../paths.ts';
import { presentTrialConflict } from '../presenters/trials/conflict.ts';
import { emptyTrial, presentNewTrial, type TriedEntry } from '../presenters/trials/form-page.ts';
import { presentTrial, type TrialAttempt } from '../presenters/trials/trial-page.ts';
import { unlessRefused } from './unless-refused.ts';

interface Named {
  Params: { id: string };
}

/** What municipalities tell of the efforts that they have tried. */
export function registerTrials(area: App, deps: Deps): void {
  const { db, getTaxonomy } = deps;
  const create = { config: { access: 'trial.create' } } as const;

  area.get(paths.newTrial(), create, async (request, reply) => {
    const entry = await demandEntry(readTriedEntry(request.query));
    const typed = emptyTrial(entry.slug, request.user as User);
    return reply.page('/trials/new', presentNewTrial(entry, await getTaxonomy(), typed));
  });

  area.post(paths.trials(), create, async (request, reply) => {
    const entry = await demandEntry(readTypedTrial(request.body).entry);
    try {
      const id = await submitTrial(db, request.acting, entry.slug, await readContent(request));
      return reply.notice('Tak. En konsulent ser på det, før læserne gør.').redirect(paths.trial(id), 303);
    } catch (error) {
      if (error instanceof Refused) return sendNewAgain(request, reply, entry, error);
      throw error;
    }
  });

  area.get<Named>(paths.trial(':id'), { config: { access: 'trial.read' } }, async (request, reply) =>
    sendTrial(deps, request, reply),
  );

  area.post<Named>(paths.trial(':id'), { config: { access: 'trial.edit' } }, async (request, reply) => {
    const { id } = request.params;
    return unlessRefused(
      async () => {
        const content = await readContent(request);
        const basedOn = readTypedTrial(request.body).based_on;
        try {
          await saveTrial(db, request.acting, Number(id), { content, basedOn });
        } catch (error) {
          if (error instanceof TrialConflict) return sendConflict(reply, id, content);
          throw error;
        }
        return reply.notice('Afprøvningen er gemt.').redirect(paths.trial(id), 303);
      },
      (issues) => sendTrial(deps, request, reply.code(422), { typed: readTypedTrial(request.body), issues }),
    );
  });

  async function readContent(request: FastifyRequest): Promise<TrialContent> {
    return orRefuse(readTrial(request.body, { taxonomy: await getTaxonomy(), today: today() }));
  }

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

  async function sendConflict(reply: FastifyReply, id: string, mine: TrialContent): Promise<FastifyReply> {
    const theirs = await demandTrial(deps, id);
    return reply.code(409).page('/own/conflict', presentTrialConflict(theirs, mine, await getTaxonomy()));
  }
}

/** The page of the trial that the address names, with what was typed there. */
export async function sendTrial(
  deps: Deps,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
  attempt?: TrialAttempt,
): Promise<FastifyReply> {
  const trial = await demandTrial(deps, request.params.id);
  return reply.page('/trials/show', presentTrial(request.user as User, trial, await deps.getTaxonomy(), attempt));
}

async function demandTrial({ db }: Deps, id: string): Promise<Trial> {
  const trial = await findTrial(db, Number(id));
  if (!trial) throw new NotFound(`No trial ${id}`);
  return trial;
}
