import type { Db } from '../db/schema.ts';
import { listAttachmentTexts } from './attachment-texts.ts';
import { findStops, runChecklist } from './checklist.ts';
import type { Issue } from './entry.ts';
import type { WorkingText } from './working-text.ts';

/** What keeps the entry's newest text, its files included, from review and readers. */
export async function findEntryStops(
  tx: Db,
  entryId: number,
  { content, issues }: WorkingText,
  options: { overrideCpr?: boolean } = {},
): Promise<Issue[]> {
  const attachments = await listAttachmentTexts(tx, entryId);
  return findStops(runChecklist({ content, issues, attachments }), options);
}
