import type { Role } from '#content/db/schema.ts';
import type { PastPublication } from '#content/entries/history.ts';
import type { StoredEntry } from '#content/entries/queries.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { paths } from '../paths.ts';
import { type ComparedField, presentComparison } from './comparison.ts';
import { formatDay } from './format.ts';
import type { Page } from './page.ts';

export interface HistoryPage {
  page: Page;
  title: string;
  entryHref: string;
  historyHref: string;
  publications: { number: number; day: string; kind: string; note: string; who: string; compareHref: string }[];
  /** Absent where there is only one version. */
  choice?: { from: number; to: number; versions: { value: number; label: string }[] };
  comparison?: { heading: string; fields: ComparedField[] };
  /** Why there is nothing to compare. */
  problem?: string;
}

/** The numbers of two publications, and what readers saw from each on. */
export interface ComparedTexts {
  from: number;
  to: number;
  before: StoredEntry;
  after: StoredEntry;
}

export function presentHistory(
  entry: StoredEntry,
  publications: PastPublication[],
  compared: ComparedTexts | 'unknown' | undefined,
  taxonomy: Taxonomy,
  publicUrl: string,
): HistoryPage {
  const newest = publications[0]?.number ?? 1;
  const chosen = typeof compared === 'object' ? compared : { from: Math.max(1, newest - 1), to: newest };
  return {
    page: {
      title: `Historik: ${entry.title}`,
      section: 'search',
      canonical: publicUrl + paths.history(entry.slug),
      noindex: compared !== undefined,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Erfaringer', href: paths.search() },
        { label: entry.title, href: paths.entry(entry.slug) },
        { label: 'Historik' },
      ],
    },
    title: entry.title,
    entryHref: paths.entry(entry.slug),
    historyHref: paths.history(entry.slug),
    publications: publications.map((publication) => presentPublication(publication, entry.slug)),
    ...(publications.length > 1 ? { choice: { ...chosen, versions: publications.map(toVersion) } } : {}),
    ...(typeof compared === 'object' ? { comparison: presentCompared(compared, publications, taxonomy) } : {}),
    ...(compared === 'unknown' ? { problem: 'De to udgaver findes ikke. Vælg to af dem på listen.' } : {}),
  };
}

function presentPublication({ number, published_at, kind, change_note, ...who }: PastPublication, slug: string) {
  return {
    number,
    day: formatDay(published_at),
    kind: number === 1 ? 'Første udgave' : kind === 'major' ? 'Større ændring' : 'Mindre rettelse',
    note: change_note,
    who: labelPublisher(who),
    compareHref: number === 1 ? '' : `${paths.history(slug)}?fra=${number - 1}&til=${number}#sammenligning`,
  };
}

/** A public page names organisations, not people. */
function labelPublisher({ organisation, role }: { organisation: string; role: Role | null }): string {
  return organisation || (role === 'consultant' ? 'Integrationsservice' : 'Redaktionen');
}

function toVersion({ number, published_at }: PastPublication) {
  return { value: number, label: `${number}. udgave, ${formatDay(published_at)}` };
}

function presentCompared(
  { from, to, before, after }: ComparedTexts,
  publications: PastPublication[],
  taxonomy: Taxonomy,
): NonNullable<HistoryPage['comparison']> {
  const dayOf = (number: number) => {
    const publication = publications.find((one) => one.number === number);
    return publication ? formatDay(publication.published_at) : '';
  };
  return {
    heading: `Fra ${from}. udgave (${dayOf(from)}) til ${to}. udgave (${dayOf(to)})`,
    fields: presentComparison(before, after, taxonomy),
  };
}
