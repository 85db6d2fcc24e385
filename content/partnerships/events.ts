import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { NotFound, Refused } from '../refusal.ts';
import { listContracts } from './contracts.ts';
import { lockPartnership } from './partnership-subject.ts';

/** What a partnership did to pass its results on. */
export interface PartnershipEvent {
  id: number;
  /** The step of the dissemination plan that it carries out. */
  stepKey: number | null;
  title: string;
  /** The day as yyyy-mm-dd. */
  heldOn: string;
  participants: number | null;
}

/** The newest first. */
export async function listEvents(db: Db, partnershipId: number): Promise<PartnershipEvent[]> {
  return db
    .selectFrom('partnership_events')
    .select(['id', 'step_key as stepKey', 'title', 'held_on as heldOn', 'participants'])
    .where('partnership_id', '=', partnershipId)
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

type NewEvent = Omit<PartnershipEvent, 'id'>;

export async function addEvent(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  { stepKey, title, heldOn, participants }: NewEvent,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'partnership.edit');
    if (stepKey !== null) await demandStep(tx, partnershipId, stepKey);
    const { id } = await tx
      .insertInto('partnership_events')
      .values({
        partnership_id: partnershipId,
        step_key: stepKey,
        title,
        held_on: heldOn,
        participants,
        created_by: acting.actor?.id ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const after = { event: id, step: stepKey, day: heldOn };
    await audit(tx, acting, {
      action: 'partnership.add_event',
      objectType: 'partnership',
      objectId: partnershipId,
      after,
    });
  });
}

export async function removeEvent(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  eventId: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockPartnership(tx, partnershipId, acting.actor, 'partnership.edit');
    const removed = await tx
      .deleteFrom('partnership_events')
      .where('id', '=', eventId)
      .where('partnership_id', '=', partnershipId)
      .returning(['step_key', 'held_on'])
      .executeTakeFirst();
    if (!removed) throw new NotFound(`No event ${eventId}`);
    await audit(tx, acting, {
      action: 'partnership.remove_event',
      objectType: 'partnership',
      objectId: partnershipId,
      before: { event: eventId, step: removed.step_key, day: removed.held_on },
    });
  });
}

async function demandStep(tx: Db, partnershipId: number, stepKey: number): Promise<void> {
  const contracts = await listContracts(tx, partnershipId);
  const isKnown = contracts.some(({ content }) => content.dissemination.some(({ key }) => key === stepKey));
  if (!isKnown) throw new Refused([{ field: 'step', message: 'Vælg et punkt, der står i formidlingsplanen.' }]);
}
