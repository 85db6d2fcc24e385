import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '#content/refusal.ts';
import type { Deps } from '../deps.ts';
import { loadEntryWork } from '../load-entry-work.ts';
import { type Attempt, presentEntryForm } from '../presenters/entry-form/page.ts';
import type { EntryWork } from '../presenters/entry-work.ts';

export function showEntryForm(reply: FastifyReply, work: EntryWork, attempt?: Attempt) {
  return reply.page('/own/form', presentEntryForm(work, attempt));
}

/** Does something to the entry; when that is refused, the form says why and holds what was typed. */
export async function attemptOnEntry(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  values: Record<string, string>,
  attempt: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    reply.code(422);
    return showEntryForm(reply, await loadEntryWork(deps, request), { issues: error.issues, values });
  }
}
