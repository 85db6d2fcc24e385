import { compareWords, type TextPart } from '#content/compare-texts.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { Trial, TrialContent } from '#content/trials/trial.ts';
import { paths } from '../../paths.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { typedFrom } from './form-page.ts';
import { wouldAgainLabels } from './words.ts';

const labels = {
  municipality: 'Kommune',
  started_on: 'Begyndte',
  ended_on: 'Sluttede',
  changes: 'Hvad gjorde I anderledes?',
  cost: 'Hvad kostede det?',
  outcome: 'Hvad kom der ud af det?',
  would_again: 'Ville I gøre det igen?',
  contact_name: 'Navn',
  contact_phone: 'Telefon',
  contact_email: 'E-mail',
} as const;
type Field = keyof typeof labels;

/** Both versions of a trial, field by field where they differ; `mine` over `theirs` is what a save would do. */
export function presentTrialConflict(theirs: Trial, mine: TrialContent, taxonomy: Taxonomy): ConflictPage {
  const [kept, sent] = [typedFrom(theirs, theirs.version), typedFrom(mine, theirs.version)];
  const fields = Object.keys(labels) as Field[];
  return {
    page: {
      title: 'Teksten er ændret et andet sted imens',
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Din side', href: paths.own() },
        { label: `Afprøvning i ${theirs.municipality}`, href: paths.trial(theirs.id) },
        { label: 'To udgaver' },
      ],
    },
    other: 'Den er ændret et andet sted',
    differences: fields.flatMap((field) => {
      const parts = compareWords(read(field, kept[field], taxonomy), read(field, sent[field], taxonomy));
      if (parts.every(({ change }) => change === 'same')) return [];
      const without = (change: TextPart['change']) => parts.filter((part) => part.change !== change);
      return [{ label: labels[field], mine: without('removed'), theirs: without('added') }];
    }),
    saveHref: paths.trial(theirs.id),
    keepHref: paths.trial(theirs.id),
    entries: [...fields.map((field): [string, string] => [field, sent[field]]), ['based_on', String(theirs.version)]],
  };
}

/** A field's value as people read it. */
function read(field: Field, value: string, taxonomy: Taxonomy): string {
  if (field === 'municipality') return taxonomy.municipality(value)?.name ?? value;
  if (field === 'would_again') return wouldAgainLabels[value as keyof typeof wouldAgainLabels] ?? value;
  return value;
}
