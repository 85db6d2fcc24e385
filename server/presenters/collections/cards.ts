import type { StoredEntry } from '#content/entries/queries.ts';
import { escapeHtml } from '#content/markdown.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { Hit } from '#search/hit.ts';
import { type EntryCard, presentHit, presentTeaser } from '../entry-card.ts';
import { presentBadges } from '../outcome-badges.ts';

/** An entry chosen to stand first, with what a card of the search page says. */
export function presentFirstEntry(entry: StoredEntry, taxonomy: Taxonomy): EntryCard {
  const organisation = entry.organisation?.name ?? null;
  const labels = (['areas', 'methods'] as const).flatMap((vocabulary) =>
    entry[vocabulary].flatMap((slug) => taxonomy.term(vocabulary, slug)?.label ?? []),
  );
  return { ...presentTeaser({ ...entry, organisation }, taxonomy), tags: labels, badges: presentBadges(entry) };
}

/** An entry that the search found. Its words are not marked: on a page with a subject all of them would be. */
export function presentFound(hit: Hit, taxonomy: Taxonomy): EntryCard {
  const plain = { ...hit, titleHtml: escapeHtml(hit.title), oneLinerHtml: escapeHtml(hit.oneLiner) };
  return presentHit(plain, taxonomy, false);
}
