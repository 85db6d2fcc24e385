import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type CheckedFile, checkFile, type UploadedFile } from '../attachments/check-file.ts';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { lockReport } from './lock-report.ts';
import { listReportFiles } from './report-files.ts';
import { writeDraft } from './save-report.ts';

const MAX_FILES = 10;

/** Adds evidence for the figure of a goal: all files, or none and the reasons why as Refused. */
export async function addReportFiles(
  db: Kysely<Schema>,
  acting: Acting,
  partnershipId: number,
  periodStart: string,
  { goalKey, files }: { goalKey: number; files: UploadedFile[] },
  today: string,
): Promise<void> {
  const checked = await checkFiles(files);
  await db.transaction().execute(async (tx) => {
    const work = await lockReport(tx, acting, partnershipId, periodStart, today);
    if (!work.contract.content.goals.some(({ key }) => key === goalKey))
      throw refuse('goal', 'Vælg det mål, som filerne handler om.');
    const reportId = work.report?.id ?? (await writeDraft(tx, work, {}));
    await refuseTooMany(tx, reportId, checked.length);
    await insert(tx, reportId, goalKey, checked, acting.actor?.id as number);
    await audit(tx, acting, {
      action: 'report.add_file',
      objectType: 'report',
      objectId: reportId,
      after: { partnership: partnershipId, period: periodStart, files: checked.length },
    });
  });
}

async function checkFiles(files: UploadedFile[]): Promise<CheckedFile[]> {
  if (!files.length) throw refuse('files', 'Vælg en fil.');
  // One at a time: each may take much memory.
  const checked: CheckedFile[] = [];
  for (const file of files) {
    const result = await checkFile(file);
    if ('message' in result) throw new Refused([result]);
    checked.push(result);
  }
  return checked;
}

async function refuseTooMany(tx: Db, reportId: number, added: number): Promise<void> {
  const { length } = await listReportFiles(tx, reportId);
  if (length + added > MAX_FILES)
    throw refuse('files', `Der er plads til ${MAX_FILES} filer, og her er ${length} i forvejen.`);
}

async function insert(tx: Db, reportId: number, goalKey: number, files: CheckedFile[], userId: number): Promise<void> {
  const rows = files.map(({ filename, mediaType, content }) => ({
    ...{ report_id: reportId, goal_key: goalKey, key: randomBytes(24).toString('base64url') },
    ...{ filename, media_type: mediaType, size: content.length, content, uploaded_by: userId },
  }));
  await tx.insertInto('report_files').values(rows).execute();
}

const refuse = (field: string, message: string) => new Refused([{ field, message }]);
