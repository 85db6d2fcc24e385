import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/**
 * Published entries in whose title stand all `words`, the last one at least as the beginning of a word; the newest
 * first. A word is a list of its spellings, each as in `title_order`: plain letters, nothing that `like` knows.
 */
export async function findTitles(db: Db, words: string[][], limit: number): Promise<{ slug: string; title: string }[]> {
  const patterns = words.map((spellings, index) =>
    spellings.map((spelling) => (index === words.length - 1 ? `% ${spelling}%` : `% ${spelling} %`)),
  );
  if (!patterns.length) return [];
  const holds = patterns.map((any) => sql`' ' || document.title_order || ' ' like any(${any}::text[])`);
  const { rows } = await sql<{ slug: string; title: string }>`
    select entries.slug, revision.title
    from search_documents as document
    join entries on entries.id = document.entry_id and entries.state = 'published'
    join entry_revisions as revision on revision.id = entries.published_revision_id
    where ${sql.join(holds, sql` and `)}
    order by entries.published_at desc nulls last, entries.id desc
    limit ${limit}`.execute(db);
  return rows;
}
