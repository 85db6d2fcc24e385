import type { Attachment } from '#content/attachments/list-attachments.ts';
import type { EntryContent } from '#content/entries/entry.ts';
import { fieldLabels, type TextField, textFields } from '#content/entries/fields.ts';
import type { StoredEntry, WithdrawnEntry } from '#content/entries/queries.ts';
import type { EntryTeaser } from '#content/entries/teasers.ts';
import { type Html, renderJson, renderMarkdown } from '#content/markdown.ts';
import type { AssessedGoal } from '#content/partnerships/assessment.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { PublishedTrial } from '#content/trials/trial.ts';
import type { FacetName } from '#search/facets.ts';
import { paths } from '../paths.ts';
import { type AttachmentItem, presentAttachment } from './attachment.ts';
import { type EntryCard, presentTeaser } from './entry-card.ts';
import { facetHref } from './facet-href.ts';
import { formatDay, formatLanguage, formatPeriod } from './format.ts';
import { formatAssessed } from './outcome-badges.ts';
import type { Link, Page } from './page.ts';
import { type GoalResult, presentGoalResult } from './partnerships/assessed-goals.ts';
import { presentPublishedTrials, type TrialsSection } from './trials/published.ts';
import { formatTried } from './trials/words.ts';

/** From this many sections on, a contents list saves the reader from scrolling. */
const SECTIONS_FOR_CONTENTS = 4;

export interface Fact {
  label: string;
  values: { text: string; href?: string }[];
}

export interface EntryPage {
  page: Page;
  title: string;
  oneLiner: string;
  /** How the result was judged, and where else it was tried. */
  badges: Link[];
  facts: Fact[];
  sections: { id: string; label: string; html: Html }[];
  showContents: boolean;
  contact?: { name: string; organisation: string; phone: string; email: string };
  /** `host` tells where a link leads; the title may not. */
  links: { title: string; url: string; host: string }[];
  files: AttachmentItem[];
  /** The goals that the entry is about, as they were judged. */
  goals: GoalResult[];
  trials: TrialsSection;
  /** What readers are told of the newest major change. */
  change?: string;
  /** Since when nobody has vouched for the entry. */
  unconfirmed?: string;
  historyHref: string;
  created: string;
  updated: string;
  markdownHref: string;
  related: EntryCard[];
}

export interface WithdrawnPage {
  page: Page;
  withdrawn: string;
  reason: string;
}

const crumbs = [
  { label: 'Forside', href: paths.front() },
  { label: 'Erfaringer', href: paths.search() },
];

/** What came of the effort elsewhere, and in the eyes of the ministry. */
interface Outcomes {
  trials?: PublishedTrial[];
  /** Of the sealed assessment that the entry rests on. */
  goals?: AssessedGoal[];
}

export function presentEntryPage(
  entry: StoredEntry,
  related: EntryTeaser[],
  taxonomy: Taxonomy,
  publicUrl: string,
  attachments: Attachment[],
  change?: { published_at: Date; change_note: string },
  { trials = [], goals = [] }: Outcomes = {},
): EntryPage {
  const sections = textFields
    .filter((field) => entry[field])
    .map((field) => ({ id: sectionId(field), label: fieldLabels[field], html: renderMarkdown(entry[field]) }));
  const canonical = publicUrl + paths.entry(entry.slug);
  return {
    page: {
      title: entry.title,
      description: entry.one_liner,
      canonical,
      section: 'search',
      breadcrumbs: [...crumbs, { label: entry.title }],
      jsonLd: renderJson(toJsonLd(entry, canonical)),
    },
    title: entry.title,
    oneLiner: entry.one_liner,
    badges: presentBadges(entry),
    facts: presentFacts(entry, taxonomy),
    sections,
    showContents: sections.length >= SECTIONS_FOR_CONTENTS,
    ...(Object.values(entry.contact).some(Boolean) ? { contact: entry.contact } : {}),
    links: entry.links.map(({ title, url }) => ({ title, url, host: hostOf(url) })),
    files: attachments.map(presentAttachment),
    goals: goals.map(presentGoalResult),
    trials: presentPublishedTrials(entry.slug, trials),
    ...(change ? { change: `Ændret ${formatDay(change.published_at)}: ${change.change_note}` } : {}),
    ...(entry.unconfirmed_since ? { unconfirmed: formatDay(entry.unconfirmed_since) } : {}),
    historyHref: paths.history(entry.slug),
    created: formatDay(entry.created_at),
    updated: formatDay(entry.updated_at),
    markdownHref: paths.entryMarkdown(entry.slug),
    related: related.map((teaser) => presentTeaser(teaser, taxonomy)),
  };
}

