import type { Collection } from '#content/collections/collection.ts';
import { compareWords, type TextPart } from '#content/compare-texts.ts';
import type { TypedCollection } from '../../forms/collection.ts';
import { paths } from '../../paths.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { formatTime } from '../format.ts';
import { collectionCrumbs } from './overview.ts';

const labels = {
  title: 'Titel',
  slug: 'Adresse',
  search: 'Søgning',
  text: 'Tekst',
  first_entries: 'Begynd her',
} as const;

/** Both versions of a collection, field by field where they differ; `mine` over `theirs` is what a save would do. */
export function presentCollectionConflict(
  { id, title, updatedAt }: Collection,
  mine: TypedCollection,
  theirs: TypedCollection,
): ConflictPage {
  const fields = Object.keys(labels) as (keyof typeof labels)[];
  return {
    page: {
      title: 'Teksten er gemt et andet sted imens',
      breadcrumbs: [...collectionCrumbs, { label: title, href: paths.editedCollection(id) }, { label: 'To udgaver' }],
    },
    other: `En anden gemte ${formatTime(updatedAt)}`,
    differences: fields.flatMap((field) => {
      const parts = compareWords(theirs[field], mine[field]);
      if (parts.every(({ change }) => change === 'same')) return [];
      const without = (change: TextPart['change']) => parts.filter((part) => part.change !== change);
      return [{ label: labels[field], mine: without('removed'), theirs: without('added') }];
    }),
    saveHref: paths.editedCollection(id),
    keepHref: paths.editedCollection(id),
    entries: [...fields.map((field): [string, string] => [field, mine[field]]), ['based_on', String(theirs.based_on)]],
  };
}
