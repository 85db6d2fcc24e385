import type { Kysely } from 'kysely';
import type { Acting } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { Refused } from '../refusal.ts';
import { slugFromTitle, unusedSlug } from '../slug.ts';
import { auditProgramme, demandProgrammeEditor, lockProgrammes } from './lock-programme.ts';
import type { ProgrammeContent } from './programme.ts';

/** Makes a programme; returns its id. Its address follows from its name and stays. */
export async function createProgramme(db: Kysely<Schema>, acting: Acting, content: ProgrammeContent): Promise<number> {
  demandProgrammeEditor(acting);
  return db.transaction().execute(async (tx) => {
    await lockProgrammes(tx);
    const { name, text, startDate, endDate, source, rules, appropriations, published } = content;
    const slug = await freeSlug(tx, name);
    const { id } = await tx
      .insertInto('programmes')
      .values({
        ...{ slug, name, text, source, rules, published, start_date: startDate, end_date: endDate },
        appropriations: JSON.stringify(appropriations),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await auditProgramme(tx, acting, 'create', id, { after: { name, slug, published } });
    return id;
  });
}

async function freeSlug(tx: Db, name: string): Promise<string> {
  const wanted = slugFromTitle(name);
  if (!wanted) throw new Refused([{ field: 'name', message: 'Skriv et navn med bogstaver.' }]);
  const rows = await tx.selectFrom('programmes').select('slug').execute();
  return unusedSlug(wanted, rows);
}
