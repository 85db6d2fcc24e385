import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '#content/refusal.ts';
import { findTrial } from '#content/trials/queries.ts';
import { saveTrial, TrialConflict } from '#content/trials/save-trial.ts';
import type { Trial, TrialContent } from '#content/trials/trial.ts';
import type { User } from '#content/users/user.ts';
import { type Deps, today } from '../deps.ts';
import { orRefuse } from '../forms/read-form.ts';
import { readTrial, readTypedTrial } from '../forms/trial.ts';
import { paths } from '../paths.ts';
import { presentTrialConflict } from '../presenters/trials/conflict.ts';
import { presentTrial, type TrialAttempt } from '../presenters/trials/trial-page.ts';
import { unlessRefused } from './unless-refused.ts';

export interface TrialRoute {
  Params: { id: string };
}
type Request = FastifyRequest<TrialRoute>;

const CAME_BACK =
  'Afprøvningen er sendt tilbage til dig, så det, du skrev, er ikke gemt. Læs begrundelsen, og send den ind igen.';

/** The page of the trial that the address names, with what was typed there. */
export async function sendTrial(
  deps: Deps,
  request: Request,
  reply: FastifyReply,
  attempt?: TrialAttempt,
): Promise<FastifyReply> {
  const trial = await demandTrial(deps, request.params.id);
  return reply.page('/trials/show', presentTrial(request.user as User, trial, await deps.getTaxonomy(), attempt));
}

/** Does something with a trial; when that is refused, its page says why and holds what was typed. */
export async function attemptOnTrial(
  deps: Deps,
  request: Request,
  reply: FastifyReply,
  attempt: (id: number) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  return unlessRefused(
    () => attempt(Number(request.params.id)),
    (issues) => {
      // Of no field: it is not the text that is wrong.
      const status = issues.every(({ field }) => field === '') ? 409 : 422;
      return sendTrial(deps, request, reply.code(status), { typed: readTypedTrial(request.body), issues });
    },
  );
}

/** What was sent of a trial, all of it checked. */
export async function readSentTrial({ getTaxonomy }: Deps, { body }: FastifyRequest): Promise<TrialContent> {
  return orRefuse(readTrial(body, { taxonomy: await getTaxonomy(), today: today() }));
}

/** Saves what was sent; shows both texts when the trial has been changed since. */
export async function saveSentTrial(
  deps: Deps,
  request: Request,
  reply: FastifyReply,
  notice: string,
): Promise<FastifyReply> {
  const { id } = request.params;
  const content = await readSentTrial(deps, request);
  const basedOn = readTypedTrial(request.body).based_on;
  try {
    await saveTrial(deps.db, request.acting, Number(id), { content, basedOn });
  } catch (error) {
    if (error instanceof TrialConflict) return sendConflict(deps, request, reply.code(409), content);
    throw error;
  }
  return reply.notice(notice).redirect(paths.trial(id), 303);
}

/** A trial that came back is still the text that was typed over; of another text both are shown. */
async function sendConflict(deps: Deps, request: Request, reply: FastifyReply, mine: TrialContent) {
  const theirs = await demandTrial(deps, request.params.id);
  const typed = readTypedTrial(request.body);
  if (theirs.state !== 'returned' || theirs.version !== typed.based_on + 1)
    return reply.page('/own/conflict', presentTrialConflict(theirs, mine, await deps.getTaxonomy()));
  const issues = [{ field: '', message: CAME_BACK }];
  return sendTrial(deps, request, reply, { typed: { ...typed, based_on: theirs.version }, issues });
}

async function demandTrial({ db }: Deps, id: string): Promise<Trial> {
  const trial = await findTrial(db, Number(id));
  if (!trial) throw new NotFound(`No trial ${id}`);
  return trial;
}
