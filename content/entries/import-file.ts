import type { Kysely } from 'kysely';
import type { Schema } from '../db/schema.ts';
import { readLines } from '../read-lines.ts';
import type { Taxonomy } from '../taxonomy.ts';
import type { Issue } from './entry.ts';
import { type ImportedEntry, parseEntry } from './exchange.ts';
import { auditImport, type ImportCounts, importBatch } from './import-entries.ts';

const BATCH = 200;

export interface BadLine extends Issue {
  line: number;
}

export interface ImportOptions {
  taxonomy: Taxonomy;
  /** Import the good lines of a file that has bad ones. */
  skipInvalid?: boolean;
  onBadLine?: (bad: BadLine) => void;
  /** Called with the number of the line that was checked or imported last. */
  onProgress?: (phase: 'check' | 'import', line: number) => void;
}

export interface ImportReport extends ImportCounts {
  badLines: number;
}

/**
 * Imports a file of the exchange format. It is read twice, first to check it whole, then to write it in one
 * transaction, so memory stays flat and a file with bad lines leaves nothing behind unless they are to be skipped.
 */
export async function importFile(
  db: Kysely<Schema>,
  openFile: () => AsyncIterable<Buffer>,
  options: ImportOptions,
): Promise<ImportReport> {
  const report = { created: 0, updated: 0, unchanged: 0, badLines: await checkFile(openFile(), options) };
  if (report.badLines && !options.skipInvalid) return report;
  await db.transaction().execute(async (tx) => {
    let batch: ImportedEntry[] = [];
    const flush = async () => {
      const counts = await importBatch(tx, batch, options.taxonomy);
      batch = [];
      for (const key of ['created', 'updated', 'unchanged'] as const) report[key] += counts[key];
    };
    for await (const { line, entry } of readEntries(openFile(), options.taxonomy)) {
      if (!entry) continue;
      batch.push(entry);
      if (batch.length === BATCH) {
        await flush();
        options.onProgress?.('import', line);
      }
    }
    if (batch.length) await flush();
    await auditImport(tx, 'file', report);
  });
  return report;
}

async function checkFile(file: AsyncIterable<Buffer>, options: ImportOptions): Promise<number> {
  let badLines = 0;
  for await (const { line, issues } of readEntries(file, options.taxonomy)) {
    if (issues) {
      badLines += 1;
      for (const issue of issues) options.onBadLine?.({ line, ...issue });
    }
    options.onProgress?.('check', line);
  }
  return badLines;
}

type ReadEntry = { line: number } & ({ entry: ImportedEntry; issues?: never } | { entry?: never; issues: Issue[] });

async function* readEntries(file: AsyncIterable<Buffer>, taxonomy: Taxonomy): AsyncGenerator<ReadEntry> {
  const lineOfSlug = new Map<string, number>();
  for await (const { number: line, text, error } of readLines(file)) {
    if (error !== undefined) {
      yield { line, issues: [{ field: '(linjen)', message: error }] };
      continue;
    }
    const parsed = parseLine(text, taxonomy);
    const earlier = parsed.entry && lineOfSlug.get(parsed.entry.slug);
    if (earlier) {
      const message = `Adressen »${parsed.entry.slug}« står også på linje ${earlier}. Giv hver erfaring sin egen slug.`;
      yield { line, issues: [{ field: 'slug', message }] };
      continue;
    }
    if (parsed.entry) lineOfSlug.set(parsed.entry.slug, line);
    yield { line, ...parsed };
  }
}

function parseLine(text: string, taxonomy: Taxonomy): ReturnType<typeof parseEntry> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { issues: [{ field: '(linjen)', message: 'Linjen er ikke gyldig JSON.' }] };
  }
  return parseEntry(value, taxonomy);
}
