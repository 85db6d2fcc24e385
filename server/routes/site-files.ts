import { Readable } from 'node:stream';
import { listPublishedCollections } from '#content/collections/queries.ts';
import { listSitemapEntries, listSitemapParts, type SitemapEntry } from '#content/entries/feed.ts';
import { listSitemapPartnerships } from '#content/partnerships/queries.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import { limited } from '../plugins/rate-limit.ts';
import { SITE_NAME } from '../plugins/views.ts';
import { presentPages, presentSitemapEntry, presentSitemapIndex, SITEMAP_NAMESPACE } from '../presenters/sitemap.ts';
import { type Xml, xml, xmlDocument } from '../presenters/xml.ts';

/** Entries in one sitemap; search engines take 50,000 addresses at most. */
const PART = 40_000;
const BATCH = 1000;

const open = { config: { access: 'public' } } as const;

/** Files that other programs look for. */
export function registerSiteFiles(app: App, { db, config: { publicUrl } }: Deps, fresh: Freshness): void {
  app.get(paths.robots(), open, async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send(
        `User-agent: *\nDisallow: ${paths.search('?')}\nDisallow: /api/\n\nSitemap: ${publicUrl}${paths.sitemap()}\n`,
      ),
  );

  app.get(paths.openSearch(), open, async (_request, reply) =>
    reply.type('application/opensearchdescription+xml; charset=utf-8').send(presentOpenSearch(publicUrl)),
  );

  app.get<{ Querystring: { del?: unknown } }>(
    paths.sitemap(),
    { onRequest: fresh, config: limited },
    async ({ query: { del } }, reply) => {
      const parts = await listSitemapParts(db, PART);
      if (del !== undefined && !isPart(del, parts)) return reply.callNotFound();
      reply.type('application/xml; charset=utf-8');
      if (del === undefined && parts.length > 1)
        return reply.send(xmlDocument(presentSitemapIndex(parts.length, publicUrl)));
      const part = Number(del ?? 1);
      const pages =
        part === 1
          ? presentPages(publicUrl, await listPublishedCollections(db), await listSitemapPartnerships(db))
          : [];
      const entries = listPart(parts[part - 1] ?? 0);
      return reply.send(Readable.from(writeSitemap(entries, pages, publicUrl), { objectMode: false }));
    },
  );

  /** Read as they are sent, a few at a time. */
  async function* listPart(afterId: number): AsyncGenerator<SitemapEntry> {
    let after = afterId;
    for (let left = PART; left > 0; left -= BATCH) {
      const batch = await listSitemapEntries(db, after, Math.min(BATCH, left));
      yield* batch;
      if (batch.length < BATCH) return;
      after = batch.at(-1)?.id ?? after;
    }
  }
}

function isPart(text: unknown, parts: number[]): boolean {
  return typeof text === 'string' && /^[1-9]\d{0,4}$/.test(text) && Number(text) <= parts.length;
}

async function* writeSitemap(entries: AsyncIterable<SitemapEntry>, pages: Xml[], publicUrl: string) {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${SITEMAP_NAMESPACE}">\n`;
  for (const { text } of pages) yield text;
  for await (const entry of entries) yield presentSitemapEntry(entry, publicUrl).text;
  yield '</urlset>\n';
}

function presentOpenSearch(publicUrl: string): string {
  return xmlDocument(xml`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${SITE_NAME.slice(0, 16)}</ShortName>
  <LongName>${SITE_NAME}</LongName>
  <Description>Søg i erfaringer med integration</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template="${publicUrl}${paths.search('?q={searchTerms}')}"/>
</OpenSearchDescription>`);
}
