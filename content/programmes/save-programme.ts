import type { Kysely } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { auditProgramme, demandProgrammeEditor, lockProgramme, ProgrammeConflict } from './lock-programme.ts';
import type { Programme, ProgrammeContent } from './programme.ts';

interface Save extends ProgrammeContent {
  /** The version that was changed. */
  basedOn: number;
}

/** Saves a programme. Throws ProgrammeConflict when somebody else has saved another one since. */
export async function saveProgramme(db: Kysely<Schema>, acting: Acting, id: number, save: Save): Promise<void> {
  demandProgrammeEditor(acting);
  await db.transaction().execute(async (tx) => {
    const before = await lockProgramme(tx, id);
    const { basedOn, ...content } = save;
    // Before anything else: a save whose answer was lost comes again, and is done already.
    if (isSame(before, content)) return;
    if (before.version !== basedOn) throw new ProgrammeConflict(`Version ${before.version}, not ${basedOn}`);
    if (before.published && !content.published) await demandNoReaders(tx, id);
    const { name, text, startDate, endDate, source, rules, appropriations, published } = content;
    await tx
      .updateTable('programmes')
      .set({ name, text, source, rules, published, start_date: startDate, end_date: endDate })
      .set({ appropriations: JSON.stringify(appropriations), version: before.version + 1, updated_at: new Date() })
      .where('id', '=', id)
      .execute();
    await auditProgramme(tx, acting, 'save', id, {
      before: { name: before.name, published: before.published },
      after: { name, published },
    });
  });
}

/** Partnerships that readers see stand under their programme. */
async function demandNoReaders(tx: Db, programmeId: number): Promise<void> {
  const seen = await tx
    .selectFrom('partnerships')
    .select('id')
    .where('programme_id', '=', programmeId)
    .where('state', '<>', 'draft')
    .executeTakeFirst();
  const message = 'Ordningen har partnerskaber, som læserne ser. Den kan ikke tages af siden.';
  if (seen) throw new Refused([{ field: 'published', message }]);
}

function isSame(before: Programme, after: ProgrammeContent): boolean {
  const fields = ['name', 'text', 'startDate', 'endDate', 'source', 'rules', 'published'] as const;
  return (
    fields.every((field) => before[field] === after[field]) &&
    sortKeys(before.appropriations) === sortKeys(after.appropriations)
  );
}

/** The database keeps the keys of an object in an order of its own. */
function sortKeys(appropriations: ProgrammeContent['appropriations']): string {
  return JSON.stringify(
    appropriations.map(({ title, note, years, lines }) => [
      ...[title, note, years],
      lines.map(({ label, level, amounts }) => [label, level, amounts]),
    ]),
  );
}
