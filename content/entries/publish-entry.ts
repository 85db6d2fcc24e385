import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { ChangeKind, Db, Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Refused } from '../refusal.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { type EntryStanding, lockEntry } from './entry-subject.ts';
import { findEntryStops } from './find-entry-stops.ts';
import { mailAuthors } from './publishing-mails.ts';
import { settleDraft } from './settle-draft.ts';
import { showRevision } from './show-revision.ts';
import { stateChange } from './submit-entry.ts';
import { readWorkingText, type WorkingText } from './working-text.ts';

export interface PublishOrder {
  kind: ChangeKind;
  /** Shown to readers; a major change of what they have read already needs one. */
  changeNote: string;
  /** null: now. */
  dueAt: Date | null;
  /** Why it is published although it holds what looks like a CPR number; empty when it does not. */
  overrideReason: string;
}

/** Puts the newest text before readers, now or at `dueAt`. Throws Refused with what the checklist stops. */
export async function publishEntry(
  db: Kysely<Schema>,
  acting: Acting,
  id: number,
  order: PublishOrder,
  taxonomy: Taxonomy,
  now = new Date(),
): Promise<'published' | 'scheduled'> {
  return db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, id, acting.actor, 'entry.publish');
    const text = await readWorkingText(tx, entry, taxonomy);
    await refuseUnfinished(tx, acting, entry, order, text);
    const revisionId = await settleDraft(tx, entry, text, taxonomy);
    const isLater = order.dueAt !== null && order.dueAt > now;
    const { id: publication } = await tx
      .insertInto('publications')
      .values({
        entry_id: id,
        revision_id: revisionId,
        kind: entry.publishedRevisionId === null ? 'major' : order.kind,
        change_note: order.changeNote,
        override_reason: order.overrideReason,
        requested_by: acting.actor?.id ?? null,
        due_at: isLater ? (order.dueAt as Date) : now,
        published_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (!isLater) {
      await showRevision(tx, acting, entry, publication, now);
      return 'published';
    }
    const dueAt = order.dueAt as Date;
    await audit(tx, acting, {
      ...stateChange('entry.schedule', entry, entry.state, {
        publication,
        revision: revisionId,
        due_at: dueAt.toISOString(),
      }),
      reason: order.overrideReason,
    });
    await mailAuthors(tx, id, `scheduled:${publication}`, 'scheduled', acting, { dueAt });
    return 'scheduled';
  });
}

/** The text is not published by itself after all. */
export async function cancelPublication(db: Kysely<Schema>, acting: Acting, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockEntry(tx, id, acting.actor, 'entry.unschedule');
    const { id: publication } = await tx
      .deleteFrom('publications')
      .where('entry_id', '=', id)
      .where('published_at', 'is', null)
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit(tx, acting, {
      action: 'entry.unschedule',
      objectType: 'entry',
      objectId: id,
      before: { publication },
    });
  });
}

async function refuseUnfinished(
  tx: Db,
  { actor }: Acting,
  entry: EntryStanding,
  { kind, changeNote, dueAt, overrideReason }: PublishOrder,
  text: WorkingText,
): Promise<void> {
  const overrideCpr = overrideReason.trim() !== '' && can(actor, 'entry.override', entry);
  const stops = await findEntryStops(tx, entry.id, text, { overrideCpr });
  if (dueAt && Number.isNaN(dueAt.getTime()))
    stops.push({ field: 'due_at', message: 'Tidspunktet findes ikke. Vælg en dag og et klokkeslæt.' });
  if (entry.publishedRevisionId !== null && kind === 'major' && !changeNote.trim())
    stops.push({ field: 'change_note', message: 'Skriv, hvad der er nyt for læserne.' });
  if (stops.length) throw new Refused(stops);
}
