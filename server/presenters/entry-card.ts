import type { EntryTeaser } from '#content/entries/teasers.ts';
import { escapeHtml, type Html } from '#content/markdown.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { Hit } from '#search/hit.ts';
import { paths } from '../paths.ts';
import { formatYears } from './format.ts';
import { presentBadges } from './outcome-badges.ts';

const MOST_MUNICIPALITIES = 3;

/** An entry on any list. */
export interface EntryCard {
  href: string;
  title: Html;
  oneLiner: Html;
  /** Organisation, municipalities and period, as far as they are known. */
  meta: string[];
  snippet?: Html;
  /** Labels of areas and methods. */
  tags: string[];
  /** How the result was judged, and where else it was tried. */
  badges: string[];
}

export function presentHit(hit: Hit, taxonomy: Taxonomy, withSnippet: boolean): EntryCard {
  return {
    href: paths.entry(hit.slug),
    title: hit.titleHtml,
    oneLiner: hit.oneLinerHtml,
    meta: presentMeta({ ...hit, organisation: hit.organisation?.name ?? null }, taxonomy),
    ...(withSnippet ? { snippet: hit.snippetHtml } : {}),
    tags: [
      ...hit.areas.flatMap((slug) => taxonomy.term('areas', slug)?.label ?? []),
      ...hit.methods.flatMap((slug) => taxonomy.term('methods', slug)?.label ?? []),
    ],
    badges: presentBadges(hit),
  };
}

export function presentTeaser(teaser: EntryTeaser, taxonomy: Taxonomy): EntryCard {
  const { slug, title, one_liner, start_date: startDate, end_date: endDate } = teaser;
  return {
    href: paths.entry(slug),
    title: escapeHtml(title),
    oneLiner: escapeHtml(one_liner),
    meta: presentMeta({ ...teaser, startDate, endDate }, taxonomy),
    tags: [],
    badges: [],
  };
}

interface Meta {
  organisation: string | null;
  municipalities: string[];
  nationwide: boolean;
  startDate: string | null;
  endDate: string | null;
}

function presentMeta({ organisation, municipalities, nationwide, startDate, endDate }: Meta, taxonomy: Taxonomy) {
  const names = municipalities.flatMap((code) => taxonomy.municipality(code)?.name ?? []);
  const others = names.length - MOST_MUNICIPALITIES;
  const places =
    others > 1 ? `${names.slice(0, MOST_MUNICIPALITIES).join(', ')} og ${others} andre kommuner` : names.join(', ');
  return [organisation, nationwide ? 'Hele landet' : places, formatYears(startDate, endDate)].filter(
    (part): part is string => Boolean(part),
  );
}
