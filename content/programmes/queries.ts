import type { Db } from '../db/schema.ts';
import type { Programme } from './programme.ts';

/** All of them, for editors, the newest period first. */
export async function listProgrammes(db: Db): Promise<Programme[]> {
  return programmes(db).execute();
}

/** What readers see, the newest period first: what was published, and whatever has partnerships that they see. */
export async function listPublicProgrammes(db: Db): Promise<Programme[]> {
  return programmes(db)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('published', '=', true),
        exists(
          selectFrom('partnerships')
            .select('partnerships.id')
            .whereRef('programme_id', '=', 'programmes.id')
            .where('partnerships.state', '<>', 'draft'),
        ),
      ]),
    )
    .execute();
}

export async function findProgramme(db: Db, id: number): Promise<Programme | undefined> {
  return programmes(db).where('id', '=', id).executeTakeFirst();
}

function programmes(db: Db) {
  return db
    .selectFrom('programmes')
    .select(['id', 'slug', 'name', 'text', 'source', 'rules', 'appropriations', 'published', 'version'])
    .select(['start_date as startDate', 'end_date as endDate', 'updated_at as updatedAt'])
    .orderBy('start_date', 'desc')
    .orderBy('id');
}
