import { type RawBuilder, sql } from 'kysely';
import { type Actor, editors, reviewers, writers } from './actor.ts';

/** `can(actor, 'entry.read', entry)` as a condition on `entries`, for lists. */
export function readableEntries(actor: Actor): RawBuilder<boolean> {
  if (!actor || !writers.includes(actor.role)) return sql`false`;
  if (editors.includes(actor.role)) return sql`true`;
  const isAuthor = sql`exists (
    select from entry_authors where entry_authors.entry_id = entries.id and entry_authors.user_id = ${actor.id})`;
  if (!reviewers.includes(actor.role)) return sql`${isAuthor}`;
  return sql`(${isAuthor} or (case entries.state when 'published' then coalesce(entries.pending, 'published')
    else entries.state end) <> 'draft')`;
}
