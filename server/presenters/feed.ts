import type { FeedEntry } from '#content/entries/feed.ts';
import { escapeHtml, renderMarkdown } from '#content/markdown.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { facets, findFacetValue } from '#search/facets.ts';
import { pageDialect, type SearchParams, toQueryString } from '#search/params.ts';
import { paths } from '../paths.ts';
import { SITE_NAME } from '../plugins/views.ts';
import { type Xml, xml, xmlDocument } from './xml.ts';

/** Who stands behind an entry that names no organisation. */
const EDITOR = 'Integrationsservice';

/** The feed of a search: its words and filters, whatever page and order it has. */
export function feedHref(params: SearchParams, taxonomy: Taxonomy): string {
  return paths.feed(toQueryString({ ...params, sort: 'relevance', page: 1 }, pageDialect, taxonomy));
}

/** What is new among the entries that a search finds, as an Atom feed; `entries` are the latest first. */
export function presentFeed(entries: FeedEntry[], params: SearchParams, taxonomy: Taxonomy, publicUrl: string): string {
  const self = publicUrl + feedHref(params, taxonomy);
  const search = publicUrl + paths.search(toQueryString({ ...params, page: 1 }, pageDialect, taxonomy));
  const [latest] = entries;
  return xmlDocument(xml`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="da" xml:base="${publicUrl}/">
  <id>${self}</id>
  <title>${titleOf(params, taxonomy)}</title>
  <updated>${(latest?.updated_at ?? new Date(0)).toISOString()}</updated>
  <link rel="self" type="application/atom+xml" href="${self}"/>
  <link rel="alternate" type="text/html" href="${search}"/>
${entries.map((entry) => presentEntry(entry, publicUrl))}</feed>`);
}

function titleOf({ q, filters }: SearchParams, taxonomy: Taxonomy): string {
  const chosen = facets.flatMap((facet) =>
    filters[facet.name].map((value) => findFacetValue(facet, value, taxonomy)?.label ?? value),
  );
  const search = [q && `»${q}«`, ...chosen].filter(Boolean).join(', ');
  return search ? `${SITE_NAME}: ${search}` : SITE_NAME;
}

function presentEntry(entry: FeedEntry, publicUrl: string): Xml {
  const address = publicUrl + paths.entry(entry.slug);
  return xml`  <entry>
    <id>${address}</id>
    <title>${entry.title}</title>
    <link rel="alternate" type="text/html" href="${address}"/>
    <published>${entry.published_at.toISOString()}</published>
    <updated>${entry.updated_at.toISOString()}</updated>
    <author><name>${entry.organisation ?? EDITOR}</name></author>
    <summary>${entry.one_liner}</summary>
    <content type="html">${contentOf(entry)}</content>
  </entry>
`;
}

/** HTML, which stands in the feed as text. */
function contentOf({ change_note, summary }: FeedEntry): string {
  const change = change_note && `<p><strong>Ændret:</strong> ${escapeHtml(change_note)}</p>\n`;
  return change + renderMarkdown(summary);
}
