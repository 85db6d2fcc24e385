import { strFromU8, unzipSync } from 'fflate';
import { facets } from '#search/facets.ts';
import { apiDialect, pageDialect } from '#search/params.ts';
import type { TestSite } from './app.ts';

/** Something that a reader can look at, and all that it says, in lower case and without the address asked for. */
export interface Surface {
  url: string;
  status: number;
  text: string;
}

/** What an anonymous reader gets at the address. */
export async function look({ app }: TestSite, url: string): Promise<Surface> {
  const { statusCode, headers, rawPayload } = await app.inject(url);
  const body = rawPayload.subarray(0, 2).toString() === 'PK' ? unzip(rawPayload) : rawPayload.toString();
  const text = `${JSON.stringify(headers)}\n${body}`.toLowerCase();
  return { url, status: statusCode, text: withoutEcho(text, url) };
}

/** A page may repeat what it was asked for: that tells nobody anything. */
function withoutEcho(text: string, url: string): string {
  const asked = [url, ...url.split(/[/?&=]/)].filter((part) => part.length > 5);
  return asked.reduce((rest, part) => rest.replaceAll(part.toLowerCase(), ''), text);
}

function unzip(file: Uint8Array): string {
  return Object.values(unzipSync(file))
    .map((part) => strFromU8(part))
    .join('\n');
}

/** What the placeholders of the site's addresses can stand for. */
export type Values = Record<string, string[]>;

/** Every address of the site that anybody may ask for, with each value in place of each placeholder. */
export function publicAddresses({ app }: TestSite, values: Values): string[] {
  const routes = app.routeTable.filter(({ method, access }) => method === 'GET' && access === 'public');
  return routes.flatMap(({ url }) => fill(url.replaceAll(/\(\^.*?\$\)/g, ''), values));
}

function fill(url: string, values: Values): string[] {
  const placeholder = /:([a-z]+)|\*/.exec(url);
  if (!placeholder) return [url];
  const [whole, name = '*'] = placeholder;
  const known = values[name];
  if (!known) throw new Error(`Nothing to put in place of ${whole} in ${url}`);
  return known.flatMap((value) => fill(url.replace(whole, encodeURIComponent(value)), values));
}

/** Every search for one word, and every choice in every facet, on the page, in the API and in the feed. */
export async function searchAddresses({ deps }: TestSite, words: string[]): Promise<string[]> {
  const taxonomy = await deps.getTaxonomy();
  const choices = facets.flatMap((facet) =>
    (facet.values?.(taxonomy) ?? [{ slug: '1987', value: '1987' }]).map(({ slug, value }) => ({
      page: `${pageDialect.facetParam(facet)}=${slug}`,
      api: `${apiDialect.facetParam(facet)}=${value}`,
    })),
  );
  const asked = [...words.map((word) => ({ page: `q=${word}`, api: `q=${word}` })), ...choices, { page: '', api: '' }];
  return asked.flatMap(({ page, api }) => [
    `/erfaringer?${page}`,
    `/feed.atom?${page}`,
    `/api/v1/entries?per_page=100&${api}`,
  ]);
}
