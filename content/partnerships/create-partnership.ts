import { type Kysely, sql } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, Refused } from '../refusal.ts';
import { slugFromTitle, unusedSlug } from '../slug.ts';
import type { ContractContent } from './contract.ts';
import { type Member, replaceMembers } from './members.ts';

export interface NewPartnership {
  programmeId: number;
  name: string;
  startDate: string;
  endDate: string;
  /** The first of its members. */
  municipality: Member;
}

/** What a contract says before anybody has written in it. */
const emptyContract: ContractContent = { text: '', reporting: 'quarter', goals: [], activities: [], dissemination: [] };

/** Makes a partnership with the first, empty version of its contract; returns its id. Readers see nothing of it yet. */
export async function createPartnership(
  db: Kysely<Schema>,
  acting: Acting,
  { programmeId, name, startDate, endDate, municipality }: NewPartnership,
): Promise<number> {
  if (!can(acting.actor, 'partnership.create', 'site')) throw new Forbidden('partnership.create');
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('partnerships'))`.execute(tx);
    await demandProgramme(tx, programmeId);
    const slug = await freeSlug(tx, name);
    const { id } = await tx
      .insertInto('partnerships')
      .values({ slug, name, programme_id: programmeId, start_date: startDate, end_date: endDate })
      .returning('id')
      .executeTakeFirstOrThrow();
    await replaceMembers(tx, id, [municipality]);
    await beginContract(tx, acting, id, startDate);
    await audit(tx, acting, {
      action: 'partnership.create',
      objectType: 'partnership',
      objectId: id,
      after: { name, slug },
    });
    return id;
  });
}

export async function demandProgramme(tx: Db, id: number): Promise<void> {
  const programme = await tx.selectFrom('programmes').select('id').where('id', '=', id).executeTakeFirst();
  if (!programme) throw new Refused([{ field: 'programme', message: 'Vælg en ordning på listen.' }]);
}

async function beginContract(tx: Db, { actor }: Acting, partnershipId: number, startDate: string): Promise<void> {
  await tx
    .insertInto('result_contracts')
    .values({
      ...{ partnership_id: partnershipId, number: 1, effective_from: startDate },
      content: JSON.stringify(emptyContract),
      created_by: actor?.id ?? null,
    })
    .execute();
}

/** An address that follows from the name and that no partnership has; a number tells two of a name apart. */
async function freeSlug(tx: Db, name: string): Promise<string> {
  const wanted = slugFromTitle(name);
  if (!wanted) throw new Refused([{ field: 'name', message: 'Skriv et navn med bogstaver.' }]);
  const rows = await tx.selectFrom('partnerships').select('slug').execute();
  return unusedSlug(wanted, rows);
}
