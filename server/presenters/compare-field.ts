import { compareWords, type TextPart } from '#content/compare-texts.ts';
import type { ConflictPage } from './draft-conflict.ts';

/** A field of two versions side by side; nothing where they say the same. */
export function compareField(label: string, theirs: string, mine: string): ConflictPage['differences'] {
  const parts = compareWords(theirs, mine);
  if (parts.every(({ change }) => change === 'same')) return [];
  const without = (change: TextPart['change']) => parts.filter((part) => part.change !== change);
  return [{ label, mine: without('removed'), theirs: without('added') }];
}
