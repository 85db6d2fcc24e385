import type { Issue } from '#content/entries/entry.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { TrialContent } from '#content/trials/trial.ts';
import type { User } from '#content/users/user.ts';
import { LONGEST_TEXT, type TypedTrial } from '../../forms/trial.ts';
import { paths } from '../../paths.ts';
import type { Link, Page } from '../page.ts';
import { formatEdge, wouldAgainLabels } from './words.ts';

export interface TrialFields {
  typed: TypedTrial;
  issues: Issue[];
  municipalities: Choice[];
  again: Choice[];
  longest: number;
}

interface Choice {
  value: string;
  label: string;
}

/** The form in which somebody tells of a trial. */
export interface TrialForm {
  page: Page;
  entry: Link;
  href: string;
  fields: TrialFields;
  /** What the same person has told of the entry for the same municipality. */
  own?: Link;
}

export interface TriedEntry {
  slug: string;
  title: string;
}

export function presentNewTrial(
  { slug, title }: TriedEntry,
  taxonomy: Taxonomy,
  typed: TypedTrial,
  { issues = [], own }: { issues?: Issue[]; own?: number | undefined } = {},
): TrialForm {
  const entry = { label: title, href: paths.entry(slug) };
  return {
    page: {
      title: 'Fortæl om jeres afprøvning',
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Erfaringer', href: paths.search() },
        entry,
        { label: 'Fortæl om jeres afprøvning' },
      ],
    },
    entry,
    href: paths.trials(),
    fields: presentFields(taxonomy, typed, issues),
    ...(own === undefined ? {} : { own: { label: 'Se det, du har fortalt', href: paths.trial(own) } }),
  };
}

export function presentFields({ municipalities }: Taxonomy, typed: TypedTrial, issues: Issue[]): TrialFields {
  return {
    typed,
    issues,
    municipalities: [
      { value: '', label: 'Vælg kommune' },
      ...municipalities.map(({ code, name }) => ({ value: code, label: name })),
    ],
    again: Object.entries(wouldAgainLabels).map(([value, label]) => ({ value, label })),
    longest: LONGEST_TEXT,
  };
}

/** An empty form, with what the account knows. */
export function emptyTrial(slug: string, { name, email }: User): TypedTrial {
  return {
    ...{ entry: slug, municipality: '', started_on: '', ended_on: '', changes: '', cost: '', outcome: '' },
    ...{ would_again: '', contact_name: name, contact_phone: '', contact_email: email, reason: '', based_on: 0 },
  };
}

/** What the fields hold when nothing has been typed yet. */
export function typedFrom(trial: TrialContent, version: number): TypedTrial {
  const { municipalityCode, startedOn, endedOn, changes, cost, outcome, wouldAgain, contact } = trial;
  return {
    ...{ entry: '', municipality: municipalityCode, started_on: formatEdge(startedOn, 'first') },
    ...{ ended_on: endedOn ? formatEdge(endedOn, 'last') : '', changes, cost, outcome, would_again: wouldAgain },
    ...{ contact_name: contact.name, contact_phone: contact.phone, contact_email: contact.email },
    ...{ reason: '', based_on: version },
  };
}
