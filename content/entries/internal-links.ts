import type { Db } from '../db/schema.ts';
import { decodeEntities, renderMarkdown } from '../markdown.ts';
import type { EntryContent } from './entry.ts';
import { type TextField, textFields } from './fields.ts';

/** A link from an entry to something on this site. */
export interface InternalLink {
  field: TextField | 'links';
  /** Without query string and without a slash at the end. */
  path: string;
}

/** The links of a text to this site, each once a field; `address` is the text's own, absolute. */
export function listInternalLinks(content: EntryContent, address: string): InternalLink[] {
  const inTexts = textFields.flatMap((field) =>
    [...renderMarkdown(content[field]).matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, url = '']) => ({
      field,
      url: decodeEntities(url),
    })),
  );
  const beside = content.links.map(({ url }) => ({ field: 'links' as const, url }));
  const links = [...inTexts, ...beside].flatMap(({ field, url }) => {
    const path = pathOnThisSite(url, address);
    return path === undefined ? [] : [{ field, path }];
  });
  return [...new Map(links.map((link) => [`${link.field} ${link.path}`, link])).values()];
}

function pathOnThisSite(url: string, address: string): string | undefined {
  if (!URL.canParse(url, address)) return undefined;
  const { origin, pathname } = new URL(url, address);
  return origin === new URL(address).origin ? pathname.replace(/(?<=.)\/+$/, '') : undefined;
}

/** Those of `slugs` at which readers find an entry. */
export async function listPublishedSlugs(db: Db, slugs: string[]): Promise<string[]> {
  if (!slugs.length) return [];
  const rows = await db
    .selectFrom('entries')
    .select('slug')
    .where('state', '=', 'published')
    .where('slug', 'in', slugs)
    .execute();
  return rows.map(({ slug }) => slug);
}

/** The keys of the files that belong to the entry's newest text. */
export async function listAttachmentKeys(db: Db, entryId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('attachments')
    .select('key')
    .where('entry_id', '=', entryId)
    .where('removed_at', 'is', null)
    .execute();
  return rows.map(({ key }) => key);
}
