import type { Issue } from '#content/entries/entry.ts';
import { fieldLabels } from '#content/entries/fields.ts';
import {
  type InternalLink,
  listAttachmentKeys,
  listInternalLinks,
  listPublishedSlugs,
} from '#content/entries/internal-links.ts';
import type { WorkingText } from '#content/entries/working-text.ts';
import type { Deps } from './deps.ts';
import { paths } from './paths.ts';

const pages = [
  ...[paths.front(), paths.search(), paths.feed(), paths.about(), paths.contact(), paths.privacy(), paths.cookies()],
  ...[paths.accessibility(), paths.apiDocs(), paths.openApi(), paths.apiEntries()],
];
const slugPatterns = [paths.entry, paths.entryMarkdown, paths.history, paths.apiEntry].map((path) =>
  whole(path('(?<slug>[a-z0-9-]+)')),
);
const filePattern = whole(`${paths.attachment('(?<key>[^/]+)', '')}[^/]*`);

/** Links within the site that lead readers nowhere. A link to the entry itself is good: it will be there. */
export async function findDeadLinks(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  entry: { id: number; slug: string; text: Pick<WorkingText, 'content'> },
): Promise<Issue[]> {
  const links = listInternalLinks(entry.text.content, config.publicUrl + paths.entry(entry.slug));
  const unsure = links.filter(({ path }) => !pages.includes(path));
  if (!unsure.length) return [];
  const slugs = new Set(
    await listPublishedSlugs(
      db,
      unsure.flatMap(({ path }) => slugOf(path) ?? []),
    ),
  ).add(entry.slug);
  const keys = new Set(await listAttachmentKeys(db, entry.id));
  return unsure
    .filter(({ path }) => !slugs.has(slugOf(path) ?? '') && !keys.has(filePattern.exec(path)?.groups?.key ?? ''))
    .map(toIssue);
}

function slugOf(path: string): string | undefined {
  return slugPatterns.map((pattern) => pattern.exec(path)?.groups?.slug).find(Boolean);
}

function toIssue({ field, path }: InternalLink): Issue {
  return { field, message: `${fieldLabels[field]}: Linket til ${path} fører ingen steder hen.` };
}

function whole(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.')}$`);
}
