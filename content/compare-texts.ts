import { diffArrays } from 'diff';

export interface TextPart {
  text: string;
  change: 'same' | 'added' | 'removed';
}

/** Texts that differ more are not compared so closely: the time grows with the square of the number of edits. */
const MAX_EDITS = 800;

const segmenter = new Intl.Segmenter('da', { granularity: 'word' });

/** What was removed and added: first by paragraph, then by word where paragraphs changed into something like them. */
export function compareWords(before: string, after: string): TextPart[] {
  const paragraphs = joinChanges(comparePieces(splitParagraphs(before), splitParagraphs(after), MAX_EDITS));
  const isRewritten = (index: number) =>
    paragraphs[index]?.change === 'removed' && paragraphs[index + 1]?.change === 'added';
  const places = paragraphs.filter((_, index) => isRewritten(index)).length;
  const maxEdits = Math.floor(MAX_EDITS / Math.sqrt(places || 1));
  return joinChanges(
    paragraphs.flatMap((paragraph, index) => {
      if (isRewritten(index - 1)) return [];
      if (!isRewritten(index)) return [paragraph];
      return comparePieces(splitWords(paragraph.text), splitWords(paragraphs[index + 1]?.text ?? ''), maxEdits);
    }),
  );
}

/** The items of two lists in order, each a part of its own. */
export function compareItems(before: string[], after: string[]): TextPart[] {
  return comparePieces(before, after, MAX_EDITS);
}

/** All removed and all added, when it takes more than `maxEdits` to make one of the other. */
function comparePieces(before: string[], after: string[], maxEdits: number): TextPart[] {
  const changes = diffArrays(before, after, { maxEditLength: maxEdits });
  if (!changes) return [...before.map((text) => part(text, 'removed')), ...after.map((text) => part(text, 'added'))];
  return changes.flatMap(({ value, added, removed }) =>
    value.map((text) => part(text, added ? 'added' : removed ? 'removed' : 'same')),
  );
}

/** Words, spaces and punctuation marks. Joined they are the text again, as the paragraphs are. */
function splitWords(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function splitParagraphs(text: string): string[] {
  return text.split(/(?<=\n)(?!\n)/);
}

/**
 * One removed and one added part for each changed place. A space that two changed words share belongs to the change,
 * or else a new sentence would be shown a word at a time.
 */
function joinChanges(parts: TextPart[]): TextPart[] {
  const joined: TextPart[] = [];
  let removed = '';
  let added = '';
  let same = '';
  const keep = (text: string, change: TextPart['change']) => {
    if (text) joined.push(part(text, change));
  };
  const endChange = () => {
    keep(removed, 'removed');
    keep(added, 'added');
    removed = '';
    added = '';
  };
  for (const { text, change } of parts) {
    if (change === 'same') {
      same += text;
      continue;
    }
    if (!/^\s*$/.test(same) || !(removed || added)) {
      endChange();
      keep(same, 'same');
    } else {
      removed += same;
      added += same;
    }
    same = '';
    if (change === 'removed') removed += text;
    else added += text;
  }
  endChange();
  keep(same, 'same');
  return joined;
}

function part(text: string, change: TextPart['change']): TextPart {
  return { text, change };
}
