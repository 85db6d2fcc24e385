import { compareWords, type TextPart } from '#content/compare-texts.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import type { Trial, TrialContent } from '#content/trials/trial.ts';
import { paths } from '../../paths.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { typedFrom } from './form-page.ts';
import { fieldLabels, readField, type TrialField } from './words.ts';

/** Both versions of a trial, field by field where they differ; `mine` over `theirs` is what a save would do. */
export function presentTrialConflict(theirs: Trial, mine: TrialContent, taxonomy: Taxonomy): ConflictPage {
  const [kept, sent] = [typedFrom(theirs, theirs.version), typedFrom(mine, theirs.version)];
  const fields = Object.keys(fieldLabels) as TrialField[];
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
      const parts = compareWords(readField(field, kept[field], taxonomy), readField(field, sent[field], taxonomy));
      if (parts.every(({ change }) => change === 'same')) return [];
      const without = (change: TextPart['change']) => parts.filter((part) => part.change !== change);
      return [{ label: fieldLabels[field], mine: without('removed'), theirs: without('added') }];
    }),
    saveHref: paths.trial(theirs.id),
    keepHref: paths.trial(theirs.id),
    entries: [...fields.map((field): [string, string] => [field, sent[field]]), ['based_on', String(theirs.version)]],
  };
}
