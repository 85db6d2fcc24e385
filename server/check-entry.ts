import { listAttachmentTexts } from '#content/entries/attachment-texts.ts';
import { type Check, runChecklist } from '#content/entries/checklist.ts';
import type { WorkingText } from '#content/entries/working-text.ts';
import { findDeadLinks } from './dead-links.ts';
import type { Deps } from './deps.ts';

/** The checklist of an entry's newest text, with what only the database and the search know. */
export async function checkEntry(
  deps: Pick<Deps, 'db' | 'config' | 'search'>,
  entry: { id: number; slug: string; text: Pick<WorkingText, 'content' | 'issues'> },
): Promise<Check[]> {
  const { content, issues } = entry.text;
  const [attachments, deadLinks, similar] = await Promise.all([
    listAttachmentTexts(deps.db, entry.id),
    findDeadLinks(deps, { ...entry, text: { content } }),
    deps.search.similar(content, [entry.id]),
  ]);
  return runChecklist({ content, issues, attachments }, { deadLinks, similar });
}
