import type { Kysely } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Schema } from '../db/schema.ts';
import {
  auditTerm,
  demandEditor,
  lockTerm,
  refuseTakenLabel,
  type TermAddress,
  type TermText,
} from './current-terms.ts';
import { enqueueEntriesWith } from './enqueue-entries.ts';

/** Gives a term another name and description. Its slug stays, and so do all addresses that hold it. */
export async function renameTerm(
  db: Kysely<Schema>,
  acting: Acting,
  address: TermAddress,
  { label, description }: TermText,
): Promise<void> {
  demandEditor(acting);
  await db.transaction().execute(async (tx) => {
    const term = await lockTerm(tx, address);
    if (term.label === label && term.description === description) return;
    await refuseTakenLabel(tx, address.vocabulary, label, term.id);
    await tx.updateTable('terms').set({ label, description }).where('id', '=', term.id).execute();
    // Entries are found by the names of their terms.
    if (term.label !== label) await enqueueEntriesWith(tx, [term.id]);
    await auditTerm(tx, acting, 'rename', term.id, {
      before: { label: term.label, description: term.description },
      after: { label, description },
    });
  });
}
