import type { SitemapEntry } from '#content/entries/feed.ts';
import { paths } from '../paths.ts';
import { type Xml, xml } from './xml.ts';

export const SITEMAP_NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** The pages that stand at one address each, for everybody; beside them those of collections and partnerships. */
const pages = [
  paths.front(),
  paths.search(),
  paths.collections(),
  paths.partnerships(),
  paths.about(),
  paths.contact(),
  paths.privacy(),
  paths.cookies(),
  paths.apiDocs(),
];

export function presentPages(
  publicUrl: string,
  collections: { slug: string }[],
  partnerships: { slug: string }[],
): Xml[] {
  const addresses = [
    ...pages,
    ...collections.map(({ slug }) => paths.collection(slug)),
    ...partnerships.map(({ slug }) => paths.partnership(slug)),
  ];
  return addresses.map((path) => xml`<url><loc>${publicUrl + path}</loc></url>\n`);
}

export function presentSitemapEntry({ slug, updated_at }: SitemapEntry, publicUrl: string): Xml {
  const address = publicUrl + paths.entry(slug);
  return xml`<url><loc>${address}</loc><lastmod>${updated_at.toISOString()}</lastmod></url>\n`;
}

/** The list of a sitemap's parts. */
export function presentSitemapIndex(parts: number, publicUrl: string): Xml {
  const numbers = Array.from({ length: parts }, (_, index) => index + 1);
  return xml`<sitemapindex xmlns="${SITEMAP_NAMESPACE}">
${numbers.map((part) => xml`<sitemap><loc>${publicUrl + paths.sitemap(part)}</loc></sitemap>\n`)}</sitemapindex>`;
}
