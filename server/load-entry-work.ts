import type { FastifyRequest } from 'fastify';
import { listAttachments } from '#content/attachments/list-attachments.ts';
import { listAuthors } from '#content/entries/authors.ts';
import { findEntryStanding } from '#content/entries/entry-subject.ts';
import { findScheduledPublication, listReviews } from '#content/entries/review-record.ts';
import { readWorkingText } from '#content/entries/working-text.ts';
import { NotFound } from '#content/refusal.ts';
import { listMethodProposals } from '#content/terms/propose-term.ts';
import { checkEntry } from './check-entry.ts';
import type { Deps } from './deps.ts';
import type { EntryWork } from './presenters/entry-work.ts';

/** Reads the entry that the route's `:id` names, as it stands now. */
export async function loadEntryWork(deps: Deps, request: FastifyRequest): Promise<EntryWork> {
  const { db, getTaxonomy } = deps;
  const { id } = request.params as { id: string };
  const entry = await findEntryStanding(db, Number(id));
  if (!entry) throw new NotFound(`No entry ${id}`);
  const taxonomy = await getTaxonomy();
  const text = await readWorkingText(db, entry, taxonomy);
  return {
    entry,
    actor: request.acting.actor,
    text,
    attachments: await listAttachments(db, entry.id),
    authors: await listAuthors(db, entry.id),
    proposals: await listMethodProposals(db, entry.id),
    reviews: await listReviews(db, entry.id),
    scheduled: await findScheduledPublication(db, entry.id),
    checks: await checkEntry(deps, { ...entry, text }),
    taxonomy,
  };
}
