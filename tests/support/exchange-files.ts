import type { Database } from '#content/db/client.ts';
import { exportEntries } from '#content/entries/export-entries.ts';
import type { BadLine } from '#content/entries/import-file.ts';
import { type ImportOptions, importFile } from '#content/entries/import-file.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { today } from '#server/deps.ts';

/** Entries as a file of the exchange format. */
export function toFile(entries: unknown[]): Buffer {
  return Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

/** Imports a file and returns the report with the bad lines that it named. */
export async function importLines({ db }: Database, file: Buffer | string, options: Partial<ImportOptions> = {}) {
  const bad: BadLine[] = [];
  async function* open() {
    yield Buffer.from(file);
  }
  const report = await importFile(db, open, {
    taxonomy: await loadTaxonomy(db, today()),
    onBadLine: (line) => bad.push(line),
    ...options,
  });
  return { ...report, bad };
}

export async function exportLines({ db }: Database): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportEntries(db)) lines.push(line);
  return lines;
}
