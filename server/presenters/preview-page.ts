import type { StoredEntry } from '#content/entries/queries.ts';
import type { EntryTeaser } from '#content/entries/teasers.ts';
import { can } from '#content/permissions.ts';
import type { PublishedTrial } from '#content/trials/trial.ts';
import { paths } from '../paths.ts';
import { type EntryPage, presentEntryPage } from './entry-page.ts';
import type { EntryWork } from './entry-work.ts';

export interface PreviewPage extends EntryPage {
  /** Says what this is, and leads back. */
  preview: { note: string; href: string; label: string };
}

/** The very page that readers would get, with a bar on top. */
export function presentPreview(
  { entry: standing, actor, attachments, taxonomy }: Pick<EntryWork, 'entry' | 'actor' | 'attachments' | 'taxonomy'>,
  entry: StoredEntry,
  related: EntryTeaser[],
  publicUrl: string,
  change?: Parameters<typeof presentEntryPage>[5],
  tried: PublishedTrial[] = [],
): PreviewPage {
  const page = presentEntryPage(entry, related, taxonomy, publicUrl, attachments, change, { trials: tried });
  const { newHref, ...trials } = page.trials;
  const title = entry.title || 'Uden titel';
  const mayEdit = can(actor, 'entry.edit', standing);
  return {
    ...page,
    trials,
    page: {
      title: `Visning: ${title}`,
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Mine erfaringer', href: paths.own() },
        { label: title, href: paths.ownEntry(standing.id) },
        { label: 'Visning' },
      ],
    },
    title,
    preview: {
      note:
        standing.state === 'published' && !standing.pending ? 'Den er udgivet.' : 'Kun du og redaktionen kan se den.',
      href: paths.ownEntry(standing.id),
      label: mayEdit ? 'Skriv videre' : 'Tilbage til erfaringen',
    },
  };
}
