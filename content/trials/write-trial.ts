import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import type { TrialContent } from './trial.ts';

/** The municipality has told of this entry before. */
export class AlreadyTried extends Refused {
  override name = 'AlreadyTried';
  /** The trial that was told of first, where it is the same person's. */
  readonly ownTrial: number | undefined;
  constructor(message: string, ownTrial: number | undefined) {
    super([{ field: 'municipality', message }]);
    this.ownTrial = ownTrial;
  }
}

/** Lets one account of a trial follow the other, until the end of the transaction. */
export async function lockTrials(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('trials'))`.execute(tx);
}

/** Each municipality tells of an entry once; `exceptId` is the trial that is being changed. */
export async function requireFirst(
  tx: Db,
  entryId: number,
  { municipalityCode }: TrialContent,
  userId: number,
  exceptId = 0,
): Promise<void> {
  const first = await tx
    .selectFrom('trials')
    .select(['id', 'submitted_by'])
    .where('entry_id', '=', entryId)
    .where('municipality_code', '=', municipalityCode)
    .where('id', '<>', exceptId)
    .executeTakeFirst();
  if (!first) return;
  if (first.submitted_by === userId)
    throw new AlreadyTried('Du har allerede fortalt om erfaringen for den kommune.', first.id);
  throw new AlreadyTried('En anden har allerede fortalt om erfaringen for den kommune.', undefined);
}

/** What is told, as the columns of its row. */
export function toColumns({ contact, ...content }: TrialContent) {
  return {
    municipality_code: content.municipalityCode,
    started_on: content.startedOn,
    ended_on: content.endedOn,
    changes: content.changes,
    cost: content.cost,
    outcome: content.outcome,
    would_again: content.wouldAgain,
    contact_name: contact.name,
    contact_phone: contact.phone,
    contact_email: contact.email,
  };
}
