import { findCprNumbers } from '#content/personal-data/cpr.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { emptySearch, knownParams, pageDialect, type SearchParams, toQueryString } from '#search/params.ts';
import { paths } from '../paths.ts';
import { readSavedSearch, toRawQuery } from '../saved-search.ts';
import { neededWords } from './read-form.ts';

const MAX_ADDRESS = 4000;
const EXAMPLE = 'for eksempel ?q=mentor';

/** What pasted addresses are read against. */
export interface Site {
  /** Names under which the site is known, the public one first. */
  hosts: [string, ...string[]];
  taxonomy: Taxonomy;
}

const address = neededWords(MAX_ADDRESS, `Indsæt adressen på en søgning, ${EXAMPLE}.`);

/** The search whose address was pasted, as its shortest query string, or why it cannot be used. */
export function readSearch(text: string, { hosts, taxonomy }: Site): { query: string; message?: undefined } | Unusable {
  const { data, error } = address.safeParse(text);
  if (error) return { message: error.issues[0]?.message ?? '' };
  const pasted = pathOnSite(data.startsWith('?') ? paths.search(data) : data, hosts);
  if (pasted?.path !== paths.search())
    return { message: `Det er ikke en søgning på denne side. Indsæt adressen på en søgning, ${EXAMPLE}.` };
  const unknown = Object.keys(toRawQuery(pasted.query)).filter((name) => !knownParams(pageDialect).has(name));
  if (unknown.length) return { message: `Søgningen kan ikke bruges: vi kender ikke ${quote(unknown)}.` };
  const { params, issues } = readSavedSearch(withoutPage(pasted.query), taxonomy);
  if (issues.length) return { message: `Søgningen kan ikke bruges: ${issues.map((i) => i.message).join(' ')}` };
  if (findsEverything(params)) return { message: 'Søgningen finder alt. Søg på et ord, eller vælg en afgrænsning.' };
  if (findCprNumbers(params.q).length) return { message: 'Søgningen ligner et CPR-nummer. Fjern det.' };
  return { query: toQueryString(params, pageDialect, taxonomy) };
}

interface Unusable {
  message: string;
  query?: undefined;
}

/** Path and query string of an address of this site, whole or from the first slash on; undefined for another site's. */
export function pathOnSite(text: string, hosts: Site['hosts']): { path: string; query: string } | undefined {
  const url = URL.parse(text, `https://${hosts[0]}`);
  if (!url || !/^https?:$/.test(url.protocol) || !hosts.includes(url.host)) return undefined;
  return { path: url.pathname.replace(/\/+$/, ''), query: url.search };
}

function withoutPage(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete(pageDialect.page);
  return parameters.toString();
}

function findsEverything({ q, filters }: SearchParams): boolean {
  return JSON.stringify({ q, filters }) === JSON.stringify({ q: '', filters: emptySearch().filters });
}

function quote(names: string[]): string {
  return names.map((name) => `»${name.slice(0, 80)}«`).join(', ');
}
