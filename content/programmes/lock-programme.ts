import { sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, NotFound } from '../refusal.ts';
import type { Programme } from './programme.ts';
import { findProgramme } from './queries.ts';

/** Somebody else saved since: nothing was written. The caller shows both. */
export class ProgrammeConflict extends Error {
  override name = 'ProgrammeConflict';
}

export function demandProgrammeEditor({ actor }: Acting): void {
  if (!can(actor, 'programme.edit', 'site')) throw new Forbidden('programme.edit');
}

/** Lets one change of the programmes follow the other, until the end of the transaction. */
export async function lockProgrammes(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('programmes'))`.execute(tx);
}

export async function lockProgramme(tx: Db, id: number): Promise<Programme> {
  await lockProgrammes(tx);
  const programme = await findProgramme(tx, id);
  if (!programme) throw new NotFound(`No programme ${id}`);
  return programme;
}

/** Writes down a change of a programme. Its texts are left out, as any text is. */
export async function auditProgramme(
  tx: Db,
  acting: Acting,
  action: 'create' | 'save',
  programmeId: number,
  details: { before?: Record<string, unknown>; after: Record<string, unknown> },
): Promise<void> {
  await audit(tx, acting, {
    action: `programme.${action}`,
    objectType: 'programme',
    objectId: programmeId,
    ...details,
  });
}
