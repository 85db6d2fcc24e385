import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** A method that authors of an entry miss, and that waits for an editor. */
export interface WaitingProposal {
  id: number;
  label: string;
  description: string;
  proposedBy: string;
  proposedAt: Date;
  entryId: number;
  /** The entry's newest title; empty while it has none. */
  entryTitle: string;
}

/** The proposals that nobody has decided yet, the oldest first. */
export async function listWaitingProposals(db: Db): Promise<WaitingProposal[]> {
  return waitingProposals(db).execute();
}

export async function findWaitingProposal(db: Db, id: number): Promise<WaitingProposal | undefined> {
  return waitingProposals(db).where('term_proposals.id', '=', id).executeTakeFirst();
}

function waitingProposals(db: Db) {
  return db
    .selectFrom('term_proposals')
    .innerJoin('users', 'users.id', 'term_proposals.proposed_by')
    .innerJoin('entries', 'entries.id', 'term_proposals.entry_id')
    .leftJoin('entry_revisions as latest', 'latest.id', 'entries.latest_revision_id')
    .leftJoin('entry_drafts', 'entry_drafts.entry_id', 'entries.id')
    .select(['term_proposals.id', 'term_proposals.label', 'term_proposals.description'])
    .select(['users.name as proposedBy', 'term_proposals.proposed_at as proposedAt', 'entries.id as entryId'])
    .select(sql<string>`coalesce(entry_drafts.fields ->> 'title', latest.title, '')`.as('entryTitle'))
    .where('term_proposals.outcome', 'is', null)
    .orderBy('term_proposals.id');
}
