import { loadTaxonomy, type Taxonomy } from '#content/taxonomy.ts';
import { openTestDatabase } from './database.ts';

/** The taxonomy of a new database as it holds on `day`. */
export async function loadTestTaxonomy(day = '2026-06-01'): Promise<Taxonomy> {
  const database = await openTestDatabase();
  try {
    return await loadTaxonomy(database.db, day);
  } finally {
    await database.close();
  }
}