export function presentWithdrawnPage({ withdrawn_at, reason }: WithdrawnEntry): WithdrawnPage {
  return {
    page: {
      title: 'Erfaringen er trukket tilbage',
      section: 'search',
      breadcrumbs: [...crumbs, { label: 'Trukket tilbage' }],
      noindex: true,
    },
    withdrawn: formatDay(withdrawn_at),
    reason,
  };
}

/** Each leads to what it speaks of. */
function presentBadges({ assessed, tried }: StoredEntry): Link[] {
  return [
    ...(assessed
      ? [{ label: formatAssessed(assessed), href: paths.assessment(assessed.partnership.slug, assessed.year) }]
      : []),
    ...(tried ? [{ label: formatTried(tried), href: '#afproevet' }] : []),
  ];
}

/** `eu_support` → `eu-support`: the anchor of a section. */
function sectionId(field: TextField): string {
  return field.replaceAll('_', '-');
}

export function presentFacts(entry: EntryContent, taxonomy: Taxonomy): Fact[] {
  const terms = (vocabulary: 'areas' | 'methods' | 'target_groups', facetName: FacetName) =>
    entry[vocabulary].flatMap((slug) => {
      const term = taxonomy.term(vocabulary, slug);
      return term ? [{ text: term.label, href: facetHref(facetName, slug) }] : [];
    });
  const municipalities = entry.municipalities.flatMap((code) => {
    const municipality = taxonomy.municipality(code);
    return municipality ? [{ text: municipality.name, href: facetHref('municipality', municipality.slug) }] : [];
  });
  const type = entry.organisation && taxonomy.term('organisation_types', entry.organisation.type);
  const period = formatPeriod(entry.start_date, entry.end_date);
  return [
    { label: fieldLabels.areas, values: terms('areas', 'area') },
    { label: fieldLabels.methods, values: terms('methods', 'method') },
    { label: fieldLabels.target_groups, values: terms('target_groups', 'target_group') },
    {
      label: fieldLabels.municipalities,
      values: [...(entry.nationwide ? [{ text: fieldLabels.nationwide }] : []), ...municipalities],
    },
    { label: 'Periode', values: period ? [{ text: period }] : [] },
    {
      label: fieldLabels.organisation,
      values: entry.organisation
        ? [
            { text: entry.organisation.name },
            ...(type ? [{ text: type.label, href: facetHref('organisation_type', type.slug) }] : []),
          ]
        : [],
    },
    { label: fieldLabels.language, values: [{ text: formatLanguage(entry.language) }] },
  ].filter(({ values }) => values.length > 0);
}

function hostOf(url: string): string {
  return URL.parse(url)?.host.replace(/^www\./, '') ?? '';
}

/** schema.org's description of the page, for other search engines. */
function toJsonLd(entry: StoredEntry, canonical: string) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: entry.title,
    description: entry.one_liner,
    url: canonical,
    inLanguage: entry.language,
    dateCreated: entry.created_at,
    datePublished: entry.published_at,
    dateModified: entry.updated_at,
    ...(entry.organisation ? { author: { '@type': 'Organization', name: entry.organisation.name } } : {}),
  };
}
