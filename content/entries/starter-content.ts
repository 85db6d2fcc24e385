import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Schema } from '../db/schema.ts';
import { readFrontMatter } from '../front-matter.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { parseEntry } from './exchange.ts';
import { fieldLabels, textFields } from './fields.ts';
import { auditImport, importBatch } from './import-entries.ts';

const folder = join(import.meta.dirname, '../starter');

/** Fills an empty database with the entries in `content/starter`; returns how many there are. */
export async function loadStarterContent(db: Kysely<Schema>, taxonomy: Taxonomy): Promise<number> {
  const files = await listFiles();
  const entries = await Promise.all(
    files.map(async (name) => {
      const { entry, issues } = parseEntry(
        readStarterEntry(name, await readFile(join(folder, name), 'utf8')),
        taxonomy,
      );
      if (issues)
        throw new Error(`content/starter/${name}: ${issues.map((i) => `${i.field}: ${i.message}`).join(' ')}`);
      return entry;
    }),
  );
  await db.transaction().execute(async (tx) => {
    await auditImport(tx, 'starter content', await importBatch(tx, entries, taxonomy));
  });
  return entries.length;
}

/** The slugs of those entries. */
export async function starterSlugs(): Promise<string[]> {
  return (await listFiles()).map((name) => basename(name, '.md'));
}

async function listFiles(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
}

/** A starter file, front matter and texts under their Danish labels, as a value of the exchange format. */
function readStarterEntry(name: string, markdown: string): unknown {
  const { values, body } = readFrontMatter(markdown);
  const texts = body
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [label = '', ...lines] = part.split('\n');
      const field = textFields.find((candidate) => fieldLabels[candidate] === label.trim());
      if (!field) throw new Error(`content/starter/${name}: no field is called »${label.trim()}«`);
      return [field, lines.join('\n')];
    });
  return { slug: basename(name, '.md'), ...(values as object), ...Object.fromEntries(texts) };
}
