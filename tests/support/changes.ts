import type { DraftFields } from '#content/entries/draft.ts';
import { saveDraft } from '#content/entries/save-draft.ts';
import { submitEntry } from '#content/entries/submit-entry.ts';
import { readWorkingText } from '#content/entries/working-text.ts';
import type { User } from '#content/users/user.ts';
import type { Deps } from '#server/deps.ts';
import type { MadeEntry } from './entry-states.ts';

/** Writes a change of the entry's newest text as its author does. */
export async function writeChange(
  { db, getTaxonomy }: Deps,
  author: Pick<User, 'id' | 'role'>,
  entry: MadeEntry,
  changes: Partial<DraftFields>,
): Promise<void> {
  const text = await readWorkingText(db, entry, await getTaxonomy());
  const fields = { ...text.fields, ...changes };
  await saveDraft(db, { actor: author, requestId: 'test' }, entry.id, { fields, basedOn: text.version });
}

/** Writes a change and hands it over to review. */
export async function submitChange(
  deps: Deps,
  author: Pick<User, 'id' | 'role'>,
  entry: MadeEntry,
  changes: Partial<DraftFields>,
): Promise<void> {
  await writeChange(deps, author, entry, changes);
  await submitEntry(deps.db, { actor: author, requestId: 'test' }, entry.id, await deps.getTaxonomy());
}
