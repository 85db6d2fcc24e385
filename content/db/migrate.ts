import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import type { Schema } from './schema.ts';

const migrationFolder = path.resolve(import.meta.dirname, '../../migrations');

/**
 * Brings the database to the newest schema and returns the names of the migrations that ran.
 * kysely holds an advisory lock meanwhile, so several processes may call this at once.
 */
export async function migrate(db: Kysely<Schema>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: new FileMigrationProvider({ fs, path, migrationFolder }) });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw new Error(`Migration failed: ${error instanceof Error ? error.message : error}`, { cause: error });
  return results.map(({ migrationName }) => migrationName);
}
