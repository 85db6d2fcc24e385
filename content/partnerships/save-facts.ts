import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import type { Issue } from '../entries/entry.ts';
import { can } from '../permissions.ts';
import { Forbidden, Refused } from '../refusal.ts';
import { demandProgramme } from './create-partnership.ts';
import { findMembersTwice, listMembers, replaceMembers, type TypedMember } from './members.ts';
import { lockPartnership, type PartnershipStanding } from './partnership-subject.ts';
import { findPartnership, type Partnership } from './queries.ts';

/** What a partnership says of itself. */
export interface PartnershipFacts {
  name: string;
  summary: string;
  contact: Partnership['contact'];
  members: TypedMember[];
  /** What those alone decide who manage partnerships; left as it is when absent. */
  frame?: Frame | undefined;
}

export interface Frame {
  programmeId: number;
  startDate: string;
  endDate: string;
}

/** Somebody else saved since: nothing was written. The caller shows both. */
export class PartnershipConflict extends Error {
  override name = 'PartnershipConflict';
}

/** Saves what a partnership says of itself. Throws PartnershipConflict unless `basedOn` is its newest version. */
export async function saveFacts(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  facts: PartnershipFacts,
  basedOn: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await lockForEdit(tx, acting, id, facts);
    // Before anything else: a save whose answer was lost comes again, and is done already.
    if (await isSame(tx, before, facts)) return;
    if (before.version !== basedOn) throw new PartnershipConflict(`Version ${before.version}, not ${basedOn}`);
    await demandFacts(tx, before, facts);
    await writeFacts(tx, before, facts);
    await replaceMembers(tx, id, facts.members);
    await audit(tx, acting, {
      action: 'partnership.save',
      objectType: 'partnership',
      objectId: id,
      before: { name: before.name, version: before.version },
      after: { name: facts.name, version: before.version + 1 },
    });
  });
}

async function lockForEdit(tx: Db, { actor }: Acting, id: number, { frame }: PartnershipFacts): Promise<Partnership> {
  const standing: PartnershipStanding = await lockPartnership(tx, id, actor, 'partnership.edit');
  if (frame && !can(actor, 'partnership.manage', standing)) throw new Forbidden('partnership.manage');
  return (await findPartnership(tx, id)) as Partnership;
}

async function demandFacts(tx: Db, before: Partnership, { members, frame }: PartnershipFacts): Promise<void> {
  const issues = [...(frame ? await findFrameIssues(tx, before, frame) : []), ...findMembersTwice(members)];
  if (issues.length) throw new Refused(issues);
  if (frame) await demandProgramme(tx, frame.programmeId);
}

/** Reports name their periods by the days of the partnership's: those that there are must stay whole. */
async function findFrameIssues(tx: Db, before: Partnership, { startDate, endDate }: Frame): Promise<Issue[]> {
  if (startDate === before.startDate && endDate === before.endDate) return [];
  const last = await tx
    .selectFrom('reports')
    .select((select) => select.fn.max('period_end').as('end'))
    .where('partnership_id', '=', before.id)
    .executeTakeFirst();
  if (!last?.end) return [];
  if (startDate !== before.startDate)
    return [{ field: 'start_date', message: 'Der er rapporteret allerede. Den første dag kan ikke ændres.' }];
  if (endDate < last.end)
    return [{ field: 'end_date', message: 'Der er rapporteret for tiden efter den dag. Vælg en senere.' }];
  return [];
}

async function writeFacts(tx: Db, { id, version }: Partnership, facts: PartnershipFacts): Promise<void> {
  const { name, summary, contact, frame } = facts;
  await tx
    .updateTable('partnerships')
    .set({ name, summary, version: version + 1, updated_at: new Date() })
    .set({ contact_name: contact.name, contact_phone: contact.phone })
    .set({ contact_email: contact.email, contact_organisation: contact.organisation })
    .set(frame ? { programme_id: frame.programmeId, start_date: frame.startDate, end_date: frame.endDate } : {})
    .where('id', '=', id)
    .execute();
}

async function isSame(tx: Db, before: Partnership, after: PartnershipFacts): Promise<boolean> {
  const { programmeId, startDate, endDate } = before;
  const text = ({ name, summary, contact }: Pick<PartnershipFacts, 'name' | 'summary' | 'contact'>, frame: Frame) =>
    JSON.stringify([
      ...[name, summary, contact.name, contact.phone, contact.email, contact.organisation],
      ...[frame.programmeId, frame.startDate, frame.endDate],
    ]);
  const frame = { programmeId, startDate, endDate };
  const plain = (members: Omit<TypedMember, 'row'>[]) =>
    JSON.stringify(members.map(({ name, type, municipality, task }) => [name, type, municipality, task]));
  return (
    text(before, frame) === text(after, after.frame ?? frame) &&
    plain(await listMembers(tx, before.id)) === plain(after.members)
  );
}
