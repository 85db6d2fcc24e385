import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { publishedVersions } from '../entries/outcomes.ts';

/**
 * The entries whose row is missing, there without being published, or of another version than
 * `<documentVersion>.<entry version>`.
 */
export async function listDriftedDocuments(db: Db, documentVersion: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select coalesce(published.id, document.entry_id) as id
    from ${publishedVersions(db)} as published
    full join search_documents as document on document.entry_id = published.id
    where document.version is distinct from ${`${documentVersion}.`}::text || published.version
    order by 1`.execute(db);
  return rows.map(({ id }) => id);
}
