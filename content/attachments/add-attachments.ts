import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { lockEntry } from '../entries/entry-subject.ts';
import { touchDraft } from '../entries/save-draft.ts';
import { Refused } from '../refusal.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { type CheckedFile, checkFile, type UploadedFile } from './check-file.ts';
import { listAttachments } from './list-attachments.ts';

const MAX_FILES = 10;

export interface Upload {
  files: UploadedFile[];
  /** What the one picture among them shows, in words. */
  alt: string;
}

/** Adds files to the entry's newest text: all of them, or none and the reasons why as Refused. */
export async function addAttachments(
  db: Kysely<Schema>,
  acting: Acting,
  entryId: number,
  upload: Upload,
  taxonomy: Taxonomy,
): Promise<void> {
  const files = await checkUpload(upload);
  await db.transaction().execute(async (tx) => {
    const entry = await lockEntry(tx, entryId, acting.actor, 'entry.edit');
    await refuseTooMany(tx, entryId, files.length);
    const ids = await insert(tx, entryId, files, upload.alt, acting.actor?.id as number);
    const version = await touchDraft(tx, acting, entry, taxonomy);
    await audit(tx, acting, {
      action: 'attachment.add',
      objectType: 'entry',
      objectId: entryId,
      after: { attachments: ids, version },
    });
  });
}

async function checkUpload({ files, alt }: Upload): Promise<CheckedFile[]> {
  if (!files.length) throw refuse('files', 'Vælg en fil.');
  // One at a time: each may take much memory.
  const checked: CheckedFile[] = [];
  for (const file of files) {
    const result = await checkFile(file);
    if ('message' in result) throw new Refused([result]);
    checked.push(result);
  }
  const pictures = checked.filter(({ isPicture }) => isPicture).length;
  if (pictures > 1) throw refuse('files', 'Læg ét billede på ad gangen, så hvert billede får sin beskrivelse.');
  if (pictures && !alt.trim()) throw refuse('alt', 'Skriv, hvad billedet viser, til dem, der ikke kan se det.');
  return checked;
}

async function refuseTooMany(tx: Db, entryId: number, added: number): Promise<void> {
  const { length } = await listAttachments(tx, entryId);
  if (length + added > MAX_FILES)
    throw refuse('files', `Der er plads til ${MAX_FILES} filer, og her er ${length} i forvejen.`);
}

async function insert(tx: Db, entryId: number, files: CheckedFile[], alt: string, userId: number): Promise<number[]> {
  const rows = await tx
    .insertInto('attachments')
    .values(
      files.map(({ filename, mediaType, content, text, isPicture }) => ({
        entry_id: entryId,
        key: randomBytes(24).toString('base64url'),
        filename,
        media_type: mediaType,
        size: content.length,
        content,
        // Postgres keeps neither NUL nor half a surrogate pair.
        text: text.replaceAll('\0', ' ').toWellFormed(),
        alt: isPicture ? alt.trim() : '',
        uploaded_by: userId,
        removed_at: null,
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

const refuse = (field: string, message: string) => new Refused([{ field, message }]);
