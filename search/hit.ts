import type { Assessed } from '#content/entries/outcomes.ts';
import type { Html } from '#content/markdown.ts';
import type { EntryDocument } from './document.ts';
import { NOT_ASSESSED } from './facets.ts';
import type { Highlighter } from './highlight.ts';

/** An entry that a search found. */
export interface Hit {
  id: number;
  slug: string;
  title: string;
  titleHtml: Html;
  oneLiner: string;
  oneLinerHtml: Html;
  /** The part of the text that answers the query, its matching words in `<mark>`. */
  snippetHtml: Html;
  areas: string[];
  /** Codes. */
  municipalities: string[];
  methods: string[];
  organisation: { name: string; type: string } | null;
  nationwide: boolean;
  startDate: string | null;
  endDate: string | null;
  publishedAt: Date;
  /** In how many municipalities it was tried. */
  tried: number;
  assessed: Pick<Assessed, 'verdict' | 'year'> | null;
}

export function toHit(document: EntryDocument, { mark, snippet }: Highlighter): Hit {
  const { organisation, organisation_type } = document;
  return {
    id: document.id,
    slug: document.slug,
    title: document.title,
    titleHtml: mark(document.title),
    oneLiner: document.one_liner,
    oneLinerHtml: mark(document.one_liner),
    snippetHtml: snippet(document.text),
    areas: document.area,
    municipalities: document.municipality,
    methods: document.method,
    organisation: organisation ? { name: organisation, type: organisation_type[0] ?? '' } : null,
    nationwide: document.nationwide,
    startDate: document.start_date,
    endDate: document.end_date,
    publishedAt: new Date(document.published_at),
    tried: document.tried_in,
    assessed: readAssessed(document),
  };
}

function readAssessed({ verdict: [verdict], assessed_year: year }: EntryDocument): Hit['assessed'] {
  return verdict && verdict !== NOT_ASSESSED && year !== null
    ? { verdict: verdict as Assessed['verdict'], year }
    : null;
}
